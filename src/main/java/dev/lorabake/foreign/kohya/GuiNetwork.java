package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import dev.lorabake.catalog.NetworkType;
import dev.lorabake.foreign.kohya.GuiKey.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes {@code LoRA_type} and the keys that become {@code network_args}. */
final class GuiNetwork {
  private static final String TYPE = "LoRA_type";
  private static final String ARGS = TRAIN + "network_args.";
  private static final Set<String> LORA_PLUS =
      Set.of("loraplus_lr_ratio", "loraplus_unet_lr_ratio", "loraplus_text_encoder_lr_ratio");
  private static final Set<String> GGPO = Set.of("ggpo_sigma", "ggpo_beta");

  private final GuiReading reading;
  private final GuiFile file;
  private final LoraType type;

  private GuiNetwork(GuiReading reading, LoraType type) {
    this.reading = reading;
    this.file = reading.file();
    this.type = type;
  }

  static void take(GuiReading reading) {
    String named = reading.file().text(TYPE);
    GuiTable table = reading.file().table();
    Optional<LoraType> known = table.type(named);
    LoraType plain = table.type("Standard").orElseThrow();
    GuiNetwork network = new GuiNetwork(reading, known.orElse(plain));
    network.choose(known.isPresent());
    for (GuiKey key : table.keys()) {
      if (key.rule() == Rule.NETWORK && key.arg() != null) {
        network.arg(key);
      }
    }
    reading.unset("train_lora_ggpo");
    if (network.hasGgpo()) {
      reading.mapped("train_lora_ggpo", ARGS + "ggpo_sigma", ARGS + "ggpo_beta");
    }
  }

  private void choose(boolean known) {
    String id = network();
    if (id != null) {
      reading.draft().network(id, reading.place(TYPE));
    } else {
      reading.set(TYPE, "network_module", type.module(reading.model()));
    }
    if (!reading.has(TYPE)) {
      String reason =
          file.tab().isLora()
              ? reading.opensWith(TYPE)
              : "the file names no network, and lorabake trains a LoRA";
      reading.ledger().added("network", "lora", reason);
    } else if (!known) {
      reading
          .ledger()
          .question(TYPE, "kohya_ss knows no such type, so a plain LoRA stands here", "network");
    } else if (id == null) {
      reading
          .ledger()
          .question(
              TYPE,
              "it is of a newer sd-scripts than lorabake knows: choose another network, or update"
                  + " sd-scripts",
              TRAIN + "network_module");
    } else if (type.network() == null) {
      reading
          .ledger()
          .approximated(
              TYPE,
              type.module()
                  + " is of a newer sd-scripts than lorabake knows: LyCORIS's stands for"
                  + " it, with the layers that it would train",
              "network",
              ARGS + "preset");
      reading.draft().networkArg("preset", "attn-mlp", reading.place(TYPE));
    } else {
      reading.ledger().mapped(TYPE, "network");
    }
    tellRefusal();
  }

  /** lorabake's network for it, {@code null} where there is none for this family. */
  private @Nullable String network() {
    String id = type.network();
    if (id == null) {
      id = type.module().endsWith("loha") ? "lycoris-loha" : "lycoris-lokr";
    }
    if (fits(id)) {
      return id;
    }
    return type.isLycoris() || type.network() == null ? null : fits("lora") ? "lora" : null;
  }

  private boolean fits(String id) {
    return reading
        .catalog()
        .network(id)
        .filter(network -> network.modules().containsKey(reading.family()))
        .isPresent();
  }

  /** The pairs of type and model with which the GUI does not start (lora_gui.py, train_model). */
  private void tellRefusal() {
    String wanted =
        switch (reading.model()) {
          case FLUX -> type.type().startsWith("Flux1") || type.isLycoris() ? "" : "Flux1";
          case ANIMA -> type.type().equals("Anima") || type.network() == null ? "" : "Anima";
          case LUMINA -> type.type().equals("Lumina") ? "" : "Lumina";
          case SD, SDXL, SD3, HUNYUAN_IMAGE -> "";
        };
    if (!wanted.isEmpty() && reading.has(TYPE)) {
      reading
          .ledger()
          .ranOtherwise(
              TYPE,
              "nothing: kohya_ss refuses to start with this base model",
              "a LoRA for this base model");
    }
  }

  private void arg(GuiKey key) {
    String name = key.key();
    boolean passed = type.args().contains(name) || LORA_PLUS.contains(name);
    if (GGPO.contains(name) && !hasGgpo()) {
      passed = false;
    }
    if (name.equals("train_blocks") && !file.isOn("split_mode")) {
      passed = false;
    }
    Object raw = file.raw(name);
    String value = value(key);
    if (!passed) {
      leaveOut(key, raw, value);
      return;
    }
    boolean always =
        !LORA_PLUS.contains(name)
            && (type.writesAll()
                || (name.startsWith("conv_") && type.type().equals("Kohya LoCon")));
    if (always ? isNetworksOwn(key, value) : !isTruthy(value)) {
      idle(key);
      return;
    }
    if (!isHeard(key)) {
      reading.dropped(name, "the network does not read it");
      return;
    }
    reading.draft().networkArg(type.argName(key), value, reading.place(name));
    if (reading.has(name) && file.says(name)) {
      reading.ledger().mapped(name, ARGS + type.argName(key));
    } else {
      reading.unset(name);
      reading.ledger().added(ARGS + type.argName(key), value, reading.opensWith(name));
    }
    tellHowItRan(name, String.valueOf(raw), value);
  }

  private boolean hasGgpo() {
    return file.isOn("train_lora_ggpo") && type.args().contains("ggpo_sigma");
  }

  /** Nothing is to be written; what the GUI wrote all the same may have had an effect. */
  private void idle(GuiKey key) {
    String name = key.key();
    if (!reading.has(name)) {
      tellDecomposed(name);
      return;
    }
    if (!file.says(name)) {
      reading.unset(name);
    } else if (name.equals("decompose_both")) {
      reading.ledger().mappedAs(name, "the network does so by itself", TRAIN + "network_args");
      reading
          .ledger()
          .ranOtherwise(
              name, "true: LyCORIS takes the text False, as kohya_ss writes it, for true", "false");
    } else {
      reading.ledger().mappedAs(name, "the network does so by itself");
    }
  }

  /** The GUI passes it on also where the file does not say it. */
  private void tellDecomposed(String name) {
    boolean started = reading.model() != GuiModel.ANIMA && reading.model() != GuiModel.LUMINA;
    if (name.equals("decompose_both") && reading.has(TYPE) && started) {
      reading
          .ledger()
          .ranOtherwise(
              TYPE,
              "decompose_both=True: LyCORIS takes the text False, as kohya_ss writes it, for true",
              "decompose_both=False");
    }
  }

  private void leaveOut(GuiKey key, @Nullable Object raw, String value) {
    boolean idle =
        !file.says(key.key()) || GuiReading.isSame(raw, key.initial()) || !isTruthy(value);
    if (idle) {
      reading.unset(key.key());
    } else {
      reading.dropped(key.key(), "kohya_ss does not pass it on for " + type.type());
    }
  }

  private void tellHowItRan(String name, String raw, String value) {
    if (!reading.has(name)) {
      return;
    }
    if (raw.strip().contains(" ")) {
      reading
          .ledger()
          .ranOtherwise(
              name, "cut at its blanks: kohya_ss puts all arguments into one line", value);
    } else if (name.equals("use_tucker")
        && type.args().contains("use_cp")
        && !file.isOn("use_cp")) {
      reading
          .ledger()
          .ranOtherwise(
              name, "false: LyCORIS takes the text False of use_cp before it asks this", "true");
    }
  }

  /** Whether the network does anything with the argument. */
  private boolean isHeard(GuiKey key) {
    NetworkType network = reading.catalog().network(String.valueOf(network())).orElse(null);
    return network == null || network.argNames(reading.family()).contains(type.argName(key));
  }

  /** Whether LyCORIS does so without the argument (lycoris/kohya.py, {@code create_network}). */
  private boolean isNetworksOwn(GuiKey key, String value) {
    return switch (key.key()) {
      case "LyCORIS_preset" -> value.isEmpty() || value.equals(impliedPreset());
      case "conv_dim", "conv_alpha", "unit" -> value.isEmpty();
      case "factor" -> value.isEmpty() || value.equals("-1");
      default -> !isTruthy(value);
    };
  }

  /** lorabake's own network may bring a preset along. */
  private String impliedPreset() {
    return reading.catalog().network(String.valueOf(network())).stream()
        .flatMap(network -> network.args().stream())
        .filter(arg -> arg.startsWith("preset="))
        .map(arg -> arg.substring("preset=".length()))
        .findFirst()
        .orElse("full");
  }

  private static boolean isTruthy(String value) {
    return !(value.isEmpty()
        || value.equals("False")
        || value.equals("all") // of the blocks to train
        || GuiFile.number(value, 1) == 0);
  }

  /** As Python writes it, without the blanks that would cut it. */
  private String value(GuiKey key) {
    if (key.kind() == GuiKey.Kind.SWITCH) {
      return file.isOn(key.key()) ? "True" : "False";
    }
    if (key.key().equals("train_blocks")) {
      return file.isOn("split_mode") ? "single" : file.text(key.key());
    }
    String text = file.text(key.key());
    if (key.kind() == GuiKey.Kind.NUMBER && !text.isEmpty()) {
      return GuiReading.shown(GuiFile.number(text, Double.NaN)).equals("NaN")
          ? text
          : GuiReading.shown(GuiFile.number(text, 0));
    }
    List<String> words = new ArrayList<>(List.of(text.replace("\"", "").split("\\s+")));
    return String.join("", words);
  }
}
