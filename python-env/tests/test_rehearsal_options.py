"""Arguments and dataset TOML are taken and refused as upstream takes and refuses them."""

import contextlib
import io
import os
import unittest
from typing import Any, Dict, List

from rehearsal_support import Place, folder, quiet

from rehearsal_core import config_file, dataset_config, dataset_schema, options
from rehearsal_core.families import SCRIPTS
from rehearsal_core.foreign import MultipleInvalid

COUNTS = {
    "train_network.py": 193,
    "sdxl_train_network.py": 196,
    "sd3_train_network.py": 218,
    "flux_train_network.py": 215,
    "lumina_train_network.py": 213,
    "anima_train_network.py": 220,
    "hunyuan_image_train_network.py": 214,
}


def parser(script: str = "train_network.py") -> Any:
    return options.parser(script, options.facts_file())


class OptionTest(Place):
    def refused(self, *argv: str) -> str:
        told = io.StringIO()
        with contextlib.redirect_stderr(told), self.assertRaises(SystemExit) as caught:
            parser().parse_args(list(argv))
        self.assertEqual(caught.exception.code, 2)
        return told.getvalue().splitlines()[-1]

    def test_knows_every_option_of_every_script(self) -> None:
        self.assertEqual({script: len(vars(parser(script).parse_args([]))) for script in SCRIPTS}, COUNTS)

    def test_has_defaults_that_differ_by_script(self) -> None:
        found = [
            parser(script + "_train_network.py").parse_args([]).discrete_flow_shift
            for script in ("flux", "lumina")
        ]
        self.assertEqual(found, [3.0, 6.0])

    def test_refuses_as_argparse_does(self) -> None:
        for argv, end in (
            (["--use_magic", "yes"], "error: unrecognized arguments: --use_magic yes"),
            (["--network_dim", "x"], "error: argument --network_dim: invalid int value: 'x'"),
            (["--network_alpha"], "error: argument --network_alpha: expected one argument"),
            (["--lr_warmup_steps", "1.5"], "error: argument --lr_warmup_steps: '1.5' is not an int or float"),
            (
                ["--lr_warmup_steps", "a%"],
                "error: argument --lr_warmup_steps: Value 'a%' is not a valid percentage",
            ),
        ):
            self.assertEqual(self.refused(*argv), "train_network.py: " + end)
        self.assertIn("ambiguous option: --save could match", self.refused("--save"))
        self.assertIn("invalid choice: 'fp8'", self.refused("--mixed_precision", "fp8"))

    def test_reads_steps_ratios_and_percents(self) -> None:
        found = [
            parser().parse_args(["--lr_warmup_steps", text]).lr_warmup_steps for text in ("100", "0.1", "5%")
        ]
        self.assertEqual(found, [100, 0.1, 0.05])

    def test_merges_a_config_file_under_the_flags(self) -> None:
        (self.place / "some.toml").write_text(
            "seed = 1\n[a]\nnetwork_dim = 8\nno_such_option = true\nlowram = true\n[b]\nseed = 2\n",
            encoding="utf-8",
        )
        given = ["--config_file", "some", "--network_dim", "16"]
        knows = parser()
        args = config_file.read(knows.parse_args(given), knows, given, quiet())
        self.assertEqual((args.network_dim, args.seed, args.lowram, args.config_file), (16, 2, True, "some"))

    def test_ends_where_the_config_file_is_missing(self) -> None:
        given = ["--config_file", "gone"]
        knows = parser()
        with self.assertRaises(SystemExit) as caught:
            config_file.read(knows.parse_args(given), knows, given, quiet())
        self.assertEqual(caught.exception.code, 1)

    def test_writes_a_config_file(self) -> None:
        given = [
            "--config_file",
            "new",
            "--output_config",
            "--network_dim",
            "16",
            "--optimizer_args",
            "a=1",
            "b=2",
        ]
        knows = parser()
        with self.assertRaises(SystemExit) as caught:
            config_file.read(knows.parse_args(given), knows, given, quiet())
        self.assertEqual(caught.exception.code, 0)
        again = ["--config_file", "new"]
        args = config_file.read(knows.parse_args(again), knows, again, quiet())
        self.assertEqual((args.network_dim, args.optimizer_args), (16, ["a=1", "b=2"]))


class DatasetConfigTest(Place):
    def settings(self, text: str, *argv: str) -> List[dataset_config.DatasetSettings]:
        (self.place / "d.toml").write_text(text, encoding="utf-8")
        args = parser().parse_args(["--dataset_config", "d.toml"] + list(argv))
        if args.resolution is not None:
            args.resolution = (int(args.resolution),) * 2
        return dataset_config.settings(args, quiet())

    def test_falls_back_from_subset_to_dataset_to_general_to_flag(self) -> None:
        made = self.settings(
            "[general]\nkeep_tokens = 1\nshuffle_caption = true\nbatch_size = 3\n"
            "[[datasets]]\nkeep_tokens = 2\nnum_repeats = 5\n"
            "[[datasets.subsets]]\nimage_dir = 'a'\nkeep_tokens = 3\n[[datasets.subsets]]\nimage_dir = 'b'\n",
            "--resolution",
            "512",
            "--train_batch_size",
            "9",
            "--flip_aug",
            "--caption_extension",
            "txt",
        )[0]
        self.assertEqual((made.values["resolution"], made.values["batch_size"]), ((512, 512), 3))
        self.assertEqual([subset["keep_tokens"] for subset in made.subsets], [3, 2])
        keys = ("num_repeats", "shuffle_caption", "flip_aug", "caption_extension")
        self.assertEqual([made.subsets[0][key] for key in keys], [5, True, True, ".txt"])

    def test_refuses_what_voluptuous_refuses(self) -> None:
        subset = "[[datasets.subsets]]\nimage_dir = 'a'\n"
        for text, message in (
            ("[general]\nfoo = 1\n", "extra keys not allowed @ data['general']['foo']"),
            (
                "[[datasets]]\ntrain_batch_size = 1\n" + subset,
                "extra keys not allowed @ data['datasets'][0]['train_batch_size']",
            ),
            (
                "[[datasets]]\n" + subset + "repeats = 1\n",
                "extra keys not allowed @ data['datasets'][0]['subsets'][0]['repeats']",
            ),
            (
                "[[datasets]]\nbatch_size = '4'\n" + subset,
                "expected int for dictionary value @ data['datasets'][0]['batch_size']",
            ),
            (
                "[[datasets]]\nvalidation_split = 0\n" + subset,
                "expected float for dictionary value @ data['datasets'][0]['validation_split']",
            ),
            (
                "[[datasets]]\n[[datasets.subsets]]\nis_reg = true\n",
                "required key not provided @ data['datasets'][0]['subsets'][0]['image_dir']",
            ),
            (
                "[[datasets]]\n" + subset + "conditioning_data_dir = 'm'\n",
                "extra keys not allowed @ data['datasets'][0]['subsets'][0]['conditioning_data_dir']",
            ),
        ):
            with self.assertRaises(MultipleInvalid) as caught:
                self.settings(text)
            self.assertEqual(str(caught.exception), message)

    def test_tells_the_kind_of_a_dataset(self) -> None:
        a: Dict[str, Any] = {"image_dir": "a"}
        for subsets, masked, kind in (
            ([a], False, "dreambooth"),
            ([{"metadata_file": "m"}], False, "metadata"),
            ([a, {"metadata_file": "m"}], False, "mixed"),
            ([dict(a, conditioning_data_dir="c")], True, "masked"),
            ([dict(a, conditioning_data_dir="c")], False, "dreambooth"),
        ):
            self.assertEqual(dataset_schema.kind_of(subsets, masked), kind)

    def test_reads_the_folders_that_begin_with_a_number(self) -> None:
        for name in ("5_sks cat", "2_dog_house", "notes", "0_never"):
            folder(self.place / "data" / name, [(64, 64)])
        args = parser().parse_args(["--train_data_dir", "data", "--resolution", "64"])
        args.resolution = (64, 64)
        made = dataset_config.settings(args, quiet())[0].subsets
        found = {
            os.path.basename(each["image_dir"]): (each["num_repeats"], each["class_tokens"]) for each in made
        }
        self.assertEqual(found, {"5_sks cat": (5, "sks cat"), "2_dog_house": (2, "dog_house")})


if __name__ == "__main__":
    unittest.main()
