package dev.lorabake.train.policy;

import dev.lorabake.UserError;
import dev.lorabake.run.Attendant;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Settled;
import dev.lorabake.run.StopRequest;
import dev.lorabake.train.NextTry;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.SetAside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts a training again in the run directory that was chosen for it. */
final class GoingOn {

  private final RunDirectory run;
  private final Attendant attendant;
  private final Work work;
  private final Consumer<String> moments;

  GoingOn(RunDirectory run, Attendant attendant, Work work, Consumer<String> moments) {
    this.run = run;
    this.attendant = attendant;
    this.work = work;
    this.moments = moments;
  }

  static Path root(RunDirectory run) {
    return Objects.requireNonNull(run.path().getParent(), "a run lies in a folder");
  }

  /** The name behind the minute, without the number of an earlier try. */
  static String plainName(String runName) {
    return runName
        .replaceFirst("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-", "")
        .replaceFirst("-try[0-9]+(-[0-9]+)?$", "");
  }

  static boolean isCalledOff(RunDirectory run) throws IOException {
    return StopRequest.read(run).isPresent();
  }

  /** What came of it: it runs, or it ends here for a reason. */
  Settled from(Settled decided) throws IOException, InterruptedException {
    Settled.Next next = Objects.requireNonNull(decided.next(), "it goes on");
    Optional<RunDirectory> begun = existing(next.run());
    if (begun.isPresent() && begun.get().wasStarted()) {
      return decided.started(stateOf(begun.get()));
    }
    if (isCalledOff(run)) {
      return Settled.ended("it does not go on by itself: that was called off");
    }
    Optional<RunDirectory> other = resumedBy(next.run());
    if (other.isPresent()) {
      return Settled.ended(other.get().name() + " went on from it");
    }
    try {
      return start(decided, next);
    } catch (UserError e) {
      return failed(
          decided, next, "it cannot go on by itself: " + e.getMessage() + "; " + e.help());
    } catch (RuntimeException e) {
      return failed(decided, next, "it cannot go on by itself, by a fault of lorabake: " + e);
    }
  }

  /** Nothing was started, or only what came behind the start went wrong. */
  private Settled failed(Settled decided, Settled.Next next, String reason) throws IOException {
    Optional<RunDirectory> begun = existing(next.run());
    return begun.isPresent() && begun.get().wasStarted()
        ? decided.started(stateOf(begun.get()))
        : Settled.ended(reason);
  }

  private Settled start(Settled decided, Settled.Next next) throws IOException {
    Preparing preparing = work.preparing(attendant.start(), root(run));
    ChosenTry chosen = ChosenTry.of(run, preparing, attendant.start().gpu(), next.why());
    NextTry planned = chosen.next();
    if (planned.fresh()) {
      SetAside.of(run, planned.prepared());
      planned = chosen.anew(run, preparing, attendant.start().gpu());
    }
    List<String> notes = new ArrayList<>(chosen.way().notes());
    notes.addAll(planned.notes());
    Attendant.After after =
        new Attendant.After(run.path(), next.why(), attendant.tries().and(next.why()));
    Settled intent =
        decided.planned(
            planned.state() == null ? null : planned.state().toString(),
            chosen.way().changes(),
            notes);
    intent.write(run);
    moments.accept("planned");
    RunDirectory started = work.start(next.run(), planned, attendant.after(after), root(run));
    moments.accept("started");
    return intent.started(stateOf(started));
  }

  private Optional<RunDirectory> existing(String name) throws IOException {
    Path path = root(run).resolve(name);
    return Files.isDirectory(path) && Files.exists(path.resolve(RunDirectory.RECIPE))
        ? Optional.of(RunDirectory.open(path))
        : Optional.empty();
  }

  private Optional<RunDirectory> resumedBy(String but) throws IOException {
    for (RunDirectory other : RunDirectory.list(root(run))) {
      boolean from = ResumedFrom.read(other).filter(it -> it.run().equals(run.path())).isPresent();
      if (from && !other.name().equals(but) && other.wasStarted()) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  private @Nullable String stateOf(RunDirectory started) throws IOException {
    return ResumedFrom.read(started)
        .filter(from -> from.run().equals(run.path()))
        .map(ResumedFrom::state)
        .map(Path::toString)
        .orElse(null);
  }
}
