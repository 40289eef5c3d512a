package dev.lorabake.train;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.recipe.TomlText;

/** Writes the smallest sound recipe of a family, for families that have no template. */
final class RecipeSkeleton {
  private final Catalog catalog;
  private final StringBuilder out = new StringBuilder();

  private RecipeSkeleton(Catalog catalog) {
    this.catalog = catalog;
  }

  static String text(Catalog catalog, Family family) {
    return new RecipeSkeleton(catalog).write(family);
  }

  private String write(Family family) {
    out.append("# ").append(family.title()).append(": a plain start\n");
    out.append("recipe = 1\n");
    out.append("name = \"my-lora\"\n");
    out.append("family = ").append(TomlText.value(family.id())).append('\n');
    out.append("network = ").append(TomlText.value(family.defaultNetwork())).append("\n\n");
    out.append("[train]\n");
    train("pretrained_model_name_or_path", "<base model file>");
    for (String option : family.requires()) {
      if (!option.equals("pretrained_model_name_or_path")) {
        train(option, "<" + option + " file>");
      }
    }
    train("output_dir", "output");
    train("network_dim", 16L);
    train("network_alpha", 8L);
    train("max_train_epochs", 10L);
    train("save_every_n_epochs", 1L);
    train("learning_rate", 1e-4);
    train("optimizer_type", "AdamW8bit");
    train("lr_scheduler", "cosine");
    train("mixed_precision", family.usualPrecision());
    train("save_precision", family.usualPrecision());
    train("gradient_checkpointing", true);
    train("cache_latents", true);
    train("sdpa", true);
    train("caption_extension", ".txt");
    train("seed", 42L);
    out.append("\n[[datasets]]\n");
    out.append("resolution = ").append(family.resolution()).append('\n');
    out.append("batch_size = 1\n");
    out.append("enable_bucket = true\n");
    out.append("max_bucket_reso = ").append(family.resolution() * 2).append('\n');
    out.append("\n[[datasets.subsets]]\n");
    out.append("image_dir = \"<dataset folder>\"\n");
    out.append("num_repeats = 10\n");
    return out.toString();
  }

  private void train(String option, Object value) {
    catalog
        .option(option)
        .ifPresent(known -> out.append("# ").append(known.note().help()).append('\n'));
    out.append(option).append(" = ").append(TomlText.value(value)).append('\n');
  }
}
