"""Our TOML reader agrees with tomllib wherever Python has it, and says where a text is wrong."""

import random
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rehearsal"))

from rehearsal_core import toml_reader  # noqa: E402
from rehearsal_core.toml_values import TomlError  # noqa: E402

CONFIG = """
# a config as kohya writes it
[model]
pretrained_model_name_or_path = "/mnt/models/sd15"   # comment
[network]
network_args = ["conv_dim=4", "conv_alpha=1", ]
[training]
learning_rate = 1e-4
text_encoder_lr = [
  5e-5,  # one
  1_000.5,
]
lr_warmup_steps = 0.05
cache_latents = true
full_bf16 = false
seed = +42
big = 0xFF_FF
eight = 0o17
two = 0b1010
endless = -inf
"""
DATASET = '''
[general]
shuffle_caption = true
caption_extension = ".txt"

[[datasets]]
resolution = [512, 768]
batch_size = 2
  [[datasets.subsets]]
  image_dir = 'C:\\images\\2_sks cat'
  custom_attributes = { diff = true, "a b" = {c.d = 1} }
  [[datasets.subsets]]
  image_dir = "snow \\u2603 \\U0001F600 \\t tab"
[[datasets]]
  [[datasets.subsets]]
  image_dir = """
first\\
   second
third"""
  class_tokens = \'\'\'no \\escape "here"\'\'\'
[a."b.c".d]
x.y = 1
x.z = ""
'''


class TomlTest(unittest.TestCase):
    def test_reads_a_config(self) -> None:
        found = toml_reader.loads(CONFIG)
        self.assertEqual(found["network"]["network_args"], ["conv_dim=4", "conv_alpha=1"])
        self.assertEqual(found["training"]["text_encoder_lr"], [5e-5, 1000.5])
        self.assertEqual(found["training"]["learning_rate"], 0.0001)
        self.assertIs(found["training"]["full_bf16"], False)
        self.assertEqual((found["training"]["big"], found["training"]["two"]), (65535, 10))

    def test_reads_a_dataset_config(self) -> None:
        first, second = toml_reader.loads(DATASET)["datasets"]
        self.assertEqual(first["resolution"], [512, 768])
        self.assertEqual(first["subsets"][0]["image_dir"], r"C:\images\2_sks cat")
        self.assertEqual(first["subsets"][0]["custom_attributes"], {"diff": True, "a b": {"c": {"d": 1}}})
        self.assertEqual(first["subsets"][1]["image_dir"], "snow \u2603 \U0001f600 \t tab")
        self.assertEqual(second["subsets"][0]["image_dir"], "firstsecond\nthird")
        self.assertEqual(second["subsets"][0]["class_tokens"], 'no \\escape "here"')

    def test_reads_windows_line_ends(self) -> None:
        self.assertEqual(toml_reader.loads("a = 1\r\n[b]\r\nc = 'd'\r\n"), {"a": 1, "b": {"c": "d"}})

    def test_names_the_line_of_an_error(self) -> None:
        for text, line in (
            ("a = 1\nb = \n", 2),
            ("a = 1\na = 2\n", 2),
            ("[x]\ny = 'open\n", 2),
            ("\n\n[x\n", 3),
            ("a = [1, 2\nb = 3\n", 2),
            ("a = 01\n", 1),
            ("a = yes\n", 1),
            ("a = 1 b = 2\n", 1),
            ('a = "\\q"\n', 1),
            ("[t]\n[t]\n", 2),
            ("a = {b = 1,}\n", 1),
            ("a = 1\n[a]\n", 2),
        ):
            with self.subTest(text=text), self.assertRaises(TomlError) as caught:
                toml_reader.loads(text)
            self.assertIn("(at line %d)" % line, str(caught.exception))

    @unittest.skipUnless(sys.version_info >= (3, 11), "tomllib is part of Python from 3.11 on")
    def test_agrees_with_tomllib(self) -> None:
        import tomllib

        for text in [CONFIG, DATASET] + [_document(random.Random(seed)) for seed in range(200)]:
            self.assertEqual(repr(toml_reader.loads(text)), repr(tomllib.loads(text)), text)

    @unittest.skipUnless(sys.version_info >= (3, 11), "tomllib is part of Python from 3.11 on")
    def test_refuses_what_tomllib_refuses(self) -> None:
        import tomllib

        refused = 0
        for seed in range(400):
            rnd = random.Random(seed)
            text = _document(rnd)
            at = rnd.randrange(len(text))
            broken = text[:at] + rnd.choice(['"', "[", "]", "=", "\n", "x", ",", "}", "#", "'"]) + text[at:]
            try:
                expected = repr(tomllib.loads(broken))
            except tomllib.TOMLDecodeError:
                refused += 1
                with self.assertRaises(TomlError, msg=broken):
                    toml_reader.loads(broken)
            else:
                self.assertEqual(repr(toml_reader.loads(broken)), expected, broken)
        self.assertGreater(refused, 50)


def _document(rnd: random.Random) -> str:
    lines = ["%s = %s" % (name, _value(rnd, 2)) for name in ("top", '"quoted key"', "dotted.key")]
    for i in range(3):
        lines += [
            "",
            rnd.choice(["[table%d]" % i, "[[tables]]", "[deep.er.t%d]" % i]) + rnd.choice(["", "  # why"]),
        ]
        lines += ["k%d = %s" % (k, _value(rnd, 2)) for k in range(3)]
    return "\n".join(lines) + "\n"


def _value(rnd: random.Random, depth: int) -> str:
    kind = rnd.randrange(10 if depth else 7)
    if kind == 0:
        return str(rnd.randrange(-9999, 9999))
    if kind == 1:
        return rnd.choice(["1e-4", "0.5", "-3.25e+7", "1_0.0_1", "inf", "+nan"])
    if kind == 2:
        return rnd.choice(["true", "false"])
    if kind == 3:
        return '"%s"' % rnd.choice(["a b", "\\n\\t\\\\", "\\u00e9", "", "# no comment"])
    if kind == 4:
        return "'%s'" % rnd.choice(["C:\\x", "", 'say "hi"'])
    if kind == 5:
        return rnd.choice(
            ['"""\nmany\n  lines"""', '"""a\\\n   b"""', "'''\nraw \\ text'''", '"""two "" quotes"""']
        )
    if kind == 6:
        return rnd.choice(["0xdead_BEEF", "0o755", "0b1"])
    if kind == 7:
        return "{ a = %s, b.c = %s }" % (_value(rnd, 0), _value(rnd, 0))
    gap = rnd.choice(["", "\n  ", " # note\n"])
    return "[%s]" % ",".join(gap + _value(rnd, depth - 1) for _ in range(rnd.randrange(4))) if depth else "[]"


if __name__ == "__main__":
    unittest.main()
