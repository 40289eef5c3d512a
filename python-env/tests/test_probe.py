"""The probe against real processes: run by `python -m unittest discover python-env/tests`."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

PROBE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "probe.py")
KEYS = "python platform cpu_count memory packages broken unfinished torch devices checkout".split()


def write(folder, name, text):
    path = os.path.join(folder, *name.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


class ProbeTest(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = held.name

    def package(self, distribution, version, module, body):
        write(self.folder, module + "/__init__.py", body)
        write(
            self.folder,
            "%s-%s.dist-info/METADATA" % (distribution, version),
            "Metadata-Version: 2.1\nName: %s\nVersion: %s\n" % (distribution, version),
        )

    def probe(self, *words):
        told = subprocess.run(
            [sys.executable, PROBE, *words],
            env=dict(os.environ, PYTHONPATH=self.folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=60,
        )
        self.assertEqual(0, told.returncode, told.stderr)
        return json.loads(told.stdout.decode("utf-8"))

    def test_tells_the_python_and_the_machine(self):
        seen = self.probe("--fast")
        self.assertEqual(KEYS, list(seen))
        self.assertEqual("%d.%d.%d" % sys.version_info[:3], seen["python"]["version"])
        self.assertEqual(os.cpu_count(), seen["cpu_count"])
        self.assertGreater(seen["memory"]["total"], 1 << 20)
        self.assertIsNone(seen["checkout"])

    def test_fast_looks_packages_up_and_imports_none(self):
        self.package("huggingface_hub", "0.34.3", "huggingface_hub", "raise SystemError")
        seen = self.probe("--fast")
        self.assertEqual("0.34.3", seen["packages"]["huggingface-hub"])
        self.assertEqual({}, seen["broken"])
        self.assertIsNone(seen["torch"])

    def test_tells_what_is_installed_and_cannot_be_imported(self):
        self.package("toml", "0.10.2", "toml", "raise ImportError('half\\n  installed')")
        self.package("bitsandbytes", "0.48.2", "bitsandbytes", "raise OSError('no libcudart')")
        self.package("voluptuous", "0.15.2", "voluptuous", "print('chatter')")
        broken = self.probe()["broken"]
        self.assertEqual("ImportError: half installed", broken["toml"])
        self.assertEqual("OSError: no libcudart", broken["bitsandbytes"])
        self.assertNotIn("voluptuous", broken)

    @unittest.skipIf(os.name == "nt", "signals")
    def test_outlives_an_import_that_aborts_its_process(self):
        self.package("torch", "2.8.0", "torch", "import os; os.abort()")
        self.package("bitsandbytes", "0.48.2", "bitsandbytes", "import os; os.abort()")
        seen = self.probe()
        self.assertEqual("2.8.0", seen["packages"]["torch"])
        self.assertIn("ended Python", seen["broken"]["torch"])
        self.assertIsNone(seen["torch"])

    def test_tells_the_gpus_that_torch_sees(self):
        self.package("torch", "2.8.0", "torch", FAKE_TORCH)
        seen = self.probe()
        self.assertEqual(
            {
                "cuda": "12.8",
                "hip": None,
                "cudnn": 91002,
                "cuda_available": True,
                "arch_list": ["sm_86", "sm_120"],
                "nccl": False,
                "bf16_supported": True,
            },
            seen["torch"],
        )
        self.assertEqual(
            [
                {
                    "name": "RTX 3090",
                    "compute_capability": "8.6",
                    "total_bytes": 25 << 30,
                    "free_bytes": 20 << 30,
                },
                {
                    "name": "RTX 3090",
                    "compute_capability": "8.6",
                    "total_bytes": 25 << 30,
                    "free_bytes": None,
                },
            ],
            seen["devices"],
        )

    def test_knows_a_module_that_no_distribution_owns(self):
        write(self.folder, "xformers/__init__.py", "")
        write(self.folder, "wandb/left-over.log", "no module")
        self.package("opencv_python_headless", "4.12", "cv2", "")
        packages = self.probe("--fast")["packages"]
        self.assertEqual("unknown", packages["xformers"])
        self.assertNotIn("wandb", packages)
        self.assertEqual("4.12", packages["opencv-python-headless"])
        self.assertNotIn("opencv-python", packages)

    def test_tells_where_packages_are_searched(self):
        folders = self.probe("--fast")["python"]["folders"]
        self.assertIn(self.folder, folders)
        self.assertNotIn(os.path.dirname(PROBE), folders)
        self.assertNotIn(os.path.dirname(os.__file__), folders)

    def test_tells_what_is_installed_when_the_imports_take_too_long(self):
        self.package("torch", "2.8.0", "torch", "import time; time.sleep(600)")
        seen = self.probe("--patience", "0.5")
        self.assertEqual("2.8.0", seen["packages"]["torch"])
        self.assertEqual({}, seen["broken"])
        self.assertEqual("the imports did not end within 0.5 seconds", seen["unfinished"])

    def test_asks_a_module_for_what_upstream_takes_from_it(self):
        self.package("transformers", "5.0.0", "transformers", "CLIPFeatureExtractor = None")
        self.package("diffusers", "0.1.0", "diffusers", LAZY)
        broken = self.probe()["broken"]
        self.assertEqual("transformers has no CLIPFeatureExtractor", broken["transformers"])
        self.assertEqual("RuntimeError: loading AutoencoderKL failed", broken["diffusers"])

    def test_finds_a_torch_that_reads_no_arrays(self):
        self.package("torch", "2.2.2", "torch", FAKE_TORCH + DEAF)
        self.package("numpy", "2.0.0", "numpy", "def zeros(size): return size")
        broken = self.probe()["broken"]
        self.assertEqual("torch cannot read its arrays: Numpy is not available", broken["numpy"])

    def test_finds_extensions_that_are_built_for_something_else(self):
        self.package("torch", "2.8.0", "torch", FAKE_TORCH)
        self.package("xformers", "0.0.20", "xformers", "")
        write(self.folder, "xformers/ops.py", "")
        write(self.folder, "xformers/_cpp_lib.py", "_cpp_library_load_exception = OSError('other')")
        self.package("bitsandbytes", "0.48.2", "bitsandbytes", "")
        write(self.folder, "bitsandbytes/cextension.py", "class lib:\n    compiled_with_cuda = False\n")
        write(self.folder, "bitsandbytes/libbitsandbytes_cuda118.so", "")
        broken = self.probe()["broken"]
        self.assertEqual("other", broken["xformers"])
        self.assertEqual("it has no code for CUDA 12.8, only for 11.8", broken["bitsandbytes"])

    def test_judges_bitsandbytes_by_its_files_where_no_gpu_is_seen(self):
        self.package("torch", "2.8.0", "torch", FAKE_TORCH.replace("True)", "False)", 1))
        self.package("bitsandbytes", "0.48.2", "bitsandbytes", "")
        write(self.folder, "bitsandbytes/cextension.py", "class lib:\n    compiled_with_cuda = False\n")
        write(self.folder, "bitsandbytes/libbitsandbytes_cuda126.so", "")
        self.assertNotIn("bitsandbytes", self.probe()["broken"])

    def test_tells_which_checkout_it_is(self):
        checkout = os.path.join(self.folder, "sd-scripts")
        write(checkout, "README.md", "- **Version 0.9.1 (2024-07-20):**\n- Version 0.9.0\n")
        write(checkout, "train_network.py", "first\n")
        write(checkout, "library/train_util.py", "second\n")
        seen = self.probe("--fast", "--checkout", checkout)["checkout"]
        self.assertEqual("0.9.1", seen["version"])
        self.assertIsNone(seen["commit"])
        self.assertEqual(["train_network.py"], seen["scripts"])
        write(checkout, "library/train_util.py", "second, patched\n")
        patched = self.probe("--fast", "--checkout", checkout)["checkout"]
        self.assertNotEqual(seen["fingerprint"], patched["fingerprint"])

    def test_a_checkout_that_is_not_there_is_null(self):
        missing = os.path.join(self.folder, "missing")
        self.assertIsNone(self.probe("--fast", "--checkout", missing)["checkout"])


FAKE_TORCH = """
class version:
    cuda = "12.8"
    hip = None

class backends:
    class cudnn:
        version = staticmethod(lambda: 91002)

class Properties:
    name, major, minor, total_memory = "RTX 3090", 8, 6, 25 << 30

def mem_get_info(number):
    if number:
        raise RuntimeError("out of memory")
    return 20 << 30, 25 << 30

class cuda:
    is_available = staticmethod(lambda: True)
    is_bf16_supported = staticmethod(lambda: True)
    get_arch_list = staticmethod(lambda: ["sm_86", "sm_120"])
    device_count = staticmethod(lambda: 2)
    get_device_properties = staticmethod(lambda number: Properties)
    mem_get_info = staticmethod(mem_get_info)
"""


DEAF = """
def from_numpy(array):
    raise RuntimeError("Numpy is not available")
"""

LAZY = """
def __getattr__(name):
    raise RuntimeError("loading %s failed" % name)
"""

if __name__ == "__main__":
    unittest.main()
