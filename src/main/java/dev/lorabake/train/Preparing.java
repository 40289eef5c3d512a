package dev.lorabake.train;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.dataset.NearDuplicates;
import dev.lorabake.dataset.Progress;
import dev.lorabake.dataset.ScanCancelled;
import dev.lorabake.dataset.Scanning;
import dev.lorabake.machine.CommandRunner;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.MachineProbe;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.plan.PlacedImages;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.Planner;
import dev.lorabake.plan.VramCorrection;
import dev.lorabake.preflight.Preflight;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Verdict;
import dev.lorabake.recipe.MachineKeys;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.Settings;
import dev.lorabake.recipe.SettingsText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads a recipe, looks at the machine, plans, and checks: all that comes before a training. */
public final class Preparing {
  private final Catalog catalog;
  private final Path workingFolder;
  private final CommandRunner runner;
  private final Environments environments;
  private final @Nullable Path runsRoot;
  private final Scanning scanning;

  /** Tells the Python environment that upstream would run in. */
  public interface Environments {
    /**
     * What is known of it, {@code null} where nothing is.
     *
     * @param gpus those that the driver shows
     */
    @Nullable PythonEnvironment beside(List<Gpu> gpus);
  }

  /**
   * @param workingFolder against which relative paths of the request count
   * @param runner runs the short commands that tell what the machine is
   */
  public Preparing(Catalog catalog, Path workingFolder, CommandRunner runner) {
    this(catalog, workingFolder, runner, gpus -> null);
  }

  /**
   * As above, for this machine's Python environment too.
   *
   * @param environments is asked only where the training is to run on this machine
   */
  public Preparing(
      Catalog catalog, Path workingFolder, CommandRunner runner, Environments environments) {
    this(catalog, workingFolder, runner, environments, null, Scanning.PLAIN);
  }

  private Preparing(
      Catalog catalog,
      Path workingFolder,
      CommandRunner runner,
      Environments environments,
      @Nullable Path runsRoot,
      Scanning scanning) {
    this.catalog = catalog;
    this.workingFolder = workingFolder;
    this.runner = runner;
    this.environments = environments;
    this.runsRoot = runsRoot;
    this.scanning = scanning;
  }

  /**
   * The same, with estimates of the memory corrected by what earlier runs took.
   *
   * @param root where run directories are made
   */
  public Preparing learningFrom(Path root) {
    return new Preparing(catalog, workingFolder, runner, environments, root, scanning);
  }

  /** The same, but images are looked at in that way. */
  public Preparing with(Scanning other) {
    return new Preparing(catalog, workingFolder, runner, environments, runsRoot, other);
  }

  /** The same, but that progress is told how far the look at images is, and may end it. */
  public Preparing telling(Progress progress) {
    return with(scanning.telling(progress));
  }

  /**
   * All of it; a mistake in the recipe is part of the verdict, an unreadable file is an error.
   *
   * @throws ScanCancelled when the progress ended it
   */
  public Prepared prepare(Request request) {
    return prepare(request, SettingsText.ON_DISK);
  }

  /** As above, for settings files that are being edited. */
  public Prepared prepare(Request request, SettingsText texts) {
    return prepare(read(request, texts), request.gpu());
  }

  /**
   * As above, for a recipe that was read before.
   *
   * @param gpu a card to plan for instead of this machine's
   */
  Prepared prepare(RecipeReader.Reading reading, @Nullable String gpu) {
    Recipe recipe = reading.recipe();
    Machine machine = machine(recipe, gpu);
    Plan plan =
        corrected(Planner.forMachine(machine, scanning).plan(recipe, machine), recipe, machine);
    Verdict verdict = Preflight.judge(new Subject(recipe, plan, machine));
    return new Prepared(recipe, reading.notes(), machine, plan, verdict);
  }

  private Plan corrected(Plan plan, Recipe recipe, Machine machine) {
    Path root = runsRoot;
    if (root == null) {
      return plan;
    }
    return MemoryKind.of(recipe, plan, machine, false)
        .map(kind ->
            VramCorrection.correct(plan, recipe, machine, new MemoryHistory(root).find(kind)))
        .orElse(plan);
  }

  /** The images of a recipe alone: no rule judges them, and no graphics card is asked. */
  PlacedImages.Overview look(Request request, SettingsText texts) {
    Recipe recipe = read(request, texts).recipe();
    boolean here = card(recipe, request.gpu()) == null;
    return PlacedImages.of(recipe, here ? environments.beside(List.of()) : null, scanning);
  }

  /** Compares all pictures of these. */
  NearDuplicates.Found duplicates(PlacedImages.Overview overview) {
    List<Path> pictures =
        overview.folders().stream()
            .flatMap(folder -> folder.images().stream())
            .map(image -> Path.of(image.path()))
            .distinct()
            .toList();
    return NearDuplicates.among(pictures, scanning);
  }

  /** The recipe alone. */
  RecipeReader.Reading read(Request request) {
    return read(request, SettingsText.ON_DISK);
  }

  /** Reads settings and neither checks nor plans them. */
  public Recipe recipe(Request request, SettingsText texts) {
    return read(request, texts).recipe();
  }

  private RecipeReader.Reading read(Request request, SettingsText texts) {
    return new SettingsReading(catalog, workingFolder, texts)
        .read(request.file(), request.flags(), request.script());
  }

  /** This machine's graphics card; empty where it has none that can be asked. */
  public Optional<Gpu> gpu() {
    return new MachineProbe(runner).local(null).gpu();
  }

  private static @Nullable String card(Recipe recipe, @Nullable String card) {
    return card != null ? card : recipe.machine().text(MachineKeys.GPU).orElse(null);
  }

  /** The card that a flag or the recipe names, else this machine. */
  private Machine machine(Recipe recipe, @Nullable String card) {
    Settings wish = recipe.machine();
    OptionalDouble number = wish.number(MachineKeys.PRICE_PER_HOUR);
    Double price = number.isPresent() ? number.getAsDouble() : null;
    String named = card(recipe, card);
    if (named == null) {
      Machine found = new MachineProbe(runner).local(price);
      return found.with(environments.beside(found.gpus()));
    }
    OptionalLong cores = wish.whole(MachineKeys.CPU_CORES);
    return MachineProbe.named(
        named,
        (int) wish.whole(MachineKeys.GPU_COUNT).orElse(1),
        cores.isPresent() ? (int) cores.getAsLong() : null,
        price);
  }
}
