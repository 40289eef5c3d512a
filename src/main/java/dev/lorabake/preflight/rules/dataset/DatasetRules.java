package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class DatasetRules {
  private DatasetRules() {}

  public static List<Rule> all() {
    return List.of(
        new AlphaMaskWithoutTransparency(),
        new BrokenCache(),
        new BrokenImageInfo(),
        new BucketsCapped(),
        new CacheFolderReadOnly(),
        new CacheNamesAnotherSize(),
        new CachedAlphaMask(),
        new CachedInfoWithValidation(),
        new CachedLatentsWithAugmentation(),
        new CutOffImage(),
        new DroppedTransparency(),
        new EmptyFolder(),
        new FacePlaceMissing(),
        new FacePlaceUnreadable(),
        new HighResolution(),
        new IgnoredFolder(),
        new ImageTooLargeForPillow(),
        new ImagesOfOneName(),
        new IncompleteCacheUnchecked(),
        new InvalidBucketStep(),
        new LargeBatch(),
        new LatentsOfAnotherSize(),
        new LonelyRegularisation(),
        new LowResolution(),
        new MaskOfAnotherSize(),
        new MaskedLossWithoutMasks(),
        new MisnamedLatentCache(),
        new MissingDataset(),
        new MissingFolder(),
        new MissingMask(),
        new MixedSubsets(),
        new NoBucketsForMixedSizes(),
        new NoImages(),
        new NoRepeatFolders(),
        new OutputPreservationFails(),
        new OutdatedImageInfo(),
        new OutdatedLatents(),
        new PicturePassedBy(),
        new PriorLossWithoutRegularisation(),
        new RegularisationDoublesSteps(),
        new RepeatedFolder(),
        new ResolutionOutsideBuckets(),
        new SixteenBitGreyImage(),
        new SurplusMask(),
        new SurplusRegularisation(),
        new ThinBuckets(),
        new TrainDataDirBesideDatasets(),
        new TurnedImage(),
        new UnbucketableImage(),
        new UnfixedValidation(),
        new UnplannableValue(),
        new UnreadableImage(),
        new UnsupportedWithMasks(),
        new ValidationNeverUsed());
  }
}
