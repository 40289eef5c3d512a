package dev.lorabake.weights;

import dev.lorabake.weights.UnreadableWeights.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells what a file is that should have been safetensors, by its first bytes. */
final class Impostor {
  /** How many bytes {@link #name} likes to see. */
  static final int BYTES = 512;

  private Impostor() {}

  static UnreadableWeights name(byte[] start, long size) {
    if (size == 0) {
      return new UnreadableWeights(Reason.EMPTY, "the file is empty");
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    String trimmed = text.stripLeading().toLowerCase(Locale.ROOT);
    if (trimmed.startsWith("version https://git-lfs")) {
      return new UnreadableWeights(
          Reason.GIT_LFS_POINTER,
          "the file is a Git LFS pointer of " + size + " bytes, not the model itself");
    }
    if (trimmed.startsWith("<")) {
      return new UnreadableWeights(
          Reason.HTML_PAGE, "the file is a web page of " + size + " bytes, not a model");
    }
    if (text.startsWith("GGUF")) {
      return new UnreadableWeights(
          Reason.GGUF, "the file is a quantised GGUF model, not safetensors");
    }
    if (text.startsWith("PK\u0003\u0004") || isPickle(start)) {
      return new UnreadableWeights(
          Reason.PICKLE, "the file is a PyTorch pickle, not safetensors; loading one may run code");
    }
    return new UnreadableWeights(
        Reason.NOT_SAFETENSORS, "the file of " + size + " bytes is not safetensors");
  }

  /** The opcode PROTO with protocol 2 to 5. */
  private static boolean isPickle(byte[] start) {
    return start.length > 2 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5;
  }
}
