"""Training states: the folders that accelerate saves, and the reading of one on --resume."""

import json
import os
import shutil
import struct
from typing import Optional

from . import guard
from .checkpoints import Saver, epoch_name, last_name, step_name, trained_kind
from .network_size import Size
from .run import Run

_OPTIMIZER_BYTES = {
    "adamw8bit": 2.06,
    "pagedadamw8bit": 2.06,
    "lion": 4,
    "lion8bit": 1.03,
    "pagedlion8bit": 1.03,
    "adafactor": 0.35,
    "prodigy": 16,
    "dadaptadam": 12,
}
"""Bytes per trained number of the optimizer's own state; AdamW keeps two floats."""
_MARK = "lorabake rehearsal: no optimizer state is in here\n"
_PICKLE_START = b"\x80\x02X"  # protocol 2, a text


class States:
    """Saves the states of one run and removes old ones."""

    def __init__(self, run: Run, size: Size, saver: Saver) -> None:
        self._run, self._size, self._saver = run, size, saver

    def at_epoch(self, epoch: int, counted: int) -> None:
        """The state of an epoch's end; `counted` is the step that goes into train_state.json."""
        args = self._run.args
        self._begin(5941, "saving state at epoch %d" % epoch)
        self._save(epoch_name(args, epoch) + "-state", epoch, counted)
        last = args.save_last_n_epochs_state or args.save_last_n_epochs
        if last is not None:
            self._remove(epoch_name(args, epoch - args.save_every_n_epochs * last), 5956)

    def at_step(self, step: int, epoch: int, counted: int) -> None:
        """The state of a step."""
        args = self._run.args
        self._begin(5963, "saving state at step %d" % step)
        self._save(step_name(args, step) + "-state", epoch, counted)
        last = args.save_last_n_steps_state or args.save_last_n_steps
        if last is not None:
            old = step - last - 1
            old -= old % args.save_every_n_steps
            if old > 0:
                self._remove(step_name(args, old), 5982)

    def at_end(self, epoch: int, counted: int) -> None:
        """The last state, before the last checkpoint."""
        self._begin(5989, "saving last state.")
        self._save(last_name(self._run.args) + "-state", epoch, counted)

    def _begin(self, place: int, text: str) -> None:
        self._run.log.info("train_util.py:%d" % place, "")
        self._run.log.info("train_util.py:%d" % (place + 1), text)

    def _save(self, name: str, epoch: int, counted: int) -> None:
        run, log = self._run, self._run.log
        folder = os.path.join(run.args.output_dir, name)
        guard.check(folder, run.switches.overwrite)
        log.info("accelerator.py:3690", "[RANK 0] Saving current state to %s" % folder)
        os.makedirs(folder, exist_ok=True)
        file = os.path.join(folder, "train_state.json")
        log.info(
            "train_network.py:946",
            "save train state to %s at epoch %d step %d" % (file, epoch, counted),
        )
        with open(file, "w", encoding="utf-8") as target:
            json.dump({"current_epoch": epoch, "current_step": counted}, target)
        self._saver.weights(os.path.join(folder, "model.safetensors"))
        self._told(115, "Model weights saved", folder, "model.safetensors")
        kind = (run.args.optimizer_type or "AdamW").lower()
        share = 4 if trained_kind(run.args) != "F32" else 8
        size = (
            int(self._size.numbers * _OPTIMIZER_BYTES.get(kind, share)) + 1000 * self._size.modules
        )
        _fill(os.path.join(folder, "optimizer.bin"), size)
        self._told(122, "Optimizer state saved", folder, "optimizer.bin")
        _fill(os.path.join(folder, "scheduler.bin"), 1465)
        self._told(129, "Scheduler state saved", folder, "scheduler.bin")
        for i, sampler in enumerate(("sampler.bin", "sampler_1.bin")):
            self._told(146, "Sampler state for dataloader %d saved" % i, folder, sampler)
        if run.args.mixed_precision == "fp16":
            _fill(os.path.join(folder, "scaler.pt"), 988)
            self._told(153, "Gradient scaler state saved", folder, "scaler.pt")
        _fill(os.path.join(folder, "random_states_0.pkl"), 14497)
        self._told(179, "Random states saved", folder, "random_states_0.pkl")

    def _told(self, place: int, what: str, folder: str, file: str) -> None:
        self._run.log.info(
            "checkpointing.py:%d" % place, "[RANK 0] %s in %s" % (what, os.path.join(folder, file))
        )

    def _remove(self, name: str, place: int) -> None:
        folder = os.path.join(self._run.args.output_dir, name + "-state")
        if os.path.exists(folder) and (self._run.switches.overwrite or guard.rehearsed(folder)):
            self._run.log.info("train_util.py:%d" % place, "removing old state: %s" % folder)
            shutil.rmtree(folder)


def _fill(path: str, size: int) -> None:
    """Writes a whole pickle of that size: one long text, so that a cut one can be told."""
    block = b"\0" * (1 << 20)
    mark = _MARK.encode("ascii")
    left = max(size - len(_PICKLE_START) - 5, len(mark))
    with open(path, "wb") as file:
        file.write(_PICKLE_START + struct.pack("<I", left) + mark)
        left -= len(mark)
        while left > 0:
            file.write(block[:left])
            left -= len(block)
        file.write(b".")


def resume(run: Run) -> Optional[int]:
    """The step that the state of --resume was saved at, or None where it does not say."""
    args, log = run.args, run.log
    if not args.resume:
        return None
    if args.resume_from_huggingface:
        raise OSError("a rehearsal does not reach the Hub: %s" % args.resume)
    log.info("train_util.py:4777", "resume training from local state: %s" % args.resume)
    if not os.path.isdir(args.resume):
        raise ValueError("Tried to find %s but folder does not exist" % args.resume)
    log.info("accelerator.py:3842", "[RANK 0] Loading states from %s" % args.resume)
    step = None
    file = os.path.join(args.resume, "train_state.json")
    if os.path.exists(file):
        with open(file, encoding="utf-8") as source:
            data = json.load(source)
        step = data["current_step"]
        log.info("train_network.py:969", "load train state from %s: %s" % (file, data))
    for place, name, what in (
        (249, "model.safetensors", "model weights"),
        (257, "optimizer.bin", "optimizer states"),
        (265, "scheduler.bin", "scheduler states"),
        (283, "", "dataloader sampler states"),
        (316, "", "random states"),
    ):
        if name:
            with open(os.path.join(args.resume, name), "rb"):
                pass
        log.info("checkpointing.py:%d" % place, "[RANK 0] All %s loaded successfully" % what)
    log.info("accelerator.py:3939", "[RANK 0] Loading in 0 custom states")
    return step
