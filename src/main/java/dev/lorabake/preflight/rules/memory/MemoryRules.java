package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class MemoryRules {
  private MemoryRules() {}

  public static List<Rule> all() {
    return List.of(
        new AttentionCannotTrain(),
        new CpuOffloadUnsupported(),
        new FlashAttentionInFullPrecision(),
        new Fp8WithoutCheckpointing(),
        new LatentsNotCached(),
        new MemoryHungryOptimizer(),
        new NoFastAttention(),
        new NoGradientCheckpointing(),
        new PersistentWorkersWithoutWorkers(),
        new PhaseExceedsVram(),
        new TextEncodersKeptInMemory(),
        new TooManyBlocksToSwap(),
        new UnknownDynamoBackend(),
        new VramNearlyFull(),
        new VramTooSmall());
  }
}
