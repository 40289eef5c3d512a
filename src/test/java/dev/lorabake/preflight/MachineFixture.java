package dev.lorabake.preflight;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.PythonPackage;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.GpuTable;
import dev.lorabake.machine.HubCache;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.machine.TorchBuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A machine with an RTX 3090 and a complete Python environment unless said. */
final class MachineFixture {
  private List<Gpu> gpus = List.of(card("RTX 3090"));
  private boolean named;
  private int cores = 16;
  private boolean probed = true;
  private String version = "3.12.3";
  private @Nullable String cuda = "12.8";
  private List<String> architectures =
      List.of("sm_70", "sm_75", "sm_80", "sm_86", "sm_90", "sm_100", "sm_120");
  private boolean seesGpu = true;
  private boolean torchTried = true;
  private String platform = "Linux x86_64";
  private @Nullable String driver;
  private HubCache hub = HubCache.UNKNOWN;
  private final Map<String, String> packages = complete();

  private static Map<String, String> complete() {
    Map<String, String> packages =
        new TreeMap<>(
            Map.of(
                "torch", "2.8.0",
                "bitsandbytes", "0.48.1",
                "xformers", "0.0.32",
                "lycoris-lora", "3.2.0",
                "dadaptation", "3.2",
                "tensorboard", "2.20.0",
                "triton", "3.4.0",
                "wandb", "0.22.0"));
    for (PythonPackage one : Catalog.bundled().packages()) {
      if (one.always() || one.version() != null) {
        packages.putIfAbsent(one.name(), one.version() == null ? "1.0" : one.version());
      }
    }
    return packages;
  }

  /** The release of the driver of every card. */
  MachineFixture driver(String release) {
    driver = release;
    return this;
  }

  /** As {@code platform.system()} of Python says it. */
  MachineFixture system(String name) {
    platform = name + " AMD64";
    return this;
  }

  MachineFixture blind() {
    seesGpu = false;
    return this;
  }

  /** The packages were looked up and not imported. */
  MachineFixture untried() {
    torchTried = false;
    return this;
  }

  MachineFixture hub(boolean offline, boolean token, String... models) {
    hub = new HubCache(Path.of("hub"), offline, token, Set.of(models));
    return this;
  }

  private final Map<String, String> broken = new TreeMap<>();

  MachineFixture gpu(String name) {
    gpus = List.of(card(name));
    return this;
  }

  MachineFixture gpus(int number) {
    gpus = new ArrayList<>(java.util.Collections.nCopies(number, card("RTX 3090")));
    return this;
  }

  MachineFixture rented() {
    named = true;
    probed = false;
    return this;
  }

  MachineFixture cores(int number) {
    cores = number;
    return this;
  }

  MachineFixture noPython() {
    probed = false;
    return this;
  }

  MachineFixture python(String release) {
    version = release;
    return this;
  }

  MachineFixture without(String name) {
    packages.remove(name);
    return this;
  }

  MachineFixture installed(String name, String version) {
    packages.put(name, version);
    return this;
  }

  MachineFixture broken(String name, String error) {
    broken.put(name, error);
    return this;
  }

  MachineFixture torch(@Nullable String cudaBuild, String... kernels) {
    cuda = cudaBuild;
    architectures = List.of(kernels);
    return this;
  }

  Machine machine() {
    TorchBuild torch = new TorchBuild(cuda, null, seesGpu && !gpus.isEmpty(), architectures);
    PythonEnvironment python =
        new PythonEnvironment(
            Path.of("python"), version, platform, packages, broken, torchTried ? torch : null, hub);
    List<Gpu> cards = gpus.stream().map(this::driven).toList();
    return new Machine(named, cards, cores, 64L << 30, probed ? python : null, null);
  }

  private Gpu driven(Gpu gpu) {
    return new Gpu(
        gpu.name(),
        gpu.memoryBytes(),
        gpu.freeBytes(),
        gpu.computeCapability(),
        gpu.fp16TensorCores(),
        driver);
  }

  private static Gpu card(String name) {
    return GpuTable.find(name).orElseThrow();
  }
}
