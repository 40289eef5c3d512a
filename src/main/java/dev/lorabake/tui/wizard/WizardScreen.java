package dev.lorabake.tui.wizard;

import dev.lorabake.Figures;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.train.Templates.Template;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.CompletePath;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.LineEditor;
import dev.lorabake.tui.LookAtMachine;
import dev.lorabake.tui.Moves;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.picker.Picked;
import dev.lorabake.tui.picker.PickerScreen;
import dev.lorabake.tui.setup.SetUpScreen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way to a first recipe: a few questions, a review, and the set-up screen.
 *
 * @param known what was found out beside
 * @param at the question, counted from 0
 * @param doubted what was said of a model file that was typed, {@code null} before
 * @param looked at the images, {@code null} before
 * @param reviewed what comes of the answers, {@code null} before
 * @param problem why it does not go on
 * @param waiting whether something is being looked at
 */
public record WizardScreen(
    Known known,
    Answers answers,
    int at,
    Entry entry,
    LookAtModel.@Nullable Looked doubted,
    LookAtImages.@Nullable Looked looked,
    ReviewRecipe.@Nullable Reviewed reviewed,
    @Nullable String problem,
    boolean waiting)
    implements Screen {
  /** The first question. */
  public static WizardScreen start(Path folder) {
    Family first = families().getFirst();
    return new WizardScreen(
        Known.nothing(folder),
        Answers.start(first),
        0,
        Entry.of("", 0),
        null,
        null,
        null,
        null,
        false);
  }

  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    return Keys.ALL;
  }

  @Override
  public String title() {
    return "new recipe";
  }

  @Override
  public String status() {
    int all = Question.all(answers).size() - 1;
    return at < all ? "question " + (at + 1) + " of " + all : "review";
  }

  @Override
  public List<Effect> opening() {
    return List.of(
        new LookForTemplates(), new LookForModels(), new LookForImages(), new LookAtMachine());
  }

  Question question() {
    List<Question> all = Question.all(answers);
    return all.get(Math.min(at, all.size() - 1));
  }

  /** What the question lets choose from; empty where the answer is typed. */
  List<String> choices() {
    return switch (question()) {
      case Question.Base _ -> families().stream().map(this::shown).toList();
      case Question.Purpose _ -> purposes().stream().map(WizardScreen::shown).toList();
      case Question.File _, Question.Images _, Question.Name _, Question.Card _ -> List.of();
      case Question.Review _ -> List.of();
    };
  }

  /** The family under the cursor. */
  Family pointed() {
    return families().get(Math.min(entry.cursor(), families().size() - 1));
  }

  private static List<Family> families() {
    return List.copyOf(Catalog.bundled().families());
  }

  /** The templates of the family, and a plain start. */
  private List<Optional<Template>> purposes() {
    List<Template> read = known.templates() == null ? List.of() : known.templates();
    List<Optional<Template>> all =
        new ArrayList<>(
            read.stream()
                .filter(template -> template.name().startsWith(answers.family().id() + "-"))
                .map(Optional::of)
                .toList());
    all.add(Optional.empty());
    return all;
  }

  private String shown(Family family) {
    long models = known.modelsOf(family.id());
    return family.title() + (models == 0 ? "" : "  · " + Figures.count(models, "model") + " here");
  }

  private static String shown(Optional<Template> template) {
    return template.map(Template::title).orElse("something else: a plain start");
  }

  /** A path as a person in the folder would write it. */
  String shown(String path) {
    Path whole = Path.of(path);
    Path folder = known.folder();
    return (whole.startsWith(folder) ? folder.relativize(whole) : whole).toString();
  }

  /** Paths to choose from while none is typed; behind them stands the choice to decide later. */
  List<Suggestion> suggestions() {
    return entry.text().isEmpty() ? Suggestion.of(question(), answers, known) : List.of();
  }

  /** What the cursor is on, where that is a suggestion. */
  private Optional<Suggestion> suggestion() {
    List<Suggestion> all = suggestions();
    return entry.cursor() < all.size() ? Optional.of(all.get(entry.cursor())) : Optional.empty();
  }

  /** How many rows the cursor may go through. */
  private int rows() {
    return isPath() ? suggestions().size() + 1 : choices().size();
  }

  private boolean isPath() {
    return question().sought(Catalog.bundled()).isPresent();
  }

  @Override
  public boolean isTyping() {
    return switch (question()) {
      case Question.File _, Question.Images _, Question.Name _, Question.Card _ -> true;
      case Question.Base _, Question.Purpose _, Question.Review _ -> false;
    };
  }

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case LookForTemplates.Found found -> Next.stay(knowing(known.with(found.templates())));
      case LookForModels.Found found -> Next.stay(knowing(known.withModels(found.models())));
      case LookForImages.Found found -> Next.stay(knowing(known.withFolders(found.folders())));
      case LookAtMachine.Seen seen -> Next.stay(knowing(known.with(seen)));
      case LookAtModel.Looked now
          when now.typed().equals(entry.text())
              && question().equals(new Question.File(now.placeholder())) ->
          now.doubt() == null
              ? on(answers.file(now.placeholder(), now.typed()))
              : Next.stay(doubting(now));
      case LookAtImages.Looked now when now.typed().equals(entry.text()) ->
          Next.stay(seen(now, reviewed, now.problem()));
      case ReviewRecipe.Reviewed now when now.answers().equals(answers) ->
          Next.stay(seen(looked, now, null));
      case ReviewRecipe.Refused no when no.answers().equals(answers) ->
          Next.stay(seen(looked, null, no.problem()));
      case WriteRecipe.Written written -> {
        Screen opened = SetUpScreen.of(written.recipe(), answers.card());
        yield new Next(
            new Next.Move.Replace(opened),
            written.then().effects(written.recipe(), answers.card()));
      }
      case WriteRecipe.NotWritten no -> Next.stay(seen(looked, reviewed, no.problem()));
      case CompletePath.Completed completed when completed.typed().equals(entry.line().text()) ->
          Next.stay(with(entry.offering(completed.extended(), completed.found())));
      case Picked picked when picked.asked().equals(question().title()) ->
          with(entry.typed(LineEditor.of(picked.text()))).chosen();
      case WizardView.ChoiceSpot spot -> {
        WizardScreen there = with(entry.at(spot.index(), rows()));
        yield there.equals(this) ? take() : Next.stay(there);
      }
      case Msg.Scrolled wheel -> Next.stay(moved(wheel.lines()));
      case Msg.Typed typed -> Next.stay(typed(typed.key()));
      case Msg.Chosen chosen ->
          switch (chosen.binding()) {
            case "take" -> take();
            case "train" -> write(WriteRecipe.Then.TRAIN);
            case "rehearse" -> write(WriteRecipe.Then.REHEARSE);
            case "complete" ->
                isPath()
                    ? Next.stay(this, new CompletePath(entry.line().text(), known.folder()))
                    : Next.stay(this);
            case "pick" -> pick();
            case "up" -> Next.stay(moved(-1));
            case "down" -> isPath() && suggestions().isEmpty() ? pick() : Next.stay(moved(1));
            case "back" -> at == 0 ? Next.close() : Next.stay(asking(answers, at - 1));
            default -> Next.stay(this);
          };
      default -> Next.stay(this);
    };
  }

  private Next pick() {
    List<String> others = new ArrayList<>(answers.files().values());
    others.add(answers.images());
    return question()
        .sought(Catalog.bundled())
        .map(sought ->
            Next.open(
                this,
                PickerScreen.of(question().title(), sought, known.folder(), entry.text(), others)))
        .orElse(Next.stay(this));
  }

  /** What was chosen stands in the line; of a folder of images it is told what is in it. */
  private Next chosen() {
    boolean look =
        question() instanceof Question.Images
            && (looked == null || !looked.typed().equals(entry.text()));
    return look ? takeImages() : Next.stay(this);
  }

  private WizardScreen typed(Key key) {
    return switch (question()) {
      case Question.Card _ -> with(entry.choosing(entry.card().after(key)));
      case Question.File _, Question.Images _, Question.Name _ ->
          with(entry.typed(entry.line().after(key)));
      case Question.Base _, Question.Purpose _, Question.Review _ -> this;
    };
  }

  private WizardScreen moved(int by) {
    return question() instanceof Question.Card
        ? with(entry.choosing(entry.card().moved(by)))
        : with(entry.at(entry.cursor() + by, rows()));
  }

  /** Takes the answer and goes on to the next question. */
  private Next take() {
    return switch (question()) {
      case Question.Base _ -> on(answers.of(families().get(entry.cursor())));
      case Question.Purpose _ ->
          known.templates() == null
              ? Next.stay(this)
              : on(answers.from(purposes().get(entry.cursor()).orElse(null)));
      case Question.File file -> takeFile(file);
      case Question.Images _ -> takeImages();
      case Question.Name _ ->
          entry.text().isEmpty()
              ? Next.stay(seen(looked, null, "a recipe needs a name"))
              : entry.text().matches(".*[/\\\\].*")
                  ? Next.stay(seen(looked, null, "a name is no path: leave out / and \\"))
                  : on(answers.named(entry.text()));
      case Question.Card _ ->
          entry.card().chosen().map(row -> on(answers.onCard(row.card()))).orElse(Next.stay(this));
      case Question.Review _ -> write(WriteRecipe.Then.SET_UP);
    };
  }

  private Next write(WriteRecipe.Then then) {
    return reviewed == null || waiting
        ? Next.stay(this)
        : Next.stay(busy(), new WriteRecipe(reviewed.file(), reviewed.text(), then));
  }

  /** A file that is not what is needed is taken only when that was told. */
  private Next takeFile(Question.File file) {
    String typed = entry.text();
    if (typed.isEmpty()) {
      return on(answers.file(file.placeholder(), suggestion().map(Suggestion::path).orElse("")));
    }
    boolean told = doubted != null && doubted.typed().equals(typed);
    return told
        ? on(answers.file(file.placeholder(), typed))
        : Next.stay(busy(), new LookAtModel(typed, file.placeholder(), answers.family().id()));
  }

  /** What is in the folder is shown before it is taken. */
  private Next takeImages() {
    String typed = entry.text();
    Suggestion suggested = suggestion().orElse(null);
    if (suggested != null) {
      return Next.stay(
          with(entry.typed(LineEditor.of(suggested.path()))).busy(),
          new LookAtImages(suggested.path(), answers.family().id()));
    }
    if (typed.isEmpty()) {
      return on(answers.images(""));
    }
    if (looked == null || !looked.typed().equals(typed)) {
      return Next.stay(busy(), new LookAtImages(typed, answers.family().id()));
    }
    return looked.hasImages() ? on(answers.images(typed)) : Next.stay(this);
  }

  private Next on(Answers now) {
    WizardScreen next = asking(now, at + 1);
    return next.question() instanceof Question.Review
        ? Next.stay(next.busy(), new ReviewRecipe(now))
        : Next.stay(next);
  }

  /** A question with what was answered before, or what may be meant. */
  private WizardScreen asking(Answers now, int number) {
    WizardScreen screen =
        new WizardScreen(known, now, number, entry, null, looked, null, null, false);
    Entry begun =
        switch (screen.question()) {
          case Question.Base _ -> Entry.of("", families().indexOf(now.family()));
          case Question.Purpose _ ->
              Entry.of(
                  "",
                  now.template() == null
                      ? 0
                      : Math.max(0, screen.purposes().indexOf(Optional.of(now.template()))));
          case Question.File file -> Entry.of(now.files().getOrDefault(file.placeholder(), ""), 0);
          case Question.Images _ -> Entry.of(now.images(), 0);
          case Question.Name _ ->
              Entry.of(now.name().isEmpty() ? suggested(now.images()) : now.name(), 0);
          case Question.Card _, Question.Review _ -> Entry.of("", 0);
        };
    return screen.with(begun);
  }

  /** The folder of images tells best what it is about. */
  private static String suggested(String images) {
    String[] parts = images.replaceFirst("/+$", "").split("/", -1);
    String last = parts[parts.length - 1].replaceFirst("^\\d+_", "");
    return last.isBlank() || last.startsWith(".") || last.equals("~") ? "my-lora" : last;
  }

  private WizardScreen knowing(Known now) {
    return new WizardScreen(now, answers, at, entry, doubted, looked, reviewed, problem, waiting);
  }

  private WizardScreen with(Entry other) {
    return new WizardScreen(known, answers, at, other, doubted, looked, reviewed, null, waiting);
  }

  private WizardScreen busy() {
    return new WizardScreen(known, answers, at, entry, doubted, looked, reviewed, null, true);
  }

  private WizardScreen doubting(LookAtModel.Looked now) {
    String word = now.doubt() + "; Enter takes it all the same";
    return new WizardScreen(known, answers, at, entry, now, looked, reviewed, word, false);
  }

  private WizardScreen seen(
      LookAtImages.@Nullable Looked images,
      ReviewRecipe.@Nullable Reviewed recipe,
      @Nullable String why) {
    return new WizardScreen(known, answers, at, entry, doubted, images, recipe, why, false);
  }

  @Override
  public List<Offer> offers() {
    boolean reading = question() instanceof Question.Purpose && known.templates() == null;
    String wait = waiting || reading ? "it is being looked at" : null;
    List<Offer> offers = new ArrayList<>();
    if (question() instanceof Question.Review) {
      String unready = unready();
      offers.add(new Offer(Keys.WRITE, reviewed == null ? unready : wait));
      offers.add(new Offer(Keys.TRAIN, unready != null ? unready : missing()));
      offers.add(new Offer(Keys.REHEARSE, unready));
      offers.add(Offer.of(Keys.BACK));
      return offers;
    }
    offers.add(new Offer(Keys.TAKE, wait));
    if (isPath()) {
      offers.add(Offer.of(Keys.PICK));
      offers.add(Offer.of(Keys.COMPLETE));
    }
    offers.addAll(List.of(Offer.of(Keys.BACK), Offer.of(Moves.UP), Offer.of(Moves.DOWN)));
    return offers;
  }

  /** Why what is reviewed cannot be started, {@code null} where it can. */
  private @Nullable String unready() {
    if (reviewed == null) {
      return waiting ? "it is being looked at" : "there is nothing to write: go back";
    }
    return reviewed.prepared().verdict().isReady()
        ? null
        : "what is marked ✗ has to be mended first: Enter goes where that is done";
  }

  private @Nullable String missing() {
    LookAtMachine.Seen machine = known.machine();
    return machine == null || machine.missing().isEmpty() ? null : machine.missing();
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    WizardView.paint(canvas, area, this);
  }
}
