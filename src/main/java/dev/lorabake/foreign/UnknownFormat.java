package dev.lorabake.foreign;

import dev.lorabake.UserError;
import dev.lorabake.Visible;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonTree;
import dev.lorabake.recipe.RecipeFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a file is that no reader knows. */
public final class UnknownFormat {
  private static final int MOST_KEYS = 6;
  private static final int MOST_NAME = 40;

  /** The name of the parser's own setting, behind a limit. */
  private static final Pattern PARSERS_OWN = Pattern.compile(", from `[^`]*`");

  private UnknownFormat() {}

  /** The error for a file of which nobody knows what to make. */
  public static UserError of(ForeignFile file) {
    return new UserError(file.path() + " is " + Secrets.hide(what(file)), help(file));
  }

  /** Whether it is something that no TOML reader can have better words for. */
  public static boolean isNoToml(ForeignFile file) {
    String start = start(file);
    return !file.isText()
        || start.startsWith("{")
        || start.startsWith("[{")
        || binary(file).isPresent();
  }

  /** The formats, for help texts. */
  public static String known() {
    return Arrays.stream(RecipeFormat.values())
        .filter(format -> format != RecipeFormat.FLAGS)
        .map(RecipeFormat::title)
        .collect(Collectors.joining(", "));
  }

  private static String help(ForeignFile file) {
    return !file.isText() && file.isWhole() && binary(file).isEmpty()
        ? "save it as UTF-8 text"
        : "name one of these: " + known();
  }

  private static String what(ForeignFile file) {
    if (file.length() == 0) {
      return "empty";
    }
    Optional<String> binary = binary(file);
    if (binary.isPresent()) {
      return binary.get();
    }
    if (!file.isWhole()) {
      return file.length() + " bytes long, more than any settings file";
    }
    if (!file.isText()) {
      return file.text().indexOf('\0') >= 0
          ? "no text: it has NUL characters in it"
          : "no UTF-8 text";
    }
    return text(file);
  }

  private static String text(ForeignFile file) {
    String start = start(file);
    if (start.startsWith("{") || start.startsWith("[{")) {
      JsonError fault = file.notJson();
      return fault == null ? json(file) : "no whole JSON: " + message(file, fault);
    }
    return file.text().isBlank()
        ? "blank"
        : "text of no format that lorabake knows; it begins with \"" + shown(firstLine(file)) + '"';
  }

  private static String json(ForeignFile file) {
    Object value = file.json().map(JsonTree::value).orElse(null);
    return switch (value) {
      case Map<?, ?> map when map.isEmpty() -> "JSON without any key";
      case Map<?, ?> map -> "JSON with the keys " + keys(map.keySet()) + ": no format of these";
      case List<?> list -> "a JSON list of " + list.size() + ", and belongs to no file named here";
      case null, default -> "a JSON value, and no settings";
    };
  }

  /** The place stands before the reason. */
  private static String message(ForeignFile file, JsonError fault) {
    String text = PARSERS_OWN.matcher(String.valueOf(fault.getMessage())).replaceAll("");
    String path = file.path() + ":";
    if (!text.startsWith(path)) {
      return Visible.line(text);
    }
    String rest = text.substring(path.length());
    return Visible.line(rest.startsWith(" ") ? rest.strip() : "line " + rest);
  }

  private static String keys(Collection<?> names) {
    String first =
        names.stream()
            .limit(MOST_KEYS)
            .map(name -> shown(String.valueOf(name)))
            .collect(Collectors.joining(", "));
    int more = names.size() - MOST_KEYS;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static String shown(String text) {
    String line = Visible.line(text);
    return line.length() > MOST_NAME ? line.substring(0, MOST_NAME) + "…" : line;
  }

  private static String firstLine(ForeignFile file) {
    return file.text().lines().map(String::strip).filter(s -> !s.isEmpty()).findFirst().orElse("");
  }

  private static String start(ForeignFile file) {
    String text = file.text();
    return text.substring(0, Math.min(text.length(), 200)).strip().replaceAll("\\s", "");
  }

  private static Optional<String> binary(ForeignFile file) {
    return Optional.ofNullable(
        kind(
            new String(
                file.head(), 0, Math.min(file.head().length, 16), StandardCharsets.ISO_8859_1)));
  }

  /** By the first bytes, read as Latin-1. */
  private static @Nullable String kind(String start) {
    if (start.startsWith("\u0089PNG")
        || start.startsWith("\u00ff\u00d8\u00ff")
        || start.startsWith("GIF8")
        || (start.startsWith("BM") && start.length() > 6 && start.charAt(6) == 0)
        || (start.startsWith("RIFF") && start.startsWith("WEBP", 8))) {
      return "an image, and no settings";
    }
    if (start.startsWith("PK\u0003\u0004")) {
      return "a zip archive or a torch file: torch files are pickled, and reading one may run code";
    }
    if (start.startsWith("\u0080") && start.length() > 1 && start.charAt(1) <= 5) {
      return "a pickled file: reading one may run code";
    }
    if (start.startsWith("GGUF")) {
      return "a GGUF model, and no settings";
    }
    return start.toLowerCase(Locale.ROOT).startsWith("<!doctype") || start.startsWith("<html")
        ? "a web page, and no settings"
        : null;
  }
}
