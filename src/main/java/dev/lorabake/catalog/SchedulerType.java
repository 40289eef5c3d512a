package dev.lorabake.catalog;

import dev.lorabake.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * A learning rate scheduler that upstream knows by name.
 *
 * @param needs options that must be set with it
 * @param uses options that change it
 * @param args what it takes as {@code lr_scheduler_args}, beside what upstream gives it
 */
public record SchedulerType(
    String name,
    Warmup warmup,
    List<String> needs,
    List<String> uses,
    List<String> args,
    String explanation) {

  /** What the scheduler makes of {@code lr_warmup_steps}. */
  public enum Warmup {
    REQUIRED,
    ALLOWED,
    REFUSED,
    IGNORED
  }

  static SchedulerType read(JsonObject json) {
    return new SchedulerType(
        json.text("name"),
        Warmup.valueOf(json.text("warmup").toUpperCase(Locale.ROOT)),
        json.texts("needs"),
        json.texts("uses"),
        json.texts("args"),
        json.text("explanation"));
  }
}
