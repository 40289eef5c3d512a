package dev.lorabake.train.queue;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings that are varied against each other: every combination becomes a run.
 *
 * @param values of each option, in the order that they were given
 */
public record Grid(Map<String, List<String>> values) {
  private static final int MOST_RUNS = 200;
  private static final int MOST_OF_A_VALUE = 24;

  /**
   * One combination.
   *
   * @param settings option to value; empty where nothing is varied
   */
  public record Member(Map<String, String> settings) {
    /** As options laid over the recipe. */
    List<Flag> flags(Catalog catalog) {
      return settings.entrySet().stream()
          .map(set -> new Flag(set.getKey(), words(catalog, set.getKey(), set.getValue())))
          .toList();
    }

    private static List<String> words(Catalog catalog, String name, String value) {
      boolean list = catalog.option(name).map(Option::list).orElse(false);
      return list ? List.of(value.strip().split("\\s+")) : List.of(value);
    }

    /** What is put behind the output's name, such as {@code -network_dim8}; may be empty. */
    String suffix() {
      StringBuilder suffix = new StringBuilder();
      settings.forEach((option, value) -> {
        String harmless = value.replaceAll("[^\\p{L}\\p{Nd}_.+-]+", "-");
        suffix.append('-').append(option);
        suffix.append(harmless, 0, Math.min(MOST_OF_A_VALUE, harmless.length()));
      });
      return suffix.toString();
    }

    /** {@code network_dim=8 network_alpha=4}. */
    public String text() {
      List<String> parts = new ArrayList<>();
      settings.forEach((option, value) -> parts.add(option + "=" + value));
      return String.join(" ", parts);
    }
  }

  /**
   * Reads {@code OPTION=V1,V2,…}; values that have commas themselves are parted by semicolons.
   *
   * @throws UserError for an option that there is not, one that is given twice, or no value
   */
  public static Grid of(List<String> wishes, Catalog catalog) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String wish : wishes) {
      int equals = wish.indexOf('=');
      String name =
          (equals < 0 ? wish : wish.substring(0, equals)).replaceFirst("^-+", "").replace('-', '_');
      Option option = catalog.option(name).orElseThrow(() -> unknown(name, catalog));
      if (option.note().secret()) {
        throw new UserError(
            "--vary " + name + " would keep a secret in a file",
            "set it in the environment of lorabake queue run");
      }
      String rest = equals < 0 ? "" : wish.substring(equals + 1);
      List<String> parts =
          Arrays.stream(rest.split(rest.indexOf(';') < 0 ? "," : ";", -1))
              .map(String::strip)
              .toList();
      if (parts.contains("") || new LinkedHashSet<>(parts).size() < parts.size()) {
        throw new UserError(
            "--vary " + wish + " has an empty value, or one twice",
            "write it as --vary network_dim=8,16,32");
      }
      if (values.put(name, parts) != null) {
        throw new UserError(
            "--vary " + name + " is given twice", "give all its values at once, with commas");
      }
    }
    Grid grid = new Grid(values);
    if (grid.size() > MOST_RUNS) {
      throw new UserError(
          "the grid has " + grid.size() + " runs, more than " + MOST_RUNS, "vary less at a time");
    }
    return grid;
  }

  private static UserError unknown(String name, Catalog catalog) {
    Optional<String> near =
        Spelling.nearest(name, catalog.options().stream().map(Option::name).toList());
    return new UserError(
        "--vary: sd-scripts has no option " + name,
        near.map(known -> "did you mean " + known + "?")
            .orElse("lorabake explain --list shows them all"));
  }

  private long size() {
    long size = 1;
    for (List<String> of : values.values()) {
      size = Math.min(Integer.MAX_VALUE, size * of.size());
    }
    return size;
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** All combinations, the last option changing first; one without settings for an empty grid. */
  public List<Member> members() {
    List<Map<String, String>> all = List.of(Map.of());
    for (Map.Entry<String, List<String>> option : values.entrySet()) {
      List<Map<String, String>> more = new ArrayList<>();
      for (Map<String, String> settings : all) {
        for (String value : option.getValue()) {
          Map<String, String> longer = new LinkedHashMap<>(settings);
          longer.put(option.getKey(), value);
          more.add(longer);
        }
      }
      all = more;
    }
    return all.stream().map(Member::new).toList();
  }
}
