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
import dev.lorabake.tui.picker.Picked;
import dev.lorabake.tui.picker.Sought;
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
 * @param template what the recipe was made from, {@code null} where that is not known
 * @param notice why the last change was not made
 */
public record SetUpScreen(
    Work work,
    Form form,
    Input input,
    DraftState draft,
    @Nullable String gpu,
    LookForTemplate.@Nullable Found template,
    @Nullable String notice)
    implements Screen {
  private static final int PAGE = 10;
  private static final int SCROLL = 5;

  private static final String OVERTAKEN =
      "not saved: somebody changed it on the disk meanwhile; ^S writes yours over that, u shows"
          + " theirs";

  private static final String SHARED =
      "another lorabake has this recipe open too: each keeps what it did not save apart";

  /** Opens a recipe. */
  public static SetUpScreen of(EditedRecipe recipe, @Nullable String gpu) {
    return new SetUpScreen(
        Work.of(recipe), Form.start(), new Input.None(), DraftState.unknown(), gpu, null, null);
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
  public String word() {
    return notice == null ? "" : notice;
  }

  @Override
  public List<Effect> opening() {
    return List.of(
        new CheckRecipe(work.now(), gpu),
        new LookForDraft(work.now().file()),
        new LookForTemplate(work.now()));
  }

  @Override
  public List<Effect> closing() {
    return List.of(new LeaveRecipe(work.now().file()));
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
    return prepared == null ? List.of() : form.current().fields(prepared.recipe(), form.more());
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

  /**
   * The finding that {@code F} is about: the one under the cursor, else one about the setting or
   * the section under it; of several, one that has a fix.
   */
  Optional<Finding> concerned() {
    List<Finding> findings = findings();
    if (form.pane() == Form.Pane.FINDINGS) {
      return form.finding() < findings.size()
          ? Optional.of(findings.get(form.finding()))
          : Optional.empty();
    }
    List<Field> fields =
        form.pane() == Form.Pane.SECTIONS && work.prepared() != null
            ? form.current().fields(work.prepared().recipe())
            : focused().stream().toList();
    List<Finding> about =
        findings.stream()
            .filter(one -> fields.stream().anyMatch(field -> isAbout(one, field)))
            .toList();
    return about.stream()
        .filter(one -> one.fix() != null)
        .findFirst()
        .or(() -> about.stream().findFirst());
  }

  @Override
  public Next update(Msg msg) {
    Next next = after(msg);
    return next.move() instanceof Next.Move.Stay stay && stay.screen() instanceof SetUpScreen screen
        ? screen.checking(next.effects())
        : next;
  }

  /** What the findings are to be of: what is typed, or the recipe. */
  EditedRecipe wanted() {
    EditedRecipe tried = input instanceof Input.Typing typing ? typing.tried() : null;
    return tried == null ? work.now() : tried;
  }

  /** One check at a time: what was edited meanwhile is checked next. */
  private Next checking(List<Effect> effects) {
    if (work.checking() || work.checked() == wanted()) {
      return guarded(effects);
    }
    List<Effect> all = new ArrayList<>(effects);
    all.add(new CheckRecipe(wanted(), gpu));
    return with(work.begun()).guarded(all);
  }

  /** The recipe is the same, but its images may have been mended meanwhile. */
  private Next checkedOnceMore() {
    return work.checking()
        ? Next.stay(this)
        : Next.stay(with(work.begun()), new CheckRecipe(wanted(), gpu));
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
          Next.stay(with(work.checked(checked.recipe(), checked.prepared())).atSameField(this));
      case CheckRecipe.Unreadable bad ->
          Next.stay(with(work.unreadable(bad.recipe(), bad.message() + "; " + bad.help())));
      case SaveRecipe.Saved saved -> {
        SetUpScreen now = with(work.saved(saved.was(), saved.now())).saying(null);
        yield Next.stay(input instanceof Input.Leaving ? now.with(new Input.Going()) : now);
      }
      case SaveRecipe.Overtaken other when isOwn(other.recipe().file()) ->
          Next.stay(with(new Input.None()).saying(OVERTAKEN).with(work.overtaken(other.theirs())));
      case Msg.Failed _ -> Next.stay(saying(null)); // what was being done is done no more
      case LookForDraft.None none when isOwn(none.file()) ->
          Next.stay(with(DraftState.none()).saying(none.shared() ? SHARED : notice));
      case LookForDraft.Found found when isOwn(found.draft().recipe().file()) ->
          Next.stay(
              with(DraftState.holding(found.draft().recipe()))
                  .with(new Input.Drafted(found))
                  .saying(found.shared() ? SHARED : notice));
      case LookForDraft.Unusable unusable when isOwn(unusable.file()) ->
          Next.stay(with(DraftState.none()).saying(unusable.problem()));
      case LookForTemplate.Found found when isOwn(found.file()) ->
          Next.stay(new SetUpScreen(work, form, input, draft, gpu, found, notice));
      case KeepDraft.Done done when isOwn(done.file()) ->
          Next.stay(with(draft.settled()).saying(done.problem() == null ? notice : done.problem()));
      case CompletePath.Completed completed
          when input instanceof Input.Typing typing
              && typing.line().text().equals(completed.typed()) -> {
        LineEditor line = LineEditor.of(completed.extended());
        yield Next.stay(new Edits(this).trying(typing, line, completed.found()));
      }
      case Picked picked
          when input instanceof Input.Typing typing
              && typing.field().name().equals(picked.asked()) ->
          new Edits(saying(null)).picked(typing, picked.text());
      case StartTraining.Started started ->
          Next.open(saying(null), TrainingScreen.of(started.run()));
      case Msg.Returned _ -> checkedOnceMore();
      case Msg.Chosen chosen -> saying(null).chosen(chosen.binding());
      case Msg.Typed typed -> typed(typed.key());
      case Msg.Scrolled wheel -> Next.stay(moved(wheel.lines()));
      case SetUpView.SectionSpot spot -> Next.stay(with(form.atSection(spot.index())));
      case SetUpView.FieldSpot spot -> {
        Form there = form.at(form.current(), spot.index());
        boolean again = form.pane() == Form.Pane.FIELDS && form.field() == spot.index();
        yield again ? new Edits(this).edit() : Next.stay(with(there));
      }
      case SetUpView.FindingSpot spot ->
          form.pane() == Form.Pane.FINDINGS && form.finding() == spot.index()
              ? new Edits(this).edit()
              : Next.stay(with(form.atFinding(spot.index())));
      case SetUpView.FixSpot spot -> new Edits(with(form.atFinding(spot.index()))).fix();
      case FieldList.ChoiceSpot spot when input instanceof Input.Choosing choosing ->
          new Edits(with(choosing.at(spot.index()))).take();
      default -> Next.stay(this);
    };
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
      case "more" -> Next.stay(with(form.showing(!form.more())).atSameField(this));
      case "raise" -> new Edits(this).stepped(1);
      case "lower" -> new Edits(this).stepped(-1);
      case "scroll-up" -> Next.stay(with(form.scrolled(-SCROLL)));
      case "scroll-down" -> Next.stay(with(form.scrolled(SCROLL)));
      case "pick" -> new Edits(this).pick();
      case "complete" -> new Edits(this).complete();
      case "undo" -> Next.stay(with(work.with(work.history().undone())));
      case "redo" -> Next.stay(with(work.with(work.history().redone())));
      case "save" -> Next.stay(this, new SaveRecipe(work.now()));
      case "rehearse" -> start(true);
      case "train" -> start(false);
      case "dataset" -> Next.open(this, DatasetScreen.of(work.now().file(), work.now().texts()));
      case "ok" -> new Edits(this).take();
      case "discard" ->
          Next.stay(with(input instanceof Input.Leaving ? new Input.Going() : new Input.None()));
      case "take-draft" -> takeDraft();
      case "back" -> back();
      default -> Next.stay(this);
    };
  }

  private Next back() {
    return switch (input) {
      case Input.Drafted _ -> Next.close(); // it is still there the next time
      case Input.None _ when work.isSaved() ->
          draft.isSettling() ? Next.stay(with(new Input.Going())) : Next.close();
      case Input.None _ -> Next.stay(with(new Input.Leaving()));
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
          switch (key.name()) {
            case UP -> Next.stay(new Edits(this).stepped(typing, 1));
            case DOWN -> Next.stay(new Edits(this).stepped(typing, -1));
            default ->
                Next.stay(new Edits(this).trying(typing, typing.line().after(key), List.of()));
          };
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
      case Input.Choosing choosing -> Next.stay(with(choosing.beginning(key)));
      case Input.None _, Input.Leaving _, Input.Going _, Input.Drafted _ -> Next.stay(this);
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
        new SetUpScreen(begun, form, input, draft, card, template, null),
        new CheckRecipe(begun.now(), card));
  }

  /** What the field's value names on the disk. */
  Optional<Sought> sought(Field field) {
    Catalog catalog = catalog();
    return catalog == null ? Optional.empty() : field.sought(catalog);
  }

  /** Whether the saved file says something else. */
  boolean isChanged(Field field) {
    Recipe saved = work.onDisk();
    return saved != null && !value(field).equals(field.value(saved));
  }

  /** Whether the template that it was made from says something else. */
  boolean isOwnChoice(Field field) {
    return template != null
        && !template.leavesOpen(field)
        && !value(field).equals(template.value(field));
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
        ? Next.stay(
            with(new Input.None())
                .with(work.with(work.history().with(drafted.found().draft().recipe()))))
        : Next.stay(this);
  }

  /** Starts a recipe that lies on the disk as it is here; its screen then shows the run. */
  public static Effect start(EditedRecipe recipe, @Nullable String gpu, boolean rehearse) {
    return new StartTraining(recipe, gpu, rehearse);
  }

  private Next start(boolean rehearse) {
    String word = rehearse ? "the rehearsal is being started …" : "the training is being started …";
    return Next.stay(saying(word), start(work.now(), gpu, rehearse));
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
      return with(choosing.at(choosing.index() + rows));
    }
    if (input instanceof Input.Cards cards) {
      return with(new Input.Cards(cards.choice().moved(rows)));
    }
    return with(form.moved(rows, fields().size(), findings().size()));
  }

  /** With the cursor on the setting where it was: one that is set moves up in its section. */
  private SetUpScreen atSameField(SetUpScreen before) {
    List<Field> fields = fields();
    int same = before.focused().map(fields::indexOf).orElse(-1);
    return with(form.placed(same < 0 ? form.field() : same, fields.size(), findings().size()));
  }

  SetUpScreen with(Work other) {
    return new SetUpScreen(other, form, input, draft, gpu, template, notice);
  }

  SetUpScreen with(Form other) {
    return new SetUpScreen(work, other, input, draft, gpu, template, notice);
  }

  private SetUpScreen with(DraftState other) {
    return new SetUpScreen(work, form, input, other, gpu, template, notice);
  }

  SetUpScreen with(Input other) {
    return new SetUpScreen(work, form, other, draft, gpu, template, notice);
  }

  SetUpScreen saying(@Nullable String word) {
    return new SetUpScreen(work, form, input, draft, gpu, template, word);
  }

  @Override
  public List<Offer> offers() {
    return Offers.of(this);
  }

  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    return Keys.DOCUMENTED;
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    SetUpView.paint(canvas, area, this);
  }
}
