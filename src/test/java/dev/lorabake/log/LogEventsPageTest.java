package dev.lorabake.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page on how lines become events: its examples are tried, and its table of transcripts is
 * counted anew. {@code mvn -q test -Dtest=LogEventsPageTest -Dlorabake.rewrite=true} writes it.
 */
class LogEventsPageTest {
  private static final Path PAGE = Path.of("src/docs/log-events.md");
  private static final String BEGIN = "<!-- counted by LogEventsPageTest -->\n";
  private static final Pattern EXAMPLE = Pattern.compile("\\| `(.+?)` \\| `(.+?)` \\|.*");

  @Test
  void eachExampleLineGivesTheEventBesideIt() throws IOException {
    List<String> wrong = new ArrayList<>();
    int examples = 0;
    for (String row : Files.readAllLines(PAGE)) {
      Matcher example = EXAMPLE.matcher(row);
      if (example.matches()) {
        examples++;
        String log = example.group(1).replace("⏎", "\n").replace("⇤", "\r").replace("¦", "|");
        List<String> events = Feed.events(log);
        if (events.stream().noneMatch(event -> event.startsWith(example.group(2)))) {
          wrong.add(row + " gives " + events);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(examples > 40, "examples: " + examples);
  }

  @Test
  void theTableOfTranscriptsIsCurrent() throws IOException {
    String page = Files.readString(PAGE);
    String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String counted = head + table();
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(PAGE, counted);
    }
    assertEquals(
        counted,
        Files.readString(PAGE),
        "mvn -q test -Dtest=LogEventsPageTest -Dlorabake.rewrite=true");
  }

  private static String table() {
    StringBuilder table = new StringBuilder("| transcript | right | of | the others |\n");
    table.append("|---|---|---|---|\n");
    int right = 0;
    int all = 0;
    for (Transcript transcript : Transcript.all().toList()) {
      TranscriptAudit audit = new TranscriptAudit(transcript);
      int good = audit.total() - audit.wrong().size();
      right += good;
      all += audit.total();
      String others = audit.wrong().stream().collect(Collectors.joining("; "));
      table.append(
          "| %s | %d | %d | %s |\n".formatted(transcript.name(), good, audit.total(), others));
    }
    return table.append("| together | %d | %d | |\n".formatted(right, all)).toString();
  }
}
