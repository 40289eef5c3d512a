package dev.lorabake.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;

class TomlTextTest {
  @ParameterizedTest
  @CsvSource({
    "0.0001,1e-4",
    "0.00012,1.2e-4",
    "2e-6,2e-6",
    "0.5,0.5",
    "0.001,0.001",
    "1.0,1.0",
    "100,100.0",
    "-0.00005,-5e-5",
    "0,0.0"
  })
  void writesRatesAsPeopleDo(double number, String text) {
    assertEquals(text, TomlText.value(number));
  }

  @Test
  void keepsWindowsPathsReadable() {
    assertEquals("'C:\\models\\sd.safetensors'", TomlText.value("C:\\models\\sd.safetensors"));
    assertEquals("\"C:\\\\it's\"", TomlText.value("C:\\it's"));
  }

  @Test
  void writesListsOnOneLine() {
    assertEquals("[\"a=1\", 2, true]", TomlText.value(List.of("a=1", 2L, true)));
  }

  @Test
  void givesEachNumberOfAListAPointWhereOneHasIt() {
    assertEquals("[1e-4, 0.0]", TomlText.value(List.of(1e-4, 0L)));
    assertEquals("[1, 0]", TomlText.value(List.of(1L, 0L)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void readsBackWhateverItWrites(long seed) {
    Random random = new Random(seed);
    String letters = "ab \"'\\\n\t\r#[]=,{}é猫\u0001\u007f%$`";
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int i = 0; i < length; i++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      double number = random.nextDouble() * Math.pow(10, random.nextInt(20) - 12);
      var read =
          Toml.parse("t = " + TomlText.value(text.toString()) + "\nn = " + TomlText.value(number));
      assertEquals(text.toString(), read.getString("t"), "seed " + seed);
      assertEquals(number, read.getDouble("n"), "seed " + seed);
    }
  }
}
