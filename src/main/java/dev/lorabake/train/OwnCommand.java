package dev.lorabake.train;

import java.nio.file.Path;
import java.util.List;

/** How this lorabake is started once more, by whoever it may be. */
public final class OwnCommand {
  private OwnCommand() {}

  /**
   * The words before those of its command line.
   *
   * @param main the class that starts lorabake
   */
  public static List<String> of(Home home, Class<?> main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xms16m",
        "-Xmx256m",
        "-D" + Home.PROPERTY + "=" + home.folder(),
        "-Duser.home=" + System.getProperty("user.home"),
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }
}
