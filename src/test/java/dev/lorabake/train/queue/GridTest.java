package dev.lorabake.train.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.recipe.Flag;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GridTest {
  private static List<Grid.Member> members(String... vary) {
    return Grid.of(List.of(vary), Catalog.bundled()).members();
  }

  @Test
  void makesEveryCombinationTheLastOptionChangingFirst() {
    assertEquals(
        List.of(
            "network_dim=8 learning_rate=1e-4",
            "network_dim=8 learning_rate=5e-5",
            "network_dim=16 learning_rate=1e-4",
            "network_dim=16 learning_rate=5e-5"),
        members("network_dim=8,16", "--learning-rate=1e-4,5e-5").stream()
            .map(Grid.Member::text)
            .toList());
    assertEquals(List.of(""), members().stream().map(Grid.Member::suffix).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "network_dim=8, -network_dim8",
    "learning_rate=1e-4, -learning_rate1e-4",
    "lr_scheduler=a/../b, -lr_schedulera-..-b",
    "pretrained_model_name_or_path=/models/a very long name of a model.safetensors,"
        + " -pretrained_model_name_or_path-models-a-very-long-name"
  })
  void putsSettingsBehindTheNameSoThatItStaysOne(String vary, String suffix) {
    assertEquals(suffix, members(vary).getFirst().suffix());
  }

  @Test
  void partsBySemicolonsWhereValuesHaveCommas() {
    assertEquals(
        List.of(
            List.of(new Flag("optimizer_args", List.of("betas=0.9,0.99", "eps=1e-8"))),
            List.of(new Flag("optimizer_args", List.of("betas=0.9,0.999")))),
        members("optimizer_args=betas=0.9,0.99 eps=1e-8;betas=0.9,0.999").stream()
            .map(member -> member.flags(Catalog.bundled()))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "netwrk_dim=8",
        "network_dim",
        "network_dim=",
        "network_dim=8,,16",
        "network_dim=8,8",
        "=8"
      })
  void refusesWhatIsNoGrid(String vary) {
    assertThrows(UserError.class, () -> members(vary));
  }

  @Test
  void refusesSecretsDoublesAndTooManyRuns() {
    assertThrows(UserError.class, () -> members("huggingface_token=hf_a,hf_b"));
    assertThrows(UserError.class, () -> members("network_dim=8", "network_dim=16"));
    String many = "=1,2,3,4,5,6,7,8,9";
    UserError error =
        assertThrows(
            UserError.class,
            () -> members("network_dim" + many, "seed" + many, "clip_skip" + many));
    assertTrue(String.valueOf(error.getMessage()).contains("729 runs"), error.getMessage());
  }
}
