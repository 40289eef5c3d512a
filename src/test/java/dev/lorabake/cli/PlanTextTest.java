package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.dataset.Pictures;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans as a stranger sees them at 80 columns; golden files in {@code plans}. */
class PlanTextTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/lorabake/cli/plans").toAbsolutePath();
  private static final String REPAIR = "mvn -q test -Dtest=PlanTextTest -Dlorabake.rewrite=true";
  private static final int[][] SIZES = {
    {1024, 1024},
    {832, 1216},
    {1216, 832},
    {768, 1344},
    {1344, 768},
    {896, 1152},
    {1152, 896},
    {640, 1536},
    {1536, 640},
    {704, 1408},
    {1408, 704},
    {960, 1088},
    {1088, 960}
  };

  @TempDir Path folder;

  @BeforeEach
  void writeImages() throws IOException {
    for (int i = 0; i < 2 * SIZES.length; i++) {
      int[] size = SIZES[i % SIZES.length];
      Path image = folder.resolve("pics/%03d.png".formatted(i));
      Pictures.png(image, size[0], size[1]);
      Files.writeString(folder.resolve("pics/%03d.txt".formatted(i)), "a cat");
    }
    for (int i = 0; i < 12; i++) {
      Pictures.png(folder.resolve("small/%03d.png".formatted(i)), 512, 512 + 64 * (i % 3));
      Files.writeString(folder.resolve("small/%03d.txt".formatted(i)), "a cat");
    }
  }

  private String recipe(String name) throws IOException {
    try (var in = PlanTextTest.class.getResourceAsStream("plans/" + name + ".toml")) {
      if (in == null) {
        throw new IllegalStateException(name);
      }
      Files.copy(in, folder.resolve("recipe.toml"));
    }
    return folder.resolve("recipe.toml").toString();
  }

  @ParameterizedTest
  @CsvSource({
    "sdxl, RTX 3070",
    "flux, RTX 3080 10GB",
    "sd15, ''",
    "chroma, RTX 4090",
    "many, RTX PRO 6000 Blackwell",
    "large, RTX 3060",
  })
  void saysItAllInEightyColumns(String name, String card) throws IOException {
    String recipe = recipe(name);
    Session session = new Session(folder);
    Session.Result result =
        card.isEmpty() ? session.run("plan", recipe) : session.run("plan", recipe, "--gpu", card);
    assertEquals(ExitCode.FINE, result.code(), result.err());
    // what is free on this machine's disk is no business of a golden file
    String text =
        result
            .out()
            .lines()
            .map(line -> line.replaceFirst("^( +free +)[0-9.]+ .*", "$1…"))
            .collect(Collectors.joining("\n", "", "\n"));
    List<String> wide = text.lines().filter(line -> line.length() > 80).toList();
    assertEquals(List.of(), wide);
    Path golden = GOLDEN.resolve(name + ".txt");
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(golden, text);
    }
    assertEquals(Files.readString(golden), text, "repair: " + REPAIR);
  }

  @Test
  void saysInJsonWhyTheMemoryIsUnknown() throws IOException {
    Session.Result result = new Session(folder).run("plan", recipe("chroma"), "--json");
    JsonObject plan = Json.object(result.out(), "plan");
    assertEquals("nobody measured Chroma", plan.text("vram_unknown"));
    assertFalse(plan.has("vram"));
  }

  @Test
  void tellsPhasesAndDiskInJson() throws IOException {
    Session.Result result =
        new Session(folder).run("plan", recipe("flux"), "--json", "--gpu", "RTX 3070");
    JsonObject plan = Json.object(result.out(), "plan");
    List<String> phases =
        plan.object("vram").objects("phases").stream().map(each -> each.text("phase")).toList();
    assertEquals(List.of("caching-latents", "caching-text", "training", "sampling"), phases);
    long disk = plan.objects("disk").stream().mapToLong(each -> each.whole("bytes")).sum();
    assertEquals(plan.whole("disk_bytes"), disk);
  }

  @Test
  void namesTheNearestCardsForAnUnknownOne() throws IOException {
    Session.Result result = new Session(folder).run("plan", recipe("sd15"), "--gpu", "RTX 4091");
    assertEquals(ExitCode.USAGE, result.code());
    assertTrue(result.err().contains("RTX 4090"), result.err());
    assertTrue(result.err().lines().allMatch(line -> line.length() < 130), result.err());
  }
}
