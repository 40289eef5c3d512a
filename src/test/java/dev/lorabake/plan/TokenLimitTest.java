package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenLimitTest {
  /** CLIP never joins words, digits or runs of other characters. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a photo of a cat   | 5 | 5
          a cat, red, 1girl  | 7 | 4
          2024               | 4 | 1
          wow!!! (really)    | 5 | 2
          the cat's 'best'   | 4 | 3
          """)
  void countsFromBelow(String text, long clip, long words) {
    assertEquals(clip, new TokenLimit(75, true).least(text));
    assertEquals(words, new TokenLimit(256, false).least(text));
  }
}
