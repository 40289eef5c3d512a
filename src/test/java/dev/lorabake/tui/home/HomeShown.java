package dev.lorabake.tui.home;

import dev.lorabake.tui.App;
import dev.lorabake.tui.LookAtMachine;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Screen;
import java.nio.file.Path;
import java.util.List;

/** The home screen of a folder, and on a machine, that are always the same. */
public final class HomeShown {
  private HomeShown() {}

  public static App in(String folder, LookAtMachine.Seen machine, App app) {
    List<Screen> screens = app.screens().stream().map(one -> in(folder, machine, one)).toList();
    return new App(screens, app.helping(), app.notice());
  }

  private static Screen in(String folder, LookAtMachine.Seen machine, Screen screen) {
    if (!(screen instanceof HomeScreen home) || home.found() == null) {
      return screen;
    }
    LookAround.Found found = home.found();
    return after(
        after(
            home,
            new LookAround.Found(Path.of(folder), found.rows(), found.left(), found.problem())),
        machine);
  }

  private static Screen after(Screen screen, Msg msg) {
    return screen.update(msg).move() instanceof Next.Move.Stay stay ? stay.screen() : screen;
  }
}
