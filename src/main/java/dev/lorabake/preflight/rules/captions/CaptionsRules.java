package dev.lorabake.preflight.rules.captions;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class CaptionsRules {
  private CaptionsRules() {}

  public static List<Rule> all() {
    return List.of(
        new BlankCaption(),
        new CachedCaptionOfAnotherLength(),
        new CachedCaptionOfAnotherMask(),
        new CachedCaptionsTrained(),
        new CachedCaptionsUnprocessed(),
        new CachedCaptionsVaried(),
        new CachedDropoutRate(),
        new CaptionCutShort(),
        new CaptionWithByteOrderMark(),
        new CaptionsAlwaysDropped(),
        new CaptionsNotFound(),
        new EmptyCaption(),
        new MissingCaption(),
        new SeparatorBecomesComma(),
        new OutdatedCachedCaption(),
        new ShuffledTriggerWord(),
        new UnreadableCaption(),
        new WeightedCaptionsUnsupported(),
        new WeightsInCaptions(),
        new WildcardBracesUnused());
  }
}
