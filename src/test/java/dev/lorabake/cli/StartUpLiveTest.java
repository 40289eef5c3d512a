package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.json.Json;
import dev.lorabake.train.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same files to the real sd-scripts and to {@code lorabake check}: both give one verdict,
 * upstream after seconds. A table of all cases is left in {@code target/start-up.md}; {@code
 * lorabake.upstream.case} picks those whose title has its words.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
class StartUpLiveTest {
  private static final Path TABLE = Path.of("target/start-up.md").toAbsolutePath();
  private static final Pattern EXCEPTION = Pattern.compile("^[A-Za-z_.]+(Error|Exception)\\b.*");

  @TempDir Path root = Path.of("");

  /** How upstream ended. */
  private record Ending(int code, String lastWords, boolean wroteLora, double seconds) {}

  @Test
  @Timeout(value = 90, unit = TimeUnit.MINUTES)
  void checkAndUpstreamGiveOneVerdict() throws Exception {
    Path model = root.resolve("model");
    python(
        root, "make-model.log", Home.find().pythonEnv().resolve("selftest/make_model.py"), model);
    Path pictures = root.resolve("pictures");
    python(root, "pictures.log", Home.find().pythonEnv().resolve("make_pictures.py"), pictures);
    String wanted = System.getProperty("lorabake.upstream.case", "");
    List<String> complaints = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    Files.createDirectories(TABLE.getParent());
    for (StartUpCase one : StartUpCases.all()) {
      if (one.title().contains(wanted)) {
        Path folder = Files.createDirectory(root.resolve("case-" + rows.size()));
        copy(pictures, folder.resolve("pictures"));
        one.write(folder, model);
        compare(one, folder, complaints, rows);
        Files.writeString(TABLE, table(rows));
      }
    }
    assertEquals(List.of(), complaints);
  }

  private void compare(StartUpCase one, Path folder, List<String> complaints, List<String> rows)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Session.Result check = new Session(folder).run(checkWords(one));
    double milliseconds = (System.nanoTime() - begun) / 1e6;
    String finding = check.code() == ExitCode.USAGE ? check.err().strip() : firstError(check.out());
    Ending ending = upstream(one, folder);
    boolean agreed =
        switch (one.outcome()) {
          case TRAINS -> ending.wroteLora && ending.code == 0 && check.code() == ExitCode.FINE;
          case FAILS -> !ending.wroteLora && check.code() != ExitCode.FINE;
          case FAILS_WARNED -> !ending.wroteLora && check.out().contains("cut-off-image");
          case PASSES_OVER -> ending.wroteLora && check.code() != ExitCode.FINE;
        };
    if (!agreed) {
      complaints.add(one + ": " + ending + "; lorabake " + check.code() + " " + check.out());
    }
    rows.add(
        String.format(
            Locale.ROOT,
            "| %s | %d | %s | %s | %.1f s | %s | %.0f ms |",
            one,
            ending.code,
            cell(ending.lastWords),
            ending.wroteLora ? "yes" : "no",
            ending.seconds,
            check.code() == ExitCode.FINE ? "ready" : cell(finding),
            milliseconds));
  }

  private static String table(List<String> rows) {
    return "| files | exit code | last words of sd-scripts | LoRA written | after"
        + " | lorabake check | after |\n|---|---|---|---|---|---|---|\n"
        + String.join("\n", rows)
        + "\n";
  }

  private static String[] checkWords(StartUpCase one) {
    List<String> words =
        new ArrayList<>(List.of("check", "config.toml", "--script", "train_network.py", "--json"));
    words.addAll(one.words());
    return words.toArray(String[]::new);
  }

  private static String firstError(String json) {
    return Json.object(json, "check").objects("findings").stream()
        .filter(found -> found.text("severity").equals("error"))
        .findFirst()
        .map(found -> found.text("rule") + ": " + found.text("message"))
        .orElse("none");
  }

  private Ending upstream(StartUpCase one, Path folder) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(environment("LORABAKE_SD_SCRIPTS"), "train_network.py").toString());
    words.addAll(List.of("--config_file", "config.toml"));
    words.addAll(one.words());
    long begun = System.nanoTime();
    int code = python(folder, "train.log", words);
    double seconds = (System.nanoTime() - begun) / 1e9;
    boolean lora = Files.isRegularFile(folder.resolve("out/tiny.safetensors"));
    return new Ending(code, lastWords(folder.resolve("train.log")), lora, seconds);
  }

  private static String lastWords(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    return lines.stream()
        .filter(line -> EXCEPTION.matcher(line).matches() || line.contains(": error: "))
        .reduce((first, second) -> second)
        .orElse(lines.isEmpty() ? "" : lines.getLast());
  }

  private static String cell(String text) {
    String line = text.lines().findFirst().orElse("").replace("|", "\\|");
    int japanese = line.indexOf(" / ");
    String own = japanese < 0 ? line : line.substring(0, japanese);
    return own.length() > 110 ? own.substring(0, 110) + "…" : own;
  }

  private static void python(Path folder, String log, Path script, Path argument)
      throws IOException, InterruptedException {
    int code = python(folder, log, List.of(script.toString(), argument.toString()));
    assertEquals(0, code, Files.readString(folder.resolve(log)));
  }

  private static int python(Path folder, String log, List<String> words)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(environment("LORABAKE_PYTHON"));
    line.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(log).toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("PYTHONUTF8", "1");
    builder.environment().put("COLUMNS", "1000");
    builder.environment().put("HF_HUB_OFFLINE", "1");
    builder
        .environment()
        .put("PYTHONPATH", Home.find().pythonEnv().resolve("selftest/hook").toString());
    return builder.start().waitFor();
  }

  private static String environment(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
      }
    }
  }
}
