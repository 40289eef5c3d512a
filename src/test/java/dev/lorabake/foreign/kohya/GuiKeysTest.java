package dev.lorabake.foreign.kohya;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionType;
import dev.lorabake.foreign.Account;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every key that the GUI writes or wrote, with a value that says something, beside the model and
 * the network that it belongs to. What becomes of each stands in {@code keys.txt} beside; {@code
 * mvn -q test -Dtest=GuiKeysTest -Dlorabake.rewrite=true} writes it anew.
 */
class GuiKeysTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/lorabake/foreign/kohya/keys.txt");
  private static final Catalog CATALOG = Catalog.bundled();
  private static final Map<String, Object> TELLING =
      Map.ofEntries(
          Map.entry("LoRA_type", "LoRA-FA"),
          Map.entry("xformers", "sdpa"),
          Map.entry("noise_offset_type", "Multires"),
          Map.entry("model_type", "chroma"),
          Map.entry("additional_parameters", "--seed 3"),
          Map.entry("extra_accelerate_launch_args", "--same_network"),
          Map.entry("sample_prompts", "a cat --w 512"),
          Map.entry("optimizer_args", "a=1 b=2"),
          Map.entry("lr_scheduler_args", "a=1 b=2"),
          Map.entry("max_resolution", "768,768"),
          Map.entry("save_model_as", "ckpt"),
          Map.entry("use_latent_files", "Yes"),
          Map.entry("resume_from_huggingface", "me/states"),
          Map.entry("pretrained_model_name_or_path", "me/model"),
          Map.entry("train_blocks", "single"));

  @TempDir Path folder = Path.of("");

  @Test
  void everyKeyOfTheGuiBecomesSomethingOrSaysWhyNot() throws IOException {
    List<String> lines = new ArrayList<>();
    for (GuiKey key : GuiTable.bundled().keys()) {
      lines.add(line(key));
    }
    String all = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(GOLDEN, all);
    }
    assertEquals(
        Files.readString(GOLDEN), all, "mvn -q test -Dtest=GuiKeysTest -Dlorabake.rewrite=true");
  }

  private String line(GuiKey key) {
    Map<String, Object> values = surroundings(key);
    Object value = telling(key);
    values.put(key.key(), value);
    GuiCase read = GuiCase.ofWhole(folder, Json.write(values));
    assertEquals(values.size(), read.imported().accounts().size(), key.key());
    read.imported()
        .accounts()
        .forEach(one -> assertTrue(one.fate() != Fate.UNKNOWN, one.source().key()));
    Account account = read.account(key.key());
    assertTrue(
        account.fate() != Fate.UNSET || !key.isCurrent(),
        () -> key.key() + " " + value + " says nothing");
    assertTrue(
        account.fate() != Fate.MAPPED || !account.targets().isEmpty(),
        () -> key.key() + " " + value + " is nowhere");
    return "%s = %s: %s %s%s"
        .formatted(
            key.key(),
            Json.write(value),
            account.fate().id(),
            String.join(" ", account.targets()),
            account.reason() == null ? "" : " (" + account.reason() + ")");
  }

  /** A model and a network that the key belongs to. */
  private static Map<String, Object> surroundings(GuiKey key) {
    Map<String, Object> values = new LinkedHashMap<>();
    GuiModel model =
        Stream.concat(Stream.of(GuiModel.SD), Stream.of(GuiModel.values()))
            .filter(key::isFor)
            .findFirst()
            .orElseThrow();
    String type = "Standard";
    if (key.arg() != null) {
      type =
          GuiTable.bundled().types().stream()
              .filter(one -> one.network() != null && one.args().contains(key.key()))
              .map(LoraType::type)
              .findFirst()
              .orElse(type);
      model = type.startsWith("Flux1") ? GuiModel.FLUX : model;
    }
    if (key.tabs().isEmpty() || key.tabs().contains("old")) {
      values.put("LoRA_type", type);
    } else if (key.tabs().contains("finetune")) {
      values.put("dataset_repeats", 2);
      values.put("train_dir", "meta");
    } else {
      values.put("token_string", "sks");
    }
    if (model != GuiModel.SD) {
      values.put(model.box(), true);
    }
    values.putAll(companions(key.key()));
    return values;
  }

  private static Map<String, Object> companions(String key) {
    return switch (key) {
      case "noise_offset_random_strength", "adaptive_noise_scale" -> Map.of("noise_offset", 0.1);
      case "multires_noise_discount", "noise_offset_type" -> Map.of("multires_noise_iterations", 6);
      case "ggpo_sigma", "ggpo_beta" -> Map.of("train_lora_ggpo", true);
      case "train_lora_ggpo" -> Map.of("LoRA_type", "Flux1", "flux1_checkbox", true);
      case "train_blocks" -> Map.of("split_mode", true);
      case "t5xxl_lr" -> Map.of("text_encoder_lr", 1e-4);
      case "learning_rate_te1", "learning_rate_te2" -> Map.of("sdxl_checkbox", true);
      case "sample_sampler" -> Map.of("sample_prompts", "a cat");
      default -> Map.of();
    };
  }

  private static Object telling(GuiKey key) {
    Object given = TELLING.get(key.key());
    if (given != null) {
      return given;
    }
    @Nullable Object initial = key.initial();
    return switch (key.kind()) {
      case SWITCH -> true;
      case NUMBER ->
          isWhole(key)
              ? 3L
              : initial instanceof Number number && number.doubleValue() < 1 ? 0.5 : 2;
      case TEXT -> text(key);
    };
  }

  private static boolean isWhole(GuiKey key) {
    if (key.option() == null) {
      return key.launch() != null;
    }
    return CATALOG.option(key.option()).orElseThrow().type() == OptionType.INT;
  }

  /** A choice that is not the first, or some text. */
  private static String text(GuiKey key) {
    Option option = key.option() == null ? null : CATALOG.option(key.option()).orElse(null);
    Set<String> choices = new TreeSet<>();
    if (option != null) {
      String script = option.scripts().iterator().next();
      choices.addAll(option.in(script).choices());
      choices.removeAll(List.of("null", "" + key.initial(), "" + option.defaultIn(script)));
    }
    return choices.isEmpty() ? "some" : choices.iterator().next();
  }

  @Test
  void aTableKeyIsNeverTwoThings() {
    for (GuiKey key : GuiTable.bundled().keys()) {
      long targets =
          List.<@Nullable String>of("" + key.option(), "" + key.arg(), "" + key.launch()).stream()
              .filter(one -> !"null".equals(one))
              .count();
      assertTrue(targets <= 1, key.key());
      assertTrue(key.option() == null || CATALOG.option(key.option()).isPresent(), key.key());
    }
    assertEquals(287, GuiTable.bundled().keys().stream().filter(GuiKey::isCurrent).count());
  }

  @Test
  void aFreshWindowSavesNothingThatIsUnknown() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    GuiTable.bundled().keys().stream()
        .filter(GuiKey::isCurrent)
        .forEach(key -> values.put(key.key(), key.initial()));
    GuiCase read = GuiCase.ofWhole(folder, Json.write(values));
    List<String> unknown =
        read.imported().accounts().stream()
            .filter(one -> one.fate() == Fate.UNKNOWN || one.fate() == Fate.DROPPED)
            .map(Account::source)
            .map(SourceKey::key)
            .toList();
    assertEquals(List.of(), unknown);
    assertEquals(287, read.imported().accounts().size());
  }
}
