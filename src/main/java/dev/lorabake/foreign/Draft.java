package dev.lorabake.foreign;

import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.DatasetConfig;
import dev.lorabake.recipe.Origin;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.RecipeParts;
import dev.lorabake.recipe.SamplePrompt;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.recipe.SubsetBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A recipe while a reader puts it together. Values are of the types of a {@link Setting}. */
public final class Draft {
  /** One table of it; a key that is set again takes the new value. */
  public static final class Table {
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    public Table set(String key, Object value, @Nullable Place place) {
      settings.put(key, new Setting(key, whole(value), Origin.FILE, place));
      return this;
    }

    /** Half a character, which no file can hold, becomes U+FFFD, and so does NUL. */
    private static Object whole(Object value) {
      return switch (value) {
        case String text ->
            text.codePoints()
                .map(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF) ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        case List<?> items -> items.stream().map(item -> whole(item)).toList();
        case Map<?, ?> map -> {
          Map<Object, Object> copy = new LinkedHashMap<>();
          map.forEach((name, item) -> copy.put(whole(name), whole(item)));
          yield copy;
        }
        default -> value;
      };
    }

    public Table remove(String key) {
      settings.remove(key);
      return this;
    }

    public boolean has(String key) {
      return settings.containsKey(key);
    }

    public Optional<Object> value(String key) {
      return Optional.ofNullable(settings.get(key)).map(Setting::value);
    }

    private Settings toSettings() {
      return Settings.of(settings.values());
    }

    private @Nullable Place place() {
      return settings.values().stream()
          .map(Setting::place)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
  }

  /** One {@code [[datasets]]} block. */
  public static final class Dataset {
    private final Table keys = new Table();
    private final List<Table> subsets = new ArrayList<>();

    public Table keys() {
      return keys;
    }

    /** A new subset of it. */
    public Table subset() {
      subsets.add(new Table());
      return subsets.getLast();
    }

    public List<Table> subsets() {
      return List.copyOf(subsets);
    }
  }

  private final Table train = new Table();
  private final Table launch = new Table();
  private final Table machine = new Table();
  private final Table general = new Table();
  private final List<Dataset> datasets = new ArrayList<>();
  private final List<Table> samples = new ArrayList<>();
  private @Nullable Setting name;
  private @Nullable Setting family;
  private @Nullable Setting network;

  public Draft name(String value, @Nullable Place place) {
    name = new Setting("name", value, Origin.FILE, place);
    return this;
  }

  public Draft family(String id, @Nullable Place place) {
    family = new Setting("family", id, Origin.FILE, place);
    return this;
  }

  public Draft network(String id, @Nullable Place place) {
    network = new Setting("network", id, Origin.FILE, place);
    return this;
  }

  /** Adds one {@code key=value} to {@code network_args}. */
  public Draft networkArg(String key, Object value, @Nullable Place place) {
    return listItem("network_args", key + "=" + value, place);
  }

  /** Adds one {@code key=value} to {@code optimizer_args}. */
  public Draft optimizerArg(String key, Object value, @Nullable Place place) {
    return listItem("optimizer_args", key + "=" + value, place);
  }

  private Draft listItem(String option, String item, @Nullable Place place) {
    List<Object> items = new ArrayList<>();
    if (train.value(option).orElse(null) instanceof List<?> before) {
      items.addAll(before);
    }
    items.add(item);
    train.set(option, List.copyOf(items), place);
    return this;
  }

  public Table train() {
    return train;
  }

  public Table launch() {
    return launch;
  }

  public Table machine() {
    return machine;
  }

  /** What all datasets share. */
  public Table general() {
    return general;
  }

  /** A new dataset block. */
  public Dataset dataset() {
    datasets.add(new Dataset());
    return datasets.getLast();
  }

  public List<Dataset> datasets() {
    return List.copyOf(datasets);
  }

  /** A new control image. */
  public Table sample() {
    samples.add(new Table());
    return samples.getLast();
  }

  public List<Table> samples() {
    return List.copyOf(samples);
  }

  /** The recipe. What all datasets share is kept where there are none: a block is left open. */
  public RecipeParts parts() {
    if (datasets.isEmpty() && !general.settings.isEmpty() && !train.has("train_data_dir")) {
      dataset();
    }
    List<DatasetBlock> blocks = datasets.stream().map(Draft::block).toList();
    List<SamplePrompt> prompts =
        samples.stream()
            .map(sample -> new SamplePrompt(sample.toSettings(), sample.place()))
            .toList();
    return new RecipeParts(
        name,
        family,
        network,
        train.toSettings(),
        new DatasetConfig(general.toSettings(), blocks, null),
        prompts,
        launch.toSettings(),
        machine.toSettings(),
        Set.of(),
        List.of());
  }

  private static DatasetBlock block(Dataset dataset) {
    List<SubsetBlock> subsets =
        dataset.subsets.stream()
            .map(subset -> new SubsetBlock(subset.toSettings(), subset.place()))
            .toList();
    return new DatasetBlock(dataset.keys.toSettings(), subsets, dataset.keys.place());
  }
}
