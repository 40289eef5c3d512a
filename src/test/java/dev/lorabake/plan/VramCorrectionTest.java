package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.machine.Machine;
import dev.lorabake.machine.MachineProbe;
import dev.lorabake.recipe.Recipe;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Estimates that a measured run corrects. */
class VramCorrectionTest extends PlanFixture {
  private static final double GIB = 1 << 30;

  private Recipe recipe;
  private Machine machine;
  private Plan plan;
  private VramEstimate estimate;
  private LargestBatch now;

  @BeforeEach
  void planAsEstimated() throws IOException {
    mix("mix");
    plan("RTX 3090", 4);
  }

  private void plan(String card, int batch) throws IOException {
    String text =
        BLOCKS
            .replace("batch_size = 4", "batch_size = " + batch)
            .replace(
                "[train]",
                """
                [train]
                mixed_precision = "bf16"
                gradient_checkpointing = true
                cache_latents = true
                cache_text_encoder_outputs = true
                network_train_unet_only = true
                optimizer_type = "adamw8bit"
                sdpa = true
                """);
    recipe = recipe(text);
    machine = MachineProbe.named(card, 1, 8, null);
    plan = Planner.forMachine(machine).plan(recipe, machine);
    estimate = Objects.requireNonNull(plan.vram());
    now = LargestBatch.of(plan).orElseThrow();
  }

  private VramEstimate corrected(MeasuredPeak... measured) {
    Plan corrected = VramCorrection.correct(plan, recipe, machine, List.of(measured));
    VramEstimate vram = Objects.requireNonNull(corrected.vram());
    long parts = vram.parts().values().stream().mapToLong(Long::longValue).sum();
    assertEquals((double) vram.neededBytes(), (double) parts, 16.0);
    assertTrue(vram.lowBytes() <= vram.neededBytes(), vram::toString);
    assertTrue(vram.neededBytes() <= vram.highBytes(), vram::toString);
    assertTrue(vram.allocatedBytes() <= vram.neededBytes(), vram::toString);
    return vram;
  }

  private static MeasuredPeak peak(double bytes, LargestBatch at) {
    return new MeasuredPeak(Math.round(bytes), "the-run", at, false);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 0.9, 1.0, 1.1, 1.4})
  void theSameBatchIsCorrectedByWhatWasMeasured(double ratio) {
    MeasuredPeak run = peak(ratio * estimate.shownBytes(), now);
    VramEstimate vram = corrected(run);
    assertEquals((double) run.peakBytes(), (double) vram.shownBytes(), 2.0);
    assertEquals(ratio * estimate.neededBytes(), (double) vram.neededBytes(), 2048.0);
    assertTrue(vram.highBytes() <= 1.02 * run.peakBytes() + 1, "it ran with so much");
    assertTrue(
        vram.highBytes() - vram.lowBytes() < estimate.highBytes() - estimate.lowBytes(),
        vram::toString);
    assertSame(run, vram.measured());
    assertTrue(vram.source().startsWith("corrected by the peak measured in the-run; else comp"));
  }

  @Test
  void nothingMeasuredChangesNothing() {
    assertSame(plan, VramCorrection.correct(plan, recipe, machine, List.of()));
    assertNull(estimate.measured());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 2.5})
  void whatIsFarFromTheEstimateSpeaksOfSomethingElse(double ratio) {
    VramEstimate vram = corrected(peak(ratio * estimate.shownBytes(), now));
    assertNull(vram.measured());
    assertEquals(estimate, vram);
  }

  @Test
  void anotherBatchIsCorrectedByItsActivations() throws IOException {
    plan("RTX 3090", 2);
    double half = estimate.shownBytes();
    LargestBatch two = now;
    plan("RTX 3090", 4);
    VramEstimate vram = corrected(peak(half + GIB, two));
    // the activations of four images are about twice those of two
    double difference = vram.neededBytes() - (double) estimate.neededBytes();
    assertTrue(difference > 1.4 * GIB && difference < 2.1 * GIB, "GiB: " + difference / GIB);
    assertTrue(vram.lowBytes() < estimate.neededBytes() + GIB, "or the difference is a fixed one");
    assertTrue(vram.source().contains("at another batch size or resolution"), vram.source());
    VramEstimate same = corrected(peak(estimate.shownBytes() + difference, now));
    assertTrue(
        vram.highBytes() - vram.lowBytes() > same.highBytes() - same.lowBytes(),
        "less certain than the same batch");
  }

  @Test
  void aSmallerBatchNeedsNoMoreThanALargerOneTook() throws IOException {
    plan("RTX 3090", 4);
    MeasuredPeak four = peak(0.8 * estimate.shownBytes(), now);
    plan("RTX 3090", 3);
    assertTrue(corrected(four).neededBytes() <= four.peakBytes());
  }

  @Test
  void theSameBatchIsTakenBeforeANearOneAndTheLatestOfThem() {
    LargestBatch other = new LargestBatch(now.images() + 1, now.pixels());
    MeasuredPeak first = peak(1.1 * estimate.shownBytes(), now);
    MeasuredPeak second = peak(0.9 * estimate.shownBytes(), now);
    MeasuredPeak near = peak(1.3 * estimate.shownBytes(), other);
    assertSame(first, corrected(near, first, second).measured());
    LargestBatch far = new LargestBatch(2 * now.images(), now.pixels());
    assertSame(near, corrected(peak(1.9 * estimate.shownBytes(), far), near).measured());
  }

  @Test
  void theLargestBatchFollows() {
    assertEquals(12, estimate.largestBatch());
    Integer more = corrected(peak(0.8 * estimate.shownBytes(), now)).largestBatch();
    Integer fewer = corrected(peak(1.3 * estimate.shownBytes(), now)).largestBatch();
    assertTrue(more != null && more > 12, "more: " + more);
    assertTrue(fewer != null && fewer < 12 && fewer >= 4, "fewer: " + fewer);
  }

  @Test
  void theAdviceFollows() throws IOException {
    plan("RTX 3060 12GB", 2);
    assertNull(estimate.toFit());
    VramEstimate tight = corrected(peak(1.6 * estimate.shownBytes(), now));
    assertNotNull(tight.toFit());
    assertTrue(tight.toFit().neededBytes() <= 0.97 * 12 * GIB, tight::toString);
  }

  @Test
  void aRunThatRanOutOfMemoryOnlyRaises() {
    long enough = estimate.neededBytes() - 1000;
    assertNull(corrected(new MeasuredPeak(enough, "oom", now, true)).measured());
    long tooLittle = estimate.neededBytes() + (1L << 30);
    MeasuredPeak run = new MeasuredPeak(tooLittle, "oom", now, true);
    VramEstimate vram = corrected(run);
    assertEquals(tooLittle, vram.neededBytes());
    assertEquals(tooLittle, vram.lowBytes());
    assertTrue(vram.source().startsWith("oom ran out of memory with this much in use"));
    assertSame(run, vram.measured());
    LargestBatch larger = new LargestBatch(now.images() + 1, now.pixels());
    assertNull(corrected(new MeasuredPeak(tooLittle, "oom", larger, true)).measured());
    MeasuredPeak done = peak((double) estimate.shownBytes(), now);
    assertSame(done, corrected(run, done).measured(), "it was done since, or before");
  }
}
