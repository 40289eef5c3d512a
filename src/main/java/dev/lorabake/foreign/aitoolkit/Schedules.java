package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.ArrayList;
import java.util.List;

/** The course of the learning rate (toolkit/scheduler.py, mostly torch's own schedulers). */
final class Schedules {
  private static final String PARAMS = "train.lr_scheduler_params";
  private static final String TARGET = "train.lr_scheduler";

  private final Job job;
  private final Mapping to;

  private Schedules(Job job) {
    this.job = job;
    this.to = job.to();
  }

  static void map(Job job) {
    new Schedules(job).map();
  }

  private void map() {
    Key key = job.key("train.lr_scheduler");
    switch (key.text().orElse("constant")) {
      case "constant" -> constant(key);
      case "constant_with_warmup" -> {
        to.set(key, "lr_scheduler", "constant_with_warmup");
        Key warmup = job.key(PARAMS + ".num_warmup_steps");
        to.setOrAdd(warmup, "lr_warmup_steps", job.steps(warmup.number(1000)), Job.OWN);
      }
      case "cosine" -> cosine(key);
      case "cosine_with_restarts" -> restarts(key);
      case "step" -> torch(key, "StepLR");
      case "linear" -> linear(key);
      default -> other(key);
    }
    for (Key left : job.keys().under(PARAMS)) {
      String name = left.name().substring(PARAMS.length() + 1);
      if (name.equals("total_iters") || name.equals("max_iterations")) {
        left.mappedAs("the length of the run, which sd-scripts puts itself");
      }
    }
  }

  private void constant(Key key) {
    to.setOrAdd(key, "lr_scheduler", "constant", Job.OWN);
    Key factor = job.key(PARAMS + ".factor");
    if (factor.says() && factor.number(1) != 1) {
      factor.dropped("sd-scripts' constant rate is learning_rate itself");
    } else {
      factor.unset();
    }
  }

  private void cosine(Key key) {
    Key least = job.key(PARAMS + ".eta_min");
    Key end = job.key(PARAMS + ".T_max");
    double rate = job.key("train.lr").number(1e-6);
    if (least.number(0) > 0 && rate > 0) {
      to.set(key, "lr_scheduler", "cosine_with_min_lr");
      to.setAs(
          least,
          "as a share of learning_rate",
          "lr_scheduler_min_lr_ratio",
          least.number(0) / rate);
    } else {
      to.set(key, "lr_scheduler", "cosine");
      least.unset();
    }
    if (end.says()) {
      end.dropped("sd-scripts' cosine takes the whole run");
    }
  }

  /** torch's waves are as long as {@code T_0}, which is the run's length unless it is said. */
  private void restarts(Key key) {
    to.set(key, "lr_scheduler", "cosine_with_restarts");
    double steps = job.key("train.steps").number(1000);
    Key first = job.key(PARAMS + ".T_0");
    Key growth = job.key(PARAMS + ".T_mult");
    Key length = first.says() ? first : job.key(PARAMS + ".total_iters");
    long waves = Math.max(1, Math.round(steps / Math.max(1, length.number(steps))));
    to.draft().train().set("lr_scheduler_num_cycles", waves, length.place());
    length.approximated("as many whole waves as fit", "train.lr_scheduler_num_cycles");
    if (growth.says() && growth.number(1) != 1) {
      growth.dropped("sd-scripts' waves are of one length");
    } else {
      growth.unset();
    }
    Key least = job.key(PARAMS + ".eta_min");
    if (least.number(0) > 0) {
      least.dropped("sd-scripts' restarts go down to 0");
    } else {
      least.unset();
    }
  }

  /** torch's {@code LinearLR} rises, from a third of the rate to all of it. */
  private void linear(Key key) {
    key.ranOtherwise(
        "a rise from a third of the rate to all of it, as torch's LinearLR does",
        "a fall to 0, as the word means elsewhere");
    Key from = job.key(PARAMS + ".start_factor");
    Key until = job.key(PARAMS + ".end_factor");
    if (!from.says() && !until.says()) {
      to.set(key, "lr_scheduler", "linear");
      return;
    }
    if (from.number(1.0 / 3) > until.number(1)) {
      to.set(key, "lr_scheduler", "polynomial");
      to.draft()
          .train()
          .set(
              "lr_scheduler_args",
              List.of("lr_end=" + job.key("train.lr").number(1e-6) * until.number(1)),
              until.place());
      from.approximated("it begins at learning_rate", TARGET);
      until.mapped("train.lr_scheduler_args.lr_end");
    } else {
      to.setNear(
          key,
          "a rate that stays, after a warm-up over the run",
          "lr_scheduler",
          "constant_with_warmup");
      to.draft()
          .train()
          .set("lr_warmup_steps", job.steps(job.key("train.steps").number(1000)), key.place());
      from.approximated("it begins at 0", "train.lr_warmup_steps");
      until.approximated("it ends at learning_rate", "train.lr_warmup_steps");
    }
  }

  private void torch(Key key, String type) {
    to.set(key, "lr_scheduler_type", type);
    List<Object> args = new ArrayList<>();
    for (Key param : job.keys().under(PARAMS)) {
      String name = param.name().substring(PARAMS.length() + 1);
      if (param.says() && !name.equals("total_iters") && !name.equals("max_iterations")) {
        args.add(name + "=" + Optimizers.python(param.value()));
        param.mapped("train.lr_scheduler_args." + name);
      }
    }
    if (!args.isEmpty()) {
      to.draft().train().set("lr_scheduler_args", List.copyOf(args), key.place());
    }
  }

  /** What is none of torch's is one of diffusers', as with sd-scripts. */
  private void other(Key key) {
    String word = key.text().orElse("");
    if (to.catalog().scheduler(word).isPresent()) {
      to.set(key, "lr_scheduler", word);
      Key warmup = job.key(PARAMS + ".num_warmup_steps");
      if (warmup.number(0) > 0) {
        to.set(warmup, "lr_warmup_steps", job.steps(warmup.number(0)));
      } else {
        warmup.unset();
      }
    } else {
      to.draft().train().set("lr_scheduler", "constant", key.place());
      key.question("sd-scripts has no " + word + ": is a constant rate what you want?", TARGET);
    }
  }
}
