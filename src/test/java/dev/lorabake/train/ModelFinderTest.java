package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.weights.ModelKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Models that need not be typed. */
class ModelFinderTest {
  @TempDir Path folder = Path.of("");

  private Path write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  /** A file of one tensor, which a LoRA might have. */
  private static byte[] lora() {
    String header =
        "{\"lora_unet_x.lora_down.weight\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}";
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .putShort((short) 0)
        .array();
  }

  private List<FoundModel> find() {
    return new ModelFinder(folder.resolve("work"), folder.resolve("home")).find();
  }

  @Test
  void theyAreFoundWhereToolsKeepThem() throws IOException {
    byte[] model = SampleProject.standInModel();
    List<Path> there =
        List.of(
            write("work/base.safetensors", model),
            write("home/ComfyUI/models/checkpoints/sub/a.safetensors", model),
            write("home/.cache/huggingface/hub/models--o--n/snapshots/1/b.safetensors", model));
    write("home/ComfyUI/models/checkpoints/cut.safetensors", new byte[] {1, 2, 3});
    write("work/runs/1/output/own.safetensors", model);
    write("work/.hidden/c.safetensors", model);
    List<FoundModel> found = find();
    assertEquals(there, found.stream().map(FoundModel::file).toList());
    assertTrue(found.stream().allMatch(one -> one.fits("sd15", "<base model file>")));
    assertTrue(found.stream().allMatch(FoundModel::standIn));
    assertFalse(found.getFirst().fits("sdxl", "<base model file>"));
    assertFalse(found.getFirst().fits("flux", "<clip_l file>"));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
  void aLinkedFolderIsLookedIntoAndAFileIsNamedOnce() throws IOException {
    Path model = write("disk/models/a.safetensors", SampleProject.standInModel());
    Files.createDirectories(folder.resolve("home"));
    Files.createSymbolicLink(folder.resolve("home/models"), folder.resolve("disk/models"));
    Files.createDirectories(folder.resolve("work"));
    Files.createSymbolicLink(folder.resolve("work/link.safetensors"), model);
    assertEquals(1, find().size());
  }

  @Test
  void aLoraIsNoBaseModel() throws IOException {
    write("work/lora.safetensors", lora());
    assertEquals(List.of(List.of(ModelKind.LORA)), find().stream().map(FoundModel::kinds).toList());
    assertFalse(find().getFirst().fits("sd15", "<base model file>"));
  }

  @Test
  void whereEachFileOfAFamilyIsToBeHadIsKnownExceptWhereItIsGone() {
    for (Family family : Catalog.bundled().families()) {
      for (String placeholder :
          NewRecipe.skeleton(Catalog.bundled(), folder, family).placeholders()) {
        boolean known = ModelSources.of(family.id(), placeholder).isPresent();
        boolean wanted = !family.id().equals("sd2") && !placeholder.equals("<dataset folder>");
        assertEquals(wanted, known, family.id() + " " + placeholder);
      }
    }
  }
}
