package dev.lorabake.log.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a training failed.
 *
 * @param category the group of failures, {@link #NONE} where the log shows none
 * @param cause one sentence without a full stop
 * @param help what to do, the best first
 * @param finding the rule by which {@code lorabake check} tells it before the start
 * @param fix settings to take, by option; a value of {@code null} takes an option out
 * @param alternatives what it may be instead, most likely first
 */
public record Diagnosis(
    String category,
    Certainty certainty,
    String cause,
    List<String> help,
    @Nullable Evidence evidence,
    @Nullable String finding,
    Map<String, @Nullable Object> fix,
    List<Alternative> alternatives) {
  public static final String NONE = "none";

  /** The category of a card whose memory did not suffice. */
  public static final String GPU_OUT_OF_MEMORY = "cuda-oom";

  /** How sure the category is. */
  public enum Certainty {
    /** The words are said in this case only. */
    SURE,
    LIKELY,
    /** By the place in the code, or by an exit code alone. */
    GUESS
  }

  static Diagnosis none(String cause, List<String> help) {
    return new Diagnosis(NONE, Certainty.LIKELY, cause, help, null, null, Map.of(), List.of());
  }

  public boolean isNone() {
    return category.equals(NONE);
  }

  /** As JSON tells it. */
  public Map<String, @Nullable Object> members() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("category", category);
    members.put("cause", cause);
    members.put("help", help);
    members.put("evidence", evidence);
    members.put("certainty", certainty.name().toLowerCase(Locale.ROOT));
    members.put("finding", finding);
    members.put("fix", fix.isEmpty() ? null : fixes());
    members.put("alternatives", alternatives);
    return members;
  }

  private List<Map<String, @Nullable Object>> fixes() {
    List<Map<String, @Nullable Object>> fixes = new ArrayList<>();
    fix.forEach((option, value) -> {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("option", option);
      one.put("value", value);
      fixes.add(one);
    });
    return fixes;
  }
}
