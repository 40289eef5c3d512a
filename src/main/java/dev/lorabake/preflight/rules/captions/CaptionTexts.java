package dev.lorabake.preflight.rules.captions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The first captions of a folder, enough to tell how they are written. */
final class CaptionTexts {
  private static final int READ = 30;
  private static final int LONGEST = 20_000;

  private CaptionTexts() {}

  /** Their text as it stands in the files; unreadable ones are left out. */
  static List<String> of(CaptionFolder folder) {
    return folder.images().stream()
        .map(image -> image + folder.extension())
        .filter(folder.names()::contains)
        .limit(READ)
        .map(name -> read(folder.path().resolve(name)))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Empty for what a rule about captions speaks of. */
  private static String read(Path file) {
    try {
      return Files.size(file) < LONGEST ? Files.readString(file) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
