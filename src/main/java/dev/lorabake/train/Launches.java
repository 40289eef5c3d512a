package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.render.LaunchPlace;

/** Decides how upstream is started: through {@code accelerate launch}, or by Python itself. */
public final class Launches {
  private Launches() {}

  /**
   * The place to render for. Accelerate unless the recipe says {@code launcher = "python"}; the
   * rehearsal has no accelerate.
   */
  public static LaunchPlace place(Recipe recipe, UpstreamPlace upstream) {
    String launcher = recipe.launch().text(LaunchKeys.LAUNCHER).orElse("accelerate");
    boolean accelerate =
        switch (launcher) {
          case "accelerate" -> !upstream.rehearsal();
          case "python" -> false;
          default ->
              throw new UserError(
                  "launcher is \"" + launcher + "\"",
                  "write launcher = \"accelerate\" or launcher = \"python\" under [launch]");
        };
    return new LaunchPlace(upstream.python(), upstream.checkout(), accelerate);
  }
}
