"""Rehearses sd-scripts' sdxl_train_network.py: same flags, files and log, no training (see README.md)."""

import atexit

from rehearsal_core.bars import close_all
from rehearsal_core.train import main

if __name__ == "__main__":
    atexit.register(close_all)
    main("sdxl_train_network.py")
