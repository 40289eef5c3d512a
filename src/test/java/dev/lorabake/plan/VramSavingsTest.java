package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would make a training smaller, and the cheapest way to make it fit. */
class VramSavingsTest {
  private static final long MEGAPIXEL = 1L << 20;

  private static Recipe recipe(String family, String... lines) {
    String text =
        "recipe = 1\nfamily = \"%s\"\nnetwork = \"lora\"\n[train]\nnetwork_dim = 32\n%s\n"
            .formatted(family, String.join("\n", lines));
    return new RecipeReader(Catalog.bundled(), Path.of(""))
        .read(Path.of("r.toml"), text, List.of(), null)
        .recipe();
  }

  private static VramEstimate estimate(Recipe recipe, String card, long batch) {
    Machine machine = MachineProbe.named(card, 1, 8, null);
    List<VramEstimator.Load> loads = List.of(new VramEstimator.Load(batch, MEGAPIXEL));
    return Objects.requireNonNull(
        VramEstimator.estimate(recipe, LoraSize.of(recipe), loads, machine));
  }

  private static String settings(@Nullable VramFit fit) {
    return Objects.requireNonNull(fit).changes().stream()
        .flatMap(change -> change.set().stream())
        .map(wanted -> wanted.option() + "=" + wanted.value())
        .collect(Collectors.joining(" "));
  }

  @Test
  void takesWhatCostsNothingFirst() {
    VramEstimate vram = estimate(recipe("sdxl", "sdpa = false"), "RTX 3090", 1);
    assertEquals(
        List.of("sdpa", "mixed_precision"),
        vram.savings().stream().limit(2).map(each -> each.set().getFirst().option()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sdxl | RTX 3090     | 2 | gradient_checkpointing=true
          sdxl | RTX 3060     | 4 | gradient_checkpointing=true cache_text_encoder_outputs=true \
          network_train_unet_only=true optimizer_type=AdamW8bit
          flux | RTX 4090     | 1 | gradient_checkpointing=true fp8_base=true
          """)
  void findsTheCheapestWayToFit(String family, String card, long batch, String expected) {
    Recipe recipe =
        recipe(family, "sdpa = true", "mixed_precision = \"bf16\"", "cache_latents = true");
    assertEquals(expected, settings(estimate(recipe, card, batch).toFit()));
  }

  @ParameterizedTest
  @CsvSource({"sdxl,RTX 3060,8", "sd15,RTX 2060,16", "flux,RTX 4070,4", "sd3,RTX 3060,4"})
  void whatItTellsToWriteReallyFits(String family, String card, long batch) {
    Recipe recipe = recipe(family, "sdpa = true", "mixed_precision = \"bf16\"");
    VramFit fit = Objects.requireNonNull(estimate(recipe, card, batch).toFit());
    StringBuilder text = new StringBuilder();
    long smaller = batch;
    long area = MEGAPIXEL;
    for (VramSaving change : fit.changes()) {
      for (VramSaving.Wanted wanted : change.set()) {
        switch (wanted.option()) {
          case "batch_size" -> smaller = (Long) wanted.value();
          case "resolution" -> area = (Long) wanted.value() * (Long) wanted.value();
          case "network_dim" -> {}
          default ->
              text.append(wanted.option())
                  .append(" = ")
                  .append(dev.lorabake.recipe.TomlText.value(wanted.value()))
                  .append('\n');
        }
      }
    }
    Recipe mended =
        recipe(
            family,
            ("sdpa = true\nmixed_precision = \"bf16\"\n" + text)
                .lines()
                .distinct()
                .toArray(String[]::new));
    Machine machine = MachineProbe.named(card, 1, 8, null);
    VramEstimate after =
        Objects.requireNonNull(
            VramEstimator.estimate(
                mended,
                LoraSize.of(mended),
                List.of(new VramEstimator.Load(smaller, area)),
                machine));
    assertEquals(fit.neededBytes(), after.neededBytes());
    assertTrue(after.neededBytes() <= machine.gpu().orElseThrow().memoryBytes());
    assertTrue(Objects.requireNonNull(after.largestBatch()) >= smaller);
    assertNull(after.toFit());
  }

  @Test
  void tellsTheSmallestCard() {
    Recipe small =
        recipe(
            "sdxl",
            "sdpa = true",
            "mixed_precision = \"bf16\"",
            "cache_latents = true",
            "cache_text_encoder_outputs = true",
            "network_train_unet_only = true",
            "gradient_checkpointing = true",
            "optimizer_type = \"AdamW8bit\"");
    VramEstimate vram = estimate(small, "RTX 4090", 1);
    String card = assertNotNullText(vram.smallestCard());
    long bytes = MachineProbe.named(card, 1, 8, null).gpu().orElseThrow().memoryBytes();
    assertEquals(8L << 30, bytes);
    assertTrue(MachineProbe.named(card, 1, 8, null).gpu().orElseThrow().nativeBf16(), card);
    assertNull(vram.toFit(), "it fits already");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sd15 | mixed_precision = "fp16"                                 | fp8_base       | no
          sd15 | mixed_precision = "fp16"; gradient_checkpointing = true  | fp8_base       | yes
          sdxl | mixed_precision = "no"; gradient_checkpointing = true    | fp8_base       | no
          sdxl | mixed_precision = "bf16"; gradient_checkpointing = true  | blocks_to_swap | no
          sd3  | mixed_precision = "bf16"; gradient_checkpointing = true  | blocks_to_swap | yes
          flux | gradient_checkpointing = true; cpu_offload_checkpointing = true | blocks_to_swap | no
          sdxl | gradient_checkpointing = true; mixed_precision = "bf16"; optimizer_type = "Lion" \
          | optimizer_type | yes
          sdxl | mixed_precision = "bf16"; optimizer_type = "Prodigy"     | optimizer_type | no
          sd15 | mixed_precision = "fp16"                       | cache_text_encoder_outputs | no
          """)
  void pullsOnlyWhatTheFamilyAndTheSettingsAllow(
      String family, String lines, String option, String told) {
    List<String> options =
        estimate(recipe(family, lines.split("; ", -1)), "RTX 3090", 1).savings().stream()
            .flatMap(saving -> saving.set().stream())
            .map(VramSaving.Wanted::option)
            .toList();
    assertEquals(told.equals("yes"), options.contains(option), options.toString());
  }

  @Test
  void saysSoWhereNothingHelps() {
    assertNull(estimate(recipe("sdxl"), "GTX 1050 Ti", 1).toFit());
  }

  private static String assertNotNullText(@Nullable String text) {
    assertNotNull(text);
    return text;
  }
}
