package dev.lorabake.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderMemoryTest {
  private static final CaptionRule TEXT = CaptionRule.of("txt", false);
  private static final FolderMemory.Fact FACT = new FolderMemory.Fact(-7, 12, "d\u00e9j\u00e0");

  @TempDir Path folder = Path.of("");

  /** By a clock that runs a minute ahead, so that files of the test are old enough. */
  private Scanning scanning() {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
    return new Scanning(folder.resolve("memories"), Progress.NONE, clock);
  }

  private Path images() throws IOException {
    Path images = folder.resolve("images");
    for (int i = 0; i < 40; i++) {
      Pictures.png(images.resolve("%02d.png".formatted(i)), 100 + i, 50);
      Files.writeString(images.resolve("%02d.txt".formatted(i)), "number " + i);
    }
    return images;
  }

  private ImageFolder scan(Path images) {
    return new DatasetScanner(SizeReading.PINNED, scanning()).scan(images, TEXT);
  }

  private FolderMemory memory() {
    return scanning().memory("a subject");
  }

  private List<Path> memories() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("memories"))) {
      return files.sorted().toList();
    }
  }

  private Path remembered() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "content");
    FolderMemory first = memory();
    first.keep("file", FileIdentity.of(file), FACT);
    first.keep("other", FileIdentity.of(file), new FolderMemory.Fact(1, 2, ""));
    first.save(true);
    assertEquals(FACT, memory().find("file", FileIdentity.of(file)));
    return file;
  }

  @Test
  void aSecondLookTellsWhatTheFirstDid() throws IOException {
    Path images = images();
    Files.writeString(images.resolve("broken.png"), "no picture");
    Files.write(images.resolve("07.txt"), new byte[] {(byte) 0xe9});
    Files.writeString(images.resolve("08.txt"), "");
    ImageFolder first = scan(images);
    assertEquals(1, memories().size());
    assertEquals(first, scan(images));
    assertEquals(first, new DatasetScanner(SizeReading.PINNED).scan(images, TEXT));
  }

  /** A memory of sizes and captions that were never there shows that nothing is opened. */
  @Test
  void aSecondLookOpensNoFile() throws IOException {
    Path images = images();
    scan(images);
    String subject = "images\n" + images.toAbsolutePath() + "\n" + SizeReading.PINNED + "\n" + TEXT;
    FolderMemory memory = scanning().memory(subject);
    for (int i = 0; i < 40; i++) {
      String name = "%02d".formatted(i);
      FileIdentity image = FileIdentity.of(images.resolve(name + ".png"));
      assertNotNull(memory.find(name + ".png", image));
      memory.keep(name + ".png", image, new FolderMemory.Fact(7L << 32 | 9, 1, ""));
      FileIdentity caption = FileIdentity.of(images.resolve(name + ".txt"));
      memory.keep(name + ".txt", caption, new FolderMemory.Fact(0, 0, "FOUND\nmade up"));
    }
    memory.save(true);
    ImageFolder second = scan(images);
    assertTrue(second.images().stream().allMatch(image -> image.width() == 7));
    assertTrue(
        second.images().stream().allMatch(image -> image.caption().text().equals("made up")));
    Pictures.png(images.resolve("03.png"), 333, 50);
    Files.writeString(images.resolve("04.txt"), "written anew");
    ImageFolder third = scan(images);
    assertEquals(333, third.images().get(3).width());
    assertEquals("written anew", third.images().get(4).caption().text());
    assertEquals(7, third.images().get(5).width());
  }

  @Test
  void believesNothingOfAFileThatChanged() throws IOException {
    Path file = remembered();
    FileTime then = Files.getLastModifiedTime(file);
    FileIdentity before = FileIdentity.of(file);
    Files.writeString(file, "CONTENT");
    Files.setLastModifiedTime(file, then);
    assertNull(memory().find("other file", before));
    assertNull(memory().find("file", new FileIdentity(8, before.modified(), 1, before.key())));
    if (!before.equals(FileIdentity.of(file))) { // where the system tells when a file changed
      assertNull(memory().find("file", FileIdentity.of(file)));
    }
  }

  @Test
  @EnabledOnOs(
      value = {OS.LINUX, OS.MAC},
      disabledReason = "Windows tells no time of change")
  void noticesAContentOfTheSameLengthAndTime() throws IOException {
    Path file = remembered();
    FileTime then = Files.getLastModifiedTime(file);
    Files.writeString(file, "CONTENT");
    Files.setLastModifiedTime(file, then);
    assertNull(memory().find("file", FileIdentity.of(file)));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assertNull(memory().find("file", FileIdentity.of(file)));
  }

  @Test
  void keepsNothingOfAFileThatWasWrittenJustNow() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "content");
    Instant written = Files.getLastModifiedTime(file).toInstant();
    for (int second : List.of(0, 1, 3)) {
      Clock clock = Clock.fixed(written.plusSeconds(second), java.time.ZoneOffset.UTC);
      Scanning scanning = new Scanning(folder.resolve("memories"), Progress.NONE, clock);
      FolderMemory memory = scanning.memory("after " + second);
      memory.keep("file", FileIdentity.of(file), FACT);
      memory.save(true);
      boolean kept = scanning.memory("after " + second).find("file", FileIdentity.of(file)) != null;
      assertEquals(second == 3, kept, () -> "after " + second + " s");
    }
  }

  @Test
  void aDamagedMemoryIsNone() throws IOException {
    Path file = remembered();
    FileIdentity identity = FileIdentity.of(file);
    Path kept = memories().getFirst();
    byte[] whole = Files.readAllBytes(kept);
    Random random = new Random(42);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      int length = i % 3 == 0 ? random.nextInt(whole.length) : whole.length;
      Files.write(kept, java.util.Arrays.copyOf(damaged, length));
      assertNull(memory().find("file", identity));
    }
    Files.write(kept, whole);
    assertEquals(FACT, memory().find("file", identity));
    Files.move(kept, folder.resolve("memories/0123456789abcdef.seen"));
    assertNull(memory().find("file", identity));
  }

  @Test
  void isNotTakenForAnotherSubject() throws IOException {
    Path file = remembered();
    scanning().memory("another").keep("file", FileIdentity.of(file), FACT);
    Path kept = memories().getFirst();
    FolderMemory other = scanning().memory("another");
    other.keep("file", FileIdentity.of(file), FACT);
    other.save(true);
    Path others = memories().stream().filter(each -> !each.equals(kept)).findFirst().orElseThrow();
    Files.copy(kept, others, StandardCopyOption.REPLACE_EXISTING);
    assertNull(scanning().memory("another").find("file", FileIdentity.of(file)));
  }

  @Test
  void believesNothingThatAnotherVersionLearnt() {
    Path home = folder.resolve("memories");
    FileIdentity identity = new FileIdentity(1, 2, 3, 4);
    FolderMemory.Entry entry = new FolderMemory.Entry(identity, FACT);
    new MemoryFile(home, "a subject", "1.0").write(Map.of(5L, entry));
    assertEquals(1, new MemoryFile(home, "a subject", "1.0").read().rows());
    assertEquals(0, new MemoryFile(home, "a subject", "1.1").read().rows());
  }

  @Test
  void forgetsFilesThatAreGone() throws IOException {
    Path images = images();
    scan(images);
    long size = Files.size(memories().getFirst());
    for (int i = 0; i < 30; i++) {
      Files.delete(images.resolve("%02d.png".formatted(i)));
    }
    Pictures.png(images.resolve("new.png"), 8, 8);
    scan(images);
    assertTrue(Files.size(memories().getFirst()) < size / 2);
  }

  @Test
  void manyThreadsAndProcessesDoNotSpoilIt() throws Exception {
    Path images = images();
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(number ->
                Thread.ofPlatform()
                    .start(() -> {
                      for (int i = 0; i < 20; i++) {
                        scan(images);
                      }
                    }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(new DatasetScanner(SizeReading.PINNED).scan(images, TEXT), scan(images));
    assertEquals(1, memories().size());
  }

  @Test
  void deletesTheOldestMemoriesAndWhatAnEndedProcessLeft() throws IOException {
    Path home = Files.createDirectories(folder.resolve("memories"));
    Instant now = Instant.now();
    for (int i = 0; i < 10; i++) {
      Path file = Files.write(home.resolve(i + ".seen"), new byte[100]);
      Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(i)));
    }
    Path old = Files.createFile(home.resolve("cache1.draft"));
    Files.setLastModifiedTime(old, FileTime.from(now.minusSeconds(7200)));
    Path fresh = Files.createFile(home.resolve("cache2.draft"));
    MemoryLimits.keep(home, 8, 450);
    assertEquals(
        List.of("0.seen", "1.seen", "2.seen", "3.seen", "cache2.draft"),
        memories().stream().map(file -> String.valueOf(file.getFileName())).toList());
    assertTrue(Files.exists(fresh));
    MemoryLimits.keep(home, 2, 1000);
    assertFalse(Files.exists(home.resolve("2.seen")));
  }

  @Test
  void aFolderThatCannotBeWrittenCostsNothing() throws IOException {
    Path images = images();
    Path file = Files.createFile(folder.resolve("no-folder"));
    Scanning scanning = new Scanning(file, Progress.NONE, scanning().clock());
    ImageFolder found = new DatasetScanner(SizeReading.PINNED, scanning).scan(images, TEXT);
    assertEquals(40, found.images().size());
  }
}
