package dev.lorabake.tui.setup;

import dev.lorabake.train.EditedRecipe;
import java.util.ArrayList;
import java.util.List;

/** What was edited, step by step. */
record History(List<EditedRecipe> before, EditedRecipe now, List<EditedRecipe> after) {
  private static final int MOST = 200;

  static History of(EditedRecipe recipe) {
    return new History(List.of(), recipe, List.of());
  }

  History with(EditedRecipe changed) {
    List<EditedRecipe> all = new ArrayList<>(before);
    all.add(now);
    return new History(
        List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size())), changed, List.of());
  }

  /** The same after one of them was saved: all others differ from the disk by what they do. */
  History over(EditedRecipe was, EditedRecipe saved) {
    return new History(
        before.stream().map(one -> one.over(was)).toList(),
        now == was ? saved : now.over(was),
        after.stream().map(one -> one.over(was)).toList());
  }

  /** Somebody else wrote other texts meanwhile: they are the last step before. */
  History overtaken(EditedRecipe theirs) {
    History kept = over(theirs, theirs);
    List<EditedRecipe> all = new ArrayList<>(kept.before());
    all.add(theirs);
    return new History(List.copyOf(all), kept.now(), kept.after());
  }

  boolean canUndo() {
    return !before.isEmpty();
  }

  boolean canRedo() {
    return !after.isEmpty();
  }

  History undone() {
    List<EditedRecipe> redo = new ArrayList<>(after);
    redo.add(now);
    return new History(before.subList(0, before.size() - 1), before.getLast(), List.copyOf(redo));
  }

  History redone() {
    List<EditedRecipe> undo = new ArrayList<>(before);
    undo.add(now);
    return new History(List.copyOf(undo), after.getLast(), after.subList(0, after.size() - 1));
  }
}
