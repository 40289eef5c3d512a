package dev.lorabake.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When upstream saves, and what it removes again. {@code null} stands for an option that is not
 * set.
 *
 * @param outputName {@code null} gives files upstream's own names
 * @param extension with its dot
 */
record SaveRules(
    @Nullable String outputName,
    String extension,
    @Nullable Long everyEpochs,
    @Nullable Long everySteps,
    @Nullable Long epochRatio,
    @Nullable Long lastEpochs,
    @Nullable Long lastSteps,
    @Nullable Long lastEpochStates,
    @Nullable Long lastStepStates,
    boolean states,
    boolean finalState) {

  /** The epochs between two saves, of which a ratio decides over the number. */
  @Nullable Long epochInterval(long epochs) {
    if (epochRatio == null || epochRatio <= 0) {
      return everyEpochs;
    }
    return Math.max(1, epochs / epochRatio);
  }

  String epochName(long epoch) {
    return String.format(Locale.ROOT, "%s-%06d", outputName == null ? "epoch" : outputName, epoch);
  }

  String stepName(long step) {
    return String.format(Locale.ROOT, "%s-step%08d", outputName == null ? "at" : outputName, step);
  }

  /** The folder of a state, whose name starts as that of the weights beside it. */
  static String state(String name) {
    return name + "-state";
  }

  String lastName() {
    return outputName == null ? "last" : outputName;
  }
}
