package dev.lorabake.foreign.lorafile;

import dev.lorabake.UserError;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader;
import dev.lorabake.foreign.Imported;
import dev.lorabake.recipe.RecipeFormat;
import dev.lorabake.weights.LoraContents;
import dev.lorabake.weights.LoraShape;
import dev.lorabake.weights.SafetensorsHeader;
import dev.lorabake.weights.UnreadableWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a trained LoRA: the {@code ss_…} and {@code modelspec.…} that sd-scripts writes into it
 * (train_network.py, library/sai_model_spec.py), and where they say nothing, its tensors.
 */
public final class LoraFileReader implements ForeignReader {
  private static final int START = 9;
  private static final long MOST_HEADER_BYTES = 100_000_000;

  @Override
  public boolean takesBytes() {
    return true;
  }

  /** Eight bytes of length, low byte first, and a JSON object. */
  @Override
  public boolean recognises(ForeignFile file) {
    byte[] head = file.head();
    if (head.length < START || head[START - 1] != '{') {
      return false;
    }
    long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return length >= 2 && length <= MOST_HEADER_BYTES;
  }

  @Override
  public Imported read(ForeignFile main, List<ForeignFile> companions, Surroundings surroundings) {
    Path file = main.path();
    try {
      SafetensorsHeader header = SafetensorsHeader.read(file);
      if (LoraContents.of(header).isLora() || header.metadata().containsKey("ss_network_module")) {
        return read(file, header, LoraShape.read(file, header), surroundings);
      }
      throw new UserError(
          file + " is no LoRA: it has no tensor of one",
          "name a LoRA that was trained, or the settings file itself");
    } catch (UnreadableWeights e) {
      throw new UserError(file + ": " + e.getMessage(), "copy or download it once more", e);
    } catch (IOException e) {
      throw new UserError(
          file + " cannot be read: " + e.getMessage(), "check the file and the disk", e);
    }
  }

  private static Imported read(
      Path file, SafetensorsHeader header, LoraShape shape, Surroundings surroundings) {
    Path base = Optional.ofNullable(file.getParent()).orElse(surroundings.workingFolder());
    Metadata metadata = new Metadata(header.metadata());
    Draft draft = new Draft();
    Target target = new Target(surroundings.catalog(), draft, metadata, base);
    new NetworkPart(target, LoraContents.of(header), shape).read();
    new OptimizerPart(target).read();
    new DatasetPart(target).read();
    new ModelPart(target).read();
    new OptionPart(target).read();
    new MissingPart(target, shape).add();
    return new Imported(
        RecipeFormat.LORA_FILE,
        "a trained LoRA" + metadata.writer(),
        List.of(file),
        base,
        draft.parts(),
        null,
        metadata.ledger().accounts(),
        metadata.ledger().additions());
  }
}
