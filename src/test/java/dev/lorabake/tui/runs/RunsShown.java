package dev.lorabake.tui.runs;

import dev.lorabake.tui.App;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Screen;
import java.time.Instant;
import java.util.List;

/** The list of runs at a time of its own, so that their ages are always the same. */
public final class RunsShown {
  private RunsShown() {}

  public static App at(Instant time, App app) {
    List<Screen> screens = app.screens().stream().map(screen -> at(time, screen)).toList();
    return new App(screens, app.helping(), app.notice());
  }

  private static Screen at(Instant time, Screen screen) {
    return screen instanceof RunsScreen runs
            && runs.update(new ListRuns.Found(runs.runs(), time)).move()
                instanceof Next.Move.Stay stay
        ? stay.screen()
        : screen;
  }
}
