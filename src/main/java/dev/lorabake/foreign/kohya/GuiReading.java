package dev.lorabake.foreign.kohya;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.RawOption;
import dev.lorabake.recipe.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of the GUI on its way into a recipe: what the parts of the reader share.
 *
 * @param model the model that its check boxes choose
 * @param family the family's id
 * @param script the family's training script
 * @param raw the options of {@code additional_parameters}, which the GUI puts last on the command
 *     line, so that they win over everything else
 * @param base folder against which relative paths count
 */
record GuiReading(
    GuiFile file,
    Ledger ledger,
    Draft draft,
    Catalog catalog,
    GuiModel model,
    String family,
    String script,
    List<RawOption> raw,
    Path base) {

  static final String TRAIN = "train.";

  /** What the GUI's window opens with, as a reason for saying it. */
  String opensWith(String key) {
    return "the file has no " + key + ", and kohya_ss's window opens with this";
  }

  @Nullable Place place(String key) {
    return file.place().apply(key);
  }

  /** Has an option say it. */
  void set(String key, String option, Object value) {
    draft.train().set(option, value, place(key));
  }

  /** Has an option say what no key of the file says. */
  void add(String option, Object value, String reason) {
    draft.train().set(option, value, null);
    ledger.added(TRAIN + option, value, reason);
  }

  /** Whether the file has the key at all, if only to say nothing by it. */
  boolean has(String key) {
    return ledger.has(key);
  }

  void unset(String key) {
    if (has(key)) {
      ledger.unset(key);
    }
  }

  void mapped(String key, String... targets) {
    if (has(key)) {
      ledger.mapped(key, targets);
    }
  }

  void dropped(String key, String why) {
    if (has(key)) {
      ledger.dropped(key, why);
    }
  }

  /** Whether {@code additional_parameters} set the option. */
  boolean isRaw(String option) {
    return raw.stream()
        .anyMatch(one ->
            one.option() != null && one.option().name().equals(option) && one.value().isPresent());
  }

  /** Whether the GUI passes the key on for this base model. */
  boolean passes(GuiKey key) {
    return key.isFor(model, file.tab());
  }

  /** Says so where the GUI takes text that is no whole number for another value. */
  boolean tellReadAs(String key) {
    Long instead = file.table().key(key).map(GuiKey::readsAs).orElse(null);
    boolean reads =
        instead != null
            && file.says(key)
            && file.raw(key) instanceof String text
            && !text.strip().matches("[-+]?[0-9_]+");
    if (reads) {
      String ran = instead + ": kohya_ss takes text that is no whole number for this";
      ledger.ranOtherwise(key, ran, file.text(key));
    }
    return reads;
  }

  /** The option, if this version of sd-scripts' script has it. */
  @Nullable Option option(String name) {
    Option option = catalog.option(name).orElse(null);
    return option != null && option.isIn(script) ? option : null;
  }

  /** Whether sd-scripts does this by itself. */
  boolean isDefault(Option option, Object value) {
    return isSame(value, option.defaultIn(script));
  }

  static boolean isSame(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number a && other instanceof Number b) {
      return a.doubleValue() == b.doubleValue();
    }
    return Objects.equals(one, other);
  }

  /** A number without needless decimals: {@code 4}, {@code 0.5}, {@code 1e-4}. */
  static String shown(@Nullable Object value) {
    if (value instanceof Number number) {
      double real = number.doubleValue();
      return real == Math.rint(real) && Math.abs(real) < 1e15
          ? String.valueOf((long) real)
          : String.valueOf(real);
    }
    return String.valueOf(value);
  }
}
