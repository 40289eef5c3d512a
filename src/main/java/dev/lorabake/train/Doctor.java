package dev.lorabake.train;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.CommandRunner;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.MachineProbe;
import dev.lorabake.machine.PythonProbe;
import dev.lorabake.preflight.Remedy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the whole machine: what is there for a training, what is missing, and what mends it. It
 * always looks anew; what it sees of the Python environment is what {@code check} knows then.
 */
public final class Doctor {
  private final Catalog catalog;
  private final CommandRunner runner;
  private final EnvironmentLook look;

  public Doctor(Catalog catalog, CommandRunner runner, EnvironmentLook look) {
    this.catalog = catalog;
    this.runner = runner;
    this.look = look;
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
  public record Item(String name, State state, String what, String help) {
    static Item good(String name, String what) {
      return new Item(name, State.GOOD, what, "");
    }

    static Item warning(String name, String what, String help) {
      return new Item(name, State.WARNING, what, help);
    }

    static Item missing(String name, String what, String help) {
      return new Item(name, State.MISSING, what, help);
    }
  }

  /**
   * Looks at everything; several seconds where there is a Python environment.
   *
   * @param upstream the known checkout and its Python, {@code null} when none is known
   * @param folder where the user works, whose disk a training fills
   */
  public List<Item> examine(@Nullable UpstreamPlace upstream, Path folder) {
    Machine machine = new MachineProbe(runner).local(null);
    List<Item> items = new ArrayList<>(MachineItems.of(machine, folder));
    if (upstream == null) {
      items.add(
          Item.missing(
              "sd-scripts",
              "no checkout is known",
              "run " + Remedy.INSTALLER + ", or name one with --sd-scripts DIR"));
      return List.copyOf(items);
    }
    items.add(Item.good("sd-scripts", upstream.checkout() + ", named by " + upstream.source()));
    Optional<PythonProbe.Report> report = look.afresh(upstream.python(), upstream.checkout());
    if (report.isEmpty()) {
      items.add(
          Item.missing(
              "python",
              upstream.python() + " does not answer",
              "name the Python of sd-scripts' environment with --python FILE"));
      return List.copyOf(items);
    }
    commit(items, report.get().checkout());
    items.addAll(new EnvironmentItems(catalog).of(report.get(), machine, look.hub()));
    return List.copyOf(items);
  }

  private void commit(List<Item> items, PythonProbe.@Nullable Checkout checkout) {
    if (checkout == null || checkout.commit() == null) {
      return;
    }
    boolean same = checkout.commit().equals(catalog.upstream().commit());
    items.add(
        same
            ? Item.good("commit", checkout.commit() + ", the one that lorabake is made for")
            : Item.warning(
                "commit",
                checkout.commit() + "; lorabake is made for " + catalog.upstream().commit(),
                "its own options are read and used; to be sure check out the commit above"));
  }
}
