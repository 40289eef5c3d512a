package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.preflight.Finding;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.Home;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Request;
import dev.lorabake.train.Starting;
import dev.lorabake.train.UpstreamPlace;
import dev.lorabake.tui.Program;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.World;
import dev.lorabake.tui.home.HomeScreen;
import dev.lorabake.tui.lanterna.LanternaTerminal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
    World world =
        new World(
            surroundings.workingFolder(),
            surroundings.workingFolder().resolve("runs"),
            dev.lorabake.run.Surroundings.system(),
            surroundings.preparing(gpus -> null),
            (file, gpu, rehearse) -> start(surroundings, file, gpu, rehearse),
            new Drafts(surroundings.stateFolder().resolve("drafts")));
    try (LanternaTerminal terminal =
        LanternaTerminal.ofProcess(
            surroundings.rawIn(), surroundings.rawOut(), charset(), surroundings.variables())) {
      new Program(terminal, world, first).run();
    } catch (IOException e) {
      throw new UserError(
          "the terminal cannot be used: " + e.getMessage(),
          "every command works without it; lorabake --help lists them",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As {@code train} does it, with what the environment and the configuration name. */
  private static RunDirectory start(
      Surroundings surroundings, Path file, @Nullable String gpu, boolean rehearse) {
    UpstreamArguments upstream = new UpstreamArguments();
    upstream.rehearse = rehearse;
    Path root = surroundings.workingFolder().resolve("runs");
    UpstreamPlace place = upstream.find(surroundings);
    Prepared prepared =
        ProbeArguments.starting(surroundings, place)
            .learningFrom(root)
            .prepare(new Request(file, List.of(), null, gpu));
    if (CheckCommand.blocked(prepared.verdict())) {
      Finding first = prepared.verdict().findings().getFirst();
      throw new UserError(first.message(), first.help());
    }
    return new Starting(Home.find(), root, surroundings.variables())
        .start(prepared, place, surroundings.rehearsalSwitches());
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
