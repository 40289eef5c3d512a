package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A base model behind a symbolic link. SD 1 and 2 follow it to its end, SDXL takes its text as it
 * stands, and both go by the ending of what they find (library/train_util.py and
 * library/sdxl_train_util.py, {@code _load_target_model}). The hub's cache is made of such links.
 */
final class ModelBehindLink extends PatternRule {
  ModelBehindLink() {
    super(
        "model-behind-link",
        Topic.WEIGHTS,
        Severity.ERROR,
        "The base model is a symbolic link that sd-scripts follows to a name that it cannot load",
        Expected.BASE);
  }

  @Override
  public List<Finding> check(Subject subject) {
    Path path = subject.recipe().path(Expected.BASE).orElse(null);
    String family = subject.recipe().family().id();
    boolean sdxl = family.equals("sdxl");
    if (path == null
        || !(sdxl || family.equals("sd15") || family.equals("sd2"))
        || !Files.isSymbolicLink(path)
        || !Files.isRegularFile(path)) {
      return List.of();
    }
    try {
      Path target = sdxl ? Files.readSymbolicLink(path) : path.toRealPath();
      boolean lost = !target.isAbsolute();
      boolean renamed = hasEnding(path) && !hasEnding(target);
      if (!lost && !renamed) {
        return List.of();
      }
      Path real = path.toRealPath();
      String message =
          Expected.BASE
              + " "
              + path.getFileName()
              + " is a link to "
              + target
              + (renamed
                  ? ", whose ending is not .safetensors: sd-scripts takes it for a pickle"
                  : ", which sd-scripts looks for in the wrong folder");
      Draft draft =
          found(
              subject,
              message,
              hasEnding(real)
                  ? Expected.BASE + " = \"" + real + "\""
                  : "copy or hard link " + real + " to a name that ends in .safetensors");
      if (hasEnding(real)) {
        draft.fix(Expected.BASE, real.toString());
      }
      return draft.list();
    } catch (IOException e) {
      return List.of(); // the link changed meanwhile
    }
  }

  private static boolean hasEnding(Path path) {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".safetensors");
  }
}
