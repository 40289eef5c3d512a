package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.machine.CommandRunner;
import dev.lorabake.machine.PythonProbe;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Supervisor;
import dev.lorabake.run.Surroundings;
import dev.lorabake.run.Verdict;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Proves a machine before money is spent on it: makes a tiny random-weight SD 1.5 in upstream's own
 * environment and trains a LoRA on it the whole way, from a recipe to a verified file.
 */
public final class Selftest {
  /** Enough for the loss to be printed a few times; a step of the tiny model is a moment. */
  private static final int STEPS = 10;

  /** Importing torch on a cold disk takes minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Catalog catalog;
  private final CommandRunner runner;
  private final Home home;

  public Selftest(Catalog catalog, CommandRunner runner, Home home) {
    this.catalog = catalog;
    this.runner = runner;
    this.home = home;
  }

  /**
   * What worked.
   *
   * @param device what torch trains on, in words
   * @param secondsPerStep of the tiny model, 0 when no step was done
   * @param modelSeconds for making the model
   * @param trainingSeconds for the whole training, imports included
   */
  public record Report(
      boolean passed,
      String reason,
      String device,
      String torch,
      String precision,
      String optimizer,
      String attention,
      long steps,
      double secondsPerStep,
      double modelSeconds,
      double trainingSeconds) {}

  /**
   * Runs the test.
   *
   * @param folder an empty folder for all its files
   * @param tell is given each step of the test as it begins, as a sentence
   * @throws UserError when upstream's environment cannot even make the model
   */
  public Report run(
      UpstreamPlace upstream, Path folder, Consumer<String> tell, Consumer<JournalEntry> events) {
    tell.accept("looking at the Python environment");
    PythonProbe.Report probe =
        new PythonProbe(runner, home.pythonEnv().resolve("probe.py"))
            .thorough(upstream.python(), null)
            .orElseThrow(() ->
                new UserError(
                    upstream.python() + " does not answer",
                    "name the Python of sd-scripts' environment with --python FILE"));
    SelftestRecipe recipe = recipe(folder, probe);
    tell.accept("making a tiny model and pictures");
    long begun = System.nanoTime();
    makeModel(upstream, folder);
    double modelSeconds = (System.nanoTime() - begun) / 1e9;
    tell.accept("training " + STEPS + " steps, " + recipe.precision() + ", " + recipe.optimizer());
    begun = System.nanoTime();
    RunProgress[] progress = {RunProgress.start()};
    Outcome outcome =
        train(
            upstream,
            folder,
            recipe,
            entry -> {
              progress[0] = progress[0].after(entry);
              events.accept(entry);
            });
    Double pace = progress[0].secondsPerStep();
    return new Report(
        outcome.verdict() == Verdict.FINISHED,
        outcome.reason(),
        device(probe),
        torch(probe),
        recipe.precision().equals("no") ? "fp32" : recipe.precision(),
        recipe.optimizer(),
        "sdpa",
        progress[0].step(),
        pace == null ? 0 : pace,
        modelSeconds,
        (System.nanoTime() - begun) / 1e9);
  }

  private static SelftestRecipe recipe(Path folder, PythonProbe.Report probe) {
    if (probe.devices().isEmpty()) {
      return new SelftestRecipe(folder, "no", "AdamW", STEPS);
    }
    int major = Character.digit(probe.devices().getFirst().computeCapability().charAt(0), 10);
    boolean twoDigits = probe.devices().getFirst().computeCapability().indexOf('.') > 1;
    String precision = major >= 8 || twoDigits ? "bf16" : "fp16";
    boolean eightBit =
        probe.environment().packageVersion("bitsandbytes").isPresent()
            && !probe.environment().broken().containsKey("bitsandbytes");
    return new SelftestRecipe(folder, precision, eightBit ? "AdamW8bit" : "AdamW", STEPS);
  }

  private static String device(PythonProbe.Report probe) {
    if (probe.devices().isEmpty()) {
      return "CPU (torch sees no GPU)";
    }
    PythonProbe.Device device = probe.devices().getFirst();
    return device.name() + ", compute capability " + device.computeCapability();
  }

  private static String torch(PythonProbe.Report probe) {
    String version = probe.environment().packageVersion("torch").orElse("missing");
    String cuda = probe.environment().cudaBuild();
    return version + (cuda == null ? ", CPU build" : ", CUDA " + cuda);
  }

  private void makeModel(UpstreamPlace upstream, Path folder) {
    Path tools = home.pythonEnv();
    PythonTool.run(
        List.of(
            upstream.python(),
            tools.resolve("make_pictures.py").toString(),
            folder.resolve("pictures").toString(),
            "--count",
            "6"),
        PATIENCE,
        Map.of());
    PythonTool.run(
        List.of(
            upstream.python(),
            tools.resolve("selftest").resolve("make_model.py").toString(),
            folder.toString()),
        PATIENCE,
        Map.of());
  }

  private Outcome train(
      UpstreamPlace upstream, Path folder, SelftestRecipe recipe, Consumer<JournalEntry> events) {
    try {
      Path file = Files.writeString(folder.resolve("selftest.toml"), recipe.text());
      Prepared prepared =
          new Preparing(catalog, folder, runner).prepare(new Request(file, List.of(), null, null));
      RunDirectory run =
          new Starting(home, folder.resolve("runs"))
              .start(prepared, upstream, Map.of("PYTHONPATH", hookedPath(), "HF_HUB_OFFLINE", "1"));
      try (Supervisor supervisor =
          Supervisor.attach(run, Surroundings.system(), events).orElseThrow()) {
        return supervisor.run(events).orElseThrow();
      }
    } catch (IOException e) {
      throw new UserError(
          folder + " cannot be written: " + e.getMessage(), "name another folder with --keep", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", "start the self-test again", e);
    }
  }

  /** The hook shrinks upstream's U-Net after its import; upstream's files stay as they are. */
  private String hookedPath() {
    String hook = home.pythonEnv().resolve("selftest").resolve("hook").toString();
    String before = System.getenv("PYTHONPATH");
    return before == null || before.isBlank() ? hook : hook + File.pathSeparator + before;
  }
}
