package dev.lorabake.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.weights.UnreadableWeights.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsHeaderTest {
  @TempDir Path folder;

  @Test
  void readsTensorsAndMetadata() throws IOException {
    SafetensorsHeader header =
        SafetensorsHeader.read(
            file(SafetensorsBytes.of("F32", SafetensorsBytes.floats(1, 2, 3), 4)));

    assertEquals(Map.of("w", new Tensor("F32", List.of(3L), 0, 12)), header.tensors());
    assertEquals(Map.of("ss_steps", "6"), header.metadata());
    assertTrue(header.has("w"));
    assertFalse(header.has("v"));
  }

  @Test
  void readsATypeThatCameLater() throws IOException {
    String header = "{\"w\":{\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[0,2]}}";
    assertEquals(
        "F4",
        SafetensorsHeader.read(file(SafetensorsBytes.of(header, new byte[2])))
            .tensors()
            .values()
            .iterator()
            .next()
            .dtype());
  }

  @Test
  void tellsAWebPage() throws IOException {
    refused("\n<!DOCTYPE html><html>Log in</html>", Reason.HTML_PAGE, "web page of 35 bytes");
  }

  @Test
  void tellsAGitLfsPointer() throws IOException {
    refused(
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n",
        Reason.GIT_LFS_POINTER,
        "Git LFS pointer");
  }

  @Test
  void tellsAPickleInItsZip() throws IOException {
    refused("PK\u0003\u0004 archive/data.pkl", Reason.PICKLE, "may run code");
  }

  @Test
  void tellsABarePickle() throws IOException {
    byte[] pickle = "..}q.(X\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    pickle[0] = (byte) 0x80;
    pickle[1] = 2;
    refused(pickle, Reason.PICKLE, "pickle");
  }

  @Test
  void tellsAnEmptyFile() throws IOException {
    refused("", Reason.EMPTY, "empty");
  }

  @Test
  void tellsSomethingElse() throws IOException {
    refused("hello, world, hello", Reason.NOT_SAFETENSORS, "19 bytes is not safetensors");
  }

  @Test
  void tellsAFolder() {
    var e = assertThrows(UnreadableWeights.class, () -> SafetensorsHeader.read(folder));
    assertEquals("it is a folder, not a file", e.getMessage());
  }

  @Test
  void countsTheMissingBytesOfACutFile() throws IOException {
    byte[] whole = SafetensorsBytes.of("F32", SafetensorsBytes.floats(1, 2, 3), 4);
    refused(Arrays.copyOf(whole, whole.length - 5), Reason.TRUNCATED, "in its values: 5 bytes");
    refused(Arrays.copyOf(whole, 20), Reason.TRUNCATED, "inside its header");
  }

  @Test
  void everyCutIsRefused() throws IOException {
    byte[] whole = SafetensorsBytes.of("F32", SafetensorsBytes.floats(1, 2, 3), 4);
    for (int length = 0; length < whole.length; length++) {
      Path cut = file(Arrays.copyOf(whole, length));
      assertThrows(UnreadableWeights.class, () -> SafetensorsHeader.read(cut), cut::toString);
    }
  }

  @Test
  void refusesBytesThatTheHeaderDoesNotName() throws IOException {
    byte[] whole = SafetensorsBytes.of("F32", SafetensorsBytes.floats(1), 4);
    refused(Arrays.copyOf(whole, whole.length + 3), Reason.DAMAGED, "3 bytes more");
  }

  @Test
  void refusesAShapeThatDoesNotFitItsBytes() throws IOException {
    refusedHeader(
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,4]}}", "has 4 bytes");
    refusedHeader(
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[4611686018427387905,4],\"data_offsets\":[0,4]}}",
        "has 4 bytes");
  }

  @Test
  void refusesGapsAndOverlaps() throws IOException {
    String second = ",\"v\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[%s]}}";
    String first = "{\"w\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}";
    refusedHeader(first + second.formatted("3,5"), "begins at 3");
    refusedHeader(first + second.formatted("1,3"), "begins at 1");
    refusedHeader(first + second.formatted("-1,1"), "offsets [-1, 1]");
  }

  @Test
  void refusesAHeaderThatIsNoJson() throws IOException {
    refusedHeader("{oops", "no JSON");
    refusedHeader("{\"w\":3}", "not as the format says");
  }

  @Test
  void refusesAHeaderBeyondTheFormatsCap() throws IOException {
    byte[] file = SafetensorsBytes.of("{}", new byte[0]);
    file[4] = 1; // claims four gigabytes
    refused(file, Reason.NOT_SAFETENSORS, "not safetensors");
  }

  private void refusedHeader(String header, String message) throws IOException {
    refused(SafetensorsBytes.of(header, new byte[4]), Reason.DAMAGED, message);
  }

  private void refused(String content, Reason reason, String message) throws IOException {
    refused(content.getBytes(StandardCharsets.ISO_8859_1), reason, message);
  }

  private void refused(byte[] content, Reason reason, String message) throws IOException {
    Path file = file(content);
    var e = assertThrows(UnreadableWeights.class, () -> SafetensorsHeader.read(file));
    assertEquals(reason, e.reason(), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("model.safetensors"), content);
  }
}
