package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.log.diagnosis.Diagnosis;
import dev.lorabake.recipe.Origin;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDiagnosis;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.SavedFiles;
import dev.lorabake.run.SavedState;
import dev.lorabake.run.SavedWeights;
import dev.lorabake.run.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out how an ended run goes on: from which state, how upstream will count its steps, and
 * under which names it writes. Starts nothing.
 */
public final class Resuming {
  private final RunDirectory run;
  private final Preparing preparing;
  private final ResumeWish wish;

  /**
   * @param run has ended
   */
  public Resuming(RunDirectory run, Preparing preparing, ResumeWish wish) {
    this.run = run;
    this.preparing = preparing;
    this.wish = wish;
  }

  /**
   * Where it goes on and how.
   *
   * @throws UserError when there is nothing to go on from, or what is there does not fit
   */
  public Resumption plan() throws IOException {
    Purpose purpose = run.purpose();
    if (purpose == Purpose.MEASUREMENT) {
      throw new UserError(
          run.name() + " is a measurement, which saves nothing to go on from",
          "start the training itself: lorabake train " + run.file(RunDirectory.RECIPE));
    }
    RecipeReader.Reading reading =
        preparing.read(new Request(run.file(RunDirectory.RECIPE), wish.flags(), null, wish.gpu()));
    refuseFlags(reading.recipe());
    Recipe asked =
        wish.change().apply(wish.applyFix() ? fixed(reading.recipe()) : reading.recipe());
    Recipe recipe = asked.withTrain(asked.train().without(ResumedRecipe.START));
    Recipe original = preparing.read(ResumedRecipe.requestOf(run)).recipe();
    EarlierRun earlier = EarlierRun.of(run, original, preparing);
    Prepared plain = prepare(reading, recipe);
    if (plain.plan().totalSteps() == 0) {
      return blocked(plain, purpose, earlier);
    }
    ResumeCounting counting = new ResumeCounting(earlier, plain, recipe, this::skipForbidden);
    ResumePoints points = new ResumePoints(run, SavedFiles.of(run), earlier, counting);
    Recipe given = given(original);
    Start start =
        wish.fromWeights()
            ? fromWeights(points.weights(), reading, recipe, counting)
            : fromState(state(points, reading.recipe()), reading, recipe, given, counting);
    List<String> notes = new ArrayList<>(start.notes);
    Prepared resumed = start.prepared;
    ResumeNaming naming = new ResumeNaming(earlier, purpose);
    String name = naming.name(resumed, start.way, start.step);
    if (name != null) {
      notes.add(naming.why());
      resumed = prepare(reading, ResumedRecipe.named(resumed.recipe(), name));
    }
    notes.addAll(counting.notes(resumed, start.way, start.step, start.state != null));
    List<ChangedSetting> changes = new ArrayList<>(ResumedRecipe.changes(given, resumed.recipe()));
    changes.addAll(ResumedRecipe.launchChanges(original, resumed.recipe()));
    boolean rest = start.way == ResumeWay.REST;
    ResumedFrom from =
        new ResumedFrom(
            run.path(),
            start.state,
            start.weights,
            earlier.before() + start.step,
            earlier.before() + counting.total(),
            rest ? 0 : EarlierRun.shift(resumed.plan().course()),
            rest ? earlier.before() + start.step : earlier.before());
    return new Resumption(resumed, purpose, from, start.way, points.passedBy(), changes, notes);
  }

  /**
   * Where it starts, before names are looked at.
   *
   * @param step as the settings count
   */
  private record Start(
      Prepared prepared,
      ResumeWay way,
      long step,
      @Nullable Path state,
      @Nullable Path weights,
      List<String> notes) {}

  private Start fromWeights(
      SavedWeights file, RecipeReader.Reading reading, Recipe recipe, ResumeCounting counting) {
    long step = counting.step(file.step());
    Recipe resumed = ResumedRecipe.fromWeights(recipe, file.file(), counting.total() - step);
    return new Start(
        prepare(reading, resumed),
        ResumeWay.REST,
        step,
        null,
        file.file(),
        List.of(
            "optimizer and learning rate start afresh: momentum is lost, warm-up and schedule run"
                + " once more over the steps that are left"));
  }

  private Start fromState(
      SavedState state,
      RecipeReader.Reading reading,
      Recipe recipe,
      Recipe given,
      ResumeCounting counting) {
    List<ChangedSetting> changed = ResumedRecipe.changes(given, recipe);
    refuseUnfit(ResumedRecipe.unfit(changed));
    long step = counting.step(state.step());
    boolean told = step == SavedState.at(state.folder()).step();
    ResumeCounting.Choice choice =
        counting.choose(
            step,
            way ->
                prepare(
                    reading,
                    ResumedRecipe.from(recipe, state.folder(), way, step, told, counting.total())));
    return new Start(
        choice.prepared(),
        choice.way(),
        step,
        state.folder(),
        null,
        ResumedRecipe.withoutEffect(changed).stream()
            .map(option -> option + " has no effect: the state brings its own")
            .toList());
  }

  private Resumption blocked(Prepared plain, Purpose purpose, EarlierRun earlier) {
    ResumedFrom nowhere = new ResumedFrom(run.path(), null, null, 0, 0, 0, earlier.before());
    return new Resumption(plain, purpose, nowhere, ResumeWay.REST, List.of(), List.of(), List.of());
  }

  private Prepared prepare(RecipeReader.Reading reading, Recipe recipe) {
    return preparing.prepare(new RecipeReader.Reading(recipe, reading.notes()), wish.gpu());
  }

  private void refuseFlags(Recipe recipe) {
    for (String option : List.of("initial_step", "initial_epoch", "resume_from_huggingface")) {
      if (isFlag(recipe, option)) {
        throw new UserError(
            "--" + option + " cannot be given: where the run goes on is told by its state",
            "leave it out, or name another state with --resume DIR");
      }
    }
    if (wish.fromWeights() && isFlag(recipe, ResumedRecipe.RESUME)) {
      throw new UserError(
          "--from-weights and --resume exclude each other", "leave one of them out");
    }
  }

  private static boolean isFlag(Recipe recipe, String option) {
    return recipe.find(option).filter(setting -> setting.origin() == Origin.FLAG).isPresent();
  }

  private boolean skipForbidden() {
    return wish.flags().stream()
        .anyMatch(
            flag -> flag.option().equals(ResumedRecipe.SKIP) && flag.values().contains("false"));
  }

  private static SavedState state(ResumePoints points, Recipe recipe) {
    Path chosen =
        isFlag(recipe, ResumedRecipe.RESUME)
            ? recipe.path(ResumedRecipe.RESUME).orElse(null)
            : null;
    return chosen == null ? points.state() : points.state(chosen);
  }

  /** What upstream was given, which says whether the recipe in the run was changed since. */
  private Recipe given(Recipe original) {
    Path config = run.file(RunDirectory.CONFIG);
    if (!Files.isRegularFile(config)) {
      return original;
    }
    return preparing.read(new Request(config, List.of(), original.script(), null)).recipe();
  }

  private Recipe fixed(Recipe recipe) throws IOException {
    Diagnosis diagnosis = RunDiagnosis.of(run, Surroundings.system());
    Map<String, @Nullable Object> fix = diagnosis.fix();
    if (fix.isEmpty()) {
      throw new UserError(
          "there are no settings to apply: "
              + (diagnosis.isNone() ? "no failure is known" : diagnosis.cause()),
          diagnosis.help().isEmpty()
              ? "leave --apply out"
              : diagnosis.help().getFirst() + "; then resume without --apply");
    }
    return ResumedRecipe.with(recipe, fix);
  }

  private static void refuseUnfit(List<ChangedSetting> unfit) {
    if (unfit.isEmpty()) {
      return;
    }
    ChangedSetting first = unfit.getFirst();
    throw new UserError(
        "the state does not fit: "
            + first.option()
            + " was "
            + (first.was() == null ? "not set" : first.was())
            + " and is "
            + (first.now() == null ? "not set" : first.now()),
        "leave "
            + first.option()
            + " as it was, or begin from the weights alone with --from-weights");
  }
}
