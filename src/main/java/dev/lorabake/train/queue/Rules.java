package dev.lorabake.train.queue;

import dev.lorabake.run.Policy;
import java.util.function.Function;

/**
 * When a runner starts a training again unasked.
 *
 * @param retryLost how often because its run was lost
 * @param fromStart whether a lost one begins anew though there is a state to go on from
 * @param policies when it goes on after a failure, of those that say nothing themselves
 */
public record Rules(long retryLost, boolean fromStart, Function<Asked, Policy> policies) {
  /** Nothing is started again. */
  public static final Rules NONE = new Rules(0, false, _ -> Policy.OFF);

  Policy policy(Asked asked) {
    return asked.policy() == null ? policies.apply(asked) : asked.policy();
  }
}
