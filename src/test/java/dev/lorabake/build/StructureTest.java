package dev.lorabake.build;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The way of the data goes in one direction, and a library has one home. */
class StructureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.lorabake");

  /** Package to the packages that it may use beside itself, {@code json} and the root. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("json", List.of()),
          Map.entry("event", List.of()),
          Map.entry("catalog", List.of()),
          Map.entry("weights", List.of()),
          Map.entry("recipe", List.of("catalog", "weights")),
          Map.entry("foreign", List.of("recipe", "dataset", "catalog", "weights")),
          Map.entry("dataset", List.of("catalog")),
          Map.entry("machine", List.of()),
          Map.entry("plan", List.of("recipe", "dataset", "machine", "catalog")),
          Map.entry(
              "preflight", List.of("plan", "recipe", "dataset", "machine", "catalog", "weights")),
          Map.entry("render", List.of("recipe", "catalog")),
          Map.entry("log", List.of("event")),
          Map.entry("process", List.of()),
          Map.entry("run", List.of("event", "recipe", "process", "log", "weights")),
          Map.entry(
              "train",
              List.of(
                  "event",
                  "catalog",
                  "recipe",
                  "foreign",
                  "dataset",
                  "machine",
                  "plan",
                  "preflight",
                  "render",
                  "log",
                  "process",
                  "run",
                  "weights")),
          Map.entry(
              "tui",
              List.of(
                  "event",
                  "catalog",
                  "recipe",
                  "foreign",
                  "dataset",
                  "machine",
                  "plan",
                  "preflight",
                  "render",
                  "log",
                  "process",
                  "run",
                  "train",
                  "weights")));

  /** Library package to the one package of ours that knows it. */
  private static final Map<String, String> LIBRARY_HOME =
      Map.of(
          "tools.jackson..", "dev.lorabake.json",
          "org.tomlj..", "dev.lorabake.recipe..",
          "picocli..", "dev.lorabake.cli..",
          "org.snakeyaml..", "dev.lorabake.foreign.aitoolkit..",
          "org.apache.commons.exec..", "dev.lorabake.process..",
          "com.github.difflib..", "dev.lorabake.train..",
          "com.googlecode.lanterna..", "dev.lorabake.tui.lanterna..");

  static Stream<String> packages() {
    return MAY_USE.keySet().stream().sorted();
  }

  static Stream<String> libraries() {
    return LIBRARY_HOME.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageUsesOnlyWhatLiesBelowIt(String name) {
    List<String> allowed = new ArrayList<>(List.of("dev.lorabake", "dev.lorabake.json.."));
    allowed.add("dev.lorabake." + name + "..");
    MAY_USE
        .getOrDefault(name, List.of())
        .forEach(other -> allowed.add("dev.lorabake." + other + ".."));
    noClasses()
        .that()
        .resideInAPackage("dev.lorabake." + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.lorabake..")
                .and(resideOutsideOfPackages(allowed.toArray(String[]::new))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void aLibraryHasOneHome(String library) {
    noClasses()
        .that()
        .resideOutsideOfPackage(LIBRARY_HOME.getOrDefault(library, ""))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.lorabake.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrintsAndOnlyMainExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lorabake.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.lorabake.cli.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  /** The run's files are the interface: nobody reaches it over a network. */
  @Test
  void nothingListensOnAPort() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.ServerSocket")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.channels.ServerSocketChannel")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.net.httpserver..")
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIsNotThatItIsOne() {
    for (String suffix : Arrays.asList("Impl", "Manager", "Helper", "Helpers", "Util", "Utils")) {
      classes().should().haveSimpleNameNotEndingWith(suffix).check(CLASSES);
    }
  }
}
