package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.recipe.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The recipe templates that come with lorabake. */
public final class Templates {
  private final Path folder;

  public Templates(Home home) {
    folder = home.templates();
  }

  /**
   * A template.
   *
   * @param name {@code family-purpose}
   * @param title one sentence
   */
  public record Template(String name, String title, String text) {}

  public List<Template> all() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".toml"))
          .sorted()
          .map(Templates::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The template of that name.
   *
   * @throws UserError when there is none
   */
  public Template find(String name) {
    List<Template> all = all();
    return all.stream()
        .filter(template -> template.name().equals(name))
        .findFirst()
        .orElseThrow(() -> {
          List<String> names = all.stream().map(Template::name).toList();
          String near =
              Spelling.nearest(name, names).map(n -> "did you mean " + n + "? ").orElse("");
          return new UserError(
              "there is no template \"" + name + "\"", near + "known: " + String.join(", ", names));
        });
  }

  private static Template read(Path file) {
    try {
      String text = Files.readString(file);
      String name = String.valueOf(file.getFileName()).replace(".toml", "");
      String first = text.lines().findFirst().orElse("");
      return new Template(name, first.replaceFirst("^#\\s*", ""), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
