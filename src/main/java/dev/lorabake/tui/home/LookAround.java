package dev.lorabake.tui.home;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeFormat;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Looks for recipes in the working folder. */
record LookAround() implements Effect {
  private static final int MOST_FILES = 200;

  /** A recipe's file and what it trains. */
  record Seen(Path file, String name, String what) {}

  /** What was found, the latest first. */
  record Found(Path folder, List<Seen> recipes) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> children = Files.list(world.workingFolder())) {
      children
          .filter(file -> file.toString().endsWith(".toml"))
          .filter(Files::isRegularFile)
          .limit(MOST_FILES)
          .forEach(files::add);
    }
    List<Seen> recipes = new ArrayList<>();
    files.sort(Comparator.comparingLong(LookAround::modified).reversed());
    for (Path file : files) {
      seen(file, world).ifPresent(recipes::add);
    }
    tell.accept(new Found(world.workingFolder(), List.copyOf(recipes)));
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Empty for a TOML file that is no recipe. */
  private static Optional<Seen> seen(Path file, World world) {
    try {
      Recipe recipe =
          new RecipeReader(Catalog.bundled(), world.workingFolder())
              .read(file, List.of(), null)
              .recipe();
      String network = recipe.network() == null ? "" : " · " + recipe.network().title();
      return recipe.format() == RecipeFormat.RECIPE
          ? Optional.of(new Seen(file, recipe.name(), recipe.family().title() + network))
          : Optional.empty();
    } catch (UserError e) {
      return Optional.empty();
    }
  }
}
