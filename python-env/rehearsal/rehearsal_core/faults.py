"""Faults on purpose: what REHEARSAL_* makes go wrong at a step."""

import os
import signal
import sys
import time

from .foreign import OutOfMemoryError
from .switches import Switches

_OUT_OF_MEMORY = (
    "CUDA out of memory. Tried to allocate 512.00 MiB. GPU 0 has a total capacity of 23.64 GiB of which"
    " 310.38 MiB is free. Including non-PyTorch memory, this process has 23.33 GiB memory in use. Of the"
    " allocated memory 22.41 GiB is allocated by PyTorch, and 485.17 MiB is reserved by PyTorch but"
    " unallocated. If reserved but unallocated memory is large try setting"
    " PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True to avoid fragmentation."
    "  See documentation for Memory Management "
    " (https://pytorch.org/docs/stable/notes/cuda.html#environment-variables)"
)


def prepare(switches: Switches) -> None:
    """What holds for the whole run."""
    if switches.ignore_term:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)


def before(step: int, switches: Switches) -> None:
    """Crash or hang if this is the step; spew if it is wanted."""
    if switches.crash_at_step == step:
        _crash(switches.crash_kind, step)
    if switches.hang_at_step == step:
        while True:
            time.sleep(3600)
    for i in range(switches.spew):
        print("rehearsal spew: step %d line %d %s" % (step, i + 1, "." * 80))


def _crash(kind: str, step: int) -> None:
    sys.stdout.flush()
    if kind == "exception":
        raise RuntimeError("rehearsal: crash at step %d, as REHEARSAL_CRASH_AT_STEP asks" % step)
    if kind == "oom":
        raise OutOfMemoryError(_OUT_OF_MEMORY)
    if kind == "kill" and hasattr(signal, "SIGKILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGSEGV)
