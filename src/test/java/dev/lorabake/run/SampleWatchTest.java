package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Phase;
import dev.lorabake.event.RunEvent.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that come, grow, and are of others. */
class SampleWatchTest {
  private static final Sample BEGUN = new Sample(2L, 1L, null);

  @TempDir Path folder;
  private Path pictures;
  private SampleWatch watch;

  @BeforeEach
  void makeTheFolder() throws IOException {
    pictures = Files.createDirectory(folder.resolve("sample"));
    watch = new SampleWatch(folder, "cat", Instant.now());
  }

  @Test
  void aPictureIsToldOnceItStaysAsItIs() throws IOException {
    Path file = write("cat_000002_00_20261123182234_1.png");
    watch.after(BEGUN);
    assertEquals(List.of(), watch.look(false));
    Files.writeString(file, "more", StandardOpenOption.APPEND);
    assertEquals(List.of(), watch.look(false));
    assertEquals(List.of(new Sample(2L, null, file.toString())), watch.look(false));
    assertEquals(List.of(), watch.look(false));
  }

  @Test
  void anEpochsPictureHasItsEpoch() throws IOException {
    Path file = write("cat_e000003_01_20261123182234.png");
    watch.after(BEGUN);
    assertEquals(List.of(new Sample(null, 3L, file.toString())), watch.look(true));
  }

  @Test
  void whatIsNoneOfTheRunsIsLeftAlone() throws IOException {
    write("dog_000002_00_20261123182234.png");
    write("cat_000002_00_20261123182234.txt");
    write("cat_notes.png");
    watch.after(BEGUN);
    assertEquals(List.of(), watch.look(true));
    watch = new SampleWatch(folder, "dog", Instant.now().plusSeconds(60));
    watch.after(BEGUN);
    assertEquals(List.of(), watch.look(true));
  }

  @Test
  void nothingIsLookedForBeforeASampleIsBegunNorLongAfterIt() throws IOException {
    write("cat_000002_00_20261123182234.png");
    assertEquals(List.of(), watch.look(false));
    watch.after(BEGUN);
    watch.look(false);
    watch.after(new Phase(PhaseName.TRAINING, null, null));
    assertEquals(1, watch.look(false).size());
    write("cat_000002_01_20261123182234.png");
    assertEquals(List.of(), watch.look(true));
  }

  @Test
  void aSuccessorDoesNotTellAgain() throws IOException {
    Path file = write("cat_000002_00_20261123182234.png");
    RunEvent told = new Sample(2L, null, file.toString());
    watch.after(BEGUN);
    watch.after(told);
    assertEquals(List.of(), watch.look(true));
  }

  private Path write(String name) throws IOException {
    return Files.writeString(pictures.resolve(name), "picture");
  }
}
