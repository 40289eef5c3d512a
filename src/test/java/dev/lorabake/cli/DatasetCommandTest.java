package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.dataset.Pictures;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code lorabake dataset} as a person and a script use it. */
class DatasetCommandTest {
  @TempDir Path folder = Path.of("");

  private Session.Result run(String... words) {
    return new Session(folder)
        .with("XDG_CACHE_HOME", folder.resolve("cache").toString())
        .run(words);
  }

  @BeforeEach
  void makePictures() throws IOException {
    Files.createDirectories(folder.resolve("cats"));
    for (int i = 0; i < 6; i++) {
      picture("cats/" + i + ".png", i, i < 4 ? 1024 : 1600, i < 4 ? 1024 : 900);
      Files.writeString(folder.resolve("cats/" + i + ".txt"), "sks cat, sitting, picture " + i);
    }
    picture("cats/small.png", 9, 300, 300);
    picture("cats/twin.png", 0, 512, 512);
    Files.writeString(folder.resolve("cats/twin.txt"), "a dog, sitting");
  }

  private void picture(String name, long seed, int width, int height) throws IOException {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setPaint(new GradientPaint(0, 0, Color.BLACK, width, height, Color.GRAY));
    canvas.fillRect(0, 0, width, height);
    for (int i = 0; i < 30; i++) {
      canvas.setColor(new Color(random.nextFloat(), random.nextFloat(), random.nextFloat()));
      canvas.fillOval(
          (int) (random.nextDouble() * width),
          (int) (random.nextDouble() * height),
          width / 6,
          height / 6);
    }
    canvas.dispose();
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  @Test
  void anEmptyFolderIsToldInTwoLinesWithWhatWouldBeRead() throws IOException {
    Files.createDirectories(folder.resolve("none"));
    Session.Result result = run("dataset", "none");
    assertEquals(ExitCode.BLOCKED, result.code(), result.err());
    assertEquals(
        "0 images in 1 folder\n  none: 0 images\nsd-scripts reads .png, .jpg, .jpeg, .webp and"
            + " .bmp\n",
        result.out());
  }

  @Test
  void aFolderThatIsNotThereIsNotCalledEmpty() throws IOException {
    Files.writeString(
        folder.resolve("lost.toml"),
        """
        recipe = 1
        family = "sdxl"
        network = "lora"
        [[datasets]]
        resolution = 1024
        [[datasets.subsets]]
        image_dir = "dogs"
        """);
    Session.Result result = run("dataset", "lost.toml");
    assertEquals(ExitCode.BLOCKED, result.code(), result.err());
    assertEquals("0 images in 1 folder\n  dogs: there is no such folder\n", result.out());
    JsonObject dataset = Json.object(run("dataset", "lost.toml", "--json").out(), "dataset");
    assertEquals("there is no such folder", dataset.objects("folders").getFirst().text("problem"));
  }

  @Test
  void checkNamesAnotherCaptionEndingOnlyWhereSuchFilesLie() throws IOException {
    Files.createDirectories(folder.resolve("bare"));
    Files.copy(folder.resolve("cats/0.png"), folder.resolve("bare/0.png"));
    Files.writeString(
        folder.resolve("two.toml"),
        """
        recipe = 1
        family = "sdxl"
        network = "lora"
        [general]
        enable_bucket = true
        [[datasets]]
        resolution = 1024
        [[datasets.subsets]]
        image_dir = "bare"
        [[datasets]]
        resolution = 1024
        [[datasets.subsets]]
        image_dir = "cats"
        """);
    String out = run("check", "two.toml").out();
    assertTrue(out.contains("1 of 1 image have no .caption file"), out);
    assertTrue(out.contains("caption_extension = \".txt\", if your captions are text files"), out);
    assertEquals(2, out.split("files of that ending lie there", -1).length, out);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no named pipes among files")
  void doesNotWaitForAPipeAmongThePictures() throws Exception {
    Path pipe = folder.resolve("cats/pipe.png");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Session.Result result = run("dataset", "cats");
    assertEquals(ExitCode.FINE, result.code(), result.err());
    assertTrue(result.out().contains("cats: 8 images, and 1 that cannot be read\n"), result.out());
    assertTrue(result.out().contains("pipe.png): it is a pipe or a device"), result.out());
  }

  @Test
  void showsAFolderToAPerson() {
    Session.Result result = run("dataset", "cats", "--trigger", "sks");
    assertEquals(ExitCode.FINE, result.code(), result.err());
    String out = result.out();
    assertTrue(out.startsWith("8 images in 1 folder\n  cats: 8 images\n"), out);
    assertTrue(out.contains("buckets at 1024x1024, batch size 1\n"), out);
    assertTrue(out.contains("  1344x768   "), out);
    assertTrue(out.contains("2 images enlarged, most of all\n  3.41 times  300x300"), out);
    assertTrue(out.contains("captions: 7 found, 1 missing, 0 empty or unreadable\n"), out);
    assertTrue(out.contains("\"sks\" is in 6 of 7"), out);
    assertTrue(out.contains("sitting (7)"), out);
    assertTrue(out.contains("1 group of near-duplicates\n  cats/0.png, cats/twin.png\n"), out);
    String figures = out.substring(0, out.indexOf("\nwarning[missing-caption]"));
    assertFalse(figures.lines().anyMatch(line -> line.length() > 80), out);
  }

  @Test
  void tellsTheSameAsJson() {
    JsonObject report =
        Json.object(run("dataset", "cats", "--trigger", "sks", "--json").out(), "dataset");
    assertEquals(8, report.objects("folders").getFirst().whole("images"));
    assertEquals(2, report.object("enlarged").whole("images"));
    assertEquals(6, report.object("captions").whole("with_trigger"));
    assertEquals("sitting", report.object("captions").objects("tags").getFirst().text("tag"));
    assertEquals(1, report.list("duplicates").size());
  }

  @Test
  void takesFlagsAndTheFamilysBuckets() {
    String out =
        run("dataset", "cats", "--family", "sd15", "--train_batch_size", "4", "--no-duplicates")
            .out();
    assertTrue(out.contains("buckets at 512x512, batch size 4\n"), out);
    assertTrue(out.contains("1 bucket with fewer images than a batch: "), out);
    assertFalse(out.contains("duplicates"), out);
  }

  @Test
  void readsFoldersWithRepeats() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.move(folder.resolve("cats"), folder.resolve("data/10_cat"));
    String out = run("dataset", "data", "--no-duplicates").out();
    assertTrue(out.contains("data/10_cat: 8 images, 10 times each\n"), out);
  }

  @Test
  void readsTheDatasetOfARecipe() throws IOException {
    Files.writeString(
        folder.resolve("r.toml"),
        "family = \"sdxl\"\n[train]\n[[datasets]]\nresolution = 768\n"
            + "[[datasets.subsets]]\nimage_dir = \"cats\"\n");
    String out = run("dataset", "r.toml", "--no-duplicates").out();
    assertTrue(out.contains("buckets at 768x768"), out);
    assertTrue(out.contains("captions: 0 found, 8 missing"), out);
  }

  @Test
  void saysWhatIsNotThere() throws IOException {
    assertEquals(ExitCode.USAGE, run("dataset", "nowhere").code());
    assertTrue(run("dataset", "nowhere").err().contains("there is no folder or file"));
    assertTrue(run("dataset", "cats", "--family", "sdlx").err().contains("there is no family"));
    Files.createDirectories(folder.resolve("empty"));
    assertEquals(ExitCode.BLOCKED, run("dataset", "empty").code());
  }

  @Test
  void namesFilesThatSdScriptsTripsOver() throws IOException {
    Files.writeString(folder.resolve("cats/broken.png"), "no picture");
    Files.write(folder.resolve("cats/0.txt"), new byte[] {'a', (byte) 0xe9});
    Files.copy(folder.resolve("cats/1.png"), folder.resolve("cats/1.jpg"));
    Session.Result result = run("dataset", "cats", "--no-duplicates");
    String out = result.out();
    assertEquals(ExitCode.FINE, result.code(), result.err());
    assertTrue(out.contains("cats: 9 images, and 1 that cannot be read\n"), out);
    assertTrue(out.contains("\nerror[unreadable-image]: cats: 1 of 10 images cannot be"), out);
    assertTrue(out.contains("(broken.png)"), out);
    assertTrue(out.contains("\nerror[unreadable-caption]: cats: "), out);
    assertTrue(out.contains("[images-of-one-name]: cats: "), out);
    JsonObject report =
        Json.object(run("dataset", "cats", "--no-duplicates", "--json").out(), "dataset");
    List<JsonObject> problems = report.objects("problems");
    assertTrue(
        problems.stream()
            .anyMatch(problem ->
                problem.text("rule").equals("unreadable-image")
                    && problem.list("files").equals(List.of("broken.png"))),
        () -> Json.write(report.value("problems")));
  }

  private void spoil(String how) throws Exception {
    Path odd = folder.resolve("cats/odd.png");
    byte[] whole = Files.readAllBytes(folder.resolve("cats/1.png"));
    switch (how) {
      case "broken" -> Files.writeString(odd, "no picture");
      case "truncated" -> Files.write(odd, Arrays.copyOf(whole, whole.length / 2));
      case "tiny" -> picture("cats/odd.png", 77, 4, 4);
      case "huge" -> Pictures.png(odd, 20_000, 20_000);
      case "animated" -> {
        ByteBuffer moving = ByteBuffer.allocate(whole.length + 20).put(whole, 0, 33).putInt(8);
        moving.put("acTL".getBytes(StandardCharsets.US_ASCII)).position(53);
        Files.write(odd, moving.put(whole, 33, whole.length - 33).array());
      }
      case "cmyk" -> {
        var shapes = Objects.requireNonNull(Pictures.class.getResource("shapes-cmyk.jpg"));
        Files.copy(Path.of(shapes.toURI()), odd);
      }
      case "same stem" -> Files.copy(folder.resolve("cats/1.png"), folder.resolve("cats/1.jpg"));
      case "not UTF-8" -> Files.write(folder.resolve("cats/0.txt"), new byte[] {(byte) 0xe9});
      default -> throw new IllegalArgumentException(how);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "broken, unreadable-image, odd.png",
    "truncated, cut-off-image, odd.png",
    "tiny, enlarged-images, odd.png",
    "huge, image-too-large-for-pillow, odd.png",
    "animated, animated-image, odd.png",
    "cmyk, cmyk-image, odd.png",
    "same stem, images-of-one-name, 1.png",
    "not UTF-8, unreadable-caption, 0.png",
  })
  void datasetAndCheckNameWhatIsWrongWithAFile(String how, String rule, String name)
      throws Exception {
    spoil(how);
    Files.writeString(
        folder.resolve("r.toml"),
        "family = \"sdxl\"\n[train]\nenable_bucket = true\n[[datasets]]\nresolution = 1024\n"
            + "caption_extension = \".txt\"\n[[datasets.subsets]]\nimage_dir = \"cats\"\n");
    String check = run("check", "r.toml", "--no-probe").out();
    assertTrue(
        check.lines().anyMatch(line -> line.contains("[" + rule + "]") && line.contains(name)),
        check);
    String dataset = run("dataset", "r.toml", "--no-duplicates").out();
    boolean figures = rule.equals("enlarged-images"); // a list of its own in the text
    assertTrue(
        dataset
            .lines()
            .anyMatch(line ->
                line.contains(figures ? " times" : "[" + rule + "]") && line.contains(name)),
        dataset);
  }
}
