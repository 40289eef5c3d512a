package dev.lorabake.foreign.kohya;

import dev.lorabake.foreign.OptionValue;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills in an option that has one field, or none. The GUI passes on what stands there unless it is
 * empty, off or 0: Python holds a 0 for false, and the GUI leaves out what is false (lora_gui.py,
 * {@code train_model}).
 */
final class OptionFields {
  /** Keys whose 0 the GUI does pass on. */
  private static final Set<String> ZERO_TOO = Set.of("max_data_loader_n_workers");

  private final GuiForm form;

  OptionFields(GuiForm form) {
    this.form = form;
  }

  /** Makes the GUI pass on what the recipe says of the option, and nothing where it is silent. */
  void fill(String option) {
    GuiKey key = form.field(option).orElse(null);
    Object value = form.said(option).orElse(null);
    if (value == null) {
      if (key != null) {
        quiet(key, option);
      }
      return;
    }
    if (key == null) {
      withoutField(option, value, "the GUI has no field for it");
      return;
    }
    String complaint = complaint(key, option, value);
    if (complaint == null) {
      form.mapped(option, key.key());
    } else {
      quiet(key, option);
      withoutField(option, value, complaint);
    }
  }

  /** Passes on the option past the GUI's fields. */
  void withoutField(String option, Object value, String because) {
    if (OptionValue.same(value, form.otherwise(option)) || isNothing(value, option)) {
      form.mappedAs(option, "sd-scripts does that without being told");
    } else {
      form.raw(option, value, because);
    }
  }

  /** Fills the value in; answers why it would not come through, {@code null} where it does. */
  private @Nullable String complaint(GuiKey key, String option, Object value) {
    if (value instanceof List<?>) {
      return "the GUI's field takes no list";
    }
    if (isSilent(value) && !passesZero(key)) {
      boolean harmless =
          OptionValue.same(value, form.otherwise(option)) || isNothing(value, option);
      if (!harmless) {
        return "the GUI leaves out what is 0 or empty";
      }
    }
    return form.put(key.key(), value);
  }

  private boolean passesZero(GuiKey key) {
    boolean chroma = form.recipe().family().id().equals("chroma");
    return ZERO_TOO.contains(key.key()) || (chroma && key.key().equals("guidance_scale"));
  }

  /** Makes the GUI pass on nothing, or what sd-scripts does anyway. */
  void quiet(GuiKey key, String option) {
    Object otherwise = form.otherwise(option);
    if (otherwise != null && form.put(key.key(), otherwise) == null) {
      return;
    }
    Object silent =
        switch (key.kind()) {
          case SWITCH -> false;
          case NUMBER -> 0L;
          case TEXT -> "";
        };
    if (form.put(key.key(), silent) == null) {
      return;
    }
    for (Object unset : key.unset()) {
      if (unset != null && form.put(key.key(), unset) == null) {
        return;
      }
    }
    Object left = form.value(key.key());
    form.ledger().added(key.key(), left, "the GUI always passes it on");
  }

  /** An empty text, an empty list and a switch that is off say nothing. */
  private boolean isNothing(Object value, String option) {
    return value.equals(false)
        || (form.otherwise(option) == null && (value.equals("") || value.equals(List.of())));
  }

  private static boolean isSilent(Object value) {
    return value.equals("")
        || value.equals(false)
        || (value instanceof Number number && number.doubleValue() == 0);
  }
}
