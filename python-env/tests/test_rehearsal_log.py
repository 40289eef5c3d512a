"""The rehearsal prints what upstream printed: whole transcripts of real runs, times and losses aside."""

import os
import unittest

from rehearsal_support import Place, comparable, folder, golden

TRAIN = [(300, 500), (670, 369), (400, 300), (400, 300), (256, 256), (256, 256)]
MODEL = ("--pretrained_model_name_or_path", "models/sd15", "--tokenizer_cache_dir", "models/tokenizers")
NETWORK = ("--network_module", "networks.lora", "--network_dim", "4", "--network_alpha", "2")
BUCKETS = ("--enable_bucket", "--min_bucket_reso", "64", "--max_bucket_reso", "256")
USUAL = (
    "--cache_latents",
    "--train_batch_size",
    "2",
    "--learning_rate",
    "1e-4",
    "--optimizer_type",
    "AdamW",
    "--lr_scheduler",
    "constant",
    "--save_model_as",
    "safetensors",
    "--caption_extension",
    ".txt",
    "--seed",
    "42",
)
ONE_PROCESS = ("--max_data_loader_n_workers", "0")
PROMPTS = (
    "sks cat sitting on a sofa --n low quality, blurry --w 64 --h 64 --s 2 --l 7.5 --d 1\n"
    "sks cat, outdoors, grass --w 64 --h 64 --s 2\n"
)


class LogTest(Place):
    def arguments(self, data: str, out: str, side: str, *more: str) -> list:
        output = (
            "--train_data_dir",
            "dataset/" + data,
            "--output_dir",
            "output/" + out,
            "--output_name",
            "sks_cat",
        )
        return list(MODEL + output + NETWORK + ("--resolution", side) + BUCKETS + USUAL + more)

    def pictures(self, cached: bool) -> None:
        home = folder(self.place / "dataset/train/2_sks cat", TRAIN)
        for i, (width, height) in enumerate(TRAIN if cached else []):
            open(os.path.join(home, "%02d_%04dx%04d_sd.npz" % (i, width, height)), "w").close()

    def test_prints_a_normal_run(self) -> None:
        self.pictures(cached=True)
        more = ("--max_train_epochs", "2", "--save_every_n_epochs", "1", "--max_data_loader_n_workers", "2")
        log = self.run_inside(*self.arguments("train", "sks_cat", "192,192", *more))
        self.assertEqual(comparable(log, wide=True), golden("normal.txt"))

    def test_says_first_that_it_is_a_rehearsal(self) -> None:
        log = self.run_inside(*self.arguments("nothing", "x", "64"))
        self.assertTrue(
            log.startswith("lorabake rehearsal of sd-scripts 0.10.1: nothing is trained here"), log[:80]
        )

    def test_prints_states_and_samples(self) -> None:
        self.pictures(cached=True)
        (self.place / "prompts").mkdir()
        (self.place / "prompts/prompts.txt").write_text(PROMPTS, encoding="utf-8")
        log = self.run_inside(
            *self.arguments(
                "train",
                "sks_samples",
                "64,64",
                "--max_train_steps",
                "6",
                "--save_every_n_steps",
                "2",
                "--save_state",
                "--sample_prompts",
                "prompts/prompts.txt",
                "--sample_every_n_steps",
                "2",
                "--sample_at_first",
                "--sample_sampler",
                "euler_a",
                *ONE_PROCESS,
            )
        )
        self.assertEqual(comparable(log, wide=True), golden("states-and-samples.txt"))
        files = sorted(
            path.name.split("_2")[0] for path in (self.place / "output/sks_samples/sample").iterdir()
        )
        numbers = [
            "%s_0%d" % (when, prompt)
            for when in ("000002", "000004", "000006", "e000000")
            for prompt in (0, 1)
        ]
        self.assertEqual(files, ["sks_cat_" + number for number in numbers])

    def test_prints_an_empty_folder_and_ends_well(self) -> None:
        (self.place / "dataset/empty").mkdir(parents=True)
        arguments = self.arguments("empty", "x", "64,64", "--max_train_epochs", "2", *ONE_PROCESS)
        log = self.run_inside(*arguments, COLUMNS="80")
        expected = golden("empty-folder-80.txt")
        self.assertEqual(comparable(log)[-len(expected) :], expected)
        self.assertFalse((self.place / "output").exists())

    def test_prints_validation_passes(self) -> None:
        folder(self.place / "dataset/valid/1_sks cat", [(256, 256)] * 10)
        log = self.run_inside(
            *self.arguments(
                "valid",
                "sks_val",
                "64,64",
                "--max_train_epochs",
                "1",
                "--validation_split",
                "0.2",
                "--validation_seed",
                "1",
                "--validate_every_n_steps",
                "2",
                "--validate_every_n_epochs",
                "1",
                "--max_validation_steps",
                "1",
                *ONE_PROCESS,
            ),
            COLUMNS="80",
        )
        expected = [line for line in golden("validation-80.txt") if "0%" in line or "<CR>" not in line]
        found = [line for line in comparable(log) if "0%" in line or "<CR>" not in line]
        self.assertEqual(_sure(found)[-len(_sure(expected)) :], _sure(expected))

    def test_prints_accumulation_with_regularisation(self) -> None:
        self.pictures(cached=False)
        folder(self.place / "dataset/reg/1_cat", [(256, 256)] * 4, caption=None)
        log = self.run_inside(
            *self.arguments(
                "train",
                "sks_reg",
                "64,64",
                "--reg_data_dir",
                "dataset/reg",
                "--max_train_epochs",
                "2",
                "--gradient_accumulation_steps",
                "2",
                "--save_every_n_epochs",
                "1",
                *ONE_PROCESS,
            ),
            COLUMNS="80",
        )
        expected = golden("accumulation-80.txt")
        self.assertEqual(comparable(log)[-len(expected) :], expected)

    def test_prints_a_run_from_two_toml_files(self) -> None:
        self.pictures(cached=False)
        folder(self.place / "dataset/nocap/3_sks dog", [(300, 400)] * 3, caption=None)
        (self.place / "dataset.toml").write_text(DATASET, encoding="utf-8")
        (self.place / "train.toml").write_text(CONFIG, encoding="utf-8")
        log = self.run_inside("--dataset_config", "dataset.toml", "--config_file", "train", COLUMNS="80")
        expected = golden("toml-config-80.txt")
        self.assertEqual(comparable(log)[-len(expected) :], expected)
        self.assertIn("train.toml...", log)

    def test_prints_a_simple_log(self) -> None:
        folder(self.place / "dataset/small/2_sks cat", [(256, 256)] * 4)
        more = ("--max_train_steps", "3", "--console_log_simple", *ONE_PROCESS)
        log = self.run_inside(*self.arguments("small", "sks_simple", "64,64", *more))
        self.assertEqual(comparable(log), golden("simple-log.txt"))

    def test_prints_lycoris_in_its_own_form(self) -> None:
        folder(self.place / "dataset/small/2_sks cat", [(256, 256)] * 4)
        arguments = self.arguments(
            "small",
            "x",
            "64,64",
            "--max_train_steps",
            "3",
            *ONE_PROCESS,
            "--network_module",
            "lycoris.kohya",
            "--network_args",
            "algo=locon",
            "conv_dim=4",
            "conv_alpha=1",
        )
        found, expected = comparable(self.run_inside(*arguments)), golden("lycoris.txt")
        start = found.index(expected[0])
        self.assertEqual(found[start : start + len(expected)], expected)

    def test_removes_old_checkpoints_and_states(self) -> None:
        folder(self.place / "dataset/small/2_sks cat", [(256, 256)] * 4)
        log = self.run_inside(
            *self.arguments(
                "small",
                "last",
                "64,64",
                "--max_train_epochs",
                "4",
                "--save_every_n_epochs",
                "1",
                "--save_last_n_epochs",
                "1",
                "--save_state",
                "--save_last_n_epochs_state",
                "1",
                *ONE_PROCESS,
            )
        )
        told = [line.split(" INFO ")[-1].strip().split("  ")[0] for line in comparable(log)]
        self.assertEqual(
            [line for line in told if "old" in line],
            [
                "removing old checkpoint: output/last/sks_cat-000001.safetensors",
                "removing old state: output/last/sks_cat-000001-state",
                "removing old checkpoint: output/last/sks_cat-000002.safetensors",
                "removing old state: output/last/sks_cat-000002-state",
            ],
        )
        left = sorted(path.name for path in (self.place / "output/last").iterdir())
        self.assertEqual(
            left,
            ["sks_cat-000003-state", "sks_cat-000003.safetensors", "sks_cat-state", "sks_cat.safetensors"],
        )

    def test_makes_every_refresh_a_line_with_a_bar_format(self) -> None:
        folder(self.place / "dataset/small/2_sks cat", [(256, 256)] * 4)
        arguments = self.arguments("small", "x", "64,64", "--max_train_steps", "2", *ONE_PROCESS)
        shape = "@tqdm {desc}{n_fmt}/{total_fmt} {elapsed} {rate_fmt}{postfix}\n"
        log = self.run_inside(*arguments, TQDM_BAR_FORMAT=shape)
        steps = [
            line.split(" ")[1] for line in log.replace("\r", "").split("\n") if line.startswith("@tqdm steps")
        ]
        self.assertEqual(steps, ["steps0/2", "steps1/2", "steps1/2", "steps2/2", "steps2/2", "steps2/2"])


def _sure(lines: list) -> list:
    """Without the bars of a validation that tqdm may leave out: only first and last of each."""
    return [line for line in lines if "validation steps:" not in line or " 0%" in line]


DATASET = """
[general]
shuffle_caption = true
caption_extension = ".txt"
keep_tokens = 1

[[datasets]]
resolution = 64
batch_size = 2
enable_bucket = true
min_bucket_reso = 64
max_bucket_reso = 128

  [[datasets.subsets]]
  image_dir = "dataset/train/2_sks cat"
  num_repeats = 1

  [[datasets.subsets]]
  image_dir = "dataset/nocap/3_sks dog"
  class_tokens = "sks dog"
  num_repeats = 3
"""
CONFIG = """
[model]
pretrained_model_name_or_path = "models/sd15"
tokenizer_cache_dir = "models/tokenizers"
[network]
network_module = "networks.lora"
network_dim = 4
network_alpha = 2
network_args = ["conv_dim=4", "conv_alpha=1"]
[training]
max_train_epochs = 1
learning_rate = 1e-4
unet_lr = 1e-4
text_encoder_lr = [5e-5]
optimizer_type = "AdamW"
optimizer_args = ["weight_decay=0.1", "betas=0.9,0.99"]
lr_scheduler = "cosine"
lr_warmup_steps = 2
cache_latents = true
cache_latents_to_disk = true
seed = 42
max_data_loader_n_workers = 1
persistent_data_loader_workers = true
[saving]
output_dir = "output/sks_toml"
output_name = "sks_toml"
save_precision = "fp16"
"""

if __name__ == "__main__":
    unittest.main()
