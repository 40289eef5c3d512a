package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lorabake.UserError;
import dev.lorabake.process.ProcessIdentity;
import dev.lorabake.process.ProcessStatus;
import dev.lorabake.process.ProcessTree.Stop;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopCommandTest {
  @Test
  void whatTheKernelHoldsIsNotCalledStopped() {
    Stop stop =
        new Stop.Unkillable(
            List.of(
                new ProcessStatus(new ProcessIdentity("b", 7, 1), 'D', 1, 7, 7, "python"),
                new ProcessStatus(new ProcessIdentity("b", 8, 1), 'D', 1, 7, 7, "pt_main")));
    UserError error =
        assertThrows(UserError.class, () -> StopCommand.refuseHalfAStop("2026-cat", stop));
    assertEquals(
        "2026-cat cannot be stopped: the kernel holds 7 (python, state D), 8 (pt_main, state D)",
        error.getMessage());
  }

  @Test
  void aStopThatLeftNobodyIsOne() {
    StopCommand.refuseHalfAStop("2026-cat", new Stop.Empty(3, 1));
  }
}
