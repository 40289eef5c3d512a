package dev.lorabake.recipe;

import dev.lorabake.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/** Reads a settings file as text, of bounded size and in UTF-8. */
public final class TextFile {
  /** Nobody writes a settings file of this size by hand; a model given by mistake is larger. */
  private static final long MOST_BYTES = 8L << 20;

  private static final byte[] MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

  private TextFile() {}

  /**
   * The file's text without its byte order mark.
   *
   * @throws UserError when it cannot be read, is too large, or is not UTF-8
   */
  static String read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new UserError(
            file + " is a folder, expected a file", "name the TOML file that lies in it");
      }
      refusePipe(file);
      byte[] bytes = readBytes(file);
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new UserError("there is no file " + file, "check the path's spelling", e);
    } catch (AccessDeniedException e) {
      throw new UserError(file + " may not be read", "give yourself permission to read it", e);
    } catch (CharacterCodingException e) {
      throw new UserError(
          file + " is not UTF-8 text", "save it as UTF-8, or name a TOML file instead", e);
    } catch (IOException e) {
      throw new UserError(
          file + " cannot be read: " + e.getMessage(),
          "check the file, the links on its way, and the disk",
          e);
    }
  }

  /** A named pipe without a writer would never answer; those of a shell lie in /dev and /proc. */
  private static void refusePipe(Path file) throws IOException {
    boolean special = Files.readAttributes(file, BasicFileAttributes.class).isOther();
    if (special && !file.startsWith("/dev") && !file.startsWith("/proc")) {
      throw new UserError(
          file + " is a pipe or a device, expected a file", "name a recipe or a config TOML");
    }
  }

  /** Whether it is standard input or what a shell hands on under {@code /dev/fd}. */
  public static boolean isStream(Path file) {
    return file.equals(Path.of("/dev/stdin"))
        || file.startsWith("/dev/fd")
        || file.startsWith("/proc");
  }

  /** Whether the file begins with a byte order mark; not so for one that cannot be read. */
  static boolean isMarked(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MARK.length), MARK);
    } catch (IOException e) {
      return false;
    }
  }

  /** The size is asked first for the message; a device or a pipe answers 0 and may never end. */
  private static byte[] readBytes(Path file) throws IOException {
    String help = "name a recipe or a config TOML; models and images are named inside it";
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw new UserError(file + " has " + size + " bytes, too large for a settings file", help);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((int) MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new UserError(
            file + " has more than " + MOST_BYTES + " bytes, too large for a settings file", help);
      }
      return bytes;
    }
  }
}
