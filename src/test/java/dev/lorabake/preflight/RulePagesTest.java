package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule has its page, every page its rule, and all are current. */
class RulePagesTest {
  private static final String REPAIR = "mvn -q test -Dtest=RulePagesTest -Dlorabake.rewrite=true";
  private static final Path DOCS = Path.of("src/docs/rules").toAbsolutePath();
  private static final Path TEXTS =
      Path.of("src/main/resources/dev/lorabake/preflight/rules").toAbsolutePath();

  @Test
  void thePagesInTheDocsAreCurrent() throws IOException {
    Map<String, String> pages = pages();
    if (Boolean.getBoolean("lorabake.rewrite")) {
      rewrite(pages);
    }
    List<String> stale = new ArrayList<>();
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = DOCS.resolve(page.getKey());
      if (!Files.exists(file) || !Files.readString(file).equals(page.getValue())) {
        stale.add(page.getKey());
      }
    }
    for (String name : names(DOCS)) {
      if (!pages.containsKey(name)) {
        stale.add(name + " (no such rule)");
      }
    }
    assertEquals(List.of(), stale, "pages of src/docs/rules are out of date; repair: " + REPAIR);
  }

  @Test
  void everyExplanationBelongsToARule() throws IOException {
    List<String> expected =
        RuleCatalog.all().stream().map(rule -> rule.id() + ".md").sorted().toList();
    assertEquals(expected, names(TEXTS));
  }

  @Test
  void everyExplanationShowsBadWhyAndGood() {
    for (Rule rule : RuleCatalog.all()) {
      String text = RulePage.explanation(rule);
      for (String heading : List.of("## Bad\n", "## Why\n", "## Good\n")) {
        assertTrue(text.contains(heading), rule.id() + " has no " + heading);
      }
    }
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("index.md", RulePage.index());
    RuleCatalog.all().forEach(rule -> pages.put(rule.id() + ".md", RulePage.markdown(rule)));
    return pages;
  }

  private static void rewrite(Map<String, String> pages) throws IOException {
    Files.createDirectories(DOCS);
    for (String name : names(DOCS)) {
      if (!pages.containsKey(name)) {
        Files.delete(DOCS.resolve(name));
      }
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(DOCS.resolve(page.getKey()), page.getValue());
    }
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
