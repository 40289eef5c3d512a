package dev.lorabake.tui;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.run.EventJson;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Request;
import dev.lorabake.train.SampleProject;
import dev.lorabake.train.queue.Adding;
import dev.lorabake.train.queue.Grid;
import dev.lorabake.train.queue.QueueFolder;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A folder with recipes, pictures, runs that have ended and a queue, whose files have a word of any
 * script in their names.
 *
 * @param folder where all of it lies
 * @param word in the name of each file, and in each caption
 * @param started when the first run was; its age is the same whenever somebody looks
 */
public record DemoProject(Path folder, String word, Instant started) {
  private static final LocalDateTime EVENING = LocalDateTime.of(2026, 11, 23, 18, 40);
  private static final int STEPS = 600;

  /** Fills the folder. */
  public static DemoProject make(Path folder, String word)
      throws IOException, InterruptedException {
    DemoProject project = tidy(folder, word);
    project.caption(13, "\n");
    Files.delete(project.images().resolve(word + "-11.txt"));
    Files.writeString(project.images().resolve(word + "-torn.png"), "this is no picture");
    return project;
  }

  /** The same with no fault in its pictures. */
  static DemoProject tidy(Path folder, String word) throws IOException, InterruptedException {
    DemoProject project = new DemoProject(folder, word, Instant.now().minusSeconds(10_900));
    for (int i = 0; i < 14; i++) {
      project.picture(i);
    }
    Files.createDirectories(folder.resolve("models"));
    Files.write(folder.resolve("models/" + word + ".safetensors"), SampleProject.standInModel());
    for (String name : List.of(word + "-style", word + "-low-rank", word)) {
      project.recipe(name);
    }
    project.run(word, 0, STEPS / 2, 1e-4, "stopped", "it was stopped on request");
    project.run(word, 5, STEPS, 1e-4, "finished", "all steps are done");
    project.run(word + "-high-rate", 42, 420, 4e-4, "failed", "the trainer ended with exit code 1");
    project.enqueue(word);
    project.enqueue(word + "-low-rank");
    project.enqueue(word + "-style");
    return project;
  }

  /** The world of a screen that is opened there. */
  public World world() {
    return new World(
        folder,
        folder.resolve("runs"),
        Surroundings.system(),
        new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty()),
        new NoTrainings(),
        new Drafts(folder.resolve("state")));
  }

  private Path images() {
    return folder.resolve("pics " + word);
  }

  private void picture(int index) throws IOException {
    Files.createDirectories(images());
    int height = 512 + 64 * (index % 3);
    String name = "%s-%02d".formatted(word, index);
    ImageIO.write(cat(512, height, index), "png", images().resolve(name + ".png").toFile());
    String where = List.of("on a red sofa", "in the garden", "at the window").get(index % 3);
    caption(index, "photo of " + word + ", sitting " + where);
  }

  private void caption(int index, String text) throws IOException {
    Files.writeString(images().resolve("%s-%02d.txt".formatted(word, index)), text);
  }

  /** A cat's face before a sky, which looks like something even in half blocks. */
  private static BufferedImage cat(int width, int height, int index) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Color sky = Color.getHSBColor(0.5f + index * 0.02f, 0.5f, 0.85f);
    pen.setPaint(new GradientPaint(0, 0, sky, 0, height, new Color(70, 60, 90)));
    pen.fillRect(0, 0, width, height);
    Color fur = new Color(226 - 6 * index, 140, 60 + 4 * index);
    int x = width / 2;
    int y = height / 2 + 40;
    pen.setColor(fur);
    pen.fillPolygon(new int[] {x - 150, x - 130, x - 30}, new int[] {y, y - 220, y - 120}, 3);
    pen.fillPolygon(new int[] {x + 150, x + 130, x + 30}, new int[] {y, y - 220, y - 120}, 3);
    pen.fillOval(x - 165, y - 140, 330, 280);
    pen.setColor(new Color(250, 245, 225));
    pen.fillOval(x - 80, y + 10, 160, 110);
    for (int side : new int[] {-1, 1}) {
      pen.setColor(new Color(190, 225, 120));
      pen.fillOval(x + side * 75 - 32, y - 60, 64, 56);
      pen.setColor(Color.BLACK);
      pen.fillOval(x + side * 75 - 10, y - 60, 20, 56);
    }
    pen.setColor(new Color(200, 90, 100));
    pen.fillPolygon(new int[] {x - 22, x + 22, x}, new int[] {y + 24, y + 24, y + 50}, 3);
    pen.dispose();
    return picture;
  }

  private void recipe(String name) throws IOException {
    Path file = folder.resolve(name + ".toml");
    Files.writeString(
        file,
        """
        recipe = 1
        name = "%1$s"
        family = "sd15"
        network = "lora"

        [train]
        pretrained_model_name_or_path = "models/%2$s.safetensors"
        output_dir = "output"
        network_dim = 32
        network_alpha = 16
        learning_rate = 1e-4
        max_train_epochs = 10
        mixed_precision = "fp16"
        gradient_checkpointing = true
        save_every_n_epochs = 2

        [[datasets]]
        resolution = 512
        batch_size = 2
        enable_bucket = true

        [[datasets.subsets]]
        image_dir = "pics %2$s"
        num_repeats = 10
        caption_extension = ".txt"

        [check]
        allow = ["unreadable-image"]
        """
            .formatted(name, word));
    long day = name.equals(word) ? 3 : name.endsWith("style") ? 1 : 2;
    Files.setLastModifiedTime(file, FileTime.from(started.plusSeconds(86_400 * day)));
  }

  /** A run that is over, with all that a training tells. */
  private void run(String name, int minute, int steps, double rate, String verdict, String reason)
      throws IOException {
    RunDirectory run =
        RunDirectory.create(folder.resolve("runs"), name, EVENING.plusMinutes(minute));
    run.write(
        RunDirectory.RECORD,
        """
        {"boot_id": "gone", "keeper": {"pid": 1, "start_ticks": 1},
         "trainer": {"pid": 2, "start_ticks": 2}, "started": "%s", "cwd": "/", "argv": []}
        """
            .formatted(started.plusSeconds(60L * minute)));
    run.write(
        RunDirectory.RECIPE,
        Files.readString(folder.resolve(word + ".toml"))
            .replace("\"models/" + word, "\"/models/" + word)
            .replace("learning_rate = 1e-4", "learning_rate = " + rate)
            .replace("name = \"" + word + "\"", "name = \"" + name + "\""));
    StringBuilder events = new StringBuilder();
    Told told = new Told(events, started.plusSeconds(60L * minute));
    told.tell(0, new RunEvent.Phase(PhaseName.MODEL, null, null));
    told.tell(9, new RunEvent.Warning("the rate of " + name + " is high", "train.py", "rate-high"));
    for (int step = 1; step <= steps; step++) {
      int second = 10 + 2 * step;
      if (step % 60 == 1) {
        told.tell(second, new RunEvent.Epoch(step / 60 + 1, 10));
      }
      double loss = 0.08 + rate * 100 + 0.06 / (1 + step / 60.0) + 0.003 * Math.sin(step);
      told.tell(
          second,
          new RunEvent.Step(step, STEPS, loss, true, rate, 2.0, (long) ((step - 1) / 60 + 1)));
      if (step % 120 == 0) {
        saved(told, second, name, step / 60);
      }
    }
    told.tell(2 * steps, new RunEvent.Telemetry(0, 97.0, 7_890.0, 71.0, 168.2, 12_288.0, started));
    events.append(
        """
        {"seq":%d,"at":"%s","type":"exit","code":0,"signal":null,"facts":{"verdict":"%s","reason":"%s"},"from":"lorabake"}
        """
            .formatted(
                told.next(), started.plusSeconds(60L * minute + 2L * steps), verdict, reason));
    Files.writeString(run.file(RunDirectory.EVENTS), events);
    Files.writeString(
        run.file(RunDirectory.TRAINER_LOG),
        """
        prepare tokenizer
        load StableDiffusion checkpoint: models/%1$s.safetensors
        [Subset 0 of Dataset 0]
          image_dir: "pics %1$s"
          image_count: 14
          num_repeats: 10
        create LoRA network. base dim (rank): 32, alpha: 16.0
        running training / 学習開始
        steps: %2$d/600 [20:00<00:00,  2.00s/it, avr_loss=0.0926]
        saving checkpoint: output/%1$s-000010.safetensors
        """
            .formatted(name, steps));
  }

  private void saved(Told told, int second, String name, long epoch) throws IOException {
    String file = "/out/%s-%06d.safetensors".formatted(name, epoch);
    told.tell(
        second,
        new RunEvent.Checkpoint(
            file,
            CheckpointKind.WEIGHTS,
            CheckpointStage.VERIFIED,
            epoch,
            null,
            43_600_000L,
            null));
    Path sample =
        folder.resolve("output/sample/%s_e%06d_00_20261123184000.png".formatted(name, epoch));
    Files.createDirectories(sample.getParent());
    ImageIO.write(cat(256, 256, 12 - (int) epoch), "png", sample.toFile());
    told.tell(second + 1, new RunEvent.Sample(null, epoch, sample.toString()));
  }

  /** Writes events as a journal has them. */
  private static final class Told {
    private final StringBuilder lines;
    private final Instant since;
    private long seq;

    Told(StringBuilder lines, Instant since) {
      this.lines = lines;
      this.since = since;
    }

    void tell(int second, RunEvent event) {
      lines
          .append(EventJson.write(new JournalEntry(next(), since.plusSeconds(second), event)))
          .append('\n');
    }

    long next() {
      return ++seq;
    }
  }

  /** As the command does it, without a look at the machine. */
  private void enqueue(String name) throws IOException, InterruptedException {
    Adding adding =
        new Adding(
            new QueueFolder(folder.resolve("runs")),
            Catalog.bundled(),
            new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty()),
            Surroundings.system());
    Request request = new Request(folder.resolve(name + ".toml"), List.of(), null, "RTX 3060 12GB");
    Grid grid = Grid.of(List.of(), Catalog.bundled());
    adding.add(
        adding.check(
            new Adding.Wish(List.of(request), grid, null, false, null, null, false, null)));
  }
}
