package dev.lorabake.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference of options holds every option and is current; the failure names the repair. */
class OptionReferenceTest {
  private static final String REPAIR =
      "mvn -q test -Dtest=OptionReferenceTest -Dlorabake.rewrite=true";
  private static final Path PAGE = Path.of("src/docs/options.md").toAbsolutePath();

  @Test
  void theReferenceIsCurrent() throws IOException {
    String wanted = new OptionReference(Catalog.bundled()).markdown();
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(PAGE, wanted);
    }
    assertTrue(Files.exists(PAGE), "src/docs/options.md is missing; repair: " + REPAIR);
    String found = Files.readString(PAGE);
    assertEquals(wanted, found, "src/docs/options.md is out of date; repair: " + REPAIR);
  }

  @Test
  void everyOptionHasOneRow() {
    List<String> rows =
        new OptionReference(Catalog.bundled())
            .markdown()
            .lines()
            .filter(line -> line.startsWith("| [`"))
            .map(line -> line.substring(4, line.indexOf('`', 4)))
            .sorted()
            .toList();
    List<String> options = new ArrayList<>();
    for (Option option : Catalog.bundled().options()) {
      options.add(option.name());
    }
    assertEquals(options.stream().sorted().toList(), rows);
  }
}
