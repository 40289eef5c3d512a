package dev.lorabake.train;

import dev.lorabake.recipe.TomlText;
import java.nio.file.Path;

/**
 * The recipe that the self-test trains.
 *
 * @param precision {@code no}, {@code fp16} or {@code bf16}
 * @param steps how many to train
 */
record SelftestRecipe(Path folder, String precision, String optimizer, int steps) {
  String text() {
    return """
    recipe = 1
    name = "selftest"
    family = "sd15"
    network = "lora"

    [train]
    pretrained_model_name_or_path = %s
    tokenizer_cache_dir = %s
    output_dir = %s
    network_dim = 4
    network_alpha = 4
    max_train_steps = %d
    learning_rate = 1e-4
    optimizer_type = "%s"
    mixed_precision = "%s"
    save_precision = "float"
    sdpa = true
    cache_latents = true
    caption_extension = ".txt"
    max_data_loader_n_workers = 0
    seed = 1

    [[datasets]]
    resolution = 64
    batch_size = 2
    enable_bucket = false

    [[datasets.subsets]]
    image_dir = %s
    num_repeats = 2

    [launch]
    launcher = "python"
    num_cpu_threads_per_process = 1
    """
        .formatted(
            TomlText.value(folder.resolve("model").toString()),
            TomlText.value(folder.resolve("tokenizers").toString()),
            TomlText.value(folder.resolve("output").toString()),
            steps,
            optimizer,
            precision,
            TomlText.value(folder.resolve("pictures").toString()));
  }
}
