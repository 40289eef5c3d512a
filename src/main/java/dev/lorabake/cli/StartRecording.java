package dev.lorabake.cli;

import dev.lorabake.train.Home;
import dev.lorabake.train.SampleProject;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Walk;
import dev.lorabake.tui.home.HomeScreen;
import dev.lorabake.tui.lanterna.LanternaTerminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the commands that people start most, for the AOT cache to record; the installer starts it
 * with {@code -XX:AOTCacheOutput} in an empty folder.
 *
 * <p>One JVM has to run them all, since recordings cannot be put together. What the commands say is
 * of no interest here: the templates, with pictures of one pixel and one file for every model, load
 * the classes of a usual check, and of the findings that many recipes get.
 */
final class StartRecording {
  private static final byte[] PICTURE =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");

  private StartRecording() {}

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Class.forName("dev.lorabake.cli.Main"); // else the first class of every start is not recorded
    run("--version");
    run("--help");
    Path folder = Path.of("").toAbsolutePath();
    makeFiles(folder);
    for (String recipe : recipes(folder)) {
      for (String command : List.of("check", "plan")) {
        run(command, recipe);
        run(command, recipe, "--json");
      }
    }
    String faulty = Files.writeString(folder.resolve("faulty.toml"), FAULTY).toString();
    run("check", faulty, "--no-probe", "--gpu", "RTX 3090");
    run("check", faulty, "--diff");
    run("check", faulty, "--sarif");
    run("render", faulty);
    run("new", "--help");
    run("explain", "network_dim");
    run("explain", "unknown-option");
    run("explain", "prodigy");
    run("explain", "--list");
    run("runs");
    run("no-such-command");
    screens();
  }

  /** Goes through the screens, as somebody does who looks at a recipe that is there. */
  private static void screens() throws IOException {
    try (LanternaTerminal terminal = LanternaTerminal.ofNothing(100, 30)) {
      Walk walk = new Walk(TextUi.world(Surroundings.ofProcess()), HomeScreen.start(), terminal);
      List<Key> look =
          List.of(
              Key.of('?'), // home, and its keys
              Key.of('x'),
              Key.of('d'), // the dataset: images, buckets, problems
              Key.of(Key.Name.TAB),
              Key.of(Key.Name.TAB),
              Key.of(Key.Name.ESCAPE),
              Key.of(Key.Name.ENTER), // set up
              Key.of(Key.Name.TAB),
              Key.of(Key.Name.DOWN),
              Key.of('/'),
              Key.of('l'),
              Key.of(Key.Name.ESCAPE),
              Key.of(Key.Name.ESCAPE),
              Key.of('n'), // a new recipe
              Key.of(Key.Name.DOWN),
              Key.of(Key.Name.ENTER),
              Key.of(Key.Name.ESCAPE),
              Key.of(Key.Name.ESCAPE),
              Key.of('r'), // runs
              Key.of(Key.Name.ESCAPE),
              Key.of('Q'),
              Key.of(Key.Name.ESCAPE));
      for (Key key : look) {
        walk.press(key);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void makeFiles(Path folder) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    for (String name : List.of("one", "two")) {
      Files.write(images.resolve(name + ".png"), PICTURE);
      Files.writeString(images.resolve(name + ".txt"), "sks cat, in a garden");
    }
    Files.write(folder.resolve("model.safetensors"), SampleProject.standInModel());
  }

  /** The templates, with the placeholders filled in. */
  private static List<String> recipes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(Home.find().templates())) {
      return files
          .filter(file -> file.toString().endsWith(".toml"))
          .sorted()
          .map(file -> recipe(file, folder))
          .toList();
    }
  }

  private static String recipe(Path template, Path folder) {
    try {
      String text =
          Files.readString(template)
              .replace("<dataset folder>", "images")
              .replaceAll("<[^<>]* file>", "model.safetensors");
      return Files.writeString(folder.resolve(template.getFileName()), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(String... words) {
    Surroundings surroundings = Surroundings.ofProcess();
    Cli.run(words, surroundings);
    surroundings.out().flush();
  }

  private static final String FAULTY =
      """
      recipe = 1
      name = "faulty"
      family = "sdxl"
      network = "lora"

      [train]
      pretrained_model_name_or_path = "model.safetensors"
      output_dir = "out"
      netwrk_dim = 16
      network_alpha = "8"
      learning_rate = "1e-4"
      optimizer_type = "Prodigy"
      optimizer_args = ["decouple=True", "weight_decay=0.01"]
      lr_scheduler = "cosine"
      lr_warmup_steps = 1000
      max_train_epochs = 10
      mixed_precision = "fp16"
      cache_latents = true
      cache_latents_to_disk = true
      cache_text_encoder_outputs = true
      shuffle_caption = true

      [[datasets]]
      resolution = 1024
      batch_size = 4
      enable_bucket = true

      [[datasets.subsets]]
      image_dir = "images"
      num_repeats = 2
      """;
}
