package dev.lorabake.train.policy;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.recipe.Flag;
import dev.lorabake.run.Attendant;
import dev.lorabake.run.Following;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.Policy;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Home;
import dev.lorabake.train.NextTry;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trainings of the sample project by the rehearsal trainer in the place of a real one, 4 epochs of
 * 30 steps, whose Python writes down each start. Nobody attends to them but the test.
 */
final class PolicyBench implements Work {
  final Path runs;
  final Path output;
  final Surroundings machine = Surroundings.system();
  private final Path folder;
  private final Path recipe;
  private final UpstreamPlace place;
  private final Map<String, String> switches = new LinkedHashMap<>();

  PolicyBench(Path top) throws IOException {
    folder = top.toRealPath();
    runs = folder.resolve("runs");
    output = folder.resolve("project/output");
    Home home = Home.find();
    String real = new UpstreamFinder(System.getenv(), home).rehearsal(null).python();
    Path python =
        Files.writeString(
            folder.resolve("python"),
            """
            #!/bin/sh
            test -z "$LORABAKE_RUN" || echo start >> "$LORABAKE_RUN/starts"
            exec '%s' "$@"
            """
                .formatted(real));
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    recipe = new SampleProject(home, real).make(folder.resolve("project"));
    Files.writeString(recipe, Files.readString(recipe) + "\n[launch]\nlauncher = \"python\"\n");
    place = new UpstreamPlace(home.rehearsal(), python.toString(), false, "the test");
    switches.put("REHEARSAL_SECONDS_PER_STEP", "0");
  }

  /** What the trainers are given from now on; an empty value takes a switch away. */
  PolicyBench with(String variable, String value) {
    if (value.isEmpty()) {
      switches.remove(variable);
    } else {
      switches.put(variable, value);
    }
    return this;
  }

  /** Trains it to its end, under that policy. */
  RunDirectory train(Policy policy, String... flags) {
    List<Flag> given = new ArrayList<>();
    for (String flag : flags) {
      String[] parts = flag.split("=", 2);
      given.add(new Flag(parts[0], parts.length == 1 ? List.of() : List.of(parts[1])));
    }
    Attendant attendant =
        new Attendant(
            List.of("true"),
            folder,
            policy,
            false,
            new Attendant.Start(place.checkout(), place.python(), false, null, false),
            Set.of(),
            null);
    return new Starting(Home.find(), runs, Map.of("PATH", System.getenv("PATH")))
        .attendedBy(attendant)
        .start(preparing().prepare(new Request(recipe, given, null, null)), place, switches);
  }

  Outcome end(RunDirectory run) throws IOException, InterruptedException {
    return new Following(run, machine, _ -> {}, () -> {}).toTheEnd().orElseThrow();
  }

  /** How many trainers were ever started for a run. */
  long starts(RunDirectory run) throws IOException {
    Path file = run.file("starts");
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private Preparing preparing() {
    return new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty());
  }

  @Override
  public Map<String, String> variables() {
    return Map.of("PATH", System.getenv("PATH"));
  }

  @Override
  public Preparing preparing(Attendant.Start start, Path runsRoot) {
    return preparing();
  }

  @Override
  public RunDirectory start(String runName, NextTry next, Attendant attendant, Path runsRoot) {
    Starting starting = new Starting(Home.find(), runsRoot, variables()).attendedBy(attendant);
    return (next.from() == null ? starting : starting.after(next.from()))
        .startAs(runName, next.prepared(), place, switches);
  }
}
