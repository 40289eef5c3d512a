package dev.lorabake.catalog;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All facts about upstream, read once: from the data bundled with lorabake, or with the options of
 * an installed checkout in place of the bundled ones.
 */
public final class Catalog {
  private final Upstream upstream;
  private final Map<String, Option> options;
  private final Map<String, Family> families;
  private final Map<String, NetworkType> networks;
  private final Map<String, OptimizerType> optimizers;
  private final Map<String, SchedulerType> schedulers;
  private final Map<String, DatasetKey> datasetKeys;
  private final Map<String, PythonPackage> packages;
  private final Map<String, HubModel> hubModels;

  private Catalog(JsonObject facts) {
    JsonObject source = facts.object("upstream");
    upstream =
        new Upstream(
            source.text("project", "sd-scripts"),
            source.text("version", "unknown"),
            source.text("commit", "unknown"));
    families = byName("families.json", Family::read, Family::id);
    networks = byName("networks.json", NetworkType::read, NetworkType::id);
    optimizers = byName("optimizers.json", OptimizerType::read, OptimizerType::name);
    schedulers = byName("schedulers.json", SchedulerType::read, SchedulerType::name);
    packages = byName("packages.json", PythonPackage::read, PythonPackage::name);
    hubModels = byName("hub-models.json", HubModel::read, HubModel::name);
    datasetKeys = new LinkedHashMap<>();
    JsonObject keys = Json.resource(Catalog.class, "dataset-keys.json");
    keys.names().forEach(name -> datasetKeys.put(name, DatasetKey.read(name, keys.object(name))));
    JsonObject notes = Json.resource(Catalog.class, "option-notes.json");
    options = OptionReader.read(facts, notes, scripts());
  }

  /** The catalogue of the sd-scripts version that lorabake is made for. */
  public static Catalog bundled() {
    return Bundled.CATALOG;
  }

  /**
   * The catalogue with the options of an installed checkout.
   *
   * @param dump what {@code python-env/dump_options.py} printed
   */
  public static Catalog installed(JsonObject dump) {
    return new Catalog(dump);
  }

  /** Which upstream the options were read from. */
  public Upstream upstream() {
    return upstream;
  }

  /** Every option, sorted by name. */
  public Collection<Option> options() {
    return options.values();
  }

  public Optional<Option> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  public Collection<Family> families() {
    return families.values();
  }

  public Optional<Family> family(String id) {
    return Optional.ofNullable(families.get(id));
  }

  public Collection<NetworkType> networks() {
    return networks.values();
  }

  public Optional<NetworkType> network(String id) {
    return Optional.ofNullable(networks.get(id));
  }

  public Collection<OptimizerType> optimizers() {
    return optimizers.values();
  }

  /** The optimizer of that name or alias; upstream compares names without regard to case. */
  public Optional<OptimizerType> optimizer(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return optimizers.values().stream()
        .filter(optimizer ->
            optimizer.name().toLowerCase(Locale.ROOT).equals(wanted)
                || optimizer.aliases().stream().anyMatch(alias -> alias.equalsIgnoreCase(name)))
        .findFirst();
  }

  public Collection<SchedulerType> schedulers() {
    return schedulers.values();
  }

  public Optional<SchedulerType> scheduler(String name) {
    return Optional.ofNullable(schedulers.get(name));
  }

  public Collection<DatasetKey> datasetKeys() {
    return datasetKeys.values();
  }

  public Optional<DatasetKey> datasetKey(String name) {
    return Optional.ofNullable(datasetKeys.get(name));
  }

  /** Python packages that upstream needs, the most basic first. */
  public Collection<PythonPackage> packages() {
    return packages.values();
  }

  /** The package of that distribution name. */
  public Optional<PythonPackage> pythonPackage(String name) {
    return Optional.ofNullable(packages.get(name));
  }

  /** Where upstream takes its tokenizers from. */
  public Collection<HubModel> hubModels() {
    return hubModels.values();
  }

  /** The training scripts, each once, in the order of the families. */
  public Set<String> scripts() {
    Set<String> scripts = new LinkedHashSet<>();
    families.values().forEach(family -> scripts.add(family.script()));
    return scripts;
  }

  private static <T> Map<String, T> byName(
      String file, Function<JsonObject, T> read, Function<T, String> name) {
    Map<String, T> map = new LinkedHashMap<>();
    List<JsonObject> items = Json.resourceList(Catalog.class, file);
    for (JsonObject item : items) {
      T value = read.apply(item);
      if (map.put(name.apply(value), value) != null) {
        throw new IllegalStateException(file + " names " + name.apply(value) + " twice");
      }
    }
    return map;
  }

  private static final class Bundled {
    static final Catalog CATALOG = new Catalog(Json.resource(Catalog.class, "options.json"));
  }
}
