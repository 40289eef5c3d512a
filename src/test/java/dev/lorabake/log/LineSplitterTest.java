package dev.lorabake.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
  private final List<String> lines = new ArrayList<>();
  private int longest;
  private final LineSplitter splitter =
      new LineSplitter(
          new LineSplitter.Sink() {
            @Override
            public void line(byte[] bytes, int from, int to, boolean afterBar, long number) {
              longest = Math.max(longest, to - from);
              String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
              lines.add(afterBar ? "+" + text : text);
            }

            @Override
            public int openBar(byte[] bytes, int from, int to, long number) {
              return bytes[from] == '[' ? 3 : -1;
            }
          });

  @Test
  void endsLinesAtNewlineCarriageReturnAndBoth() {
    feed("a\nb\rc\r\nd\n\re");
    splitter.finish();
    assertEquals(List.of("a", "b", "c", "d", "", "e"), lines);
  }

  @Test
  void takesCarriageReturnAndNewlineForOneEndWhenTheyComeApart() {
    feed("a\r");
    feed("\nb\r");
    feed("\n\nc\n");
    assertEquals(List.of("a", "b", "", "c"), lines);
  }

  @Test
  void putsACharacterTogetherThatWasCut() {
    byte[] bytes = "学習\n".getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      splitter.feed(new byte[] {b}, 0, 1);
    }
    assertEquals(List.of("学習"), lines);
  }

  @Test
  void readsOnBehindABarThatIsOpen() {
    feed("[x]");
    feed("rest\nnext\n");
    assertEquals(List.of("+rest", "next"), lines);
  }

  @Test
  void keepsTheBeginningAndTheEndOfALineWithoutAnEnd() {
    byte[] chunk = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
    feed("begin");
    for (int i = 0; i < 20; i++) {
      splitter.feed(chunk, 0, chunk.length);
    }
    feed("end\n");
    assertEquals(LineBuffer.CAPACITY, longest);
    assertTrue(lines.getFirst().startsWith("beginxxx"));
    assertTrue(lines.getFirst().endsWith("xxxend"));
  }

  @Test
  void boundsALineThatComesInOnePiece() {
    feed("begin" + "x".repeat(200_000) + "end\nshort\n");
    assertEquals(LineBuffer.CAPACITY, longest);
    assertTrue(lines.getFirst().endsWith("xxxend"));
    assertEquals("short", lines.get(1));
  }

  private void feed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    splitter.feed(bytes, 0, bytes.length);
  }
}
