package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.train.Home;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a training beside a stand-in for nvidia-smi to advice that is corrected by its peak. The
 * checkout is a stand-in as well, which does as the rehearsal but counts as a real one.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the GPUs are not looked at there")
class TelemetryJourneyTest {
  private static final String MIB_OF_OTHERS = "300";
  private static final String MIB_WHILE_TRAINING = "4400";

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void makeTheStandIns() throws IOException {
    folder = folder.toRealPath();
    Session.Result demo =
        new Session(folder)
            .with("REHEARSAL_SECONDS_PER_STEP", "0")
            .run("demo", "project", "--seconds-per-step", "0");
    assertEquals(ExitCode.FINE, demo.code(), demo.out() + demo.err());
    assertFalse(Files.exists(run("project").resolve("telemetry.csv")), "a rehearsal has no GPU");
    Path recipe = folder.resolve("project/demo.toml");
    Files.writeString(recipe, Files.readString(recipe) + "\n[launch]\nlauncher = \"python\"\n");
    Path checkout = Files.createDirectory(folder.resolve("sd-scripts"));
    Files.writeString(
        checkout.resolve("train_network.py"),
        """
        import pathlib, runpy, sys
        if "--config_file" in " ".join(sys.argv):
            pathlib.Path(r"FOLDER/training").touch()
        sys.path.insert(0, r"REHEARSAL")
        runpy.run_path(r"REHEARSAL/train_network.py", run_name="__main__")
        """
            .replace("FOLDER", folder.toString())
            .replace("REHEARSAL", Home.find().rehearsal().toString()));
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path tool =
        Files.writeString(
            bin.resolve("nvidia-smi"),
            """
            #!/bin/sh
            MIB=OTHERS
            test ! -e 'FOLDER/training' || MIB=TRAINING
            case "$1" in
            *name,memory.total*) echo "NVIDIA GeForce RTX 3060, 12288, 11900, 8.6, 570.86.10";;
            *index,uuid*) echo "0, GPU-a, NVIDIA GeForce RTX 3060, 97, $MIB, 12288, 71, 168.2";;
            esac
            """
                .replace("OTHERS", MIB_OF_OTHERS)
                .replace("TRAINING", MIB_WHILE_TRAINING)
                .replace("FOLDER", folder.toString()));
    assertTrue(tool.toFile().setExecutable(true));
  }

  /** In a program of its own, for the PATH cannot be changed in this one. */
  private String lorabake(String... words) throws IOException, InterruptedException {
    List<String> argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlorabake.home=" + Home.find().pythonEnv().getParent(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    argv.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(argv)
            .directory(folder.toFile())
            .redirectError(folder.resolve("errors").toFile());
    builder.environment().merge("PATH", "", (old, _) -> path(old));
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    builder.environment().put("REHEARSAL_SECONDS_PER_STEP", "0.04");
    builder.environment().put("LORABAKE_TELEMETRY_SECONDS", "0.1");
    builder.environment().remove("LORABAKE_SD_SCRIPTS");
    builder.environment().remove("CUDA_VISIBLE_DEVICES");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = Files.readString(folder.resolve("errors"));
    assertEquals(ExitCode.FINE, process.waitFor(), said + errors);
    return said;
  }

  private String path(String old) {
    return folder.resolve("bin") + File.pathSeparator + old;
  }

  private String train() throws IOException, InterruptedException {
    return lorabake(
        "train",
        "project/demo.toml",
        "--sd-scripts",
        "sd-scripts",
        "--no-probe",
        "--output_name",
        "real");
  }

  private Path run(String above) throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve(above).resolve("runs"))) {
      return runs.findFirst().orElseThrow();
    }
  }

  private JsonObject vram() throws IOException, InterruptedException {
    return Json.object(lorabake("plan", "project/demo.toml", "--json"), "plan").object("vram");
  }

  @Test
  void aTrainingCorrectsThePlanOfTheNext() throws IOException, InterruptedException {
    long estimated = vram().whole("needed_bytes");
    String said = train();
    assertTrue(said.contains("GPU 97% 4.3G  71°C"), said);
    assertTrue(
        said.contains("memory   4.3 GiB of 12.0 GiB in use on GPU 0, 0.3 GiB before it began"),
        said);
    Path run = run("");
    assertTrue(Files.readString(run.resolve("events.jsonl")).contains("\"type\":\"telemetry\""));

    JsonObject vram = vram();
    JsonObject measured = vram.object("measured");
    assertEquals(run.getFileName().toString(), measured.text("run"));
    assertEquals(4100L << 20, measured.whole("peak_bytes"));
    assertEquals(2, measured.object("at").whole("images"));
    assertFalse(measured.flag("at_least", true));
    assertEquals((double) (4100L << 20), (double) vram.whole("shown_bytes"), 2.0);
    assertTrue(vram.whole("needed_bytes") > estimated, vram::toString);
    String plan = lorabake("plan", "project/demo.toml");
    assertTrue(plan.contains("measured         4.0 GiB at batch size 2 and 262,144 pixels"), plan);
    String runs = lorabake("runs", "--json");
    assertTrue(runs.contains("\"peak_bytes\" : " + (4400L << 20)), runs);
  }
}
