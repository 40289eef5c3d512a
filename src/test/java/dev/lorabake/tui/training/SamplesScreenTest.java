package dev.lorabake.tui.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.Golden;
import dev.lorabake.tui.LoadPictures;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Screen;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control images beside each other. */
class SamplesScreenTest {
  @TempDir Path folder = Path.of("");

  /** A circle that becomes round and red as the training goes on. */
  private static BufferedImage picture(int epoch) {
    BufferedImage picture = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(new Color(236, 236, 228));
    graphics.fillRect(0, 0, 256, 256);
    graphics.setColor(new Color(120 + 30 * epoch, 150 - 30 * epoch, 140 - 25 * epoch));
    graphics.fillOval(40, 100 - 15 * epoch, 176, 76 + 25 * epoch);
    graphics.dispose();
    return picture;
  }

  @Test
  void theStepsStandBesideEachOther() throws IOException {
    RunDirectory run =
        RunDirectory.create(folder, "sks-shape", LocalDateTime.of(2026, 11, 23, 18, 40));
    List<SampleFile> samples = new ArrayList<>();
    Map<Path, BufferedImage> pictures = new LinkedHashMap<>();
    for (int epoch = 1; epoch <= 4; epoch++) {
      Path file = Path.of("/out/sample/sks-shape_e%06d_00_1.png".formatted(epoch));
      samples.add(new SampleFile(file, "epoch " + epoch, 0));
      pictures.put(file, picture(epoch));
    }
    Screen screen =
        after(
            SamplesScreen.of(run, RunFacts.unknown(), List.copyOf(samples)),
            new LoadPictures.Loaded(pictures, Set.of()));
    screen = after(after(screen, new Msg.Chosen("left")), new Msg.Chosen("left"));
    assertEquals(2, ((SamplesScreen) screen).end());
    Golden.picture("pictures", screen);
  }

  @Test
  void aPictureThatAppearsIsReadAndShown() throws IOException {
    RunDirectory run =
        RunDirectory.create(folder, "sks-shape", LocalDateTime.of(2026, 11, 23, 18, 40));
    SampleFile first = new SampleFile(Path.of("/out/a_e000001_00_20261123184000_1.png"), "", 0);
    Path second = Path.of("/out/a_e000002_00_20261123184000_1.png");
    JournalEntry drawn =
        new JournalEntry(1, Instant.EPOCH, new RunEvent.Sample(null, 2L, second.toString()));
    FollowRun.Events events = new FollowRun.Events(run, List.of(drawn));
    SamplesScreen screen = SamplesScreen.of(run, RunFacts.unknown(), List.of(first));
    Next next = screen.update(events);
    assertEquals(List.of(new LoadPictures(List.of(second))), next.effects());
    SamplesScreen grown = (SamplesScreen) after(screen, events);
    assertEquals(2, grown.end(), "the newest one is in sight");
    assertEquals(List.of(), grown.update(events).effects(), "it is there once");
    SamplesScreen read =
        (SamplesScreen) after(grown, new LoadPictures.Loaded(Map.of(), Set.of(second)));
    assertEquals(Set.of(second), read.unreadable());
  }

  private static Screen after(Screen screen, Msg msg) {
    Next next = screen.update(msg);
    return ((Next.Move.Stay) next.move()).screen();
  }
}
