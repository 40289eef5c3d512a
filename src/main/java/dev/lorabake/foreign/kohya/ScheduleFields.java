package dev.lorabake.foreign.kohya;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fills in length, warm-up, and the arguments of optimizer and scheduler. */
final class ScheduleFields {
  /** What the GUI lets through, one blank between two (common_gui.py, validate_args_setting). */
  private static final Pattern ARGUMENT = Pattern.compile("[^\\s=\"]+=[^\\s\"]+");

  /** Values in which blanks say nothing: numbers, truth values, and tuples or lists of them. */
  private static final Pattern LOOSE = Pattern.compile("[^\\s=\"]+=[\\s0-9A-Za-z.,()\\[\\]+-]+");

  private final GuiForm form;
  private final OptionFields options;

  ScheduleFields(GuiForm form) {
    this.form = form;
    options = new OptionFields(form);
  }

  void fill(boolean datasetFile) {
    options.fill("max_train_steps");
    length();
    warmup(datasetFile);
    words("optimizer_args");
    words("lr_scheduler_args");
  }

  /** The GUI has epochs twice: one field for its own count, one for sd-scripts. */
  private void length() {
    Optional<Object> epochs = form.said("max_train_epochs");
    GuiKey key = GuiTable.bundled().key("max_train_epochs").orElseThrow();
    if (epochs.isPresent()
        && epochs.get() instanceof Long count
        && count > 0
        && form.put(key.key(), count) == null) {
      form.put("epoch", count);
      form.mapped("max_train_epochs", key.key(), "epoch");
    } else {
      options.quiet(key, "max_train_epochs");
      epochs.ifPresent(
          value -> options.withoutField("max_train_epochs", value, "the GUI leaves out what is 0"));
    }
  }

  private void warmup(boolean datasetFile) {
    String option = "lr_warmup_steps";
    form.put("lr_warmup", 0L);
    form.put("lr_warmup_steps", 0L);
    Object value = form.said(option).orElse(null);
    if (value == null) {
      return;
    }
    boolean constant = form.value("lr_scheduler").equals("constant");
    long percent = value instanceof Number number ? Math.round(number.doubleValue() * 100) : 0;
    if (constant) {
      options.withoutField(option, value, "the GUI sets warm-up to 0 with the scheduler constant");
    } else if (value instanceof Long steps && steps > 0) {
      form.put("lr_warmup_steps", steps);
      form.mapped(option, "lr_warmup_steps");
    } else if (value instanceof Double ratio
        && ratio > 0
        && ratio < 1
        && percent / 100.0 == ratio
        && !datasetFile) {
      form.put("lr_warmup", percent);
      form.mappedAs(option, "in percent", "lr_warmup");
    } else {
      options.withoutField(
          option,
          value,
          datasetFile
              ? "with a dataset config the GUI counts its percent of another total"
              : "the GUI has whole percents and whole steps");
    }
  }

  private void words(String option) {
    GuiKey key = form.field(option).orElseThrow();
    form.put(key.key(), "");
    if (form.said(option).isEmpty()) {
      return;
    }
    List<String> items = form.recipe().list(option).stream().map(Object::toString).toList();
    if (items.stream().allMatch(item -> ARGUMENT.matcher(item).matches())) {
      form.put(key.key(), String.join(" ", items));
      form.mapped(option, key.key());
    } else if (items.stream().allMatch(item -> LOOSE.matcher(item).matches())) {
      form.put(key.key(), String.join(" ", items.stream().map(ScheduleFields::tight).toList()));
      form.mappedAs(option, "without the blanks, at which the GUI would split it", key.key());
    } else {
      form.raw(
          option,
          form.recipe().list(option),
          "the GUI splits its field at blanks and drops quotes");
    }
  }

  private static String tight(String item) {
    return item.replaceAll("\\s", "");
  }
}
