package dev.lorabake.tui.setup;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.preflight.Change;
import dev.lorabake.preflight.Finding;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.Prepared;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.LineEditor;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.dataset.DatasetScreen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.training.TrainingScreen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recipe being set up.
 *
 * @param gpu a card to plan for instead of this machine's
 * @param notice why the last change was not made
 */
public record SetUpScreen(
    Work work, Form form, Input input, @Nullable String gpu, @Nullable String notice)
    implements Screen {
  private static final int PAGE = 10;

  /** Opens a recipe. */
  public static SetUpScreen of(EditedRecipe recipe, @Nullable String gpu) {
    return new SetUpScreen(Work.of(recipe), Form.start(), new Input.None(), gpu, null);
  }

  @Override
  public String title() {
    return work.now().file().getFileName() + (work.isSaved() ? "" : "*");
  }

  @Override
  public String status() {
    Prepared prepared = work.prepared();
    if (prepared == null) {
      return "";
    }
    String card = prepared.machine().gpu().map(found -> " ─ " + found.name()).orElse("");
    return prepared.recipe().family().title() + card;
  }

  @Override
  public List<Effect> opening() {
    return List.of(new CheckRecipe(work.now(), gpu));
  }

  @Override
  public boolean isTyping() {
    return input instanceof Input.Typing || input instanceof Input.Searching;
  }

  /** The settings that the list shows now. */
  List<Field> fields() {
    Prepared prepared = work.prepared();
    return prepared == null ? List.of() : form.current().fields(prepared.recipe());
  }

  List<Finding> findings() {
    Prepared prepared = work.prepared();
    return prepared == null ? List.of() : prepared.verdict().findings();
  }

  Optional<Field> focused() {
    List<Field> fields = fields();
    return form.field() < fields.size() ? Optional.of(fields.get(form.field())) : Optional.empty();
  }

  /** The finding that {@code F} is about: the one under the cursor, else one about the setting. */
  Optional<Finding> concerned() {
    List<Finding> findings = findings();
    if (form.pane() == Form.Pane.FINDINGS) {
      return form.finding() < findings.size()
          ? Optional.of(findings.get(form.finding()))
          : Optional.empty();
    }
    return focused()
        .flatMap(field ->
            findings.stream().filter(one -> one.options().contains(field.name())).findFirst());
  }

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case CheckRecipe.Checked checked ->
          checkedAgain(work.checked(checked.recipe(), checked.prepared()));
      case CheckRecipe.Unreadable bad ->
          checkedAgain(work.unreadable(bad.recipe(), bad.message() + "; " + bad.help()));
      case SaveRecipe.Saved saved ->
          Next.stay(with(work.saved(saved.was(), saved.now())).saying(null));
      case StartTraining.Started started ->
          Next.open(saying(null), TrainingScreen.of(started.run()));
      case Msg.Chosen chosen -> saying(null).chosen(chosen.binding());
      case Msg.Typed typed -> typed(typed.key());
      case Msg.Scrolled wheel -> Next.stay(moved(wheel.lines()));
      case SetUpView.SectionSpot spot ->
          Next.stay(with(new Form(Form.Pane.SECTIONS, spot.index(), 0, form.finding())));
      case SetUpView.FieldSpot spot -> {
        Form there = new Form(Form.Pane.FIELDS, form.section(), spot.index(), form.finding());
        yield there.equals(form) ? edit() : Next.stay(with(there));
      }
      case SetUpView.FindingSpot spot ->
          Next.stay(with(new Form(Form.Pane.FINDINGS, form.section(), form.field(), spot.index())));
      default -> Next.stay(this);
    };
  }

  /** One check at a time: what was edited meanwhile is checked next. */
  private Next checkedAgain(Work now) {
    boolean stale = now.checked() != now.now();
    SetUpScreen screen = with(stale ? now.begun() : now).bounded();
    return stale ? Next.stay(screen, new CheckRecipe(now.now(), gpu)) : Next.stay(screen);
  }

  private Next chosen(String binding) {
    return switch (binding) {
      case "next" -> Next.stay(with(form.in(form.pane().next())));
      case "before" -> Next.stay(with(form.in(form.pane().before())));
      case "up" -> Next.stay(moved(-1));
      case "down" -> Next.stay(moved(1));
      case "page-up" -> Next.stay(moved(-PAGE));
      case "page-down" -> Next.stay(moved(PAGE));
      case "edit" -> edit();
      case "toggle" -> toggle();
      case "unset" -> focused().map(field -> set(field, null)).orElse(Next.stay(this));
      case "fix" -> fix();
      case "search" -> Next.stay(with(new Input.Searching(LineEditor.of(""), List.of(), 0)));
      case "undo" -> edited(work.with(work.history().undone()));
      case "redo" -> edited(work.with(work.history().redone()));
      case "save" -> Next.stay(this, new SaveRecipe(work.now()));
      case "rehearse" -> start(true);
      case "train" -> start(false);
      case "dataset" -> Next.open(this, DatasetScreen.of(work.now().file(), work.now().texts()));
      case "ok" -> take();
      case "discard" -> Next.close();
      case "back" -> back();
      default -> Next.stay(this);
    };
  }

  private Next back() {
    return switch (input) {
      case Input.None _ -> work.isSaved() ? Next.close() : Next.stay(with(new Input.Leaving()));
      case Input.Typing _, Input.Choosing _, Input.Searching _, Input.Leaving _ ->
          Next.stay(with(new Input.None()));
    };
  }

  private Next typed(Key key) {
    return switch (input) {
      case Input.Typing typing ->
          Next.stay(with(new Input.Typing(typing.field(), typing.line().after(key))));
      case Input.Searching searching -> {
        LineEditor line = searching.line().after(key);
        int index =
            key.name() == Key.Name.DOWN
                ? searching.index() + 1
                : key.name() == Key.Name.UP ? searching.index() - 1 : 0;
        List<Field> found = line.equals(searching.line()) ? searching.found() : find(line.text());
        yield Next.stay(
            with(
                new Input.Searching(
                    line, found, Math.clamp(index, 0, Math.max(0, found.size() - 1)))));
      }
      case Input.None _, Input.Choosing _, Input.Leaving _ -> Next.stay(this);
    };
  }

  private List<Field> find(String part) {
    Prepared prepared = work.prepared();
    String wanted = part.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    if (prepared == null || wanted.isEmpty()) {
      return List.of();
    }
    List<Field> found = new ArrayList<>();
    Section.ALL.stream()
        .flatMap(section -> section.fields(prepared.recipe()).stream())
        .distinct()
        .filter(field -> field.key().contains(wanted))
        .sorted(Comparator.comparingInt(field -> distance(field.key(), wanted)))
        .forEach(found::add);
    return found;
  }

  /** The name itself comes first, then names that begin so. */
  private static int distance(String key, String wanted) {
    return key.equals(wanted) ? 0 : key.startsWith(wanted) ? 1 : 2;
  }

  /** Edits what is under the cursor, or goes where the finding is about. */
  private Next edit() {
    return switch (form.pane()) {
      case SECTIONS -> Next.stay(with(form.in(Form.Pane.FIELDS)));
      case FINDINGS ->
          concerned()
              .flatMap(this::placeOf)
              .map(there -> Next.stay(with(there)))
              .orElse(Next.stay(this));
      case FIELDS -> focused().map(this::edit).orElse(Next.stay(this));
    };
  }

  private Next edit(Field field) {
    Prepared prepared = work.prepared();
    if (prepared == null) {
      return Next.stay(this);
    }
    if (field.isSwitch(prepared.recipe().catalog())) {
      return toggle();
    }
    String now = value(field).map(TypedValue::shown).orElse("");
    List<String> choices = field.choices(prepared.recipe());
    return Next.stay(
        with(
            choices.isEmpty()
                ? new Input.Typing(field, LineEditor.of(now))
                : new Input.Choosing(field, choices, Math.max(0, choices.indexOf(now)))));
  }

  private Optional<Form> placeOf(Finding finding) {
    return finding.options().stream().flatMap(name -> placeOf(name).stream()).findFirst();
  }

  private Optional<Form> placeOf(String name) {
    Prepared prepared = work.prepared();
    if (prepared == null) {
      return Optional.empty();
    }
    for (Section section : Section.ALL) {
      List<Field> fields = section.fields(prepared.recipe());
      for (int i = 0; i < fields.size(); i++) {
        if (fields.get(i).name().equals(name)) {
          return Optional.of(form.at(section, i));
        }
      }
    }
    return Optional.empty();
  }

  private Next toggle() {
    Prepared prepared = work.prepared();
    Field field = focused().orElse(null);
    if (prepared == null || field == null || !field.isSwitch(prepared.recipe().catalog())) {
      return Next.stay(this);
    }
    boolean on = value(field).map(Recipe::isTrue).orElse(false);
    return set(field, !on);
  }

  /** Takes what was typed, chosen or found. */
  private Next take() {
    return switch (input) {
      case Input.Typing typing -> {
        Catalog catalog = catalog();
        yield with(new Input.None())
            .set(
                typing.field(),
                catalog == null
                    ? null
                    : TypedValue.of(typing.line().text(), typing.field(), catalog).orElse(null));
      }
      case Input.Choosing choosing ->
          with(new Input.None()).set(choosing.field(), choosing.choices().get(choosing.index()));
      case Input.Searching searching ->
          searching.found().isEmpty()
              ? Next.stay(with(new Input.None()))
              : Next.stay(
                  with(new Input.None())
                      .with(placeOf(searching.found().get(searching.index()).name()).orElse(form)));
      case Input.None _, Input.Leaving _ -> Next.stay(this);
    };
  }

  private @Nullable Catalog catalog() {
    Prepared prepared = work.prepared();
    return prepared == null ? null : prepared.recipe().catalog();
  }

  private Next set(Field field, @Nullable Object value) {
    Prepared prepared = work.prepared();
    if (prepared == null || value(field).equals(Optional.ofNullable(value))) {
      return Next.stay(this);
    }
    EditedRecipe.Changed changed =
        field.isTop()
            ? work.now().withTop(field.key(), value)
            : work.now().with(List.of(new Change(field.name(), value)), prepared.recipe());
    String problem = changed.problem();
    return problem == null
        ? edited(work.edited(field, value, changed.recipe()))
        : Next.stay(saying(problem));
  }

  private Next fix() {
    Prepared prepared = work.prepared();
    Finding finding = concerned().orElse(null);
    List<Change> fix = finding == null ? null : finding.fix();
    if (prepared == null || fix == null) {
      return Next.stay(this);
    }
    EditedRecipe.Changed changed = work.now().with(fix, prepared.recipe());
    String problem = changed.problem();
    return problem == null
        ? edited(work.with(work.history().with(changed.recipe())))
        : Next.stay(saying(problem));
  }

  private Next start(boolean rehearse) {
    String word = rehearse ? "the rehearsal is being started …" : "the training is being started …";
    return Next.stay(saying(word), new StartTraining(work.now().file(), gpu, rehearse));
  }

  private Next edited(Work now) {
    return now.checking()
        ? Next.stay(with(now))
        : Next.stay(with(now.begun()), new CheckRecipe(now.now(), gpu));
  }

  /** The value as it was set last, checked or not. */
  Optional<Object> value(Field field) {
    Optional<Object> pending = work.pending().get(field);
    Prepared prepared = work.prepared();
    if (pending != null) {
      return pending;
    }
    return prepared == null ? Optional.empty() : field.value(prepared.recipe());
  }

  private SetUpScreen moved(int rows) {
    if (input instanceof Input.Choosing choosing) {
      int index = Math.clamp(choosing.index() + rows, 0, choosing.choices().size() - 1);
      return with(new Input.Choosing(choosing.field(), choosing.choices(), index));
    }
    return with(form.moved(rows, fields().size(), findings().size()));
  }

  private SetUpScreen bounded() {
    return with(
        new Form(
            form.pane(),
            form.section(),
            Math.clamp(form.field(), 0, Math.max(0, fields().size() - 1)),
            Math.clamp(form.finding(), 0, Math.max(0, findings().size() - 1))));
  }

  private SetUpScreen with(Work other) {
    return new SetUpScreen(other, form, input, gpu, notice);
  }

  private SetUpScreen with(Form other) {
    return new SetUpScreen(work, other, input, gpu, notice);
  }

  private SetUpScreen with(Input other) {
    return new SetUpScreen(work, form, other, gpu, notice);
  }

  private SetUpScreen saying(@Nullable String word) {
    return new SetUpScreen(work, form, input, gpu, word);
  }

  @Override
  public List<Offer> offers() {
    return switch (input) {
      case Input.Typing _, Input.Searching _ -> List.of(Offer.of(Keys.OK), Offer.of(Keys.CANCEL));
      case Input.Choosing _ ->
          List.of(Offer.of(Keys.OK), Offer.of(Keys.CANCEL), Offer.of(Keys.UP), Offer.of(Keys.DOWN));
      case Input.Leaving _ ->
          List.of(Offer.of(Keys.SAVE), Offer.of(Keys.DISCARD), Offer.of(Keys.CANCEL));
      case Input.None _ -> commands();
    };
  }

  private List<Offer> commands() {
    Map<Binding, String> disabled = new HashMap<>();
    if (concerned().map(Finding::fix).isEmpty()) {
      disabled.put(Keys.FIX, "no finding with a fix is under the cursor");
    }
    if (!work.history().canUndo()) {
      disabled.put(Keys.UNDO, "nothing was changed");
    }
    if (!work.history().canRedo()) {
      disabled.put(Keys.REDO, "nothing was undone");
    }
    if (work.isSaved()) {
      disabled.put(Keys.SAVE, "it is saved");
    }
    String blocked = blocked();
    if (blocked != null) {
      disabled.put(Keys.REHEARSE, blocked);
      disabled.put(Keys.TRAIN, blocked);
    }
    return Keys.ALL.stream().map(key -> new Offer(key, disabled.get(key))).toList();
  }

  /** Why it cannot be started now. */
  private @Nullable String blocked() {
    Prepared prepared = work.prepared();
    if (work.unreadable() != null || prepared == null || !work.isCurrent()) {
      return "it is being checked";
    }
    if (!prepared.verdict().isReady()) {
      return "mend what is marked ✗ first";
    }
    return work.isSaved() ? null : "save it first: ^S";
  }

  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    return Keys.ALL;
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    SetUpView.paint(canvas, area, this);
  }
}
