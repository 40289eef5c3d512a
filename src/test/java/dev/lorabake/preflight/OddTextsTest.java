package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that no file, no number type and no recursion holds are judged like any other. */
class OddTextsTest {
  private static final String HUGE = "9".repeat(30);

  @TempDir Path folder = Path.of("");

  @Test
  void aPathWithNulIsAFileThatIsNotThere() {
    for (Option option : Catalog.bundled().options()) {
      PathKind kind = option.note().path();
      if (kind != PathKind.NONE && !option.name().equals("dataset_config")) {
        rules(option.name() + " = \"a\\u0000b\"");
      }
    }
    assertTrue(rules("vae = \"a\\u0000b\"").contains("missing-file"));
  }

  @Test
  void aSubsetsPathWithNulIsAMissingFolder() {
    for (String key : List.of("image_dir", "metadata_file", "conditioning_data_dir")) {
      rules("@@" + key + " = \"a\\u0000b\"");
    }
  }

  @Test
  void numbersBeyondLongAreJudgedByTheirSize() {
    assertTrue(
        rules(
                """
                network_module = "networks.dylora"
                network_args = ["unit=%s", "conv_dim=%s"]
                """
                    .formatted(HUGE, HUGE))
            .contains("dylora-ranks"));
    assertTrue(
        rules(
                """
                family = "flux"
                network_module = "networks.lora_flux"
                network_args = ["train_double_block_indices=0-%s"]
                """
                    .formatted(HUGE))
            .contains("wrong-block-indices"));
    assertEquals(Long.MIN_VALUE, Literal.whole("-" + HUGE).orElseThrow());
  }

  @Test
  void aNameOfThousandsOfPartsIsJudged() {
    String parts = "a.".repeat(10_000);
    assertTrue(rules("optimizer_type = \"" + parts + "\"").contains("unknown-optimizer"));
    rules("optimizer_type = \"" + parts + "a\"");
  }

  private List<String> rules(String changes) {
    return Preflight.check(new Fixture(changes).subject(folder)).stream()
        .map(Finding::rule)
        .toList();
  }
}
