package dev.lorabake.train;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where lorabake itself lies: the folder with {@code python-env} and {@code templates}.
 *
 * @param folder absolute
 */
public record Home(Path folder) {
  /** The launcher tells it; without the launcher it is looked for above the program's own file. */
  public static final String PROPERTY = "lorabake.home";

  /**
   * Finds the folder.
   *
   * @throws IllegalStateException when the installation is incomplete
   */
  public static Home find() {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      return new Home(Path.of(told).toAbsolutePath());
    }
    try {
      Path own =
          Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .toAbsolutePath();
      for (Path folder = own; folder != null; folder = folder.getParent()) {
        if (Files.isDirectory(folder.resolve("python-env"))) {
          return new Home(folder);
        }
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program lies at no path", e);
    }
    throw new IllegalStateException("no python-env folder above the program; install it again");
  }

  public Path pythonEnv() {
    return folder.resolve("python-env");
  }

  public Path templates() {
    return folder.resolve("templates");
  }

  /** The stand-in checkout that rehearses a training without training. */
  public Path rehearsal() {
    return pythonEnv().resolve("rehearsal");
  }
}
