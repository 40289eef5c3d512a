package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Control images (modules/util/config/SampleConfig.py). */
final class Samples {
  private static final String LIST = "samples";

  /** OneTrainer's samplers to sd-scripts', for models that are no flow models. */
  private static final Map<String, String> SAMPLERS =
      Map.of(
          "DDIM", "ddim",
          "EULER", "euler",
          "EULER_A", "euler_a",
          "DPMPP", "dpmsolver++",
          "EULER_KARRAS", "euler",
          "DPMPP_KARRAS", "dpmsolver++");

  private final Config config;
  private final Mapping to;

  private Samples(Config config) {
    this.config = config;
    this.to = config.to();
  }

  static void map(Config config) {
    new Samples(config).map();
  }

  private void map() {
    List<String> used =
        config.keys().items(LIST).stream()
            .filter(item -> config.key(item + ".enabled").flag(true))
            .filter(item -> config.key(item + ".prompt").says())
            .toList();
    for (String item : config.keys().items(LIST)) {
      if (used.contains(item)) {
        sample(item);
      } else {
        config
            .keys()
            .under(item)
            .forEach(key -> key.dropped("the sample is switched off, or empty"));
      }
    }
    when(!used.isEmpty());
    Key file = config.key("sample_definition_file_name");
    if (!used.isEmpty()) {
      file.mapped("sample[0].prompt");
    } else if (file.says()) {
      file.question(
          "no samples stand beside this file: name theirs too, if you want control images",
          "sample[0].prompt");
    } else {
      file.unset();
    }
  }

  private void when(boolean any) {
    Interval every = Interval.of(config, "sample_after", 10, "MINUTE");
    Key skip = config.key("sample_skip_first");
    if (!any) {
      every.dropped("there are no samples to make");
      skip.unset();
      return;
    }
    every.set(
        to.draft().train(),
        "sample_every_n_epochs",
        "sample_every_n_steps",
        "sd-scripts does not go by the clock: about every tenth of the run");
    if (!config.key("sample_after").there() && !every.never()) {
      to.keys()
          .ledger()
          .added(
              "train.sample_every_n_epochs",
              Math.max(1, config.epochs() / 10),
              Config.OWN + " is every 10 minutes");
    }
    if (skip.number(0) > 0) {
      skip.dropped("sd-scripts begins with the first interval");
    } else if (!every.never()) {
      skip.unset();
      to.add("sample_at_first", true, "OneTrainer makes samples before the first step");
    } else {
      skip.unset();
    }
  }

  private void sample(String item) {
    Draft.Table sample = to.draft().sample();
    String target = "sample[" + (to.draft().samples().size() - 1) + "]";
    Key prompt = config.key(item + ".prompt");
    String text = prompt.text().orElse("");
    String line = text.replaceAll("\\s*\\R\\s*", " ");
    sample.set("prompt", line, prompt.place());
    if (line.equals(text)) {
      prompt.mapped(target + ".prompt");
    } else {
      prompt.approximated("on one line", target + ".prompt");
    }
    Key negative = config.key(item + ".negative_prompt");
    if (negative.says()) {
      set(
          sample,
          target,
          negative,
          "negative_prompt",
          negative.text().orElse("").replaceAll("\\s*\\R\\s*", " "));
    } else {
      negative.unset();
    }
    whole(sample, target, item, "width", "width");
    whole(sample, target, item, "height", "height");
    whole(sample, target, item, "diffusion_steps", "sample_steps");
    Key random = config.key(item + ".random_seed");
    Key seed = config.key(item + ".seed");
    if (random.flag(false)) {
      random.mappedAs("without a seed each image is another");
      seed.unset();
    } else {
      random.unset();
      set(sample, target, seed, "seed", seed.whole(42));
    }
    Key scale = config.key(item + ".cfg_scale");
    String option = config.family().equals("flux") ? "guidance_scale" : "scale";
    if (scale.says()) {
      set(sample, target, scale, option, scale.number(1));
    }
    sampler(sample, target, config.key(item + ".noise_scheduler"));
    config.key(item + ".enabled").mapped();
  }

  private void sampler(Draft.Table sample, String target, Key key) {
    String word = key.text().orElse("");
    Optional<String> sampler = Optional.ofNullable(SAMPLERS.get(word));
    if (config.flow()) {
      key.mappedAs("a flow model is sampled in one way");
    } else if (sampler.isEmpty()) {
      if (key.says()) {
        key.dropped("sd-scripts has no such sampler and takes ddim");
      } else {
        key.unset();
      }
    } else {
      set(sample, target, key, "sample_sampler", sampler.get());
      if (word.endsWith("_KARRAS")) {
        key.approximated("without Karras' steps", target + ".sample_sampler");
      }
    }
  }

  private void whole(Draft.Table sample, String target, String item, String from, String option) {
    Key key = config.key(item + "." + from);
    key.whole().ifPresentOrElse(value -> set(sample, target, key, option, value), key::unset);
  }

  private static void set(Draft.Table sample, String target, Key key, String option, Object value) {
    sample.set(option, value, key.place());
    key.mapped(target + "." + option);
  }
}
