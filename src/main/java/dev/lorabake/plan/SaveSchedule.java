package dev.lorabake.plan;

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
  private final Map<String, Save> saves = new LinkedHashMap<>();
  private final Set<String> states = new HashSet<>();
  private long mostStates;
  private long weightsThere;
  private long mostWeights;

  private SaveSchedule(SaveRules rules, StepPlan steps) {
    this.rules = rules;
    this.steps = steps;
  }

  /**
   * One file of weights.
   *
   * @param epoch {@code null} for a save by steps
   */
  record Save(String file, @Nullable Long epoch, long step, boolean kept) {}

  /**
   * What the training writes.
   *
   * @param weights in the order of writing, the final file last
   * @param mostWeights files of weights that lie there at once
   * @param statesKept state folders that are left at the end
   * @param mostStates state folders that lie there at once
   */
  record Saves(List<Save> weights, long mostWeights, long statesKept, long mostStates) {
    static final Saves NONE = new Saves(List.of(), 0, 0, 0);
  }

  static Saves of(SaveRules rules, StepPlan steps) {
    return new SaveSchedule(rules, steps).walk();
  }

  private Saves walk() {
    @Nullable Long everyEpochs = rules.epochInterval(steps.epochs());
    long step = steps.firstStep();
    for (long epoch = steps.firstEpoch(); epoch < steps.epochs(); epoch++) {
      long end = Math.min(step + steps.updatesIn(epoch), steps.totalSteps());
      saveBySteps(step, end);
      step = Math.max(step, end);
      long number = epoch + 1;
      if (everyEpochs != null && number % everyEpochs == 0 && number < steps.epochs()) {
        saveByEpoch(number, step, everyEpochs);
      }
    }
    if (rules.states() || rules.finalState()) {
      addState(rules.lastName());
    }
    add(rules.lastName() + rules.extension(), steps.epochs(), step);
    return new Saves(List.copyOf(saves.values()), mostWeights, states.size(), mostStates);
  }

  private void saveBySteps(long from, long to) {
    Long every = rules.everySteps();
    if (every == null) {
      return;
    }
    for (long at = Math.floorDiv(from, every) * every + every; at <= to; at += every) {
      add(rules.stepName(at) + rules.extension(), null, at);
      if (rules.states()) {
        addState(rules.stepName(at));
        Long last = orElse(rules.lastStepStates(), rules.lastSteps());
        if (last != null && stepToRemove(at, last, every) > 0) {
          removeState(rules.stepName(stepToRemove(at, last, every)));
        }
      }
      if (rules.lastSteps() != null && stepToRemove(at, rules.lastSteps(), every) >= 0) {
        remove(rules.stepName(stepToRemove(at, rules.lastSteps(), every)) + rules.extension());
      }
    }
  }

  private static long stepToRemove(long step, long last, long every) {
    long before = step - last - 1;
    return before - Math.floorMod(before, every);
  }

  private void saveByEpoch(long epoch, long step, long every) {
    add(rules.epochName(epoch) + rules.extension(), epoch, step);
    if (rules.lastEpochs() != null && epoch - every * rules.lastEpochs() >= 0) {
      remove(rules.epochName(epoch - every * rules.lastEpochs()) + rules.extension());
    }
    if (rules.states()) {
      addState(rules.epochName(epoch));
      Long last = orElse(rules.lastEpochStates(), rules.lastEpochs());
      if (last != null) {
        removeState(rules.epochName(epoch - every * last));
      }
    }
  }

  /** A count of 0 states is taken for none given: Python's {@code if}. */
  private static @Nullable Long orElse(@Nullable Long states, @Nullable Long weights) {
    return states != null && states != 0 ? states : weights;
  }

  private void add(String file, @Nullable Long epoch, long step) {
    Save before = saves.put(file, new Save(file, epoch, step, true));
    if (before == null || !before.kept()) {
      weightsThere++;
    }
    mostWeights = Math.max(mostWeights, weightsThere);
  }

  private void remove(String file) {
    Save save = saves.get(file);
    if (save != null && save.kept()) {
      saves.put(file, new Save(file, save.epoch(), save.step(), false));
      weightsThere--;
    }
  }

  private void addState(String name) {
    states.add(name);
    mostStates = Math.max(mostStates, states.size());
  }

  private void removeState(String name) {
    states.remove(name);
  }
}
