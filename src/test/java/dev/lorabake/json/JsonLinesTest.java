package dev.lorabake.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.Visible;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private static final String ALPHABET =
      "abc ?\"\\/\b\t\n\f\r\0\u001b\u007f\u0080éÿĀ学█\u2028\uffff";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final JsonLines lines = new JsonLines(out);

  private String written(Map<String, @Nullable Object> members) {
    out.reset();
    lines.begin();
    members.forEach(lines::member);
    lines.end();
    lines.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private void assertAsJacksonWrites(Object value) {
    Map<String, @Nullable Object> members = Map.of("value", value);
    assertEquals(Visible.json(Json.write(members)) + "\n", written(members));
  }

  @RepeatedTest(5)
  void textsAreWhatJacksonWrites() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder("seed " + seed + ' ');
      int length = random.nextInt(60);
      int most = random.nextBoolean() ? ALPHABET.length() : 1 + random.nextInt(20);
      for (int k = 0; k < length; k++) {
        text.append(ALPHABET.charAt(random.nextInt(most)));
        if (most > 20 && random.nextInt(10) == 0) {
          text.appendCodePoint(0x1f600 + random.nextInt(40));
        }
      }
      assertAsJacksonWrites(text.toString());
    }
  }

  @Test
  void halfACharacterIsAQuestionMarkAsInAnyOtherOutput() {
    assertEquals("{\"a?\":\"?b?\"}\n", written(Map.of("a\ud83d", "\udc00b\ud83d")));
  }

  @RepeatedTest(5)
  void numbersAreWhatJacksonWrites() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      assertAsJacksonWrites(random.nextLong() >> random.nextInt(64));
      assertAsJacksonWrites(Double.parseDouble(random.nextInt(100_000) + "e-" + random.nextInt(8)));
      assertAsJacksonWrites(random.nextDouble() * Math.pow(10, random.nextInt(24) - 8));
      double bits = Double.longBitsToDouble(random.nextLong());
      assertAsJacksonWrites(Double.isFinite(bits) ? bits : 0.0);
    }
  }

  @Test
  void numbersAtTheEdgesAreWhatJacksonWrites() {
    for (long number : new long[] {0, 9, 10, 999_999_999, 1_000_000_000, Integer.MAX_VALUE}) {
      for (long each : new long[] {number, number + 1, -number, number * 1_000_000_007}) {
        assertAsJacksonWrites(each);
      }
    }
    assertAsJacksonWrites(Long.MAX_VALUE);
    assertAsJacksonWrites(Long.MIN_VALUE);
    for (double number : new double[] {0, -0.0, 1e-3, 9.99e-4, 1e7, 9_999_999.999_999, 0.1 + 0.2}) {
      assertAsJacksonWrites(number);
      assertAsJacksonWrites(Math.nextUp(number));
      assertAsJacksonWrites(Math.nextDown(number));
    }
  }

  @Test
  void otherValuesAreWhatJacksonWrites() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("none", null);
    members.put("yes", true);
    members.put("int", 7);
    members.put("list", Arrays.asList("a\"", null, List.of(1.5)));
    members.put("map", Map.of("é", "学"));
    assertEquals(Visible.json(Json.write(members)) + "\n", written(members));
    assertEquals("{}\n", written(Map.of()));
  }

  @Test
  void whatIsLongerThanTheBufferIsWrittenWhole() {
    String text = "\u001b".repeat(100_000);
    assertAsJacksonWrites(text);
    assertAsJacksonWrites(List.of(text));
  }

  @Test
  void writesOnItsOwnWhenMuchWaits() {
    for (int i = 0; i < 100_000; i++) {
      lines.begin();
      lines.member("n", (long) i);
      lines.end();
    }
    lines.flush();
    String[] all = out.toString(StandardCharsets.UTF_8).split("\n", -1);
    assertEquals(100_001, all.length);
    for (int i = 0; i < 100_000; i++) {
      assertEquals("{\"n\":" + i + "}", all[i]);
    }
  }
}
