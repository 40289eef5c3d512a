package dev.lorabake.train.explain;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How something else bears on an option.
 *
 * @param with the name of the other: an option, a family, a scheduler or a dataset key
 * @param why the consequence, without a full stop
 * @param stops whether upstream refuses to start over it
 */
public record Interaction(Manner manner, String with, String why, boolean stops) {

  /** The ways in which two things bear on each other. */
  public enum Manner {
    ONLY_WITH("only with"),
    NEEDED_BY("needed by"),
    CONFLICT("not with"),
    REPLACED_BY("replaced by"),
    REPLACES("replaces"),
    DATASET_KEY("dataset key"),
    READ_BY("read by"),
    REQUIRED_BY("required by"),
    SET_BY("set by"),
    IGNORED_BY("ignored by");

    private final String title;

    Manner(String title) {
      this.title = title;
    }

    /** What stands before the name of the other. */
    public String title() {
      return title;
    }
  }

  /** The word to explain for the other, with its kind where a name alone means something else. */
  public String word() {
    return switch (manner) {
      case ONLY_WITH, NEEDED_BY, CONFLICT, REPLACED_BY, REPLACES -> with;
      case DATASET_KEY -> Kind.DATASET_KEY.word() + " " + with;
      case READ_BY -> Kind.SCHEDULER.word() + " " + with;
      case REQUIRED_BY, SET_BY, IGNORED_BY -> Kind.FAMILY.word() + " " + with;
    };
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("manner", manner.title().replace(' ', '_'));
    map.put("with", with);
    map.put("why", why);
    map.put("stops", stops);
    return map;
  }
}
