package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.terminal.ansi.UnixTerminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** Lanterna's own encodes each half of a character beyond U+FFFF apart, as a question mark. */
final class WholeCharacters extends UnixTerminal {
  private final Charset charset;

  WholeCharacters(InputStream in, OutputStream out, Charset charset) throws IOException {
    super(in, out, charset, CtrlCBehaviour.TRAP);
    this.charset = charset;
  }

  @Override
  public void putString(String text) throws IOException {
    if (text.chars().anyMatch(unit -> Character.isSurrogate((char) unit))) {
      writeToTerminal(text.getBytes(charset));
    } else {
      super.putString(text);
    }
  }
}
