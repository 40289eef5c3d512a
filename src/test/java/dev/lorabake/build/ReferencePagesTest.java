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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference in src/docs says what {@code lorabake explain} says, and is current. */
class ReferencePagesTest {
  private static final String REPAIR =
      "mvn -q test -Dtest=ReferencePagesTest -Dlorabake.rewrite=true";
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
