package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.recipe.Placeholder;

/**
 * A concept's captions.
 *
 * @param target the subset's name in the report
 */
record ConceptText(Config config, String concept, Draft.Table subset, String target) {

  void map() {
    source();
    Key shuffle = key("enable_tag_shuffling");
    Key drop = key("tag_dropout_enable");
    boolean varies = shuffle.flag(false) || drop.flag(false);
    if (shuffle.flag(false)) {
      set(shuffle, "shuffle_caption", true);
    } else {
      shuffle.unset();
    }
    dropout(drop);
    Key keep = key("keep_tags_count");
    Key delimiter = key("tag_delimiter");
    if (!varies) {
      keep.unset();
      delimiter.unset();
      return;
    }
    set(keep, "keep_tokens", Math.max(0, keep.whole(1)));
    if (!keep.there()) {
      config.keys().ledger().added(target + ".keep_tokens", 1L, Config.OWN);
    }
    String separator = delimiter.says() ? delimiter.text().orElse(",") : ",";
    set(delimiter, "caption_separator", separator);
  }

  private Key key(String name) {
    return config.key(concept + ".text." + name);
  }

  private void set(Key key, String option, Object value) {
    subset.set(option, value, key.place());
    key.mapped(target + "." + option);
  }

  private void source() {
    Key source = key("prompt_source");
    Key path = key("prompt_path");
    switch (source.text().orElse("sample")) {
      case "sample" -> {
        set(source, "caption_extension", ".txt");
        source.mappedAs(
            "of a caption file with several lines OneTrainer takes one at random, sd-scripts the"
                + " first unless enable_wildcard is set");
        path.unset();
        if (!source.there()) {
          config.keys().ledger().added(target + ".caption_extension", ".txt", Config.OWN);
        }
      }
      case "concept" -> {
        if (config.masked()) {
          subset.set("caption_extension", ".txt", source.place());
          String what =
              "beside masks sd-scripts takes captions from files alone: write one for each";
          source.question(what, target + ".caption_extension");
          path.question(what, target + ".caption_extension");
          return;
        }
        subset.set("class_tokens", Placeholder.of("caption for every image"), source.place());
        source.question(
            "all images share the captions of one file: write one of them",
            target + ".class_tokens");
        path.question(
            "its lines are captions for all images: sd-scripts takes one",
            target + ".class_tokens");
      }
      default -> {
        subset.set("caption_extension", ".txt", source.place());
        source.question(
            "sd-scripts makes no captions of file names: write each into a .txt beside its image",
            target + ".caption_extension");
        path.unset();
      }
    }
  }

  private void dropout(Key on) {
    Key mode = key("tag_dropout_mode");
    Key rate = key("tag_dropout_probability");
    if (!on.flag(false) || rate.number(0) <= 0) {
      on.unset();
      mode.unset();
      rate.unset();
      for (String name :
          new String[] {
            "tag_dropout_special_tags_mode",
            "tag_dropout_special_tags",
            "tag_dropout_special_tags_regex"
          }) {
        key(name).unset();
      }
      return;
    }
    String word = mode.text().orElse("FULL");
    String option = word.equals("FULL") ? "caption_dropout_rate" : "caption_tag_dropout_rate";
    set(rate, option, rate.number(0));
    on.mapped(target + "." + option);
    if (word.equals("FULL") || word.equals("RANDOM")) {
      mode.mapped(target + "." + option);
    } else {
      mode.approximated("each tag is as likely to go as any other", target + "." + option);
    }
  }
}
