package dev.lorabake.tui.lanterna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.googlecode.lanterna.input.DefaultKeyDecodingProfile;
import com.googlecode.lanterna.input.InputDecoder;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Terminal.Input;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a terminal sends, as inputs: pasted text, and characters that come in two. */
class StrokesTest {
  private static List<Input> inputs(String sent) throws IOException {
    InputDecoder decoder = new InputDecoder(new StringReader(sent));
    decoder.addProfile(new DefaultKeyDecodingProfile());
    decoder.addProfile(() -> List.of(new PastePattern()));
    Strokes strokes = new Strokes();
    List<Input> inputs = new ArrayList<>();
    KeyStroke stroke = decoder.getNextCharacter(true);
    while (stroke != null && stroke.getKeyType() != KeyType.EOF) {
      Input input = strokes.after(stroke);
      if (input != null) {
        inputs.add(input);
      }
      stroke = decoder.getNextCharacter(true);
    }
    return inputs;
  }

  @Test
  void aPastedTextIsOneInputAndItsLinesAreNoKeys() throws IOException {
    assertEquals(
        List.of(
            new Input.Pressed(Key.of('a')),
            new Input.Pasted("T\nX 🐈\tq"),
            new Input.Pressed(Key.of('b'))),
        inputs("a\u001b[200~T\nX 🐈\tq\u001b[201~b"));
  }

  @Test
  void aCharacterOfTwoUnitsIsOneKey() throws IOException {
    Key cat = new Key(Key.Name.CHARACTER, 0x1F408, false, false, false);
    assertEquals(List.of(new Input.Pressed(cat), new Input.Pressed(Key.of('x'))), inputs("🐈x"));
  }

  @Test
  void keysThatBeginAlikeAreStillKeys() throws IOException {
    assertEquals(
        List.of(new Input.Pressed(Key.of(Key.Name.INSERT)), new Input.Pressed(Key.of(Key.Name.UP))),
        inputs("\u001b[2~\u001b[A"));
  }

  @Test
  void aMarkWithoutItsBeginningIsPassedBy() {
    assertNull(new Strokes().after(new PastePattern.Mark(false)));
  }
}
