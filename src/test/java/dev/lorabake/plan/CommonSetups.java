package dev.lorabake.plan;

import dev.lorabake.machine.ComputeCapability;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.Machine;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** The largest batch by the size of the card. */
final class CommonSetups {
  static final List<Integer> SIZES = List.of(6, 8, 10, 12, 16, 24, 32, 48, 80);

  private CommonSetups() {}

  /** One setting for the table of the page. */
  record Setup(String title, String family, int side, List<String> lines) {
    Recipe recipe() {
      List<String> all =
          new ArrayList<>(
              List.of("sdpa = true", "cache_latents = true", "optimizer_type = \"AdamW8bit\""));
      all.add("mixed_precision = \"bf16\"");
      all.addAll(lines);
      return MeasuredRun.recipe(family, all);
    }
  }

  private static final String CHECKPOINTING = "gradient_checkpointing = true";
  private static final List<String> UNET =
      List.of("network_train_unet_only = true", "cache_text_encoder_outputs = true");

  static List<Setup> all() {
    return List.of(
        new Setup("SD 1.5, rank 32, text encoder trained", "sd15", 512, lines(32)),
        new Setup("the same with checkpointing", "sd15", 512, lines(32, CHECKPOINTING)),
        new Setup("SDXL, rank 32, U-Net only, checkpointing", "sdxl", 1024, unet(32)),
        new Setup("the same with fp8_base", "sdxl", 1024, unet(32, "fp8_base = true")),
        new Setup("SDXL, rank 32, text encoders trained", "sdxl", 1024, lines(32, CHECKPOINTING)),
        new Setup("FLUX.1, rank 16, checkpointing", "flux", 1024, unet(16)),
        new Setup("the same with fp8_base", "flux", 1024, unet(16, "fp8_base = true")),
        new Setup("the same at 512", "flux", 512, unet(16, "fp8_base = true")),
        new Setup(
            "fp8_base, blocks_to_swap 18",
            "flux",
            1024,
            unet(16, "fp8_base = true", "blocks_to_swap = 18")),
        new Setup(
            "fp8_base, blocks_to_swap 28",
            "flux",
            1024,
            unet(16, "fp8_base = true", "blocks_to_swap = 28")),
        new Setup("SD 3.5 medium, rank 16, checkpointing", "sd3", 1024, sd3("medium")),
        new Setup("SD 3.5 large, rank 16, checkpointing", "sd3", 1024, sd3("large")),
        new Setup("the same with fp8_base", "sd3", 1024, sd3("large", "fp8_base = true")));
  }

  private static List<String> lines(int rank, String... more) {
    List<String> lines = new ArrayList<>(List.of("network_dim = " + rank));
    lines.addAll(List.of(more));
    return lines;
  }

  private static List<String> unet(int rank, String... more) {
    List<String> lines = lines(rank, more);
    lines.add(CHECKPOINTING);
    lines.addAll(UNET);
    return lines;
  }

  private static List<String> sd3(String size, String... more) {
    List<String> lines = unet(16, more);
    lines.add("pretrained_model_name_or_path = \"sd3.5_" + size + ".safetensors\"");
    return lines;
  }

  /** The largest batches on cards of these sizes in GiB, with blanks between. */
  static String batches(Recipe recipe, long area, List<Integer> sizes) {
    List<String> batches = new ArrayList<>();
    for (int gib : sizes) {
      VramEstimate vram =
          MeasuredRun.estimate(recipe, new VramEstimator.Load(1, area), machine(gib));
      batches.add(String.valueOf(vram.largestBatch()));
    }
    return String.join(" ", batches);
  }

  private static Machine machine(long gib) {
    Gpu gpu = new Gpu("a card", gib << 30, null, ComputeCapability.parse("8.6"), true, null);
    return new Machine(true, List.of(gpu), 4, null, null, null);
  }
}
