package dev.lorabake.foreign.loraeasy;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.sdscripts.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The options among the tool's keys, and what it does to them before sd-scripts sees them
 * (utils/validation.py of its backend, main_ui_files/MainUI.py).
 */
final class ToolKeys {
  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          Map.entry("save_toml", "lorabake keeps the recipe in the run's folder"),
          Map.entry("save_toml_location", "lorabake keeps the recipe in the run's folder"),
          Map.entry("tag_occurrence", "a file of tags is the tool's own; the LoRA holds them, too"),
          Map.entry("tag_file_location", "a file of tags is the tool's own"),
          Map.entry("token_string", "it is for textual inversion"),
          Map.entry("init_word", "it is for textual inversion"),
          Map.entry("num_vectors_per_token", "it is for textual inversion"));

  private static final List<String> REPLACED =
      List.of("output_dir", "output_name", "resume", "log_prefix");
  private static final String VARIABLE = "${replace}";

  /** Optimizers of the backend's own package. */
  private static final Map<String, String> OWN_OPTIMIZERS =
      Map.of(
          "came", "LoraEasyCustomOptimizer.came.CAME",
          "compass", "LoraEasyCustomOptimizer.compass.Compass",
          "lpfadamw", "LoraEasyCustomOptimizer.lpfadamw.LPFAdamW",
          "rmsprop", "LoraEasyCustomOptimizer.rmsprop.RMSProp");

  private static final String OWN_PACKAGE = "LoraEasyCustomOptimizer";

  /** Zeros that mean to upstream what leaving them out means. */
  private static final Set<String> ZERO_IS_NOTHING =
      Set.of("min_timestep", "noise_offset", "network_dropout", "lr_warmup_steps", "keep_tokens");

  private final Draft draft;
  private final Ledger ledger;
  private final Catalog catalog;
  private final Map<String, Given> options;
  private final boolean flux;
  private final String script;

  ToolKeys(Draft draft, Ledger ledger, Catalog catalog, Map<String, Given> options, boolean flux) {
    this.draft = draft;
    this.ledger = ledger;
    this.catalog = catalog;
    this.options = options;
    this.flux = flux;
    Given named = options.get("sdxl");
    boolean sdxl = named != null && !isNothing(named.raw());
    this.script =
        sdxl ? "sdxl_train_network.py" : flux ? "flux_train_network.py" : "train_network.py";
  }

  /** Whether Python takes the value for false, in which case the backend leaves it out. */
  static boolean isNothing(Object value) {
    return switch (value) {
      case Boolean truth -> !truth;
      case Number number -> number.doubleValue() == 0;
      case String text -> text.isEmpty() || text.equalsIgnoreCase("false");
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> false;
    };
  }

  String script() {
    return script;
  }

  /** What are options of sd-scripts; the tool's own keys are accounted for. */
  List<Given> take() {
    name();
    List<Given> givens = new ArrayList<>();
    boolean scheduler = options.containsKey("lr_scheduler_type");
    module();
    for (Given given : options.values()) {
      switch (given.name()) {
        case "sdxl" -> family(given);
        case "fa" -> frozen(given);
        case "easy_name" -> {}
        case "warmup_ratio" -> warmUp(given, scheduler);
        case "optimizer_type" -> givens.add(optimizer(given));
        case "lr_scheduler_num_cycles" -> cycles(given, scheduler, givens);
        default -> option(given, givens);
      }
    }
    return givens;
  }

  private void option(Given given, List<Given> givens) {
    String why = LEFT_OUT.get(given.name());
    Option known = catalog.option(given.name()).orElse(null);
    if (why != null) {
      ledger.dropped(given.key(), why);
    } else if (known == null || !isNothing(given.raw())) {
      boolean truth = given.raw() instanceof String text && text.equalsIgnoreCase("true");
      givens.add(truth ? with(given, true) : given);
    } else if (given.raw() instanceof Number && !known.isSwitch()) {
      zero(given, known, givens);
    } else {
      ledger.unset(given.key());
    }
  }

  /** The backend leaves zeros out, whatever sd-scripts does without them. */
  private void zero(Given given, Option known, List<Given> givens) {
    Object without = known.defaultIn(script);
    boolean same = without instanceof Number number && number.doubleValue() == 0;
    givens.add(given);
    if (!same && !ZERO_IS_NOTHING.contains(given.name())) {
      ledger.ranOtherwise(
          given.key(),
          "the tool leaves zeros out, so that sd-scripts went by its default"
              + (without == null ? "" : ", " + without),
          given.name() + " = 0");
    }
  }

  private static Given with(Given given, Object value) {
    return new Given(given.key(), given.name(), value, given.place());
  }

  private void family(Given given) {
    if (isNothing(given.raw())) {
      ledger.unset(given.key());
    } else {
      ledger.mappedAs(given.key(), "it chooses " + script, "family");
    }
  }

  /** {@code ${replace}} stands for the name in a few texts. */
  private void name() {
    Given name = options.get("easy_name");
    String text = name == null ? "" : String.valueOf(name.raw());
    List<String> targets = new ArrayList<>();
    for (String option : REPLACED) {
      Given given = options.get(option);
      if (given != null && given.raw() instanceof String raw && raw.contains(VARIABLE)) {
        options.put(option, with(given, raw.replace(VARIABLE, text)));
        targets.add("train." + option);
      }
    }
    if (name == null) {
      return;
    }
    if (targets.isEmpty()) {
      ledger.dropped(name.key(), "nothing has " + VARIABLE + " in it, for which it stands");
    } else {
      ledger.mappedAs(name.key(), "it stands for " + VARIABLE, targets.toArray(String[]::new));
    }
  }

  /** Which network it is, where no argument of it has said so. */
  private void module() {
    if (draft.train().has("network_module") || options.containsKey("network_module")) {
      return;
    }
    Given fa = options.get("fa");
    if (fa != null && !isNothing(fa.raw())) {
      draft.train().set("network_module", "networks.lora_fa", fa.place());
      return;
    }
    Given guidance = options.get("guidance_scale");
    boolean guided = guidance != null && !isNothing(guidance.raw());
    String module = guided || flux ? "networks.lora_flux" : "networks.lora";
    draft.train().set("network_module", module, null);
    ledger.added("train.network_module", module, "the tool takes it where no algorithm is named");
  }

  private void frozen(Given given) {
    if (isNothing(given.raw())) {
      ledger.unset(given.key());
    } else if (draft.train().value("network_module").orElse("").equals("networks.lora_fa")) {
      ledger.mapped(given.key(), "train.network_module");
    } else {
      ledger.dropped(given.key(), "the algorithm that network_args names counts");
    }
  }

  private Given optimizer(Given given) {
    String own = OWN_OPTIMIZERS.get(String.valueOf(given.raw()).toLowerCase(Locale.ROOT));
    return own == null ? given : with(given, own);
  }

  private void cycles(Given given, boolean scheduler, List<Given> givens) {
    if (!scheduler) {
      option(given, givens);
      return;
    }
    long cycles = given.raw() instanceof Long number && number > 0 ? number : 1;
    Given steps = options.get("max_train_steps");
    if (steps != null && steps.raw() instanceof Long total && total > 0) {
      argument("first_cycle_max_steps=" + total / cycles);
      ledger.mapped(given.key(), "train.lr_scheduler_args.first_cycle_max_steps");
    } else {
      ledger.question(
          given.key(),
          "the tool makes first_cycle_max_steps of it, the steps of the training divided by it: add"
              + " that to lr_scheduler_args once lorabake plan tells the steps",
          "train.lr_scheduler_args");
    }
  }

  private void warmUp(Given given, boolean scheduler) {
    Given steps = options.get("max_train_steps");
    if (!(given.raw() instanceof Number number)) {
      ledger.question(given.key(), "it should be a share of the steps", "train.lr_warmup_steps");
      return;
    }
    double ratio = number.doubleValue();
    if (ratio == 0) {
      ledger.unset(given.key());
    } else if (steps != null && steps.raw() instanceof Long total) {
      steps(given, scheduler, (long) Math.rint(total * ratio));
    } else if (scheduler || ratio >= 1) {
      ledger.question(
          given.key(),
          "the tool makes warmup_steps of it, which depend on the number of images",
          "train.lr_scheduler_args");
    } else {
      draft.train().set("lr_warmup_steps", ratio, given.place());
      ledger.mappedAs(
          given.key(),
          "a share of all steps, which sd-scripts works out itself, rounding down",
          "train.lr_warmup_steps");
    }
  }

  private void steps(Given given, boolean scheduler, long warm) {
    Given cycles = options.get("lr_scheduler_num_cycles");
    long each = cycles != null && cycles.raw() instanceof Long number && number > 0 ? number : 1;
    if (scheduler) {
      argument("warmup_steps=" + warm / each);
      ledger.mapped(given.key(), "train.lr_scheduler_args.warmup_steps");
    } else {
      draft.train().set("lr_warmup_steps", warm, given.place());
      ledger.mappedAs(given.key(), "the share of max_train_steps", "train.lr_warmup_steps");
    }
  }

  private void argument(String item) {
    List<Object> items = new ArrayList<>();
    if (draft.train().value("lr_scheduler_args").orElse(null) instanceof List<?> before) {
      items.addAll(before);
    }
    items.add(item);
    draft.train().set("lr_scheduler_args", List.copyOf(items), null);
  }

  /** What sd-scripts alone cannot run is asked, once everything is in its place. */
  void judge() {
    for (String option : List.of("optimizer_type", "lr_scheduler_type")) {
      Given given = options.get(option);
      if (given != null
          && draft.train().value(option).orElse("").toString().startsWith(OWN_PACKAGE)) {
        ledger.question(
            given.key(),
            "it is of the tool's own package "
                + OWN_PACKAGE
                + ": install that where sd-scripts"
                + " runs, or choose another",
            "train." + option);
      }
    }
  }
}
