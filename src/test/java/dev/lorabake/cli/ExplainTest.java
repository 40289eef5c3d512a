package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.train.explain.Explanation;
import dev.lorabake.train.explain.Explanations;
import dev.lorabake.train.explain.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lorabake explain}: every word, for a person and as JSON. */
class ExplainTest {
  @TempDir Path folder = Path.of("");

  private Session.Result run(String... words) {
    return new Session(folder).run(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learning_rate|default: 2e-6",
        "network-alpha|network_alpha (option)",
        "network-alpha|Rules that look at it",
        "alpha-exceeds-rank|severity: error",
        "rules|alpha-exceeds-rank: ",
        "optimizers|AdamW8bit: ",
        "AdamW8bit|needs package: bitsandbytes",
        "lycoris-loha|usual rank",
        "flux|script: flux_train_network.py",
        "enable_bucket|needed by max_bucket_reso: ",
        "max_train_epochs|not with max_train_steps: ",
        "timestep_sampling|default in lumina_train_network.py: shift",
        "t5xxl_max_token_length|default in flux_train_network.py: none",
        "network_dim|default: none",
        "fp8_base|VRAM in MiB, saved: "
      })
  void saysWhatPeopleLookFor(String word, String said) {
    String out = run("explain", word).out();
    assertTrue(out.contains(said), out);
  }

  @Test
  void takesSeveralWordsAsOne() {
    assertEquals(
        run("explain", "train_batch_size").out().lines().findFirst(),
        run("explain", "batch", "size").out().lines().findFirst());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void tellsEveryWordWithinEightyColumns(Kind kind) {
    List<String> wide = new ArrayList<>();
    for (Explanation entry : new Explanations(Catalog.bundled()).all(kind)) {
      Session.Result result = run("explain", kind.word(), entry.name());
      assertEquals(ExitCode.FINE, result.code(), entry.name());
      assertTrue(result.out().startsWith(entry.name() + " ("), result.out());
      boolean code = kind == Kind.RULE; // whose examples keep their lines
      result
          .out()
          .lines()
          .filter(
              line -> line.length() > ExplanationText.WIDTH && !(code && line.startsWith("    ")))
          .forEach(wide::add);
    }
    assertEquals(List.of(), wide);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void tellsEveryWordAsJsonToo(Kind kind) {
    for (Explanation entry : new Explanations(Catalog.bundled()).all(kind)) {
      String out = run("explain", kind.word(), entry.name(), "--json").out();
      JsonObject told = Json.object(out, entry.name());
      assertEquals(entry.name(), told.text("name"));
      assertEquals(kind.word(), told.text("kind"));
      assertFalse(told.text("what").isEmpty(), entry.name());
      assertTrue(told.names().containsAll(Set.of("interactions", "rules", "see_also")));
    }
  }

  @Test
  void keepsTheMembersThatWerePublishedFirst() {
    JsonObject told = Json.object(run("explain", "bucket_no_upscale", "--json").out(), "json");
    assertTrue(
        told.names()
            .containsAll(
                Set.of("takes", "default", "group", "only_with", "conflict_with_min_bucket_reso")),
        told.names().toString());
    JsonObject flux = Json.object(run("explain", "noise_offset", "--json").out(), "json");
    assertTrue(flux.has("ignored_by_flux"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"options", "terms", "schedulers", "networks", "families", "rules"})
  void listsAKindAsTextAndAsJson(String kind) {
    assertTrue(run("explain", kind).out().contains(": "), kind);
    assertTrue(run("explain", kind, "--json").out().startsWith("["), kind);
  }

  @Test
  void suggestsAndSearchesWhereNothingHasThatName() {
    Session.Result near = run("explain", "shufle_captoin");
    assertEquals(ExitCode.USAGE, near.code());
    assertTrue(near.err().contains("did you mean shuffle_caption"), near.err());
    Session.Result mentioned = run("explain", "pyramid");
    assertTrue(
        mentioned.err().contains("it is mentioned in multires_noise_iterations"), mentioned.err());
  }
}
