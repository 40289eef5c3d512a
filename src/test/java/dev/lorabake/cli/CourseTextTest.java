package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.plan.Course;
import dev.lorabake.plan.Course.PlannedState;
import dev.lorabake.plan.Rounds;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTextTest {
  private static final Rounds NONE = new Rounds(0, 0);

  @Test
  void aPlainTrainingHasNothingToSay() {
    Course plain = new Course(0, 1, 0, 0, 600, 600, 600, 0L, null, List.of(), NONE, List.of());
    assertEquals(List.of(), CourseText.lines(plain));
  }

  @Test
  void aResumedTrainingSaysWhereItStartsAndHowFarItsBarGets() {
    Course resumed =
        new Course(
            100,
            6,
            0,
            0,
            90,
            180,
            90,
            18L,
            36L,
            List.of(
                new PlannedState("cat-step00000050-state", null, 50, 1, false),
                new PlannedState("cat-state", 10L, 90, 1, true)),
            NONE,
            List.of("cat-000004\u001b.safetensors"));
    assertEquals(
        List.of(
            "goes on      from step 100 in epoch 6: 90 steps to do, counted from 0",
            "ends         when the bar shows 90 of 180",
            "warm-up      the first 18 steps of the whole training, then the full rate",
            "decay        in the last 36 steps of the whole training",
            "states       2 written, 1 kept, to resume from:",
            "  cat-state  step 90",
            "removes      1 of an earlier run in output_dir:",
            "  cat-000004\\u001B.safetensors"),
        CourseText.lines(resumed));
  }
}
