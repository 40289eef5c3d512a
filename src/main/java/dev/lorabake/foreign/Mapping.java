package dev.lorabake.foreign;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Placeholder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source on its way into a recipe.
 *
 * @param keys what the source says
 * @param draft the recipe so far
 * @param family the base model's family
 * @param base folder against which the source's relative paths count
 */
public record Mapping(KeyView keys, Draft draft, Catalog catalog, Family family, Path base) {
  private static final String TRAIN = "train.";

  /** Has an option say what the key says. */
  public void set(Key key, String option, Object value) {
    draft.train().set(option, value, key.place());
    key.mapped(TRAIN + option);
  }

  /** Has an option say what the key says, in a way that needs a word. */
  public void setAs(Key key, String remark, String option, Object value) {
    draft.train().set(option, value, key.place());
    key.mappedAs(remark, TRAIN + option);
  }

  /** Has an option say something close to what the key says. */
  public void setNear(Key key, String how, String option, Object value) {
    draft.train().set(option, value, key.place());
    key.approximated(how, TRAIN + option);
  }

  /** Has an option say what the tool does though the source does not say it. */
  public void add(String option, Object value, String reason) {
    draft.train().set(option, value, null);
    keys.ledger().added(TRAIN + option, value, reason);
  }

  /** {@link #set} where the source has the key, else {@link #add} with the tool's own default. */
  public void setOrAdd(Key key, String option, Object value, String reason) {
    if (key.says()) {
      set(key, option, value);
    } else {
      key.unset();
      add(option, value, reason);
    }
  }

  /** Has an option name a file or folder, or a placeholder with a question for it. */
  public void setPath(Key key, String option, String what) {
    if (!key.says()) {
      key.unset();
      return;
    }
    String text = key.text().orElse("");
    ForeignPath path = ForeignPath.of(text, what, base);
    draft.train().set(option, path.value(), key.place());
    account(key, path.question(), TRAIN + option);
  }

  /** Mapped where there is nothing to ask, else the question. */
  public static void account(Key key, @Nullable String question, String target) {
    if (question == null) {
      key.mapped(target);
    } else {
      key.question(question, target);
    }
  }

  /** Whether the family's script knows the option and does something with it. */
  public boolean hears(String option) {
    return catalog
        .option(option)
        .filter(known -> known.isIn(family.script()))
        .filter(known -> !known.note().ignoredBy().containsKey(family.id()))
        .isPresent();
  }

  /**
   * Leaves placeholders for the files that the family's script needs and the source has not.
   *
   * @param found whether the base model is a file that is there: of SD 3 it may hold the text
   *     encoders, which the preflight then looks for
   * @return their options, as the report names them
   */
  public List<String> askForFiles(@Nullable Place place, boolean found) {
    List<String> needed = new ArrayList<>(family.requires());
    if (family.id().equals("sd3") && !found) {
      needed.addAll(List.of("clip_l", "clip_g", "t5xxl"));
    }
    List<String> targets = new ArrayList<>();
    for (String option : needed) {
      if (!draft.train().has(option)) {
        draft.train().set(option, Placeholder.of(option + " file"), place);
        targets.add(TRAIN + option);
      }
    }
    return targets;
  }
}
