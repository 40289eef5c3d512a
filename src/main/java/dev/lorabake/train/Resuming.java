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
  private static final String SAVE_STATE =
      "save_state = true (--save_state) saves states to resume from the next time";

  private final RunDirectory run;
  private final Preparing preparing;
  private final ResumeWish wish;
  private final List<PassedBy> passedBy = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

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
    Request request = new Request(run.file(RunDirectory.RECIPE), wish.flags(), null, wish.gpu());
    RecipeReader.Reading reading = preparing.read(request);
    refuseFlags(reading.recipe());
    Recipe asked = wish.applyFix() ? fixed(reading.recipe()) : reading.recipe();
    Recipe recipe = asked.withTrain(asked.train().without(ResumedRecipe.START));
    Recipe original = preparing.read(ResumedRecipe.requestOf(run)).recipe();
    EarlierRun earlier = EarlierRun.of(run, original, preparing);
    Prepared plain = prepare(reading, recipe);
    if (plain.plan().totalSteps() == 0) {
      return blocked(plain, purpose, earlier);
    }
    Recipe given = given(original);
    Path chosen = chosen(reading.recipe());
    List<ChangedSetting> changed = ResumedRecipe.changes(given, recipe);
    SavedFiles saved = SavedFiles.of(run);
    ResumeNaming naming = new ResumeNaming(earlier, purpose);
    ResumeCounting counting = new ResumeCounting(earlier, plain, recipe, this::skipForbidden);
    Prepared resumed;
    ResumeWay way;
    long step;
    Path state = null;
    Path weights = null;
    if (wish.fromWeights()) {
      SavedWeights file = weights(saved, counting);
      way = ResumeWay.REST;
      step = counting.step(file.step());
      weights = file.file();
      resumed =
          prepare(reading, ResumedRecipe.fromWeights(recipe, weights, counting.total() - step));
      notes.add(
          "optimizer and learning rate start afresh: momentum is lost, warm-up and schedule run"
              + " once more over the steps that are left");
    } else {
      SavedState found = state(saved, chosen, counting, earlier);
      refuseUnfit(ResumedRecipe.unfit(changed));
      state = found.folder();
      step = counting.step(found.step());
      boolean told = step == SavedState.at(found.folder()).step();
      ResumeCounting.Choice choice =
          counting.choose(
              step,
              candidate ->
                  prepare(
                      reading,
                      ResumedRecipe.from(
                          recipe, found.folder(), candidate, step, told, counting.total())));
      resumed = choice.prepared();
      way = choice.way();
      for (String option : ResumedRecipe.withoutEffect(changed)) {
        notes.add(option + " has no effect: the state brings its own");
      }
    }
    String name = naming.name(resumed, way, step);
    if (name != null) {
      notes.add(naming.why());
      resumed = prepare(reading, ResumedRecipe.named(resumed.recipe(), name));
    }
    ResumedFrom from =
        new ResumedFrom(
            run.path(),
            state,
            weights,
            earlier.before() + step,
            earlier.before() + counting.total(),
            way == ResumeWay.REST ? 0 : EarlierRun.shift(resumed.plan().course()),
            way == ResumeWay.REST ? earlier.before() + step : earlier.before());
    notes.addAll(counting.notes(resumed, way, step, weights == null));
    List<ChangedSetting> changes = new ArrayList<>(ResumedRecipe.changes(given, resumed.recipe()));
    changes.addAll(ResumedRecipe.launchChanges(original, resumed.recipe()));
    return new Resumption(resumed, purpose, from, way, passedBy, changes, notes);
  }

  private Resumption blocked(Prepared plain, Purpose purpose, EarlierRun earlier) {
    ResumedFrom nowhere = new ResumedFrom(run.path(), null, null, 0, 0, 0, earlier.before());
    return new Resumption(plain, purpose, nowhere, ResumeWay.REST, List.of(), List.of(), List.of());
  }

  private Prepared prepare(RecipeReader.Reading reading, Recipe recipe) {
    return preparing.prepare(new RecipeReader.Reading(recipe, reading.notes()), wish.gpu());
  }

  private static void refuseFlags(Recipe recipe) {
    for (String option : List.of("initial_step", "initial_epoch", "resume_from_huggingface")) {
      if (isFlag(recipe, option)) {
        throw new UserError(
            "--" + option + " cannot be given: where the run goes on is told by its state",
            "leave it out, or name another state with --resume DIR");
      }
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

  /** The state that the user names; {@code null} for the latest. */
  private static @Nullable Path chosen(Recipe recipe) {
    return isFlag(recipe, ResumedRecipe.RESUME)
        ? recipe.path(ResumedRecipe.RESUME).orElse(null)
        : null;
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

  private SavedState state(
      SavedFiles saved, @Nullable Path chosen, ResumeCounting counting, EarlierRun earlier) {
    if (chosen != null) {
      SavedState named =
          saved.states().stream()
              .filter(state -> state.folder().equals(chosen))
              .findFirst()
              .orElseGet(() -> SavedState.at(chosen));
      String problem = problem(named, counting);
      if (problem != null) {
        throw new UserError(
            "it cannot be resumed from " + chosen + ": " + problem,
            "leave --resume out to take the latest state that can be");
      }
      return named;
    }
    List<SavedState> candidates = new ArrayList<>(saved.states());
    ResumedFrom resumed = earlier.resumed();
    if (resumed != null && resumed.state() != null) {
      // it may have come to no state of its own; what it began from still serves
      SavedState first = SavedState.at(resumed.state());
      candidates.add(
          new SavedState(
              first.folder(),
              first.step() < 0 ? -1 : resumed.step() - resumed.countedFrom(),
              first.epoch(),
              null));
    }
    for (SavedState candidate : candidates) {
      String problem = problem(candidate, counting);
      if (problem == null) {
        return candidate;
      }
      passedBy.add(new PassedBy(candidate.folder(), problem));
    }
    throw noState(saved, counting);
  }

  private static @Nullable String problem(SavedState state, ResumeCounting counting) {
    String problem = state.problem();
    long step = counting.step(state.step());
    return problem == null && step >= counting.total()
        ? "it was saved at step " + step + ", and the training ends at " + counting.total()
        : problem;
  }

  private UserError noState(SavedFiles saved, ResumeCounting counting) {
    String why =
        passedBy.isEmpty()
            ? "it saved no state"
            : "none of its states can be: "
                + passedBy.getFirst().path().getFileName()
                + ": "
                + passedBy.getFirst().problem();
    SavedWeights weights =
        saved.weights().stream()
            .filter(file -> problem(file, counting) == null)
            .findFirst()
            .orElse(null);
    return new UserError(
        run.name() + " cannot be resumed: " + why,
        weights == null
            ? "start it anew: lorabake train " + run.file(RunDirectory.RECIPE) + "; " + SAVE_STATE
            : "--from-weights begins from "
                + weights.file().getFileName()
                + " (step "
                + counting.step(weights.step())
                + " of "
                + counting.total()
                + ") with a fresh optimizer and learning rate; "
                + SAVE_STATE);
  }

  private SavedWeights weights(SavedFiles saved, ResumeCounting counting) {
    for (SavedWeights file : saved.weights()) {
      String problem = problem(file, counting);
      if (problem == null) {
        return file;
      }
      passedBy.add(new PassedBy(file.file(), problem));
    }
    throw new UserError(
        run.name()
            + " left no weights to begin from"
            + (passedBy.isEmpty()
                ? ""
                : ": " + passedBy.getFirst().path() + ": " + passedBy.getFirst().problem()),
        "start it anew: lorabake train " + run.file(RunDirectory.RECIPE));
  }

  private static @Nullable String problem(SavedWeights file, ResumeCounting counting) {
    String problem = file.problem();
    long step = counting.step(file.step());
    return problem == null && step >= counting.total()
        ? "they were saved at step " + step + ", and the training ends at " + counting.total()
        : problem;
  }

  private void refuseUnfit(List<ChangedSetting> unfit) {
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
