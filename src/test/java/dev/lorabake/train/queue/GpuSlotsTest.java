package dev.lorabake.train.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lorabake.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuSlotsTest {
  @Test
  void givesTheFirstSlotWhoseGpusAreAllFree() {
    GpuSlots slots = GpuSlots.of("0+1, 2+3");
    assertEquals(Optional.of("0,1"), slots.free(List.of()));
    assertEquals(Optional.of("2,3"), slots.free(List.of("1")));
    assertEquals(Optional.empty(), slots.free(List.of("0,1", "2,3")));
    assertEquals(Optional.empty(), GpuSlots.of("0,1").free(List.of("0,1")), "one on both");
  }

  @Test
  void countsATrainingOnUnknownGpusAsOne() {
    assertEquals(Optional.of("0"), GpuSlots.of("0,1").free(Arrays.asList((String) null)));
    assertEquals(Optional.empty(), GpuSlots.ONE.free(List.of("5")));
    assertEquals(Optional.of(""), GpuSlots.ONE.free(List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0,", "0,0", "0+1,1", "all", "-1", "0;1"})
  void refusesWhatNamesNoGpu(String text) {
    assertThrows(UserError.class, () -> GpuSlots.of(text));
  }

  @Test
  void leavesAnOrderThatSomebodyChose() {
    assertEquals(
        Map.of("CUDA_VISIBLE_DEVICES", "1"),
        GpuSlots.environment("1", Map.of("CUDA_DEVICE_ORDER", "FASTEST_FIRST")));
    assertEquals(Map.of(), GpuSlots.environment(null, Map.of()));
  }
}
