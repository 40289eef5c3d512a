package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import dev.lorabake.recipe.Placeholder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The datasets: a block for each resolution, in which each folder is a subset
 * (toolkit/config_modules.py, {@code DatasetConfig} and {@code preprocess_dataset_raw_config}).
 */
final class Datasets {
  private static final long SIDE = 512;

  /** What a block of sd-scripts holds in common. */
  private record Kind(
      Object resolution, long batch, boolean buckets, double multiplier, boolean masks) {}

  private final Job job;
  private final Mapping to;
  private final Map<Kind, Draft.Dataset> blocks = new LinkedHashMap<>();

  private Datasets(Job job) {
    this.job = job;
    this.to = job.to();
  }

  static void map(Job job) {
    new Datasets(job).map();
  }

  private void map() {
    List<String> items = job.keys().items("datasets");
    caches(items);
    Draft.Table general = to.draft().general();
    general.set("bucket_no_upscale", true, null);
    to.keys().ledger().added("general.bucket_no_upscale", true, "ai-toolkit enlarges no image");
    List<String> regular = new ArrayList<>();
    for (String item : items) {
      if (job.key(item + ".is_reg").flag(false)) {
        regular.add(item);
      } else {
        job.key(item + ".is_reg").unset();
        training(item);
      }
    }
    if (blocks.isEmpty()) {
      Kind plain =
          new Kind(
              (long) to.family().resolution(),
              Math.max(1, job.key("train.batch_size").whole(1)),
              true,
              1,
              false);
      nobody(blocks.computeIfAbsent(plain, this::open));
    }
    regular.forEach(this::regularisation);
    trigger(items);
    job.key("train.batch_size").mapped(all("batch_size"));
  }

  /** A key of every block, as the report names it. */
  private String[] all(String key) {
    return IntStream.range(0, to.draft().datasets().size())
        .mapToObj(i -> "datasets[" + i + "]." + key)
        .toArray(String[]::new);
  }

  /** sd-scripts caches all or nothing. */
  private void caches(List<String> items) {
    List<Key> disk = said(items, ".cache_latents_to_disk");
    List<Key> memory = said(items, ".cache_latents");
    boolean several =
        items.stream().anyMatch(item -> job.key(item + ".resolution").list().size() > 1);
    boolean shared = job.model().hasUnet() && several;
    if (!disk.isEmpty() || !memory.isEmpty()) {
      to.draft().train().set("cache_latents", true, null);
      memory.forEach(key -> key.mapped("train.cache_latents"));
    }
    if (!disk.isEmpty() && shared) {
      disk.forEach(key ->
          key.approximated(
              "in memory: this family's files on the disk hold one size of an image",
              "train.cache_latents"));
    } else if (!disk.isEmpty()) {
      to.draft().train().set("cache_latents_to_disk", true, null);
      disk.forEach(key -> key.mapped("train.cache_latents", "train.cache_latents_to_disk"));
    }
    Key all = job.key("train.cache_text_embeddings");
    List<Key> text = said(items, ".cache_text_embeddings");
    if (all.flag(false)) {
      text.add(all);
    }
    boolean varied = items.stream().anyMatch(this::variesCaptions);
    if (text.isEmpty()) {
      all.unset();
    } else if (!to.hears("cache_text_encoder_outputs")) {
      text.forEach(key -> key.dropped("sd-scripts cannot for this family"));
    } else if (varied && !job.family().equals("anima")) {
      text.forEach(key ->
          key.dropped(
              "sd-scripts cannot leave out or shuffle captions that are cached, which the datasets ask for"));
    } else {
      to.draft().train().set("cache_text_encoder_outputs", true, null);
      to.draft().train().set("cache_text_encoder_outputs_to_disk", true, null);
      text.forEach(key ->
          key.mapped(
              "train.cache_text_encoder_outputs", "train.cache_text_encoder_outputs_to_disk"));
    }
  }

  private List<Key> said(List<String> items, String name) {
    List<Key> keys = new ArrayList<>();
    for (String item : items) {
      Key key = job.key(item + name);
      if (key.flag(false)) {
        keys.add(key);
      } else {
        key.unset();
      }
    }
    return keys;
  }

  private boolean variesCaptions(String item) {
    return job.key(item + ".caption_dropout_rate").number(0) > 0
        || job.key(item + ".token_dropout_rate").number(0) > 0
        || job.key(item + ".shuffle_tokens").flag(false);
  }

  private List<Object> sizes(String item) {
    Key key = job.key(item + ".resolution");
    List<Object> sizes = new ArrayList<>();
    for (Object size : key.list()) {
      if (size instanceof Number number && number.longValue() > 0) {
        sizes.add(number.longValue());
      }
    }
    if (sizes.isEmpty()) {
      if (key.says()) {
        key.question("this is no resolution: say one such as 1024", "datasets[0].resolution");
      }
      sizes.add(SIDE);
    }
    return sizes;
  }

  private void training(String item) {
    List<Object> sizes = sizes(item);
    for (Object size : sizes) {
      Draft.Dataset block = block(size, item);
      new SubsetKeys(job, item, block.subset(), target(block), masks(item)).map();
    }
    Key resolution = job.key(item + ".resolution");
    for (Object size : sizes) {
      int index = to.draft().datasets().indexOf(block(size, item));
      String target = "datasets[" + index + "].";
      resolution.mapped(target + "resolution");
      job.key(item + ".batch_size").mapped(target + "batch_size");
      job.key(item + ".network_weight").mapped(target + "network_multiplier");
      job.key(item + ".buckets").mapped(target + "enable_bucket");
      if (!resolution.there()) {
        to.keys().ledger().added(target + "resolution", SIDE, Job.OWN);
      }
    }
    if (sizes.size() > 1) {
      resolution.mappedAs("a block for each");
    }
  }

  private String target(Draft.Dataset block) {
    return "datasets["
        + to.draft().datasets().indexOf(block)
        + "].subsets["
        + (block.subsets().size() - 1)
        + "]";
  }

  private Draft.Dataset block(Object size, String item) {
    long batch = job.key(item + ".batch_size").whole(job.key("train.batch_size").whole(1));
    Kind kind =
        new Kind(
            size,
            Math.max(1, batch),
            job.key(item + ".buckets").flag(true),
            job.key(item + ".network_weight").number(1),
            masks(item));
    return blocks.computeIfAbsent(kind, this::open);
  }

  /** Images with masks and such without do not go together in a block. */
  private boolean masks(String item) {
    return job.key(item + ".mask_path").says();
  }

  private Draft.Dataset open(Kind kind) {
    Draft.Dataset block = to.draft().dataset();
    block.keys().set("resolution", kind.resolution, null);
    block.keys().set("batch_size", kind.batch, null);
    block.keys().set("enable_bucket", kind.buckets, null);
    if (kind.multiplier != 1) {
      block.keys().set("network_multiplier", kind.multiplier, null);
    }
    return block;
  }

  /** They count only beside images that are trained. */
  private void regularisation(String item) {
    Key flag = job.key(item + ".is_reg");
    List<Object> sizes = sizes(item);
    List<Draft.Dataset> fit =
        blocks.entrySet().stream()
            .filter(block -> !block.getKey().masks)
            .map(Map.Entry::getValue)
            .toList();
    if (fit.isEmpty()) {
      job.keys()
          .under(item)
          .forEach(key -> key.dropped("sd-scripts takes none beside images with masks"));
      return;
    }
    List<Draft.Dataset> hosts =
        fit.stream()
            .filter(block -> sizes.contains(block.keys().value("resolution").orElse("")))
            .toList();
    boolean elsewhere = hosts.isEmpty();
    for (Draft.Dataset host : elsewhere ? List.of(fit.getFirst()) : hosts) {
      Draft.Table subset = host.subset();
      subset.set("is_reg", true, flag.place());
      String target = target(host);
      new SubsetKeys(job, item, subset, target, false).map();
      flag.mapped(target + ".is_reg");
    }
    Key resolution = job.key(item + ".resolution");
    if (elsewhere) {
      resolution.approximated("that of the images it stands beside", "datasets[0].resolution");
    } else {
      resolution.mapped();
    }
    for (String name : List.of(".batch_size", ".network_weight", ".buckets")) {
      job.key(item + name).mappedAs("the block of the images it stands beside says it");
    }
  }

  private void nobody(Draft.Dataset block) {
    Draft.Table subset = block.subset();
    subset.set("image_dir", Placeholder.of("dataset folder"), null);
    subset.set("caption_extension", ".txt", null);
    to.keys()
        .ledger()
        .added(
            "datasets[0].subsets[0].image_dir",
            Placeholder.of("dataset folder"),
            "the job has no folder of images: name one");
  }

  private void trigger(List<String> items) {
    List<Key> words = new ArrayList<>(List.of(job.key("trigger_word")));
    items.forEach(item -> words.add(job.key(item + ".trigger_word")));
    for (Key word : words) {
      if (!word.says()) {
        word.unset();
        continue;
      }
      String text = word.text().orElse("");
      if (!to.draft().train().has("metadata_trigger_phrase")) {
        to.draft().train().set("metadata_trigger_phrase", text, word.place());
      }
      word.approximated(
          "the LoRA names it; sd-scripts does not write it into captions: put it in front of each"
              + " that lacks it, and in the place of [trigger] (caption_prefix does the first for"
              + " all, where captions are not cached)",
          "train.metadata_trigger_phrase");
    }
  }
}
