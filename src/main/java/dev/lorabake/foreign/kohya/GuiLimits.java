package dev.lorabake.foreign.kohya;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a control of the GUI's window takes. Another value makes the window fail when training is
 * started: gradio refuses a choice that is not in the list and a number outside of the range. Read
 * from the components that kohya_gui makes, as {@code kohya_toml.py --widgets} lists them.
 *
 * @param choices empty where any text will do
 * @param wideMaximum {@code maximum} with the types of LoRA that take a full rank
 */
record GuiLimits(
    List<@Nullable Object> choices,
    @Nullable Double minimum,
    @Nullable Double maximum,
    @Nullable Double wideMaximum) {
  private static final GuiLimits NONE = new GuiLimits(List.of(), null, null, null);

  /** Those of a key; none where its control takes everything. */
  static GuiLimits of(String key) {
    return Bundled.LIMITS.getOrDefault(key, NONE);
  }

  /** Why the control does not take the value, {@code null} where it does. */
  @Nullable String complaint(Object value, boolean wide) {
    if (!choices.isEmpty()) {
      return choices.contains(value) ? null : "it is not among the GUI's choices";
    }
    Double most = wide && wideMaximum != null ? wideMaximum : maximum;
    if (minimum == null && most == null) {
      return null;
    }
    if (!(value instanceof Number number)) {
      return "the GUI wants a number there";
    }
    if (minimum != null && number.doubleValue() < minimum) {
      return "the GUI takes no less than " + shown(minimum);
    }
    if (most != null && number.doubleValue() > most) {
      return "the GUI takes no more than " + shown(most);
    }
    return null;
  }

  private static String shown(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static GuiLimits read(JsonObject json) {
    return new GuiLimits(
        json.list("choices"),
        number(json, "minimum"),
        number(json, "maximum"),
        number(json, "wide_maximum"));
  }

  private static @Nullable Double number(JsonObject json, String name) {
    return json.has(name) ? json.number(name) : null;
  }

  private static final class Bundled {
    static final Map<String, GuiLimits> LIMITS = new LinkedHashMap<>();

    static {
      JsonObject all = Json.resource(GuiLimits.class, "limits.json");
      all.names().forEach(key -> LIMITS.put(key, read(all.object(key))));
    }
  }
}
