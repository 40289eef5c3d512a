package dev.lorabake.machine;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is remembered of an environment holds as long as nothing in it changes, and no longer. */
class ProbeCacheTest {
  private static final Instant THEN = Instant.parse("2026-11-26T10:00:00Z");
  private static final FileTime BEFORE = FileTime.from(THEN.minusSeconds(3600));

  @TempDir Path folder = Path.of("");
  private Path python = Path.of("");
  private Path probe = Path.of("");
  private Path packages = Path.of("");

  @BeforeEach
  void aVenvWithTorch() throws IOException {
    python = write("venv/bin/python", "an interpreter");
    write("venv/pyvenv.cfg", "version = 3.11.7");
    probe = write("probe.py", "print()");
    packages = folder.resolve("venv/lib/python3.11/site-packages");
    install("torch-2.8.0");
  }

  /** Something that a person or pip does to the environment. */
  interface Deed {
    void in(ProbeCacheTest test) throws IOException;
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("a package is installed", test -> test.install("toml-0.10.2")),
        change("a package is removed", test -> Files.delete(test.record("torch-2.8.0"))),
        change(
            "a package is upgraded",
            test -> {
              Files.delete(test.record("torch-2.8.0"));
              test.install("torch-2.9.0");
            }),
        change(
            "a package is installed again",
            test ->
                Files.setLastModifiedTime(
                    test.record("torch-2.8.0"), FileTime.from(THEN.plusSeconds(60)))),
        change("a module is deleted by hand", test -> Files.delete(test.packages.resolve("torch"))),
        change(
            "a path file is written",
            test -> test.write("venv/lib/python3.11/site-packages/editable.pth", "/src")),
        change("the interpreter is replaced", test -> test.write("venv/bin/python", "another one")),
        change("the venv is made anew", test -> test.write("venv/pyvenv.cfg", "version = 3.12.1")),
        change("lorabake's probe is another", test -> test.write("probe.py", "print(1)")),
        change(
            "the whole folder is gone",
            test -> {
              Files.delete(test.packages.resolve("torch"));
              Files.delete(test.record("torch-2.8.0"));
              Files.delete(test.packages);
            }));
  }

  private static Arguments change(String what, Deed deed) {
    return Arguments.of(what, deed);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void forgetsWhatItSawWhen(String what, Deed deed) throws IOException {
    remember(cache(Map.of(), THEN));
    deed.in(this);
    assertTrue(cache(Map.of(), THEN).find(python).isEmpty(), what);
  }

  @Test
  void remembersForAsLongAsNothingChanges() throws IOException {
    remember(cache(Map.of(), THEN));
    Files.createDirectory(packages.resolve("__pycache__"));
    PythonProbe.Report report =
        requireNonNull(
            cache(Map.of("HOME", "elsewhere"), THEN.plusSeconds(1L << 30))
                .find(python)
                .orElseThrow()
                .report());
    assertEquals("2.8.0", report.environment().packages().get("torch"));
  }

  @Test
  void keepsWhatDiffersByItsVariablesApart() {
    remember(cache(Map.of(), THEN));
    assertTrue(cache(Map.of("CUDA_VISIBLE_DEVICES", ""), THEN).find(python).isPresent());
    assertTrue(cache(Map.of("CUDA_VISIBLE_DEVICES", "1"), THEN).find(python).isEmpty());
    assertTrue(cache(Map.of("LD_LIBRARY_PATH", "/cuda"), THEN).find(python).isEmpty());
  }

  @Test
  void keepsNothingThatChangedWhileItWasLookedAt() throws IOException {
    Files.setLastModifiedTime(record("torch-2.8.0"), FileTime.from(THEN.plusSeconds(1)));
    remember(cache(Map.of(), THEN));
    assertTrue(cache(Map.of(), THEN).find(python).isEmpty());
  }

  @Test
  void remembersASilentPythonForSomeMinutes() {
    cache(Map.of(), THEN).keep(python, null, THEN);
    assertEquals(null, cache(Map.of(), THEN.plusSeconds(60)).find(python).orElseThrow().report());
    assertTrue(cache(Map.of(), THEN.plusSeconds(601)).find(python).isEmpty());
  }

  @Test
  void remembersAnUnfinishedLookForSomeMinutes() {
    cache(Map.of(), THEN).keep(python, report("\"too slow\""), THEN);
    assertTrue(cache(Map.of(), THEN.plusSeconds(60)).find(python).isPresent());
    assertTrue(cache(Map.of(), THEN.plusSeconds(601)).find(python).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void takesABrokenFileForNone(String content) throws IOException {
    remember(cache(Map.of(), THEN));
    Files.writeString(file(), content);
    assertTrue(cache(Map.of(), THEN).find(python).isEmpty());
    remember(cache(Map.of(), THEN));
    assertTrue(cache(Map.of(), THEN).find(python).isPresent());
  }

  static Stream<String> brokenFiles() {
    return Stream.of(
        "",
        "{",
        "[]",
        "{\"fingerprint\": 7}",
        "{\"fingerprint\": \"x\", \"at\": \"yesterday\", \"probe\": {}}",
        "{\"fingerprint\": \"x\", \"at\": \"2026-11-26T10:00:00Z\", \"probe\": []}");
  }

  @Test
  void keepsItsFilesForTheOwnerAlone() throws IOException {
    remember(cache(Map.of(), THEN));
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      assertEquals("rw-------", modes(file()));
      assertEquals("rwx------", modes(folder.resolve("cache")));
    }
    try (Stream<Path> all = Files.list(folder.resolve("cache"))) {
      assertEquals(1, all.count(), "no draft stays behind");
    }
  }

  @Test
  void goesOnWhereNothingCanBeKept() throws IOException {
    write("cache", "a file in its place");
    remember(cache(Map.of(), THEN));
    assertFalse(cache(Map.of(), THEN).find(python).isPresent());
  }

  private ProbeCache cache(Map<String, String> variables, Instant now) {
    return new ProbeCache(
        folder.resolve("cache"), probe, variables, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void remember(ProbeCache cache) {
    cache.keep(python, report("null"), THEN);
  }

  private PythonProbe.Report report(String unfinished) {
    return PythonProbe.read(
            """
            {"python": {"version": "3.11.7", "executable": "/py", "folders": ["%s"]},
             "packages": {"torch": "2.8.0"}, "broken": {}, "unfinished": %s, "torch": null,
             "devices": [], "checkout": null}
            """
                .formatted(packages.toString().replace("\\", "\\\\"), unfinished),
            "python")
        .orElseThrow();
  }

  private void install(String release) throws IOException {
    Files.createDirectories(packages.resolve(release.split("-", 2)[0]));
    Path record = Files.createDirectories(record(release));
    Files.setLastModifiedTime(record, BEFORE);
  }

  private Path record(String release) {
    return packages.resolve(release + ".dist-info");
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setLastModifiedTime(file, BEFORE);
  }

  private Path file() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("cache"))) {
      return all.findFirst().orElseThrow();
    }
  }

  private static String modes(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
