package dev.lorabake.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.recipe.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Imports texts as files of a folder, and looks at what became of their keys. */
public record Importing(Imported imported) {

  /** The first text is the main file, the others its companions; all lie in the folder. */
  public static Importing of(ForeignReader reader, Path folder, String name, String text) {
    return of(reader, folder, name, text, Map.of());
  }

  public static Importing of(
      ForeignReader reader, Path folder, String name, String text, Map<String, String> others) {
    List<ForeignFile> companions = new ArrayList<>();
    new TreeMap<>(others).forEach((other, content) -> companions.add(file(folder, other, content)));
    ForeignFile main = file(folder, name, text);
    assertTrue(reader.recognises(main), "not recognised");
    for (ForeignFile companion : companions) {
      assertTrue(reader.isCompanion(companion), companion.path() + " is no companion");
    }
    Importing importing =
        new Importing(
            reader.read(
                main, companions, new ForeignReader.Surroundings(Catalog.bundled(), folder)));
    assertEquals(List.of(), importing.keys(Fate.UNKNOWN));
    return importing;
  }

  /** Writes it and opens it. */
  public static ForeignFile file(Path folder, String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Files.write(file, bytes);
      return new ForeignFile(file, bytes, bytes.length);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public Settings train() {
    return imported.parts().train();
  }

  public Settings launch() {
    return imported.parts().launch();
  }

  /** An option's value, {@code "-"} for none. */
  public Object train(String option) {
    return train().find(option).<Object>map(setting -> setting.value()).orElse("-");
  }

  public Account account(String key) {
    return imported.accounts().stream()
        .filter(account -> account.source().key().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no key " + key + " among " + keys()));
  }

  public Fate fate(String key) {
    return account(key).fate();
  }

  public String reason(String key) {
    return String.valueOf(account(key).reason());
  }

  public List<String> keys() {
    return imported.accounts().stream().map(account -> account.source().key()).toList();
  }

  public List<String> keys(Fate fate) {
    return imported.accounts().stream()
        .filter(account -> account.fate() == fate)
        .map(account -> account.source().key())
        .toList();
  }

  /** All that a person or a program gets to see of it. */
  public String everything() {
    return imported.accounts().toString()
        + imported.parts()
        + imported.additions().stream().map(Addition::toString).collect(Collectors.joining());
  }
}
