package dev.lorabake.foreign.kohya;

import dev.lorabake.catalog.Option;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The GUI's window while a recipe is filled into it. It begins as a fresh window does, and every
 * key of it is written, because the GUI leaves alone what a file does not say.
 */
final class GuiForm {
  static final String RAW = "additional_parameters";

  /** LyCORIS's kinds for which the GUI lets ranks go up to what stands for a full rank. */
  private static final Set<String> WIDE =
      Set.of("LyCORIS/LoHa", "LyCORIS/LoKr", "LyCORIS/BOFT", "LyCORIS/Diag-OFT");

  private final Recipe recipe;
  private final GuiModel model;
  private final Ledger ledger;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final RawWords raw = new RawWords();

  GuiForm(Recipe recipe, GuiModel model, Ledger ledger) {
    this.recipe = recipe;
    this.model = model;
    this.ledger = ledger;
    for (GuiKey key : GuiTable.bundled().keys()) {
      Object initial = key.initial();
      if (key.isCurrent()) {
        values.put(key.key(), initial == null ? "" : initial);
      }
    }
  }

  Recipe recipe() {
    return recipe;
  }

  GuiModel model() {
    return model;
  }

  Ledger ledger() {
    return ledger;
  }

  Object value(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the GUI has no key " + key);
    }
    return value;
  }

  /** Fills it in where the control takes it; answers why not, {@code null} where it does. */
  @Nullable String put(String key, Object value) {
    boolean wide = WIDE.contains(value("LoRA_type").toString());
    String complaint = GuiLimits.of(key).complaint(value, wide);
    if (complaint == null) {
      values.put(key, value);
    }
    return complaint;
  }

  /** The field of the option for the recipe's model. */
  Optional<GuiKey> field(String option) {
    return GuiTable.bundled().keys().stream()
        .filter(key -> key.isCurrent() && key.isFor(model) && option.equals(key.option()))
        .findFirst();
  }

  /** What the recipe sets, whoever decided it. */
  Optional<Object> said(String option) {
    return recipe.find(option).map(Setting::value);
  }

  /** What sd-scripts does without the option, {@code null} for nothing. */
  @Nullable Object otherwise(String option) {
    return recipe
        .catalog()
        .option(option)
        .map((Option known) -> known.defaultIn(recipe.script()))
        .orElse(null);
  }

  /** Whether the recipe itself says it; what follows from family or network has no account. */
  boolean isAccounted(String option) {
    return ledger.has(at(option));
  }

  void mapped(String option, String... keys) {
    if (isAccounted(option)) {
      ledger.mapped(at(option), keys);
    }
  }

  void mappedAs(String option, String remark, String... keys) {
    if (isAccounted(option)) {
      ledger.mappedAs(at(option), remark, keys);
    }
  }

  void approximated(String option, String how, String... keys) {
    if (isAccounted(option)) {
      ledger.approximated(at(option), how, keys);
    }
  }

  void dropped(String option, String why) {
    if (isAccounted(option)) {
      ledger.dropped(at(option), why);
    }
  }

  /**
   * Passes the option on as a word of the command line.
   *
   * @param because why it needs that
   */
  void raw(String option, Object value, String because) {
    Option known = recipe.catalog().option(option).orElse(null);
    if (known == null) {
      dropped(option, "neither the GUI nor sd-scripts knows it");
      return;
    }
    Optional<List<String>> words = RawWords.of(known, value);
    if (words.isEmpty()) {
      dropped(
          option,
          because
              + ", and its additional parameters take plain words only: no blanks, quotes or"
              + " brackets");
      return;
    }
    raw.add(words.get());
    mappedAs(option, because + ": passed as it stands", RAW);
  }

  /** All keys of today's GUI. */
  Map<String, Object> values() {
    values.put(RAW, raw.text());
    return values;
  }

  private static String at(String option) {
    return "train." + option;
  }
}
