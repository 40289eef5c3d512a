package dev.lorabake.foreign.kohya;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two starts of one training, option by option, as sd-scripts' parser reads them. */
final class GuiComparison {
  private final Recipe recipe;
  private final JsonObject ours;
  private final JsonObject theirs;

  GuiComparison(Recipe recipe, JsonObject ours, JsonObject theirs) {
    this.recipe = recipe;
    this.ours = ours;
    this.theirs = theirs;
  }

  boolean isEqual(String option) {
    return option.equals("config_file")
        || same(ours.value(option), theirs.value(option))
        || hasSameText(option);
  }

  String difference(String option) {
    return option
        + ": ours "
        + Json.write(ours.value(option))
        + ", the GUI's "
        + Json.write(theirs.value(option));
  }

  /** Why a difference is none to the training, {@code null} where it is one. */
  @Nullable String explanation(String option) {
    Object our = ours.value(option);
    Object their = theirs.value(option);
    boolean none = our == null || our.equals(List.of()) || our.equals("");
    return switch (option) {
      case "optimizer_args", "lr_scheduler_args", "network_args" ->
          none && (their == null || their.equals(List.of()))
              ? "an empty list is none"
              : option.equals("network_args") && sameNetwork()
                  ? "the GUI passes what the network does anyway"
                  : isTight(our, their) ? "without blanks" : null;
      case "unet_lr" ->
          none
                  && (isMain(their)
                      || Objects.equals(ours.value("network_train_text_encoder_only"), true))
              ? "learning_rate is what it is without"
              : null;
      case "text_encoder_lr" -> textEncoder(our, their);
      case "network_train_unet_only" ->
          recipe.family().id().equals("hunyuan-image")
              ? "its text encoders are never trained"
              : null;
      case "max_token_length" -> none && is(their, 75) ? "75 tokens are what it is without" : null;
      case "clip_skip" ->
          (none || is(our, 1)) && (their == null || is(their, 1))
              ? "the last layer is what it is without"
              : null;
      case "network_dim" -> none && is(their, 4) ? "networks take 4 without it" : null;
      case "save_precision" -> none ? "kept as the weights are trained" : null;
      case "optimizer_type" -> none && "AdamW".equals(their) ? "AdamW is what it is without" : null;
      case "dynamo_backend" ->
          Objects.equals(ours.value("torch_compile"), false)
              ? "read with torch_compile only"
              : null;
      case "sample_prompts" -> our == null ? "the GUI always writes a file, empty here" : null;
      case "wandb_run_name" -> none ? "the GUI takes the output's name" : null;
      case "t5xxl_dtype" -> none ? "what it is without" : null;
      case "gemma2_max_token_length" -> none && is(their, 256) ? "256 is what it is without" : null;
      case "text_encoder_batch_size" ->
          none && is(their, 1) ? "caching goes one caption at a time" : null;
      case "output_name" -> none && "last".equals(their) ? "last is what it is without" : null;
      case "max_timestep" -> none && is(their, 1000) ? "1000 is what it is without" : null;
      case "max_train_steps" ->
          ours.value("max_train_epochs") != null ? "not read where max_train_epochs is said" : null;
      case "adaptive_noise_scale", "noise_offset_random_strength" ->
          isNothing("noise_offset") ? "not read without noise_offset" : null;
      case "multires_noise_iterations" -> is(our, 0) && their == null ? "0 is none" : null;
      case "multires_noise_discount" ->
          isNothing("multires_noise_iterations")
              ? "not read without multires_noise_iterations"
              : null;
      case "sample_sampler" ->
          isNothing("sample_every_n_steps")
                  && isNothing("sample_every_n_epochs")
                  && isNothing("sample_at_first")
              ? "no control image is drawn"
              : null;
      case "attn_mode" -> none && isAttention(their) ? "what it is without" : null;
      default -> null;
    };
  }

  private boolean isNothing(String option) {
    Object value = ours.value(option);
    return value == null || value.equals(false) || is(value, 0);
  }

  private boolean isAttention(@Nullable Object their) {
    return Objects.equals(
        their, Objects.equals(ours.value("xformers"), true) ? "xformers" : "torch");
  }

  private @Nullable String textEncoder(@Nullable Object our, @Nullable Object their) {
    if (Objects.equals(ours.value("network_train_unet_only"), true)
        || Objects.equals(theirs.value("network_train_unet_only"), true)) {
      return "no text encoder is trained";
    }
    if (!(their instanceof List<?> rates)) {
      return null;
    }
    boolean none = our == null || our.equals(List.of());
    if (none && rates.stream().allMatch(this::isMain)) {
      return "learning_rate is what it is without";
    }
    boolean one =
        our instanceof List<?> list
            && list.size() == 1
            && rates.stream().allMatch(rate -> same(rate, list.getFirst()));
    return one ? "one rate is for every text encoder" : null;
  }

  private boolean isMain(@Nullable Object rate) {
    return same(rate, ours.value("learning_rate"));
  }

  private static boolean is(@Nullable Object value, long number) {
    return same(value, number);
  }

  private static boolean isTight(@Nullable Object our, @Nullable Object their) {
    return our instanceof List<?> list
        && list.stream().map(item -> item.toString().replace(" ", "")).toList().equals(their);
  }

  private boolean sameNetwork() {
    Map<String, String> our = args(ours);
    Map<String, String> their = args(theirs);
    Set<String> all = new TreeSet<>(their.keySet());
    all.addAll(our.keySet());
    return all.stream()
        .allMatch(name ->
            loose(our.get(name), their.get(name))
                || (isUsualOrNone(name, our.get(name)) && isUsualOrNone(name, their.get(name))));
  }

  private boolean isUsualOrNone(String name, @Nullable String value) {
    return value == null || isUsual(name, value);
  }

  private static final Set<String> UNREAD = Set.of("rank_dropout_scale", "train_on_input");

  /** What LyCORIS 3.2.0 (kohya.py, create_network) and upstream's networks do without it. */
  private boolean isUsual(String name, @Nullable String value) {
    return switch (name) {
      case "conv_dim" -> loose(value, String.valueOf(theirs.value("network_dim")));
      case "conv_alpha" ->
          loose(value, String.valueOf(theirs.value("network_alpha")))
              || (loose(value, "1") && !args(theirs).containsKey("algo"));
      case "preset" -> "full".equals(value);
      case "factor" -> loose(value, "-1");
      case "constraint", "rank_dropout", "module_dropout" -> loose(value, "0");
      case "block_size" -> loose(value, "4");
      case "unit" -> loose(value, "1");
      case "use_tucker",
          "use_cp",
          "use_scalar",
          "bypass_mode",
          "dora_wd",
          "train_norm",
          "rescaled",
          "enable_all_linear",
          "train_t5xxl",
          "split_qkv" ->
          "False".equals(value);
      case "train_double_block_indices", "train_single_block_indices" -> "all".equals(value);
      default -> UNREAD.contains(name);
    };
  }

  private static boolean loose(@Nullable String a, @Nullable String b) {
    if (a == null || b == null) {
      return Objects.equals(a, b);
    }
    try {
      return Double.parseDouble(a) == Double.parseDouble(b);
    } catch (NumberFormatException e) {
      return a.equalsIgnoreCase(b);
    }
  }

  private static Map<String, String> args(JsonObject options) {
    Map<String, String> args = new LinkedHashMap<>();
    if (options.value("network_args") instanceof List<?> items) {
      for (Object item : items) {
        String[] parts = item.toString().split("=", 2);
        args.put(parts[0], parts.length < 2 ? "" : parts[1]);
      }
    }
    return args;
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Boolean on && b instanceof Number number) {
      return number.doubleValue() == (on ? 1 : 0);
    }
    if (a instanceof Number x && b instanceof Number y) {
      return x.doubleValue() == y.doubleValue();
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return x.size() == y.size()
          && IntStream.range(0, x.size()).allMatch(i -> same(x.get(i), y.get(i)));
    }
    return Objects.equals(a, b);
  }

  /** Files that both write, each in a place of its own. */
  private boolean hasSameText(String option) {
    return Set.of("dataset_config", "sample_prompts").contains(option)
        && ours.value(option) instanceof String our
        && theirs.value(option) instanceof String their
        && loose(our).equals(loose(their));
  }

  /** The text with its numbers in one spelling, and the flags of a prompt in one order. */
  private static List<String> loose(String file) {
    return text(file)
        .strip()
        .lines()
        .map(line ->
            Stream.of(line.replaceAll("([0-9])\\.0\\b", "$1").split(" --"))
                .sorted()
                .collect(Collectors.joining(" --")))
        .toList();
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
