package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.train.Drafts;
import dev.lorabake.tui.Faults;
import dev.lorabake.tui.Program;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.World;
import dev.lorabake.tui.home.HomeScreen;
import dev.lorabake.tui.lanterna.LanternaTerminal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Opens the text UI on the terminal that the process runs in. */
final class TextUi {
  private TextUi() {}

  /** Whether the process has a terminal that it can be opened on. */
  static boolean isPossible(Surroundings surroundings) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return surroundings.interactive()
        && !system.startsWith("windows")
        && !surroundings.variables().getOrDefault("TERM", "dumb").equals("dumb");
  }

  static void open(Surroundings surroundings) {
    Screen first = HomeScreen.start();
    World world = world(surroundings.silent()); // what was printed would lie over the screen
    Faults faults = new Faults(surroundings.stateFolder().resolve("faults"));
    try (LanternaTerminal terminal =
        LanternaTerminal.ofProcess(
            surroundings.rawIn(),
            surroundings.rawOut(),
            charset(),
            surroundings.variables(),
            surroundings.commands())) {
      new Program(terminal, world, faults, first).run();
    } catch (IOException e) {
      throw new UserError(
          "the terminal cannot be used: " + e.getMessage(),
          "every command works without it; lorabake --help lists them",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the screen works with: the same as the commands have. */
  static World world(Surroundings surroundings) {
    Path runs = surroundings.workingFolder().resolve("runs");
    return new World(
        surroundings.workingFolder(),
        runs,
        dev.lorabake.run.Surroundings.system(),
        surroundings.preparing(gpus -> null),
        new ScreenTrainings(surroundings, runs),
        new Drafts(surroundings.stateFolder().resolve("drafts")),
        Path.of(System.getProperty("user.home")));
  }

  /**
   * What the terminal is written in, by the locale; of one without any, the launcher tells, since
   * it gives Java another.
   */
  private static Charset charset() {
    if (Boolean.getBoolean("lorabake.plain")) {
      return StandardCharsets.US_ASCII;
    }
    String name = System.getProperty("stdout.encoding", "UTF-8");
    return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
  }
}
