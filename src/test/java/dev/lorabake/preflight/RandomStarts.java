package dev.lorabake.preflight;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.Option;
import dev.lorabake.json.Json;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.TomlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * Makes settings that look as people write them: a sound recipe or plain config of any family, some
 * more options with good values, and often a mistake or two.
 */
final class RandomStarts {
  private static final Catalog CATALOG = Catalog.bundled();

  /** They replace the data set or the way to start, or have a form of their own. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "config_file",
          "output_config",
          "dataset_config",
          "dataset_class",
          "debug_dataset",
          "train_data_dir",
          "reg_data_dir",
          "in_json",
          "resolution",
          "face_crop_aug_range",
          "v2",
          "model_type",
          "network_module");

  private final Random random;
  private final RandomValues values;
  private final Family family;
  private final Map<String, String> lines = new LinkedHashMap<>();
  private final List<Flag> flags = new ArrayList<>();

  private RandomStarts(long seed) {
    random = new Random(seed * 7919 + 1);
    values = new RandomValues(random);
    family = pick(List.copyOf(CATALOG.families()));
  }

  static UpstreamStart make(long seed) {
    return new RandomStarts(seed).start(seed);
  }

  private UpstreamStart start(long seed) {
    boolean plain = random.nextInt(4) == 0;
    for (int i = random.nextInt(8); i > 0; i--) {
      Option option = anyOption();
      set(option.name(), values.good(option, family.script()));
    }
    if (!plain && random.nextBoolean()) {
      for (int i = random.nextInt(4); i > 0; i--) {
        DatasetKey key = anyKey();
        line(at(key.levels()) + key.name(), values.good(key));
      }
    }
    int luck = random.nextInt(20);
    for (int i = luck < 8 ? 0 : luck < 17 ? 1 : 2; i > 0; i--) {
      mistake(plain);
    }
    if (random.nextInt(4) == 0) {
      Option option = anyOption();
      flags.add(new Flag(option.name(), values.words(option, family.script())));
    }
    String changes =
        "family = \"" + family.id() + "\"\n" + String.join("\n", lines.values()).strip();
    return new UpstreamStart(
        seed,
        plain ? "" : changes,
        plain ? new Fixture.PlainConfig(family.script(), plainConfig()) : null,
        flags,
        Json.object("{}", "answer"));
  }

  private void mistake(boolean plain) {
    String script = family.script();
    switch (random.nextInt(plain ? 7 : 11)) {
      case 0 -> {
        Option option = anyOption();
        line(values.misspelt(option.name()), values.good(option, script));
      }
      case 1, 2 -> {
        Option option = anyOption();
        set(option.name(), values.wrong(option, script));
      }
      case 3 -> {
        Option option = anyOptionWithChoices();
        set(option.name(), values.misspelt(values.good(option, script).toString()));
      }
      case 4 -> {
        Option option = pick(List.copyOf(CATALOG.options()));
        if (!LEFT_OUT.contains(option.name())) {
          set(option.name(), values.good(option, script));
        }
      }
      case 5 -> pair();
      case 6 -> {
        String name = pick(List.copyOf(SoundRecipe.train(family.id()).keySet()));
        lines.put(name, "!" + name);
      }
      case 7 -> {
        DatasetKey key = anyKey();
        line(pick(List.of("@", "@@")) + key.name(), values.good(key));
      }
      case 8 -> {
        DatasetKey key = anyKey();
        line(at(key.levels()) + key.name(), values.wrong(key));
      }
      case 9 -> {
        DatasetKey key = anyKey();
        line(at(key.levels()) + values.misspelt(key.name()), values.good(key));
      }
      default -> bucketing();
    }
  }

  /** An option without its partner, or with its rival. */
  private void pair() {
    Option option =
        pick(
            CATALOG.options().stream()
                .filter(o -> o.isIn(family.script()) && !LEFT_OUT.contains(o.name()))
                .filter(o -> !o.note().onlyWith().isEmpty() || !o.note().conflicts().isEmpty())
                .toList());
    set(option.name(), values.good(option, family.script()));
    List<String> rivals =
        option.note().conflicts().keySet().stream().filter(r -> !LEFT_OUT.contains(r)).toList();
    if (!rivals.isEmpty()) {
      CATALOG
          .option(pick(rivals))
          .filter(rival -> rival.isIn(family.script()))
          .ifPresent(rival -> set(rival.name(), values.good(rival, family.script())));
    }
  }

  private void bucketing() {
    switch (random.nextInt(6)) {
      case 0 -> line("@bucket_reso_steps", pick(List.of(8L, 16L, 32L, 48L, 64L, 96L, 100L)));
      case 1 -> line("@max_bucket_reso", pick(List.of(256L, 512L, 1000L, 1024L)));
      case 2 -> line("@min_bucket_reso", pick(List.of(64L, 500L, 1024L, 2048L, 4096L)));
      case 3 -> line("@resolution", pick(List.of(1000L, 512L, List.of(512L, 768L), "512")));
      case 4 -> line("@@color_aug", true);
      default -> line("@@caption_dropout_rate", 0.1);
    }
  }

  private String plainConfig() {
    Map<String, String> all = new LinkedHashMap<>(SoundRecipe.train(family.id()));
    Map<String, Object> more = new LinkedHashMap<>();
    family.options().forEach((name, value) -> more.put(name, Objects.requireNonNull(value)));
    more.put("network_module", CATALOG.network("lora").orElseThrow().modules().get(family.id()));
    more.put("output_name", "sks-cat");
    more.put("train_data_dir", "data");
    more.put("caption_extension", ".txt");
    more.put("enable_bucket", true);
    more.put("max_bucket_reso", 2048L);
    more.put("resolution", pick(List.of("1024", "1024,1024", "1024", 1024L, "1024x768")));
    more.forEach((name, value) -> all.put(name, TomlText.value(value)));
    for (String line : lines.values()) {
      if (line.startsWith("!")) {
        all.remove(line.substring(1));
      } else {
        String[] parts = line.split(" = ", 2);
        all.put(parts[0], parts[1]);
      }
    }
    StringBuilder out = new StringBuilder();
    boolean sections = random.nextBoolean();
    int number = 0;
    for (Map.Entry<String, String> entry : all.entrySet()) {
      if (sections && number % 8 == 0) {
        out.append("[part").append(number / 8).append("]\n");
      }
      out.append(entry.getKey()).append(" = ").append(entry.getValue()).append('\n');
      number++;
    }
    return out.toString();
  }

  private void set(String option, Object value) {
    line(option, value);
  }

  private void line(String name, Object value) {
    String bare = name.replace("@", "");
    lines.put(name, name.replace(bare, TomlText.key(bare)) + " = " + TomlText.value(value));
  }

  private Option anyOption() {
    return pick(
        CATALOG.options().stream()
            .filter(o -> o.isIn(family.script()) && !LEFT_OUT.contains(o.name()))
            .toList());
  }

  private Option anyOptionWithChoices() {
    return pick(
        CATALOG.options().stream()
            .filter(o -> o.isIn(family.script()) && !o.in(family.script()).choices().isEmpty())
            .toList());
  }

  private DatasetKey anyKey() {
    return pick(
        CATALOG.datasetKeys().stream()
            .filter(key -> !Set.of("image_dir", "metadata_file", "resolution").contains(key.name()))
            .toList());
  }

  private static String at(List<String> levels) {
    return levels.contains("subset") ? "@@" : "@";
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
