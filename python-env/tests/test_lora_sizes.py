"""The size formula against files that upstream saved: run by `python -m unittest discover python-env/tests`."""

import importlib.util
import json
import unittest
from pathlib import Path

PYTHON_ENV = Path(__file__).resolve().parent.parent
SIZES = PYTHON_ENV.parent / "src/main/resources/dev/lorabake/catalog/lora-sizes.json"
# Bytes of real files: save_weights of upstream at rank 4 and fp16, with all text encoders but T5.
REAL = {
    "sd15": 4829144,
    "sd2": 6984924,
    "sdxl": 28911660,
    "sd3": 20789466,
    "sd35-medium": 22236934,
    "sd35-large": 41172338,
    "flux": 39752816,
    "chroma": 28097216,
    "lumina": 23722508,
    "anima": 16679584,
    "hunyuan-image": 47137576,
}
HASHES = {"sshs_model_hash": "0" * 64, "sshs_legacy_hash": "0" * 8}


def formula():
    spec = importlib.util.spec_from_file_location("sizes", PYTHON_ENV / "dump_lora_sizes.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class LoraSizesTest(unittest.TestCase):
    def setUp(self):
        self.formula = formula()
        self.families = json.loads(SIZES.read_text("utf-8"))["families"]

    def test_meets_the_size_of_real_files(self):
        metadata = len('"__metadata__":,') + len(json.dumps(HASHES, separators=(",", ":")))
        self.assertEqual(sorted(REAL), sorted(self.families))
        for family, real in REAL.items():
            counted = self.families[family]
            parts = [(counted["unet"], 4)]
            if counted["text_encoder"]:
                parts.append((counted["text_encoder"], 4))
            said = self.formula.predict(parts, 2, 3, metadata)
            self.assertLess(abs(said - real), 1200, family)

    def test_counts_the_header_of_one_module_exactly(self):
        # lora_x: 10 in, 20 out, rank 4, fp16.
        part = {"modules": 1, "params_per_rank": 30, "name_bytes": 6, "shape_bytes": 6}
        header = {
            "__metadata__": {},
            "lora_x.alpha": {"dtype": "F16", "shape": [], "data_offsets": [0, 2]},
            "lora_x.lora_down.weight": {"dtype": "F16", "shape": [4, 10], "data_offsets": [2, 82]},
            "lora_x.lora_up.weight": {"dtype": "F16", "shape": [20, 4], "data_offsets": [82, 242]},
        }
        written = len(json.dumps(header, separators=(",", ":")))
        file = 8 + (written + 7) // 8 * 8 + 242
        said = self.formula.predict([(part, 4)], 2, 3, len('"__metadata__":{},'))
        self.assertLess(abs(said - file), 9)

    def test_a_convolution_is_counted_where_upstream_trains_it(self):
        for family in ("sd15", "sd2", "sdxl"):
            conv = self.families[family]["conv3x3"]
            self.assertGreater(conv["at_conv_dim"]["params_per_rank"], 0)
            self.assertGreater(conv["at_network_dim"]["params_per_rank"], 0)
        self.assertIsNone(self.families["flux"]["conv3x3"])


if __name__ == "__main__":
    unittest.main()
