package dev.lorabake.train.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionType;
import dev.lorabake.catalog.Pages;
import dev.lorabake.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The hand-written pages: which there must be, their form, and that they name only what exists. */
class PagesTest {
  private static final Path FOLDER =
      Path.of("src/main/resources/dev/lorabake/catalog/pages").toAbsolutePath();
  private static final String REPAIR =
      "repair: mvn -q test -Dtest=PagesTest -Dlorabake.rewrite=true";
  private static final int MOST_COLUMNS = 100;
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final Catalog catalog = Catalog.bundled();
  private final Explanations explanations = new Explanations(catalog);

  @Test
  void theIndexIsCurrent() throws IOException {
    Map<String, Set<String>> found = new TreeMap<>();
    Map<String, Set<String>> companions = new TreeMap<>();
    for (Path page : pages()) {
      String folder = folder(page);
      found.computeIfAbsent(folder, _ -> new TreeSet<>()).add(name(page));
      String text = Files.readString(page);
      int from = text.indexOf("## Goes with");
      if (folder.equals("options") && from >= 0) {
        for (String named : Explanations.quoted(text.substring(from))) {
          companions.computeIfAbsent(named, _ -> new TreeSet<>()).add(name(page));
        }
      }
    }
    companions.keySet().retainAll(new Entries(catalog).names(Kind.OPTION));
    Map<String, Object> both = new TreeMap<>(Map.of("companions", companions, "pages", found));
    String wanted = Json.pretty(both) + "\n";
    Path index = FOLDER.resolve("index.json");
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(index, wanted);
    }
    assertEquals(wanted, Files.readString(index), "pages/index.json is out of date; " + REPAIR);
  }

  @Test
  void everySettingThatPeopleTouchHasAPage() {
    List<String> missing = new ArrayList<>();
    for (String option : FullPages.OPTIONS) {
      assertTrue(catalog.option(option).isPresent(), option + " is no option");
      if (Pages.text("options", option).isEmpty()) {
        missing.add(option);
      }
    }
    for (String arg : FullPages.NETWORK_ARGS) {
      if (Pages.text("network-args", arg).isEmpty()) {
        missing.add(arg);
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void everyOptimizerSchedulerNetworkFamilyAndTermHasAPage() {
    for (Kind kind :
        List.of(Kind.OPTIMIZER, Kind.SCHEDULER, Kind.NETWORK, Kind.FAMILY, Kind.TERM)) {
      for (Explanation entry : explanations.all(kind)) {
        assertTrue(Pages.text(kind.folder(), entry.name()).isPresent(), kind + " " + entry.name());
      }
    }
  }

  @Test
  void everyKeyThatANetworkReadsHasASentence() {
    Set<String> read = new TreeSet<>();
    catalog.networks().forEach(network -> read.addAll(network.argNames()));
    assertEquals(read, new TreeSet<>(Pages.networkArgs()));
  }

  @Test
  void everyPageHasItsHeadings() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path page : pages()) {
      List<String> found =
          Files.readAllLines(page).stream().filter(line -> line.startsWith("#")).toList();
      if (!headings(page).contains(found)) {
        wrong.add(FOLDER.relativize(page) + " has " + found);
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** The forms that a page in its folder may have. */
  private List<List<String>> headings(Path page) {
    String folder = folder(page);
    return switch (folder) {
      case "options" -> List.of(option(second(name(page))));
      case "network-args", "dataset-keys" -> List.of(option("## Higher and lower"));
      case "optimizers", "networks" ->
          List.of(List.of("## What it does", "## When to take it", "## Settings", "## Costs"));
      case "schedulers" -> List.of(List.of("## What it does", "## When to take it", "## Settings"));
      case "families" -> List.of(List.of("## A sound start"));
      case "terms" -> List.of(List.of("## What it is", "## In training"));
      default -> List.of();
    };
  }

  private static List<String> option(String second) {
    return List.of("## What it does", second, "## Usual values", "## Goes with", "## Costs");
  }

  private String second(String name) {
    Option option = catalog.option(name).orElseThrow(() -> new IllegalStateException(name));
    if (option.isSwitch()) {
      return "## On and off";
    }
    boolean number =
        option.type() != OptionType.STR
            && option.type() != OptionType.PATH
            && option.common().choices().isEmpty();
    return number || name.equals("resolution") ? "## Higher and lower" : "## The choices";
  }

  @Test
  void everyPageBelongsToSomething() throws IOException {
    Entries entries = new Entries(catalog);
    for (Path page : pages()) {
      String folder = folder(page);
      Kind kind = Explanations.kind(folder).orElseThrow(() -> new IllegalStateException(folder));
      assertTrue(entries.names(kind).contains(name(page)), "nothing is " + FOLDER.relativize(page));
    }
  }

  @Test
  void noLineIsOverLongAndNoSectionEmpty() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path page : pages()) {
      List<String> lines = Files.readAllLines(page);
      for (int i = 0; i < lines.size(); i++) {
        boolean empty =
            lines.get(i).startsWith("#") && (i + 1 == lines.size() || lines.get(i + 1).isBlank());
        if (lines.get(i).length() > MOST_COLUMNS || empty) {
          wrong.add(FOLDER.relativize(page) + ":" + (i + 1));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void anOptimizersPageTellsItsStateAsTheCatalogueDoes() {
    for (OptimizerType optimizer : catalog.optimizers()) {
      String page = Pages.text("optimizers", optimizer.name()).orElseThrow();
      double bytes = optimizer.stateBytesPerParameter();
      String told = bytes == 0 ? "No state" : bytes(bytes) + " bytes of state for each value";
      assertTrue(page.replace('\n', ' ').contains(told), optimizer.name() + ": " + told);
    }
  }

  private static String bytes(double bytes) {
    return bytes == Math.rint(bytes) ? Long.toString(Math.round(bytes)) : Double.toString(bytes);
  }

  @Test
  void pagesNameOnlyWhatExists() throws IOException {
    Set<String> unknown = new TreeSet<>();
    for (Path page : pages()) {
      Matcher code = CODE.matcher(Files.readString(page).replace('\n', ' '));
      while (code.find()) {
        String quoted = code.group(1);
        if (!exists(quoted)) {
          unknown.add(name(page) + ": " + quoted);
        }
      }
    }
    assertEquals(Set.of(), unknown);
  }

  private boolean exists(String quoted) {
    if (quoted.startsWith("lorabake explain ")) {
      String word = quoted.substring("lorabake explain ".length());
      return Explanations.kind(word).isPresent() || explanations.find(word).isPresent();
    }
    String name = quoted.replaceFirst(" ?=.*", "");
    return FullPages.QUOTABLE.contains(quoted)
        || catalog.optimizers().stream().anyMatch(optimizer -> optimizer.args().containsKey(quoted))
        || catalog.optimizers().stream()
            .flatMap(optimizer -> optimizer.usualArgs().stream())
            .anyMatch(arg -> arg.startsWith(name + "="))
        || FullPages.FLAG.matcher(quoted).matches()
        || explanations.find(name).isPresent();
  }

  private static String folder(Path page) {
    return FOLDER.relativize(page).getName(0).toString();
  }

  private static String name(Path page) {
    return String.valueOf(page.getFileName()).replaceFirst("\\.md$", "");
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}
