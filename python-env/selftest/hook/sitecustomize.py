"""Shrinks the U-Net of sd-scripts for the self-test, without touching its files.

Python imports a module of this name at every start when its folder is on PYTHONPATH. The U-Net of
library/original_unet.py is built from three constants; they are replaced right after its import.
Another sitecustomize that this one hides is run as well.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys

TARGET = "library.original_unet"
CHANNELS = (32, 64, 128, 128)


class ShrinkingLoader(importlib.abc.Loader):
    """Loads the module as its own loader does, then replaces the constants."""

    def __init__(self, loader):
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
        module.BLOCK_OUT_CHANNELS = CHANNELS
        module.TIMESTEP_INPUT_DIM = CHANNELS[0]
        module.TIME_EMBED_DIM = CHANNELS[0] * 4


class ShrinkingFinder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name != TARGET:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            spec.loader = ShrinkingLoader(spec.loader)
        return spec


def run_hidden_sitecustomize():
    here = os.path.dirname(os.path.abspath(__file__))
    elsewhere = [entry for entry in sys.path if os.path.abspath(entry or ".") != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", elsewhere)
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


sys.meta_path.insert(0, ShrinkingFinder())
run_hidden_sitecustomize()
