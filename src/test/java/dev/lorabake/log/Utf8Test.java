package dev.lorabake.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class Utf8Test {
  /** First, second and further bytes at the edges of what is well-formed. */
  private static final int[] EDGES = {
    0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
    0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

  private final Utf8 utf8 = new Utf8();

  private void assertAsTheJdkReads(byte[] bytes, String what) {
    String expected = new String(bytes, StandardCharsets.UTF_8);
    byte[] within = new byte[bytes.length + 2];
    within[0] = (byte) 0xf0;
    within[within.length - 1] = (byte) 0x80;
    System.arraycopy(bytes, 0, within, 1, bytes.length);
    assertEquals(expected, utf8.text(within, 1, within.length - 1), what);
  }

  @Test
  void fourBytesAtTheEdgesAreReadAsTheJdkReadsThem() {
    for (int a : EDGES) {
      for (int b : EDGES) {
        for (int c : EDGES) {
          for (int d : EDGES) {
            byte[] bytes = {(byte) a, (byte) b, (byte) c, (byte) d};
            assertAsTheJdkReads(bytes, "%x %x %x %x".formatted(a, b, c, d));
          }
        }
      }
    }
  }

  @RepeatedTest(5)
  void anyBytesAreReadAsTheJdkReadsThem() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(2000)];
      random.nextBytes(bytes);
      for (int k = 0; k < bytes.length; k++) {
        if (random.nextInt(3) > 0) {
          bytes[k] = (byte) EDGES[random.nextInt(EDGES.length)];
        }
      }
      assertAsTheJdkReads(bytes, "seed " + seed);
    }
  }

  @Test
  void textIsReadAsItIs() {
    String text = "steps: 学習ステップ数 █▍ é 😀 end";
    assertAsTheJdkReads(text.getBytes(StandardCharsets.UTF_8), text);
    assertAsTheJdkReads(new byte[0], "nothing");
  }
}
