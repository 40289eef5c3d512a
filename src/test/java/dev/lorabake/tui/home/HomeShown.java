package dev.lorabake.tui.home;

import dev.lorabake.tui.App;
import dev.lorabake.tui.Screen;
import java.nio.file.Path;
import java.util.List;

/** The home screen of a folder whose name is always the same. */
public final class HomeShown {
  private HomeShown() {}

  public static App in(String folder, App app) {
    List<Screen> screens =
        app.screens().stream()
            .map(screen ->
                screen instanceof HomeScreen home && home.found() != null
                    ? new HomeScreen(
                        new LookAround.Found(Path.of(folder), home.found().recipes()),
                        home.cursor())
                    : screen)
            .toList();
    return new App(screens, app.helping(), app.notice());
  }
}
