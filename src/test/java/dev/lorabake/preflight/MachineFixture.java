package dev.lorabake.preflight;

import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.GpuTable;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PythonEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final Map<String, String> packages =
      new TreeMap<>(
          Map.of(
              "torch", "2.8.0",
              "bitsandbytes", "0.48.1",
              "xformers", "0.0.32",
              "lycoris-lora", "3.2.0",
              "prodigyopt", "1.1.2",
              "dadaptation", "3.2",
              "schedulefree", "1.4",
              "lion-pytorch", "0.2.3",
              "tensorboard", "2.20.0",
              "wandb", "0.22.0"));
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
    PythonEnvironment python =
        new PythonEnvironment(Path.of("python"), version, packages, broken, cuda, architectures);
    return new Machine(named, gpus, cores, 64L << 30, probed ? python : null, null);
  }

  private static Gpu card(String name) {
    return GpuTable.find(name).orElseThrow();
  }
}
