package dev.lorabake.preflight.rules.captions;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** An invisible mark before the first tag. */
public final class CaptionWithByteOrderMark extends PatternRule {
  public CaptionWithByteOrderMark() {
    super(
        "caption-with-byte-order-mark",
        Topic.CAPTIONS,
        Severity.WARNING,
        "A caption begins with a byte order mark, which becomes part of its first tag",
        "caption_extension");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (CaptionFolder folder : CaptionFolder.all(subject)) {
      long marked = CaptionTexts.of(folder).stream().filter(text -> text.startsWith(MARK)).count();
      if (marked > 0) {
        findings.add(
            found(
                    subject,
                    Figures.count(marked, "caption")
                        + " in "
                        + folder.path()
                        + " begin with a byte order mark, which is learnt as part of the first"
                        + " word",
                    "save the files as UTF-8 without BOM")
                .about(folder.option())
                .at(folder.at())
                .finding());
      }
    }
    return findings;
  }

  private static final String MARK = "\uFEFF";
}
