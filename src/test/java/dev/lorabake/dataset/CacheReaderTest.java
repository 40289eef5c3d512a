package dev.lorabake.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheReaderTest {
  @TempDir Path folder = Path.of("");

  @Test
  void readsWhatNumpyWrote() throws Exception {
    Path file = folder.resolve("numpy.npz");
    try (InputStream in = getClass().getResourceAsStream("numpy.npz")) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    NpzFile npz = NpzFile.read(file, Set.of("apply_t5_attn_mask", "x", "l"));
    assertEquals(Set.of("apply_t5_attn_mask", "x", "l"), npz.arrays().keySet());
    assertEquals(new NpyArray(List.of(), 1.0), npz.arrays().get("apply_t5_attn_mask"));
    assertEquals(new NpyArray(List.of(), 0.25), npz.arrays().get("x"));
    assertEquals(new NpyArray(List.of(77, 8), null), npz.arrays().get("l"));
  }

  @Test
  void leavesHeadersThatNobodyAskedFor() throws Exception {
    Path file = Files.write(folder.resolve("a.npz"), Npz.latents(512, 768));
    assertNull(NpzFile.read(file, Set.of()).arrays().get("latents"));
    assertEquals(
        new NpyArray(List.of(4, 96, 64), null),
        NpzFile.read(file, Set.of("latents")).arrays().get("latents"));
  }

  @Test
  void findsContentsBeyondTheTail() throws Exception {
    Npz.Array[] many = new Npz.Array[200];
    for (int i = 0; i < many.length; i++) {
      many[i] = Npz.array("latents_" + i + "x64", 16, i, 64);
    }
    Path file = Files.write(folder.resolve("a.npz"), Npz.of(many));
    assertEquals(200, NpzFile.read(file, Set.of()).arrays().size());
  }

  @Test
  void saysWhyAFileIsBroken() throws IOException {
    byte[] sound = Npz.latents(512, 512);
    Path empty = Files.write(folder.resolve("empty.npz"), new byte[0]);
    Path cut = Files.write(folder.resolve("cut.npz"), java.util.Arrays.copyOf(sound, 100));
    List<CacheFile> found =
        CacheReader.read(
            List.of(new CacheFile.Wanted(empty, null), new CacheFile.Wanted(cut, null)),
            Set.of("latents"));
    assertEquals("it is empty", found.get(0).broken());
    assertEquals("its end is missing", found.get(1).broken());
    assertFalse(found.get(0).has("latents"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyDamageIsAnAnswer(long seed) throws IOException {
    Random random = new Random(seed);
    Path file = folder.resolve("a.npz");
    for (int i = 0; i < 300; i++) {
      byte[] bytes = Npz.of(Npz.array("latents", 4, 64, 64), Npz.flag("f", true));
      for (int change = 0; change <= random.nextInt(6); change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, bytes);
      List<CacheFile> found =
          CacheReader.read(List.of(new CacheFile.Wanted(file, file)), Set.of("latents", "f"));
      assertEquals(1, found.size(), "seed " + seed);
    }
  }

  @Test
  void isOlderThanWhatWasChangedMinutesLater() throws IOException {
    Path source = Files.writeString(folder.resolve("a.txt"), "a cat");
    Path cache = Files.write(folder.resolve("a.npz"), Npz.latents(512, 512));
    List<CacheFile.Wanted> wanted = List.of(new CacheFile.Wanted(cache, source));
    Files.setLastModifiedTime(source, FileTime.fromMillis(1_000_000));
    Files.setLastModifiedTime(cache, FileTime.fromMillis(950_000));
    assertFalse(CacheReader.read(wanted, Set.of()).getFirst().older());
    Files.setLastModifiedTime(cache, FileTime.fromMillis(900_000));
    assertTrue(CacheReader.read(wanted, Set.of()).getFirst().older());
  }

  @Test
  void aFolderInPlaceOfACacheIsAnAnswerToo() throws IOException {
    Path file = Files.createDirectory(folder.resolve("a.npz"));
    CacheFile found =
        CacheReader.read(List.of(new CacheFile.Wanted(file, null)), Set.of()).getFirst();
    assertEquals("it cannot be read", found.broken());
    assertThrows(IOException.class, () -> NpzFile.read(file, Set.of()));
  }
}
