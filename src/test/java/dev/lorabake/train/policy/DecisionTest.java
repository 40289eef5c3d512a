package dev.lorabake.train.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.log.diagnosis.FailureGroups;
import dev.lorabake.run.Policy;
import dev.lorabake.run.Tries;
import dev.lorabake.run.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a run goes on by itself: by how it ended, why, what is wished, and what was tried. */
class DecisionTest {
  private static Policy policy(int oom, int crash, long wait) {
    return new Policy(oom, crash, Duration.ofSeconds(wait), null, null);
  }

  private static Ending ending(Verdict verdict, @Nullable String category) {
    return new Ending(verdict, category, false, false, Duration.ZERO);
  }

  private static String shortly(Decision decision) {
    return switch (decision) {
      case Decision.Again again -> again.why().id() + " after " + again.pause().toSeconds();
      case Decision.End end -> end.reason();
    };
  }

  /** Policy and tries: those after memory ran out, and those after crashes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          finished | -                          | 2/2 | 0/0 | it finished
          stopped  | -                          | 2/2 | 0/0 | it was stopped on request
          failed   | cuda-oom                   | 2/0 | 0/0 | oom after 0
          failed   | cuda-oom                   | 2/0 | 1/0 | oom after 0
          failed   | cuda-oom                   | 2/0 | 2/0 | GPU memory ran out once more, after it had gone on twice with less need
          failed   | cuda-oom                   | 1/3 | 1/0 | GPU memory ran out once more, after it had gone on once with less need
          failed   | cuda-oom                   | 1/3 | 0/3 | oom after 0
          failed   | cuda-oom                   | 0/3 | 0/0 | GPU memory ran out, and it is to go on by itself after crashes only
          lost     | cuda-oom                   | 1/0 | 0/0 | oom after 0
          failed   | -                          | 0/3 | 0/0 | crash after 30
          failed   | -                          | 0/3 | 0/1 | crash after 60
          failed   | -                          | 0/3 | 2/2 | crash after 120
          failed   | -                          | 0/3 | 0/3 | it crashed once more, after it had gone on 3 times
          failed   | -                          | 9/0 | 0/0 | it crashed, and is to go on by itself only where GPU memory runs out
          lost     | -                          | 0/1 | 0/0 | crash after 30
          lost     | -                          | 0/1 | 0/1 | it was lost once more, after it had gone on once
          failed   | killed-oom-killer          | 0/1 | 0/0 | crash after 30
          failed   | interrupted-or-silent-end  | 0/1 | 0/0 | crash after 30
          failed   | config-or-cli-syntax       | 3/3 | 0/0 | it does not go on by itself: it would fail the same way (config-or-cli-syntax)
          failed   | cuda-runtime-hardware      | 3/3 | 0/0 | it does not go on by itself: it would fail the same way (cuda-runtime-hardware)
          failed   | -                          | 0/0 | 0/0 | it did not finish, and is not to go on by itself
          """)
  void followsFromEndPolicyAndTries(
      String verdict, String category, String asked, String tried, String expected) {
    String[] wish = asked.split("/", -1);
    String[] done = tried.split("/", -1);
    Decision decision =
        Decision.of(
            policy(Integer.parseInt(wish[0]), Integer.parseInt(wish[1]), 30),
            ending(
                Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
                category.equals("-") ? null : category),
            new Tries(Integer.parseInt(done[0]), Integer.parseInt(done[1])));
    assertEquals(expected, shortly(decision));
  }

  @Test
  void ofAllKindsOfFailuresFewAreTriedAgain() {
    List<String> again =
        FailureGroups.titles().keySet().stream()
            .filter(group ->
                Decision.of(policy(1, 1, 0), ending(Verdict.FAILED, group), Tries.NONE)
                    instanceof Decision.Again)
            .toList();
    assertEquals(
        List.of(
            "cuda-oom",
            "killed-oom-killer",
            "windows-memory",
            "dataloader-shm",
            "distributed-nccl-port",
            "hf-hub-tokenizer",
            "hang",
            "interrupted-or-silent-end"),
        again);
  }

  @Test
  void whoeverWantedItToEndIsHeeded() {
    assertEquals(
        "it does not go on by itself: a stop was asked for",
        shortly(crash(true, false, Duration.ZERO)));
    assertEquals(
        "it does not go on by itself: it was ended from outside, by a signal",
        shortly(crash(false, true, Duration.ZERO)));
  }

  @Test
  void nothingStartsLongAfterTheEnd() {
    assertEquals("crash after 30", shortly(crash(false, false, Duration.ofMinutes(59))));
    assertEquals(
        "it does not go on by itself: it ended more than an hour ago, and nobody was there",
        shortly(crash(false, false, Duration.ofMinutes(61))));
  }

  private static Decision crash(boolean stopAsked, boolean signalled, Duration ago) {
    return Decision.of(
        policy(1, 1, 30), new Ending(Verdict.FAILED, null, stopAsked, signalled, ago), Tries.NONE);
  }

  @ParameterizedTest
  @CsvSource({"30, 5, 900", "30, 99, 900", "0, 99, 0", "7200, 0, 7200", "7200, 9, 7200"})
  void theWaitGrowsToABound(long first, int tries, long expected) {
    Decision decision =
        Decision.of(policy(0, 100, first), ending(Verdict.FAILED, null), new Tries(0, tries));
    assertEquals("crash after " + expected, shortly(decision));
  }
}
