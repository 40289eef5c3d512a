package dev.lorabake.cli;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.OtherJvm;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Home;
import dev.lorabake.train.SampleProject;
import dev.lorabake.train.UpstreamFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The demo's project, made anew, for somebody who sits before the screen of it. */
final class DemoFolder {
  private final Path folder;

  /** Makes it as {@code project} in a folder, beside what lorabake keeps elsewhere. */
  DemoFolder(Path folder) {
    this.folder = folder;
    Home home = Home.find();
    String python = new UpstreamFinder(System.getenv(), home).rehearsal(null).python();
    new SampleProject(home, python).make(project());
  }

  Path project() {
    return folder.resolve("project");
  }

  Path recipe() {
    return project().resolve("demo.toml");
  }

  Path images() {
    return project().resolve("dataset/10_sks shape");
  }

  /** Changes a line of the recipe, as an editor would. */
  DemoFolder with(String line, String other) throws IOException {
    String text = Files.readString(recipe());
    if (!text.contains("\n" + line + "\n")) {
      throw new AssertionError(line + " is not in\n" + text);
    }
    Files.writeString(recipe(), text.replace("\n" + line + "\n", "\n" + other + "\n"));
    return this;
  }

  /**
   * What lorabake needs in its environment to leave the user's own files alone.
   *
   * @param secondsPerStep the pace of rehearsals that are started there
   */
  Map<String, String> variables(String secondsPerStep) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String kind : List.of("CACHE", "CONFIG", "STATE")) {
      variables.put("XDG_" + kind + "_HOME", folder.resolve("xdg-" + kind).toString());
    }
    variables.put("REHEARSAL_SECONDS_PER_STEP", secondsPerStep);
    return variables;
  }

  Path program() throws IOException {
    return program(folder);
  }

  /** A script in the folder that starts these classes as the installed one does. */
  static Path program(Path folder) throws IOException {
    Path program = folder.resolve("lorabake");
    String java =
        OtherJvm.command(
                List.of(
                    "-Dlorabake.home=" + Path.of("").toAbsolutePath(),
                    "-XX:-UsePerfData",
                    "-Dlorabake.plain=${LORABAKE_PLAIN:-false}"),
                Main.class,
                List.of())
            .stream()
            .map(word -> "\"" + word + "\"")
            .collect(Collectors.joining(" "));
    Files.writeString(program, "#!/bin/sh\nexec " + java + " \"$@\"\n");
    if (!program.toFile().setExecutable(true)) {
      throw new AssertionError(program + " cannot be made a program");
    }
    return program;
  }

  /** The latest first. */
  List<RunDirectory> runs() throws IOException {
    return RunDirectory.list(project().resolve("runs"));
  }

  /** The steps that the journal of a run tells, in their order. */
  static List<Long> steps(RunDirectory run) throws IOException {
    List<Long> steps = new ArrayList<>();
    for (String line : Files.readAllLines(run.file(RunDirectory.EVENTS))) {
      JsonObject event = Json.object(line, "event");
      if (event.text("type").equals("step")) {
        steps.add(event.whole("step"));
      }
    }
    return steps;
  }
}
