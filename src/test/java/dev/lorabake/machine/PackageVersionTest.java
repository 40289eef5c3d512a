package dev.lorabake.machine;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageVersionTest {
  @ParameterizedTest
  @CsvSource({
    "2.8.0+cu128, 2.8, 2.9, true",
    "2.10, 2.9, , true",
    "2.10, , 2.9, false",
    "5.0.0rc1, 5.0, , true",
    "4.57.6, 5.0, , false",
    "3.2.0.post2, 3.2, 3.2.1, true",
    "1!2.0, 2.0, 3, true",
  })
  void comparesByNumber(String version, String from, String below, boolean within) {
    assertEquals(within, requireNonNull(PackageVersion.parse(version)).isWithin(from, below));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "+local"})
  void takesAnythingElseForNone(String text) {
    assertNull(PackageVersion.parse(text));
  }
}
