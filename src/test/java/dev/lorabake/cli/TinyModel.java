package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.train.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * The model and the recipe of the self-test, {@code kept/selftest.toml}, for trainings by the real
 * sd-scripts.
 */
final class TinyModel {
  private static final String CHECKOUT =
      Objects.requireNonNullElse(System.getenv("LORABAKE_SD_SCRIPTS"), "");
  private static final String PYTHON =
      Objects.requireNonNullElse(System.getenv("LORABAKE_PYTHON"), "python3");

  private final Path folder;
  private final String python;

  private TinyModel(Path folder, String python) {
    this.folder = folder;
    this.python = python;
  }

  /** Makes it in a folder, by the self-test itself. */
  static TinyModel in(Path folder) throws IOException {
    return in(folder, Home.find().pythonEnv().resolve("selftest/hook"));
  }

  /**
   * As above, with another hook in the trainer.
   *
   * @param hook a folder whose {@code sitecustomize.py} runs the self-test's too
   */
  static TinyModel in(Path folder, Path hook) throws IOException {
    Session.Result test = new TinyModel(folder, PYTHON).run("selftest", "--keep", "kept");
    assertEquals(ExitCode.FINE, test.code(), test.out() + test.err());
    return new TinyModel(folder, hooked(folder, hook));
  }

  /** The model needs a hook in the trainer, which this Python has. */
  private static String hooked(Path folder, Path hook) throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("python"),
            """
            #!/bin/sh
            PYTHONPATH='%s' HF_HUB_OFFLINE=1 exec '%s' "$@"
            """
                .formatted(hook, PYTHON));
    assertTrue(script.toFile().setExecutable(true));
    return script.toString();
  }

  /** What a shell needs to start lorabake there with the real sd-scripts. */
  Map<String, String> variables() {
    return Map.of(
        "LORABAKE_SD_SCRIPTS", CHECKOUT,
        "LORABAKE_PYTHON", python,
        "XDG_CACHE_HOME", folder.resolve("cache").toString(),
        "XDG_CONFIG_HOME", folder.resolve("config").toString(),
        "XDG_STATE_HOME", folder.resolve("state").toString());
  }

  /** Runs lorabake in that folder, with the real sd-scripts. */
  Session.Result run(String... words) {
    return new Session(folder)
        .onThisMachine()
        .with("LORABAKE_SD_SCRIPTS", CHECKOUT)
        .with("LORABAKE_PYTHON", python)
        .run(words);
  }
}
