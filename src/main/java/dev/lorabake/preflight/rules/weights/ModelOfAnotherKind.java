package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.weights.ModelContents;
import dev.lorabake.weights.ModelKind;
import dev.lorabake.weights.ModelKind.Role;
import dev.lorabake.weights.ModelPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file that holds another model than its option is for. */
final class ModelOfAnotherKind extends PatternRule {
  private static final Set<ModelKind> FIRST_TWO = Set.of(ModelKind.SD1, ModelKind.SD2);

  ModelOfAnotherKind() {
    super(
        "model-of-another-kind",
        Topic.WEIGHTS,
        Severity.ERROR,
        "The file of an option holds another model than the family's script reads from it",
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
      if (contents != null) {
        stranger(named.expected(), contents)
            .ifPresent(kind -> findings.add(finding(subject, named, kind)));
      }
    }
    return findings;
  }

  /** What is there instead; empty where nothing was recognised, or the right thing among others. */
  private static Optional<ModelKind> stranger(Expected expected, ModelContents contents) {
    List<ModelKind> kinds = contents.parts().stream().map(ModelPart::kind).toList();
    if (kinds.contains(expected.kind())) {
      return Optional.empty();
    }
    return contents.base().map(ModelPart::kind).or(() -> kinds.stream().findFirst());
  }

  private Finding finding(Subject subject, NamedFile named, ModelKind kind) {
    Expected expected = named.expected();
    String wanted = expected.kind().title();
    String message =
        named.title()
            + " is "
            + kind.title()
            + ", where "
            + subject.recipe().family().title()
            + " needs "
            + (expected.isBase() ? "its own base model" : wanted)
            + ": "
            + consequence(named, kind);
    return draft(subject, named, kind, message).about(named.option()).finding();
  }

  private Draft draft(Subject subject, NamedFile named, ModelKind kind, String message) {
    boolean folder = named.file().isFolder() && FIRST_TWO.contains(kind) && isFirstTwo(named);
    String family = named.expected().isBase() ? kind.family() : null;
    String home = home(subject, kind);
    String help =
        family != null
            ? "family = \"" + family + "\", or name another base model"
            : home != null && !home.equals(named.option())
                ? "name it as " + home + ", and for " + named.option() + " a file of its own"
                : "name a file with " + named.expected().kind().title();
    return found(subject, message, help).as(folder ? Severity.WARNING : Severity.ERROR);
  }

  /** The option of this family that wants it. */
  private static @Nullable String home(Subject subject, ModelKind kind) {
    return Expected.of(subject.recipe()).stream()
        .filter(expected -> expected.kind() == kind)
        .map(Expected::option)
        .findFirst()
        .orElse(null);
  }

  private static boolean isFirstTwo(NamedFile named) {
    return FIRST_TWO.contains(named.expected().kind());
  }

  /** A folder of SD 1 and 2 loads either way, but captions are cut into tokens differently. */
  private static String consequence(NamedFile named, ModelKind kind) {
    boolean loads = named.file().isFolder() && isFirstTwo(named) && FIRST_TWO.contains(kind);
    if (loads) {
      return "its captions would be read in the wrong way";
    }
    return kind.role() == Role.ADD_ON
        ? "sd-scripts cannot train on it"
        : "sd-scripts stops while loading it";
  }
}
