package dev.lorabake.tui.setup;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.preflight.Finding;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.train.Prepared;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Moves;
import dev.lorabake.tui.Offer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be done in the state that a recipe's set-up is in, and why something cannot. */
final class Offers {
  private Offers() {}

  static List<Offer> of(SetUpScreen screen) {
    return switch (screen.input()) {
      case Input.Typing typing ->
          screen.sought(typing.field()).isPresent()
              ? List.of(
                  Offer.of(Keys.OK),
                  Offer.of(Keys.PICK_TYPED),
                  Offer.of(Keys.COMPLETE),
                  Offer.of(Keys.CANCEL))
              : List.of(Offer.of(Keys.OK), Offer.of(Keys.CANCEL));
      case Input.Searching _ -> List.of(Offer.of(Keys.OK), Offer.of(Keys.CANCEL));
      case Input.Choosing _, Input.Cards _ ->
          List.of(
              Offer.of(Keys.OK), Offer.of(Keys.CANCEL), Offer.of(Moves.UP), Offer.of(Moves.DOWN));
      case Input.Leaving _ ->
          List.of(Offer.of(Keys.SAVE), Offer.of(Keys.DISCARD), Offer.of(Keys.CANCEL));
      case Input.Going _ -> List.of();
      case Input.Drafted _ ->
          List.of(Offer.of(Keys.TAKE_DRAFT), Offer.of(Keys.DISCARD), Offer.of(Keys.BACK));
      case Input.None _ -> commands(screen);
    };
  }

  private static List<Offer> commands(SetUpScreen screen) {
    Map<Binding, String> disabled = new HashMap<>();
    if (screen.concerned().map(Finding::fix).isEmpty()) {
      disabled.put(Keys.FIX, "no finding with a fix is under the cursor");
    }
    if (!screen.work().history().canUndo()) {
      disabled.put(Keys.UNDO, "nothing was changed");
    }
    if (!screen.work().history().canRedo()) {
      disabled.put(Keys.REDO, "nothing was undone");
    }
    if (screen.work().isSaved()) {
      disabled.put(Keys.SAVE, "it is saved");
    }
    if (screen.focused().flatMap(screen::sought).isEmpty()) {
      disabled.put(Keys.PICK, "no setting for a file or a folder is under the cursor");
    }
    Catalog catalog = screen.catalog();
    if (catalog == null || screen.focused().filter(field -> field.isNumber(catalog)).isEmpty()) {
      disabled.put(Keys.RAISE, "no number is under the cursor");
      disabled.put(Keys.LOWER, "no number is under the cursor");
    }
    blocks(screen, disabled);
    String blocked = blocked(screen);
    if (blocked != null) {
      disabled.put(Keys.REHEARSE, blocked);
      disabled.put(Keys.TRAIN, blocked);
    }
    return Keys.ALL.stream().map(key -> new Offer(key, disabled.get(key))).toList();
  }

  private static void blocks(SetUpScreen screen, Map<Binding, String> disabled) {
    Prepared prepared = screen.work().prepared();
    Recipe recipe = prepared == null ? null : prepared.recipe();
    String checking = screen.work().isCurrent() ? null : "it is being checked";
    Section section = screen.form().current();
    if (recipe == null
        || checking != null
        || Blocks.toAdd(section, screen.focused(), recipe).isEmpty()) {
      disabled.put(
          Keys.ADD, checking != null ? checking : "only Dataset and Samples have parts to add");
    }
    if (checking != null || !section.equals(Section.DATASET)) {
      disabled.put(Keys.ADD_DATASET, checking != null ? checking : "go to the section Dataset");
    }
    if (checking != null || Blocks.toRemove(screen.focused()).isEmpty()) {
      disabled.put(
          Keys.REMOVE,
          checking != null ? checking : "no dataset, subset or control image is under the cursor");
    }
  }

  /** Why it cannot be started now. */
  private static @Nullable String blocked(SetUpScreen screen) {
    Prepared prepared = screen.work().prepared();
    if (screen.work().unreadable() != null || prepared == null || !screen.work().isCurrent()) {
      return "it is being checked";
    }
    if (!prepared.verdict().isReady()) {
      return "mend what is marked ✗ first";
    }
    return screen.work().isSaved() ? null : "save it first: ^S";
  }
}
