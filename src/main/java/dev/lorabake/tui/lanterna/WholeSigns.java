package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.terminal.ansi.UnixTerminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * A terminal that is sent each sign as a whole. Lanterna encodes the two halves of an emoji, or of
 * a rare Chinese sign, one by one, and each becomes a question mark.
 */
final class WholeSigns extends UnixTerminal {
  private final Charset charset;

  WholeSigns(InputStream in, OutputStream out, Charset charset) throws IOException {
    super(in, out, charset, CtrlCBehaviour.TRAP);
    this.charset = charset;
  }

  @Override
  public void putString(String sign) throws IOException {
    writeToTerminal(sign.getBytes(charset));
  }
}
