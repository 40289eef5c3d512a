"""Checkpoints, states and samples: sizes, contents, names, and what is never touched."""

import json
import math
import os
import struct
import tempfile
import unittest
from pathlib import Path
from typing import Any, Dict, List, Tuple

from rehearsal_support import Place, folder

from rehearsal_core import families, network_size, options, safetensors
from rehearsal_core.guard import RealFileError
from rehearsal_core.safetensors import Tensor, Writing

ARGUMENTS = (
    "--pretrained_model_name_or_path",
    "models/sd15",
    "--train_data_dir",
    "data",
    "--output_dir",
    "out",
    "--output_name",
    "cat",
    "--network_module",
    "networks.lora",
    "--network_dim",
    "4",
    "--network_alpha",
    "2",
    "--resolution",
    "64",
    "--max_train_steps",
    "2",
    "--seed",
    "1",
    "--max_data_loader_n_workers",
    "0",
    "--learning_rate",
    "1e-4",
)


def opened(path: Path) -> Tuple[Dict[str, Any], bytes]:
    """Header and data of a safetensors file, checked as the format wants it."""
    content = path.read_bytes()
    size = struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8 : 8 + size])
    data = content[8 + size :]
    tensors = {name: each for name, each in header.items() if name != "__metadata__"}
    end = 0
    for each in sorted(tensors.values(), key=lambda tensor: tensor["data_offsets"]):
        width = {"F32": 4, "F16": 2, "BF16": 2}[each["dtype"]]
        begin, stop = each["data_offsets"]
        assert begin == end and stop - begin == width * math.prod(each["shape"]), each
        end = stop
    assert end == len(data), (end, len(data))
    return header, data


class WriterTest(unittest.TestCase):
    def setUp(self) -> None:
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.path = Path(holder.name) / "some.safetensors"

    def write(self, kind: str, how: Writing = Writing()) -> None:
        tensors = [Tensor("a", (3, 5)), Tensor("b", (700001,))]
        safetensors.write(str(self.path), kind, tensors, {"ss_x": "ä"}, 7, how, 5000)

    def test_writes_small_finite_values_in_each_precision(self) -> None:
        for kind, width in (("F32", 4), ("F16", 2), ("BF16", 2)):
            self.write(kind)
            header, data = opened(self.path)
            self.assertEqual(len(data), 700016 * width)
            self.assertEqual(header["__metadata__"], {"ss_x": "ä", "lorabake_rehearsal": "true"})
            values = _values(kind, data[: 4000 * width])
            self.assertTrue(all(math.isfinite(value) and abs(value) <= 0.02 for value in values), kind)
            self.assertGreater(len(set(values)), 1000, kind)

    def test_pads_the_header_to_a_wanted_size(self) -> None:
        self.write("F32")
        size = struct.unpack("<Q", self.path.read_bytes()[:8])[0]
        self.assertGreaterEqual(size, 5000)
        self.assertLess(size, 5100)

    def test_leaves_nothing_under_another_name(self) -> None:
        self.write("F32")
        self.assertEqual(os.listdir(self.path.parent), ["some.safetensors"])

    def test_cuts_a_file_short_on_request(self) -> None:
        self.write("F32", Writing(truncate=True))
        with self.assertRaises(AssertionError):
            opened(self.path)
        self.assertEqual((safetensors.metadata(str(self.path)) or {}).get("ss_x"), "ä")


def _values(kind: str, data: bytes) -> List[float]:
    if kind == "BF16":
        data = b"".join(b"\0\0" + data[i : i + 2] for i in range(0, len(data), 2))
    letter, width = ("e", 2) if kind == "F16" else ("f", 4)
    return list(struct.unpack("<%d%s" % (len(data) // width, letter), data))


def _pair(part: Dict[str, int]) -> families.Part:
    return families.Part(part["params_per_rank"], part["modules"])


class SizeTest(unittest.TestCase):
    def test_counts_the_numbers_of_a_network(self) -> None:
        for family, rank, options, numbers, modules in (
            (families.SD15, 1, {}, 589824, 264),
            (families.SDXL, 32, {}, 3563008 * 32, 986),
            (families.FLUX, 16, {}, 4952064 * 16, 376),
            (families.SD15, 4, {"conv_dim": "4"}, 4 * 1216704, 350),
        ):
            size = network_size.of("networks.lora", family, rank, options)
            self.assertEqual((size.numbers, size.modules), (numbers, modules), family.name)

    def test_counts_what_upstreams_networks_measure(self) -> None:
        measured = json.loads((options.facts_file().parent / "lora-sizes.json").read_text())["families"]
        ours = {
            "sd15": families.SD15,
            "sd2": families.SD21,
            "sdxl": families.SDXL,
            "sd3": families.SD3M,
            "sd35-medium": families.SD35M,
            "sd35-large": families.SD35L,
            "flux": families.FLUX,
            "chroma": families.CHROMA,
            "lumina": families.LUMINA,
            "anima": families.ANIMA,
            "hunyuan-image": families.HUNYUAN,
        }
        self.assertEqual(set(ours), set(measured))
        for name, family in ours.items():
            found = measured[name]
            encoders = found.get("text_encoder") or {"params_per_rank": 0, "modules": 0}
            self.assertEqual(_pair(found["unet"]), family.dit, name)
            parts = family.encoders
            total = families.Part(sum(p.per_rank for p in parts), sum(p.modules for p in parts))
            self.assertEqual(_pair(encoders), total, name)
            if found.get("conv3x3"):
                both = (found["conv3x3"]["at_conv_dim"], found["conv3x3"]["at_network_dim"])
                self.assertEqual([_pair(each) for each in both], [family.conv, family.conv_linear], name)

    def test_tells_the_family_of_a_script(self) -> None:
        for script, v2, kind, model, name in (
            ("train_network.py", False, None, "a.safetensors", "sd15"),
            ("train_network.py", True, None, None, "sd21"),
            ("flux_train_network.py", False, "chroma", None, "chroma"),
            ("sd3_train_network.py", False, None, "models/sd3.5_large.safetensors", "sd35l"),
            ("sd3_train_network.py", False, None, "models/sd3_medium.safetensors", "sd3m"),
        ):
            self.assertEqual(families.of(script, v2, kind, model).name, name)


class RunFilesTest(Place):
    def setUp(self) -> None:
        super().setUp()
        folder(self.place / "data/1_cat", [(64, 64)] * 4)

    def test_writes_checkpoints_of_upstreams_size(self) -> None:
        trained = 589824 * 4 + 264
        for more, width in (
            ((), 4),
            (("--save_precision", "fp16"), 2),
            (("--save_precision", "bf16"), 2),
            (("--full_bf16", "--mixed_precision", "bf16"), 2),
            (("--full_bf16", "--mixed_precision", "bf16", "--save_precision", "float"), 4),
        ):
            self.run_inside(*ARGUMENTS, *more)
            path = self.place / "out/cat.safetensors"
            self.assertEqual(len(opened(path)[1]), trained * width)
            self.assertAlmostEqual(path.stat().st_size, trained * width + 138 * 792 + 3500, delta=1500)

    def test_trains_the_half_that_is_asked_for(self) -> None:
        for flag, numbers in (
            ("--network_train_unet_only", 423936 * 4 + 192),
            ("--network_train_text_encoder_only", 165888 * 4 + 72),
        ):
            self.run_inside(*ARGUMENTS, flag)
            self.assertEqual(len(opened(self.place / "out/cat.safetensors")[1]), numbers * 4)

    def test_writes_upstreams_metadata_and_its_own_mark(self) -> None:
        self.run_inside(*ARGUMENTS, "--training_comment", "why", "--network_args", "rank_dropout=0.1")
        found = opened(self.place / "out/cat.safetensors")[0]["__metadata__"]
        expected = {
            "ss_max_train_steps": "2",
            "ss_num_epochs": "1",
            "ss_num_batches_per_epoch": "4",
            "ss_output_name": "cat",
            "ss_network_module": "networks.lora",
            "ss_network_dim": "4",
            "ss_network_alpha": "2.0",
            "ss_steps": "2",
            "ss_epoch": "1",
            "ss_learning_rate": "0.0001",
            "ss_unet_lr": "None",
            "ss_seed": "1",
            "ss_training_comment": "why",
            "ss_optimizer": "torch.optim.adamw.AdamW",
            "ss_base_model_version": "sd_v1",
            "ss_resolution": "(64, 64)",
            "ss_network_args": '{"rank_dropout": "0.1", "dropout": null}',
            "ss_sd_model_name": "sd15",
            "ss_dataset_dirs": '{"1_cat": {"n_repeats": 1, "img_count": 4}}',
            "ss_bucket_info": "null",
            "modelspec.architecture": "stable-diffusion-v1/lora",
            "lorabake_rehearsal": "true",
        }
        self.assertEqual({key: found.get(key) for key in expected}, expected)

    def test_leaves_little_metadata_on_request(self) -> None:
        self.run_inside(*ARGUMENTS, "--no_metadata")
        found = opened(self.place / "out/cat.safetensors")[0]["__metadata__"]
        kept = sorted(key for key in found if not key.startswith("modelspec."))
        expected = [
            "ss_base_model_version",
            "ss_network_alpha",
            "ss_network_dim",
            "ss_network_module",
            "ss_v2",
        ]
        self.assertEqual(kept, ["lorabake_rehearsal"] + expected)

    def test_saves_a_state_and_resumes_it(self) -> None:
        self.run_inside(*ARGUMENTS, "--save_state", "--save_every_n_steps", "1")
        state = self.place / "out/cat-step00000001-state"
        names = [
            "model.safetensors",
            "optimizer.bin",
            "random_states_0.pkl",
            "scheduler.bin",
            "train_state.json",
        ]
        self.assertEqual(sorted(path.name for path in state.iterdir()), names)
        self.assertEqual((state / "train_state.json").read_text(), '{"current_epoch": 1, "current_step": 1}')
        log = self.run_inside(*ARGUMENTS, "--resume", str(state), "--skip_until_initial_step")
        self.assertIn("skipping 1 steps", log)
        self.assertIn("| 1/1 [", log)
        self.assertIn("steps:   0%|          | 0/1 ", log)
        with self.assertRaisesRegex(AssertionError, "2 vs 2$"):
            self.run_inside(*ARGUMENTS, "--resume", str(self.place / "out/cat-state"))
        with self.assertRaisesRegex(ValueError, "^Tried to find gone but folder does not exist$"):
            self.run_inside(*ARGUMENTS, "--resume", "gone")

    def test_never_replaces_a_real_checkpoint(self) -> None:
        (self.place / "out").mkdir()
        real = self.place / "out/cat.safetensors"
        real.write_bytes(struct.pack("<Q", 2) + b"{}")
        with self.assertRaisesRegex(RealFileError, "was not written by a rehearsal"):
            self.run_inside(*ARGUMENTS)
        self.assertEqual(real.read_bytes(), struct.pack("<Q", 2) + b"{}")
        self.assertNotIn("steps:", self.log)

    def test_never_removes_a_real_checkpoint(self) -> None:
        (self.place / "out").mkdir()
        real = self.place / "out/cat-000001.safetensors"
        more = ("--max_train_epochs", "4", "--save_every_n_epochs", "2", "--save_last_n_epochs", "1")
        real.write_bytes(b"somebody's work")
        (self.place / "out/cat-000000.safetensors").write_bytes(b"somebody's work")
        self.run_inside(*ARGUMENTS, *more)
        self.assertNotIn("removing", self.log)
        self.assertTrue(real.exists() and (self.place / "out/cat-000000.safetensors").exists())

    def test_leaves_no_cache_beside_the_images(self) -> None:
        before = sorted(os.listdir(self.place / "data/1_cat"))
        self.run_inside(*ARGUMENTS, "--cache_latents_to_disk")
        self.assertEqual(sorted(os.listdir(self.place / "data/1_cat")), before)


if __name__ == "__main__":
    unittest.main()
