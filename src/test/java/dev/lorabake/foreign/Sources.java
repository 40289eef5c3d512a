package dev.lorabake.foreign;

import dev.lorabake.catalog.Catalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files for readers, from the test resources or made up. */
public final class Sources {
  private static final Path FOLDER = Path.of("src/test/resources/dev/lorabake/foreign");

  private Sources() {}

  public static Path resource(String name) {
    return FOLDER.resolve(name);
  }

  /** The content of a resource under a path of its own, at which nothing needs to lie. */
  public static ForeignFile file(String name) throws IOException {
    return file(name, Files.readAllBytes(resource(name)));
  }

  public static ForeignFile file(String name, byte[] content) {
    return new ForeignFile(
        Path.of("/nowhere").resolve(String.valueOf(Path.of(name).getFileName())),
        content,
        content.length);
  }

  public static ForeignFile text(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  public static Imported read(ForeignReader reader, ForeignFile main, ForeignFile... others) {
    return reader.read(
        main,
        List.of(others),
        new ForeignReader.Surroundings(Catalog.bundled(), Path.of("/nowhere")));
  }

  /** How many leaves a tree has: what a report has to account for, counted without its help. */
  public static long leaves(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map when !map.isEmpty() ->
          map.values().stream().mapToLong(Sources::leaves).sum();
      case List<?> list when list.stream().anyMatch(Sources::isNested) ->
          list.stream().mapToLong(Sources::leaves).sum();
      case null, default -> 1;
    };
  }

  private static boolean isNested(Object item) {
    return item instanceof Map || item instanceof List;
  }

  /** Keys that nobody knows. */
  public static List<String> unknown(Imported imported) {
    return imported.accounts().stream()
        .filter(account -> account.fate() == Fate.UNKNOWN)
        .map(account -> account.source().key())
        .toList();
  }

  /** Every text of an import: its report, its recipe and its names. */
  public static String everything(Imported imported) {
    return Stream.of(
            Report.of(imported),
            imported.accounts().toString(),
            imported.additions().toString(),
            imported.parts().toString())
        .reduce("", String::concat);
  }
}
