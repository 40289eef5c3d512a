package dev.lorabake.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuTableTest {
  @ParameterizedTest
  @CsvSource({
    "RTX 3060 12GB,12,8.6",
    "rtx3060,12,8.6",
    "3060,12,8.6",
    "NVIDIA GeForce RTX 4090,24,8.9",
    "gtx 1080 ti,11,6.1",
    "RTX 5090,32,12.0",
    "T4,16,7.5"
  })
  void findsACardByTheNamesPeopleType(String name, int gib, String capability) {
    Gpu gpu = GpuTable.find(name).orElseThrow();
    assertEquals((long) gib << 30, gpu.memoryBytes());
    assertEquals(capability, gpu.computeCapability().toString());
  }

  @Test
  void knowsWhichCardsComputeInBf16() {
    assertTrue(GpuTable.find("RTX 3060 12GB").orElseThrow().nativeBf16());
    Assertions.assertFalse(GpuTable.find("RTX 2080 Ti").orElseThrow().nativeBf16());
  }

  @Test
  void namesTheNearestCardsWhenOneIsUnknown() {
    UserError error =
        Assertions.assertThrows(
            UserError.class, () -> MachineProbe.named("RTX 9999", 1, null, null));
    assertTrue(error.help().startsWith("the nearest known: RTX 2060, "), error.help());
  }

  @Test
  void readsWhatTheDriversToolPrints() {
    List<Gpu> gpus =
        NvidiaSmi.parse(
            """
            NVIDIA GeForce RTX 3060, 12288, 11900, 8.6, 570.86.10
            some complaint of the driver
            NVIDIA GeForce GTX 1660 Ti, 6144, 6000, 7.5, 570.86.10
            Old Card, 2048, 2000, [N/A], 470.1
            """);
    assertEquals(
        List.of("NVIDIA GeForce RTX 3060", "NVIDIA GeForce GTX 1660 Ti"),
        gpus.stream().map(Gpu::name).toList());
    assertEquals(12288L << 20, gpus.getFirst().memoryBytes());
    assertTrue(gpus.getFirst().fp16TensorCores());
    Assertions.assertFalse(gpus.getLast().fp16TensorCores());
  }

  @Test
  void takesAMissingToolForNoGpu() {
    assertEquals(List.of(), new MachineProbe((_, _) -> Optional.empty()).local(null).gpus());
  }

  @Test
  void readsTheProbesObjectBehindWhateverPackagesPrint() {
    PythonProbe.Report report =
        PythonProbe.read(
                """
                some {package} greets
                {
                 "python": {"version": "3.11.7", "executable": "/py"},
                 "packages": {"torch": "2.8.0", "huggingface-hub": "0.34.3"},
                 "broken": {"bitsandbytes": "no library"},
                 "torch": {"cuda": "12.8", "arch_list": ["sm_86"]},
                 "devices": [{"name": "RTX 3060", "compute_capability": "8.6", "total_bytes": 5}],
                 "checkout": null
                }
                """,
                "python")
            .orElseThrow();
    assertEquals(Optional.of("0.34.3"), report.environment().packageVersion("huggingface_hub"));
    assertEquals("12.8", report.environment().cudaBuild());
    assertEquals("no library", report.environment().broken().get("bitsandbytes"));
    assertEquals("8.6", report.devices().getFirst().computeCapability());
    assertEquals(Optional.empty(), PythonProbe.read("Traceback …", "python"));
  }
}
