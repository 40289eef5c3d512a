package dev.lorabake.train.policy;

import dev.lorabake.UserError;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Severity;
import dev.lorabake.run.Retry;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Settled.Change;
import dev.lorabake.train.NextTry;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another try of an ended run, with the settings that were chosen for it.
 *
 * @param way what is different this time
 */
public record ChosenTry(LowerNeed way, NextTry next) {
  private static final String TOO_SMALL = "vram-too-small";
  private static final Set<String> IN_THE_WAY = Set.of("output-overwritten", "already-finished");

  /**
   * The best way that the preflight lets pass. To one after which the memory is still too small by
   * the estimate the next is added.
   *
   * @param gpu a card to plan for instead of this machine's
   * @param why it goes on by itself; {@code null} where a person wants it
   * @throws UserError where there is none
   */
  public static ChosenTry of(
      RunDirectory run, Preparing preparing, @Nullable String gpu, @Nullable Retry why)
      throws IOException {
    UserError trouble =
        new UserError(
            "nothing is left that needs less of the GPU's memory and learns the same",
            "a lower rank or resolution makes another LoRA: that is yours to decide");
    LowerNeed base = LowerNeed.none();
    for (LowerNeed more : ways(run, preparing, gpu, why)) {
      LowerNeed way = base.and(more);
      try {
        NextTry next = NextTry.of(run, preparing, gpu, way.change());
        Optional<Finding> blocking = blocking(next);
        if (blocking.isEmpty()) {
          return new ChosenTry(way, next);
        }
        trouble = refusal(blocking.get());
        base = blocking.get().rule().equals(TOO_SMALL) ? way : base;
      } catch (UserError e) {
        trouble = e; // the state does not fit such settings, as a rule
      }
    }
    throw trouble;
  }

  /** Settings in which it differs. */
  public List<Change> changes() {
    return way.changes();
  }

  /** The same planned once more, after what lay in its way was moved. */
  public NextTry anew(RunDirectory run, Preparing preparing, @Nullable String gpu)
      throws IOException {
    NextTry planned = NextTry.of(run, preparing, gpu, way.change());
    if (!planned.prepared().verdict().isReady()) {
      throw refusal(planned.prepared().verdict().findings().getFirst()); // errors come first
    }
    return planned;
  }

  private static List<LowerNeed> ways(
      RunDirectory run, Preparing preparing, @Nullable String gpu, @Nullable Retry why) {
    if (why == null) {
      return List.of(LowerNeed.none());
    }
    return switch (why) {
      case CRASH -> List.of(LowerNeed.none());
      case OOM -> {
        Prepared was = NextTry.asItWas(run, preparing, gpu);
        yield LowerNeed.of(was.recipe(), was.plan());
      }
    };
  }

  /** What forbids it; what lies in its way from the run before is moved away before it begins. */
  private static Optional<Finding> blocking(NextTry next) {
    return next.prepared().verdict().findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .filter(finding -> !next.fresh() || !IN_THE_WAY.contains(finding.rule()))
        .findFirst();
  }

  private static UserError refusal(Finding finding) {
    return new UserError(finding.rule() + ": " + finding.message(), finding.help());
  }
}
