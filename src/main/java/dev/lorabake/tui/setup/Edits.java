package dev.lorabake.tui.setup;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.preflight.Change;
import dev.lorabake.preflight.Finding;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.Prepared;
import dev.lorabake.tui.CompletePath;
import dev.lorabake.tui.LineEditor;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.picker.PickerScreen;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What changes a recipe that is being set up. */
record Edits(SetUpScreen screen) {
  /** Edits what is under the cursor, or goes where the finding is about. */
  Next edit() {
    Prepared prepared = screen.work().prepared();
    return switch (screen.form().pane()) {
      case SECTIONS -> Next.stay(screen.with(screen.form().in(Form.Pane.FIELDS)));
      case FINDINGS ->
          screen
              .concerned()
              .flatMap(finding ->
                  prepared == null
                      ? Optional.empty()
                      : Places.of(finding, prepared.recipe(), screen.form()))
              .map(there -> Next.stay(screen.with(there)))
              .orElse(Next.stay(screen));
      case FIELDS -> screen.focused().map(this::edit).orElse(Next.stay(screen));
    };
  }

  private Next edit(Field field) {
    Prepared prepared = screen.work().prepared();
    if (prepared == null) {
      return Next.stay(screen);
    }
    if (field.isSwitch(prepared.recipe().catalog())) {
      return toggle();
    }
    String now = shown(field);
    List<String> choices = field.choices(prepared.recipe());
    return Next.stay(
        screen.with(
            choices.isEmpty()
                ? typing(field, now)
                : new Input.Choosing(field, choices, Math.max(0, choices.indexOf(now)))));
  }

  Next toggle() {
    Prepared prepared = screen.work().prepared();
    Field field = screen.focused().orElse(null);
    if (prepared == null || field == null || !field.isSwitch(prepared.recipe().catalog())) {
      return Next.stay(screen);
    }
    boolean on = screen.value(field).map(Recipe::isTrue).orElse(false);
    return set(field, !on);
  }

  /** Takes what was typed, chosen or found. */
  Next take() {
    return switch (screen.input()) {
      case Input.Typing typing -> {
        Catalog catalog = screen.catalog();
        yield new Edits(screen.with(new Input.None()))
            .set(
                typing.field(),
                catalog == null
                    ? null
                    : TypedValue.of(typing.line().text(), typing.field(), catalog).orElse(null));
      }
      case Input.Choosing choosing ->
          new Edits(screen.with(new Input.None()))
              .set(choosing.field(), choosing.choices().get(choosing.index()));
      case Input.Searching searching ->
          Next.stay(screen.with(new Input.None()).with(place(searching)));
      case Input.Cards cards ->
          cards
              .choice()
              .chosen()
              .map(row -> screen.with(new Input.None()).planningFor(row.card()))
              .orElse(Next.stay(screen));
      case Input.None _, Input.Leaving _, Input.Going _, Input.Drafted _ -> Next.stay(screen);
    };
  }

  private Form place(Input.Searching searching) {
    Prepared prepared = screen.work().prepared();
    return prepared == null || searching.found().isEmpty()
        ? screen.form()
        : Places.of(
                searching.found().get(searching.index()).name(), prepared.recipe(), screen.form())
            .orElse(screen.form());
  }

  Next change(Function<Recipe, EditedRecipe.Changed> change) {
    Prepared prepared = screen.work().prepared();
    if (prepared == null) {
      return Next.stay(screen);
    }
    EditedRecipe.Changed changed = change.apply(prepared.recipe());
    String problem = changed.problem();
    return problem == null
        ? screen.edited(screen.work().with(screen.work().history().with(changed.recipe())))
        : Next.stay(screen.saying(problem));
  }

  /** Asks what the path that is typed may become. */
  Next complete() {
    Prepared prepared = screen.work().prepared();
    return screen.input() instanceof Input.Typing typing
            && prepared != null
            && screen.sought(typing.field()).isPresent()
        ? Next.stay(screen, new CompletePath(typing.line().text(), prepared.recipe().resolve("")))
        : Next.stay(screen);
  }

  /** Lets a path be chosen for the setting that is typed or under the cursor. */
  Next pick() {
    Prepared prepared = screen.work().prepared();
    Field field =
        screen.input() instanceof Input.Typing typing
            ? typing.field()
            : screen.focused().orElse(null);
    if (prepared == null || field == null || screen.sought(field).isEmpty()) {
      return Next.stay(screen);
    }
    Recipe recipe = prepared.recipe();
    Input.Typing typing =
        screen.input() instanceof Input.Typing begun ? begun : typing(field, shown(field));
    boolean list = field.isList(recipe.catalog());
    return Next.open(
        screen.with(typing),
        PickerScreen.of(
            field.name(),
            screen.sought(field).get(),
            recipe.resolve(""),
            list ? "" : typing.line().text().strip(),
            Places.paths(recipe)));
  }

  /** Takes a path that was chosen; of a list, it becomes one item more. */
  Next picked(Input.Typing typing, String path) {
    Catalog catalog = screen.catalog();
    if (catalog == null || !typing.field().isList(catalog)) {
      return new Edits(screen.with(new Input.None())).set(typing.field(), path);
    }
    String before = typing.line().text().strip();
    String line = (before + " " + TypedValue.item(path)).strip();
    return Next.stay(screen.with(typing(typing.field(), line)));
  }

  private static Input.Typing typing(Field field, String text) {
    return new Input.Typing(field, LineEditor.of(text), List.of());
  }

  private String shown(Field field) {
    return screen.value(field).map(TypedValue::shown).orElse("");
  }

  Next set(Field field, @Nullable Object value) {
    Prepared prepared = screen.work().prepared();
    if (prepared == null || screen.value(field).equals(Optional.ofNullable(value))) {
      return Next.stay(screen);
    }
    EditedRecipe.Changed changed =
        field.isTop()
            ? screen.work().now().withTop(field.key(), value)
            : screen.work().now().with(List.of(new Change(field.name(), value)), prepared.recipe());
    String problem = changed.problem();
    return problem == null
        ? screen.edited(screen.work().edited(field, value, changed.recipe()))
        : Next.stay(screen.saying(problem));
  }

  Next fix() {
    Finding finding = screen.concerned().orElse(null);
    List<Change> fix = finding == null ? null : finding.fix();
    if (fix == null) {
      return Next.stay(screen);
    }
    return change(recipe -> screen.work().now().with(fix, recipe));
  }
}
