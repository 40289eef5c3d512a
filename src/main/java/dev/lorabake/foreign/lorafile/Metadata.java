package dev.lorabake.foreign.lorafile;

import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.foreign.SourceTree;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a LoRA as texts, with a ledger of every key. A text that holds JSON stands in the
 * ledger by its own keys; what counts tags and buckets, which may be megabytes long, as one.
 */
final class Metadata {
  /** JSON of which each key says a setting. */
  private static final Set<String> TREES =
      Set.of("ss_datasets", "ss_network_args", "ss_dataset_dirs", "ss_reg_dataset_dirs");

  /** JSON that counts what lay in the datasets; some stand within the trees too. */
  private static final Set<String> COUNTS =
      Set.of("ss_tag_frequency", "ss_bucket_info", "tag_frequency", "bucket_info");

  private final Map<String, String> texts;
  private final Map<String, Object> trees = new LinkedHashMap<>();
  private final Ledger ledger;

  /** In the order of the alphabet: that of the file is another each time it is written. */
  Metadata(Map<String, String> unsorted) {
    texts = new TreeMap<>(unsorted);
    List<SourceKey> keys = new ArrayList<>();
    texts.forEach((key, text) -> {
      Object tree = TREES.contains(key) || COUNTS.contains(key) ? json(text) : null;
      if (tree != null && COUNTS.contains(key)) {
        keys.add(new SourceKey(key, counted(tree), null));
      } else if (tree != null && isFull(tree)) {
        Object short_ = shortened(tree);
        trees.put(key, short_);
        keys.addAll(SourceTree.keys(Map.of(key, short_), "", _ -> null));
      } else {
        keys.add(new SourceKey(key, text, null));
      }
    });
    ledger = Ledger.of(keys);
  }

  Ledger ledger() {
    return ledger;
  }

  Set<String> keys() {
    return texts.keySet();
  }

  /** The text of a key that says something: {@code None} is how Python writes that it does not. */
  Optional<String> text(String key) {
    return Optional.ofNullable(texts.get(key)).map(String::strip).filter(Metadata::says);
  }

  /** The key as it is written, {@code None} too. */
  Optional<String> raw(String key) {
    return Optional.ofNullable(texts.get(key));
  }

  static boolean says(String text) {
    return !text.isEmpty() && !text.equals("None") && !text.equals("null");
  }

  /** The JSON of a key: maps and lists. */
  Optional<Object> tree(String key) {
    return Optional.ofNullable(trees.get(key));
  }

  /** Who wrote it, for the end of a title; empty where nobody says. */
  String writer() {
    Optional<String> commit = text("ss_sd_scripts_commit_hash");
    if (commit.isPresent()) {
      String shown = commit.get().length() > 8 ? commit.get().substring(0, 8) : commit.get();
      return ", sd-scripts " + shown;
    }
    if (texts.containsKey("ot_config") || texts.containsKey("ot_branch")) {
      return " of OneTrainer";
    }
    if (text("software").orElse("").contains("ai-toolkit")) {
      return " of ai-toolkit";
    }
    return texts.keySet().stream().anyMatch(key -> key.startsWith("ss_")) ? ", sd-scripts" : "";
  }

  private static boolean isFull(@Nullable Object tree) {
    return (tree instanceof Map<?, ?> map && !map.isEmpty())
        || (tree instanceof List<?> list && !list.isEmpty());
  }

  private static @Nullable Object json(String text) {
    try {
      return Json.value(text, "metadata");
    } catch (JsonError e) {
      return null; // told as the text that it is
    }
  }

  /** The same with counts in place of what counts tags and buckets. */
  private static Object shortened(Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> {
          boolean counts = COUNTS.contains(String.valueOf(key));
          copy.put(key, value == null ? "None" : counts ? counted(value) : shortened(value));
        });
        yield copy;
      }
      case List<?> list ->
          list.stream().map(item -> item == null ? "None" : shortened(item)).toList();
      default -> tree;
    };
  }

  private static String counted(Object tree) {
    if (!(tree instanceof Map<?, ?> folders)) {
      return "(counts)";
    }
    long entries =
        folders.values().stream()
            .mapToLong(value -> value instanceof Map<?, ?> map ? map.size() : 1)
            .sum();
    return "(%d entries in %d groups)".formatted(entries, folders.size());
  }
}
