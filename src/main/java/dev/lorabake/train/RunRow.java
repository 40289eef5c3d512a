package dev.lorabake.train;

import dev.lorabake.Figures;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.process.KeeperExit;
import dev.lorabake.process.KeeperRecord;
import dev.lorabake.run.Attendant;
import dev.lorabake.run.Lineage;
import dev.lorabake.run.MemoryPeak;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunState;
import dev.lorabake.run.RunStatus;
import dev.lorabake.run.Settled;
import dev.lorabake.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of the runs that are listed.
 *
 * @param progress over the whole training
 * @param started empty where its trainer never was
 * @param ended empty while it runs, and where nobody learnt it
 * @param before where it goes on from
 * @param later the run that went on from it
 * @param settled what was decided and done at its end by itself
 * @param tryOf the run that it is another try of by itself; {@code null} for none
 * @param damage files of its directory that cannot be read, a sentence each
 */
public record RunRow(
    RunDirectory run,
    Purpose purpose,
    RunStatus status,
    RunProgress progress,
    Optional<MemoryPeak> peak,
    Optional<Instant> started,
    Optional<Instant> ended,
    Optional<ResumedFrom> before,
    Optional<RunDirectory> later,
    Optional<Settled> settled,
    Attendant.@Nullable After tryOf,
    List<String> damage) {
  /** Where it is cannot be known. */
  private static final RunStatus UNKNOWN =
      new RunStatus(RunState.LOST, new Outcome(Verdict.LOST, "", List.of(), null));

  /**
   * Looks at a run, as the list of them does. One whose directory is damaged hides no other: what
   * can be read of it is told, and that the rest cannot.
   */
  public static RunRow of(RunDirectory run, Lineage lineage, dev.lorabake.run.Surroundings machine)
      throws InterruptedException {
    Damage files = new Damage(run);
    RunProgress[] progress = {RunProgress.start()};
    Consumer<JournalEntry> fold = entry -> progress[0] = progress[0].after(entry);
    RunStatus status = files.read(() -> RunStatus.readAhead(run, machine, fold), UNKNOWN);
    Optional<ResumedFrom> before = lineage.before(run);
    return new RunRow(
        run,
        files.read(run::purpose, Purpose.TRAINING),
        status,
        progress[0].over(before),
        files.read(() -> MemoryPeak.read(run), Optional.empty()),
        files.read(run::record, Optional.<KeeperRecord>empty()).map(KeeperRecord::started),
        files.read(run::exit, Optional.<KeeperExit>empty()).map(KeeperExit::ended),
        before,
        lineage.after(run),
        files.read(() -> Settled.read(run), Optional.empty()),
        files
            .read(() -> Attendant.read(run), Optional.<Attendant>empty())
            .map(Attendant::after)
            .orElse(null),
        files.told());
  }

  /** The same run looked at once more: of one that is over the journal has told everything. */
  public RunRow again(Lineage lineage, dev.lorabake.run.Surroundings machine)
      throws InterruptedException {
    return status.outcome() == null || !damage.isEmpty()
        ? of(run, lineage, machine)
        : new RunRow(
            run,
            purpose,
            status,
            progress,
            peak,
            started,
            ended,
            before,
            lineage.after(run),
            new Damage(run).read(() -> Settled.read(run), settled),
            tryOf,
            damage);
  }

  /** Of a run that is over nobody looks at the GPUs any more. */
  public List<RunEvent.Telemetry> gpus() {
    return status.outcome() == null ? progress.gpus().cards() : List.of();
  }

  /** Why it failed, where that is known; {@code null} else. */
  public Outcome.@Nullable Cause cause() {
    return status.outcome() == null ? null : status.outcome().cause();
  }

  /** How long its steps still take; empty of one that is over, and before there is a pace. */
  public Optional<Duration> remaining() {
    return status.outcome() == null ? progress.remaining() : Optional.empty();
  }

  /** {@code 456/1,200}; empty before it is known how many there are. */
  public String steps() {
    return progress.totalSteps() == 0
        ? ""
        : Figures.count(progress.step()) + "/" + Figures.count(progress.totalSteps());
  }

  /** The loss as it is shown. */
  public String loss() {
    return progress.lossText();
  }

  /** How long it will still take, roughly; empty where nobody knows. */
  public String toGo() {
    return remaining().map(Figures::about).orElse("");
  }

  /** How long ago it was started, roughly. */
  public String age(Instant now) {
    return started.map(since -> Figures.about(Duration.between(since, now))).orElse("");
  }

  /** What is said of it in sentences, a line each: why it ended so, and what to do. */
  public List<String> reasons() {
    Outcome outcome = status.outcome();
    Outcome.Cause cause = cause();
    if (!damage.isEmpty()) {
      return damage;
    }
    if (cause != null) {
      return List.of(cause.text(), "help: " + cause.help());
    }
    return outcome != null && outcome.verdict() != Verdict.FINISHED && !outcome.reason().isBlank()
        ? List.of(Figures.brief(outcome.reason()))
        : List.of();
  }

  /**
   * A word about another run.
   *
   * @param words before its name
   * @param rest behind it
   */
  public record Kin(String words, String name, String rest) {}

  /** Where it goes on from. */
  public Optional<Kin> goesOnFrom() {
    return before.map(from ->
        new Kin(
            "goes on from ",
            String.valueOf(from.run().getFileName()),
            " at step " + Figures.count(from.step())));
  }

  /** What it went on as, unless what was settled at its end says that. */
  public Optional<Kin> wentOnAs() {
    return settled.map(Settled::next).isPresent()
        ? Optional.empty()
        : later.map(other -> new Kin("went on as ", other.name(), ""));
  }

  /** Which try it is of what goes on by itself. */
  public Optional<String> tries() {
    return Optional.ofNullable(tryOf)
        .map(of -> "try " + of.tries().number() + ", after " + of.run().getFileName());
  }

  /** As {@code runs --json} gives it. */
  public Map<String, @Nullable Object> members() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("run", run.path().toString());
    members.put("purpose", purpose.id());
    members.put("state", status.state().id());
    members.put("step", progress.step());
    members.put("total", progress.totalSteps());
    members.put("loss", progress.loss());
    members.put("remaining_seconds", remaining().map(Duration::toSeconds).orElse(null));
    members.put("started", started.map(Instant::toString).orElse(null));
    members.put("ended", ended.map(Instant::toString).orElse(null));
    members.put("reason", status.outcome() == null ? null : status.outcome().reason());
    members.put("damage", damage);
    members.put("goes_on_from", before.map(RunRow::from).orElse(null));
    members.put("went_on_as", later.map(other -> other.path().toString()).orElse(null));
    members.put("gpus", gpus().stream().map(RunRow::gpu).toList());
    members.put("peak", peak.map(MemoryPeak::used).orElse(List.of()));
    Outcome.Cause cause = cause();
    Map<String, @Nullable Object> diagnosis = new LinkedHashMap<>();
    if (cause != null) {
      diagnosis.put("category", cause.category());
      diagnosis.put("cause", cause.text());
      diagnosis.put("help", cause.help());
    }
    members.put("diagnosis", cause == null ? null : diagnosis);
    members.put("settled", settled.map(Settled::members).orElse(null));
    members.put("after", tryOf == null ? null : tryOf.run().toString());
    return members;
  }

  private static Map<String, @Nullable Object> from(ResumedFrom before) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("run", before.run().toString());
    members.put("step", before.step());
    members.put("total", before.total());
    return members;
  }

  private static Map<String, @Nullable Object> gpu(RunEvent.Telemetry card) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("gpu", card.gpu());
    members.put("utilisation", card.utilisation());
    members.put("memory_mib", card.memoryMib());
    members.put("memory_total_mib", card.memoryTotalMib());
    members.put("temperature", card.temperature());
    members.put("power", card.power());
    return members;
  }
}
