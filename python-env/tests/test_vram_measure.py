"""vram_measure.py as far as it goes without a card."""

import contextlib
import io
import sys
import types
import unittest
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "python-env"))

import vram_measure  # noqa: E402


def run(*words):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = vram_measure.main(list(words))
    return code, out.getvalue(), err.getvalue()


class VramMeasureTest(unittest.TestCase):
    def test_refuses_clearly_without_cuda(self):
        torch = types.SimpleNamespace(cuda=types.SimpleNamespace(is_available=lambda: False))
        with mock.patch.dict(sys.modules, {"torch": torch}):
            code, out, err = run("nowhere")
        self.assertEqual((2, ""), (code, out))
        self.assertIn("no CUDA here", err)

    def test_refuses_clearly_without_torch(self):
        with mock.patch.dict(sys.modules, {"torch": None}):
            code, _, err = run("nowhere")
        self.assertEqual(2, code)
        self.assertIn("PyTorch is missing", err)

    def test_lists_its_runs(self):
        code, out, _ = run("nowhere", "--list")
        self.assertEqual(0, code)
        self.assertEqual(list(vram_measure.RUNS), out.split())

    def test_prints_rows_in_the_form_of_the_table(self):
        table = ROOT / "src/test/resources/dev/lorabake/plan/vram-measured.csv"
        header = table.read_text("utf-8").splitlines()[0]
        self.assertEqual(header.split(","), vram_measure.COLUMNS)
        found = {"values": 5, "reserved": 7, "allocated": 6, "optimizer": "AdamW8bit"}
        row = vram_measure.row(vram_measure.RUNS["sdxl"], found, 8)
        fields = dict(zip(vram_measure.COLUMNS, row.split(",")))
        self.assertEqual("6", fields["AdamW8bit"])
        self.assertEqual(("7", "8"), (fields["reserved"], fields["least"]))
        self.assertEqual(len(vram_measure.COLUMNS), len(row.split(",")))

    def test_halves_its_way_to_the_least_memory(self):
        def child(_, __, limit):
            return {"failed": "out of memory"} if limit < 1300 else {}

        with mock.patch.object(vram_measure, "child", child):
            capacity = vram_measure.least("", "sdxl", {"allocated": 1000, "reserved": 2000})
        self.assertTrue(1300 <= capacity <= 1300 + 1000 / 2**vram_measure.TRIES)


if __name__ == "__main__":
    unittest.main()
