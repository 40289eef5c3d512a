package dev.lorabake.preflight;

import dev.lorabake.plan.Course;
import dev.lorabake.plan.DiskUse;
import dev.lorabake.plan.FileProblem;
import dev.lorabake.plan.ImageCounts;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlanProblem;
import dev.lorabake.plan.PlannedBucket;
import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.plan.Rounds;
import dev.lorabake.plan.VramEstimate;
import dev.lorabake.plan.VramFit;
import dev.lorabake.plan.VramPhase;
import dev.lorabake.plan.VramSaving;
import dev.lorabake.recipe.PromptFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan whose figures a test can change: 20 images, 10 repeats, 10 epochs unless said. */
final class PlanFixture {
  private static final long GIB = 1L << 30;

  private int images = 20;
  private int reg;
  private long repeats = 10;
  private int batch = 1;
  private long epochs = 10;
  private @Nullable Long steps;
  private @Nullable List<PlannedCheckpoint> checkpoints;
  private List<PlannedBucket> buckets = List.of();
  private boolean bucketed = true;
  private int side = 1024;
  private long captionsMissing;
  private long validation;
  private long checkpointBytes = 90_000_000;
  private long diskBytes = 500_000_000;
  private @Nullable VramEstimate vram = vram(9, 7, 8, 9, 12);
  private final List<PlanProblem> problems = new ArrayList<>();
  private final List<FileProblem> files = new ArrayList<>();
  private @Nullable PromptFile prompts;

  PlanFixture images(int number, long timesEach) {
    images = number;
    repeats = timesEach;
    return this;
  }

  PlanFixture reg(int number) {
    reg = number;
    return this;
  }

  PlanFixture validation(long number) {
    validation = number;
    return this;
  }

  PlanFixture batch(int size) {
    batch = size;
    return this;
  }

  PlanFixture epochs(long number) {
    epochs = number;
    return this;
  }

  PlanFixture steps(long number) {
    steps = number;
    return this;
  }

  PlanFixture buckets(PlannedBucket... used) {
    buckets = List.of(used);
    return this;
  }

  PlanFixture unbucketed() {
    bucketed = false;
    return this;
  }

  PlanFixture side(int pixels) {
    side = pixels;
    return this;
  }

  PlanFixture captionsMissing(long number) {
    captionsMissing = number;
    return this;
  }

  PlanFixture checkpoints(PlannedCheckpoint... files) {
    checkpoints = List.of(files);
    return this;
  }

  PlanFixture checkpointBytes(long bytes) {
    checkpointBytes = bytes;
    return this;
  }

  PlanFixture diskBytes(long bytes) {
    diskBytes = bytes;
    return this;
  }

  /** Figures in GiB, and the largest batch. */
  PlanFixture needs(double low, double needed, double high, int largestBatch) {
    vram = vram(needed, low, needed, high, largestBatch);
    return this;
  }

  /** What would make it fit, by the memory it then needs in GiB. */
  PlanFixture fits(double needed, String option, Object value) {
    if (vram == null) {
      throw new IllegalStateException("first what it needs");
    }
    long bytes = (long) (needed * GIB);
    VramSaving change =
        new VramSaving(
            List.of(new VramSaving.Wanted(option, value)),
            vram.neededBytes() - bytes,
            bytes,
            "time");
    vram =
        new VramEstimate(
            vram.allocatedBytes(),
            vram.neededBytes(),
            vram.shownBytes(),
            vram.lowBytes(),
            vram.highBytes(),
            vram.source(),
            vram.largestBatch(),
            vram.parts(),
            vram.phases(),
            VramEstimate.TOO_SMALL,
            vram.smallestCard(),
            List.of(change),
            new VramFit(List.of(change), bytes),
            List.of(),
            null);
    return this;
  }

  /** Another phase that needs so many GiB, and does not fit. */
  PlanFixture phase(String name, double needed) {
    if (vram == null) {
      throw new IllegalStateException("first what it needs");
    }
    List<VramPhase> all = new ArrayList<>(vram.phases());
    long bytes = (long) (needed * GIB);
    all.add(new VramPhase(name, bytes, bytes + GIB, false, "something else"));
    vram =
        new VramEstimate(
            vram.allocatedBytes(),
            vram.neededBytes(),
            vram.shownBytes(),
            vram.lowBytes(),
            vram.highBytes(),
            vram.source(),
            vram.largestBatch(),
            vram.parts(),
            all,
            vram.verdict(),
            vram.smallestCard(),
            vram.savings(),
            vram.toFit(),
            vram.notes(),
            null);
    return this;
  }

  PlanFixture noVram() {
    vram = null;
    return this;
  }

  PlanFixture problem(PlanProblem.Kind kind, String subject, String detail) {
    problems.add(new PlanProblem(kind, subject, detail, null));
    return this;
  }

  /** Something the matter with two images of twenty. */
  PlanFixture file(FileProblem.Kind kind, String detail) {
    files.add(new FileProblem(kind, "images", List.of("a.png", "b.png"), 2, 20, detail, null));
    return this;
  }

  PlanFixture prompts(@Nullable PromptFile file) {
    prompts = file;
    return this;
  }

  Plan plan() {
    long train = images * repeats;
    long each = reg > 0 ? 2 * train : train;
    List<PlannedBucket> used =
        buckets.isEmpty()
            ? List.of(new PlannedBucket(side, side, each, (each + batch - 1) / batch))
            : buckets;
    long batches = used.stream().mapToLong(PlannedBucket::batches).sum();
    long total = steps != null ? steps : batches * epochs;
    PlannedDataset dataset =
        new PlannedDataset(
            batch, bucketed, side, side, used, batches, images + reg, reg, captionsMissing);
    return new Plan(
        new ImageCounts(train, reg, validation),
        images == 0 ? List.of() : List.of(dataset),
        batches,
        batches,
        epochs,
        total,
        checkpoints != null ? checkpoints : usualCheckpoints(total),
        vram,
        vram == null ? "nobody measured it" : null,
        new DiskUse(
            List.of(new DiskUse.Item(DiskUse.Kind.CHECKPOINTS, "output", null, 1, diskBytes))),
        null,
        null,
        problems,
        files,
        new Course(
            0, 1, 0, 0, total, total, total, null, null, List.of(), new Rounds(0, 0), List.of()),
        prompts);
  }

  private List<PlannedCheckpoint> usualCheckpoints(long total) {
    return List.of(
        new PlannedCheckpoint("sks-cat-000002.safetensors", 2L, total / 5, checkpointBytes, true),
        new PlannedCheckpoint("sks-cat.safetensors", epochs, total, checkpointBytes, true));
  }

  private static VramEstimate vram(
      double allocated, double low, double needed, double high, int largestBatch) {
    return new VramEstimate(
        (long) (allocated * GIB),
        (long) (needed * GIB),
        (long) (needed * GIB),
        (long) (low * GIB),
        (long) (high * GIB),
        "a test",
        largestBatch,
        Map.of(),
        List.of(
            new VramPhase(
                VramPhase.TRAINING, (long) (needed * GIB), (long) (high * GIB), true, "")),
        VramEstimate.FITS,
        null,
        List.of(),
        null,
        List.of(),
        null);
  }
}
