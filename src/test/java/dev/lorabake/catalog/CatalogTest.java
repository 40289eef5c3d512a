package dev.lorabake.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
  private static final Catalog CATALOG = Catalog.bundled();

  @Test
  void knowsAllOptionsOfTheSevenScripts() {
    assertEquals(253, CATALOG.options().size());
    assertEquals(7, CATALOG.scripts().size());
    assertEquals("48d368fa557731ad0488c07304dfeba8c07910eb", CATALOG.upstream().commit());
  }

  @ParameterizedTest
  @CsvSource({
    "train_network.py,193",
    "sdxl_train_network.py,196",
    "sd3_train_network.py,218",
    "flux_train_network.py,215",
    "lumina_train_network.py,213",
    "anima_train_network.py,220",
    "hunyuan_image_train_network.py,214"
  })
  void knowsWhichScriptTakesWhat(String script, int options) {
    assertEquals(options, CATALOG.options().stream().filter(o -> o.isIn(script)).count());
  }

  @Test
  void explainsEveryOptionInOneSentence() {
    for (Option option : CATALOG.options()) {
      String help = option.note().help();
      assertTrue(help.length() > 10 && help.length() <= 160, option.name() + ": " + help);
      assertFalse(help.endsWith("."), option.name() + ": " + help);
      assertFalse(option.note().group().equals("other"), option.name() + " has no group");
    }
  }

  @Test
  void speaksOnlyOfOptionsAndFamiliesThatExist() {
    Set<String> unknown = new TreeSet<>();
    for (Option option : CATALOG.options()) {
      option.note().onlyWith().stream()
          .filter(other -> CATALOG.option(other).isEmpty())
          .forEach(unknown::add);
      option.note().conflicts().keySet().stream()
          .filter(other -> CATALOG.option(other).isEmpty())
          .forEach(unknown::add);
      option.note().ignoredBy().keySet().stream()
          .filter(family -> CATALOG.family(family).isEmpty())
          .forEach(unknown::add);
    }
    for (Family family : CATALOG.families()) {
      for (String needed : family.requires()) {
        if (CATALOG.option(needed).filter(o -> o.isIn(family.script())).isEmpty()) {
          unknown.add(needed + " of " + family.id());
        }
      }
      assertTrue(CATALOG.network(family.defaultNetwork()).isPresent(), family.id());
    }
    assertEquals(Set.of(), unknown);
  }

  @Test
  void takesWhatDiffersFromScriptToScript() {
    Option shift = CATALOG.option("discrete_flow_shift").orElseThrow();
    assertEquals(3.0, shift.defaultIn("flux_train_network.py"));
    assertEquals(6.0, shift.defaultIn("lumina_train_network.py"));
    Option sampling = CATALOG.option("timestep_sampling").orElseThrow();
    assertTrue(sampling.in("lumina_train_network.py").choices().contains("nextdit_shift"));
    assertFalse(sampling.in("flux_train_network.py").choices().contains("nextdit_shift"));
  }

  @Test
  void leavesUpstreamsNoneOutOfTheChoices() {
    assertEquals(
        List.of("float", "fp16", "bf16"),
        CATALOG.option("save_precision").orElseThrow().common().choices());
  }

  @ParameterizedTest
  @CsvSource({"adamw8bit,AdamW8bit", "ADAMW,AdamW", "prodigy,Prodigy"})
  void findsAnOptimizerWithoutRegardToCase(String written, String name) {
    assertEquals(Optional.of(name), CATALOG.optimizer(written).map(OptimizerType::name));
  }

  @Test
  void readsTheOptionsOfAnotherCheckout() {
    Catalog installed =
        Catalog.installed(
            Json.object(
                """
                {"upstream": {"project": "sd-scripts", "version": "0.11", "commit": "abc"},
                 "options": {"network_dim": {"flags": ["--network_dim"], "type": "int",
                   "action": "store", "scripts": "all", "default": 8},
                  "brand_new": {"flags": ["--brand_new"], "type": "str", "action": "store",
                   "scripts": ["flux_train_network.py"]}}}
                """,
                "dump"));
    assertEquals("0.11", installed.upstream().version());
    assertEquals(8L, installed.option("network_dim").orElseThrow().defaultIn("train_network.py"));
    Option fresh = installed.option("brand_new").orElseThrow();
    assertEquals("other", fresh.note().group());
    assertFalse(fresh.isIn("train_network.py"));
  }
}
