package dev.lorabake.cli;

import dev.lorabake.foreign.Addition;
import dev.lorabake.train.ImportReport;
import dev.lorabake.train.ValueText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a person what became of settings that went from one tool to another, a group a fate. */
final class AccountText {
  private static final int MOST_CHARACTERS = 60;
  private static final String INDENT = "    ";

  private final Output output;

  AccountText(Output output) {
    this.output = output;
  }

  /** Nothing where there is no key. */
  void group(String title, List<ImportReport.Key> keys) {
    if (!keys.isEmpty()) {
      title(title, keys.size());
      keys.forEach(this::key);
    }
  }

  private void title(String title, int count) {
    output.blank();
    output.line(Colour.BOLD, title, " (" + count + ")");
  }

  private void key(ImportReport.Key key) {
    named(key);
    if (key.reason() != null) {
      output.filled(INDENT, key.reason());
    }
    if (!key.targets().isEmpty()) {
      output.filled(INDENT, "now " + String.join(", ", key.targets()));
    }
  }

  private void named(ImportReport.Key key) {
    String line = key.line() == null ? "" : ", line " + key.line();
    output.filled("  ", key.key() + " = " + value(key.value()) + line);
  }

  /** Keys of which the file says one thing and the tool would have done another. */
  void ranOtherwise(String title, List<ImportReport.Key> keys) {
    if (keys.isEmpty()) {
      return;
    }
    title(title, keys.size());
    for (ImportReport.Key key : keys) {
      named(key);
      output.filled(INDENT, "ran: " + key.ran());
      output.filled(INDENT, "meant, and taken: " + key.meant());
    }
  }

  void additions(String title, List<Addition> additions) {
    if (!additions.isEmpty()) {
      title(title, additions.size());
      for (Addition addition : additions) {
        output.filled("  ", addition.target() + " = " + value(addition.value()));
        output.filled(INDENT, addition.reason());
      }
    }
  }

  private static String value(@Nullable Object value) {
    String text = ValueText.of(value);
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
