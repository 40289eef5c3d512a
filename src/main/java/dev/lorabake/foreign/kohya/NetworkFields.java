package dev.lorabake.foreign.kohya;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fills in the kind of network and its arguments. The GUI makes {@code network_args} of many
 * fields; where they cannot make what the recipe says, the whole list is passed as it stands.
 */
final class NetworkFields {
  private static final String MODULE = "network_module";
  private static final String ARGS = "network_args";

  private static final Set<String> PRESETS =
      Set.of(
          "attn-mlp",
          "attn-only",
          "full",
          "full-lin",
          "unet-transformer-only",
          "unet-convblock-only");

  private final GuiForm form;

  NetworkFields(GuiForm form) {
    this.form = form;
  }

  /** Chooses the type, on which it depends how high the ranks may go. */
  LoraType choose() {
    String module = form.said(MODULE).map(Object::toString).orElse("");
    Optional<LoraType> exact = type(module, wanted());
    LoraType type = exact.orElseGet(this::fallback);
    form.put("LoRA_type", type.type());
    String account = form.ledger().has("network") ? "network" : "train." + MODULE;
    if (exact.isEmpty()) {
      form.raw(MODULE, module, "the GUI has no such network");
      if (account.equals("network")) {
        form.ledger()
            .mappedAs(
                account,
                "the GUI has no such network: its module is passed as it" + " stands",
                "LoRA_type",
                GuiForm.RAW);
      }
    } else if (form.ledger().has(account)) {
      form.ledger().mapped(account, "LoRA_type");
    }
    return type;
  }

  /** Fills in the arguments; ranks and {@code split_mode} must stand there already. */
  void arguments(LoraType type) {
    Map<String, String> wanted = wanted();
    List<String> filled = new ArrayList<>();
    fillConvolution(type, wanted);
    for (GuiKey key : GuiTable.bundled().keys()) {
      String arg = key.isCurrent() ? NetworkWords.arg(type, key) : null;
      if (arg != null && wanted.containsKey(arg)) {
        Object value = typed(key, wanted.get(arg));
        if (value != null && form.put(key.key(), value) == null) {
          filled.add(key.key());
        }
      }
    }
    fillSwitches(type, wanted);
    Set<String> apart = NetworkWords.apart(form, type, wanted);
    if (apart.isEmpty()) {
      form.mapped(
          ARGS, filled.isEmpty() ? new String[] {"LoRA_type"} : filled.toArray(String[]::new));
      return;
    }
    String because =
        "the GUI's fields would make something else of " + String.join(", ", new TreeSet<>(apart));
    List<Object> all = form.recipe().list(ARGS);
    if (form.said(ARGS).isPresent()) {
      form.raw(ARGS, all, because);
    } else {
      form.raw(ARGS, List.of(), because);
      form.ledger().added(GuiForm.RAW, "--network_args", because);
    }
  }

  /** LyCORIS takes rank and alpha for convolutions too; the GUI always passes its own. */
  private void fillConvolution(LoraType type, Map<String, String> wanted) {
    if (!type.isLycoris() || !type.args().contains("conv_dim")) {
      return;
    }
    if (!wanted.containsKey("conv_dim")) {
      form.put("conv_dim", form.said("network_dim").orElse(4L));
    }
    if (!wanted.containsKey("conv_alpha")) {
      form.put("conv_alpha", form.said("network_alpha").orElse(1L));
    }
    if (!wanted.containsKey("block_size") && type.args().contains("unit")) {
      form.put("unit", 4L);
    }
  }

  private void fillSwitches(LoraType type, Map<String, String> wanted) {
    if (wanted.containsKey("ggpo_sigma") || wanted.containsKey("ggpo_beta")) {
      form.put("train_lora_ggpo", true);
    }
    if (type.type().equals("LyCORIS/LoKr") && isOn(wanted.get("use_tucker"))) {
      form.put("use_cp", true);
    }
  }

  private static boolean isOn(@Nullable String text) {
    return text != null && text.equalsIgnoreCase("true");
  }

  /** The text of an argument as the key's control holds it. */
  private static @Nullable Object typed(GuiKey key, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (key.kind()) {
      case SWITCH ->
          text.equalsIgnoreCase("true")
              ? Boolean.TRUE
              : text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
      case NUMBER -> number(text);
      case TEXT -> isOneWord(text) && isKnownPreset(key, text) ? text : null;
    };
  }

  private static boolean isOneWord(String text) {
    return text.indexOf('"') < 0 && text.chars().noneMatch(Character::isWhitespace);
  }

  /** The GUI refuses a preset of LyCORIS that is neither in its list nor a file. */
  private static boolean isKnownPreset(GuiKey key, String text) {
    return !key.key().equals("LyCORIS_preset") || PRESETS.contains(text) || text.endsWith(".toml");
  }

  private static @Nullable Object number(String text) {
    try {
      return text.matches("[-+]?[0-9]{1,9}") ? (Object) Long.valueOf(text) : Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Map<String, String> wanted() {
    Map<String, String> args = new LinkedHashMap<>();
    for (Object item : form.recipe().list(ARGS)) {
      String text = item.toString();
      int equals = text.indexOf('=');
      args.put(
          equals < 0 ? text : text.substring(0, equals),
          equals < 0 ? "" : text.substring(equals + 1));
    }
    return args;
  }

  private Optional<LoraType> type(String module, Map<String, String> wanted) {
    String algo = wanted.getOrDefault("algo", "lora");
    boolean convolution = wanted.containsKey("conv_dim") || wanted.containsKey("conv_alpha");
    return GuiTable.bundled().types().stream()
        .filter(type -> type.module(form.model()).equals(module) && isTaken(type))
        .filter(type -> !type.isLycoris() || algo.equals(type.algo()))
        .filter(type -> !type.type().equals("Kohya LoCon") || convolution)
        .filter(type -> !type.type().equals("Standard") || !convolution)
        .findFirst();
  }

  /** One that the GUI starts the model with, whatever it trains. */
  private LoraType fallback() {
    String type =
        switch (form.model()) {
          case FLUX -> "Flux1";
          case ANIMA -> "Anima";
          case LUMINA -> "Lumina";
          case HUNYUAN_IMAGE -> "HunyuanImage-2.1";
          case SDXL, SD3, SD -> "Standard";
        };
    return GuiTable.bundled().type(type).orElseThrow();
  }

  /** Whether the GUI starts a training of the model with it (lora_gui.py, {@code train_model}). */
  private boolean isTaken(LoraType type) {
    boolean upstreams = type.type().equals("Kohya LoHa") || type.type().equals("Kohya LoKr");
    return switch (form.model()) {
      case FLUX -> type.isLycoris() || type.type().startsWith("Flux1");
      case ANIMA -> type.type().equals("Anima") || upstreams;
      case LUMINA -> type.type().equals("Lumina");
      case SDXL -> true;
      case HUNYUAN_IMAGE, SD3, SD -> !upstreams;
    };
  }
}
