package dev.lorabake.weights;

import dev.lorabake.weights.ModelKind.Role;
import dev.lorabake.weights.ModelPart.Layout;
import dev.lorabake.weights.UnreadableWeights.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a model file or diffusers folder holds, told from names and shapes alone. */
public final class ModelContents {
  private static final List<String> EMBEDDING_NAMES = List.of("emb_params", "clip_l", "clip_g");

  /** The layer that takes the picture in, where its second side is the number of channels. */
  private static final Map<ModelKind, String> FIRST_OF_ORIGINAL =
      Map.of(
          ModelKind.SD1, "input_blocks.0.0.weight",
          ModelKind.SD2, "input_blocks.0.0.weight",
          ModelKind.SDXL, "input_blocks.0.0.weight",
          ModelKind.FLUX, "img_in.weight",
          ModelKind.CHROMA, "img_in.weight");

  private static final Map<ModelKind, String> FIRST_OF_DIFFUSERS =
      Map.of(
          ModelKind.SD1, "conv_in.weight",
          ModelKind.SD2, "conv_in.weight",
          ModelKind.SDXL, "conv_in.weight",
          ModelKind.FLUX, "x_embedder.weight",
          ModelKind.CHROMA, "x_embedder.weight");

  private final Map<String, Tensor> tensors;
  private final List<ModelPart> parts;
  private final Quantisation quantisation;
  private final @Nullable Long inputChannels;
  private final Prediction prediction;
  private final Map<String, String> metadata;

  private ModelContents(
      Map<String, Tensor> tensors,
      Map<String, String> metadata,
      List<ModelPart> parts,
      @Nullable Long inputChannels,
      Prediction prediction) {
    this.tensors = tensors;
    this.metadata = metadata;
    this.parts = List.copyOf(parts);
    this.quantisation = Quantisation.of(tensors);
    this.inputChannels = inputChannels;
    this.prediction = prediction;
  }

  /**
   * Reads the headers of a file, of all parts of a file that was split ({@code 00001-of-00003}), or
   * what a diffusers folder says of itself.
   *
   * @throws UnreadableWeights when a file is not a whole safetensors file
   * @throws IOException when it cannot be read
   */
  public static ModelContents read(Path model) throws IOException {
    if (Files.isDirectory(model)) {
      return DiffusersFolder.read(model);
    }
    Map<String, Tensor> tensors = new HashMap<>();
    Map<String, String> metadata = new HashMap<>();
    for (Path file : SplitFile.partsOf(model)) {
      if (!Files.exists(file)) {
        throw new UnreadableWeights(
            Reason.PART_MISSING, "its part " + file.getFileName() + " is missing");
      }
      SafetensorsHeader header = SafetensorsHeader.read(file);
      tensors.putAll(header.tensors());
      metadata.putAll(header.metadata());
    }
    return of(tensors, metadata);
  }

  static ModelContents of(Map<String, Tensor> tensors, Map<String, String> metadata) {
    List<ModelPart> parts = new ArrayList<>();
    first(BaseSignatures.ALL, tensors).ifPresent(parts::add);
    if (first(PartSignatures.ADD_ONS, tensors).isPresent()) {
      parts.clear(); // a ControlNet repeats half of the model that it is for
      parts.add(first(PartSignatures.ADD_ONS, tensors).get());
    }
    PartSignatures.TEXT_ENCODERS.forEach(signature -> parts.addAll(signature.find(tensors)));
    PartSignatures.VAES.forEach(signature -> parts.addAll(signature.find(tensors)));
    if (parts.isEmpty() && LoraContents.isOne(tensors)) {
      parts.add(new ModelPart(ModelKind.LORA, Layout.ORIGINAL, ""));
    }
    if (parts.isEmpty() && isEmbedding(tensors)) {
      parts.add(new ModelPart(ModelKind.EMBEDDING, Layout.ORIGINAL, ""));
    }
    return new ModelContents(
        tensors, metadata, parts, inputChannels(parts, tensors), Prediction.of(tensors, metadata));
  }

  /** A diffusers folder; nothing is known of its tensors. */
  static ModelContents ofFolder(
      List<ModelPart> parts, @Nullable Long inputChannels, Prediction prediction) {
    return new ModelContents(Map.of(), Map.of(), parts, inputChannels, prediction);
  }

  /** The models that were recognised; empty where nothing was. */
  public List<ModelPart> parts() {
    return parts;
  }

  /** The part that makes images. */
  public Optional<ModelPart> base() {
    return parts.stream().filter(part -> part.kind().role() == Role.BASE).findFirst();
  }

  /** What the file says of itself under that key; empty for a folder. */
  public Optional<String> said(String key) {
    return Optional.ofNullable(metadata.get(key));
  }

  /** The same tensors, read as those of a finished LoRA. */
  public LoraContents lora() {
    return new LoraContents(tensors, metadata);
  }

  public Quantisation quantisation() {
    return quantisation;
  }

  /** How many channels the base model takes: more than usual for inpainting. */
  public OptionalLong inputChannels() {
    return inputChannels == null ? OptionalLong.empty() : OptionalLong.of(inputChannels);
  }

  /** What the base model says that it predicts. */
  public Prediction prediction() {
    return prediction;
  }

  /** Whether a tensor of that name is there; never so for a folder. */
  public boolean has(String tensor) {
    return tensors.containsKey(tensor);
  }

  /** Whether any tensor's name begins so; never so for a folder. */
  public boolean hasBelow(String prefix) {
    return tensors.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  /** The element type of a tensor in the format's words. */
  public Optional<String> dtype(String tensor) {
    return Optional.ofNullable(tensors.get(tensor)).map(Tensor::dtype);
  }

  /** How many blocks a transformer has: the highest number behind that prefix, plus one. */
  public int blocks(String prefix) {
    int most = -1;
    for (String name : tensors.keySet()) {
      int end = name.startsWith(prefix) ? name.indexOf('.', prefix.length()) : -1;
      if (end > 0 && name.substring(prefix.length(), end).matches("\\d{1,4}")) {
        most = Math.max(most, Integer.parseInt(name.substring(prefix.length(), end)));
      }
    }
    return most + 1;
  }

  private static Optional<ModelPart> first(List<Signature> table, Map<String, Tensor> tensors) {
    return table.stream().flatMap(signature -> signature.find(tensors).stream()).findFirst();
  }

  private static boolean isEmbedding(Map<String, Tensor> tensors) {
    return !tensors.isEmpty() && EMBEDDING_NAMES.containsAll(tensors.keySet());
  }

  private static @Nullable Long inputChannels(List<ModelPart> parts, Map<String, Tensor> tensors) {
    for (ModelPart part : parts) {
      Map<ModelKind, String> firstLayers =
          part.layout() == Layout.DIFFUSERS ? FIRST_OF_DIFFUSERS : FIRST_OF_ORIGINAL;
      String first = firstLayers.get(part.kind());
      if (first != null) {
        long channels = Signature.side(tensors, part.prefix() + first, 1);
        return channels > 0 ? channels : null;
      }
    }
    return null;
  }
}
