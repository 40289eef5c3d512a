package dev.lorabake.plan;

import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.GpuTable;
import dev.lorabake.plan.VramLever.Goal;
import dev.lorabake.plan.VramLever.State;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What would make a training need less of the GPU's memory, by the same formula. */
final class VramSavings {
  private static final double MIB = 1 << 20;

  /** Less than this share of the need is no advice. */
  private static final double WORTH_TELLING = 0.01;

  private final State start;
  private final double need;

  private VramSavings(State start) {
    this.start = start;
    this.need = start.needed();
  }

  static VramSavings of(Recipe recipe, List<VramEstimator.Load> loads) {
    return new VramSavings(
        new State(
            recipe,
            loads,
            List.of(),
            state ->
                VramPeak.of(VramEstimator.worst(state.recipe(), state.model(), state.loads()))
                    .needed()));
  }

  /** Every lever by itself, in the order of what it costs. */
  List<VramSaving> alone() {
    List<VramSaving> savings = new ArrayList<>();
    for (VramLever lever : VramLever.values()) {
      State pulled = lever.pull(start, halved());
      if (pulled != null && need - pulled.needed() > WORTH_TELLING * need) {
        savings.add(saving(start, pulled, lever));
      }
    }
    return List.copyOf(savings);
  }

  /** Of a lever with steps, by itself, as much as saves half of all that it can. */
  private Goal halved() {
    return state -> state.needed() < 0.75 * need;
  }

  /**
   * The cheapest levers that together bring the need down to that, {@code null} where all together
   * do not.
   */
  @Nullable VramFit toFit(double freeMib) {
    Goal goal = state -> state.needed() <= freeMib;
    List<VramLever> pulled = new ArrayList<>();
    State state = start;
    for (VramLever lever : VramLever.values()) {
      State next = goal.met(state) ? null : lever.pull(state, goal);
      if (next != null && state.needed() - next.needed() > WORTH_TELLING * state.needed()) {
        pulled.add(lever);
        state = next;
      }
    }
    if (!goal.met(state)) {
      return null;
    }
    // a dear lever at the end may have made a cheaper one before it needless
    for (VramLever lever : List.copyOf(pulled).reversed()) {
      List<VramLever> fewer = new ArrayList<>(pulled);
      fewer.remove(lever);
      State without = after(fewer, goal);
      // but no other is pulled further in its place
      if (!lever.free() && goal.met(without) && state.set().containsAll(without.set())) {
        pulled = fewer;
        state = without;
      }
    }
    return fit(pulled, goal);
  }

  private State after(List<VramLever> levers, Goal goal) {
    State state = start;
    for (VramLever lever : levers) {
      State next = lever.pull(state, goal);
      state = next == null ? state : next;
    }
    return state;
  }

  private VramFit fit(List<VramLever> levers, Goal goal) {
    List<VramSaving> changes = new ArrayList<>();
    State state = start;
    for (VramLever lever : levers) {
      State next = lever.pull(state, goal);
      if (next != null) {
        changes.add(saving(state, next, lever));
        state = next;
      }
    }
    return new VramFit(List.copyOf(changes), bytes(state.needed()));
  }

  /** The smallest card of the table that holds so many MiB, {@code null} for none. */
  static @Nullable String smallestCard(Recipe recipe, double mib) {
    boolean bfloat = recipe.text("mixed_precision").orElse("").equals("bf16");
    return GpuTable.cards().stream()
        .filter(card -> !bfloat || card.nativeBf16())
        .filter(card -> card.memoryBytes() * VramFacts.safeShareOfFree() >= mib * MIB)
        .min(Comparator.comparingLong(Gpu::memoryBytes))
        .map(Gpu::name)
        .orElse(null);
  }

  private static VramSaving saving(State before, State after, VramLever lever) {
    return new VramSaving(
        after.since(before),
        bytes(before.needed() - after.needed()),
        bytes(after.needed()),
        lever.cost());
  }

  private static long bytes(double mib) {
    return Math.round(mib * MIB);
  }
}
