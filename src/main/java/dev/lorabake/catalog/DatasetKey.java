package dev.lorabake.catalog;

import dev.lorabake.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A key of upstream's dataset configuration.
 *
 * @param levels the tables it may stand in: {@code general}, {@code dataset}, {@code subset}
 * @param kinds the kinds of dataset that take it: {@code dreambooth}, {@code metadata}, {@code
 *     masked}
 * @param option the command line option that stands in when the key is missing
 */
public record DatasetKey(
    String name,
    Type type,
    List<String> levels,
    List<String> kinds,
    @Nullable String option,
    String help) {

  /** The TOML types that upstream's schema takes; a FLOAT refuses whole numbers. */
  public enum Type {
    INT("a whole number"),
    FLOAT("a number with a decimal point"),
    NUMBER("a number"),
    BOOL("true or false"),
    STR("text"),
    SIZE("a whole number or [width, height]"),
    RANGE("[low, high], both with a decimal point"),
    TABLE("a table");

    private final String description;

    Type(String description) {
      this.description = description;
    }

    /** Whether it is one number. */
    public boolean isNumber() {
      return this == INT || this == FLOAT || this == NUMBER;
    }

    public String description() {
      return description;
    }
  }

  /** What its value names on the disk; upstream's names for them tell. */
  public PathKind path() {
    return name.endsWith("_dir")
        ? PathKind.FOLDER
        : name.endsWith("_file") ? PathKind.FILE : PathKind.NONE;
  }

  static DatasetKey read(String name, JsonObject json) {
    return new DatasetKey(
        name,
        Type.valueOf(json.text("type").toUpperCase(Locale.ROOT)),
        json.texts("levels"),
        json.texts("kinds"),
        json.textOrNull("option"),
        json.text("help", ""));
  }
}
