package dev.lorabake.foreign;

import dev.lorabake.recipe.Placeholder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Tells a repository of the Hugging Face hub from a path. */
public final class HubName {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][\\w.-]{0,95}/[A-Za-z0-9][\\w.-]{0,95}");
  private static final Pattern FILE =
      Pattern.compile("(?i).*\\.(safetensors|sft|ckpt|pth?|bin|gguf)");

  private HubName() {}

  /** Whether the text is {@code owner/name}, and no file or folder is there by that name. */
  public static boolean looksLikeOne(String text, Path base) {
    return NAME.matcher(text).matches()
        && !FILE.matcher(text).matches()
        && !ForeignPath.exists(text, base);
  }

  /**
   * Judges what sd-scripts wants as one file: a name on the hub, an address and a folder are asked
   * for, as well as all that {@link ForeignPath} asks for.
   *
   * @param what names it in the placeholder
   */
  public static ForeignPath file(String text, String what, Path base) {
    if (looksLikeOne(text, base) || text.startsWith("https://") || text.startsWith("http://")) {
      return new ForeignPath(
          Placeholder.of(what + ", was " + text),
          "it is a name on the Hugging Face hub: name the " + what + " once it is downloaded");
    }
    if (isFolder(text, base)) {
      return new ForeignPath(
          Placeholder.of(what + ", was " + text), "it is a folder: name the " + what);
    }
    return ForeignPath.of(text, what, base);
  }

  private static boolean isFolder(String text, Path base) {
    try {
      return !text.isBlank() && Files.isDirectory(base.resolve(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
