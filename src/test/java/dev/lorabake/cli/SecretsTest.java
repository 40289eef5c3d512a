package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Planted tokens are looked for wherever others could read them. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class SecretsTest {
  private static final String HUB = "hf_plantedPLANTEDplantedPLANTED";
  private static final String WANDB = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path folder = Path.of("");

  private Session session() {
    return new Session(folder).with("REHEARSAL_SECONDS_PER_STEP", "0.02");
  }

  @Test
  void aTokenIsInTheTrainersEnvironmentAndNowhereElse() throws IOException {
    session().run("demo", "project", "--seconds-per-step", "0");
    Path demo = folder.resolve("project/demo.toml");
    String text = Files.readString(demo);
    String keys =
        "[train]\nhuggingface_token = \"%s\"\nwandb_api_key = \"%s\"\n".formatted(HUB, WANDB);
    Path recipe = folder.resolve("project/secret.toml");
    Files.writeString(recipe, text.replace("[train]\n", keys));
    assertTrue(Files.readString(recipe).contains(HUB));

    List<Session.Result> said = new ArrayList<>();
    String file = recipe.toString();
    for (String[] words :
        new String[][] {
          {"check", file},
          {"check", file, "--json"},
          {"check", file, "--fix", "--dry-run"},
          {"plan", file, "--json"},
          {"render", file, "--rehearse", "-o", "files"},
          {"train", file, "--rehearse", "--detach", "--output_name", "second"}
        }) {
      said.add(session().run(words));
    }
    assertEquals(ExitCode.FINE, said.getLast().code(), said.getLast().err());
    List<String> withToken = commandLinesAndEnvironmentsOfTheRun();
    assertTrue(withToken.stream().anyMatch(all -> all.contains("HF_TOKEN=" + HUB)), "environment");
    assertTrue(withToken.stream().anyMatch(all -> all.contains("WANDB_API_KEY=" + WANDB)));
    said.add(session().run("watch", "--json"));
    said.add(session().run("runs"));
    said.add(session().run("runs", "--json"));
    for (Session.Result result : said) {
      assertFree(result.out() + result.err(), "output");
    }
    for (String place : List.of("runs", "files", "cache", "config", "project/output")) {
      assertFreeFiles(folder.resolve(place));
    }
  }

  /** Nobody's command line, which all may read, holds one; the environment only its owner reads. */
  private List<String> commandLinesAndEnvironmentsOfTheRun() throws IOException {
    List<String> environments = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process :
          processes.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) {
        assertFree(readIfThere(process.resolve("cmdline")), process + "/cmdline");
        String environment = readIfThere(process.resolve("environ"));
        if (environment.contains("LORABAKE_RUN=" + folder.toRealPath())) {
          environments.add(environment);
        }
      }
    }
    return environments;
  }

  /** Empty where the process has ended. */
  private static String readIfThere(Path file) {
    try {
      return read(file);
    } catch (IOException e) {
      return "";
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static void assertFreeFiles(Path place) throws IOException {
    if (Files.exists(place)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertFree(read(file), file.toString());
        }
      }
    }
  }

  private static void assertFree(String text, String where) {
    assertFalse(text.contains(HUB) || text.contains(WANDB), where);
  }

  @Test
  void withAnyUmaskARunIsForItsOwnerAlone() throws Exception {
    session().run("demo", "project", "--seconds-per-step", "0");
    List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 000; exec \"$@\"", "sh"));
    command.addAll(
        dev.lorabake.process.OtherJvm.command(
            List.of("-Dlorabake.home=" + Path.of("").toAbsolutePath()),
            Main.class,
            List.of("train", "project/demo.toml", "--rehearse", "--output_name", "second")));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().put("REHEARSAL_SECONDS_PER_STEP", "0");
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("open-cache").toString());
    assertEquals(0, builder.start().waitFor(), () -> said());
    for (String place : List.of("runs", "open-cache")) {
      if (Files.exists(folder.resolve(place))) {
        assertPrivate(folder.resolve(place));
      }
    }
    assertTrue(Files.exists(folder.resolve("runs")));
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertPrivate(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(file -> !isTrainers(file)).toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        assertTrue(mode.endsWith("------"), () -> mode + " " + file);
      }
    }
  }

  /** A rehearsal's own files follow the umask; the run directory around them is closed. */
  private static boolean isTrainers(Path file) {
    Path parent = file.getParent();
    return parent != null && (parent.endsWith("output") || isTrainers(parent));
  }
}
