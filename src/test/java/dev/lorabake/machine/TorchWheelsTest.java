package dev.lorabake.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchWheelsTest {
  @Test
  void chooseByTheFactsThatTheInstallerChoosesBy() throws IOException {
    try (InputStream own = TorchWheels.class.getResourceAsStream("torch-wheels.json")) {
      assertEquals(
          Files.readString(Path.of("python-env/torch-wheels.json")),
          new String(own.readAllBytes(), StandardCharsets.UTF_8),
          "cp python-env/torch-wheels.json src/main/resources/dev/lorabake/machine");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RTX 5090, 570.86.10, cu128",
    "RTX 5090, 560.35, ",
    "RTX 3060 12GB, 580.1, cu128",
    "RTX 3060 12GB, 560.35, cu126",
    "GTX 1080 Ti, 580.1, cu126",
    "RTX 3060 12GB, 470.42, ",
    "RTX 4090, , cu128",
  })
  void chooseTheBuildForCardAndDriver(String card, String driver, String build) {
    Gpu known = GpuTable.find(card).orElseThrow();
    Gpu gpu =
        new Gpu(
            known.name(),
            known.memoryBytes(),
            null,
            known.computeCapability(),
            known.fp16TensorCores(),
            driver);
    assertEquals(Optional.ofNullable(build), TorchWheels.bestFor(gpu).map(TorchWheels.Wheel::id));
  }

  @ParameterizedTest
  @CsvSource({"12.4, 525", "13.0, 580", "11.8, "})
  void knowTheOldestDriver(String cuda, Integer driver) {
    assertEquals(Optional.ofNullable(driver), TorchWheels.oldestDriver(cuda));
  }
}
