package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.Visible;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.train.EnvironmentLook;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.PythonPlace;
import dev.lorabake.train.UpstreamPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How closely the Python environment is looked at before a recipe is judged. */
final class ProbeArguments {
  @Option(
      names = "--no-probe",
      description = "Start no Python: judge its environment only if it was looked at before.")
  boolean noProbe;

  /**
   * Prepares recipes for the environment of the checkout and Python that are known.
   *
   * @throws UserError when a flag names what is not there
   */
  Preparing preparing(Surroundings surroundings, CheckoutArguments upstream) {
    return preparing(surroundings, upstream, noProbe ? null : EnvironmentLook.FOR_A_CHECK);
  }

  /** As above, but starts no Python in any case. */
  static Preparing remembered(Surroundings surroundings, CheckoutArguments upstream) {
    return preparing(surroundings, upstream, null);
  }

  /** Prepares a recipe that is started at once: whatever Python it is, it has to serve. */
  Preparing preparing(Surroundings surroundings, UpstreamPlace upstream) {
    return starting(surroundings, upstream, noProbe ? null : EnvironmentLook.FOR_A_TRAINING);
  }

  /** As above, where nobody asked to leave Python alone. */
  static Preparing starting(Surroundings surroundings, UpstreamPlace upstream) {
    return starting(surroundings, upstream, EnvironmentLook.FOR_A_TRAINING);
  }

  private static Preparing starting(
      Surroundings surroundings, UpstreamPlace upstream, @Nullable Duration patience) {
    PythonPlace place = upstream.rehearsal() ? null : new PythonPlace(upstream.python(), true);
    return surroundings.preparing(new Asked(surroundings, place, patience));
  }

  private static Preparing preparing(
      Surroundings surroundings, CheckoutArguments upstream, @Nullable Duration patience) {
    if (upstream.checkout != null) {
      UpstreamPlace named =
          upstream.finder(surroundings).find(upstream.absolute(surroundings), upstream.python);
      surroundings.known().use(surroundings, named);
    }
    if (upstream.python != null && !surroundings.environmentLook().isThere(upstream.python)) {
      throw new UserError(
          "there is no Python at " + upstream.python + " (named by --python)",
          "name the python of sd-scripts' environment, such as venv/bin/python");
    }
    PythonPlace place = place(surroundings, upstream);
    return surroundings.preparing(new Asked(surroundings, place, patience));
  }

  /** Asks once, however often a recipe is prepared while it is mended. */
  private static final class Asked implements Preparing.Environments {
    private final Surroundings surroundings;
    private final @Nullable PythonPlace place;
    private final @Nullable Duration patience;
    private boolean known;
    private @Nullable PythonEnvironment environment;

    Asked(Surroundings surroundings, @Nullable PythonPlace place, @Nullable Duration patience) {
      this.surroundings = surroundings;
      this.place = place;
      this.patience = patience;
    }

    @Override
    public @Nullable PythonEnvironment beside(List<Gpu> gpus) {
      if (!known && place != null) {
        environment = surroundings.environmentLook().at(place, gpus, patience, this::tell);
      }
      known = true;
      return environment;
    }

    private void tell(String note) {
      surroundings.err().println("lorabake: " + Visible.line(note));
    }
  }

  private static @Nullable PythonPlace place(
      Surroundings surroundings, CheckoutArguments upstream) {
    Path known = null;
    try {
      known =
          upstream
              .finder(surroundings)
              .lookUp(upstream.absolute(surroundings), upstream.python)
              .map(UpstreamPlace::checkout)
              .orElse(null);
    } catch (UserError e) {
      // a checkout that is gone, or no Python at all: told by the commands that need one
    }
    return upstream.finder(surroundings).python(known, upstream.python).orElse(null);
  }
}
