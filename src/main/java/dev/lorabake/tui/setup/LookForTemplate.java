package dev.lorabake.tui.setup;

import dev.lorabake.UserError;
import dev.lorabake.recipe.Placeholder;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SettingsText;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.Home;
import dev.lorabake.train.Request;
import dev.lorabake.train.Templates;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks which template a recipe was made from: its first line is the template's. */
record LookForTemplate(EditedRecipe recipe) implements Effect {
  /**
   * It was made from one.
   *
   * @param file the recipe's
   * @param name the template's
   * @param template what it says
   */
  record Found(Path file, String name, Recipe template) implements Msg {
    /** What the template says of a setting; empty where it says nothing or leaves it open. */
    Optional<Object> value(Field field) {
      return field.value(template).filter(value -> !Placeholder.is(value));
    }

    /** Whether the setting is to be another in every recipe, so that nobody changed it. */
    boolean leavesOpen(Field field) {
      return field.value(template).filter(Placeholder::is).isPresent()
          || (field.isTop() && field.key().equals("name"))
          || field.equals(Field.train("output_name")); // unless it is set, the recipe's name
    }
  }

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    Path file = recipe.file();
    String first = recipe.text().lines().findFirst().orElse("");
    try {
      new Templates(Home.find())
          .all().stream()
              .filter(one -> one.text().lines().findFirst().orElse("").equals(first))
              .findFirst()
              .ifPresent(one -> {
                SettingsText texts =
                    path -> path.equals(file) ? one.text() : SettingsText.ON_DISK.of(path);
                Request request = new Request(file, List.of(), null, null);
                tell.accept(new Found(file, one.name(), world.preparing().recipe(request, texts)));
              });
    } catch (UncheckedIOException | UserError e) {
      // without templates nothing is marked, and nothing else is amiss
    }
  }
}
