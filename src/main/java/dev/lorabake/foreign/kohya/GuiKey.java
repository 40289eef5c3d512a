package dev.lorabake.foreign.kohya;

import dev.lorabake.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One key of the JSON that the kohya_ss GUI saves, and what it becomes. Its facts lie in {@code
 * keys.json}, read from kohya_gui of kohya_ss (lora_gui.py: {@code save_configuration}, {@code
 * train_model}, and the values with which its window opens).
 *
 * @param initial the value with which today's window opens, {@code null} for a key that its LoRA
 *     tab does not have
 * @param option the option of sd-scripts that it sets
 * @param arg the key of {@code network_args} that it sets
 * @param launch the key of a recipe's {@code [launch]} that it sets
 * @param flag the word that it adds to {@code extra_args} of {@code [launch]}
 * @param models the models with which the GUI passes it on, empty for all of them; of a check box
 *     with {@link Rule#MODEL} the model that it ticks
 * @param unset values, beside the empty text, by which the GUI means that it is not set
 * @param said whether a recipe says it even where it is what sd-scripts does anyway
 * @param rule what is to be done beyond copying the value
 * @param tabs the other tabs that have it, empty for a key of today's LoRA tab; {@code old} for one
 *     that only older versions wrote
 * @param why why it becomes nothing, {@code null} where it becomes something
 */
record GuiKey(
    String key,
    Kind kind,
    @Nullable Object initial,
    @Nullable String option,
    @Nullable String arg,
    @Nullable String launch,
    @Nullable String flag,
    Set<String> models,
    List<@Nullable Object> unset,
    boolean said,
    Rule rule,
    Set<String> tabs,
    @Nullable String why) {

  /** What kind of control it has in the window, and so how the GUI writes it. */
  enum Kind {
    SWITCH,
    NUMBER,
    TEXT
  }

  /** What a key needs beyond copying its value. */
  enum Rule {
    PLAIN,
    /** Together with others it tells the family, or it is the base model itself. */
    MODEL,
    /** {@code LoRA_type} and what belongs to {@code network_args}. */
    NETWORK,
    /** How the training is launched, not how it trains. */
    LAUNCH,
    /** Steps and epochs. */
    LENGTH,
    WARMUP,
    CYCLES,
    /** Learning rates of the parts, of which 0 means that the part is not trained. */
    RATES,
    /** Learning rates of full fine-tuning, by text encoder. */
    FULL_RATES,
    ATTENTION,
    SAMPLES,
    /** Gated by {@code noise_offset_type}. */
    NOISE,
    SECRET,
    HUB_RESUME,
    DATASET,
    /** Metadata files of the fine-tuning tab. */
    METADATA,
    /** Arguments of optimizer or scheduler in one text. */
    WORDS,
    /** More words for the command line. */
    RAW,
    PRECISION,
    EXTENSION,
    OPTIMIZER,
    WEIGHTS,
    WANDB;

    private static Rule parse(@Nullable String text) {
      return text == null ? PLAIN : valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** Whether today's LoRA tab saves it. */
  boolean isCurrent() {
    return tabs.isEmpty();
  }

  /** Whether the GUI passes it on for this model. */
  boolean isFor(GuiModel model) {
    return models.isEmpty() || models.contains(model.id());
  }

  static GuiKey read(JsonObject json) {
    return new GuiKey(
        json.text("key"),
        Kind.valueOf(json.text("kind").toUpperCase(Locale.ROOT)),
        json.value("default"),
        json.textOrNull("option"),
        json.textOrNull("arg"),
        json.textOrNull("launch"),
        json.textOrNull("flag"),
        Set.copyOf(json.texts("models")),
        json.list("unset"),
        json.flag("said", false),
        Rule.parse(json.textOrNull("rule")),
        json.has("tab") ? Set.of(json.text("tab").split(",")) : Set.of(),
        json.textOrNull("why"));
  }
}
