package dev.lorabake.preflight.rules.captions;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Shuffling captions that are sentences. */
public final class SentencesShuffled extends PatternRule {
  public SentencesShuffled() {
    super(
        "sentences-shuffled",
        Topic.CAPTIONS,
        Severity.ADVICE,
        "Captions without commas have nothing to shuffle",
        "shuffle_caption",
        "caption_separator");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean shuffles = subject.keys("shuffle_caption").anyMatch(KeyValue::isTrue);
    boolean byComma = subject.keys("caption_separator").allMatch(key -> ",".equals(key.value()));
    if (!shuffles || !byComma) {
      return List.of();
    }
    for (CaptionFolder folder : CaptionFolder.all(subject)) {
      List<String> texts = CaptionTexts.of(folder);
      long plain = texts.stream().filter(text -> text.indexOf(',') < 0).count();
      if (texts.size() >= ENOUGH && plain >= NEARLY_ALL * texts.size()) {
        return found(
                subject,
                "shuffle_caption has nothing to shuffle: "
                    + plain
                    + " of "
                    + Figures.count(texts.size(), "caption")
                    + " in "
                    + folder.path()
                    + " have no comma",
                "remove shuffle_caption, or write captions as tags with commas")
            .list();
      }
    }
    return List.of();
  }

  private static final int ENOUGH = 5;
  private static final double NEARLY_ALL = 0.9;
}
