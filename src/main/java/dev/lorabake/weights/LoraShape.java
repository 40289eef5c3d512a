package dev.lorabake.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the names, shapes and alphas of a LoRA's tensors tell of the network that was trained: for
 * files that say nothing of themselves. Names as sd-scripts ({@code networks/lora.py}), LyCORIS
 * ({@code lycoris/modules}) and PEFT write them.
 *
 * @param ranks of linear layers and 1x1 convolutions: one, unless blocks had their own
 * @param convRanks of larger convolutions
 * @param alphas beside these; empty where the file has none
 * @param convAlphas beside larger convolutions
 * @param unet whether it changes the denoising network
 * @param textEncoder whether it changes a text encoder
 * @param decomposed whether it has DoRA's magnitudes
 * @param dtypes the element types of its matrices
 */
public record LoraShape(
    Set<Kind> kinds,
    Set<Long> ranks,
    Set<Long> convRanks,
    Set<Double> alphas,
    Set<Double> convAlphas,
    boolean unet,
    boolean textEncoder,
    boolean decomposed,
    Set<String> dtypes) {

  /** What the matrices are. */
  public enum Kind {
    LORA,
    LOHA,
    LOKR,
    IA3,
    OFT,
    GLORA,
    FULL
  }

  private static final List<String> TEXT_ENCODERS =
      List.of("lora_te", "lycoris_te", "text_encoder", "te_", "te1_", "te2_");

  /** Reads the header, and the few bytes that the alphas take. */
  public static LoraShape read(Path file, SafetensorsHeader header) throws IOException {
    Reading reading = new Reading(header.tensors().keySet());
    header.tensors().forEach(reading::take);
    try (FileChannel channel = FileChannel.open(file)) {
      for (Map.Entry<String, Tensor> entry : header.tensors().entrySet()) {
        String name = entry.getKey();
        if (name.endsWith(Reading.ALPHA)) {
          Double alpha = scalar(channel, header, entry.getValue());
          if (alpha != null) {
            reading.alpha(name.substring(0, name.length() - Reading.ALPHA.length()), alpha);
          }
        }
      }
    }
    return reading.shape();
  }

  private static @Nullable Double scalar(
      FileChannel channel, SafetensorsHeader header, Tensor tensor) throws IOException {
    Dtype dtype = Dtype.floating(tensor.dtype());
    if (dtype == null || tensor.bytes() != dtype.bytes()) {
      return null;
    }
    byte[] bytes = Bytes.read(channel, header.valuesStart() + tensor.begin(), dtype.bytes());
    ByteBuffer value = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (dtype) {
      case F64 -> value.getDouble();
      case F32 -> (double) value.getFloat();
      case F16 -> (double) Float.float16ToFloat(value.getShort());
      case BF16 -> (double) Float.intBitsToFloat(value.getShort() << 16);
      case F8_E5M2, F8_E4M3 -> null;
    };
  }

  private static final class Reading {
    static final String ALPHA = ".alpha";

    private final Set<String> names;
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final Set<Long> ranks = new TreeSet<>();
    private final Set<Long> convRanks = new TreeSet<>();
    private final Set<Double> alphas = new TreeSet<>();
    private final Set<Double> convAlphas = new TreeSet<>();
    private final Set<String> convolutions = new TreeSet<>();
    private final Set<String> dtypes = new TreeSet<>();
    private boolean unet;
    private boolean textEncoder;
    private boolean decomposed;

    Reading(Set<String> names) {
      this.names = names;
    }

    void take(String name, Tensor tensor) {
      List<Long> shape = tensor.shape();
      if (name.endsWith(".lora_down.weight")) {
        matrix(Kind.LORA, name, ".lora_down.weight", tensor, 0);
      } else if (name.endsWith(".lora_A.weight")) {
        matrix(Kind.LORA, name, ".lora_A.weight", tensor, 0);
      } else if (name.endsWith(".lora_A.default.weight")) {
        matrix(Kind.LORA, name, ".lora_A.default.weight", tensor, 0);
      } else if (name.endsWith(".hada_w1_b")) {
        matrix(Kind.LOHA, name, ".hada_w1_b", tensor, 0);
      } else if (name.endsWith(".lokr_w2_a")) {
        matrix(Kind.LOKR, name, ".lokr_w2_a", tensor, shape.size() - 1);
      } else if (name.endsWith(".lokr_w2") || name.endsWith(".lokr_w1")) {
        part(Kind.LOKR, name, tensor);
      } else if (name.endsWith(".oft_blocks") || name.endsWith(".oft_diag")) {
        part(Kind.OFT, name, tensor);
      } else if (name.endsWith(".on_input")) {
        part(Kind.IA3, name, tensor);
      } else if (name.endsWith(".a1.weight")) {
        part(Kind.GLORA, name, tensor);
      } else if (name.endsWith(".diff")) {
        part(Kind.FULL, name, tensor);
      } else if (name.endsWith(".dora_scale")) {
        decomposed = true;
      }
    }

    private void matrix(Kind kind, String name, String ending, Tensor tensor, int side) {
      part(kind, name, tensor);
      String module = name.substring(0, name.length() - ending.length());
      List<Long> shape = tensor.shape();
      boolean conv = isConvolution(module, shape);
      if (conv) {
        convolutions.add(module);
      }
      if (side >= 0 && side < shape.size()) {
        (conv ? convRanks : ranks).add(shape.get(side));
      }
    }

    /** A 1x1 convolution is trained as a linear layer is, with the rank of these. */
    private boolean isConvolution(String module, List<Long> shape) {
      boolean square = shape.size() == 4 && (shape.get(2) > 1 || shape.get(3) > 1);
      return square
          || names.contains(module + ".lora_mid.weight")
          || names.contains(module + ".hada_t1")
          || names.contains(module + ".lokr_t2");
    }

    private void part(Kind kind, String name, Tensor tensor) {
      kinds.add(kind);
      dtypes.add(tensor.dtype());
      boolean text = TEXT_ENCODERS.stream().anyMatch(name::startsWith);
      textEncoder |= text;
      unet |= !text;
    }

    void alpha(String module, double alpha) {
      (convolutions.contains(module) ? convAlphas : alphas).add(alpha);
    }

    LoraShape shape() {
      return new LoraShape(
          kinds, ranks, convRanks, alphas, convAlphas, unet, textEncoder, decomposed, dtypes);
    }
  }
}
