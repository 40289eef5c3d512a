package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoraSizeTest {
  /** Of a file that upstream's network saves without any metadata but its two hashes. */
  private static final long HASHES = 132;

  @TempDir Path folder;

  private LoraSize size(String family, String... options) throws IOException {
    String text =
        "family = \"" + family + "\"\nnetwork = \"lora\"\n[train]\n" + String.join("\n", options);
    return LoraSize.of(recipe(text));
  }

  private Recipe recipe(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.toml"), text);
    return new RecipeReader(Catalog.bundled(), folder).read(file, List.of(), null).recipe();
  }

  /** Files that upstream's own networks wrote for full-size models. */
  @ParameterizedTest
  @CsvSource({
    "sd15, 8, 0, fp16, false, 9547928",
    "sd15, 32, 0, float, true, 54348328",
    "sd15, 16, 8, bf16, true, 25038932",
    "sdxl, 16, 8, fp16, true, 93012144",
  })
  void fileSizesAreThoseOfUpstreamsFiles(
      String family, int rank, int convRank, String precision, boolean unetOnly, long bytes)
      throws IOException {
    LoraSize size =
        size(
            family,
            "network_dim = " + rank,
            convRank == 0 ? "" : "network_args = [\"conv_dim=" + convRank + "\"]",
            "save_precision = \"" + precision + "\"",
            "network_train_unet_only = " + unetOnly);
    long ours = size.fileBytes(HASHES);
    assertTrue(Math.abs(ours - bytes) < 1200, () -> ours + " instead of " + bytes);
  }

  @Test
  void savesAtTheTrainedPrecisionUnlessTold() throws IOException {
    assertEquals(LoraSize.Saved.F32, size("sdxl").saved());
    assertEquals(LoraSize.Saved.F16, size("sdxl", "full_fp16 = true").saved());
    assertEquals(LoraSize.Saved.BF16, size("sdxl", "full_bf16 = true").saved());
    assertEquals(
        LoraSize.Saved.F32, size("sdxl", "full_bf16 = true", "save_precision = \"float\"").saved());
    assertEquals(4, size("sdxl", "save_precision = \"fp16\"").trainedBytes());
  }

  @Test
  void takesRankFourWhenNoneIsSet() throws IOException {
    assertEquals(3563008L * 4, size("sdxl").params());
    assertEquals(2659840L * 4, size("sdxl").imageParams());
  }

  @Test
  void trainsWhatItIsToldTo() throws IOException {
    assertEquals(903168L * 4, size("sdxl", "network_train_text_encoder_only = true").params());
    assertEquals(0, size("sdxl", "network_train_text_encoder_only = true").imageParams());
    long flux = size("flux").params();
    assertEquals(
        flux + 1818624L * 4, size("flux", "network_args = [\"train_t5xxl=True\"]").params());
  }

  @Test
  void tellsTheModelsOfStableDiffusion3ApartByTheirNames() throws IOException {
    String model = "pretrained_model_name_or_path = \"models/%s.safetensors\"";
    long text = 903168L * 4;
    assertEquals(1671168L * 4 + text, size("sd3", model.formatted("sd3_medium")).params());
    assertEquals(1850880L * 4 + text, size("sd3", model.formatted("sd3.5_medium")).params());
    assertEquals(4212224L * 4 + text, size("sd3", model.formatted("sd3.5_large")).params());
  }

  @Test
  void countsOtherNetworksWhereItCanAndSaysHowWell() throws IOException {
    Recipe loha = recipe("family = \"sdxl\"\nnetwork = \"loha\"\n[train]\nnetwork_dim = 8\n");
    assertEquals(LoraSize.Known.COUNTED, LoraSize.of(loha).known());
    assertEquals(49187840 + 14450688, LoraSize.of(loha).params());
    long file = LoraSize.of(loha).fileBytes();
    assertTrue(file > 4 * LoraSize.of(loha).params() && file < 4.02 * LoraSize.of(loha).params());
    assertEquals(LoraSize.Known.EXACT, size("sdxl").known());
    assertEquals(
        LoraSize.Known.GUESSED,
        size("flux", "network_args = [\"train_double_block_indices=0-4\"]").known());
  }

  @Test
  void countsTheHalfThatLoraFaTrains() throws IOException {
    Recipe fa = recipe("family = \"sd15\"\nnetwork = \"lora-fa\"\n[train]\nnetwork_dim = 8\n");
    long trained = LoraSize.of(fa).params();
    long all = size("sd15", "network_dim = 8").params();
    assertTrue(trained > 0.4 * all && trained < 0.7 * all, () -> trained + " of " + all);
    assertEquals(size("sd15", "network_dim = 8").fileBytes(), LoraSize.of(fa).fileBytes());
  }

  @Test
  void countsTheBlocksOfOft() throws IOException {
    Recipe oft = recipe("family = \"flux\"\nnetwork = \"oft\"\n[train]\nnetwork_dim = 4\n");
    assertEquals(152L * 4 * 768 * 768, LoraSize.of(oft).params());
  }

  @Test
  void survivesSenselessRanks() throws IOException {
    assertEquals(0, size("sdxl", "network_dim = 0").fileBytes());
    assertEquals(0, size("sdxl", "network_dim = 9000000000000000000").fileBytes());
    assertTrue(size("sdxl", "network_args = [\"conv_dim=many\"]").fileBytes() > 0);
  }
}
