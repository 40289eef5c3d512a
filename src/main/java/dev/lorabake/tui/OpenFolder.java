package dev.lorabake.tui;

import dev.lorabake.process.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells where something lies, and shows the folder where there is a desktop.
 *
 * @param path of a file or folder
 * @param folder what is shown
 */
public record OpenFolder(Path path, Path folder) implements Effect {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Of a folder. */
  public OpenFolder(Path folder) {
    this(folder, folder);
  }

  /** Where it lies. */
  public record Lies(String path) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws InterruptedException {
    tell.accept(new Lies(path.toString()));
    Map<String, String> variables = System.getenv();
    if (variables.containsKey("DISPLAY") || variables.containsKey("WAYLAND_DISPLAY")) {
      try {
        Commands.run(List.of("xdg-open", folder.toString()), PATIENCE, Map.of());
      } catch (IOException e) {
        tell.accept(new Lies(path.toString())); // no desktop's program: the path must do
      }
    }
  }
}
