package dev.lorabake.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RawOptionsTest {
  private static final String SCRIPT = "train_network.py";

  @Test
  void readsValuesSwitchesAndLists() {
    List<RawOption> options =
        read("--network_dim 8 --cache_latents --optimizer_args a=1 b=2 --learning_rate 1e-4");
    assertEquals(
        List.of(8L, true, List.of("a=1", "b=2"), 1e-4),
        options.stream().map(option -> option.value().orElseThrow()).toList());
    assertEquals(List.of(0, 2, 3, 6), options.stream().map(RawOption::first).toList());
  }

  @Test
  void takesTheValueBehindAnEqualsSign() {
    assertEquals(Optional.of(0.0), one("--max_grad_norm=0").value());
    assertEquals(Optional.of(0.1), one("--lr_warmup_steps=10%").value());
  }

  @Test
  void understandsANameCutShortWhileItIsUnique() {
    assertEquals(Optional.of(4L), one("--network_di 4").value());
    assertTrue(fault(one("--network_a 4")).contains("--network_alpha or --network_args"));
  }

  @Test
  void takesANegativeNumberForAValue() {
    assertEquals(Optional.of(-0.05), one("--adaptive_noise_scale -0.05").value());
  }

  @Test
  void losesNoWord() {
    List<RawOption> options = read("stray --no_such 1 2 --cache_latents=true more --seed");
    assertEquals(
        List.of("stray", "--no_such 1 2", "--cache_latents true", "more", "--seed"),
        options.stream().map(RawOption::shown).toList());
    options.forEach(option -> assertNotNull(option.fault()));
  }

  @Test
  void knowsOnlyWhatTheScriptKnows() {
    List<String> words = List.of("--discrete_flow_shift", "3");
    assertNull(RawOptions.read(words, Catalog.bundled(), SCRIPT).getFirst().option());
    assertNotNull(RawOptions.read(words, Catalog.bundled(), null).getFirst().option());
  }

  @Test
  void showsNoToken() {
    assertEquals("--wandb_api_key (hidden)", one("--wandb_api_key abc123").shown());
    assertEquals("--wandb_api (hidden)", one("--wandb_api=abc123").shown());
  }

  @Test
  void saysWhichValueDoesNotFit() {
    assertTrue(fault(one("--network_dim many")).contains("a whole number"));
  }

  private static String fault(RawOption option) {
    return Objects.requireNonNull(option.fault());
  }

  private static RawOption one(String line) {
    List<RawOption> options = read(line);
    assertEquals(1, options.size());
    return options.getFirst();
  }

  private static List<RawOption> read(String line) {
    return RawOptions.read(List.of(line.split(" ")), Catalog.bundled(), SCRIPT);
  }
}
