package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.weights.ModelContents;
import dev.lorabake.weights.Quantisation;
import java.util.ArrayList;
import java.util.List;

/** Weights that only another program can unpack. */
final class QuantisedModel extends PatternRule {
  /** A tensor whose type upstream looks at, by option: the first parameter of the model. */
  private static final List<String> FIRST_OF_BASE =
      List.of(
          "img_in.weight",
          "model.diffusion_model.img_in.weight",
          "model.diffusion_model.x_embedder.proj.weight",
          "x_embedder.weight",
          "model.diffusion_model.x_embedder.weight");

  QuantisedModel() {
    super(
        "quantised-model",
        Topic.WEIGHTS,
        Severity.ERROR,
        "sd-scripts cannot unpack the file's quantised weights: it stops, or trains on noise",
        Expected.optionsAnd("fp8_base"));
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (NamedFile named : NamedFile.models(subject)) {
      ModelContents contents = named.file().contents();
      if (contents == null) {
        continue;
      }
      if (contents.quantisation() != Quantisation.NONE) {
        findings.add(packed(subject, named, contents.quantisation()));
      } else if (isOtherFp8(subject.recipe(), named, contents)) {
        findings.add(
            found(
                    subject,
                    named.title()
                        + " is stored as fp8_e5m2, and fp8_base takes fp8_e4m3fn only: sd-scripts"
                        + " stops",
                    "take a file in fp8_e4m3fn, bf16 or fp16")
                .about(named.option(), "fp8_base")
                .finding());
      }
    }
    return findings;
  }

  private Finding packed(Subject subject, NamedFile named, Quantisation how) {
    String consequence =
        how == Quantisation.SCALED_FP8
            ? "sd-scripts does not know the scales and stops, or passes over them and trains on"
                + " wrong weights"
            : "sd-scripts cannot unpack them";
    return found(
            subject,
            named.title() + " holds " + how.title() + ": " + consequence,
            "take the file in bf16 or fp16"
                + (how == Quantisation.SCALED_FP8 ? ", or plain fp8_e4m3fn without scales" : ""))
        .about(named.option())
        .finding();
  }

  /** FLUX.1, SD3 and Lumina keep an fp8 file as it is, and check its type. */
  private static boolean isOtherFp8(Recipe recipe, NamedFile named, ModelContents contents) {
    boolean unet = recipe.flag("fp8_base_unet");
    return switch (recipe.family().id()) {
      case "flux", "chroma", "sd3" ->
          named.expected().isBase()
              ? (recipe.flag("fp8_base") || unet) && hasOtherFp8(contents, FIRST_OF_BASE)
              : named.option().equals("t5xxl")
                  && recipe.flag("fp8_base")
                  && !unet
                  && hasOtherFp8(contents, List.of("shared.weight"));
      case "lumina" ->
          named.expected().isBase()
              && recipe.flag("fp8_base")
              && hasOtherFp8(contents, FIRST_OF_BASE);
      default -> false;
    };
  }

  private static boolean hasOtherFp8(ModelContents contents, List<String> tensors) {
    return tensors.stream().anyMatch(name -> contents.dtype(name).orElse("").equals("F8_E5M2"));
  }
}
