package dev.lorabake.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every file and state folder that a training will write, in order, by walking its epochs as
 * upstream does (train_network.py, {@code get_remove_epoch_no} and its like in train_util.py).
 */
final class SaveSchedule {
  private final SaveRules rules;
  private final StepPlan steps;
  private final Set<String> lying;
  private final Written weights = new Written();
  private final Written states = new Written();
  private final List<Change> changes = new ArrayList<>();
  private final @Nullable Long everyEpochs;

  private SaveSchedule(SaveRules rules, StepPlan steps, Set<String> lying) {
    this.rules = rules;
    this.steps = steps;
    this.lying = new HashSet<>(lying);
    this.everyEpochs = rules.epochInterval(steps.epochs());
  }

  /**
   * A file of weights or a state folder.
   *
   * @param epoch {@code null} for a save by steps
   * @param step that it is written after; of a state, the step that it names
   */
  record Save(String file, @Nullable Long epoch, long step, boolean kept) {}

  /** What happens to the output folder; {@code epoch} as in {@link Save}. */
  record Change(Kind kind, String name, @Nullable Long epoch, long step) {
    enum Kind {
      WEIGHTS,
      STATE,
      REMOVED
    }
  }

  /**
   * What the training writes.
   *
   * @param weights in the order of writing, the final file last
   * @param mostWeights files of weights that lie there at once
   * @param states folders in the order of writing
   * @param mostStates state folders that lie there at once
   * @param changes all of it in order, with what is removed on the way, an earlier run's among it
   */
  record Saves(
      List<Save> weights,
      long mostWeights,
      List<Save> states,
      long mostStates,
      List<Change> changes) {
    static final Saves NONE = new Saves(List.of(), 0, List.of(), 0, List.of());

    long statesKept() {
      return states.stream().filter(Save::kept).count();
    }
  }

  /** Files or folders of one kind, as they come and go. */
  private static final class Written {
    private final Map<String, Save> saves = new LinkedHashMap<>();
    private long there;
    private long most;

    void add(String name, @Nullable Long epoch, long step) {
      Save before = saves.put(name, new Save(name, epoch, step, true));
      there += before == null || !before.kept() ? 1 : 0;
      most = Math.max(most, there);
    }

    /** Whether it was there. */
    boolean remove(String name) {
      Save save = saves.get(name);
      if (save == null || !save.kept()) {
        return false;
      }
      saves.put(name, new Save(name, save.epoch(), save.step(), false));
      there--;
      return true;
    }
  }

  static Saves of(SaveRules rules, StepPlan steps) {
    return of(rules, steps, Set.of());
  }

  /**
   * The saves of a training.
   *
   * @param lying names of what lies in its output folder before it starts
   */
  static Saves of(SaveRules rules, StepPlan steps, Set<String> lying) {
    return new SaveSchedule(rules, steps, lying).walk();
  }

  private Saves walk() {
    TrainingWalk.End end =
        TrainingWalk.walk(
            steps,
            epoch -> {
              saveBySteps(epoch.from(), epoch.to());
              saveByEpoch(epoch);
            });
    if (rules.states() || rules.finalState()) {
      addState(rules.lastName(), end.recordedEpoch(), end.recordedStep());
    }
    addWeights(rules.lastName(), steps.epochs(), end.step());
    return new Saves(
        List.copyOf(weights.saves.values()),
        weights.most,
        List.copyOf(states.saves.values()),
        states.most,
        List.copyOf(changes));
  }

  private void saveBySteps(long from, long to) {
    Long every = rules.everySteps();
    if (every == null) {
      return;
    }
    for (long at = Math.floorDiv(from, every) * every + every; at <= to; at += every) {
      addWeights(rules.stepName(at), null, at);
      if (rules.states()) {
        addState(rules.stepName(at), null, at);
        Long last = orElse(rules.lastStepStates(), rules.lastSteps());
        if (last != null && stepToRemove(at, last, every) > 0) {
          remove(states, SaveRules.state(rules.stepName(stepToRemove(at, last, every))), at);
        }
      }
      if (rules.lastSteps() != null && stepToRemove(at, rules.lastSteps(), every) >= 0) {
        String old = rules.stepName(stepToRemove(at, rules.lastSteps(), every));
        remove(weights, old + rules.extension(), at);
      }
    }
  }

  private static long stepToRemove(long step, long last, long every) {
    long before = step - last - 1;
    return before - Math.floorMod(before, every);
  }

  private void saveByEpoch(TrainingWalk.Epoch epoch) {
    Long every = everyEpochs;
    long number = epoch.number();
    if (every == null || number % every != 0 || number >= steps.epochs()) {
      return;
    }
    addWeights(rules.epochName(number), number, epoch.to());
    if (rules.lastEpochs() != null && number - every * rules.lastEpochs() >= 0) {
      String old = rules.epochName(number - every * rules.lastEpochs());
      remove(weights, old + rules.extension(), epoch.to());
    }
    if (rules.states()) {
      addState(rules.epochName(number), number, epoch.recorded());
      Long last = orElse(rules.lastEpochStates(), rules.lastEpochs());
      if (last != null) {
        remove(states, SaveRules.state(rules.epochName(number - every * last)), epoch.to());
      }
    }
  }

  /** A count of 0 states is taken for none given: Python's {@code if}. */
  private static @Nullable Long orElse(@Nullable Long states, @Nullable Long weights) {
    return states != null && states != 0 ? states : weights;
  }

  private void addWeights(String name, @Nullable Long epoch, long step) {
    weights.add(name + rules.extension(), epoch, step);
    changes.add(new Change(Change.Kind.WEIGHTS, name + rules.extension(), epoch, step));
  }

  private void addState(String name, @Nullable Long epoch, long step) {
    states.add(SaveRules.state(name), epoch, step);
    changes.add(new Change(Change.Kind.STATE, SaveRules.state(name), epoch, step));
  }

  private void remove(Written kind, String name, long step) {
    boolean own = kind.remove(name);
    if (lying.remove(name) || own) {
      changes.add(new Change(Change.Kind.REMOVED, name, null, step));
    }
  }
}
