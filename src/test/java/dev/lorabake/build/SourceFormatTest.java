package dev.lorabake.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every source file is as google-java-format writes it; the failure names the repair. */
class SourceFormatTest {
  static final String REPAIR = "mvn -q test -Dtest=SourceFormatTest -Dlorabake.rewrite=true";

  @Test
  void sourcesAreFormatted() throws IOException, FormatterException {
    Formatter formatter = new Formatter();
    List<String> differing = new ArrayList<>();
    for (Path file : SourceFiles.java()) {
      String source = Files.readString(file);
      String imports =
          ImportOrderer.reorderImports(
              RemoveUnusedImports.removeUnusedImports(source), Style.GOOGLE);
      String formatted = formatter.formatSource(imports);
      if (!formatted.equals(source)) {
        if (Boolean.getBoolean("lorabake.rewrite")) {
          Files.writeString(file, formatted);
        } else {
          differing.add(SourceFiles.ROOT.relativize(file).toString());
        }
      }
    }
    assertEquals(List.of(), differing, "not formatted; repair: " + REPAIR);
  }
}
