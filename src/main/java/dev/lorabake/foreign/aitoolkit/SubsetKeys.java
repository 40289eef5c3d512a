package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignPath;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;

/**
 * The keys of one dataset that become those of a subset.
 *
 * @param item prefix of its keys
 * @param target the subset's name in the report
 * @param masked whether its images have masks, beside which sd-scripts takes fewer keys
 */
record SubsetKeys(Job job, String item, Draft.Table subset, String target, boolean masked) {

  void map() {
    folder();
    captions();
    Key repeats = key("num_repeats");
    if (repeats.says()) {
      set(repeats, "num_repeats", Math.max(1, repeats.whole(1)));
    }
    flag("flip_x", "flip_aug");
    Key crop = key("random_crop");
    if (crop.flag(false) && (masked || job.draft().train().has("cache_latents"))) {
      crop.dropped("what is cached, or has masks, is cut once");
    } else {
      flag("random_crop", "random_crop");
    }
    masks();
  }

  private Key key(String name) {
    return job.key(item + "." + name);
  }

  private void set(Key key, String option, Object value) {
    subset.set(option, value, key.place());
    key.mapped(target + "." + option);
  }

  private void flag(String name, String option) {
    Key key = key(name);
    if (key.flag(false)) {
      set(key, option, true);
    } else {
      key.unset();
    }
  }

  private void rate(String name, String option) {
    Key key = key(name);
    if (key.number(0) > 0) {
      set(key, option, key.number(0));
    } else {
      key.unset();
    }
  }

  private void folder() {
    Key folder = key("folder_path");
    Key either = key("dataset_path");
    Key said = folder.says() ? folder : either;
    String text = said.text().orElse("");
    ForeignPath path = ForeignPath.of(text, "dataset folder", job.to().base());
    subset.set("image_dir", path.value(), said.place());
    Mapping.account(said, path.question(), target + ".image_dir");
    if (!said.there()) {
      job.keys().ledger().added(target + ".image_dir", path.value(), "the dataset names no folder");
    }
    if (text.endsWith(".json")) {
      said.question(
          "a list of images in a form of ai-toolkit's own: name a folder with captions",
          target + ".image_dir");
    }
    Key frames = key("num_frames");
    if (frames.whole(1) > 1) {
      frames.question("it holds videos, and sd-scripts trains images", target + ".image_dir");
    } else {
      frames.unset();
    }
  }

  private void captions() {
    Key old = key("caption_type");
    Key ending = old.says() ? old : key("caption_ext");
    String word = ending.text().orElse("txt");
    if (word.contains("json")) {
      subset.set("caption_extension", ".txt", ending.place());
      ending.question(
          "captions in ai-toolkit's JSON: write each into a .txt beside its image",
          target + ".caption_extension");
    } else {
      set(ending, "caption_extension", word.startsWith(".") ? word : "." + word);
      if (!ending.there()) {
        job.keys().ledger().added(target + ".caption_extension", ".txt", Job.OWN);
      }
    }
    Key otherwise = key("default_caption");
    if (otherwise.says() && masked) {
      otherwise.dropped("beside masks sd-scripts takes captions from files alone");
    } else if (otherwise.says()) {
      set(otherwise, "class_tokens", job.named(otherwise.text().orElse("")));
    } else {
      otherwise.unset();
    }
    rate("caption_dropout_rate", "caption_dropout_rate");
    rate("token_dropout_rate", "caption_tag_dropout_rate");
    flag("shuffle_tokens", "shuffle_caption");
    Key keep = key("keep_tokens");
    if (keep.whole(0) > 0) {
      set(keep, "keep_tokens", keep.whole(0));
    } else {
      keep.unset();
    }
  }

  private void masks() {
    Key alpha = key("alpha_mask");
    if (alpha.flag(false)) {
      set(alpha, "alpha_mask", true);
      job.draft().train().set("masked_loss", true, alpha.place());
      alpha.mapped("train.masked_loss");
    } else {
      alpha.unset();
    }
    Key masks = key("mask_path");
    if (!masked) {
      if (masks.says()) {
        masks.dropped("regularisation images take no masks");
      } else {
        masks.unset();
      }
      return;
    }
    ForeignPath path =
        ForeignPath.of(masks.text().orElse(""), "folder of the masks", job.to().base());
    subset.set("conditioning_data_dir", path.value(), masks.place());
    job.draft().train().set("masked_loss", true, masks.place());
    masks.mapped("train.masked_loss");
    Mapping.account(masks, path.question(), target + ".conditioning_data_dir");
  }
}
