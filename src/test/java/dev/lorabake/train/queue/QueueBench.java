package dev.lorabake.train.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.recipe.Flag;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Home;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Request;
import dev.lorabake.train.SampleProject;
import dev.lorabake.train.Starting;
import dev.lorabake.train.UpstreamFinder;
import dev.lorabake.train.UpstreamPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A queue with the sample project and the rehearsal trainer, whose Python writes down each start of
 * a trainer with the GPUs that it was given.
 */
final class QueueBench implements Work {
  final Path folder;
  final Path runs;
  final QueueFolder queue;
  final Surroundings machine = Surroundings.system();
  private final Path python;
  private final Path recipe;
  private final UpstreamPlace rehearsal;
  private final Map<String, String> variables = new LinkedHashMap<>();

  QueueBench(Path top) throws IOException {
    folder = top;
    runs = top.resolve("runs");
    queue = new QueueFolder(runs);
    Home home = Home.find();
    UpstreamFinder finder = new UpstreamFinder(System.getenv(), home);
    String real = finder.rehearsal(null).python();
    python =
        Files.writeString(
            top.resolve("python"),
            """
            #!/bin/sh
            test -z "$LORABAKE_RUN" || echo "GPU ${CUDA_VISIBLE_DEVICES-all} $CUDA_DEVICE_ORDER" >> "$LORABAKE_RUN/starts"
            exec '%s' "$@"
            """
                .formatted(real));
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    rehearsal = finder.rehearsal(python.toString());
    recipe = new SampleProject(home, real).make(top.resolve("project"));
    variables.put("REHEARSAL_SECONDS_PER_STEP", "0");
  }

  QueueBench with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  Path python() {
    return python;
  }

  Adding adding() {
    return new Adding(queue, Catalog.bundled(), preparing(), machine);
  }

  Adding.Wish wish(String... vary) {
    return wish(List.of(), vary);
  }

  private Adding.Wish wish(List<Flag> flags, String... vary) {
    return new Adding.Wish(
        List.of(new Request(recipe, flags, null, null)),
        Grid.of(List.of(vary), Catalog.bundled()),
        null,
        true,
        null,
        python.toString(),
        false,
        null);
  }

  List<Long> add(String... vary) throws IOException, InterruptedException {
    Adding adding = adding();
    return adding.add(adding.check(wish(vary))).stream().map(Adding.Variant::number).toList();
  }

  /** One that saves states. */
  long addWithStates() throws IOException, InterruptedException {
    Adding adding = adding();
    Adding.Wish wish = wish(List.of(new Flag("save_state", List.of())));
    return adding.add(adding.check(wish)).getFirst().number();
  }

  Queue actions() {
    return new Queue(queue, machine);
  }

  EntryState state(long number) throws IOException, InterruptedException {
    return actions().look(number).state();
  }

  /** One line for each trainer that was ever started in that run. */
  List<String> starts(String run) throws IOException {
    Path file = runs.resolve(run).resolve("starts");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Each of them has finished, was started once and in their order, and there is no other run. */
  void assertEachOnce(List<Long> numbers, String seed) throws Exception {
    List<Entry> entries = queue.list().entries();
    assertEquals(numbers, entries.stream().map(Entry::number).toList(), seed);
    Instant before = Instant.EPOCH;
    for (Entry entry : entries) {
      assertEquals(EntryState.FINISHED, state(entry.number()), seed + " entry " + entry.number());
      assertEquals(1, entry.attempts().size(), seed + " entry " + entry.number());
      Entry.Attempt attempt = entry.attempts().getLast();
      assertTrue(attempt.started(), seed + " entry " + entry.number());
      assertEquals(1, starts(attempt.run()).size(), seed + " entry " + entry.number());
      assertTrue(attempt.at().isAfter(before), seed + ": out of order");
      before = attempt.at();
    }
    assertEquals(numbers.size(), RunDirectory.list(runs).size(), seed);
  }

  private Preparing preparing() {
    return new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty());
  }

  @Override
  public Map<String, String> variables() {
    return variables;
  }

  @Override
  public Preparing preparing(Entry entry) {
    return preparing();
  }

  @Override
  public UpstreamPlace upstream(Entry entry) {
    return rehearsal;
  }

  @Override
  public RunDirectory start(
      String runName,
      Prepared prepared,
      @Nullable ResumedFrom from,
      UpstreamPlace upstream,
      Map<String, String> environment) {
    Map<String, String> whole = new LinkedHashMap<>(variables);
    whole.putAll(environment);
    Starting starting = new Starting(Home.find(), runs, variables);
    return (from == null ? starting : starting.after(from))
        .startAs(runName, prepared, upstream, whole);
  }
}
