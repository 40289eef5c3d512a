"""The option dumper against small checkouts: run by `python -m unittest discover python-env/tests`."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest

PYTHON_ENV = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DUMP = os.path.join(PYTHON_ENV, "dump_options.py")

BASE = """
    import argparse
    from library.shared import add_shared

    print("chatter of an import")

    def setup_parser():
        parser = argparse.ArgumentParser()
        add_shared(parser)
        parser.add_argument("--t5xxl_max_token_length", type=int, default=256)
        parser.add_argument("--network_args", type=str, default=None, nargs="*")
        return parser
"""
SDXL = """
    import argparse
    import train_network
    from pathlib import Path

    def setup_parser():
        parser = train_network.setup_parser()
        parser.set_defaults(t5xxl_max_token_length=None)
        parser.add_argument("--attn_mode", choices=["torch", "xformers"])
        parser.add_argument("--ae", type=Path)
        return parser
"""
SHARED = """
    def add_shared(parser):
        parser.add_argument("--cache_latents", action="store_true", help="x")
"""


class DumpOptionsTest(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.checkout = held.name
        os.mkdir(os.path.join(self.checkout, "library"))
        self.write("library/__init__.py", "")
        self.write("library/shared.py", SHARED)
        self.write("README.md", "- **Version 9.8.7 (2030-01-01):**\n")

    def write(self, name, text):
        with open(os.path.join(self.checkout, *name.split("/")), "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(text))

    def dump(self, *words):
        return subprocess.run(
            [sys.executable, DUMP, self.checkout, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
            timeout=60,
        )

    def options(self):
        told = self.dump()
        self.assertEqual(0, told.returncode, told.stderr)
        return json.loads(told.stdout)["options"]

    def test_describes_every_option_of_every_script(self):
        self.write("train_network.py", BASE)
        self.write("sdxl_train_network.py", SDXL)
        options = self.options()
        self.assertEqual(sorted(options), list(options))
        self.assertEqual(
            {
                "flags": ["--cache_latents"],
                "type": "bool",
                "nargs": 0,
                "default": False,
                "const": True,
                "action": "store_true",
                "scripts": "all",
            },
            options["cache_latents"],
        )
        self.assertEqual(
            {
                "flags": ["--attn_mode"],
                "type": "str",
                "choices": ["torch", "xformers"],
                "action": "store",
                "scripts": ["sdxl_train_network.py"],
            },
            options["attn_mode"],
        )
        self.assertEqual("Path", options["ae"]["type"])
        self.assertEqual("*", options["network_args"]["nargs"])

    def test_tells_what_differs_in_a_later_script(self):
        self.write("train_network.py", BASE)
        self.write("sdxl_train_network.py", SDXL)
        option = self.options()["t5xxl_max_token_length"]
        self.assertEqual((256, "all"), (option["default"], option["scripts"]))
        self.assertEqual({"sdxl_train_network.py": {"default": None}}, option["per_script"])

    def test_names_scripts_that_lack_are_new_or_cannot_be_read(self):
        self.write("train_network.py", BASE)
        self.write("flux_train_network.py", "import a_package_that_nobody_has\n")
        self.write("z_train_network.py", SDXL)
        told = self.dump()
        self.assertEqual(0, told.returncode)
        self.assertIn("flux_train_network.py cannot be read: ModuleNotFoundError", told.stderr)
        self.assertIn("z_train_network.py is not in the pinned release", told.stderr)
        self.assertIn("sd3_train_network.py is not in this checkout", told.stderr)
        options = json.loads(told.stdout)["options"]
        self.assertEqual(["z_train_network.py"], options["attn_mode"]["scripts"])
        self.assertEqual("all", options["cache_latents"]["scripts"])

    def test_fails_where_no_script_can_be_read(self):
        told = self.dump()
        self.assertEqual((1, ""), (told.returncode, told.stdout))
        self.assertIn("no training script could be read", told.stderr)

    def test_writes_a_file_and_tells_the_release(self):
        self.write("train_network.py", BASE)
        file = os.path.join(self.checkout, "options.json")
        self.assertEqual(0, self.dump("-o", file).returncode)
        with open(file, encoding="utf-8") as opened:
            upstream = json.load(opened)["upstream"]
        self.assertEqual({"project": "sd-scripts", "version": "9.8.7", "commit": None}, upstream)


class PinnedTest(unittest.TestCase):
    """The files of facts agree with each other."""

    def read(self, *parts):
        with open(os.path.join(PYTHON_ENV, *parts), encoding="utf-8") as file:
            return file.read()

    def test_the_catalogue_is_of_the_pinned_release(self):
        pinned = json.loads(self.read("upstream.json"))
        catalog = ("..", "src", "main", "resources", "dev", "lorabake", "catalog")
        for name in ("options.json", "lora-sizes.json"):
            upstream = json.loads(self.read(*catalog, name))["upstream"]
            self.assertEqual(
                {key: pinned[key] for key in ("project", "version", "commit")}, upstream, name
            )

    def test_every_torch_build_has_a_lock_with_its_versions(self):
        wheels = json.loads(self.read("torch-wheels.json"))
        for name, variant in wheels["variants"].items():
            lock = self.read(*variant["lock"].split("/"))
            self.assertIn("%s/%s\n" % (wheels["site"], variant["index"]), lock, name)
            self.assertIn("torch==" + variant["torch"], lock, name)
            self.assertIn("torchvision==" + variant["torchvision"], lock, name)
            self.assertIn("-r common.txt", lock, name)
        self.assertEqual(
            ["cu128", "cu126", "cpu"], [choice["variant"] for choice in wheels["choice"]]
        )

    def test_every_requirement_has_one_exact_version(self):
        for line in self.read("locks", "common.txt").splitlines():
            if not line.startswith("#"):
                self.assertRegex(line, r"\A[a-z0-9-]+(\[[a-z]+\])?==[0-9.]+\Z")


if __name__ == "__main__":
    unittest.main()
