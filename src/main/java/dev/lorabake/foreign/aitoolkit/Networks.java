package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignPath;
import dev.lorabake.foreign.HubName;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.List;

/** The kind of LoRA and its rank (toolkit/config_modules.py, {@code NetworkConfig}). */
final class Networks {
  private static final String ARGS = "train.network_args.";

  /** By which LyCORIS means that a LoKr is not made small. */
  private static final long WHOLE = 100_000;

  private static final long RANK = 4;

  private final Job job;
  private final Mapping to;
  private final Draft draft;

  private Networks(Job job) {
    this.job = job;
    this.to = job.to();
    this.draft = to.draft();
  }

  static void map(Job job) {
    Networks networks = new Networks(job);
    if (job.keys().under("network").isEmpty()) {
      networks.none();
    } else {
      networks.kind();
      networks.start();
    }
    networks.process();
  }

  private void none() {
    String what =
        job.keys().has("embedding")
            ? "it trains an embedding, and a LoRA stands for it here: look at rank, rate and steps"
                + " anew"
            : job.keys().has("adapter")
                ? "it trains an adapter, which sd-scripts cannot: a LoRA stands for it here"
                : "it trains the whole model, and a LoRA stands for it here: a rate about ten times"
                    + " as high and far fewer steps are usual for one";
    draft.network("lora", null);
    to.add("network_dim", 16L, "a usual rank, since the job trains no LoRA");
    to.add("network_alpha", 16.0, "a usual alpha, since the job trains no LoRA");
    Key type = job.key("type");
    type.question(what + "; go on if a LoRA is what you want", "network");
    if (!type.there()) {
      to.keys().ledger().added("network", "lora", what);
    }
  }

  private void process() {
    Key type = job.key("type");
    String word = type.text().orElse("");
    if (word.contains("slider") || word.contains("replacer")) {
      type.question(
          "a "
              + word
              + " trains from prompts, sd-scripts from images alone: give it some, or train"
              + " it with ai-toolkit",
          "datasets[0].subsets[0].image_dir");
    } else {
      type.mapped();
    }
  }

  private void kind() {
    Key type = job.key("network.type");
    String word = type.text().orElse("lora").toLowerCase(java.util.Locale.ROOT);
    switch (word) {
      case "lora", "locon", "lierla" -> lora(type, word);
      case "lokr" -> lokr(type);
      case "dora" -> {
        network(type, lycoris() ? "dora" : "lora");
        strength();
      }
      default -> {
        draft.network("lora", type.place());
        type.question("sd-scripts has no " + word + ": is a LoRA what you want?", "network");
        strength();
      }
    }
    Key dropout = job.key("network.dropout");
    if (dropout.number(0) > 0) {
      to.set(dropout, "network_dropout", dropout.number(0));
    } else {
      dropout.unset();
    }
  }

  private boolean lycoris() {
    return to.catalog()
        .network("lokr")
        .filter(n -> n.modules().containsKey(job.family()))
        .isPresent();
  }

  private void network(Key type, String id) {
    draft.network(id, type.place());
    type.mapped("network");
    if (!type.there()) {
      to.keys().ledger().added("network", id, Job.OWN);
    }
  }

  private void lora(Key type, String word) {
    Key conv = job.key("network.conv");
    Key alpha = job.key("network.conv_alpha");
    boolean convolutions = conv.number(0) > 0 && job.model().hasUnet();
    network(type, convolutions ? "locon" : "lora");
    if (word.equals("lierla")) {
      type.mappedAs("the first kind of LoRA, for linear layers alone");
    }
    strength();
    if (convolutions) {
      draft.networkArg("conv_dim", conv.whole(RANK), conv.place());
      draft.networkArg("conv_alpha", alpha.number(conv.number(1)), alpha.place());
      conv.mapped(ARGS + "conv_dim");
      alpha.mapped(ARGS + "conv_alpha");
    } else if (conv.says()) {
      conv.mappedAs("this family has no convolutions of 3x3 to train");
      alpha.mappedAs("this family has no convolutions of 3x3 to train");
    }
  }

  private void lokr(Key type) {
    if (!lycoris()) {
      draft.network("lora", type.place());
      type.question("this family takes only plain LoRAs here: is one what you want?", "network");
      strength();
      return;
    }
    network(type, "lokr");
    Key whole = job.key("network.lokr_full_rank");
    if (whole.flag(true)) {
      to.setOrAdd(whole, "network_dim", WHOLE, Job.OWN + ": a LoKr of full rank");
      whole.mappedAs("by a rank above every layer's");
      to.add("network_alpha", 1.0, "a LoKr of full rank has no use for it");
      for (String name : rankKeys()) {
        Key key = job.key(name);
        if (key.says()) {
          key.mappedAs("ai-toolkit does not look at it for a LoKr of full rank");
        }
      }
    } else {
      whole.mapped();
      strength();
    }
    Key factor = job.key("network.lokr_factor");
    draft.networkArg("factor", factor.whole(-1), factor.place());
    factor.mapped(ARGS + "factor");
    Key old = job.key("network.old_lokr_format");
    if (old.flag(false)) {
      old.mappedAs("LyCORIS writes it so");
    } else {
      old.unset();
    }
  }

  private static List<String> rankKeys() {
    return List.of(
        "network.rank",
        "network.linear",
        "network.alpha",
        "network.linear_alpha",
        "network.conv",
        "network.conv_alpha");
  }

  private void strength() {
    Key rank = job.key("network.rank");
    Key linear = job.key("network.linear");
    Key said = rank.says() ? rank : linear;
    to.setOrAdd(said, "network_dim", said.whole(RANK), Job.OWN);
    if (rank.says() && linear.says()) {
      linear.dropped("network.rank stands above it");
    }
    Key alpha = job.key("network.alpha");
    Key own = job.key("network.linear_alpha");
    Key strength = own.says() ? own : alpha;
    to.setOrAdd(strength, "network_alpha", strength.number(1), Job.OWN);
    if (own.says() && alpha.says()) {
      alpha.dropped("network.linear_alpha stands above it");
    }
  }

  private void start() {
    Key start = job.key("network.pretrained_lora_path");
    if (!start.says()) {
      start.unset();
      return;
    }
    ForeignPath path = HubName.file(start.text().orElse(""), "LoRA file", to.base());
    draft.train().set("network_weights", path.value(), start.place());
    Mapping.account(start, path.question(), "train.network_weights");
  }
}
