package dev.lorabake.tui.setup;

import dev.lorabake.preflight.Finding;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a recipe's settings stand in the form. */
final class Places {
  private Places() {}

  /**
   * The settings that have this in their name, the name itself first, then those that have it in
   * what they are said to be for.
   */
  static List<Field> find(Recipe recipe, String part) {
    String words = part.strip().toLowerCase(Locale.ROOT);
    String wanted = words.replaceFirst("^--", "").replaceAll("[-\\s]+", "_");
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Field> found = new ArrayList<>();
    Section.ALL.stream()
        .flatMap(section -> section.fields(recipe, true).stream())
        .distinct()
        .filter(field ->
            field.key().contains(wanted)
                || Meaning.of(field, recipe.catalog()).toLowerCase(Locale.ROOT).contains(words))
        .sorted(Comparator.comparingInt(field -> distance(field.key(), wanted)))
        .forEach(found::add);
    return List.copyOf(found);
  }

  /** The name itself comes first, then names that begin so, then those that have it. */
  private static int distance(String key, String wanted) {
    return key.equals(wanted) ? 0 : key.startsWith(wanted) ? 1 : key.contains(wanted) ? 2 : 3;
  }

  /** The paths that a recipe has, as they are written. */
  static List<String> paths(Recipe recipe) {
    return Section.ALL.stream()
        .flatMap(section -> section.fields(recipe).stream())
        .distinct()
        .filter(field -> field.sought(recipe.catalog()).isPresent())
        .flatMap(field -> field.value(recipe).stream())
        .flatMap(value -> value instanceof List<?> items ? items.stream() : Stream.of(value))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  /** Where the first setting stands that the finding is about. */
  static Optional<Form> of(Finding finding, Recipe recipe, Form now) {
    return Stream.concat(Concern.foremost(finding, recipe).stream(), finding.options().stream())
        .flatMap(name -> of(name, recipe, now).stream())
        .findFirst();
  }

  /** Where a setting stands, by its name in findings. */
  static Optional<Form> of(String name, Recipe recipe, Form now) {
    return in(name, recipe, now).or(() -> in(name, recipe, now.showing(true)));
  }

  private static Optional<Form> in(String name, Recipe recipe, Form now) {
    for (Section section : Section.ALL) {
      List<Field> fields = section.fields(recipe, now.more());
      for (int i = 0; i < fields.size(); i++) {
        if (fields.get(i).name().equals(name)) {
          return Optional.of(now.at(section, i));
        }
      }
    }
    return Optional.empty();
  }
}
