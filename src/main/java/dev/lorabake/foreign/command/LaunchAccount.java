package dev.lorabake.foreign.command;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.Secrets;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Place;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts what the launcher is told into {@code [launch]}. */
final class LaunchAccount {
  private static final Set<String> NUMBERS =
      Set.of(
          LaunchKeys.NUM_PROCESSES,
          LaunchKeys.NUM_MACHINES,
          LaunchKeys.MACHINE_RANK,
          LaunchKeys.MAIN_PROCESS_PORT,
          LaunchKeys.NUM_CPU_THREADS_PER_PROCESS);
  private static final Set<String> TEXTS =
      Set.of(LaunchKeys.MAIN_PROCESS_IP, LaunchKeys.DYNAMO_BACKEND);
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
  private static final Pattern GPUS = Pattern.compile("\\d+(,\\d+)*");

  /** What torchrun calls them. */
  private static final Map<String, String> TORCHRUN =
      Map.of(
          "nproc_per_node", LaunchKeys.NUM_PROCESSES,
          "nnodes", LaunchKeys.NUM_MACHINES,
          "node_rank", LaunchKeys.MACHINE_RANK,
          "master_addr", LaunchKeys.MAIN_PROCESS_IP,
          "master_port", LaunchKeys.MAIN_PROCESS_PORT);

  private final Draft draft;
  private final Ledger ledger;
  private final TrainingCommand.Launcher launcher;
  private final Path base;
  private final List<Object> extra = new ArrayList<>();
  private @Nullable String precisionKey;
  private String precision = "";

  /**
   * @param base against which relative paths count
   */
  LaunchAccount(Draft draft, Ledger ledger, TrainingCommand.Launcher launcher, Path base) {
    this.draft = draft;
    this.ledger = ledger;
    this.launcher = launcher;
    this.base = base;
  }

  /** Takes one option; {@code key} stands in the ledger. */
  void take(String key, LaunchOption option) {
    Place place = option.words().getFirst().place();
    List<String> doubts =
        option.words().stream().flatMap(word -> word.doubts().stream()).distinct().toList();
    if (option.name().matches(".*(secret|access_key|token).*")) {
      ledger.secret(key, Secrets.where(option.name()));
    } else if (!doubts.isEmpty()) {
      ledger.question(key, String.join("; ", doubts), "launch");
    } else {
      switch (launcher) {
        case ACCELERATE -> accelerate(key, option, place);
        case TORCHRUN -> torchrun(key, option, place);
        case PYTHON, UNKNOWN -> ledger.dropped(key, "lorabake starts Python with words of its own");
      }
    }
  }

  private void torchrun(String key, LaunchOption option, Place place) {
    String name = TORCHRUN.get(option.name());
    if (name == null) {
      ledger.dropped(key, "accelerate starts the processes, which has no such flag or needs none");
    } else {
      accelerate(key, new LaunchOption(name, option.words(), option.value()), place);
    }
  }

  private void accelerate(String key, LaunchOption option, Place place) {
    if (NUMBERS.contains(option.name())) {
      number(key, option, place);
    } else if (TEXTS.contains(option.name())) {
      set(key, option.name(), option.value(), place);
    } else {
      switch (option.name()) {
        case LaunchKeys.GPU_IDS -> gpus(key, option.value(), place);
        case "mixed_precision" -> {
          precisionKey = key;
          precision = option.value();
        }
        case "multi_gpu" ->
            ledger.mappedAs(
                key, "with more than one process it is passed anyway", "launch.num_processes");
        case "quiet" -> ledger.dropped(key, "it only hides what the launcher says of a failure");
        case "module" -> ledger.dropped(key, "the script is started as a file");
        case "config_file" -> {
          extra(option, place);
          ledger.mappedAs(
              key,
              "passed as it is; what the recipe says of processes and cards stands above it",
              "launch.extra_args");
        }
        default -> {
          extra(option, place);
          ledger.mapped(key, "launch.extra_args");
        }
      }
    }
  }

  private void extra(LaunchOption option, Place place) {
    if (option.name().equals("config_file")) {
      extra.add("--config_file");
      extra.add(found(option.value()));
    } else {
      option.words().forEach(word -> extra.add(word.text()));
    }
    draft.launch().set(LaunchKeys.EXTRA_ARGS, List.copyOf(extra), place);
  }

  /** A file that is there, wherever the training starts later. */
  private String found(String path) {
    try {
      Path file = base.resolve(path).normalize();
      return Files.isRegularFile(file) ? file.toString() : path;
    } catch (InvalidPathException e) {
      return path;
    }
  }

  private void number(String key, LaunchOption option, Place place) {
    if (WHOLE.matcher(option.value()).matches()) {
      set(key, option.name(), Long.parseLong(option.value()), place);
    } else {
      ledger.question(key, "it should be a whole number", "launch." + option.name());
    }
  }

  private void set(String key, String name, Object value, Place place) {
    draft.launch().set(name, value, place);
    ledger.mapped(key, "launch." + name);
  }

  /** Cards by number, as accelerate and {@code CUDA_VISIBLE_DEVICES} take them. */
  void gpus(String key, String value, Place place) {
    if (draft.launch().has(LaunchKeys.GPU_IDS)) {
      ledger.dropped(key, "another word says which cards are used");
    } else if (GPUS.matcher(value).matches()) {
      set(key, LaunchKeys.GPU_IDS, value, place);
    } else if (value.isEmpty() || value.equals("all")) {
      ledger.unset(key);
    } else {
      ledger.question(key, "it names no cards by number", "launch." + LaunchKeys.GPU_IDS);
    }
  }

  /**
   * The launcher's precision says nothing to upstream, which always hands its own to accelerate
   * ({@code prepare_accelerator} of library/train_util.py).
   */
  void endWithPrecision() {
    String key = precisionKey;
    if (key == null) {
      return;
    }
    String own = draft.train().value("mixed_precision").map(String::valueOf).orElse("");
    if (own.equals(precision)) {
      ledger.mapped(key, "train.mixed_precision");
    } else if (!own.isEmpty()) {
      ledger.dropped(key, "the script's own --mixed_precision counts");
    } else {
      draft.train().set("mixed_precision", precision, null);
      ledger.mapped(key, "train.mixed_precision");
      if (!precision.equals("no")) {
        ledger.ranOtherwise(
            key,
            "without mixed precision: sd-scripts goes by its own --mixed_precision, which is no"
                + " unless given",
            "mixed_precision = " + precision);
      }
    }
  }
}
