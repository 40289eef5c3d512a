package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What keeps the training within the card's memory. */
final class Memory {
  /** The most blocks that sd-scripts swaps, by family; of SD 3 the smallest model's. */
  private static final Map<String, Integer> MOST_SWAPPED =
      Map.of("flux", 35, "chroma", 35, "sd3", 22, "anima", 26);

  private final Config config;
  private final Mapping to;

  private Memory(Config config) {
    this.config = config;
    this.to = config.to();
  }

  static void map(Config config) {
    Memory memory = new Memory(config);
    memory.checkpointing();
    memory.offloading();
    memory.attention();
    memory.cards();
  }

  private void checkpointing() {
    Key old = config.key("gradient_checkpointing");
    boolean oldOff = Set.of("OFF", "false").contains(old.text().orElse("ON"));
    Key own = config.denoiser("gradient_checkpointing");
    boolean on = own.says() ? own.flag(true) : !oldOff;
    Key said = own.says() ? own : old;
    if (on) {
      to.setOrAdd(said, "gradient_checkpointing", true, Config.OWN);
      if (said.text().orElse("").equals("CPU_OFFLOADED")) {
        said.approximated(
            "what is kept on the CPU is said by other options", "train.gradient_checkpointing");
      }
    } else {
      said.mapped();
    }
    for (String part : others()) {
      Key key = config.key(part + ".gradient_checkpointing");
      if (key.flag(on) == on) {
        key.mapped();
      } else {
        key.approximated("sd-scripts has one switch for all parts", "train.gradient_checkpointing");
      }
    }
  }

  private List<String> others() {
    List<String> parts = new ArrayList<>(config.model().textEncoders());
    parts.add("vae");
    return parts;
  }

  private void offloading() {
    Key fraction = config.denoiser("offload_fraction");
    Key oldFraction = config.key("layer_offload_fraction");
    boolean oldOn = config.key("gradient_checkpointing").text().orElse("").equals("CPU_OFFLOADED");
    Key share = fraction.says() ? fraction : oldFraction;
    double part = fraction.says() || oldOn ? share.number(0) : 0;
    Integer most = MOST_SWAPPED.get(config.family());
    if (part <= 0) {
      share.unset();
    } else if (most == null) {
      share.dropped("sd-scripts swaps no blocks of this family");
    } else {
      long blocks = Math.clamp(Math.round(part * most), 1, most);
      to.setNear(share, "as many blocks of the transformer", "blocks_to_swap", blocks);
    }
    Key activations = config.denoiser("activation_offloading");
    Key oldActivations = config.key("enable_activation_offloading");
    Key said = activations.says() ? activations : oldActivations;
    boolean on = activations.says() ? activations.flag(false) : oldOn && oldActivations.flag(true);
    if (!on) {
      said.unset();
    } else if (to.draft().train().has("blocks_to_swap")) {
      said.dropped("sd-scripts cannot do it while it swaps blocks");
    } else if (to.hears("cpu_offload_checkpointing")) {
      to.setNear(
          said,
          "sd-scripts keeps what it checkpoints on the CPU",
          "cpu_offload_checkpointing",
          true);
    } else {
      said.dropped("sd-scripts cannot for this family");
    }
    for (String part2 : others()) {
      Key share2 = config.key(part2 + ".offload_fraction");
      Key moved = config.key(part2 + ".activation_offloading");
      String why =
          "sd-scripts keeps no part of it on the CPU: cached outputs do without it altogether";
      if (share2.number(0) > 0) {
        share2.dropped(why);
      } else {
        share2.unset();
      }
      if (moved.flag(false)) {
        moved.dropped(why);
      } else {
        moved.unset();
      }
    }
  }

  private void attention() {
    Key key = config.key("attention_mechanism");
    String word = key.text().orElse("SDP");
    if (to.hears("attn_mode")) {
      if (word.equals("FLASH") || word.equals("XFORMERS")) {
        to.set(key, "attn_mode", word.toLowerCase(java.util.Locale.ROOT));
      } else {
        to.setOrAdd(key, "attn_mode", "torch", Config.OWN);
      }
    } else if (!to.hears("sdpa")) {
      key.mappedAs("this family's script has one kind of attention, torch's own");
    } else if (word.equals("XFORMERS")) {
      to.set(key, "xformers", true);
    } else if (word.equals("SDP")) {
      to.setOrAdd(key, "sdpa", true, Config.OWN);
    } else {
      to.setNear(key, "torch chooses the fastest that it has", "sdpa", true);
    }
  }

  private void cards() {
    if (!config.key("cloud.enabled").flag(false)) {
      config.keys().under("cloud").forEach(Key::unset);
    }
    Key several = config.key("multi_gpu");
    Key indexes = config.key("device_indexes");
    String text = indexes.text().orElse("").replace(" ", "");
    if (!several.flag(false)) {
      several.unset();
      indexes.unset();
      return;
    }
    if (text.isEmpty()) {
      several.question("how many cards? say num_processes under [launch]", "launch.num_processes");
      indexes.unset();
      return;
    }
    to.draft().launch().set("num_processes", (long) text.split(",", -1).length, several.place());
    to.draft().launch().set("gpu_ids", text, indexes.place());
    several.mapped("launch.num_processes");
    indexes.mapped("launch.gpu_ids");
  }
}
