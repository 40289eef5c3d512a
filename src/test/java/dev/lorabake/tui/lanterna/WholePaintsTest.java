package dev.lorabake.tui.lanterna;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholePaintsTest {
  private final List<String> sent = new ArrayList<>();

  private final WholePaints out =
      new WholePaints(
          new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
              if (length > 0) {
                sent.add(new String(bytes, from, length, US_ASCII));
              }
            }
          });

  private void write(String... texts) throws IOException {
    for (String text : texts) {
      out.write(text.getBytes(US_ASCII));
    }
  }

  @Test
  void sendsAPaintInOnePieceAndAQuestionAtOnce() throws IOException {
    write("where is the cursor");
    assertEquals(List.of("where is the cursor"), sent);
    out.begin();
    write("a", "b", "c");
    assertEquals(1, sent.size());
    out.flush();
    write("d");
    assertEquals(List.of("where is the cursor", "abc", "d"), sent);
  }
}
