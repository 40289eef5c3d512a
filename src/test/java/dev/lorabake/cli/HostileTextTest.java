package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a log, a recipe or a file's name: nothing that steers a terminal is shown. */
@Timeout(60)
class HostileTextTest {
  private static final List<String> STEERING =
      List.of(
          "\u001b[31m",
          "\u001b]8;;http://x\u0007",
          "\u001b]52;c;eA==\u0007",
          "\u009b2J",
          "\u0090q",
          "\u202e",
          "\u2066",
          "\u200b",
          "\u0007",
          "\b\b",
          "\u007f",
          "\u0085",
          "\ufeff",
          "\u001bc");

  @TempDir Path folder = Path.of("");

  private Session.Result run(String... words) {
    return new Session(folder).run(words);
  }

  private static String steering(Random random) {
    return STEERING.get(random.nextInt(STEERING.size()));
  }

  private static void assertHarmless(Session.Result result, long seed) {
    String shown = result.out() + result.err();
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      boolean harmless =
          c == '\n' || !(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
      int at = i;
      assertTrue(
          harmless,
          () ->
              "U+%04X at %d, seed %d, in %s"
                  .formatted((int) c, at, seed, shown.substring(Math.max(0, at - 80), at)));
    }
  }

  /** What upstream prints, with steering in its file names, messages and in between. */
  private static byte[] log(Random random) {
    StringBuilder text = new StringBuilder();
    for (int step = 1; step < 4; step++) {
      String mark = steering(random);
      text.append("2026-11-23 18:22:26 WARNING  low " + mark + " memory      train_util.py:1\n");
      text.append(
          "\rsteps:  50%%|█████     | %d/4 [00:05<00:05,  1.17s/it, avr_loss=0.1]".formatted(step));
      text.append("\nsaving checkpoint: out/c" + mark + "at-" + step + ".safetensors\n");
      text.append("some " + mark + " line\n");
    }
    text.append("Traceback (most recent call last):\n  File \"t.py\", line 1, in <module>\n");
    text.append("RuntimeError: it " + steering(random) + " broke\n");
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aLogSteersNoTerminal(long seed) throws IOException {
    byte[] log = log(new Random(seed));
    Files.write(folder.resolve("t.log"), log);
    Session.Result events = run("events", "t.log");
    assertHarmless(events, seed);
    assertFalse(events.out().isEmpty());
    events.out().lines().forEach(line -> Json.object(line, "event"));

    RunDirectory run =
        RunDirectory.create(folder.resolve("runs"), "cat", LocalDateTime.of(2026, 11, 23, 18, 40));
    run.write(
        RunDirectory.EXIT,
        "{\"version\": 1, \"code\": 1, \"signal\": null, \"ended\": \"2026-11-23T19:40:00Z\"}");
    Files.write(run.file(RunDirectory.TRAINER_LOG), log);
    Session.Result watch = run("watch");
    assertEquals(ExitCode.FAILED, watch.code(), watch.err());
    assertHarmless(watch, seed);
    for (String[] words :
        new String[][] {{"watch", "--json"}, {"runs"}, {"runs", "--json"}, {"watch", "--plain"}}) {
      assertHarmless(run(words), seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRecipeSteersNoTerminal(long seed) throws IOException {
    Random random = new Random(seed);
    String mark =
        IntStream.range(0, 3).mapToObj(i -> steering(random)).collect(Collectors.joining("x"));
    String escaped = mark.chars().mapToObj("\\u%04X"::formatted).collect(Collectors.joining());
    Path images = Files.createDirectories(folder.resolve("images" + mark));
    Files.write(images.resolve("a" + mark.replace('/', '_') + ".png"), new byte[] {1, 2, 3});
    Files.writeString(
        folder.resolve("r.toml"),
        """
        recipe = 1
        name = "cat%1$s"
        family = "sd15"
        network = "lora"
        [train]
        output_name = "o%1$s"
        output_dir = "out%1$s"
        pretrained_model_name_or_path = "none%1$s.ckpt"
        optimizer_type = "Adam%1$s"
        "opt%1$s" = 1
        [[datasets]]
        [[datasets.subsets]]
        image_dir = "images%1$s"
        """
            .formatted(escaped));
    for (String[] words :
        new String[][] {
          {"check", "r.toml"},
          {"check", "r.toml", "--json"},
          {"plan", "r.toml"},
          {"plan", "r.toml", "--json"},
          {"dataset", "r.toml"},
          {"train", "r.toml", "--rehearse"},
          {"check", "no" + mark + ".toml"},
          {"watch", "no" + mark},
          {"explain", "x" + mark},
          {"ch" + mark}
        }) {
      assertHarmless(run(words), seed);
    }
  }

  @Test
  void jsonSaysTheSameInEscapes() {
    String text = "a\u009b\u202e\u007f\ud800\udb40\udc41\n";
    String shown = dev.lorabake.Visible.json(Json.write(java.util.Map.of("t", text)));
    assertTrue(shown.chars().allMatch(c -> c >= ' ' && c < 127), shown);
    assertEquals(text, Json.object(shown, "shown").text("t"));
  }
}
