package dev.lorabake.tui.runs;

import dev.lorabake.process.Commands;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tells where a run lies, and shows the folder where there is a desktop. */
record OpenFolder(RunDirectory run) implements Effect {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Where it lies. */
  record Lies(String path) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws InterruptedException {
    tell.accept(new Lies(run.path().toString()));
    Map<String, String> variables = System.getenv();
    if (variables.containsKey("DISPLAY") || variables.containsKey("WAYLAND_DISPLAY")) {
      try {
        Commands.run(List.of("xdg-open", run.path().toString()), PATIENCE, Map.of());
      } catch (IOException e) {
        tell.accept(new Lies(run.path().toString())); // no desktop's program: the path must do
      }
    }
  }
}
