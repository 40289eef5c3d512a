package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.MachineProbe;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run needs of the GPU beside and before its steps, and what is held by some settings. */
class VramPhasesTest {
  private static final double GIB = 1L << 30;
  private static final long MEGAPIXEL = 1L << 20;
  private static final String LEAN =
      """
      network_dim = 16
      mixed_precision = "bf16"
      sdpa = true
      gradient_checkpointing = true
      cache_latents = true
      cache_text_encoder_outputs = true
      network_train_unet_only = true
      optimizer_type = "AdamW8bit"
      """;
  private static final String SAMPLE = "[[sample]]\nprompt = \"a\"\nwidth = 1024\nheight = 1024\n";

  private static Recipe recipe(String family, String train, String rest) {
    String text =
        "recipe = 1\nfamily = \"%s\"\nnetwork = \"lora\"\n[train]\n%s\n%s"
            .formatted(family, train, rest);
    return new RecipeReader(Catalog.bundled(), Path.of(""))
        .read(Path.of("r.toml"), text, List.of(), null)
        .recipe();
  }

  private static VramEstimate estimate(Recipe recipe, String card) {
    Machine machine = MachineProbe.named(card, 1, 8, null);
    List<VramEstimator.Load> loads = List.of(new VramEstimator.Load(1, MEGAPIXEL));
    return Objects.requireNonNull(
        VramEstimator.estimate(recipe, LoraSize.of(recipe), loads, machine));
  }

  private static Map<String, VramPhase> phases(VramEstimate vram) {
    return vram.phases().stream().collect(Collectors.toMap(VramPhase::phase, phase -> phase));
  }

  @Test
  void encodesCaptionsWithBothTextEncodersOnTheCard() {
    String swapped = LEAN + "fp8_base = true\nblocks_to_swap = 28\n";
    VramEstimate vram = estimate(recipe("flux", swapped, ""), "RTX 3070");
    VramPhase text = Objects.requireNonNull(phases(vram).get("caching-text"));
    assertEquals(10.0, text.neededBytes() / GIB, 0.1);
    assertFalse(text.fits());
    assertEquals(text, vram.worst());
    assertTrue(vram.neededBytes() < 8 * GIB);
    assertEquals("RTX 3060 12GB", vram.smallestCard());

    VramEstimate small =
        estimate(
            recipe("flux", swapped + "t5xxl = \"t5xxl_fp8_e4m3fn.safetensors\"\n", ""), "3070");
    assertTrue(Objects.requireNonNull(phases(small).get("caching-text")).fits());
  }

  @Test
  void bringsTheAutoencoderBackForControlImages() {
    assertNull(phases(estimate(recipe("sdxl", LEAN, SAMPLE), "RTX 3070")).get("sampling"));
    String sampling = LEAN + "sample_every_n_epochs = 1\n";
    VramEstimate half = estimate(recipe("sdxl", sampling, SAMPLE), "RTX 3070");
    VramEstimate full =
        estimate(recipe("sdxl", sampling + "no_half_vae = true\n", SAMPLE), "RTX 3070");
    assertTrue(Objects.requireNonNull(phases(half).get("sampling")).fits());
    assertFalse(Objects.requireNonNull(phases(full).get("sampling")).fits());
    assertEquals(VramEstimate.FITS, half.verdict());
  }

  /** Bytes of weights and activations, and of those with cuDNN's largest workspaces. */
  @ParameterizedTest
  @CsvSource({
    "sd, false, 512, 1, 504437248, 404520960",
    "sd, false, 768, 1, 925833728, 909803520",
    "sd, false, 1024, 2, 2864257536, 3234103296",
    "sd, true, 512, 4, 3031555584, 3234398208",
    "sd, true, 1024, 1, 3031555584, 3234398208",
    "flux, false, 512, 1, 534128128, 404520960",
    "flux, false, 1024, 1, 1633560064, 1617199104",
    "flux, false, 1024, 2, 3099469312, 3234103296",
  })
  void encodingImagesTakesWhatTheAutoencodersTook(
      String kind, boolean fp32, long side, long batch, double peak, double upper) {
    double mib = GIB / 1024;
    double images = side * side * batch / (double) MEGAPIXEL;
    double plain = images * VramFacts.vaeEncode(kind, fp32, false);
    assertEquals(1, mib * (VramFacts.vaeWeights(fp32) + plain) / peak, 0.01);
    assertEquals(1, mib * images * VramFacts.vaeEncode(kind, fp32, true) / upper, 0.01);
  }

  @Test
  void widensTheUNetOfSdxlForControlImages() {
    String sampling = LEAN + "sample_every_n_epochs = 1\n";
    VramEstimate plain = estimate(recipe("sdxl", sampling, SAMPLE), "RTX 3070");
    VramEstimate fp8 = estimate(recipe("sdxl", sampling + "fp8_base = true\n", SAMPLE), "3070");
    assertEquals(
        Objects.requireNonNull(phases(plain).get("sampling")).neededBytes() / GIB,
        Objects.requireNonNull(phases(fp8).get("sampling")).neededBytes() / GIB,
        0.01);
  }

  @Test
  void holdsGradientsFromBatchToBatchAndOnceMoreForOtherProcesses() {
    VramEstimate one = estimate(recipe("sdxl", LEAN, ""), "RTX 3090");
    VramEstimate accumulated =
        estimate(recipe("sdxl", LEAN + "gradient_accumulation_steps = 4\n", ""), "RTX 3090");
    VramEstimate two = estimate(recipe("sdxl", LEAN, "[launch]\nnum_processes = 2\n"), "RTX 3090");
    double gradients = LoraSize.of(recipe("sdxl", LEAN, "")).params() * 4.0;
    assertEquals(1, (accumulated.allocatedBytes() - one.allocatedBytes()) / gradients, 0.01);
    assertEquals(1, (two.allocatedBytes() - one.allocatedBytes()) / gradients, 0.01);
    assertEquals(1, accumulated.notes().size());
  }

  /** MiB in 16 bits by the sizes of upstream's own blocks. */
  @ParameterizedTest
  @CsvSource({
    "sd3_medium, 4, 589.5",
    "sd3.5_medium, 22, 3505.5",
    "sd3.5_large, 36, 14473",
    "sd3.5_large, 99, 14473",
  })
  void swapsBlocksOfStableDiffusion3(String model, long blocks, double saved) {
    String named = LEAN + "pretrained_model_name_or_path = \"" + model + ".safetensors\"\n";
    VramEstimate before = estimate(recipe("sd3", named, ""), "RTX 3090");
    VramEstimate after =
        estimate(recipe("sd3", named + "blocks_to_swap = " + blocks + "\n", ""), "RTX 3090");
    assertEquals(saved, (before.neededBytes() - after.neededBytes()) / (GIB / 1024), 1);
  }

  @Test
  void whatUpstreamSaysOfSwappedBlocksLiesWithinTheRange() {
    for (long[] pair : new long[][] {{16, 12}, {22, 10}, {28, 8}}) {
      String swapped = LEAN + "fp8_base = true\nblocks_to_swap = " + pair[0] + "\n";
      VramEstimate vram = estimate(recipe("flux", swapped, ""), "RTX 3090");
      assertTrue(vram.neededBytes() <= pair[1] * GIB, pair[0] + " blocks");
      assertTrue(vram.highBytes() <= (pair[1] + 0.2) * GIB, pair[0] + " blocks");
    }
  }

  @Test
  void saysWhichSettingsSaveNothing() {
    String kept =
        LEAN.replace("gradient_checkpointing = true\n", "")
            .replace("cache_text_encoder_outputs = true\n", "");
    List<String> notes =
        estimate(recipe("sdxl", kept + "fp8_base = true\nlowram = true\n", ""), "RTX 3090").notes();
    assertEquals(3, notes.size(), notes.toString());
    assertEquals(List.of(), estimate(recipe("sdxl", LEAN, ""), "RTX 3090").notes());
  }

  @ParameterizedTest
  @CsvSource({
    "chroma, Chroma",
    "lumina, Lumina",
    "anima, Anima",
    "hunyuan-image, Hunyuan",
  })
  void namesTheFamilyThatNobodyMeasured(String family, String named) {
    Recipe recipe = recipe(family, LEAN, "");
    List<VramEstimator.Load> loads = List.of(new VramEstimator.Load(1, MEGAPIXEL));
    String why = VramEstimator.unknown(recipe, LoraSize.of(recipe), loads);
    assertNotNull(why);
    assertTrue(why.startsWith("nobody measured " + named), why);
  }

  @Test
  void countsTheWorstOfAllDatasets() {
    Recipe recipe = recipe("sdxl", LEAN, "");
    Machine machine = MachineProbe.named("RTX 3090", 1, 8, null);
    VramEstimator.Load large = new VramEstimator.Load(1, MEGAPIXEL);
    VramEstimator.Load many = new VramEstimator.Load(8, MEGAPIXEL / 4);
    VramEstimate both =
        Objects.requireNonNull(
            VramEstimator.estimate(recipe, LoraSize.of(recipe), List.of(large, many), machine));
    VramEstimate worse =
        Objects.requireNonNull(
            VramEstimator.estimate(recipe, LoraSize.of(recipe), List.of(many), machine));
    assertEquals(worse.neededBytes(), both.neededBytes());
    // the largest batch is one for all of them, so the largest image counts
    assertEquals(estimate(recipe, "RTX 3090").largestBatch(), both.largestBatch());
  }
}
