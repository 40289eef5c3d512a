package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class LearningRules {
  private LearningRules() {}

  public static List<Rule> all() {
    return List.of(
        new AdafactorIgnoresRate(),
        new AdafactorScheduler(),
        new AdafactorSchedulerWithoutAdafactor(),
        new AdaptiveRateFarFromOne(),
        new AdaptiveScheduler(),
        new AdaptiveWithSeveralRates(),
        new DecayLongerThanRun(),
        new EmptyTimestepRange(),
        new FusedBackwardPass(),
        new HuberScheduleOnFlow(),
        new LearningRateLeftAtDefault(),
        new MainRateTooLow(),
        new MalformedOptimizerArg(),
        new OptimizerCannotTrain(),
        new ProdigyWarmupWithoutSafeguard(),
        new RateNotScaledWithBatch(),
        new RateOverridden(),
        new SchedulerOfScheduleFree(),
        new SchedulerRefusesWarmup(),
        new SchedulerWithoutItsSettings(),
        new SigmaSqrtOnSd3(),
        new UnknownOptimizer(),
        new UnknownScheduler(),
        new UnusableSchedulerType(),
        new UnusedFlowOption(),
        new UnusedHuberOption(),
        new UnusedSchedulerOption(),
        new UnusualLearningRate(),
        new WarmupDividedByProcesses(),
        new WarmupLeftOut(),
        new WarmupLongerThanRun(),
        new WrongOptimizerArg(),
        new WrongSchedulerArg());
  }
}
