"""The parts of the self-test that need no torch: run by `python -m unittest discover python-env/tests`."""

import importlib.util
import json
import os
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib
from pathlib import Path

PYTHON_ENV = Path(__file__).resolve().parent.parent
HOOK = PYTHON_ENV / "selftest" / "hook"


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def chunks(png):
    """Kind and body of every chunk; fails where a checksum does."""
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (sum_told,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        if sum_told != zlib.crc32(kind + body):
            raise AssertionError("checksum of " + repr(kind))
        yield kind, body
        at += 12 + length


class Scratch(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = Path(held.name)


class MakePicturesTest(Scratch):
    def make(self, name, *words):
        folder = self.folder / name
        self.assertEqual(0, load(PYTHON_ENV / "make_pictures.py").main([str(folder), *words]))
        return folder

    def test_makes_valid_pictures_of_the_sizes_in_turn(self):
        folder = self.make("a", "--count", "3", "--sizes", "20x12,9")
        sizes = []
        for path in sorted(folder.glob("*.png")):
            png = path.read_bytes()
            self.assertEqual(b"\x89PNG\r\n\x1a\n", png[:8])
            parts = list(chunks(png))
            self.assertEqual([b"IHDR", b"IDAT", b"IEND"], [kind for kind, _ in parts])
            width, height, *rest = struct.unpack(">IIBBBBB", parts[0][1])
            self.assertEqual([8, 2, 0, 0, 0], rest)
            self.assertEqual(height * (1 + 3 * width), len(zlib.decompress(parts[1][1])))
            sizes.append((width, height))
        self.assertEqual([(20, 12), (9, 9), (20, 12)], sizes)

    def test_puts_a_caption_beside_every_picture(self):
        folder = self.make("a", "--count", "4")
        stems = sorted(path.stem for path in folder.glob("*.png"))
        self.assertEqual(stems, sorted(path.stem for path in folder.glob("*.txt")))
        for path in folder.glob("*.txt"):
            self.assertRegex(path.read_text("utf-8"), r"\Asks shape, a \w+ \w+ on \w+ ground\n\Z")

    def test_the_seed_decides_the_pictures(self):
        def bytes_of(folder):
            return [path.read_bytes() for path in sorted(folder.iterdir())]

        first = bytes_of(self.make("a", "--count", "2", "--seed", "7"))
        self.assertEqual(first, bytes_of(self.make("b", "--count", "2", "--seed", "7")))
        self.assertNotEqual(first, bytes_of(self.make("c", "--count", "2", "--seed", "8")))


class TokenizerTest(Scratch):
    def setUp(self):
        super().setUp()
        self.make_model = load(PYTHON_ENV / "selftest" / "make_model.py")

    def test_has_a_letter_of_its_own_for_every_byte(self):
        letters = self.make_model.byte_letters()
        self.assertEqual(256, len(set(letters)))
        self.assertTrue(all(len(one) == 1 and one.isprintable() for one in letters))
        # What byte-level BPE writes for a space, a line end and plain letters.
        self.assertEqual("Ġ", letters[32])
        self.assertEqual("Ċ", letters[10])
        self.assertEqual("a~", letters[97] + letters[126])

    def test_the_vocabulary_has_every_byte_within_and_at_the_end_of_a_word(self):
        vocabulary = self.make_model.write_tokenizer(self.folder / "tokenizer")
        letters = self.make_model.byte_letters()
        self.assertEqual(list(range(514)), sorted(vocabulary.values()))
        for letter in letters:
            self.assertIn(letter, vocabulary)
            self.assertIn(letter + "</w>", vocabulary)
        self.assertEqual(513, vocabulary["<|endoftext|>"])
        written = json.loads((self.folder / "tokenizer" / "vocab.json").read_text("utf-8"))
        self.assertEqual(vocabulary, written)

    def test_writes_the_files_that_a_clip_tokenizer_is_read_from(self):
        self.make_model.write_tokenizer(self.folder)
        self.assertEqual(
            ["merges.txt", "special_tokens_map.json", "tokenizer_config.json", "vocab.json"],
            sorted(path.name for path in self.folder.iterdir()),
        )
        config = json.loads((self.folder / "tokenizer_config.json").read_text("utf-8"))
        self.assertEqual(("CLIPTokenizer", 77), (config["tokenizer_class"], config["model_max_length"]))


class HookTest(Scratch):
    UNET = "BLOCK_OUT_CHANNELS = (320, 640, 1280, 1280)\nTIMESTEP_INPUT_DIM = 320\nTIME_EMBED_DIM = 1280\n"
    ASK = (
        "import sys; from library import original_unet as unet\n"
        "print(unet.BLOCK_OUT_CHANNELS, unet.TIMESTEP_INPUT_DIM, unet.TIME_EMBED_DIM)\n"
        "print(getattr(sys, 'seen', None))"
    )

    def ask(self, *folders):
        library = self.folder / "checkout" / "library"
        library.mkdir(parents=True, exist_ok=True)
        (library / "__init__.py").write_text("", "utf-8")
        (library / "original_unet.py").write_text(self.UNET, "utf-8")
        path = os.pathsep.join(str(one) for one in (*folders, library.parent))
        told = subprocess.run(
            [sys.executable, "-c", self.ASK],
            cwd=str(self.folder),
            env=dict(os.environ, PYTHONPATH=path),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
            timeout=60,
        )
        self.assertEqual(0, told.returncode, told.stderr)
        return told.stdout.splitlines()

    def test_shrinks_the_unet_that_is_imported(self):
        self.assertEqual("(32, 64, 128, 128) 32 128", self.ask(HOOK)[0])

    def test_changes_nothing_without_it(self):
        self.assertEqual("(320, 640, 1280, 1280) 320 1280", self.ask()[0])

    def test_runs_the_sitecustomize_that_it_hides(self):
        other = self.folder / "other"
        other.mkdir()
        (other / "sitecustomize.py").write_text("import sys; sys.seen = 'other'\n", "utf-8")
        self.assertEqual(["(32, 64, 128, 128) 32 128", "other"], self.ask(HOOK, other))


if __name__ == "__main__":
    unittest.main()
