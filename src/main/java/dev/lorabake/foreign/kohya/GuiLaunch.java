package dev.lorabake.foreign.kohya;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.kohya.GuiKey.Rule;
import dev.lorabake.recipe.LaunchKeys;
import java.util.ArrayList;
import java.util.List;

/** Takes how the GUI starts accelerate (class_accelerate_launch.py, {@code run_cmd}). */
final class GuiLaunch {
  private static final String LAUNCH = "launch.";

  private final GuiReading reading;
  private final List<Object> extra = new ArrayList<>();

  private GuiLaunch(GuiReading reading) {
    this.reading = reading;
  }

  static void take(GuiReading reading) {
    GuiLaunch launch = new GuiLaunch(reading);
    for (GuiKey key : reading.file().table().keys()) {
      if (key.rule() == Rule.LAUNCH) {
        launch.take(key);
      }
    }
    if (!launch.extra.isEmpty()) {
      reading.draft().launch().set(LaunchKeys.EXTRA_ARGS, List.copyOf(launch.extra), null);
    }
  }

  private void take(GuiKey key) {
    String name = key.key();
    GuiFile file = reading.file();
    if (!file.says(name) || GuiPlain.isUnset(key, file.raw(name))) {
      reading.unset(name);
    } else if (key.flag() != null) {
      flag(key, key.flag());
    } else if (name.equals("extra_accelerate_launch_args")) {
      extra.addAll(GuiWords.of(file.text(name)));
      reading.mapped(name, LAUNCH + LaunchKeys.EXTRA_ARGS);
      GuiWords.tellHowTheyRan(reading, name);
    } else {
      value(key);
    }
  }

  private void value(GuiKey key) {
    String name = key.key();
    Draft.Table launch = reading.draft().launch();
    String text = reading.file().text(name);
    if (key.kind() == GuiKey.Kind.TEXT) {
      launch.set(String.valueOf(key.launch()), text, reading.place(name));
      reading.mapped(name, LAUNCH + key.launch());
      return;
    }
    double number = GuiFile.number(text, Double.NaN);
    if (number >= 1 && number < Integer.MAX_VALUE) {
      launch.set(String.valueOf(key.launch()), (long) number, reading.place(name));
      reading.mapped(name, LAUNCH + key.launch());
    } else if (number == 0) {
      reading.unset(name);
    } else {
      reading.ledger().question(name, "it is not a whole number above 0", LAUNCH + key.launch());
    }
  }

  private void flag(GuiKey key, String flag) {
    String name = key.key();
    if (key.kind() != GuiKey.Kind.SWITCH) {
      extra.add(flag);
      extra.add(reading.file().text(name));
      reading.mapped(name, LAUNCH + LaunchKeys.EXTRA_ARGS);
    } else if (flag.equals("--multi_gpu") && reading.file().number("num_processes") > 1) {
      reading.mapped(name, LAUNCH + LaunchKeys.NUM_PROCESSES);
    } else if (reading.file().isOn(name)) {
      extra.add(flag);
      reading.mapped(name, LAUNCH + LaunchKeys.EXTRA_ARGS);
    } else {
      reading.unset(name);
    }
  }
}
