package dev.lorabake.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lorabake.tui.Person;
import org.junit.jupiter.api.BeforeAll;

/**
 * The journeys in a real terminal, from the shell and back to it; reported as skipped where there
 * is no tmux.
 */
class TextUiJourneyTest extends Journeys {
  @BeforeAll
  static void lookForTmux() throws InterruptedException {
    assumeTrue(RealTerminal.isPossible(), "there is no tmux on PATH");
  }

  @Override
  Person start(DemoFolder demo, int width, int height, String secondsPerStep) throws Exception {
    return new RealTerminal(
            demo.project(), folder.resolve("tmux"), width, height, demo.variables(secondsPerStep))
        .begin(demo.program().toString());
  }
}
