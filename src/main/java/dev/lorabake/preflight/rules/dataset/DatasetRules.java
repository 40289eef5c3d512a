package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class DatasetRules {
  private DatasetRules() {}

  public static List<Rule> all() {
    return List.of(
        new BucketLimitRounded(),
        new BucketsCapped(),
        new CachedInfoWithValidation(),
        new CachedLatentsWithAugmentation(),
        new DatasetWithoutSubsets(),
        new EmptyFolder(),
        new EnlargedImages(),
        new HighResolution(),
        new IgnoredFolder(),
        new ImagesOutOfReach(),
        new IndivisibleResolution(),
        new InvalidBucketStep(),
        new LargeBatch(),
        new LonelyRegularisation(),
        new LowResolution(),
        new MaskedLossWithoutMasks(),
        new MetadataImageFromCache(),
        new MetadataNameTwice(),
        new MissingDataset(),
        new MissingFolder(),
        new MixedSubsets(),
        new NoBucketsForMixedSizes(),
        new NoImages(),
        new NoRepeatFolders(),
        new OptionOverriddenByDatasets(),
        new OverlappingValidation(),
        new PriorLossWithoutRegularisation(),
        new RandomValidationTimesteps(),
        new RegularisationDoublesSteps(),
        new RepeatedFolder(),
        new ResolutionOutsideBuckets(),
        new SharedLatentCache(),
        new SurplusRegularisation(),
        new ThinBuckets(),
        new TrainDataDirBesideDatasets(),
        new UnbucketableImage(),
        new UnfixedValidation(),
        new UnheardInMaskedDataset(),
        new UnplannableValue(),
        new UnreadableImage(),
        new ValidationNeverUsed(),
        new ValidationOnTrainingImages());
  }
}
