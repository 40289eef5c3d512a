package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class SavingRules {
  private SavingRules() {}

  public static List<Rule> all() {
    return List.of(
        new AlreadyFinished(),
        new DiskTooSmall(),
        new IncompleteState(),
        new IncompleteUpload(),
        new MalformedHubState(),
        new MissingOutputFolder(),
        new NoIntermediateSaves(),
        new OutputFolderUnusable(),
        new OutputNameLeftAtDefault(),
        new OutputNameUnusable(),
        new OutputNameWithSeparator(),
        new OutputOverwritten(),
        new PickledOutput(),
        new SaveLastCountsSteps(),
        new StepsOfStateIgnored(),
        new ThumbnailNotFound());
  }
}
