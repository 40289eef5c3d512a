package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class NetworkRules {
  private NetworkRules() {}

  public static List<Rule> all() {
    return List.of(
        new AlphaExceedsRank(),
        new AlphaLeftAtDefault(),
        new ArgsBesideDimFromWeights(),
        new BaseWeightsUnsupported(),
        new BoftRankTooSmall(),
        new BypassModeUnsupported(),
        new ConvAlphaWithoutConvDim(),
        new DropoutInNetworkArgs(),
        new DropoutUnsupported(),
        new DyloraOnTwoTextEncoders(),
        new DyloraRanks(),
        new GgpoOnSeveralGpus(),
        new IndivisibleOftBlocks(),
        new LoconWithoutConvDim(),
        new LoraplusRatioNotPositive(),
        new LycorisConvolutionsByDefault(),
        new LycorisFindsNothing(),
        new MalformedNetworkArg(),
        new MissingNetworkModule(),
        new NetworkArgNotFalse(),
        new NetworkArgNotTrue(),
        new NetworkArgOfWrongType(),
        new NetworkArgWithoutPartner(),
        new NetworkOfAnotherFamily(),
        new NothingToTrain(),
        new OftAlphaTooLarge(),
        new PartFrozenByZeroRate(),
        new RankLeftAtDefault(),
        new ReservedNetworkArg(),
        new SeveralTextEncoderRates(),
        new SplitQkvFails(),
        new TextEncoderOnlyWithoutTextEncoder(),
        new TinyAlpha(),
        new TotalDropout(),
        new UnbalancedConvAlpha(),
        new UnknownAlgorithm(),
        new UnknownNetworkArg(),
        new UnknownNetworkModule(),
        new UnknownPreset(),
        new UntrainedTextEncoder(),
        new UnusableNetworkPattern(),
        new UnusualRank(),
        new WeightNormsUnsupported(),
        new WrongBlockIndices(),
        new WrongBlockList(),
        new WrongBlockWeights(),
        new WrongTrainBlocks(),
        new ZeroAlpha());
  }
}
