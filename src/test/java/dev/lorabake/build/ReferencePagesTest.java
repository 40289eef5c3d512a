package dev.lorabake.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.train.explain.Explanation;
import dev.lorabake.train.explain.Explanations;
import dev.lorabake.train.explain.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reference in src/docs says what {@code lorabake explain} says, and is current. */
class ReferencePagesTest {
  private static final String REPAIR =
      "mvn -q test -Dtest=ReferencePagesTest -Dlorabake.rewrite=true";
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]+))?\\)");
  private static final Path DOCS = Path.of("src/docs").toAbsolutePath();

  @Test
  void theReferenceIsCurrent() throws IOException {
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
    for (String name : optionPages()) {
      if (!pages.containsKey(name)) {
        stale.add(name + " (no such option)");
      }
    }
    assertEquals(List.of(), stale, "pages of src/docs are out of date; repair: " + REPAIR);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    Set<String> lost = new TreeSet<>();
    for (Map.Entry<String, String> page : pages().entrySet()) {
      Path folder = DOCS.resolve(page.getKey()).resolveSibling("");
      Matcher link = LINK.matcher(page.getValue());
      while (link.find()) {
        Path file =
            link.group(1).isEmpty()
                ? DOCS.resolve(page.getKey())
                : folder.resolve(link.group(1)).normalize();
        if (!Files.exists(file) || !anchors(file).contains(link.group(2))) {
          lost.add(page.getKey() + ": " + link.group());
        }
      }
    }
    assertEquals(Set.of(), lost);
  }

  /** The anchors of a page's headings, and the empty one for the page itself. */
  private static Set<@Nullable String> anchors(Path file) throws IOException {
    Set<@Nullable String> anchors = new HashSet<>();
    anchors.add(null);
    Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("#"))
        .forEach(line -> anchors.add(ExplanationMarkdown.anchor(line.replaceFirst("^#+ ", ""))));
    return anchors;
  }

  private static Map<String, String> pages() {
    Explanations explanations = new Explanations(Catalog.bundled());
    Map<String, String> pages = new LinkedHashMap<>();
    ExplanationMarkdown ofOptions = new ExplanationMarkdown(explanations, "../");
    for (Explanation option : explanations.all(Kind.OPTION)) {
      pages.put("options/" + option.name() + ".md", ofOptions.of(option, 1));
    }
    ExplanationMarkdown others = new ExplanationMarkdown(explanations, "");
    pages.put(
        "optimizers.md",
        others.page(
            Kind.OPTIMIZER,
            "Optimizers",
            "What `optimizer_type` takes by name; any class of torch.optim or of an installed package"
                + " works too."));
    pages.put(
        "schedulers.md", others.page(Kind.SCHEDULER, "Schedulers", "What `lr_scheduler` takes."));
    pages.put(
        "networks.md",
        others.page(Kind.NETWORK, "Network types", "What `network` takes in a recipe."));
    pages.put(
        "network-args.md",
        others.page(
            Kind.NETWORK_ARG,
            "Keys of network_args",
            "Written as `network_args = [\"key=value\"]`."));
    pages.put(
        "dataset-keys.md",
        others.page(
            Kind.DATASET_KEY,
            "Keys of the dataset configuration",
            "What may stand in `[general]`, `[[datasets]]` and `[[datasets.subsets]]`."));
    pages.put(
        "families.md",
        others.page(Kind.FAMILY, "Model families", "What `family` takes in a recipe."));
    pages.put("terms.md", others.page(Kind.TERM, "Terms", "The words of LoRA training."));
    pages.put(
        "diagnoses.md",
        others.page(
            Kind.FAILURE,
            "Diagnoses",
            "What `lorabake diagnose` tells apart by a log, with what to do."));
    return pages;
  }

  private static void rewrite(Map<String, String> pages) throws IOException {
    Files.createDirectories(DOCS.resolve("options"));
    for (String name : optionPages()) {
      if (!pages.containsKey(name)) {
        Files.delete(DOCS.resolve(name));
      }
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(DOCS.resolve(page.getKey()), page.getValue());
    }
  }

  private static List<String> optionPages() throws IOException {
    Path folder = DOCS.resolve("options");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> "options/" + file.getFileName()).sorted().toList();
    }
  }
}
