package dev.lorabake.catalog;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The hand-written pages about options, optimizers, terms and so on: Markdown files in {@code
 * pages/FOLDER/NAME.md} beside this class, and the words that people use instead of the names.
 */
public final class Pages {
  private static final JsonObject INDEX = Json.resource(Pages.class, "pages/index.json");
  private static final JsonObject PAGES = INDEX.object("pages");
  private static final JsonObject COMPANIONS = INDEX.object("companions");
  private static final JsonObject WORDS = Json.resource(Pages.class, "pages/words.json");
  private static final JsonObject NETWORK_ARGS =
      Json.resource(Pages.class, "pages/network-args.json");
  private static final Map<String, Set<String>> WRITTEN = new ConcurrentHashMap<>();

  private Pages() {}

  /** The page of that name, empty where nobody has written one. */
  public static Optional<String> text(String folder, String name) {
    if (!written(folder).contains(name)) { // to look for a resource in vain takes long
      return Optional.empty();
    }
    String resource = "pages/" + folder + "/" + name + ".md";
    try (InputStream in = Pages.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing");
      }
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names in a folder that have a page. */
  public static Set<String> written(String folder) {
    return WRITTEN.computeIfAbsent(folder, name -> Set.copyOf(PAGES.texts(name)));
  }

  /** The options whose pages name this option or key among what they go with. */
  public static List<String> companions(String name) {
    return COMPANIONS.texts(name);
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
