package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonRandomTest {
  @ParameterizedTest
  @CsvSource({
    "0, 7 8 1 5 3 4 2 0 9 6, 9 4 8 6 0 1 7 2 3 5",
    "1, 6 8 9 7 5 3 0 4 1 2, 4 8 2 6 5 9 0 7 1 3",
    "42, 7 3 2 8 5 6 9 4 0 1, 3 5 2 4 1 8 7 0 6 9",
    "1099511627781, 1 2 3 6 7 0 5 4 9 8, 6 4 7 0 8 5 1 9 3 2",
    "-7, 8 3 1 4 7 0 9 6 2 5, 1 2 4 6 5 9 7 0 3 8",
  })
  void shufflesAsPythonDoes(long seed, String first, String second) {
    PythonRandom random = new PythonRandom(seed);
    assertEquals(first, shuffled(random));
    assertEquals(second, shuffled(random));
  }

  @Test
  void shufflesLongListsAsPythonDoes() {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, 700).boxed().toList());
    new PythonRandom(1).shuffle(numbers);
    assertEquals(List.of(169, 497, 245, 466, 530, 320, 97, 83), numbers.subList(0, 8));
  }

  private static String shuffled(PythonRandom random) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
    random.shuffle(numbers);
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
