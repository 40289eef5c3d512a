package dev.lorabake.train;

import dev.lorabake.weights.ModelContents;
import dev.lorabake.weights.ModelKind;
import dev.lorabake.weights.ModelPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model file on this disk, as far as its header tells.
 *
 * @param kinds what it holds; empty where nothing was recognised
 * @param standIn whether it is the demo's, which can be rehearsed with and not be trained on
 */
public record FoundModel(Path file, long bytes, List<ModelKind> kinds, boolean standIn) {

  /**
   * Looks into a file or diffusers folder.
   *
   * @throws dev.lorabake.weights.UnreadableWeights when it is not whole, or no safetensors file
   */
  public static FoundModel of(Path file) throws IOException {
    ModelContents contents = ModelContents.read(file);
    List<ModelKind> kinds = contents.parts().stream().map(ModelPart::kind).distinct().toList();
    long bytes = Files.isDirectory(file) ? 0 : Files.size(file);
    boolean standIn = contents.said(SampleProject.STAND_IN).isPresent();
    return new FoundModel(file, bytes, kinds, standIn);
  }

  /** The model in it that makes images. */
  public Optional<ModelKind> base() {
    return kinds.stream().filter(kind -> kind.role() == ModelKind.Role.BASE).findFirst();
  }

  /**
   * Whether it is what a recipe needs.
   *
   * @param family its id
   * @param placeholder what stands in the place of the file in a new recipe
   */
  public boolean fits(String family, String placeholder) {
    if (placeholder.equals("<base model file>")) {
      return base().filter(kind -> family.equals(kind.family())).isPresent();
    }
    return base().isEmpty() && kinds.stream().anyMatch(wanted(family, placeholder)::contains);
  }

  private static List<ModelKind> wanted(String family, String placeholder) {
    return switch (placeholder) {
      case "<clip_l file>" -> List.of(ModelKind.CLIP_L);
      case "<t5xxl file>" -> List.of(ModelKind.T5_XXL);
      case "<ae file>" -> List.of(ModelKind.SIXTEEN_CHANNEL_VAE);
      case "<gemma2 file>" -> List.of(ModelKind.GEMMA2);
      case "<qwen3 file>" -> List.of(ModelKind.QWEN3);
      case "<byt5 file>" -> List.of(ModelKind.BYT5);
      case "<text_encoder file>" -> List.of(ModelKind.QWEN_VL);
      case "<vae file>" ->
          List.of(family.equals("anima") ? ModelKind.QWEN_IMAGE_VAE : ModelKind.HUNYUAN_IMAGE_VAE);
      default -> List.of();
    };
  }
}
