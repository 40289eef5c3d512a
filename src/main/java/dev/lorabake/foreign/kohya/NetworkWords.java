package dev.lorabake.foreign.kohya;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The {@code network_args} that the GUI makes of its fields (lora_gui.py, {@code train_model}), and
 * what the networks do where one of them is not given.
 */
final class NetworkWords {
  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          Map.entry("preset", "full"),
          Map.entry("use_tucker", "false"),
          Map.entry("use_cp", "false"),
          Map.entry("use_scalar", "false"),
          Map.entry("bypass_mode", "false"),
          Map.entry("dora_wd", "false"),
          Map.entry("train_norm", "false"),
          Map.entry("rescaled", "false"),
          Map.entry("constraint", "0"),
          Map.entry("rank_dropout", "0"),
          Map.entry("module_dropout", "0"),
          Map.entry("factor", "-1"),
          Map.entry("block_size", "4"),
          Map.entry("unit", "1"),
          Map.entry("train_double_block_indices", "all"),
          Map.entry("train_single_block_indices", "all"),
          Map.entry("train_blocks", "all"),
          Map.entry("split_qkv", "false"),
          Map.entry("train_t5xxl", "false"),
          Map.entry("enable_all_linear", "false"));

  /** LyCORIS's way into sd-scripts does not read them. */
  private static final Set<String> UNREAD = Set.of("rank_dropout_scale", "train_on_input");

  private NetworkWords() {}

  /** What the key is called among the arguments of the type, {@code null} where it is none. */
  static @Nullable String arg(LoraType type, GuiKey key) {
    if (key.key().startsWith("loraplus_")) {
      return key.arg();
    }
    if (!type.args().contains(key.key())) {
      return null;
    }
    return key.key().equals("unit") && type.isLycoris() ? "block_size" : key.arg();
  }

  /** The arguments of which the filled in form would make something else than is wanted. */
  static Set<String> apart(GuiForm form, LoraType type, Map<String, String> wanted) {
    Map<String, String> made = made(form, type);
    Set<String> names = new TreeSet<>(made.keySet());
    names.addAll(wanted.keySet());
    names.removeAll(UNREAD);
    names.removeIf(name -> plain(wanted, name, form, type).equals(plain(made, name, form, type)));
    if (isAlike(wanted, made)) {
      names.remove("use_cp");
      names.remove("use_tucker");
    }
    return names;
  }

  /** Both are one switch of two names, of which LyCORIS asks {@code use_cp} first. */
  private static boolean isAlike(Map<String, String> wanted, Map<String, String> made) {
    return on(wanted) == on(made);
  }

  private static boolean on(Map<String, String> args) {
    String first = args.containsKey("use_cp") ? args.get("use_cp") : args.get("use_tucker");
    return first != null && !first.equalsIgnoreCase("false");
  }

  private static Map<String, String> made(GuiForm form, LoraType type) {
    Map<String, String> made = new LinkedHashMap<>();
    if (type.algo() != null) {
      made.put("algo", type.algo());
    }
    for (GuiKey key : GuiTable.bundled().keys()) {
      String arg = key.isCurrent() ? arg(type, key) : null;
      if (arg == null || !isPassed(form, type, key)) {
        continue;
      }
      Object value = form.value(key.key());
      if (key.key().equals("train_blocks")) {
        made.put(arg, "single"); // whatever the field says
      } else if ((type.writesAll() && !key.key().startsWith("loraplus_")) || isSomething(value)) {
        made.put(arg, value.toString());
      }
    }
    return made;
  }

  private static boolean isPassed(GuiForm form, LoraType type, GuiKey key) {
    return switch (key.key()) {
      case "ggpo_sigma", "ggpo_beta" -> form.value("train_lora_ggpo").equals(true);
      case "train_blocks" -> form.value("split_mode").equals(true);
      case "conv_dim", "conv_alpha" ->
          !type.type().startsWith("Kohya Lo") || passesConv(form, type);
      case "factor" -> type.isLycoris() || !form.value("factor").equals(-1L);
      default -> true;
    };
  }

  /** LoCon's are passed always, those of upstream's LoHa and LoKr where there is a rank. */
  private static boolean passesConv(GuiForm form, LoraType type) {
    return type.type().equals("Kohya LoCon")
        || (form.value("conv_dim") instanceof Number number && number.doubleValue() > 0);
  }

  private static boolean isSomething(Object value) {
    return !(value.equals("")
        || value.equals(false)
        || (value instanceof Number number && number.doubleValue() == 0));
  }

  /** The argument, or what the network does without it, in one spelling. */
  private static String plain(Map<String, String> args, String name, GuiForm form, LoraType type) {
    String text = args.get(name);
    return one(text == null ? otherwise(name, form, type) : text);
  }

  private static String otherwise(String name, GuiForm form, LoraType type) {
    if (name.equals("conv_alpha")) {
      return type.isLycoris() ? form.said("network_alpha").orElse(1L).toString() : "1";
    }
    if (name.equals("conv_dim") && type.isLycoris()) {
      return form.said("network_dim").orElse(4L).toString();
    }
    return OTHERWISE.getOrDefault(name, "");
  }

  private static String one(String text) {
    try {
      double number = Double.parseDouble(text);
      return number == Math.rint(number) && Math.abs(number) < 1e9
          ? Long.toString((long) number)
          : Double.toString(number);
    } catch (NumberFormatException e) {
      return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
          ? text.toLowerCase(java.util.Locale.ROOT)
          : text;
    }
  }
}
