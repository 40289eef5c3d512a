package dev.lorabake.foreign;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the words of a training script's command line apart as Python's argparse does: {@code
 * --key=value}, names cut short as long as they stay unique, lists up to the next option, negative
 * numbers as values. No word is lost: what upstream does not know comes out too, with what follows
 * it.
 */
public final class RawOptions {
  private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-\\d+|-\\d*\\.\\d+");

  /** The words that stand for an option, each as upstream spells it. */
  private final Map<String, Option> flags = new TreeMap<>();

  private final List<String> words;
  private final List<RawOption> found = new ArrayList<>();
  private int at;

  private RawOptions(List<String> words, Catalog catalog, @Nullable String script) {
    this.words = words;
    for (Option option : catalog.options()) {
      if (script == null || option.isIn(script)) {
        option.flags().forEach(flag -> flags.put(flag, option));
      }
    }
  }

  /**
   * The options in their order, a repeated one as often as it stands there: the last one counts.
   *
   * @param script whose options they are, {@code null} for those of any script
   */
  public static List<RawOption> read(List<String> words, Catalog catalog, @Nullable String script) {
    RawOptions reading = new RawOptions(words, catalog, script);
    while (reading.at < words.size()) {
      reading.next();
    }
    return List.copyOf(reading.found);
  }

  private void next() {
    int first = at;
    if (!isFlag(words.get(at))) {
      found.add(new RawOption("", null, values(), first, "these words follow no option"));
      return;
    }
    String word = words.get(at++);
    if (flags.containsKey(word)) {
      option(word, null, first);
      return;
    }
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    option(name, equals < 0 ? null : word.substring(equals + 1), first);
  }

  /**
   * @param attached what stood behind {@code =}
   */
  private void option(String name, @Nullable String attached, int first) {
    List<Option> meant = named(name);
    if (meant.size() != 1) {
      String fault =
          meant.isEmpty()
              ? "sd-scripts knows no such option"
              : "it may be short for " + names(meant) + ", and sd-scripts takes neither";
      boolean secret = meant.stream().anyMatch(option -> option.note().secret());
      List<String> rest = all(attached);
      found.add(new RawOption(name, null, secret ? List.of(Secrets.HIDDEN) : rest, first, fault));
      return;
    }
    Option option = meant.getFirst();
    if (option.isSwitch()) {
      String fault =
          attached == null ? null : "it is a switch, and sd-scripts takes no value there";
      found.add(
          new RawOption(
              name, option, attached == null ? List.of() : List.of(attached), first, fault));
    } else if (attached != null) {
      add(name, option, List.of(attached), first);
    } else if (option.list()) {
      add(name, option, values(), first);
    } else {
      boolean value = at < words.size() && !isFlag(words.get(at));
      add(name, option, value ? List.of(words.get(at++)) : List.of(), first);
    }
  }

  private void add(String name, Option option, List<String> values, int first) {
    String fault = null;
    if (values.isEmpty() && !option.list()) {
      fault = "no value follows it";
    } else if (OptionValue.of(option, option.list() ? values : values.getFirst()).isEmpty()) {
      fault = "its value is not " + option.type().description();
    }
    found.add(new RawOption(name, option, values, first, fault));
  }

  private List<Option> named(String name) {
    Option exact = flags.get(name);
    if (exact != null) {
      return List.of(exact);
    }
    return name.startsWith("--") && name.length() > 2
        ? flags.entrySet().stream()
            .filter(flag -> flag.getKey().startsWith(name))
            .map(Map.Entry::getValue)
            .distinct()
            .toList()
        : List.of();
  }

  private static String names(List<Option> options) {
    return String.join(" or ", options.stream().limit(3).map(o -> "--" + o.name()).toList());
  }

  private List<String> all(@Nullable String attached) {
    List<String> values = new ArrayList<>();
    if (attached != null) {
      values.add(attached);
    }
    values.addAll(values());
    return List.copyOf(values);
  }

  /** The words up to the next option. */
  private List<String> values() {
    List<String> values = new ArrayList<>();
    while (at < words.size() && !isFlag(words.get(at))) {
      values.add(words.get(at++));
    }
    return List.copyOf(values);
  }

  private boolean isFlag(String word) {
    if (word.length() < 2 || word.charAt(0) != '-') {
      return false;
    }
    int equals = word.indexOf('=');
    return !named(equals < 0 ? word : word.substring(0, equals)).isEmpty()
        || !(NEGATIVE_NUMBER.matcher(word).matches() || word.indexOf(' ') >= 0);
  }
}
