package dev.lorabake.foreign.sdscripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.Importing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdScriptsReaderTest {
  @TempDir Path folder = Path.of("");

  @Test
  void readsAFlatConfig() {
    Importing read = read("network_dim = 8\nlearning_rate = 1e-4\ncache_latents = true\n");
    assertEquals(8L, read.train("network_dim"));
    assertEquals(List.of("train.network_dim"), read.account("network_dim").targets());
  }

  @Test
  void takesTheLastOfTwoSections() {
    Importing read = read("[one]\nnetwork_dim = 8\n[two]\nnetwork_dim = 16\nseed = 1\n");
    assertEquals(16L, read.train("network_dim"));
    assertEquals(
        "it stands again as two.network_dim, and sd-scripts takes the last one",
        read.reason("one.network_dim"));
    assertEquals(Fate.MAPPED, read.fate("two.network_dim"));
  }

  @Test
  void tellsWhatWasProbablyMeant() {
    Importing read = read("seed = 1\nlearning_rte = 1e-4\n[deep.er]\nnetwork_dim = 4\n");
    assertEquals(
        "sd-scripts knows no such option and passes it by: did you mean learning_rate?",
        read.reason("learning_rte"));
    assertEquals(
        "it lies deeper than sd-scripts looks for options", read.reason("deep.er.network_dim"));
  }

  @Test
  void takesOldNamesAsTheyWereMeant() {
    Importing read = read("network_dim = 8\n[optimizer]\nlr_restart_cycles = 3\n");
    assertEquals(3L, read.train("lr_scheduler_num_cycles"));
    assertTrue(
        String.valueOf(read.account("optimizer.lr_restart_cycles").ran()).contains("passes it by"));
    Importing both = read("lr_scheduler_num_cycles = 2\nlr_restart_cycles = 3\n");
    assertEquals(2L, both.train("lr_scheduler_num_cycles"));
    assertEquals(Fate.DROPPED, both.fate("lr_restart_cycles"));
  }

  @Test
  void takesWhatLoraScriptsWrites() {
    Importing read =
        read(
            """
            model_train_type = "sdxl-lora"
            network_dim = 8
            gpu_ids = ["0", "1"]
            lycoris_algo = "lokr"
            lokr_factor = 8
            prodigy_d_coef = "2.0"
            positive_prompts = "a cat"
            sample_width = 512
            enable_preview = true
            """);
    assertEquals("sdxl_train_network.py", read.imported().script());
    assertEquals(List.of("algo=lokr", "factor=8"), read.train("network_args"));
    assertEquals(List.of("d_coef=2.0"), read.train("optimizer_args"));
    assertEquals("0,1", read.launch().text("gpu_ids").orElseThrow());
    assertEquals(2L, read.launch().whole("num_processes").orElseThrow());
    assertEquals("a cat", read.imported().parts().samples().getFirst().prompt().orElseThrow());
    assertEquals(Fate.DROPPED, read.fate("enable_preview"));
  }

  @Test
  void convertsWhatUpstreamWouldTripOver() {
    Importing read =
        read("network_dim = \"8\"\nresolution = [512, 768]\nmax_train_epochs = 4.0\nseed = true\n");
    assertEquals(8L, read.train("network_dim"));
    assertEquals("512,768", read.train("resolution"));
    assertEquals(4L, read.train("max_train_epochs"));
    assertTrue(String.valueOf(read.account("network_dim").ran()).contains("whole number"));
    assertEquals(Fate.QUESTION, read.fate("seed"));
    assertEquals("-", read.train("seed"));
  }

  @Test
  void tellsWhatTheReaderOfUpstreamStopsAt() {
    Importing read = read("seed = 0x10\nbase_weights_multiplier = [1, 0.5]\n");
    assertEquals(16L, read.train("seed"));
    assertTrue(String.valueOf(read.account("seed").ran()).contains("reader of TOML"));
    assertTrue(
        String.valueOf(read.account("base_weights_multiplier").ran()).contains("reader of TOML"));
  }

  @Test
  void keepsTokensOut() {
    Importing read =
        read(
            "seed = 1\nwandb_api_key = \"0123456789\"\nhuggingface_token = \"hf_x\"\n"
                + "my_api_key = \"0123456789\"\n");
    assertEquals(
        List.of("wandb_api_key", "huggingface_token", "my_api_key"), read.keys(Fate.SECRET));
    assertFalse(read.everything().contains("0123456789"));
    assertEquals(Fate.UNSET, read("seed = 1\nwandb_api_key = \"\"\n").fate("wandb_api_key"));
  }

  @Test
  void mergesTheDatasetConfigThatIsNamedBesideIt() {
    String json =
        """
        {"general": {"resolution": 768},
         "datasets": [{"batch_size": 2, "subsets": [{"image_dir": "x", "num_repeats": 3}]}]}
        """;
    Importing read =
        Importing.of(
            new SdScriptsReader(),
            folder,
            "config.toml",
            "network_dim = 4\ntrain_data_dir = \"y\"\n",
            Map.of("data.json", json));
    assertEquals(
        768L, read.imported().parts().datasets().general().whole("resolution").orElseThrow());
    assertEquals(Fate.QUESTION, read.fate("\"data.json\".datasets[0].subsets[0].image_dir"));
    assertEquals("sd-scripts passes it by beside a dataset config", read.reason("train_data_dir"));
  }

  @Test
  void readsTheDatasetConfigThatItNames() throws IOException {
    Files.writeString(
        folder.resolve("data.toml"),
        "[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = 'x'\n");
    Importing read = read("network_dim = 4\ndataset_config = \"data.toml\"\n");
    assertEquals(List.of("datasets"), read.account("dataset_config").targets());
    assertEquals("-", read.train("dataset_config"));
    assertEquals(
        Fate.QUESTION, read("seed = 1\ndataset_config = \"none.toml\"\n").fate("dataset_config"));
  }

  @Test
  void takesDatasetsWithinTheConfigAsTheyWereMeant() {
    Importing read =
        read(
            "network_dim = 4\n[general]\nshuffle_caption = true\n[[datasets]]\nresolution = 512\n"
                + "[[datasets.subsets]]\nimage_dir = 'x'\n");
    assertEquals(1, read.imported().parts().datasets().datasets().size());
    assertTrue(
        String.valueOf(read.account("datasets[0].resolution").ran()).contains("dataset_config"));
  }

  @Test
  void asksForWhatIsNotThere() {
    Importing read =
        read(
            "pretrained_model_name_or_path = 'D:\\models\\a.ckpt'\nvae = \"\"\n"
                + "train_data_dir = \"\"\noutput_dir = \"out\"\nnetwork_weights = \"x.safetensors\"\n");
    assertEquals(
        "<base model file, was D:\\models\\a.ckpt>", read.train("pretrained_model_name_or_path"));
    assertEquals(Fate.UNSET, read.fate("vae"));
    assertEquals(Fate.QUESTION, read.fate("train_data_dir"));
    assertEquals(Fate.MAPPED, read.fate("output_dir"));
    assertEquals(Fate.QUESTION, read.fate("network_weights"));
    assertEquals(
        Fate.MAPPED,
        read("pretrained_model_name_or_path = \"someone/model\"\n")
            .fate("pretrained_model_name_or_path"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "family = \"sdxl\"\n[train]\nnetwork_dim = 4\n",
        "[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = 'x'\n",
        "{\"network_dim\": 4}",
        "name = 4\n",
        "hello"
      })
  void isNotTakenInByOtherFiles(String text) {
    assertFalse(new SdScriptsReader().recognises(Importing.file(folder, "x.toml", text)));
  }

  @Test
  void tellsTheLineThatIsNoToml() {
    UserError error = assertThrows(UserError.class, () -> read("network_dim = 4\nseed = \n"));
    assertTrue(String.valueOf(error.getMessage()).contains("config.toml:2"));
  }

  @Test
  void refusesAFileThatNothingNames() {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                Importing.of(
                    new SdScriptsReader(),
                    folder,
                    "config.toml",
                    "network_dim = 4\n",
                    Map.of("prompts.txt", "a cat\n")));
    assertTrue(String.valueOf(error.getMessage()).contains("is named by nothing"));
  }

  private Importing read(String text) {
    return Importing.of(new SdScriptsReader(), folder, "config.toml", text);
  }
}
