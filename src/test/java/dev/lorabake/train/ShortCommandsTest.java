package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a lost GPU, nvidia-smi fails or hangs. */
@Timeout(60)
class ShortCommandsTest {
  @Test
  void aDriverThatHangsIsGivenUpAndOneThatFailsSaysNothing() {
    assertEquals(Optional.empty(), run("sleep 600", Duration.ofMillis(300)));
    assertEquals(
        Optional.empty(),
        run(
            "echo 'Unable to determine the device handle: GPU is lost'; exit 15",
            Duration.ofSeconds(30)));
    assertEquals(
        Optional.empty(),
        new ShortCommands().run(List.of("/no/nvidia-smi"), Duration.ofSeconds(30)));
    assertEquals(Optional.of("one\n"), run("echo one", Duration.ofSeconds(30)));
  }

  private static Optional<String> run(String script, Duration timeout) {
    return new ShortCommands().run(List.of("sh", "-c", script), timeout);
  }
}
