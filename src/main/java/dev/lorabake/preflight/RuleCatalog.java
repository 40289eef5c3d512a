package dev.lorabake.preflight;

import dev.lorabake.preflight.rules.captions.CaptionEmpty;
import dev.lorabake.preflight.rules.captions.CaptionExtensionMismatch;
import dev.lorabake.preflight.rules.captions.CaptionFirstLineBlank;
import dev.lorabake.preflight.rules.captions.CaptionMissing;
import dev.lorabake.preflight.rules.captions.CaptionNotUtf8;
import dev.lorabake.preflight.rules.captions.CaptionWithByteOrderMark;
import dev.lorabake.preflight.rules.captions.CaptionsAlwaysDropped;
import dev.lorabake.preflight.rules.captions.SentencesShuffled;
import dev.lorabake.preflight.rules.captions.WildcardsOff;
import dev.lorabake.preflight.rules.dataset.BucketLimitShrinksImages;
import dev.lorabake.preflight.rules.dataset.BucketStepInvalid;
import dev.lorabake.preflight.rules.dataset.FewImages;
import dev.lorabake.preflight.rules.dataset.FolderEmpty;
import dev.lorabake.preflight.rules.dataset.FolderIgnored;
import dev.lorabake.preflight.rules.dataset.FolderMissing;
import dev.lorabake.preflight.rules.dataset.FolderUsedTwice;
import dev.lorabake.preflight.rules.dataset.ImageTooThin;
import dev.lorabake.preflight.rules.dataset.ManyRepeats;
import dev.lorabake.preflight.rules.dataset.MaskedLossWithoutMasks;
import dev.lorabake.preflight.rules.dataset.NoDataset;
import dev.lorabake.preflight.rules.dataset.NoImages;
import dev.lorabake.preflight.rules.dataset.NoRepeatFolders;
import dev.lorabake.preflight.rules.dataset.PriorLossWithoutRegularisation;
import dev.lorabake.preflight.rules.dataset.RegularisationDoublesSteps;
import dev.lorabake.preflight.rules.dataset.RegularisationInOwnDataset;
import dev.lorabake.preflight.rules.dataset.ResolutionAboveModel;
import dev.lorabake.preflight.rules.dataset.ResolutionBelowModel;
import dev.lorabake.preflight.rules.dataset.ResolutionOutsideBuckets;
import dev.lorabake.preflight.rules.dataset.ShortBatches;
import dev.lorabake.preflight.rules.dataset.SizesWithoutBuckets;
import dev.lorabake.preflight.rules.dataset.SurplusRegularisationImages;
import dev.lorabake.preflight.rules.dataset.TrainDataDirBesideDatasets;
import dev.lorabake.preflight.rules.dataset.UnreadableImage;
import dev.lorabake.preflight.rules.dataset.UnusableValue;
import dev.lorabake.preflight.rules.dataset.ValidationLeaks;
import dev.lorabake.preflight.rules.dataset.ValidationSetEmpty;
import dev.lorabake.preflight.rules.network.AlphaExceedsRank;
import dev.lorabake.preflight.rules.steps.AccumulationExceedsEpoch;
import dev.lorabake.preflight.rules.steps.LastEpochCutShort;
import dev.lorabake.preflight.rules.steps.LengthLeftToChance;
import dev.lorabake.preflight.rules.steps.LikelyOvertraining;
import dev.lorabake.preflight.rules.steps.LikelyUndertraining;
import dev.lorabake.preflight.rules.steps.SeedNotSet;
import dev.lorabake.preflight.rules.steps.SkippingWithAccumulation;
import dev.lorabake.preflight.rules.steps.UnusableLength;
import dev.lorabake.preflight.rules.steps.VeryShortEpochs;
import dev.lorabake.preflight.rules.values.ConflictingOptions;
import dev.lorabake.preflight.rules.values.DatasetKeyAtWrongLevel;
import dev.lorabake.preflight.rules.values.DatasetKeyOfWrongType;
import dev.lorabake.preflight.rules.values.DeprecatedOption;
import dev.lorabake.preflight.rules.values.IgnoredByFamily;
import dev.lorabake.preflight.rules.values.InactiveOption;
import dev.lorabake.preflight.rules.values.MissingFile;
import dev.lorabake.preflight.rules.values.MissingRequiredOption;
import dev.lorabake.preflight.rules.values.OptionOfAnotherFamily;
import dev.lorabake.preflight.rules.values.OptionWithoutEffect;
import dev.lorabake.preflight.rules.values.OutOfRange;
import dev.lorabake.preflight.rules.values.SecretInRecipe;
import dev.lorabake.preflight.rules.values.UnknownAllowedRule;
import dev.lorabake.preflight.rules.values.UnknownDatasetKey;
import dev.lorabake.preflight.rules.values.UnknownOption;
import dev.lorabake.preflight.rules.values.UnreadKey;
import dev.lorabake.preflight.rules.values.WrongChoice;
import dev.lorabake.preflight.rules.values.WrongType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every rule, sorted by id; kept by hand. */
public final class RuleCatalog {
  private static final List<Rule> RULES =
      List.of(
          new AccumulationExceedsEpoch(),
          new AlphaExceedsRank(),
          new BucketLimitShrinksImages(),
          new BucketStepInvalid(),
          new CaptionEmpty(),
          new CaptionExtensionMismatch(),
          new CaptionFirstLineBlank(),
          new CaptionMissing(),
          new CaptionNotUtf8(),
          new CaptionWithByteOrderMark(),
          new CaptionsAlwaysDropped(),
          new ConflictingOptions(),
          new DatasetKeyAtWrongLevel(),
          new DatasetKeyOfWrongType(),
          new DeprecatedOption(),
          new FewImages(),
          new FolderEmpty(),
          new FolderIgnored(),
          new FolderMissing(),
          new FolderUsedTwice(),
          new IgnoredByFamily(),
          new ImageTooThin(),
          new InactiveOption(),
          new LastEpochCutShort(),
          new LengthLeftToChance(),
          new LikelyOvertraining(),
          new LikelyUndertraining(),
          new ManyRepeats(),
          new MaskedLossWithoutMasks(),
          new MissingFile(),
          new MissingRequiredOption(),
          new NoDataset(),
          new NoImages(),
          new NoRepeatFolders(),
          new OptionOfAnotherFamily(),
          new OptionWithoutEffect(),
          new OutOfRange(),
          new PriorLossWithoutRegularisation(),
          new RegularisationDoublesSteps(),
          new RegularisationInOwnDataset(),
          new ResolutionAboveModel(),
          new ResolutionBelowModel(),
          new ResolutionOutsideBuckets(),
          new SecretInRecipe(),
          new SeedNotSet(),
          new SentencesShuffled(),
          new ShortBatches(),
          new SizesWithoutBuckets(),
          new SkippingWithAccumulation(),
          new SurplusRegularisationImages(),
          new TrainDataDirBesideDatasets(),
          new UnknownAllowedRule(),
          new UnknownDatasetKey(),
          new UnknownOption(),
          new UnreadKey(),
          new UnreadableImage(),
          new UnusableLength(),
          new UnusableValue(),
          new ValidationLeaks(),
          new ValidationSetEmpty(),
          new VeryShortEpochs(),
          new WildcardsOff(),
          new WrongChoice(),
          new WrongType());

  private static final Map<String, Rule> BY_ID = byId();

  private RuleCatalog() {}

  /** All rules, sorted by id. */
  public static List<Rule> all() {
    return RULES;
  }

  public static Optional<Rule> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** The hand-written explanation of a rule, as Markdown. */
  public static String page(Rule rule) {
    return RulePage.explanation(rule);
  }

  static Rule rule(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no rule " + id));
  }

  private static Map<String, Rule> byId() {
    Map<String, Rule> map = new LinkedHashMap<>();
    for (Rule rule : RULES) {
      if (map.put(rule.id(), rule) != null) {
        throw new IllegalStateException("two rules are called " + rule.id());
      }
    }
    return map;
  }
}
