package dev.lorabake.tui.setup;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionNote;
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
    List<String> choices = field.choices(prepared.recipe());
    String now = screen.value(field).map(TypedValue::shown).orElse("");
    return Next.stay(
        screen.with(
            choices.isEmpty()
                ? Input.Typing.of(field, screen.value(field))
                : new Input.Choosing(field, choices, Math.max(0, choices.indexOf(now)))));
  }

  /**
   * What is typed becomes this, and is checked at once; nothing of it is kept before it is taken.
   */
  SetUpScreen trying(Input.Typing typing, LineEditor line, List<String> offered) {
    Optional<Object> value = typed(typing.field(), line);
    if (value.equals(typing.before())) {
      return screen.with(typing.at(line, offered, null));
    }
    EditedRecipe.Changed changed = changed(typing.field(), value.orElse(null));
    return screen
        .with(typing.at(line, offered, changed.problem() == null ? changed.recipe() : null))
        .saying(changed.problem());
  }

  private Optional<Object> typed(Field field, LineEditor line) {
    Catalog catalog = screen.catalog();
    return catalog == null ? Optional.empty() : TypedValue.of(line.text(), field, catalog);
  }

  private Next taken(Input.Typing typing) {
    EditedRecipe tried = typing.tried();
    SetUpScreen done = screen.with(new Input.None());
    if (tried == null) {
      return Next.stay(done); // as it was, or what cannot be written, which was said
    }
    Object value = typed(typing.field(), typing.line()).orElse(null);
    return Next.stay(done.with(done.work().edited(typing.field(), value, tried)));
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
      case Input.Typing typing -> taken(typing);
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
    return Next.stay(
        problem == null
            ? screen.with(screen.work().with(screen.work().history().with(changed.recipe())))
            : screen.saying(problem));
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
        screen.input() instanceof Input.Typing begun
            ? begun
            : Input.Typing.of(field, screen.value(field));
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
    boolean list = catalog != null && typing.field().isList(catalog);
    String before = typing.line().text().strip();
    String line = list ? (before + " " + TypedValue.item(path)).strip() : path;
    SetUpScreen filled = trying(typing, LineEditor.of(line), List.of());
    return list || !(filled.input() instanceof Input.Typing now)
        ? Next.stay(filled)
        : new Edits(filled).taken(now);
  }

  Next set(Field field, @Nullable Object value) {
    Prepared prepared = screen.work().prepared();
    if (prepared == null || screen.value(field).equals(Optional.ofNullable(value))) {
      return Next.stay(screen);
    }
    EditedRecipe.Changed changed = changed(field, value);
    String problem = changed.problem();
    return Next.stay(
        problem == null
            ? screen.with(screen.work().edited(field, value, changed.recipe()))
            : screen.saying(problem));
  }

  private EditedRecipe.Changed changed(Field field, @Nullable Object value) {
    EditedRecipe now = screen.work().now();
    Prepared prepared = screen.work().prepared();
    if (field.isTop() || prepared == null) {
      return now.withTop(field.key(), value);
    }
    return now.with(List.of(new Change(field.name(), value)), prepared.recipe());
  }

  /** Makes the number under the cursor larger or smaller by a step. */
  Next stepped(int direction) {
    return screen
        .focused()
        .map(field ->
            next(field, screen.value(field).orElse(null), direction)
                .map(value -> set(field, value))
                .orElse(Next.stay(screen)))
        .orElse(Next.stay(screen));
  }

  /** The same while it is typed. */
  SetUpScreen stepped(Input.Typing typing, int direction) {
    Object now = typed(typing.field(), typing.line()).orElse(null);
    return next(typing.field(), now, direction)
        .map(value -> trying(typing, LineEditor.of(TypedValue.shown(value)), List.of()))
        .orElse(screen);
  }

  private Optional<Object> next(Field field, @Nullable Object now, int direction) {
    Prepared prepared = screen.work().prepared();
    if (prepared == null || !field.isNumber(prepared.recipe().catalog())) {
      return Optional.empty();
    }
    Catalog catalog = prepared.recipe().catalog();
    Object from = now == null ? field.otherwise(prepared.recipe()).orElse(0L) : now;
    Optional<OptionNote> note = field.option(catalog).map(Option::note);
    return from instanceof Number number
        ? Stepping.next(
            number,
            field.isWhole(catalog, number),
            direction,
            note.map(OptionNote::min).orElse(0.0),
            note.map(OptionNote::max).orElse(null))
        : Optional.empty();
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
