package dev.lorabake.cli;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.dataset.Scanning;
import dev.lorabake.machine.CommandRunner;
import dev.lorabake.train.EnvironmentLook;
import dev.lorabake.train.Home;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.ShortCommands;
import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a command meets outside of itself; tests bring their own.
 *
 * @param rawIn the bytes that {@code in} reads as text; for who reads nothing else
 * @param rawOut where {@code out} writes to, which is flushed before; for who writes bytes
 * @param known remembers the catalogue that was chosen
 * @param commands runs short commands such as nvidia-smi
 * @param interactive whether somebody sits at both ends: input and output are a terminal
 */
record Surroundings(
    PrintWriter out,
    PrintWriter err,
    BufferedReader in,
    InputStream rawIn,
    OutputStream rawOut,
    Path workingFolder,
    Map<String, String> variables,
    boolean interactive,
    CommandRunner commands,
    KnownCatalog known) {

  static Surroundings ofProcess() {
    Charset charset = StandardCharsets.UTF_8;
    return new Surroundings(
        new PrintWriter(System.out, false, charset),
        new PrintWriter(System.err, true, charset),
        new BufferedReader(new InputStreamReader(System.in, charset)),
        System.in,
        System.out,
        Path.of("").toAbsolutePath(),
        System.getenv(),
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false),
        new ShortCommands(),
        new KnownCatalog());
  }

  /** The same, but that another catalogue may be chosen without a change here. */
  Surroundings withOwnCatalog() {
    return new Surroundings(
        out,
        err,
        in,
        rawIn,
        rawOut,
        workingFolder,
        variables,
        interactive,
        commands,
        new KnownCatalog());
  }

  /** The same, but that nothing is told aside. */
  Surroundings silent() {
    return new Surroundings(
        out,
        new PrintWriter(Writer.nullWriter()),
        in,
        rawIn,
        rawOut,
        workingFolder,
        variables,
        interactive,
        commands,
        known);
  }

  /** The use case that all commands on a recipe begin with. */
  Preparing preparing(Preparing.Environments environments) {
    return new Preparing(catalog(), workingFolder, commands, environments)
        .with(Scanning.remembering(cacheFolder().resolve("images")));
  }

  /**
   * Tells a person how far a long look at images is.
   *
   * @param silent whether standard output is for a program
   */
  ScanProgress scanProgress(Output output, boolean silent) {
    boolean told = interactive && !silent && !Redirection.ofStandardError();
    // no second ever passes on a clock that stands still
    return new ScanProgress(output, told ? System::nanoTime : () -> 0);
  }

  /** Tells what sd-scripts' Python environment has. */
  EnvironmentLook environmentLook() {
    return new EnvironmentLook(
        commands,
        Home.find(),
        cacheFolder(),
        variables,
        Path.of(System.getProperty("user.home")),
        Clock.systemUTC());
  }

  /** For what was read from a checkout or an environment once, and can be read again. */
  Path cacheFolder() {
    String xdg = variables.getOrDefault("XDG_CACHE_HOME", "");
    Path base = xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    return base.resolve("lorabake");
  }

  /** For what nobody else has: it is not to be deleted, as a cache may be. */
  Path stateFolder() {
    String xdg = variables.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(xdg);
    return base.resolve("lorabake");
  }

  /** The options of the sd-scripts that the environment or the configuration names. */
  Catalog catalog() {
    return known.get(this);
  }

  /** The rehearsal's pace and faults; a real training is given nothing beside what it inherits. */
  Map<String, String> rehearsalSwitches() {
    Map<String, String> switches = new LinkedHashMap<>();
    variables.forEach((name, value) -> {
      if (name.startsWith("REHEARSAL_")) {
        switches.put(name, value);
      }
    });
    return switches;
  }

  /** A path as a person at this folder would write it. */
  String shown(Path path) {
    return (path.startsWith(workingFolder) ? workingFolder.relativize(path) : path).toString();
  }

  /** Colour only for a person, and only if wanted (https://no-color.org). */
  boolean coloured() {
    String term = variables.getOrDefault("TERM", "");
    return interactive && variables.getOrDefault("NO_COLOR", "").isEmpty() && !term.equals("dumb");
  }
}
