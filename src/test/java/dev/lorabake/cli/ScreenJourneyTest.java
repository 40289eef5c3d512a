package dev.lorabake.cli;

import dev.lorabake.tui.Person;
import dev.lorabake.tui.UiDriver;
import dev.lorabake.tui.home.HomeScreen;
import java.io.IOException;

/** The journeys on a virtual terminal. */
class ScreenJourneyTest extends Journeys {
  @Override
  Person start(DemoFolder demo, int width, int height, String secondsPerStep) throws IOException {
    Session session = new Session(demo.project());
    demo.variables(secondsPerStep).forEach(session::with);
    return new UiDriver(session.world(), HomeScreen.start(), width, height);
  }
}
