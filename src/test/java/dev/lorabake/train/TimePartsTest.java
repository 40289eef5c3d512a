package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.plan.Course;
import dev.lorabake.plan.DiskUse;
import dev.lorabake.plan.ImageCounts;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.plan.Rounds;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.run.Purpose;
import dev.lorabake.train.PaceHistory.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training of 100 steps in 10 epochs, of 2 seconds a step. */
class TimePartsTest {
  private static final Instant START = Instant.parse("2026-11-23T18:40:00Z");
  private static final PlannedCheckpoint SAVE = new PlannedCheckpoint("a", null, 50, 1, true);

  @TempDir Path folder = Path.of("");

  private Recipe recipe(String settings) throws IOException {
    Path file = folder.resolve("cat.toml");
    Files.writeString(file, "recipe = 1\nname = \"cat\"\nfamily = \"sd15\"\n[train]\n" + settings);
    return new RecipeReader(Catalog.bundled(), folder).read(file, List.of(), null).recipe();
  }

  private static Plan plan(int saves, long validationImages) {
    return new Plan(
            new ImageCounts(20, 0, validationImages),
            List.of(),
            10,
            10,
            10,
            100,
            Collections.nCopies(saves, SAVE),
            null,
            "not asked",
            new DiskUse(List.of()),
            null,
            null,
            List.of(),
            List.of(),
            course(new Rounds(10, validationImages == 0 ? 0 : 10)),
            null)
        .withPace(2, null);
  }

  private static Course course(Rounds rounds) {
    return new Course(0, 1, 0, 0, 100, 100, 100, null, null, List.of(), rounds, List.of());
  }

  /** Starts in 30 seconds, caches for 60, and stops for 5 seconds after its first step. */
  private static Measured run(PartKinds kinds, @Nullable PhaseName stop) {
    List<JournalEntry> entries = new ArrayList<>();
    add(entries, 20, new RunEvent.Phase(PhaseName.LATENT_CACHE, null, null));
    add(entries, 80, new RunEvent.Phase(PhaseName.TRAINING, null, null));
    add(entries, 92, new RunEvent.Step(1, 100, 0.1, true, null, null, null));
    if (stop != null) {
      add(entries, 94, new RunEvent.Phase(stop, null, null));
      add(entries, 99, new RunEvent.Step(2, 100, 0.1, true, null, null, null));
    }
    SpentTime spent = SpentTime.of(entries, START, 2);
    return new Measured(2, "run", Purpose.TRAINING, 10, spent, kinds);
  }

  private static void add(List<JournalEntry> entries, long at, RunEvent event) {
    entries.add(new JournalEntry(entries.size() + 1, START.plusSeconds(at), event));
  }

  @Test
  void sumsWhatIsKnownAndCostsThat() throws IOException {
    Recipe recipe = recipe("cache_latents = true\nsample_every_n_epochs = 1\n");
    Plan plan = plan(4, 0);
    PartKinds kinds = PartKinds.of(recipe, plan);
    TimeParts time = TimeParts.of(recipe, plan, List.of(run(kinds, PhaseName.SAVING)), 36.0);
    assertEquals(new TimeParts(90.0, 200.0, 20.0, null, 0.0, 310.0, 3.1, 36.0), time);
  }

  @Test
  void takesFromAnEarlierRunWhatTheLatestDoesNotShow() throws IOException {
    Recipe recipe = recipe("validation_split = 0.1\n");
    Plan plan = plan(0, 2);
    PartKinds kinds = PartKinds.of(recipe, plan);
    List<Measured> runs = List.of(run(kinds, null), run(kinds, PhaseName.VALIDATION));
    assertEquals(50.0, TimeParts.of(recipe, plan, runs, null).validationSeconds());
    assertNull(TimeParts.of(recipe, plan, runs.subList(0, 1), null).validationSeconds());
  }

  @Test
  void countsNoCachingWhereTheCachesLieOnTheDisk() throws IOException {
    Recipe recipe = recipe("cache_latents = true\ncache_latents_to_disk = true\n");
    Plan plan = plan(0, 0);
    PartKinds kinds = PartKinds.of(recipe, plan);
    assertEquals(30.0, start(recipe, plan, kinds));
    assertNull(start(recipe, plan, otherImages(kinds)), "nobody knows what was cached then");
  }

  @Test
  void scalesCachingInMemoryByTheImages() throws IOException {
    Recipe recipe = recipe("cache_latents = true\n");
    Plan plan = plan(0, 0);
    PartKinds kinds = PartKinds.of(recipe, plan);
    PartKinds twice =
        new PartKinds(
            kinds.start(), "other", 10, kinds.saves(), kinds.samples(), kinds.validation());
    assertEquals(30.0, start(recipe, plan, twice), "no image, as in this plan, takes no time");
    Double same = start(recipe, plan, kinds);
    assertNotNull(same);
    assertEquals(90.0, same);
  }

  @Test
  void knowsNoStartOfAnotherModel() throws IOException {
    Plan plan = plan(0, 0);
    PartKinds other = PartKinds.of(recipe("pretrained_model_name_or_path = \"a\"\n"), plan);
    assertNull(start(recipe("pretrained_model_name_or_path = \"b\"\n"), plan, other));
  }

  private static @Nullable Double start(Recipe recipe, Plan plan, PartKinds then) {
    return TimeParts.of(recipe, plan, List.of(run(then, null)), null).startSeconds();
  }

  private static PartKinds otherImages(PartKinds kinds) {
    return new PartKinds(
        kinds.start(), "other", 7, kinds.saves(), kinds.samples(), kinds.validation());
  }
}
