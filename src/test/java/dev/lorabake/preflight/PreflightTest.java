package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.recipe.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules say together: order, echoes, allowing, the published shape. */
class PreflightTest {
  @TempDir Path folder = Path.of("");

  private Verdict judge(String changes) {
    return Preflight.judge(new Fixture(changes).subject(folder));
  }

  private static List<String> rules(List<Finding> findings) {
    return findings.stream().map(Finding::rule).toList();
  }

  @Test
  void errorsComeFirstThenWarningsThenAdvice() {
    Verdict verdict = judge("vae_batch_size = \"1\"\nnetwork_alpha = 32\nsave_model_as = \"ckpt\"");
    assertEquals(
        List.of("wrong-type", "alpha-exceeds-rank", "pickled-output"), rules(verdict.findings()));
    assertEquals(Verdict.State.BLOCKED, verdict.state());
  }

  @Test
  void aValueThatCannotBeUsedIsReportedOnce() {
    assertEquals(List.of("wrong-type"), rules(judge("network_alpha = \"64\"").findings()));
    assertEquals(List.of("out-of-range"), rules(judge("network_dim = 0").findings()));
    assertEquals(List.of("wrong-choice"), rules(judge("mixed_precision = \"fp8\"").findings()));
  }

  @Test
  void aValueThatWorksAlthoughItIsWrongKeepsOthersHeard() {
    Fixture switched =
        new Fixture("")
            .config("sdxl_train_network.py", Fixture.PLAIN + "use_lion_optimizer = \"true\"\n");
    List<String> found = rules(Preflight.check(switched.planned(folder)));
    assertTrue(found.contains("wrong-type"), found::toString);
    assertTrue(found.contains("conflicting-options"), found::toString);
  }

  /** On a laptop, for a card to rent: the model lies elsewhere, and no more is known of it. */
  @Test
  void aModelOnAnotherMachineIsSaidOnceAndBlocksNothing() {
    Fixture elsewhere =
        new Fixture("family = \"flux\"\npretrained_model_name_or_path = \"flux1-dev.safetensors\"")
            .machine(MachineFixture::rented);
    Verdict verdict = Preflight.judge(elsewhere.subject(folder));
    assertEquals(List.of("missing-file"), rules(verdict.findings()));
    assertTrue(verdict.isReady());
  }

  @Test
  void whatTheRecipeAllowsNeitherShowsNorBlocksButIsCounted() {
    Verdict verdict = judge("network_alpha = 64\n[check]\nallow = [\"alpha-exceeds-rank\"]");
    assertEquals(List.of(), verdict.findings());
    assertEquals(List.of("alpha-exceeds-rank"), rules(verdict.allowed()));
    assertTrue(verdict.isReady());
  }

  @Test
  void warningsDoNotBlock() {
    assertTrue(judge("save_model_as = \"ckpt\"").isReady());
    assertFalse(judge("network_alpha = 64").isReady());
  }

  @Test
  void aFindingKnowsTheLineOfItsOption() {
    Place at = Objects.requireNonNull(judge("network_alpha = 64").findings().getFirst().at());
    String line = new Fixture("network_alpha = 64").toml().lines().toList().get(at.line() - 1);
    assertEquals("network_alpha = 64", line);
    assertEquals(folder.resolve("recipe.toml"), at.file());
  }

  @Test
  void thePublishedShapeHasLowerCaseSeverityPlaceAndFix() {
    String json = Json.write(CheckReport.of(judge("network_alpha = 64")));
    assertTrue(json.startsWith("{\"verdict\":\"blocked\",\"findings\":[{\"rule\":"), json);
    assertTrue(json.contains("\"severity\":\"error\""), json);
    assertTrue(json.contains("\"options\":[\"network_alpha\",\"network_dim\"]"), json);
    assertTrue(json.contains("\"at\":{\"file\":"), json);
    assertTrue(json.contains("\"fix\":[{\"option\":\"network_alpha\",\"value\":16}]"), json);
  }

  @Test
  void aFindingWithoutPlaceOrFixSaysNull() {
    String json = Json.write(CheckReport.of(judge("!pretrained_model_name_or_path")));
    assertTrue(json.contains("\"at\":null,\"fix\":null"), json);
  }
}
