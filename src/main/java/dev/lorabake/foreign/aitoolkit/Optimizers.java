package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The optimizer and the learning rate (toolkit/optimizer.py). */
final class Optimizers {
  private static final String ARGS = "train.optimizer_args.";
  private static final String PARAMS = "train.optimizer_params";

  /** Below it ai-toolkit takes 1 for optimizers that find the rate themselves. */
  private static final double LEAST_OF_ADAPTIVE = 0.1;

  /**
   * @param near how it differs, {@code null} where it is the same class
   * @param adaptive whether ai-toolkit puts 1 for a rate below 0.1
   * @param eps whether ai-toolkit gives it an eps of 1e-6
   */
  private record Kind(String type, @Nullable String near, boolean adaptive, boolean eps) {}

  private final Job job;
  private final Mapping to;

  private Optimizers(Job job) {
    this.job = job;
    this.to = job.to();
  }

  static void map(Job job) {
    new Optimizers(job).map();
  }

  private void map() {
    Key named = job.key("train.optimizer");
    String word = named.text().orElse("adamw").toLowerCase(Locale.ROOT);
    Kind kind = kind(word);
    if (kind == null) {
      to.setNear(named, "AdamW8bit stands for it", "optimizer_type", "AdamW8bit");
      named.question(
          "sd-scripts has no " + word + ": is AdamW8bit what you want?", "train.optimizer_type");
      job.keys().under(PARAMS).forEach(key -> key.dropped("it belongs to " + word));
      rate(false);
      return;
    }
    to.setOrAdd(named, "optimizer_type", kind.type, Job.OWN);
    if (kind.near != null) {
      named.approximated(kind.near, "train.optimizer_type");
    }
    if (word.equals("dadaptationadam")) {
      named.ranOtherwise("DAdaptLion, by a slip of ai-toolkit", "DAdaptAdam");
    }
    List<Object> args = new ArrayList<>();
    for (Key key : job.keys().under(PARAMS)) {
      String name = key.name().substring(PARAMS.length() + 1);
      if (key.says()) {
        args.add(name + "=" + python(key.value()));
        key.mapped(ARGS + name);
      } else {
        key.unset();
      }
    }
    if (kind.eps) {
      own(args, "eps", "1e-06");
    }
    if (kind.type.equals("Adafactor")) {
      own(args, "relative_step", "False");
      own(args, "scale_parameter", "False");
      own(args, "warmup_init", "False");
    }
    if (!args.isEmpty()) {
      to.draft().train().set("optimizer_args", List.copyOf(args), named.place());
    }
    rate(kind.adaptive);
  }

  private void own(List<Object> args, String name, String value) {
    if (!job.key(PARAMS + "." + name).says()) {
      args.add(name + "=" + value);
      to.keys().ledger().added(ARGS + name, value, Job.OWN);
    }
  }

  private void rate(boolean adaptive) {
    Key rate = job.key("train.lr");
    double said = rate.number(1e-6);
    if (adaptive && said < LEAST_OF_ADAPTIVE) {
      rate.ranOtherwise(
          "1.0, which ai-toolkit takes for any rate below 0.1 with this optimizer",
          String.valueOf(said));
      to.setNear(
          rate,
          "1.0, as ai-toolkit runs it: this optimizer finds the rate itself",
          "learning_rate",
          1.0);
    } else {
      to.setOrAdd(rate, "learning_rate", said, Job.OWN);
    }
  }

  private static @Nullable Kind kind(String word) {
    return switch (word) {
      case "adamw" -> new Kind("AdamW", null, false, true);
      case "adam" -> new Kind("Adam", null, false, true);
      case "adamw8bit" -> new Kind("AdamW8bit", null, false, true);
      case "adam8bit" -> new Kind("bitsandbytes.optim.Adam8bit", null, false, true);
      case "adamw8", "adam8" ->
          new Kind(
              "AdamW8bit",
              "that of bitsandbytes, where ai-toolkit has one of its own",
              false,
              true);
      case "ademamix8bit" -> new Kind("bitsandbytes.optim.AdEMAMix8bit", null, false, true);
      case "lion" -> new Kind("Lion", null, false, false);
      case "lion8bit" -> new Kind("Lion8bit", null, false, false);
      case "adagrad" -> new Kind("Adagrad", null, false, false);
      case "adafactor" ->
          new Kind(
              "Adafactor",
              "that of transformers, where ai-toolkit has one of its own",
              false,
              false);
      case "prodigy" -> new Kind("Prodigy", null, true, true);
      case "prodigy8bit" -> new Kind("Prodigy", "with its state in 32 bits", true, true);
      case "dadaptation", "dadaptationadam" -> new Kind("DAdaptAdam", null, true, true);
      case "dadaptationlion" -> new Kind("DAdaptLion", null, true, false);
      default -> null;
    };
  }

  static String python(@Nullable Object value) {
    return switch (value) {
      case Boolean flag -> flag ? "True" : "False";
      case null -> "None";
      case List<?> list -> String.join(",", list.stream().map(String::valueOf).toList());
      default -> String.valueOf(value);
    };
  }
}
