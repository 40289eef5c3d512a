package dev.lorabake.recipe;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells the family of a config that does not name it, from its options and the model's header. */
final class FamilyGuess {
  /** Options that only one family's script has a use for. */
  private static final Map<String, String> TELLING_OPTION =
      Map.of(
          "clip_g", "sd3",
          "gemma2", "lumina",
          "qwen3", "anima",
          "byt5", "hunyuan-image");

  /** Ends of upstream's network modules to the family that they are made for. */
  private static final Map<String, String> TELLING_MODULE =
      Map.of(
          "_flux", "flux",
          "_sd3", "sd3",
          "_lumina", "lumina",
          "_anima", "anima",
          "_hunyuan_image", "hunyuan-image");

  private static final List<String> NAMING_OPTIONS = List.of("v2", "model_type");

  private final Catalog catalog;
  private final Settings train;
  private final Path base;

  FamilyGuess(Catalog catalog, Settings train, Path base) {
    this.catalog = catalog;
    this.train = train;
    this.base = base;
  }

  /** A family and what told it, as the end of a sentence. */
  record Guess(Family family, String reason) {}

  /** The family that trains with a script; options decide where a script serves several. */
  Optional<Family> ofScript(String script) {
    String name = script.endsWith(".py") ? script : script + ".py";
    return catalog.families().stream()
        .filter(family -> family.script().equals(name))
        .filter(this::optionsAgree)
        .findFirst()
        .or(() ->
            catalog.families().stream().filter(family -> family.script().equals(name)).findFirst());
  }

  Optional<Guess> guess() {
    return byModule().or(this::byOption).or(this::byModel);
  }

  /**
   * A variant such as SD 2 or Chroma is meant only when the option that names it is set: {@code
   * v2}, {@code model_type}. What else a variant implies tells nothing.
   */
  private boolean optionsAgree(Family family) {
    if (family.options().isEmpty()) {
      return noVariantFits(family);
    }
    return NAMING_OPTIONS.stream()
        .filter(family.options()::containsKey)
        .anyMatch(option ->
            train
                .find(option)
                .map(setting -> setting.value().equals(family.options().get(option)))
                .orElse(false));
  }

  private boolean noVariantFits(Family plain) {
    return catalog.families().stream()
        .filter(family -> family.script().equals(plain.script()) && !family.options().isEmpty())
        .noneMatch(this::optionsAgree);
  }

  private Optional<Guess> byModule() {
    String module = train.text("network_module").orElse("").toLowerCase(Locale.ROOT);
    return TELLING_MODULE.entrySet().stream()
        .filter(entry -> module.endsWith(entry.getKey()))
        .findFirst()
        .flatMap(entry -> variant(entry.getValue()))
        .map(family -> new Guess(family, "network_module " + module));
  }

  private Optional<Guess> byOption() {
    return TELLING_OPTION.entrySet().stream()
        .filter(entry -> train.has(entry.getKey()))
        .findFirst()
        .flatMap(entry ->
            variant(entry.getValue())
                .map(family -> new Guess(family, "the option " + entry.getKey())));
  }

  private Optional<Guess> byModel() {
    Optional<Path> model =
        train.text("pretrained_model_name_or_path").map(text -> PathText.resolve(base, text));
    if (model.isEmpty() || !Files.exists(model.get())) {
      return Optional.empty();
    }
    return ModelHeader.familyOf(model.get())
        .flatMap(this::variant)
        .map(family -> new Guess(family, "the model's header"));
  }

  private Optional<Family> variant(String id) {
    return catalog
        .family(id)
        .flatMap(family -> ofScript(family.script()).map(v -> pick(family, v)));
  }

  /** SD 1 and SD 2 share a script, but their headers differ: the header then decides. */
  private static Family pick(Family told, Family byOptions) {
    return byOptions.options().isEmpty() ? told : byOptions;
  }
}
