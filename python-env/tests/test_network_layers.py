"""dump_network_layers.py as far as it goes without upstream."""

import json
import sys
import types
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "python-env"))

import dump_network_layers as layers  # noqa: E402


class NetworkLayersTest(unittest.TestCase):
    def test_reads_linear_layers_and_convolutions(self):
        linear = types.SimpleNamespace(in_features=3, out_features=5)
        conv = types.SimpleNamespace(in_channels=2, out_channels=4, kernel_size=(3, 3))
        self.assertEqual((3, 5, 1), layers.layer(linear))
        self.assertEqual((2, 4, 3), layers.layer(conv))

    def test_counts_equal_layers_together(self):
        self.assertEqual(
            [[1, 2, 1, 2], [3, 2, 1, 1]], layers.counted([(1, 2, 1), (3, 2, 1), (1, 2, 1)])
        )

    def test_the_bundled_lists_are_in_the_form_that_it_writes(self):
        file = ROOT / "src/main/resources/dev/lorabake/plan/network-layers.json"
        text = file.read_text("utf-8")
        self.assertEqual(text, layers.written(json.loads(text)["families"]))


if __name__ == "__main__":
    unittest.main()
