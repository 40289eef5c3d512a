package dev.lorabake.foreign.kohya;

import dev.lorabake.UserError;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader;
import dev.lorabake.foreign.Imported;
import dev.lorabake.foreign.JsonSource;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.RawOption;
import dev.lorabake.foreign.RawOptions;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.recipe.RecipeFormat;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that the kohya_ss GUI saves, of any age and of any of its training tabs. What it
 * would pass to sd-scripts is told by kohya_gui/lora_gui.py, {@code train_model}.
 */
public final class KohyaReader implements ForeignReader {
  /** Keys that no other tool's settings have at their top. */
  private static final Set<String> MARKS =
      Set.of(
          "LoRA_type",
          "max_resolution",
          "lr_warmup",
          "model_list",
          "pretrained_model_name_or_path",
          "noise_offset_type",
          "train_data_dir");

  private static final int ENOUGH = 5;
  private static final Pattern DATASET_CONFIG =
      Pattern.compile("(?m)^\\s*\\[\\[\\s*datasets\\s*]]");
  private static final List<String> RELATIVE =
      List.of("train_data_dir", "image_folder", "dataset_config", "pretrained_model_name_or_path");
  private static final int MOST_FOLDERS_UP = 3;

  @Override
  public boolean recognises(ForeignFile file) {
    return JsonSource.of(file).map(source -> isGui(source.root().keySet())).orElse(false);
  }

  private static boolean isGui(Set<String> keys) {
    GuiTable table = GuiTable.bundled();
    return keys.stream().anyMatch(MARKS::contains)
        && keys.stream().filter(key -> table.key(key).isPresent()).limit(ENOUGH).count() == ENOUGH;
  }

  @Override
  public boolean isCompanion(ForeignFile file) {
    return DATASET_CONFIG.matcher(file.text()).find();
  }

  @Override
  public Imported read(ForeignFile main, List<ForeignFile> companions, Surroundings surroundings) {
    JsonSource source =
        JsonSource.of(main)
            .orElseThrow(
                () -> new UserError(main.path() + " is no JSON object", "name another file"));
    if (companions.size() > 1) {
      throw new UserError(
          "more than one dataset config beside " + main.path(), "name the one that belongs to it");
    }
    List<SourceKey> keys = source.keys();
    Ledger ledger = Ledger.of(keys);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    keys.forEach(key -> values.put(key.key(), key.value()));
    GuiTable table = GuiTable.bundled();
    GuiFile file = new GuiFile(values, GuiTab.of(values.keySet()), table, source::place);
    GuiReading reading = reading(file, ledger, base(file, main, surroundings), surroundings);
    take(reading, companions);
    source.repeated().stream()
        .filter(ledger::has)
        .forEach(key -> ledger.mappedAs(key, "it stands there twice, and the last one counts"));
    List<Path> files = new ArrayList<>(List.of(main.path()));
    companions.forEach(companion -> files.add(companion.path()));
    return new Imported(
        RecipeFormat.KOHYA_GUI,
        tool(file.tab()),
        List.copyOf(files),
        reading.base(),
        reading.draft().parts(),
        null,
        ledger.accounts(),
        ledger.additions());
  }

  private static String tool(GuiTab tab) {
    return tab.isLora()
        ? "kohya_ss GUI"
        : "kohya_ss GUI, %s tab (it trains %s; the recipe is a LoRA's)"
            .formatted(tab.title(), tab.trained());
  }

  private static GuiReading reading(
      GuiFile file, Ledger ledger, Path base, Surroundings surroundings) {
    GuiModel model = GuiModelKeys.model(file);
    String family = GuiModelKeys.family(file, model);
    String script = surroundings.catalog().family(family).orElseThrow().script();
    List<RawOption> raw =
        RawOptions.read(
            GuiWords.of(file.text("additional_parameters")), surroundings.catalog(), script);
    return new GuiReading(
        file, ledger, new Draft(), surroundings.catalog(), model, family, script, raw, base);
  }

  private static void take(GuiReading reading, List<ForeignFile> companions) {
    GuiModelKeys.take(reading);
    GuiNetwork.take(reading);
    GuiDataset.take(reading, companions);
    GuiLength.take(reading);
    GuiRates.take(reading);
    GuiSchedule.take(reading);
    GuiNoise.take(reading);
    GuiPrompts.take(reading);
    GuiLaunch.take(reading);
    GuiPlain plain = new GuiPlain(reading);
    GuiOthers others = new GuiOthers(reading);
    for (GuiKey key : reading.file().table().keys()) {
      take(reading, plain, others, key);
    }
    if (!reading.file().tab().isLora()) {
      GuiModelKeys.addRank(reading);
    }
    others.nameRun();
    GuiRaw.take(reading);
    GuiModelKeys.askForFiles(reading);
  }

  private static void take(GuiReading reading, GuiPlain plain, GuiOthers others, GuiKey key) {
    switch (key.rule()) {
      case PLAIN -> plain.take(key);
      case WORDS -> GuiWords.take(reading, key);
      case SECRET -> others.secret(key);
      case ATTENTION -> others.attention(key);
      case OPTIMIZER -> others.optimizer(key);
      case WANDB -> others.wandb(key);
      case WEIGHTS -> others.weights(key);
      case FORMAT -> others.format(key);
      case NAME -> others.name(key);
      case OUTPUT -> others.output(key);
      case HUB_RESUME -> others.hubResume(key);
      case FULL_RATES -> {
        if (key.option() == null) {
          others.trainsTextEncoder(key);
        }
      }
      case MODEL,
          NETWORK,
          LAUNCH,
          LENGTH,
          WARMUP,
          CYCLES,
          RATES,
          SAMPLES,
          NOISE,
          DATASET,
          METADATA,
          RAW -> {
        // taken by those that look at several of them together
      }
    }
  }

  /**
   * The GUI runs in its own folder, which the file does not tell: the folder from which a relative
   * path of it is found, looking where the command runs and then from the file upwards.
   */
  private static Path base(GuiFile file, ForeignFile main, Surroundings surroundings) {
    List<Path> folders = new ArrayList<>(List.of(surroundings.workingFolder()));
    Path folder = main.path().getParent();
    for (int i = 0; i < MOST_FOLDERS_UP && folder != null; i++) {
      folders.add(folder);
      folder = folder.getParent();
    }
    for (Path candidate : folders) {
      if (RELATIVE.stream().anyMatch(key -> file.says(key) && isThere(candidate, file.text(key)))) {
        return candidate;
      }
    }
    return surroundings.workingFolder();
  }

  private static boolean isThere(Path folder, String text) {
    try {
      return !text.isEmpty() && !Path.of(text).isAbsolute() && Files.exists(folder.resolve(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
