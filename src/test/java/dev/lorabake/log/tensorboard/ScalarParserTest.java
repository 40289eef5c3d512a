package dev.lorabake.log.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Event files, whole, cut and damaged; that of the resources is upstream's own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ScalarParserTest {
  private static final Path REAL =
      Path.of("src/test/resources/dev/lorabake/log/38-tensorboard/events.tfevents");

  @Test
  void readsWhatUpstreamWroteAtEachStep() throws IOException {
    List<Scalar> scalars = parse(Files.readAllBytes(REAL));
    assertEquals(
        List.of(
            new Scalar(1, "loss/current", 1.1408277f),
            new Scalar(1, "loss/average", 1.1408277f),
            new Scalar(1, "lr/textencoder", 9.7552824e-5f),
            new Scalar(1, "lr/unet", 9.7552824e-5f),
            new Scalar(1, "lr/group1", 9.7552824e-5f),
            new Scalar(2, "loss/current", 1.2048018f)),
        scalars.subList(0, 6));
    assertEquals(new Scalar(1, "loss/epoch_average", 1.1567414f), scalars.getLast());
    assertEquals(51, scalars.size());
  }

  @Test
  void readsTheSameHoweverTheFileIsCut() throws IOException {
    byte[] bytes = Files.readAllBytes(REAL);
    List<Scalar> whole = parse(bytes);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int most : new int[] {1, 7, 100}) {
      ScalarParser parser = new ScalarParser();
      List<Scalar> found = new ArrayList<>();
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(bytes.length - at, 1 + random.nextInt(most));
        found.addAll(parser.feed(bytes, at, length));
        at += length;
      }
      assertEquals(whole, found, "seed " + seed);
    }
  }

  @Test
  void aFileCutOffAnywhereGivesItsWholeRecords() throws IOException {
    byte[] bytes = Files.readAllBytes(REAL);
    List<Scalar> whole = parse(bytes);
    int before = 0;
    for (int length = 0; length < bytes.length; length += 13) {
      List<Scalar> found = parse(Arrays.copyOf(bytes, length));
      assertEquals(whole.subList(0, found.size()), found);
      assertTrue(found.size() >= before);
      before = found.size();
    }
  }

  @Test
  void aRecordWithADamagedBodyIsPassedOver() throws IOException {
    byte[] bytes = Files.readAllBytes(REAL);
    byte[] third = "loss/average".getBytes(StandardCharsets.US_ASCII);
    bytes[Frames.indexOf(bytes, third)] ^= 1;
    assertEquals(50, parse(bytes).size());
  }

  @Test
  void aDamagedLengthEndsTheFile() throws IOException {
    byte[] bytes = Files.readAllBytes(REAL);
    ScalarParser parser = new ScalarParser();
    bytes[0] ^= 1;
    assertEquals(List.of(), parser.feed(bytes, 0, bytes.length));
    assertTrue(parser.isDamaged());
  }

  @Test
  void aPictureIsPassedOverWithoutBeingKept() {
    ScalarParser parser = new ScalarParser();
    byte[] scalar = Frames.scalar(7, "lr/unet", 0.5f);
    byte[] head = Frames.head(3L << 30);
    List<Scalar> found = new ArrayList<>(parser.feed(scalar, 0, scalar.length));
    found.addAll(parser.feed(head, 0, head.length));
    byte[] portion = new byte[1 << 20];
    for (int i = 0; i < 3 << 10; i++) {
      found.addAll(parser.feed(portion, 0, portion.length));
    }
    found.addAll(parser.feed(portion, 0, 4));
    found.addAll(parser.feed(scalar, 0, scalar.length));
    assertEquals(List.of(new Scalar(7, "lr/unet", 0.5f), new Scalar(7, "lr/unet", 0.5f)), found);
  }

  @RepeatedTest(20)
  void messagesOfAnyBytesAreSurvived() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] message = Frames.message(3, "loss/average", 1.5f);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = message.clone();
      for (int j = 0; j <= random.nextInt(4); j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      for (Scalar scalar : parse(Frames.frame(damaged))) {
        assertFalse(scalar.tag().isEmpty(), "seed " + seed);
      }
    }
  }

  private static List<Scalar> parse(byte[] bytes) {
    return new ScalarParser().feed(bytes, 0, bytes.length);
  }
}
