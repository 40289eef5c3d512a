package dev.lorabake.cli;

import static dev.lorabake.cli.StartUpCase.fails;
import static dev.lorabake.cli.StartUpCase.failsWarned;
import static dev.lorabake.cli.StartUpCase.passesOver;
import static dev.lorabake.cli.StartUpCase.trains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Mistakes from every stage of upstream's start, and trainings that have none. */
final class StartUpCases {
  private StartUpCases() {}

  static List<StartUpCase> all() {
    return Stream.of(settings(), datasets(), learning(), output(), passedOver(), good())
        .flatMap(List::stream)
        .toList();
  }

  private static List<StartUpCase> settings() {
    return List.of(
        fails("a word for a number on the command line", "").word("--train_batch_size", "two"),
        fails(
                "resolution as a number",
                "!dataset_config\ntrain_data_dir = \"folders\"\nresolution = 64")
            .then(StartUpCases::repeatFolder),
        fails("learning_rate in quotes", "learning_rate = \"1e-4\""),
        fails("network_dim in quotes", "network_dim = \"4\""),
        fails("min_snr_gamma in quotes", "min_snr_gamma = \"5\""),
        fails("adaptive_noise_scale alone", "adaptive_noise_scale = 0.01"),
        fails(
            "v_pred_like_loss with v_parameterization",
            "v_pred_like_loss = 1.0\nv_parameterization = true"),
        fails("a VAE that is not there", "vae = \"vae.safetensors\""),
        fails("full_fp16 without fp16", "full_fp16 = true"),
        fails("persistent workers without workers", "persistent_data_loader_workers = true"));
  }

  private static List<StartUpCase> datasets() {
    return List.of(
        fails("num_repeats in quotes", "@@num_repeats = \"2\""),
        fails("an unknown dataset key", "@@image_directory = \"pictures\""),
        fails("an empty image folder", "@@image_dir = \"empty\"")
            .then(folder -> Files.createDirectory(folder.resolve("empty"))),
        fails("an image folder that is not there", "@@image_dir = \"picture\""),
        fails(
            "bucket steps of 48",
            "@enable_bucket = true\n@bucket_reso_steps = 48\n@resolution = 192\n@min_bucket_reso = 96\n@max_bucket_reso = 384"),
        fails("cached latents with color_aug", "@@color_aug = true"),
        fails("an image that is no image", "")
            .then(folder -> Files.writeString(folder.resolve("pictures/000.png"), "no picture")),
        failsWarned("an image cut short", "").then(StartUpCases::cutImage),
        fails("a caption that is no UTF-8", "")
            .then(folder ->
                Files.write(
                    folder.resolve("pictures/000.txt"), new byte[] {'c', (byte) 0xe9, 't'})));
  }

  private static List<StartUpCase> learning() {
    return List.of(
        fails("a network module that is not there", "network_module = \"networks.lorra\""),
        fails("a network argument without =", "network_args = [\"conv_dim\"]"),
        fails("network_weights that are not there", "network_weights = \"old.safetensors\""),
        fails("dim_from_weights alone", "dim_from_weights = true"),
        fails("an unknown optimizer", "optimizer_type = \"AdamX\""),
        fails("an unknown optimizer argument", "optimizer_args = [\"weight_decy=0.1\"]"),
        fails("optimizer_args as one text", "optimizer_args = \"weight_decay=0.1\""),
        fails("fused_backward_pass with AdamW", "fused_backward_pass = true"),
        fails("an unknown scheduler", "lr_scheduler = \"cosin\""),
        fails("constant with a warm-up", "lr_scheduler = \"constant\"\nlr_warmup_steps = 2"));
  }

  private static List<StartUpCase> output() {
    return List.of(
        fails("resume from a folder that is not there", "resume = \"state\""),
        fails(
            "an epoch to start with behind the end",
            "initial_epoch = 40\nskip_until_initial_step = true"),
        fails("an output folder that is a file", "")
            .then(folder -> Files.writeString(folder.resolve("out"), "a file")),
        fails("tensorboard without a folder", "log_with = \"tensorboard\""),
        fails("samples without prompts", "sample_every_n_steps = 2"),
        fails(
                "prompts in a file of another kind",
                "sample_every_n_steps = 2\nsample_prompts = \"prompts.md\"")
            .then(
                folder -> Files.writeString(folder.resolve("prompts.md"), "a cat --w 64 --h 64")));
  }

  private static List<StartUpCase> passedOver() {
    return List.of(
        passesOver("a misspelt option", "netwrok_dim = 8"),
        passesOver("no in quotes, which counts as yes", "network_train_unet_only = \"false\""),
        passesOver("a misspelt option that has text", "lr_sheduler = \"cosine\""));
  }

  private static List<StartUpCase> good() {
    return List.of(
        trains("the good files", ""),
        trains(
            "buckets, convolutions and a warm-up",
            """
            @enable_bucket = true
            @min_bucket_reso = 64
            @max_bucket_reso = 128
            network_args = ["conv_dim=2", "conv_alpha=1"]
            lr_scheduler = "cosine"
            lr_warmup_steps = 0.25
            """),
        trains(
                "folders with repeats and a validation split",
                """
                !dataset_config
                train_data_dir = "folders"
                resolution = "64,64"
                caption_extension = ".txt"
                validation_split = 0.2
                validation_seed = 1
                """)
            .then(StartUpCases::repeatFolder),
        trains(
                "samples, a state and checkpoints on the way",
                """
                sample_every_n_steps = 2
                sample_prompts = "prompts.txt"
                save_every_n_steps = 2
                save_state = true
                """)
            .then(folder ->
                Files.writeString(folder.resolve("prompts.txt"), "a cat --w 64 --h 64 --s 2\n")),
        trains(
            "Adafactor with a noise offset, no latents cached",
            """
            !cache_latents
            optimizer_type = "Adafactor"
            optimizer_args = ["relative_step=False", "scale_parameter=False", "warmup_init=False"]
            noise_offset = 0.05
            adaptive_noise_scale = 0.01
            """));
  }

  private static void repeatFolder(Path folder) throws IOException {
    Files.createDirectory(folder.resolve("folders"));
    Files.move(folder.resolve("pictures"), folder.resolve("folders/2_cat"));
  }

  private static void cutImage(Path folder) throws IOException {
    Path image = folder.resolve("pictures/000.png");
    byte[] bytes = Files.readAllBytes(image);
    Files.write(image, Arrays.copyOf(bytes, bytes.length / 2));
  }
}
