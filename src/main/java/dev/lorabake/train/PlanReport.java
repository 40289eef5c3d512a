package dev.lorabake.train;

import dev.lorabake.plan.Course;
import dev.lorabake.plan.DiskUse;
import dev.lorabake.plan.FileProblem;
import dev.lorabake.plan.ImageCounts;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlanProblem;
import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.plan.VramEstimate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The published shape of {@code plan --json}: a {@link Plan} with its problems as plain text. */
public record PlanReport(
    ImageCounts images,
    List<PlannedDataset> datasets,
    long batchesPerEpoch,
    long updatesPerEpoch,
    long epochs,
    long totalSteps,
    List<PlannedCheckpoint> checkpoints,
    @Nullable VramEstimate vram,
    @Nullable String vramUnknown,
    long diskBytes,
    List<Files> disk,
    @Nullable Double seconds,
    @Nullable Double cost,
    @Nullable Double secondsPerStep,
    @Nullable String measuredIn,
    Course course,
    TimeParts time,
    List<Problem> problems) {

  /** What keeps upstream from preparing the dataset; {@code kind} in kebab case. */
  public record Problem(String kind, String subject, String detail) {}

  /** What of one kind is written to one folder; {@code kind} in kebab case. */
  public record Files(String kind, String place, @Nullable String folder, long files, long bytes) {
    static Files of(DiskUse.Item item) {
      return new Files(item.kind().id(), item.place(), item.folder(), item.files(), item.bytes());
    }
  }

  public static PlanReport of(Timing timing) {
    Plan plan = timing.plan();
    return new PlanReport(
        plan.images(),
        plan.datasets(),
        plan.batchesPerEpoch(),
        plan.updatesPerEpoch(),
        plan.epochs(),
        plan.totalSteps(),
        plan.checkpoints(),
        plan.vram(),
        plan.vramUnknown(),
        plan.diskBytes(),
        plan.disk().items().stream().map(Files::of).toList(),
        plan.seconds(),
        plan.cost(),
        timing.secondsPerStep(),
        timing.run(),
        plan.course(),
        timing.time(),
        Stream.concat(
                plan.problems().stream().map(PlanReport::problem),
                plan.files().stream().map(PlanReport::problem))
            .toList());
  }

  private static Problem problem(FileProblem problem) {
    String detail = problem.detail().isEmpty() ? "" : " (" + problem.detail() + ")";
    return new Problem(
        kind(problem.kind()),
        problem.folder(),
        problem.count() + " of " + problem.of() + ": " + problem.files() + detail);
  }

  private static Problem problem(PlanProblem problem) {
    return new Problem(kind(problem.kind()), problem.subject(), problem.detail());
  }

  private static String kind(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
