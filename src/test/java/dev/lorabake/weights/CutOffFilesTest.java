package dev.lorabake.weights;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.weights.CheckpointCheck.Broken;
import dev.lorabake.weights.CheckpointCheck.Verified;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kill or a full disk leaves a part of a file under its real name: none is taken for whole. */
class CutOffFilesTest {
  private static final int RANDOM_CUTS = 500;

  @TempDir Path folder;

  @Test
  void weightsCutAtEachPercentAndAnywhereAreRefused() throws IOException {
    byte[] whole = SafetensorsBytes.of("F32", SafetensorsBytes.floats(new float[20_000]), 4);
    assertInstanceOf(Verified.class, weights(whole));
    for (int percent = 0; percent < 100; percent++) {
      int length = (int) ((long) whole.length * percent / 100);
      assertInstanceOf(Broken.class, weights(Arrays.copyOf(whole, length)), percent + " %");
    }
    Random random = new Random(1);
    for (int i = 0; i < RANDOM_CUTS; i++) {
      int length = random.nextInt(whole.length);
      assertInstanceOf(Broken.class, weights(Arrays.copyOf(whole, length)), "cut at " + length);
    }
  }

  @Test
  void randomBytesAreNoWeights() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < RANDOM_CUTS; i++) {
      byte[] bytes = new byte[random.nextInt(5000)];
      random.nextBytes(bytes);
      assertInstanceOf(Broken.class, weights(bytes), "file " + i);
    }
  }

  @Test
  void aSoundStartWithTheRestOfARandomFileIsRefused() throws IOException {
    byte[] whole = SafetensorsBytes.of("F32", SafetensorsBytes.floats(new float[1000]), 4);
    Random random = new Random(3);
    for (int i = 0; i < RANDOM_CUTS; i++) {
      byte[] bytes = new byte[whole.length + 1 + random.nextInt(5000)];
      random.nextBytes(bytes);
      System.arraycopy(whole, 0, bytes, 0, whole.length);
      assertInstanceOf(Broken.class, weights(bytes), "file " + i);
    }
  }

  @Test
  void aTorchFileCutAtEachPercentAndAnywhereIsRefused() throws IOException {
    byte[] whole = zip(50_000);
    assertTrue(torch(whole));
    for (int percent = 0; percent < 100; percent++) {
      int length = (int) ((long) whole.length * percent / 100);
      assertFalse(torch(Arrays.copyOf(whole, length)), percent + " %");
    }
    for (int length = 0; length < 300; length++) {
      assertFalse(torch(Arrays.copyOf(whole, length)), "cut at " + length);
      assertFalse(torch(Arrays.copyOf(whole, whole.length - 1 - length)), "without " + length);
    }
  }

  @Test
  void randomBytesAreNoTorchFile() throws IOException {
    Random random = new Random(4);
    for (int i = 0; i < RANDOM_CUTS; i++) {
      byte[] bytes = new byte[random.nextInt(5000)];
      random.nextBytes(bytes);
      assertFalse(torch(bytes), "file " + i);
    }
  }

  @Test
  void aPickleHasAnEnd() throws IOException {
    byte[] pickle = {(byte) 0x80, 4, 'K', 1, '.'};
    assertTrue(torch(pickle));
    for (int length = 0; length < pickle.length; length++) {
      assertFalse(torch(Arrays.copyOf(pickle, length)), "cut at " + length);
    }
  }

  private CheckpointCheck.Result weights(byte[] bytes) throws IOException {
    return CheckpointCheck.verify(Files.write(folder.resolve("a.safetensors"), bytes));
  }

  private boolean torch(byte[] bytes) throws IOException {
    return TorchFile.isWhole(Files.write(folder.resolve("optimizer.bin"), bytes));
  }

  private static byte[] zip(int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      byte[] values = new byte[size];
      new Random(5).nextBytes(values);
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(values);
    }
    return bytes.toByteArray();
  }
}
