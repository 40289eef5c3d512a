package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.weights.ModelContents;
import dev.lorabake.weights.ModelKind;
import dev.lorabake.weights.ModelPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model for inpainting, or for control images. */
final class ExtraInputChannels extends PatternRule {
  /** Channels that upstream's own models take; FLUX.1's 16 are packed by 2x2. */
  private static final Map<ModelKind, Long> USUAL =
      Map.of(
          ModelKind.SD1, 4L,
          ModelKind.SD2, 4L,
          ModelKind.SDXL, 4L,
          ModelKind.FLUX, 64L,
          ModelKind.CHROMA, 64L);

  ExtraInputChannels() {
    super(
        "extra-input-channels",
        Topic.WEIGHTS,
        Severity.ERROR,
        "The base model takes more than a picture (inpainting, depth, edges), and sd-scripts"
            + " cannot load it",
        Expected.BASE);
  }

  @Override
  public List<Finding> check(Subject subject) {
    ModelContents contents = subject.models().contents(Expected.BASE).orElse(null);
    if (contents == null || contents.inputChannels().isEmpty()) {
      return List.of();
    }
    Optional<ModelKind> kind = contents.base().map(ModelPart::kind);
    long channels = contents.inputChannels().getAsLong();
    Long usual = kind.map(USUAL::get).orElse(null);
    if (usual == null || usual == channels) {
      return List.of();
    }
    return found(
            subject,
            "the base model takes %d input channels, %s %d: it is %s, and sd-scripts stops"
                .formatted(channels, kind.get().title(), usual, purpose(channels)),
            "train on the ordinary base model; the LoRA works with its inpainting version too")
        .list();
  }

  private static String purpose(long channels) {
    return switch ((int) Math.min(channels, 1000)) {
      case 9, 384 -> "made for inpainting";
      case 5, 128 -> "made for depth or edge images";
      case 8 -> "made for editing pictures";
      default -> "made for another purpose";
    };
  }
}
