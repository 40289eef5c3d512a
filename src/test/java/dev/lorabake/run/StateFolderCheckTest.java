package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.lorabake.weights.CheckpointCheck.Broken;
import dev.lorabake.weights.CheckpointCheck.Verified;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderCheckTest {
  @TempDir Path folder;

  @BeforeEach
  void writeAState() throws IOException {
    Files.writeString(
        folder.resolve("train_state.json"), "{\"current_epoch\": 1, \"current_step\": 4}");
    Weights.write(folder.resolve("model.safetensors"));
    Files.write(folder.resolve("optimizer.bin"), zip());
    Files.write(folder.resolve("scheduler.bin"), zip());
    Files.write(folder.resolve("random_states_0.pkl"), zip());
  }

  @Test
  void aWholeStateVerifies() {
    assertEquals(1, assertInstanceOf(Verified.class, StateFolderCheck.verify(folder)).tensors());
  }

  @Test
  void aStateWithoutWhatIsWrittenLastIsBroken() throws IOException {
    Files.delete(folder.resolve("random_states_0.pkl"));
    broken("the random states, which are written last, are missing");
  }

  @Test
  void everyCutOfTheOptimizerIsFound() throws IOException {
    byte[] whole = zip();
    for (int length = 0; length < whole.length; length++) {
      Files.write(folder.resolve("optimizer.bin"), Arrays.copyOf(whole, length));
      broken("optimizer.bin: the file is empty or cut off");
    }
  }

  @Test
  void aCutModelIsFound() throws IOException {
    Files.write(folder.resolve("model.safetensors"), Arrays.copyOf(Weights.bytes(), 65));
    broken("model.safetensors: the file is cut off in its values: 1 bytes of 66 are missing");
  }

  @Test
  void aMissingFolderOrStateIsBroken() throws IOException {
    assertEquals(
        new Broken("the folder is not there"), StateFolderCheck.verify(folder.resolve("none")));
    Files.delete(folder.resolve("train_state.json"));
    broken("train_state.json is missing");
  }

  private void broken(String problem) {
    assertEquals(new Broken(problem), StateFolderCheck.verify(folder));
  }

  /** As {@code torch.save} writes it: a zip without a comment. */
  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(new byte[100]);
    }
    return bytes.toByteArray();
  }
}
