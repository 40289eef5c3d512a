package dev.lorabake.preflight.rules.captions;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Captions that sd-scripts does not look for. */
public final class CaptionExtensionMismatch extends PatternRule {
  public CaptionExtensionMismatch() {
    super(
        "caption-extension-mismatch",
        Topic.CAPTIONS,
        Severity.ERROR,
        "Caption files are there and have another extension than caption_extension, so"
            + " that none is read",
        "caption_extension");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (subject.plan().datasets().stream().allMatch(dataset -> dataset.captionsMissing() == 0)) {
      return List.of();
    }
    Map<String, List<CaptionFolder>> byOption = new LinkedHashMap<>();
    for (CaptionFolder folder : CaptionFolder.all(subject)) {
      if (!meant(folder).isEmpty()) {
        byOption.computeIfAbsent(folder.extensionOption(), key -> new ArrayList<>()).add(folder);
      }
    }
    List<Finding> findings = new ArrayList<>();
    byOption.forEach((option, folders) -> findings.add(finding(subject, option, folders)));
    return findings;
  }

  /** The extension that most captions without a reader have, empty when there are none. */
  static String meant(CaptionFolder folder) {
    for (String other : List.of(".txt", ".caption")) {
      if (folder.captioned(other) > folder.captioned(folder.extension())) {
        return other;
      }
    }
    return "";
  }

  private Finding finding(Subject subject, String option, List<CaptionFolder> folders) {
    CaptionFolder first = folders.getFirst();
    String meant = meant(first);
    long files = folders.stream().mapToLong(folder -> folder.captioned(meant)).sum();
    long images = folders.stream().mapToLong(folder -> folder.images().size()).sum();
    String effect =
        first.words().isEmpty()
            ? "none of them is read, and the images are trained without captions"
            : "none of them is read, and every image is trained on the words "
                + Figures.value(first.words());
    return found(
            subject,
            Figures.count(images, "image")
                + " in "
                + first.path()
                + (folders.size() > 1 ? " and " + (folders.size() - 1) + " more" : "")
                + " have "
                + Figures.count(files, meant + " file")
                + ", but caption_extension is "
                + Figures.value(first.extension())
                + ": "
                + effect,
            "caption_extension = " + Figures.value(meant))
        .about(option)
        .at(first.at())
        .fix(option, meant)
        .finding();
  }
}
