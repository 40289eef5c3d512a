package dev.lorabake.process;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Starts a program of the tests in a Java of its own, to be killed or kept short of memory. */
public final class OtherJvm {
  private OtherJvm() {}

  /**
   * The command for a main class on the class path of this program.
   *
   * @param options of the Java, such as {@code -Xmx64m}
   */
  public static List<String> command(List<String> options, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Starts it with its output in a file. */
  public static Process start(Path output, Class<?> main, String... arguments) throws IOException {
    return new ProcessBuilder(command(List.of(), main, List.of(arguments)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }

  /**
   * Test launchers put the classes into a loader of their own, which the property does not name.
   */
  private static String classPath() {
    Set<String> places = new LinkedHashSet<>();
    for (ClassLoader loader = OtherJvm.class.getClassLoader();
        loader != null;
        loader = loader.getParent()) {
      if (loader instanceof URLClassLoader urls) {
        for (URL url : urls.getURLs()) {
          places.add(place(url));
        }
      }
    }
    places.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, places);
  }

  private static String place(URL url) {
    try {
      return Path.of(new URI(url.toString())).toAbsolutePath().toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
