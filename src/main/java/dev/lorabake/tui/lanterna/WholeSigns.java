package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.terminal.ansi.UnixTerminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A terminal that is sent each sign as a whole. Lanterna encodes the two halves of an emoji, or of
 * a rare Chinese sign, one by one, and each becomes a question mark.
 */
final class WholeSigns extends UnixTerminal {
  private final Charset charset;

  WholeSigns(InputStream in, OutputStream out, Charset charset) throws IOException {
    super(in, out, charset, CtrlCBehaviour.TRAP);
    this.charset = charset;
    getInputDecoder().addProfile(() -> List.of(new PastePattern()));
  }

  /** Lets the terminal mark what is pasted, or no more. */
  void markPastes(boolean on) throws IOException {
    writeToTerminal(("\u001b[?2004" + (on ? "h" : "l")).getBytes(StandardCharsets.US_ASCII));
    flush();
  }

  @Override
  public void putString(String sign) throws IOException {
    writeToTerminal(sign.getBytes(charset));
  }
}
