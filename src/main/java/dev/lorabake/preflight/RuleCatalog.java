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
import dev.lorabake.preflight.rules.environment.CpuTorchOnGpuMachine;
import dev.lorabake.preflight.rules.environment.EightBitOptimizerOnOldGpu;
import dev.lorabake.preflight.rules.environment.EightBitOptimizerWithoutGpu;
import dev.lorabake.preflight.rules.environment.NoGpu;
import dev.lorabake.preflight.rules.environment.PythonTooOld;
import dev.lorabake.preflight.rules.environment.SageAttentionCannotTrain;
import dev.lorabake.preflight.rules.environment.TorchWithoutKernelsForGpu;
import dev.lorabake.preflight.rules.environment.UnusablePythonPackage;
import dev.lorabake.preflight.rules.environment.XformersOnNewGpu;
import dev.lorabake.preflight.rules.logging.LogFolderMissing;
import dev.lorabake.preflight.rules.memory.CachedCaptionsVary;
import dev.lorabake.preflight.rules.memory.CachedLatentsVary;
import dev.lorabake.preflight.rules.memory.CachedTextEncoderTrained;
import dev.lorabake.preflight.rules.memory.CpuOffloadUnsupported;
import dev.lorabake.preflight.rules.memory.CpuThreadsDoNotFit;
import dev.lorabake.preflight.rules.memory.DoesNotFitGpu;
import dev.lorabake.preflight.rules.memory.Fp8WithoutCheckpointing;
import dev.lorabake.preflight.rules.memory.LargeBatch;
import dev.lorabake.preflight.rules.memory.LatentsNotCached;
import dev.lorabake.preflight.rules.memory.ManyDataWorkers;
import dev.lorabake.preflight.rules.memory.MemoryHungryOptimizer;
import dev.lorabake.preflight.rules.memory.NoMemoryEfficientAttention;
import dev.lorabake.preflight.rules.memory.PersistentWorkersWithoutWorkers;
import dev.lorabake.preflight.rules.memory.TooManyBlocksSwapped;
import dev.lorabake.preflight.rules.network.AlphaExceedsRank;
import dev.lorabake.preflight.rules.precision.Bf16CheckpointLosesDigits;
import dev.lorabake.preflight.rules.precision.Bf16UnsupportedByGpu;
import dev.lorabake.preflight.rules.precision.Fp16OnGtx16;
import dev.lorabake.preflight.rules.precision.Fp32Checkpoint;
import dev.lorabake.preflight.rules.precision.Fp8BaseUnusable;
import dev.lorabake.preflight.rules.precision.FullHalfPrecisionMismatch;
import dev.lorabake.preflight.rules.precision.MixedPrecisionOff;
import dev.lorabake.preflight.rules.precision.SdxlVaeInFp16;
import dev.lorabake.preflight.rules.sampling.BrokenSamplePrompt;
import dev.lorabake.preflight.rules.sampling.SampleIntervalLongerThanRun;
import dev.lorabake.preflight.rules.sampling.SampleSizeRounded;
import dev.lorabake.preflight.rules.sampling.SampleSmallerThanTrained;
import dev.lorabake.preflight.rules.sampling.SampleWithoutNegativePrompt;
import dev.lorabake.preflight.rules.sampling.SamplesTooOften;
import dev.lorabake.preflight.rules.sampling.SamplesWithoutPrompts;
import dev.lorabake.preflight.rules.sampling.UnknownSampler;
import dev.lorabake.preflight.rules.sampling.UnreadablePromptFile;
import dev.lorabake.preflight.rules.sampling.UnusedSamplePrompts;
import dev.lorabake.preflight.rules.saving.MissingOutputDir;
import dev.lorabake.preflight.rules.saving.NoIntermediateSaves;
import dev.lorabake.preflight.rules.saving.OutputWouldOverwrite;
import dev.lorabake.preflight.rules.saving.PickleCheckpoint;
import dev.lorabake.preflight.rules.saving.SaveIntervalLongerThanRun;
import dev.lorabake.preflight.rules.saving.SaveLastCountsSteps;
import dev.lorabake.preflight.rules.saving.StartPastEnd;
import dev.lorabake.preflight.rules.saving.UnusableOutputDir;
import dev.lorabake.preflight.rules.saving.UnusableOutputName;
import dev.lorabake.preflight.rules.saving.UnusableResumeState;
import dev.lorabake.preflight.rules.saving.UploadWithoutPath;
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
          new Bf16CheckpointLosesDigits(),
          new Bf16UnsupportedByGpu(),
          new BrokenSamplePrompt(),
          new BucketLimitShrinksImages(),
          new BucketStepInvalid(),
          new CachedCaptionsVary(),
          new CachedLatentsVary(),
          new CachedTextEncoderTrained(),
          new CaptionEmpty(),
          new CaptionExtensionMismatch(),
          new CaptionFirstLineBlank(),
          new CaptionMissing(),
          new CaptionNotUtf8(),
          new CaptionWithByteOrderMark(),
          new CaptionsAlwaysDropped(),
          new ConflictingOptions(),
          new CpuOffloadUnsupported(),
          new CpuThreadsDoNotFit(),
          new CpuTorchOnGpuMachine(),
          new DatasetKeyAtWrongLevel(),
          new DatasetKeyOfWrongType(),
          new DeprecatedOption(),
          new DoesNotFitGpu(),
          new EightBitOptimizerOnOldGpu(),
          new EightBitOptimizerWithoutGpu(),
          new FewImages(),
          new FolderEmpty(),
          new FolderIgnored(),
          new FolderMissing(),
          new FolderUsedTwice(),
          new Fp16OnGtx16(),
          new Fp32Checkpoint(),
          new Fp8BaseUnusable(),
          new Fp8WithoutCheckpointing(),
          new FullHalfPrecisionMismatch(),
          new IgnoredByFamily(),
          new ImageTooThin(),
          new InactiveOption(),
          new LargeBatch(),
          new LastEpochCutShort(),
          new LatentsNotCached(),
          new LengthLeftToChance(),
          new LikelyOvertraining(),
          new LikelyUndertraining(),
          new LogFolderMissing(),
          new ManyDataWorkers(),
          new ManyRepeats(),
          new MaskedLossWithoutMasks(),
          new MemoryHungryOptimizer(),
          new MissingFile(),
          new MissingOutputDir(),
          new MissingRequiredOption(),
          new MixedPrecisionOff(),
          new NoDataset(),
          new NoGpu(),
          new NoImages(),
          new NoIntermediateSaves(),
          new NoMemoryEfficientAttention(),
          new NoRepeatFolders(),
          new OptionOfAnotherFamily(),
          new OptionWithoutEffect(),
          new OutOfRange(),
          new OutputWouldOverwrite(),
          new PersistentWorkersWithoutWorkers(),
          new PickleCheckpoint(),
          new PriorLossWithoutRegularisation(),
          new PythonTooOld(),
          new RegularisationDoublesSteps(),
          new RegularisationInOwnDataset(),
          new ResolutionAboveModel(),
          new ResolutionBelowModel(),
          new ResolutionOutsideBuckets(),
          new SageAttentionCannotTrain(),
          new SampleIntervalLongerThanRun(),
          new SampleSizeRounded(),
          new SampleSmallerThanTrained(),
          new SampleWithoutNegativePrompt(),
          new SamplesTooOften(),
          new SamplesWithoutPrompts(),
          new SaveIntervalLongerThanRun(),
          new SaveLastCountsSteps(),
          new SdxlVaeInFp16(),
          new SecretInRecipe(),
          new SeedNotSet(),
          new SentencesShuffled(),
          new ShortBatches(),
          new SizesWithoutBuckets(),
          new SkippingWithAccumulation(),
          new StartPastEnd(),
          new SurplusRegularisationImages(),
          new TooManyBlocksSwapped(),
          new TorchWithoutKernelsForGpu(),
          new TrainDataDirBesideDatasets(),
          new UnknownAllowedRule(),
          new UnknownDatasetKey(),
          new UnknownOption(),
          new UnknownSampler(),
          new UnreadKey(),
          new UnreadableImage(),
          new UnreadablePromptFile(),
          new UnusableLength(),
          new UnusableOutputDir(),
          new UnusableOutputName(),
          new UnusablePythonPackage(),
          new UnusableResumeState(),
          new UnusableValue(),
          new UnusedSamplePrompts(),
          new UploadWithoutPath(),
          new ValidationLeaks(),
          new ValidationSetEmpty(),
          new VeryShortEpochs(),
          new WildcardsOff(),
          new WrongChoice(),
          new WrongType(),
          new XformersOnNewGpu());

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
