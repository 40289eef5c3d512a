package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import dev.lorabake.foreign.ForeignPath;
import dev.lorabake.foreign.RawOption;
import dev.lorabake.foreign.Secrets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the additional parameters, which the GUI puts last on the command line: they win over what
 * the other keys say.
 */
final class GuiRaw {
  private static final String KEY = "additional_parameters";

  private final GuiReading reading;
  private final List<String> left = new ArrayList<>();
  private final List<String> targets = new ArrayList<>();

  private GuiRaw(GuiReading reading) {
    this.reading = reading;
  }

  /** To be called when all other keys are taken. */
  static void take(GuiReading reading) {
    reading.unset(KEY);
    if (!reading.raw().isEmpty()) {
      GuiRaw raw = new GuiRaw(reading);
      reading.raw().forEach(raw::take);
      raw.account();
    }
  }

  private void take(RawOption raw) {
    Option option = raw.option();
    Object value = raw.value().orElse(null);
    if (option != null && option.note().secret()) {
      reading.ledger().secret(KEY, Secrets.where(option.name()));
    } else if (option == null || value == null) {
      left.add(raw.shown() + ": " + raw.fault());
    } else {
      overrule(option, value);
      String target = TRAIN + option.name();
      targets.add(target);
      if (option.note().path() == PathKind.NONE) {
        reading.set(KEY, option.name(), value);
      } else if (value instanceof List<?> items) {
        List<Object> paths = new ArrayList<>();
        items.forEach(item -> paths.add(path(option, item)));
        reading.set(KEY, option.name(), List.copyOf(paths));
      } else {
        reading.set(KEY, option.name(), path(option, value));
      }
    }
  }

  private Object path(Option option, Object value) {
    ForeignPath path = ForeignPath.of(value.toString(), option.name() + " file", reading.base());
    if (path.question() != null) {
      reading.ledger().question(KEY, path.question(), TRAIN + option.name());
    }
    return path.value();
  }

  private void overrule(Option option, Object value) {
    boolean other =
        reading
            .draft()
            .train()
            .value(option.name())
            .filter(before -> !GuiReading.isSame(before, value))
            .isPresent();
    if (!other) {
      return;
    }
    for (GuiKey key : reading.file().table().keys()) {
      if (option.name().equals(key.option())
          && reading.file().says(key.key())
          && reading.passes(key)) {
        reading.dropped(key.key(), KEY + " say otherwise, and they win");
      }
    }
  }

  private void account() {
    if (!targets.isEmpty()) {
      reading.ledger().mapped(KEY, targets.toArray(String[]::new));
    }
    if (!left.isEmpty()) {
      reading.dropped(KEY, "of it was left out " + Secrets.hide(String.join("; ", left)));
    }
    GuiWords.tellHowTheyRan(reading, KEY);
  }
}
