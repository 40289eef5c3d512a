package dev.lorabake.foreign.sdscripts;

import dev.lorabake.UserError;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files that belong to a main file: those that the user named beside it, and those that it
 * names itself, found where it says, or beside it under the same name.
 */
public final class CompanionFiles {
  /** Nobody writes a config of this size. */
  static final int MOST_BYTES = 1 << 20;

  private final ForeignFile main;
  private final List<ForeignFile> named;
  private final Path base;
  private final Map<String, Integer> prefixes = new HashMap<>();
  private final Set<ForeignFile> used = new LinkedHashSet<>();

  /**
   * @param base against which relative paths of the main file count
   */
  public CompanionFiles(ForeignFile main, List<ForeignFile> named, Path base) {
    this.main = main;
    this.named = List.copyOf(named);
    this.base = base;
  }

  /** The file that the main file calls so. */
  public Optional<ForeignFile> find(String path) {
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    Optional<ForeignFile> given =
        named.stream()
            .filter(file -> String.valueOf(file.path().getFileName()).equals(name))
            .findFirst();
    Optional<ForeignFile> found =
        given
            .or(() -> open(base, path))
            .or(() -> {
              Path folder = main.path().getParent();
              return folder == null ? Optional.empty() : open(folder, name);
            });
    found.ifPresent(used::add);
    return found;
  }

  /** What stands before the keys of a file in the ledger: its name, told apart from others. */
  public String prefix(ForeignFile file) {
    String name = String.valueOf(file.path().getFileName());
    int times = prefixes.merge(name, 1, Integer::sum);
    return JsonTree.member("", times == 1 ? name : name + " (" + times + ")");
  }

  /** The first file that the user named and that nobody has taken yet. */
  public Optional<ForeignFile> unused(Predicate<ForeignFile> wanted) {
    Optional<ForeignFile> found =
        named.stream().filter(file -> !used.contains(file)).filter(wanted).findFirst();
    found.ifPresent(used::add);
    return found;
  }

  /** The main file, then all that were taken. */
  public List<Path> paths() {
    List<Path> paths = new ArrayList<>(List.of(main.path()));
    used.forEach(file -> paths.add(file.path()));
    return paths;
  }

  /**
   * Refuses what the user named for nothing.
   *
   * @throws UserError when nothing in the main file has a use for one of the files
   */
  public void refuseUnused() {
    for (ForeignFile file : named) {
      if (!used.contains(file)) {
        throw new UserError(
            file.path() + " is named by nothing in " + main.path(),
            "leave it out, or import it by itself");
      }
    }
  }

  private static Optional<ForeignFile> open(Path folder, String path) {
    try {
      Path file = folder.resolve(path).normalize();
      if (path.isEmpty() || !Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        return Optional.of(new ForeignFile(file, bytes, bytes.length));
      }
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
