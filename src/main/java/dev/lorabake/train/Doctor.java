package dev.lorabake.train;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.CommandRunner;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.MachineProbe;
import dev.lorabake.machine.PythonProbe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the whole machine: what is there for a training, what is missing, and what mends it. */
public final class Doctor {
  private static final List<String> NEEDED =
      List.of(
          "torch",
          "accelerate",
          "transformers",
          "diffusers",
          "huggingface-hub",
          "safetensors",
          "voluptuous",
          "imagesize",
          "toml",
          "einops");

  private final Catalog catalog;
  private final CommandRunner runner;
  private final Home home;

  public Doctor(Catalog catalog, CommandRunner runner, Home home) {
    this.catalog = catalog;
    this.runner = runner;
    this.home = home;
  }

  /** How a thing is. */
  public enum State {
    GOOD,
    MISSING,
    WARNING;

    /** The state as it stands in JSON. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One thing that was looked at.
   *
   * @param help what mends it; empty when it is good
   */
  public record Item(String name, State state, String what, String help) {}

  /**
   * Looks at everything; several seconds where there is a Python environment.
   *
   * @param upstream the known checkout and its Python, {@code null} when none is known
   */
  public List<Item> examine(@Nullable UpstreamPlace upstream) {
    List<Item> items = new ArrayList<>();
    Machine machine = new MachineProbe(runner).local(null);
    items.add(good("java", System.getProperty("java.vm.name") + " " + Runtime.version()));
    items.add(
        good(
            "machine",
            machine.cpuCores()
                + " cores"
                + (machine.memoryBytes() == null
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        ", %.0f GiB of memory",
                        machine.memoryBytes() / (double) (1L << 30)))));
    gpus(items, machine);
    if (upstream == null) {
      items.add(
          new Item(
              "sd-scripts",
              State.MISSING,
              "no checkout is known",
              "run install.sh --with-upstream, or name one with --sd-scripts DIR"));
      return List.copyOf(items);
    }
    items.add(good("sd-scripts", upstream.checkout() + ", named by " + upstream.source()));
    PythonProbe probe = new PythonProbe(runner, home.pythonEnv().resolve("probe.py"));
    Optional<PythonProbe.Report> report = probe.thorough(upstream.python(), upstream.checkout());
    if (report.isEmpty()) {
      items.add(
          new Item(
              "python",
              State.MISSING,
              upstream.python() + " does not answer",
              "name the Python of sd-scripts' environment with --python FILE"));
      return List.copyOf(items);
    }
    environment(items, report.get(), machine);
    return List.copyOf(items);
  }

  private static void gpus(List<Item> items, Machine machine) {
    if (machine.gpus().isEmpty()) {
      items.add(
          new Item(
              "gpu",
              State.WARNING,
              "none: nvidia-smi is missing or finds no card",
              "training on the CPU takes days; --gpu CARD plans for a machine to rent"));
    }
    for (Gpu gpu : machine.gpus()) {
      items.add(
          good(
              "gpu",
              String.format(
                  Locale.ROOT,
                  "%s, %.1f GiB, compute capability %s, driver %s",
                  gpu.name(),
                  gpu.memoryBytes() / (double) (1L << 30),
                  gpu.computeCapability(),
                  gpu.driver())));
    }
  }

  private void environment(List<Item> items, PythonProbe.Report report, Machine machine) {
    var python = report.environment();
    items.add(good("python", python.version() + " at " + python.executable()));
    checkout(items, report.checkout());
    for (String name : NEEDED) {
      Optional<String> version = python.packageVersion(name);
      items.add(
          version.isPresent()
              ? good(name, version.get())
              : new Item(
                  name,
                  State.MISSING,
                  "not installed",
                  python.executable() + " -m pip install " + name));
    }
    if (!machine.gpus().isEmpty() && report.devices().isEmpty()) {
      items.add(
          new Item(
              "cuda",
              State.MISSING,
              python.cudaBuild() == null
                  ? "this torch is built without CUDA and trains on the CPU"
                  : "torch is built for CUDA " + python.cudaBuild() + " and sees no GPU",
              "install.sh --with-upstream installs the torch that fits the card and driver"));
    }
    optimizers(items, report);
    Map<String, String> broken = new LinkedHashMap<>(python.broken());
    broken.forEach((name, why) ->
        items.add(
            new Item(
                name,
                State.WARNING,
                "installed, but its import fails: " + why,
                python.executable() + " -m pip install --force-reinstall " + name)));
  }

  private void checkout(List<Item> items, PythonProbe.@Nullable Checkout checkout) {
    if (checkout == null || checkout.commit() == null) {
      return;
    }
    boolean same = checkout.commit().equals(catalog.upstream().commit());
    items.add(
        same
            ? good("commit", checkout.commit() + ", the one that lorabake is made for")
            : new Item(
                "commit",
                State.WARNING,
                checkout.commit() + "; lorabake is made for " + catalog.upstream().commit(),
                "its own options are read and used; to be sure check out the commit above"));
  }

  private void optimizers(List<Item> items, PythonProbe.Report report) {
    var python = report.environment();
    List<String> absent =
        catalog.optimizers().stream()
            .map(optimizer -> optimizer.pythonPackage())
            .filter(name -> name != null && python.packageVersion(name).isEmpty())
            .distinct()
            .sorted()
            .toList();
    if (!absent.isEmpty()) {
      items.add(
          new Item(
              "optimizers",
              State.WARNING,
              "without their packages some do not work: " + String.join(", ", absent),
              "install what a recipe needs: pip install NAME"));
    }
  }

  private static Item good(String name, String what) {
    return new Item(name, State.GOOD, what, "");
  }
}
