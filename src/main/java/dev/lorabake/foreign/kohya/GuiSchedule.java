package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import dev.lorabake.catalog.SchedulerType;
import dev.lorabake.catalog.SchedulerType.Warmup;

/** Takes the warm-up, which the GUI has in percent, and the cycles of the learning rate. */
final class GuiSchedule {
  private static final String PERCENT = "lr_warmup";
  private static final String STEPS = "lr_warmup_steps";
  private static final String CYCLES = "lr_scheduler_num_cycles";
  private static final double ALL = 100;

  private final GuiReading reading;
  private final GuiFile file;

  private GuiSchedule(GuiReading reading) {
    this.reading = reading;
    this.file = reading.file();
  }

  static void take(GuiReading reading) {
    GuiSchedule schedule = new GuiSchedule(reading);
    schedule.warmup();
    schedule.cycles();
    reading.tellReadAs(PERCENT);
  }

  /** As {@code resolve_lr_warmup_steps} of common_gui.py: steps above 0 win over a percentage. */
  private void warmup() {
    double percent = file.ownNumber(PERCENT);
    double steps = file.ownNumber(STEPS);
    isNumber(PERCENT);
    isNumber(STEPS);
    if (steps > 0) {
      Object value = steps < 1 ? (Object) steps : (Object) (long) steps;
      reading.set(STEPS, STEPS, value);
      reading.ledger().mapped(STEPS, TRAIN + STEPS);
      if (steps < 1) {
        reading
            .ledger()
            .ranOtherwise(STEPS, "0: kohya_ss cuts it to a whole number", "a part of all steps");
      }
      if (percent > 0) {
        reading.dropped(PERCENT, STEPS + " wins over it");
      }
      if (file.says("dataset_config") && file.number("max_train_steps") == 0) {
        reading
            .ledger()
            .ranOtherwise(
                STEPS,
                (percent > 0 ? GuiReading.shown(percent) + " percent" : "no warm-up")
                    + ": with a dataset config and no max_train_steps kohya_ss passes it by",
                GuiReading.shown(steps) + " steps");
      }
    } else if (percent > 0) {
      reading.set(PERCENT, STEPS, percent / ALL);
      reading.ledger().mappedAs(PERCENT, "percent of all steps", TRAIN + STEPS);
    } else if (file.raw(PERCENT) == null && file.tab().isLora() && takesWarmup()) {
      double initial = file.number(PERCENT);
      reading.add(STEPS, initial / ALL, reading.opensWith(PERCENT));
    }
  }

  private void isNumber(String key) {
    if (file.says(key) && Double.isNaN(GuiFile.number(file.raw(key), Double.NaN))) {
      reading.ledger().question(key, "it is not a number", TRAIN + STEPS);
    } else {
      reading.unset(key);
    }
  }

  /** Some schedulers stop the training where a warm-up is set. */
  private boolean takesWarmup() {
    Warmup warmup =
        reading
            .catalog()
            .scheduler(file.text("lr_scheduler"))
            .map(SchedulerType::warmup)
            .orElse(Warmup.ALLOWED);
    return file.text("lr_scheduler_type").isEmpty()
        && (warmup == Warmup.ALLOWED || warmup == Warmup.REQUIRED);
  }

  private void cycles() {
    boolean restarts = file.text("lr_scheduler").equals("cosine_with_restarts");
    boolean empty = reading.has(CYCLES) && !file.says(CYCLES) && file.raw(CYCLES) != null;
    long epoch = (long) file.number("epoch");
    if (restarts && empty && epoch > 1) {
      reading.set(CYCLES, CYCLES, epoch);
      reading.ledger().mappedAs(CYCLES, "empty means a cycle an epoch", TRAIN + CYCLES);
      reading
          .ledger()
          .ranOtherwise(
              CYCLES, "1: today's kohya_ss reads the empty text for it", epoch + " cycles");
    } else {
      file.table().key(CYCLES).ifPresent(new GuiPlain(reading)::take);
    }
  }
}
