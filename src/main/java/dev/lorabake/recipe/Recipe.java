package dev.lorabake.recipe;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.NetworkType;
import dev.lorabake.catalog.Option;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for, with upstream's defaults behind it: reading an option answers the set
 * value, else the default of the recipe's script. A value of the wrong type answers empty.
 *
 * @param source the file it was read from, {@code null} when it was made of flags alone
 * @param base folder against which relative paths of the file count
 * @param network {@code null} when the file names a {@code network_module} of its own
 * @param train upstream's options, those that family, network and name imply among them
 * @param machine the {@code [machine]} table: {@code gpu}, {@code price_per_hour}, …
 * @param allow rules that the user has decided to live with
 * @param unread what the file says that nobody reads
 */
public record Recipe(
    Catalog catalog,
    RecipeFormat format,
    @Nullable Path source,
    Path base,
    String name,
    Family family,
    @Nullable NetworkType network,
    Settings train,
    DatasetConfig datasets,
    List<SamplePrompt> samples,
    Settings launch,
    Settings machine,
    Set<String> allow,
    List<Unread> unread) {

  /** The training script that the family picks. */
  public String script() {
    return family.script();
  }

  /** The setting, if anybody but upstream decided it. */
  public Optional<Setting> find(String option) {
    return train.find(option);
  }

  public boolean isSet(String option) {
    return train.has(option);
  }

  /** The set value or upstream's default, of whatever type. */
  public Optional<Object> value(String option) {
    Optional<Object> set = train.find(option).map(Setting::value);
    return set.isPresent() ? set : defaultOf(option);
  }

  public Optional<String> text(String option) {
    return value(option).filter(String.class::isInstance).map(String.class::cast);
  }

  public OptionalLong whole(String option) {
    Optional<Object> value = value(option);
    return value.isPresent() && value.get() instanceof Long number
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  public OptionalDouble number(String option) {
    Optional<Object> value = value(option);
    return value.isPresent() && value.get() instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** A switch, on as upstream takes it: Python holds 1 and any text, "false" too, for true. */
  public boolean flag(String option) {
    return value(option).filter(Recipe::isTrue).isPresent();
  }

  /** Whether Python holds the value for true. */
  public static boolean isTrue(Object value) {
    return switch (value) {
      case Boolean on -> on;
      case Number number -> number.doubleValue() != 0;
      case String text -> !text.isEmpty();
      case List<?> items -> !items.isEmpty();
      default -> true;
    };
  }

  /** The items of a list option; one value counts as a list of one. */
  public List<Object> list(String option) {
    return train.list(option);
  }

  /**
   * The value of {@code key} in {@code network_args}, which upstream reads as {@code key=value}.
   */
  public Optional<String> networkArg(String key) {
    return keyValue("network_args", key);
  }

  /** The option's path, made absolute; empty when it is not set or no text. */
  public Optional<Path> path(String option) {
    return text(option).map(this::resolve);
  }

  /** A path of the file as an absolute one; {@code ~} stands for the home folder. */
  public Path resolve(String text) {
    return PathText.resolve(base, text);
  }

  /** Whether this system could have a file of that name: none has a NUL in it. */
  public boolean isPath(String text) {
    return PathText.isPath(base, text);
  }

  /** This recipe with other training options. */
  public Recipe withTrain(Settings settings) {
    return new Recipe(
        catalog, format, source, base, name, family, network, settings, datasets, samples, launch,
        machine, allow, unread);
  }

  /** This recipe by another name. */
  public Recipe named(String other) {
    return new Recipe(
        catalog, format, source, base, other, family, network, train, datasets, samples, launch,
        machine, allow, unread);
  }

  /** This recipe where one more finding is lived with. */
  public Recipe allowing(String rule) {
    Set<String> rules = new TreeSet<>(allow);
    rules.add(rule);
    return new Recipe(
        catalog, format, source, base, name, family, network, train, datasets, samples, launch,
        machine, rules, unread);
  }

  /** This recipe with another table {@code [launch]}. */
  public Recipe withLaunch(Settings settings) {
    return new Recipe(
        catalog, format, source, base, name, family, network, train, datasets, samples, settings,
        machine, allow, unread);
  }

  /** This recipe with other datasets. */
  public Recipe withDatasets(DatasetConfig config) {
    return new Recipe(
        catalog, format, source, base, name, family, network, train, config, samples, launch,
        machine, allow, unread);
  }

  /** This recipe with other control images. */
  public Recipe withSamples(List<SamplePrompt> prompts) {
    return new Recipe(
        catalog, format, source, base, name, family, network, train, datasets, prompts, launch,
        machine, allow, unread);
  }

  private Optional<Object> defaultOf(String option) {
    return catalog.option(option).map((Option known) -> known.defaultIn(script()));
  }

  private Optional<String> keyValue(String option, String key) {
    return list(option).stream()
        .map(Objects::toString)
        .filter(item -> item.startsWith(key + "="))
        .map(item -> item.substring(key.length() + 1))
        .reduce((first, second) -> second);
  }
}
