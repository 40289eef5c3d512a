package dev.lorabake.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.RecipeParts;
import dev.lorabake.recipe.SamplePrompt;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.recipe.SubsetBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An import as text, one line a key and a setting, beside golden files. {@code
 * -Dlorabake.rewrite=true} writes them anew.
 */
public final class Report {
  private Report() {}

  public static void assertGolden(Imported imported, Path golden) throws IOException {
    String text = of(imported);
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(golden, text);
    }
    assertEquals(Files.readString(golden), text);
  }

  public static String of(Imported imported) {
    StringBuilder out = new StringBuilder();
    for (Account account : imported.accounts()) {
      out.append(account.fate().id()).append(' ').append(account.source().key());
      if (!account.targets().isEmpty()) {
        out.append(" -> ").append(String.join(" ", account.targets()));
      }
      if (account.reason() != null) {
        out.append(" | ").append(account.reason());
      }
      if (account.ran() != null) {
        out.append(" | ran ").append(account.ran()).append(", meant ").append(account.meant());
      }
      out.append('\n');
    }
    for (Addition added : imported.additions()) {
      out.append("added ").append(added.target()).append(" = ").append(added.value());
      out.append(" | ").append(added.reason()).append('\n');
    }
    recipe(out, imported.parts());
    return out.toString();
  }

  private static void recipe(StringBuilder out, RecipeParts parts) {
    out.append('\n');
    for (Setting setting : new Setting[] {parts.name(), parts.family(), parts.network()}) {
      if (setting != null) {
        out.append(setting.name()).append(" = ").append(setting.value()).append('\n');
      }
    }
    table(out, "train", parts.train());
    table(out, "general", parts.datasets().general());
    for (DatasetBlock block : parts.datasets().datasets()) {
      table(out, "datasets", block.settings());
      for (SubsetBlock subset : block.subsets()) {
        table(out, "subsets", subset.settings());
      }
    }
    for (SamplePrompt sample : parts.samples()) {
      table(out, "sample", sample.settings());
    }
    table(out, "launch", parts.launch());
  }

  private static void table(StringBuilder out, String name, Settings settings) {
    if (settings.all().isEmpty()) {
      return;
    }
    out.append('[').append(name).append("]\n");
    for (Setting setting : settings.all()) {
      out.append(setting.name()).append(" = ").append(setting.value()).append('\n');
    }
  }
}
