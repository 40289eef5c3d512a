package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.List;
import java.util.Set;

/** The learning rate and its course, and how long it is trained (modules/util/create.py). */
final class Rates {
  private static final Set<String> SCHEDULE_FREE =
      Set.of("SCHEDULE_FREE_ADAMW", "SCHEDULE_FREE_SGD", "PRODIGY_PLUS_SCHEDULE_FREE");

  /** The power of a polynomial that stays within a tenth of REX. */
  private static final double REX = 0.2;

  private final Config config;
  private final Mapping to;
  private final Draft.Table train;

  private Rates(Config config) {
    this.config = config;
    this.to = config.to();
    this.train = to.draft().train();
  }

  static void map(Config config) {
    Rates rates = new Rates(config);
    rates.rate();
    boolean warm = rates.warmup();
    rates.schedule(warm);
    rates.length();
  }

  private void rate() {
    Key rate = config.key("learning_rate");
    double value = rate.number(3e-6);
    Key scaler = config.key("learning_rate_scaler");
    String by = scaler.text().orElse("NONE");
    if (config.rateScale() == 1) {
      to.setOrAdd(rate, "learning_rate", value, Config.OWN);
      scaler.unset();
      return;
    }
    double scaled = config.scaled(value);
    train.set("learning_rate", scaled, rate.place());
    String how = "multiplied by " + config.scaled(1) + ", as learning_rate_scaler " + by + " does";
    rate.mappedAs(how, "train.learning_rate");
    scaler.mappedAs("worked into every rate", "train.learning_rate");
    if (!rate.there()) {
      to.keys().ledger().added("train.learning_rate", scaled, Config.OWN + ", " + how);
    }
  }

  /** Above 1 it counts batches, up to 1 it is a share of the run. */
  private boolean warmup() {
    Key key = config.key("learning_rate_warmup_steps");
    double said = key.number(200);
    if (said <= 0) {
      key.unset();
      return false;
    }
    boolean share = said <= 1;
    Object value =
        share ? (Object) Math.min(said, 0.99) : (Object) (long) (said / config.accumulation());
    if (value.equals(0L)) {
      key.unset();
      return false;
    }
    if (!share && config.accumulation() > 1 && key.says()) {
      to.setAs(key, "counted in optimizer steps instead of batches", "lr_warmup_steps", value);
    } else {
      to.setOrAdd(key, "lr_warmup_steps", value, Config.OWN);
    }
    return true;
  }

  private void schedule(boolean warm) {
    Key key = config.key("learning_rate_scheduler");
    String word = key.text().orElse("CONSTANT");
    Key cycles = config.key("learning_rate_cycles");
    double rounds = cycles.number(1);
    Key least = config.key("learning_rate_min_factor");
    double floor = least.number(0);
    String optimizer = config.key("optimizer.optimizer").text().orElse("ADAMW");
    if (SCHEDULE_FREE.contains(optimizer) && !word.equals("CONSTANT")) {
      key.ranOtherwise("CONSTANT, as with every schedule-free optimizer", word);
      key.mappedAs("a schedule-free optimizer runs at a constant rate", "train.lr_scheduler");
      word = "CONSTANT";
    }
    boolean usesCycles = word.startsWith("COSINE_WITH");
    boolean usesFloor = !Set.of("CONSTANT", "ADAFACTOR", "CUSTOM").contains(word);
    switch (word) {
      case "CONSTANT" -> set(key, warm ? "constant_with_warmup" : "constant");
      case "LINEAR" -> {
        set(key, floor > 0 ? "polynomial" : "linear");
        if (floor > 0) {
          end(least, floor);
        }
      }
      case "COSINE" -> cosine(key, least, floor, 1);
      case "COSINE_WITH_RESTARTS" -> {
        cosine(key, least, floor, 2 * rounds);
        key.mappedAs(
            "it goes down and up again without a jump, which here is a cosine of more cycles");
        cycles.mapped(
            floor > 0 ? "train.lr_scheduler_num_cycles" : "train.lr_scheduler_args.num_cycles");
      }
      case "COSINE_WITH_HARD_RESTARTS" -> hardRestarts(key, cycles, rounds, least, floor);
      case "REX" -> {
        set(key, "polynomial");
        train.set("lr_scheduler_power", REX, key.place());
        key.approximated(
            "sd-scripts has no REX: a polynomial that stays within about a tenth of it",
            "train.lr_scheduler",
            "train.lr_scheduler_power");
        if (floor > 0) {
          end(least, floor);
        }
      }
      case "ADAFACTOR" -> set(key, "adafactor");
      case "CUSTOM" -> custom(key);
      default -> {
        set(key, warm ? "constant_with_warmup" : "constant");
        key.question("lorabake knows no such scheduler: say which", "train.lr_scheduler");
        least.dropped("it belongs to the scheduler");
      }
    }
    if (!usesCycles) {
      cycles.unset();
    }
    if (!usesFloor || floor <= 0) {
      least.unset();
    }
    if (!word.equals("CUSTOM")) {
      config.key("custom_learning_rate_scheduler").unset();
      config.keys().under("scheduler_params").forEach(Key::unset);
    }
  }

  private void set(Key key, String scheduler) {
    train.set("lr_scheduler", scheduler, key.place());
    key.mapped("train.lr_scheduler");
  }

  private void end(Key least, double floor) {
    double rate = floor * config.key("learning_rate").number(3e-6);
    train.set("lr_scheduler_args", List.of("lr_end=" + rate), least.place());
    least.mapped("train.lr_scheduler_args.lr_end");
  }

  /**
   * @param halves half waves from the start to the end
   */
  private void cosine(Key key, Key least, double floor, double halves) {
    boolean whole = halves == Math.rint(halves);
    if (floor > 0) {
      set(key, "cosine_with_min_lr");
      train.set("lr_scheduler_min_lr_ratio", floor, least.place());
      least.mapped("train.lr_scheduler_min_lr_ratio");
      if (halves != 1) {
        train.set("lr_scheduler_num_cycles", Math.max(1, Math.round(halves)), key.place());
        if (!whole) {
          key.approximated("a whole number of half waves", "train.lr_scheduler_num_cycles");
        }
      }
    } else {
      set(key, "cosine");
      if (halves != 1) {
        train.set("lr_scheduler_args", List.of("num_cycles=" + halves / 2), key.place());
      }
    }
  }

  private void hardRestarts(Key key, Key cycles, double rounds, Key least, double floor) {
    set(key, "cosine_with_restarts");
    long whole = Math.max(1, Math.round(rounds));
    train.set("lr_scheduler_num_cycles", whole, cycles.place());
    if (whole == rounds) {
      cycles.mapped("train.lr_scheduler_num_cycles");
    } else {
      cycles.approximated("a whole number", "train.lr_scheduler_num_cycles");
    }
    if (floor > 0) {
      least.dropped("sd-scripts' restarts go down to 0");
    }
  }

  private void custom(Key key) {
    Key named = config.key("custom_learning_rate_scheduler");
    if (!named.says()) {
      key.question("it names no class of a scheduler: say which", "train.lr_scheduler_type");
      named.unset();
    } else {
      key.mapped("train.lr_scheduler_type");
      to.set(named, "lr_scheduler_type", named.text().orElse(""));
    }
    List<Object> args = new java.util.ArrayList<>();
    for (String item : config.keys().items("scheduler_params")) {
      Key name = config.key(item + ".key");
      Key value = config.key(item + ".value");
      String text = value.text().orElse("");
      String given =
          text.equals("%LR%") ? String.valueOf(config.key("learning_rate").number(3e-6)) : text;
      args.add(name.text().orElse("") + "=" + given);
      name.mapped("train.lr_scheduler_args");
      if (given.startsWith("%")) {
        value.question("OneTrainer puts a number there: write it", "train.lr_scheduler_args");
      } else {
        value.mapped("train.lr_scheduler_args");
      }
    }
    if (!args.isEmpty()) {
      train.set("lr_scheduler_args", List.copyOf(args), named.place());
    }
  }

  private void length() {
    Key epochs = config.key("epochs");
    to.setOrAdd(epochs, "max_train_epochs", Math.max(1, config.epochs()), Config.OWN);
    Key accumulation = config.key("gradient_accumulation_steps");
    if (config.accumulation() > 1) {
      to.set(accumulation, "gradient_accumulation_steps", config.accumulation());
    } else {
      accumulation.mapped();
    }
    Key clip = config.key("clip_grad_norm");
    if (clip.says()) {
      to.set(clip, "max_grad_norm", clip.number(1));
    } else if (clip.there()) {
      to.setAs(clip, "not clipped", "max_grad_norm", 0.0);
    }
  }
}
