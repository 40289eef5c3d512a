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
        new ConvAlphaWithoutConvDim(),
        new DropoutInNetworkArgs(),
        new DyloraRanks(),
        new LoconWithoutConvDim(),
        new LycorisConvolutionsByDefault(),
        new MalformedNetworkArg(),
        new MissingNetworkModule(),
        new NetworkArgNotTrue(),
        new NetworkArgOfWrongType(),
        new NetworkOfAnotherFamily(),
        new NothingToTrain(),
        new OftAlphaTooLarge(),
        new PartFrozenByZeroRate(),
        new RankLeftAtDefault(),
        new ReservedNetworkArg(),
        new SeveralTextEncoderRates(),
        new TextEncoderOnlyWithoutTextEncoder(),
        new TinyAlpha(),
        new UnbalancedConvAlpha(),
        new UnknownAlgorithm(),
        new UnknownNetworkArg(),
        new UnknownNetworkModule(),
        new UnusualRank(),
        new WeightNormsUnsupported(),
        new WrongTrainBlocks(),
        new ZeroAlpha());
  }
}
