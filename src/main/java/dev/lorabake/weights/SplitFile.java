package dev.lorabake.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model in several files, named {@code …-00001-of-00003.safetensors}. */
public final class SplitFile {
  private static final Pattern NAME = Pattern.compile("(.*?)(\\d{5})-of-(\\d{5})\\.safetensors");

  /** More parts than any model has; a name must not make us look for a million files. */
  private static final int MOST = 200;

  private SplitFile() {}

  /** How many files a model of that name has; 1 where it is not split. */
  public static int count(Path file) {
    return partsOf(file).size();
  }

  /** The number in the name of one of several files, 1 where it is not split. */
  public static int number(Path file) {
    return partsOf(file).indexOf(file) + 1;
  }

  /** Every file of the model, the one itself where it is not split. */
  static List<Path> partsOf(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches() || Integer.parseInt(name.group(3)) > MOST) {
      return List.of(file);
    }
    List<Path> parts = new ArrayList<>();
    for (int part = 1; part <= Integer.parseInt(name.group(3)); part++) {
      parts.add(
          file.resolveSibling(
              "%s%05d-of-%s.safetensors".formatted(name.group(1), part, name.group(3))));
    }
    return parts;
  }
}
