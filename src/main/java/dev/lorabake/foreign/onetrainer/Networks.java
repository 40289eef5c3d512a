package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.List;

/** The kind of LoRA, its rank, and the layers it stands beside. */
final class Networks {
  private static final String ARGS = "train.network_args.";
  private static final List<String> SWITCHES_OF_LOKR =
      List.of(
          "lokr_decompose_both", "lokr_use_tucker", "lokr_weight_decompose", "lokr_full_matrix");
  private static final List<String> NAMES_OF_LYCORIS =
      List.of("decompose_both", "use_tucker", "dora_wd", "full_matrix");

  private final Config config;
  private final Mapping to;
  private final Draft draft;

  private Networks(Config config) {
    this.config = config;
    this.to = config.to();
    this.draft = to.draft();
  }

  static void map(Config config) {
    Networks networks = new Networks(config);
    networks.kind();
    networks.strength();
    networks.layers();
  }

  private void kind() {
    Key kind = config.key("peft_type");
    String word = kind.text().orElse("LORA");
    boolean lycoris =
        to.catalog()
            .network("lokr")
            .filter(n -> n.modules().containsKey(config.family()))
            .isPresent();
    if (!word.equals("LORA") && !lycoris) {
      draft.network("lora", kind.place());
      kind.question("this family takes only plain LoRAs here: is one what you want?", "network");
      rank("lora_rank", 16);
      return;
    }
    switch (word) {
      case "LORA" -> lora(kind, lycoris);
      case "LOHA" -> {
        choose(kind, "loha");
        rank("lora_rank", 16);
      }
      case "LOKR" -> lokr(kind);
      case "OFT_2" -> oft(kind);
      default -> {
        draft.network("lora", kind.place());
        kind.question("lorabake knows no such kind: is a plain LoRA what you want?", "network");
        rank("lora_rank", 16);
      }
    }
  }

  private void choose(Key kind, String network) {
    draft.network(network, kind.place());
    kind.mapped("network");
  }

  private void lora(Key kind, boolean lycoris) {
    Key decompose = config.key("lora_decompose");
    rank("lora_rank", 16);
    if (!decompose.flag(false)) {
      choose(kind, "lora");
      decompose.unset();
    } else if (lycoris) {
      choose(kind, "dora");
      decompose.mapped("network");
      Key axis = config.key("lora_decompose_output_axis");
      draft.networkArg("wd_on_output", axis.flag(false) ? "True" : "False", axis.place());
      axis.mapped(ARGS + "wd_on_output");
    } else {
      choose(kind, "lora");
      decompose.dropped("sd-scripts has no DoRA for this family");
    }
  }

  private void lokr(Key kind) {
    choose(kind, "lokr");
    rank("lokr_dim", 16);
    Key factor = config.key("lokr_decompose_factor");
    draft.networkArg("factor", factor.whole(-1), factor.place());
    factor.mapped(ARGS + "factor");
    for (int i = 0; i < SWITCHES_OF_LOKR.size(); i++) {
      Key key = config.key(SWITCHES_OF_LOKR.get(i));
      if (key.flag(false)) {
        draft.networkArg(NAMES_OF_LYCORIS.get(i), "True", key.place());
        key.mapped(ARGS + NAMES_OF_LYCORIS.get(i));
      } else {
        key.unset();
      }
    }
    Key axis = config.key("lokr_dora_on_output");
    if (config.key("lokr_weight_decompose").flag(false)) {
      draft.networkArg("wd_on_output", axis.flag(true) ? "True" : "False", axis.place());
      axis.mapped(ARGS + "wd_on_output");
    } else {
      axis.unset();
    }
  }

  private void oft(Key kind) {
    draft.network("lycoris-diag-oft", kind.place());
    kind.approximated(
        "LyCORIS' OFT turns the outputs of a layer, OneTrainer's the inputs", "network");
    rank("oft_block_size", 32);
    Key scaled = config.key("oft_scaled");
    if (scaled.flag(false)) {
      draft.networkArg("rescaled", "True", scaled.place());
      scaled.approximated("LyCORIS learns a scale for each output", ARGS + "rescaled");
    }
  }

  private void rank(String name, long otherwise) {
    Key key = config.key(name);
    to.setOrAdd(key, "network_dim", key.whole(otherwise), Config.OWN);
  }

  private void strength() {
    Key alpha = config.key("lora_alpha");
    to.setOrAdd(alpha, "network_alpha", alpha.number(1.0), Config.OWN);
    Key dropout = config.key("dropout_probability");
    if (dropout.number(0) > 0) {
      to.set(dropout, "network_dropout", dropout.number(0));
    } else {
      dropout.unset();
    }
  }

  /**
   * Which layers: the preset is what its user chose, and the interface writes the filter from it;
   * the command line looks at the filter alone.
   */
  private void layers() {
    Key preset = config.key("layer_filter_preset");
    Key filter = config.key("layer_filter");
    Key regex = config.key("layer_filter_regex");
    String word = preset.text().orElse(filter.says() ? "custom" : "full");
    if (!config.key("training_method").text().orElse("").equals("LORA")) {
      String gone = "it chose the layers of another training method";
      List.of(preset, filter).forEach(key -> accountFor(key, gone));
    } else if (config.model().hasUnet()) {
      ofUnet(word, preset, filter);
    } else {
      ofTransformer(word, preset, filter);
    }
    if (!regex.flag(false)) {
      regex.unset();
    } else {
      regex.dropped("sd-scripts chooses layers by kind");
    }
    if (preset.says() && !filter.says() && !word.equals("full")) {
      preset.ranOtherwise(
          "every layer, where the config was run from the command line: that reads layer_filter alone",
          word);
    }
  }

  private static void accountFor(Key key, String gone) {
    if (key.says()) {
      key.dropped(gone);
    } else {
      key.unset();
    }
  }

  private void ofUnet(String word, Key preset, Key filter) {
    switch (word) {
      case "attn-mlp" -> {
        String same =
            "the attention blocks with their feed-forward layers, as sd-scripts takes them";
        preset.mappedAs(same);
        filter.mappedAs(same);
      }
      case "full" -> {
        boolean plain = config.key("peft_type").text().orElse("LORA").equals("LORA");
        if (!plain) {
          preset.approximated("LyCORIS' own preset, which trains the attention blocks");
          filter.unset();
          return;
        }
        convolutions(preset, filter);
      }
      default -> narrower(preset, filter);
    }
  }

  /** All of the U-Net: sd-scripts reaches the convolutions only with sizes of their own. */
  private void convolutions(Key preset, Key filter) {
    boolean dora = config.key("lora_decompose").flag(false);
    if (!dora) {
      draft.network("locon", preset.place());
    }
    long rank = config.key("lora_rank").whole(16);
    double alpha = config.key("lora_alpha").number(1.0);
    draft.networkArg("conv_dim", rank, preset.place());
    draft.networkArg("conv_alpha", alpha, preset.place());
    String how = "the convolutions of the blocks too, though not the layers outside of them";
    String[] targets = {"network", ARGS + "conv_dim", ARGS + "conv_alpha"};
    preset.approximated(how, targets);
    filter.unset();
    if (!preset.there()) {
      to.keys().ledger().added(ARGS + "conv_dim", rank, Config.OWN + ": every layer of the U-Net");
      to.keys().ledger().added(ARGS + "conv_alpha", alpha, Config.OWN + ": as lora_alpha");
    }
  }

  private void ofTransformer(String word, Key preset, Key filter) {
    switch (word) {
      case "blocks" -> {
        preset.mappedAs("all layers of the blocks, as sd-scripts takes them");
        filter.mappedAs("all layers of the blocks, as sd-scripts takes them");
      }
      case "full" -> {
        preset.approximated("sd-scripts trains the layers of the blocks, not those around them");
        filter.unset();
      }
      default -> narrower(preset, filter);
    }
  }

  private static void narrower(Key preset, Key filter) {
    String more = "sd-scripts trains further layers of the blocks beside those chosen";
    preset.approximated(more);
    if (filter.says()) {
      filter.approximated(more);
    } else {
      filter.unset();
    }
  }
}
