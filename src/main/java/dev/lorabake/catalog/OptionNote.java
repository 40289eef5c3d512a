package dev.lorabake.catalog;

import dev.lorabake.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lorabake knows of an option beyond upstream's parser.
 *
 * @param group where it stands in listings and on the screen
 * @param help one sentence without a full stop
 * @param path what kind of path its value is
 * @param endings of the names of its files; empty where they are models' weights
 * @param secret whether its value must never be shown, stored or passed as an argument
 * @param deprecated what to use instead, where upstream has moved on
 * @param renamedTo the option that takes the same value now
 * @param noEffect why upstream takes it and does nothing
 * @param min smallest sensible value, inclusive unless {@code exclusiveMin}
 * @param onlyWith options of which at least one must be set for this one to have an effect
 * @param conflicts other option to the consequence of setting both
 * @param stopsWith those of {@code conflicts} that upstream refuses to start with, and those of
 *     {@code onlyWith} that it refuses to start without
 * @param ignoredBy family to the reason why it does nothing there
 */
public record OptionNote(
    String group,
    String help,
    PathKind path,
    List<String> endings,
    boolean secret,
    @Nullable String deprecated,
    @Nullable String renamedTo,
    @Nullable String noEffect,
    @Nullable Double min,
    @Nullable Double max,
    boolean exclusiveMin,
    List<String> onlyWith,
    Map<String, String> conflicts,
    List<String> stopsWith,
    Map<String, String> ignoredBy) {

  /** For an option of an installed checkout that the bundled notes do not know. */
  static final OptionNote UNKNOWN =
      new OptionNote(
          "other",
          "Known to the installed sd-scripts, not to this version of lorabake",
          PathKind.NONE,
          List.of(),
          false,
          null,
          null,
          null,
          null,
          null,
          false,
          List.of(),
          Map.of(),
          List.of(),
          Map.of());

  static OptionNote read(JsonObject json) {
    return new OptionNote(
        json.text("group"),
        json.text("help"),
        PathKind.parse(json.textOrNull("path")),
        json.texts("endings"),
        json.flag("secret", false),
        json.textOrNull("deprecated"),
        json.textOrNull("renamed_to"),
        json.textOrNull("no_effect"),
        json.has("min") ? json.number("min") : null,
        json.has("max") ? json.number("max") : null,
        json.flag("exclusive_min", false),
        json.texts("only_with"),
        texts(json.object("conflicts")),
        json.texts("stops_with"),
        texts(json.object("ignored_by")));
  }

  private static Map<String, String> texts(JsonObject json) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : json.names()) {
      texts.put(name, json.text(name));
    }
    return texts;
  }
}
