package dev.lorabake.tui.setup;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.preflight.Finding;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.Prepared;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.CardChoice;
import dev.lorabake.tui.CompletePath;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recipe being set up.
 *
 * @param draft what guards the changes that are not saved
 * @param gpu a card to plan for instead of this machine's
 * @param notice why the last change was not made
 */
public record SetUpScreen(
    Work work,
    Form form,
    Input input,
    DraftState draft,
    @Nullable String gpu,
    @Nullable String notice)
    implements Screen {
  private static final int PAGE = 10;
  private static final int SCROLL = 5;

  /** Opens a recipe. */
  public static SetUpScreen of(EditedRecipe recipe, @Nullable String gpu) {
    return new SetUpScreen(
        Work.of(recipe), Form.start(), new Input.None(), DraftState.unknown(), gpu, null);
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
    return List.of(new CheckRecipe(work.now(), gpu), new LookForDraft(work.now().file()));
  }

  @Override
  public boolean isTyping() {
    return input instanceof Input.Typing
        || input instanceof Input.Searching
        || input instanceof Input.Cards;
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

  /** Whether a setting has to do with a finding. */
  boolean isAbout(Finding finding, Field field) {
    Prepared prepared = work.prepared();
    return prepared != null && Concern.isAbout(finding, field, prepared.recipe());
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
        .flatMap(field -> findings.stream().filter(one -> isAbout(one, field)).findFirst());
  }

  @Override
  public Next update(Msg msg) {
    Next next = after(msg);
    return next.move() instanceof Next.Move.Stay stay && stay.screen() instanceof SetUpScreen screen
        ? screen.guarded(next.effects())
        : next;
  }

  /** With a draft of what is not saved, and none of what is. */
  private Next guarded(List<Effect> effects) {
    if (draft.busy() || input instanceof Input.Drafted) {
      return new Next(new Next.Move.Stay(this), effects);
    }
    boolean going = input instanceof Input.Going;
    EditedRecipe wanted = going || work.isSaved() ? null : work.now();
    if (wanted == draft.held()) {
      return new Next(going ? new Next.Move.Close() : new Next.Move.Stay(this), effects);
    }
    List<Effect> all = new ArrayList<>(effects);
    all.add(new KeepDraft(work.now().file(), wanted));
    return new Next(new Next.Move.Stay(with(DraftState.becoming(wanted))), List.copyOf(all));
  }

  private Next after(Msg msg) {
    return switch (msg) {
      case CheckRecipe.Checked checked when !Objects.equals(checked.gpu(), gpu) ->
          Next.stay(this); // the card was changed meanwhile: another check is under way
      case CheckRecipe.Checked checked ->
          checkedAgain(work.checked(checked.recipe(), checked.prepared()));
      case CheckRecipe.Unreadable bad ->
          checkedAgain(work.unreadable(bad.recipe(), bad.message() + "; " + bad.help()));
      case SaveRecipe.Saved saved -> {
        SetUpScreen now = with(work.saved(saved.was(), saved.now())).saying(null);
        yield Next.stay(input instanceof Input.Leaving ? now.with(new Input.Going()) : now);
      }
      case LookForDraft.None none when isOwn(none.file()) -> Next.stay(with(DraftState.none()));
      case LookForDraft.Found found when isOwn(found.draft().recipe().file()) ->
          Next.stay(
              with(DraftState.holding(found.draft().recipe())).with(new Input.Drafted(found)));
      case LookForDraft.Unusable unusable when isOwn(unusable.file()) ->
          Next.stay(saying(unusable.problem()));
      case KeepDraft.Done done when isOwn(done.file()) ->
          Next.stay(
              with(new DraftState(false, draft.held()))
                  .saying(done.problem() == null ? notice : done.problem()));
      case CompletePath.Completed completed
          when input instanceof Input.Typing typing
              && typing.line().text().equals(completed.typed()) -> {
        LineEditor line = LineEditor.of(completed.extended());
        yield Next.stay(with(new Input.Typing(typing.field(), line, completed.found())));
      }
      case StartTraining.Started started ->
          Next.open(saying(null), TrainingScreen.of(started.run()));
      case Msg.Returned _ -> edited(work); // its images may have been mended meanwhile
      case Msg.Chosen chosen -> saying(null).chosen(chosen.binding());
      case Msg.Typed typed -> typed(typed.key());
      case Msg.Scrolled wheel -> Next.stay(moved(wheel.lines()));
      case SetUpView.SectionSpot spot ->
          Next.stay(with(new Form(Form.Pane.SECTIONS, spot.index(), 0, form.finding())));
      case SetUpView.FieldSpot spot -> {
        Form there = new Form(Form.Pane.FIELDS, form.section(), spot.index(), form.finding());
        yield there.equals(form) ? new Edits(this).edit() : Next.stay(with(there));
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
      case "edit" -> new Edits(this).edit();
      case "toggle" -> new Edits(this).toggle();
      case "unset" ->
          focused().map(field -> new Edits(this).set(field, null)).orElse(Next.stay(this));
      case "fix" -> new Edits(this).fix();
      case "search" -> Next.stay(with(new Input.Searching(LineEditor.of(""), List.of(), 0)));
      case "card" -> Next.stay(with(new Input.Cards(CardChoice.start())));
      case "add" ->
          new Edits(this)
              .change(recipe ->
                  work.now().adding(Blocks.toAdd(form.current(), focused(), recipe), recipe));
      case "add-dataset" ->
          new Edits(this).change(recipe -> work.now().adding(Blocks.dataset(recipe), recipe));
      case "remove" ->
          Blocks.toRemove(focused())
              .map(table -> new Edits(this).change(recipe -> work.now().removing(table, recipe)))
              .orElse(Next.stay(this));
      case "scroll-up" -> Next.stay(with(form.scrolled(-SCROLL)));
      case "scroll-down" -> Next.stay(with(form.scrolled(SCROLL)));
      case "complete" -> new Edits(this).complete();
      case "undo" -> edited(work.with(work.history().undone()));
      case "redo" -> edited(work.with(work.history().redone()));
      case "save" -> Next.stay(this, new SaveRecipe(work.now()));
      case "rehearse" -> start(true);
      case "train" -> start(false);
      case "dataset" -> Next.open(this, DatasetScreen.of(work.now().file(), work.now().texts()));
      case "ok" -> new Edits(this).take();
      case "discard" -> Next.stay(with(new Input.Going()));
      case "take-draft" -> takeDraft();
      case "drop-draft" -> Next.stay(with(new Input.None()));
      case "back" -> back();
      default -> Next.stay(this);
    };
  }

  private Next back() {
    return switch (input) {
      case Input.Drafted _ -> Next.close(); // it is still there the next time
      case Input.None _ -> work.isSaved() ? Next.close() : Next.stay(with(new Input.Leaving()));
      case Input.Typing _,
          Input.Choosing _,
          Input.Cards _,
          Input.Searching _,
          Input.Leaving _,
          Input.Going _ ->
          Next.stay(with(new Input.None()));
    };
  }

  private Next typed(Key key) {
    return switch (input) {
      case Input.Typing typing ->
          Next.stay(with(new Input.Typing(typing.field(), typing.line().after(key), List.of())));
      case Input.Cards cards -> Next.stay(with(new Input.Cards(cards.choice().after(key))));
      case Input.Searching searching -> {
        LineEditor line = searching.line().after(key);
        int index =
            key.name() == Key.Name.DOWN
                ? searching.index() + 1
                : key.name() == Key.Name.UP ? searching.index() - 1 : 0;
        List<Field> found = line.equals(searching.line()) ? searching.found() : found(line.text());
        yield Next.stay(
            with(
                new Input.Searching(
                    line, found, Math.clamp(index, 0, Math.max(0, found.size() - 1)))));
      }
      case Input.None _, Input.Choosing _, Input.Leaving _, Input.Going _, Input.Drafted _ ->
          Next.stay(this);
    };
  }

  private List<Field> found(String part) {
    Prepared prepared = work.prepared();
    return prepared == null ? List.of() : Places.find(prepared.recipe(), part);
  }

  /** Plans for another card. */
  Next planningFor(@Nullable String card) {
    Work begun = work.begun();
    return Next.stay(
        new SetUpScreen(begun, form, input, draft, card, null), new CheckRecipe(begun.now(), card));
  }

  /** Whether the field's value names a file or a folder. */
  boolean isPath(Field field) {
    Catalog catalog = catalog();
    return catalog != null && field.isPath(catalog);
  }

  /** Whether the saved file says something else. */
  boolean isChanged(Field field) {
    Recipe saved = work.onDisk();
    return saved != null && !value(field).equals(field.value(saved));
  }

  @Nullable Catalog catalog() {
    Prepared prepared = work.prepared();
    return prepared == null ? null : prepared.recipe().catalog();
  }

  private boolean isOwn(Path file) {
    return work.now().file().equals(file);
  }

  /** Goes on with what was not saved; it can be undone as any other change. */
  private Next takeDraft() {
    return input instanceof Input.Drafted drafted
        ? with(new Input.None())
            .edited(work.with(work.history().with(drafted.found().draft().recipe())))
        : Next.stay(this);
  }

  private Next start(boolean rehearse) {
    String word = rehearse ? "the rehearsal is being started …" : "the training is being started …";
    return Next.stay(saying(word), new StartTraining(work.now().file(), gpu, rehearse));
  }

  Next edited(Work now) {
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
    if (input instanceof Input.Cards cards) {
      return with(new Input.Cards(cards.choice().moved(rows)));
    }
    return with(form.moved(rows, fields().size(), findings().size()));
  }

  private SetUpScreen bounded() {
    return with(
        new Form(
            form.pane(),
            form.section(),
            Math.clamp(form.field(), 0, Math.max(0, fields().size() - 1)),
            Math.clamp(form.finding(), 0, Math.max(0, findings().size() - 1)),
            form.scroll()));
  }

  private SetUpScreen with(Work other) {
    return new SetUpScreen(other, form, input, draft, gpu, notice);
  }

  SetUpScreen with(Form other) {
    return new SetUpScreen(work, other, input, draft, gpu, notice);
  }

  private SetUpScreen with(DraftState other) {
    return new SetUpScreen(work, form, input, other, gpu, notice);
  }

  SetUpScreen with(Input other) {
    return new SetUpScreen(work, form, other, draft, gpu, notice);
  }

  SetUpScreen saying(@Nullable String word) {
    return new SetUpScreen(work, form, input, draft, gpu, word);
  }

  @Override
  public List<Offer> offers() {
    return Offers.of(this);
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
