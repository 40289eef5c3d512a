package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import dev.lorabake.foreign.OptionValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the keys that need no more than their value copied to an option. */
final class GuiPlain {
  private final GuiReading reading;
  private final GuiPaths paths;

  GuiPlain(GuiReading reading) {
    this.reading = reading;
    this.paths = new GuiPaths(reading);
  }

  void take(GuiKey key) {
    String name = key.key();
    if (!reading.file().says(name)) {
      reading.unset(name);
      if (reading.file().raw(name) == null) {
        addWhatTheWindowOpensWith(key);
      }
      return;
    }
    Object raw = reading.file().raw(name);
    if (key.why() != null) {
      leaveOut(key, raw, key.why());
    } else if (!reading.passes(key)) {
      leaveOut(key, raw, "kohya_ss passes it on for other base models only");
    } else if (isUnset(key, raw)) {
      reading.unset(name);
    } else {
      take(key, raw);
    }
  }

  private void take(GuiKey key, @Nullable Object raw) {
    String name = key.key();
    Option option = key.option() == null ? null : reading.option(key.option());
    if (option == null) {
      leaveOut(key, raw, "sd-scripts has no such option for this base model");
      return;
    }
    Optional<Object> value = OptionValue.of(option, raw);
    List<String> choices = option.in(reading.script()).choices();
    if (value.isEmpty()) {
      question(name, option, "it is not " + option.type().description());
    } else if (!choices.isEmpty() && !choices.contains(value.get().toString())) {
      question(name, option, "sd-scripts takes one of " + String.join(", ", choices));
    } else if (option.note().path() != PathKind.NONE) {
      paths.take(name, option, value.get().toString());
    } else if (option.isSwitch() && value.get().equals(false)) {
      reading.unset(name);
    } else if (!key.said() && reading.isDefault(option, value.get())) {
      reading.ledger().mappedAs(name, "sd-scripts does so by itself");
    } else {
      reading.set(name, option.name(), value.get());
      reading.ledger().mapped(name, TRAIN + option.name());
      tellHowItRan(key, option, value.get());
    }
  }

  private void question(String name, Option option, String what) {
    reading.ledger().question(name, what, TRAIN + option.name());
  }

  /** What says nothing that matters is not worth a reason. */
  private void leaveOut(GuiKey key, @Nullable Object raw, String why) {
    boolean idle =
        isUnset(key, raw)
            || GuiReading.isSame(raw, key.initial())
            || Boolean.FALSE.equals(raw)
            || GuiFile.number(raw, 1) == 0;
    if (idle) {
      reading.unset(key.key());
    } else {
      reading.dropped(key.key(), why);
    }
  }

  /** Whether the GUI means by the value that the key is not set. */
  static boolean isUnset(GuiKey key, @Nullable Object raw) {
    return Boolean.FALSE.equals(raw) && key.kind() != GuiKey.Kind.SWITCH
        || key.unset().stream()
            .anyMatch(unset ->
                unset instanceof Number number
                    ? GuiFile.number(raw, Double.NaN) == number.doubleValue()
                    : GuiReading.isSame(raw, unset));
  }

  /**
   * The GUI leaves out every 0, since in Python 0 equals False (lora_gui.py, the filter of {@code
   * config_toml_data}), and reads text that is no whole number as another one.
   */
  private void tellHowItRan(GuiKey key, Option option, Object value) {
    if (!reading.tellReadAs(key.key())
        && value instanceof Number number
        && number.doubleValue() == 0
        && !reading.isDefault(option, value)
        && !isPassedWithZero(key)) {
      Object own = option.defaultIn(reading.script());
      String ran =
          (own == null ? "without it" : "sd-scripts' own " + GuiReading.shown(own))
              + ": kohya_ss passes no 0 on";
      reading.ledger().ranOtherwise(key.key(), ran, "0");
    }
  }

  private boolean isPassedWithZero(GuiKey key) {
    return key.key().equals("max_data_loader_n_workers")
        || key.key().equals("guidance_scale") && reading.family().equals("chroma");
  }

  private static boolean isOfSamples(GuiKey key) {
    return key.key().startsWith("sample_");
  }

  private void addWhatTheWindowOpensWith(GuiKey key) {
    Object initial = key.initial();
    if (!reading.file().tab().isLora()
        || !key.isCurrent()
        || initial == null
        || initial.equals("")
        || Boolean.FALSE.equals(initial)
        || key.why() != null
        || key.option() == null
        || !reading.passes(key)
        || isUnset(key, initial)
        || isOfSamples(key) && reading.draft().samples().isEmpty()) {
      return;
    }
    Option option = reading.option(key.option());
    Object value = option == null ? null : OptionValue.of(option, initial).orElse(null);
    if (option != null
        && value != null
        && !reading.isDefault(option, value)
        && !reading.isRaw(option.name())) {
      reading.add(option.name(), value, reading.opensWith(key.key()));
    }
  }
}
