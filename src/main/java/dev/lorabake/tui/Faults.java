package dev.lorabake.tui;

import dev.lorabake.UserError;
import dev.lorabake.run.PrivateFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What went wrong, in words for the user. A fault of lorabake's own is written down beside, since a
 * screen has no room for its trace and the next paint would take it away.
 */
public final class Faults {
  /** What is told, and what can be done. */
  record Told(String message, String help) {}

  private final Path folder;
  private final Map<String, Told> reported = new ConcurrentHashMap<>();

  /**
   * @param folder where reports are written; made when it is needed
   */
  public Faults(Path folder) {
    this.folder = folder;
  }

  /** In words; where it is a fault of lorabake, its report is on the disk, once for each fault. */
  Told of(Throwable thrown) {
    return switch (thrown) {
      case UserError error -> new Told(String.valueOf(error.getMessage()), error.help());
      case IOException error -> new Told(said(error), "check the disk and the folder's rights");
      default -> reported.computeIfAbsent(kind(thrown), _ -> report(thrown));
    };
  }

  /** Java's own messages of these are a bare path. */
  private static String said(IOException error) {
    return switch (error) {
      case NoSuchFileException missing -> missing.getFile() + " is not there";
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
      case FileSystemException other when other.getReason() == null ->
          other.getFile() + ": " + other.getClass().getSimpleName();
      default -> String.valueOf(error.getMessage());
    };
  }

  /** The same fault again has the same place. */
  private static String kind(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return thrown.getClass().getName() + (trace.length == 0 ? "" : trace[0]);
  }

  private Told report(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    String what = "a fault of lorabake: " + thrown;
    String name = UUID.nameUUIDFromBytes(bytes(trace.toString())).toString().substring(0, 8);
    Path file = folder.resolve("fault-" + name + ".txt");
    try {
      PrivateFiles.createFolders(folder);
      PrivateFiles.write(file, bytes(trace.toString()), false);
    } catch (IOException e) {
      return new Told(what, "its report cannot be written: " + said(e));
    }
    return new Told(what, "please report it with " + file + "; your files are as they were");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
