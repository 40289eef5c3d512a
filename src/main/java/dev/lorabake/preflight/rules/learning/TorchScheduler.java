package dev.lorabake.preflight.rules.learning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A class of torch.optim.lr_scheduler and what its constructor takes after the optimizer (torch
 * 2.8).
 *
 * @param needed arguments without a default
 * @param optional the others
 * @param obstacle why upstream cannot train with it, empty when it can
 */
record TorchScheduler(List<String> needed, List<String> optional, String obstacle) {
  private static final String FUNCTION = "it needs a function, which cannot be written here";
  private static final String OTHERS = "it needs other schedulers, which cannot be written here";

  private static final Map<String, TorchScheduler> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ConstantLR", with("", "factor total_iters")),
              Map.entry("CosineAnnealingLR", with("T_max", "eta_min")),
              Map.entry("CosineAnnealingWarmRestarts", with("T_0", "T_mult eta_min")),
              Map.entry(
                  "CyclicLR",
                  with(
                      "base_lr max_lr",
                      "step_size_up step_size_down mode gamma scale_fn scale_mode cycle_momentum"
                          + " base_momentum max_momentum")),
              Map.entry("ExponentialLR", with("gamma", "")),
              Map.entry("LinearLR", with("", "start_factor end_factor total_iters")),
              Map.entry("MultiStepLR", with("milestones", "gamma")),
              Map.entry(
                  "OneCycleLR",
                  with(
                      "max_lr",
                      "total_steps epochs steps_per_epoch pct_start anneal_strategy cycle_momentum"
                          + " base_momentum max_momentum div_factor final_div_factor three_phase")),
              Map.entry("PolynomialLR", with("", "total_iters power")),
              Map.entry("StepLR", with("step_size", "gamma")),
              Map.entry("LambdaLR", without(FUNCTION)),
              Map.entry("MultiplicativeLR", without(FUNCTION)),
              Map.entry("SequentialLR", without(OTHERS)),
              Map.entry("ChainedScheduler", without(OTHERS)),
              Map.entry("LRScheduler", without("it is only what the others are built on")),
              Map.entry(
                  "ReduceLROnPlateau",
                  without("it wants the loss at each step, and sd-scripts gives none"))));

  static Optional<TorchScheduler> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The names that can train. */
  static List<String> names() {
    return ALL.entrySet().stream()
        .filter(entry -> entry.getValue().obstacle.isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean takes(String arg) {
    return needed.contains(arg) || optional.contains(arg) || arg.equals("last_epoch");
  }

  private static TorchScheduler with(String needed, String optional) {
    return new TorchScheduler(words(needed), words(optional), "");
  }

  private static TorchScheduler without(String obstacle) {
    return new TorchScheduler(List.of(), List.of(), obstacle);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
