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

  /** The settings that have this in their name, the name itself first. */
  static List<Field> find(Recipe recipe, String part) {
    String wanted = part.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Field> found = new ArrayList<>();
    Section.ALL.stream()
        .flatMap(section -> section.fields(recipe).stream())
        .distinct()
        .filter(field -> field.key().contains(wanted))
        .sorted(Comparator.comparingInt(field -> distance(field.key(), wanted)))
        .forEach(found::add);
    return found;
  }

  /** The name itself comes first, then names that begin so. */
  private static int distance(String key, String wanted) {
    return key.equals(wanted) ? 0 : key.startsWith(wanted) ? 1 : 2;
  }

  /** Where the first setting stands that the finding is about. */
  static Optional<Form> of(Finding finding, Recipe recipe, Form now) {
    return Stream.concat(Concern.foremost(finding, recipe).stream(), finding.options().stream())
        .flatMap(name -> of(name, recipe, now).stream())
        .findFirst();
  }

  /** Where a setting stands, by its name in findings. */
  static Optional<Form> of(String name, Recipe recipe, Form now) {
    for (Section section : Section.ALL) {
      List<Field> fields = section.fields(recipe);
      for (int i = 0; i < fields.size(); i++) {
        if (fields.get(i).name().equals(name)) {
          return Optional.of(now.at(section, i));
        }
      }
    }
    return Optional.empty();
  }
}
