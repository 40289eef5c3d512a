package dev.lorabake.plan;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.plan.VramSaving.Wanted;
import dev.lorabake.recipe.Origin;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The settings that save memory, the one that costs least first. */
enum VramLever {
  ATTENTION("nothing: it is faster, too") {
    @Override
    @Nullable State pull(State from, Goal goal) {
      boolean plain =
          VramFacts.attentionIsPlain(from.recipe.family().id())
              && !from.recipe.flag("sdpa")
              && !from.recipe.flag("xformers")
              && !from.recipe.flag("mem_eff_attn");
      return plain ? from.set("sdpa", true) : null;
    }
  },
  PRECISION("nothing that can be seen in the result; it is faster, too") {
    @Override
    @Nullable State pull(State from, Goal goal) {
      boolean full = from.recipe.text("mixed_precision").orElse("no").equals("no");
      return full ? from.set("mixed_precision", from.recipe.family().usualPrecision()) : null;
    }
  },
  LATENTS("color_aug and random_crop, which cached latents cannot have") {
    @Override
    @Nullable State pull(State from, Goal goal) {
      boolean cached =
          from.recipe.flag("cache_latents") || from.recipe.flag("cache_latents_to_disk");
      return cached ? null : from.set("cache_latents", true);
    }
  },
  CHECKPOINTING("about a quarter more time for each step") {
    @Override
    @Nullable State pull(State from, Goal goal) {
      return from.recipe.flag("gradient_checkpointing")
          ? null
          : from.set("gradient_checkpointing", true);
    }
  },
  TEXT_OUTPUTS("shuffled and dropped captions, and the training of text encoders") {
    @Override
    @Nullable State pull(State from, Goal goal) {
      boolean cached =
          from.recipe.flag("cache_text_encoder_outputs")
              || from.recipe.flag("cache_text_encoder_outputs_to_disk");
      if (cached || !from.has("cache_text_encoder_outputs")) {
        return null;
      }
      State outputs = from.set("cache_text_encoder_outputs", true);
      return from.recipe.flag("network_train_unet_only")
          ? outputs
          : outputs.set("network_train_unet_only", true);
    }
  },
  OPTIMIZER("hardly anything, and needs bitsandbytes") {
    @Override
    @Nullable State pull(State from, Goal goal) {
      String now = VramCases.optimizer(from.recipe).map(OptimizerType::name).orElse("");
      return now.equals("AdamW") || now.equals("Lion")
          ? from.set("optimizer_type", now + "8bit")
          : null;
    }
  },
  BATCH("time: as many images take more steps") {
    @Override
    @Nullable State pull(State from, Goal goal) {
      long most = from.loads.stream().mapToLong(VramEstimator.Load::batch).max().orElse(1);
      if (most < 2) {
        return null;
      }
      for (long batch = most - 1; batch > 1; batch--) {
        State smaller = from.withBatch(batch);
        if (goal.met(smaller)) {
          return smaller;
        }
      }
      return from.withBatch(1);
    }
  },
  FP8("a little of the frozen model's precision") {
    @Override
    @Nullable State pull(State from, Goal goal) {
      boolean checkpointing = from.recipe.flag("gradient_checkpointing");
      boolean on = from.recipe.flag("fp8_base") || from.recipe.flag("fp8_base_unet");
      // upstream refuses it where everything is computed in 32 bits
      boolean full = from.recipe.text("mixed_precision").orElse("no").equals("no");
      return on || full || !checkpointing || !from.has("fp8_base")
          ? null
          : from.set("fp8_base", true);
    }
  },
  TEXT_ENCODERS("new words, which are learnt less well without the text encoders") {
    @Override
    @Nullable State pull(State from, Goal goal) {
      return LoraSize.trainsText(from.recipe) ? from.set("network_train_unet_only", true) : null;
    }
  },
  SWAP("time, and main memory for the blocks that wait there") {
    @Override
    @Nullable State pull(State from, Goal goal) {
      VramSwap swap = from.model().swap();
      boolean refused = from.recipe.flag("cpu_offload_checkpointing");
      if (swap == null || refused || !from.has("blocks_to_swap")) {
        return null;
      }
      long now = from.recipe.whole("blocks_to_swap").orElse(0);
      for (long blocks = now + 1; blocks < swap.most(); blocks++) {
        State swapped = from.set("blocks_to_swap", blocks);
        if (goal.met(swapped)) {
          return swapped;
        }
      }
      return now < swap.most() ? from.set("blocks_to_swap", swap.most()) : null;
    }
  },
  RANK("room in the LoRA for what it is to learn") {
    @Override
    @Nullable State pull(State from, Goal goal) {
      OptionalLong rank = from.recipe.whole("network_dim");
      return rank.isPresent() && rank.getAsLong() >= 32
          ? from.set("network_dim", rank.getAsLong() / 2)
          : null;
    }
  },
  RESOLUTION("detail: the model sees smaller images") {
    @Override
    @Nullable State pull(State from, Goal goal) {
      return from.withSide(from.recipe.family().minSensibleResolution());
    }
  };

  private final String cost;

  VramLever(String cost) {
    this.cost = cost;
  }

  String cost() {
    return cost;
  }

  /** Whether it is right in any case. */
  boolean free() {
    return this == ATTENTION || this == PRECISION;
  }

  /**
   * The state with this lever pulled, {@code null} where it is pulled already or does not exist.
   *
   * @param goal how far to pull a lever that has steps
   */
  abstract @Nullable State pull(State from, Goal goal);

  /** Whether a state is good enough. */
  interface Goal {
    boolean met(State state);
  }

  /**
   * A recipe with some levers pulled.
   *
   * @param set what was changed so far
   */
  record State(
      Recipe recipe,
      List<VramEstimator.Load> loads,
      List<Wanted> set,
      ToDoubleFunction<State> measure) {

    /** The need in MiB. */
    double needed() {
      return measure.applyAsDouble(this);
    }

    VramModel model() {
      String id = BaseModel.of(recipe).memory();
      VramModel model = id == null ? null : VramFacts.model(id);
      if (model == null) {
        throw new IllegalStateException("no figures for " + recipe.family().id());
      }
      return model;
    }

    /** Whether the recipe's script has the option. */
    boolean has(String option) {
      return recipe.catalog().option(option).filter(o -> o.isIn(recipe.script())).isPresent();
    }

    State set(String option, Object value) {
      Setting setting = new Setting(option, value, Origin.FILE, null);
      Recipe changed = recipe.withTrain(recipe.train().with(List.of(setting)));
      return new State(changed, loads, and(option, value), measure);
    }

    State withBatch(long batch) {
      List<VramEstimator.Load> smaller =
          loads.stream()
              .map(load -> new VramEstimator.Load(Math.min(batch, load.batch()), load.area()))
              .toList();
      return new State(recipe, smaller, and("batch_size", batch), measure);
    }

    @Nullable State withSide(long side) {
      List<VramEstimator.Load> smaller =
          loads.stream()
              .map(load -> new VramEstimator.Load(load.batch(), Math.min(side * side, load.area())))
              .toList();
      return smaller.equals(loads)
          ? null
          : new State(recipe, smaller, and("resolution", side), measure);
    }

    private List<Wanted> and(String option, Object value) {
      List<Wanted> more = new ArrayList<>(set);
      more.add(new Wanted(option, value));
      return List.copyOf(more);
    }

    /** What was changed since an earlier state. */
    List<Wanted> since(State earlier) {
      return set.subList(earlier.set.size(), set.size());
    }
  }
}
