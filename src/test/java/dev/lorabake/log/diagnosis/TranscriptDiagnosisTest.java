package dev.lorabake.log.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded logs of the real trainer: what failed is named, and nothing else is. */
class TranscriptDiagnosisTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/lorabake/log");

  private static final Map<String, String> FAILED =
      Map.ofEntries(
          Map.entry("03c-resume-already-finished", "resume-state"),
          Map.entry("03d-resume-missing", "resume-state"),
          Map.entry("06b-cache-te-unsupported", "config-or-cli-syntax"),
          Map.entry("07-nan-loss", "nan-loss-or-latents"),
          Map.entry("08-model-missing-file", "model-file-wrong"),
          Map.entry("08b-model-missing-hub-id", "hf-hub-tokenizer"),
          Map.entry("09-empty-folder", "dataset-layout"),
          Map.entry("09c-repeats-folder-without-images", "dataset-layout"),
          Map.entry("10-corrupt-truncated-cache", "image-file"),
          Map.entry("11c-bad-bucket-reso-steps", "dataset-layout"),
          Map.entry("12-unknown-argument", "config-or-cli-syntax"),
          Map.entry("12c-unknown-argument-accelerate-quiet", "config-or-cli-syntax"),
          Map.entry("13-bad-optimizer", "optimizer-args"),
          Map.entry("14a-sigint-trainer", "interrupted-or-silent-end"),
          Map.entry("14d-sigkill-trainer", "killed-oom-killer"),
          Map.entry("15-disk-full", "disk-full-quota"),
          Map.entry("16-two-processes", "distributed-nccl-port"),
          Map.entry("16b-launcher-flags-conflict", "distributed-nccl-port"),
          Map.entry("18-adamw8bit-no-bitsandbytes", "bitsandbytes"),
          Map.entry("23-debug-dataset", "interrupted-or-silent-end"));

  static Stream<String> transcripts() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("raw.log")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void onlyWhatFailedHasACategory(String name) throws IOException {
    Diagnosis diagnosis = Logs.diagnose(log(name), ProcessEnd.UNKNOWN);
    assertEquals(
        FAILED.getOrDefault(name, Diagnosis.NONE), diagnosis.category(), diagnosis.toString());
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void cutsChangeNothing(String name) throws IOException {
    byte[] log = log(name);
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    assertEquals(Logs.diagnose(log, ProcessEnd.UNKNOWN), Logs.diagnoseInPortions(log, 50, random));
  }

  private static byte[] log(String name) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(name).resolve("raw.log"));
  }
}
