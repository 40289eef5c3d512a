package dev.lorabake.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words are numbers where Python says so, not where Java does. */
class FlagReaderTest {
  private static Object read(String option, String word) {
    Flag flag = new Flag(option, List.of(word));
    return RecipeReader.convert(Catalog.bundled(), Path.of("."), List.of(flag)).getFirst().value();
  }

  @ParameterizedTest
  @CsvSource({
    "network_dim,8,8",
    "network_dim,' +1_6 ',16",
    "learning_rate,1e-4,1.0E-4",
    "learning_rate,.5,0.5",
    "learning_rate,1_0.5,10.5",
    "lr_warmup_steps,100,100",
    "lr_warmup_steps,10%,0.1",
    "lr_warmup_steps,1e-2,0.01"
  })
  void readsWhatPythonReads(String option, String word, String value) {
    assertEquals(value, read(option, word).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "network_dim,8.0",
    "network_dim,0x10",
    "network_dim,_8",
    "learning_rate,1f",
    "learning_rate,1d",
    "learning_rate,0x1p3",
    "learning_rate,nan",
    "learning_rate,1e999",
    "learning_rate,''",
    "lr_warmup_steps,8.0"
  })
  void refusesTheRest(String option, String word) {
    assertThrows(UserError.class, () -> read(option, word));
  }
}
