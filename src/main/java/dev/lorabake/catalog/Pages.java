package dev.lorabake.catalog;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hand-written pages about options, optimizers, terms and so on: Markdown files in {@code
 * pages/FOLDER/NAME.md} beside this class, and the words that people use instead of the names.
 */
public final class Pages {
  private static final JsonObject WORDS = Json.resource(Pages.class, "pages/words.json");
  private static final JsonObject NETWORK_ARGS =
      Json.resource(Pages.class, "pages/network-args.json");

  private Pages() {}

  /** The page of that name, empty where nobody has written one. */
  public static Optional<String> text(String folder, String name) {
    try (InputStream in = Pages.class.getResourceAsStream("pages/" + folder + "/" + name + ".md")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names in a folder that have other words for them; for {@code terms} all names. */
  public static Set<String> named(String folder) {
    return WORDS.object(folder).names();
  }

  /** What people also call it. */
  public static List<String> synonyms(String folder, String name) {
    return WORDS.object(folder).texts(name);
  }

  /** The keys of {@code network_args} that some network reads. */
  public static Set<String> networkArgs() {
    return NETWORK_ARGS.names();
  }

  /** One sentence about a key of {@code network_args}, without a full stop. */
  public static String networkArg(String name) {
    return NETWORK_ARGS.text(name);
  }
}
