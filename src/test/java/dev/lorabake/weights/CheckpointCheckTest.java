package dev.lorabake.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.weights.CheckpointCheck.Broken;
import dev.lorabake.weights.CheckpointCheck.Result;
import dev.lorabake.weights.CheckpointCheck.Verified;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointCheckTest {
  @TempDir Path folder;

  @Test
  void verifiesAWholeFile() throws IOException {
    byte[] file = SafetensorsBytes.of("F32", SafetensorsBytes.floats(0, 0.5f), 4);
    assertEquals(new Verified(file.length, 1, List.of()), check(file));
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 3c00, true",
    "F16, 7bff, true",
    "F16, 7c00, false",
    "F16, fe00, false",
    "BF16, 3f80, true",
    "BF16, 7f7f, true",
    "BF16, 7f80, false",
    "BF16, ffc0, false",
    "I16, 7fff, true"
  })
  void findsWhatIsNotFinite(String dtype, String bits, boolean finite) throws IOException {
    byte[] values = SafetensorsBytes.shorts(0x1234, Integer.parseInt(bits, 16), 0x1234);
    assertEquals(
        finite, check(SafetensorsBytes.of(dtype, values, 2)) instanceof Verified, dtype + bits);
  }

  @ParameterizedTest
  @CsvSource({
    "F8_E4M3, 7e7e, true",
    "F8_E4M3, 7eff, false",
    "F8_E5M2, 7b7b, true",
    "F8_E5M2, 7b7c, false"
  })
  void findsWhatIsNotFiniteInEightBits(String dtype, String bits, boolean finite)
      throws IOException {
    byte[] values = SafetensorsBytes.shorts(Integer.parseInt(bits, 16));
    assertEquals(
        finite, check(SafetensorsBytes.of(dtype, values, 1)) instanceof Verified, dtype + bits);
  }

  @Test
  void namesTheTensorThatIsNotFinite() throws IOException {
    assertEquals(
        new Broken("tensor w holds values that are not finite (NaN or infinity)"),
        check(SafetensorsBytes.of("F32", SafetensorsBytes.floats(1, Float.NaN), 4)));
  }

  @Test
  void warnsOfNothingButZeros() throws IOException {
    Result result = check(SafetensorsBytes.of("F32", SafetensorsBytes.floats(0, -0f), 4));
    assertTrue(assertInstanceOf(Verified.class, result).warnings().getFirst().contains("zero"));
  }

  @Test
  void samplesALargeFileAtItsEndsToo() throws IOException {
    long bytes = ValueCheck.SMALL_FILE + ValueCheck.BLOCK;
    String header =
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(bytes / 4, bytes);
    Path file = folder.resolve("large.safetensors");
    byte[] start = SafetensorsBytes.of(header, SafetensorsBytes.floats(1));
    Files.write(file, start);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(start.length - 4 + bytes);
      assertInstanceOf(Verified.class, CheckpointCheck.verify(file));
      sparse.seek(sparse.length() - 4);
      sparse.write(SafetensorsBytes.floats(Float.POSITIVE_INFINITY));
    }
    assertInstanceOf(Broken.class, CheckpointCheck.verify(file));
  }

  @Test
  void saysThatAFileIsMissingOrHoldsNothing() throws IOException {
    assertEquals(
        new Broken("the file is not there"), CheckpointCheck.verify(folder.resolve("none")));
    assertEquals(
        new Broken("the file holds no tensors"), check(SafetensorsBytes.of("{}", new byte[0])));
  }

  private Result check(byte[] content) throws IOException {
    return CheckpointCheck.verify(Files.write(folder.resolve("lora.safetensors"), content));
  }
}
