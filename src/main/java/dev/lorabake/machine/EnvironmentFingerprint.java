package dev.lorabake.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Tells one state of a Python environment from another without starting Python: some milliseconds.
 * It differs when the interpreter is replaced, a package is installed, removed, upgraded or
 * reinstalled, the driver is another one, or the probe itself changed.
 */
final class EnvironmentFingerprint {
  /** What the libraries read that decide how the packages behave. */
  private static final List<String> VARIABLES =
      List.of(
          "PYTHONPATH",
          "PYTHONHOME",
          "PYTHONNOUSERSITE",
          "PYTHONUSERBASE",
          "LD_LIBRARY_PATH",
          "BNB_CUDA_VERSION",
          "CUDA_VISIBLE_DEVICES");

  private static final List<Path> DRIVERS =
      List.of(
          Path.of("/proc/driver/nvidia/version"),
          Path.of("/usr/lib/wsl/lib/libcuda.so.1"),
          Path.of("C:\\Windows\\System32\\nvcuda.dll"));

  private EnvironmentFingerprint() {}

  /**
   * The state of that environment now, as 64 hexadecimal digits.
   *
   * @param python absolute, links kept: a venv is found beside its link
   * @param probe the file {@code probe.py}
   * @param folders where that Python searches packages, as the probe tells
   * @param variables of the process
   */
  static String of(Path python, Path probe, List<Path> folders, Map<String, String> variables) {
    StringBuilder text = new StringBuilder();
    text.append(place(python, variables));
    file(text, python);
    content(text, probe);
    content(text, python.resolveSibling("pyvenv.cfg"));
    Path bin = python.getParent();
    if (bin != null && bin.getParent() != null) {
      content(text, bin.resolveSibling("pyvenv.cfg"));
    }
    DRIVERS.forEach(driver -> driver(text, driver));
    folders.forEach(folder -> packages(text, folder));
    return hash(text.toString());
  }

  /** Names one environment, whatever its state: for the name of a file. */
  static String place(Path python, Map<String, String> variables) {
    StringBuilder text = new StringBuilder(python.toString());
    VARIABLES.forEach(name -> text.append('\n').append(variables.getOrDefault(name, "")));
    return hash(text.toString());
  }

  /** Whether anything in the folders is younger than the moment: then it changed meanwhile. */
  static boolean changedSince(FileTime moment, List<Path> folders) {
    return folders.stream()
        .flatMap(folder -> entries(folder).stream())
        .anyMatch(entry -> modified(entry).compareTo(moment) >= 0);
  }

  private static void packages(StringBuilder text, Path folder) {
    text.append("\nfolder ").append(folder);
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.list(folder)) {
      // a top-level package that is deleted by hand leaves its record behind
      all.map(path -> path.getFileName().toString())
          .filter(name -> !name.equals("__pycache__"))
          .forEach(names::add);
    } catch (IOException | UncheckedIOException e) {
      text.append(" missing");
    }
    for (String name : names) {
      text.append('\n').append(name);
      if (isRecord(name)) {
        text.append(' ').append(modified(folder.resolve(name)));
      }
    }
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> isRecord(path.getFileName().toString())).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** What an installer writes for each package. */
  private static boolean isRecord(String name) {
    return name.endsWith(".dist-info")
        || name.endsWith(".egg-info")
        || name.endsWith(".egg-link")
        || name.endsWith(".pth");
  }

  private static FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // it is just being removed, and its name will go too
    }
  }

  private static void file(StringBuilder text, Path file) {
    try {
      Path real = file.toRealPath();
      BasicFileAttributes facts = Files.readAttributes(real, BasicFileAttributes.class);
      text.append('\n').append(real).append(' ').append(facts.size());
      text.append(' ').append(facts.lastModifiedTime());
    } catch (IOException e) {
      text.append('\n').append(file).append(" missing");
    }
  }

  private static void content(StringBuilder text, Path file) {
    try {
      text.append('\n').append(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      text.append("\nnone");
    }
  }

  /** A file of /proc has no size and no age, and the libraries are too large to be read. */
  private static void driver(StringBuilder text, Path driver) {
    if (!Files.exists(driver)) {
      return;
    }
    if (driver.startsWith("/proc")) {
      content(text, driver);
    } else {
      file(text, driver);
    }
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
