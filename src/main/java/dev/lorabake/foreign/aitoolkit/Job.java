package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.KeyView;
import dev.lorabake.foreign.Mapping;

/** A job of ai-toolkit on its way into a recipe; its keys are those of one process. */
record Job(Mapping to, Architecture model) {
  static final String OWN = "ai-toolkit's default";

  Key key(String name) {
    return to.keys().key(name);
  }

  KeyView keys() {
    return to.keys();
  }

  Draft draft() {
    return to.draft();
  }

  String family() {
    return to.family().id();
  }

  boolean flow() {
    return to.family().flow();
  }

  /** Of the old kind, whose steps are batches: those of sd-scripts are the optimizer's. */
  long batchesInStep() {
    return Math.max(1, key("train.gradient_accumulation_steps").whole(1));
  }

  /** Steps of ai-toolkit in those of sd-scripts. */
  long steps(double said) {
    return Math.max(1, (long) Math.ceil(said / (double) batchesInStep()));
  }

  boolean trainsText() {
    return key("train.train_text_encoder").flag(false);
  }

  /** A process may say it, else the job. */
  Key own(String name) {
    Key key = key(name);
    return key.says() ? key : key("job." + name);
  }

  /** The text with the trigger word where a mark stands for it. */
  String named(String text) {
    String trigger = key("trigger_word").text().orElse("");
    return text.replace("[trigger]", trigger)
        .replace("[name]", key("job.name").text().orElse(""))
        .strip();
  }
}
