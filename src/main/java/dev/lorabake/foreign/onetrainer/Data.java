package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.List;

/** What holds for all images: size, batch, buckets, caches. */
final class Data {
  private final Config config;
  private final Mapping to;
  private final Draft.Table general;

  private Data(Config config) {
    this.config = config;
    this.to = config.to();
    this.general = to.draft().general();
  }

  static void map(Config config) {
    Data data = new Data(config);
    data.batch();
    data.resolution();
    data.buckets();
    data.caches();
    data.text();
  }

  private void batch() {
    Key batch = config.key("batch_size");
    general.set("batch_size", Math.max(1, batch.whole(1)), batch.place());
    batch.mapped("general.batch_size");
    Key threads = config.key("dataloader_threads");
    if (threads.says()) {
      to.setNear(
          threads,
          "OneTrainer's threads become sd-scripts' processes",
          "max_data_loader_n_workers",
          Math.max(0, threads.whole(2)));
    } else {
      threads.unset();
    }
  }

  private void resolution() {
    Key key = config.key("resolution");
    List<Object> sizes = config.resolutions();
    if (sizes.isEmpty()) {
      key.question("this is no resolution: say one such as 1024", "datasets[0].resolution");
    } else if (sizes.size() == 1) {
      key.mapped("datasets[0].resolution");
      if (!key.there()) {
        to.keys().ledger().added("datasets[0].resolution", sizes.getFirst(), Config.OWN);
      }
    } else {
      key.approximated(
          "a [[datasets]] block for each: every image is trained at every size in an epoch, where"
              + " OneTrainer takes one of them at random",
          "datasets[0].resolution");
    }
  }

  private void buckets() {
    Key key = config.key("aspect_ratio_bucketing");
    boolean on = key.flag(true);
    general.set("enable_bucket", on, key.place());
    key.mapped("general.enable_bucket");
    if (!key.there()) {
      to.keys().ledger().added("general.enable_bucket", on, Config.OWN);
    }
    List<Object> sizes = config.resolutions();
    if (!on || sizes.isEmpty()) {
      return;
    }
    long largest = sizes.stream().mapToLong(Resolutions::longest).max().orElse(0);
    long smallest = sizes.stream().mapToLong(Resolutions::longest).min().orElse(0);
    String why = "OneTrainer's buckets go up to four times as wide as high";
    range("max_bucket_reso", roundUp(2 * largest), why);
    range("min_bucket_reso", Math.max(64, smallest / 2 / 64 * 64), why);
  }

  private static long roundUp(long side) {
    return Math.ceilDiv(side, 64) * 64;
  }

  private void range(String option, long value, String why) {
    general.set(option, value, null);
    to.keys().ledger().added("general." + option, value, why);
  }

  /** Both on the disk, the text encoders' only where nothing about captions varies. */
  private void caches() {
    Key key = config.key("latent_caching");
    if (!config.caches()) {
      key.mapped();
      return;
    }
    to.setOrAdd(key, "cache_latents", true, Config.OWN);
    boolean shared = config.model().hasUnet() && config.resolutions().size() > 1;
    if (shared) {
      key.mappedAs("in memory, since this family's files on the disk hold one size of an image");
    } else {
      to.draft().train().set("cache_latents_to_disk", true, key.place());
      key.mapped("train.cache_latents_to_disk");
    }
    boolean trainsT5 = config.family().equals("flux") && config.trains("text_encoder_2");
    if (to.hears("cache_text_encoder_outputs")
        && !(config.model().hasUnet() && config.trainsText())
        && !trainsT5
        && (config.model().textEncoders().size() > 1 || !config.trainsText())
        && !Concepts.varyCaptions(config)) {
      to.draft().train().set("cache_text_encoder_outputs", true, key.place());
      to.draft().train().set("cache_text_encoder_outputs_to_disk", true, key.place());
      key.mapped("train.cache_text_encoder_outputs", "train.cache_text_encoder_outputs_to_disk");
    }
  }

  /** How much of a caption is read. */
  private void text() {
    skip();
    Key first = config.key("text_encoder_sequence_length");
    Key second = config.key("text_encoder_2_sequence_length");
    String length = "t5xxl_max_token_length";
    switch (config.family()) {
      case "flux" -> {
        to.setOrAdd(second, length, second.whole(77), Config.OWN);
        first.unset();
      }
      case "sd3" -> {
        to.add(length, 77L, "OneTrainer reads so many tokens");
        first.unset();
        second.unset();
      }
      default -> {
        first.unset();
        second.unset();
      }
    }
  }

  private void skip() {
    Key first = config.key("text_encoder_layer_skip");
    long layers = first.whole(0);
    if (layers <= 0) {
      first.unset();
    } else if (config.family().equals("sd15")) {
      to.setAs(first, "counted from 1", "clip_skip", layers + 1);
    } else {
      first.dropped("sd-scripts takes the layer that this family was made with");
    }
    for (String name :
        List.of(
            "text_encoder_2_layer_skip",
            "text_encoder_3_layer_skip",
            "text_encoder_4_layer_skip")) {
      Key key = config.key(name);
      if (key.whole(0) == 0) {
        key.unset();
      } else {
        key.dropped("sd-scripts takes the layer that this family was made with");
      }
    }
  }
}
