package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.weights.ModelContents;
import dev.lorabake.weights.ModelPart;
import dev.lorabake.weights.ModelPart.Layout;
import java.util.ArrayList;
import java.util.List;

/** The right model under names that the loader does not look for. */
final class ModelInAnotherLayout extends PatternRule {
  ModelInAnotherLayout() {
    super(
        "model-in-another-layout",
        Topic.WEIGHTS,
        Severity.ERROR,
        "The file holds the right model under tensor names that sd-scripts does not look for",
        Expected.optionsAnd());
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (NamedFile named : NamedFile.models(subject)) {
      ModelContents contents = named.file().contents();
      if (contents == null) {
        continue;
      }
      boolean folder = named.file().isFolder();
      List<ModelPart> right =
          contents.parts().stream().filter(part -> part.kind() == named.expected().kind()).toList();
      if (!right.isEmpty()
          && right.stream().noneMatch(part -> named.expected().accepts(part, folder))) {
        findings.add(finding(subject, named, right.getFirst()));
      }
    }
    return findings;
  }

  private Finding finding(Subject subject, NamedFile named, ModelPart part) {
    String how =
        switch (part.layout()) {
          case DIFFUSERS -> "as one of the files of a diffusers folder";
          case OPEN_CLIP -> "under OpenCLIP's names";
          case COMFY -> "under the names of another program";
          case ORIGINAL ->
              part.prefix().isEmpty()
                  ? "without the rest of a checkpoint"
                  : "inside a larger file (its names begin with " + part.prefix() + ")";
        };
    String message =
        "%s holds %s %s, and sd-scripts finds none of it"
            .formatted(named.title(), part.kind().title(), how);
    return found(subject, message, help(named, part)).about(named.option()).finding();
  }

  private static String help(NamedFile named, ModelPart part) {
    return switch (part.kind().role()) {
      case BASE ->
          named.expected().prefixes().contains("") || part.layout() == Layout.COMFY
              ? "take the file that the model's makers published"
              : "take the whole checkpoint, with text encoders and VAE, in one .safetensors file";
      case VAE ->
          "take the VAE under its original names, such as "
              + (named.option().equals("ae") ? "ae.safetensors" : "sdxl_vae.safetensors");
      case TEXT_ENCODER -> "take the text encoder as a file of its own, as transformers names it";
      case ADD_ON -> "take a base model";
    };
  }
}
