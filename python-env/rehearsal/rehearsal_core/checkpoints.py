"""Checkpoints: their names, when one goes, and the files themselves."""

import argparse
import os
import time
from typing import Dict, List, Optional

from . import guard, metadata, model_spec, safetensors
from .network_size import Size
from .run import Run
from .safetensors import Tensor, Writing

_HEADER_PER_TENSOR = 138
"""Bytes of header per tensor in upstream's files; ours have few tensors and are padded to that."""


def epoch_name(args: argparse.Namespace, epoch: int) -> str:
    return "%s-%06d" % (args.output_name if args.output_name is not None else "epoch", epoch)


def step_name(args: argparse.Namespace, step: int) -> str:
    return "%s-step%08d" % (args.output_name if args.output_name is not None else "at", step)


def last_name(args: argparse.Namespace) -> str:
    return str(args.output_name if args.output_name is not None else "last")


def epoch_to_remove(args: argparse.Namespace, epoch: int) -> Optional[int]:
    """The epoch whose checkpoint goes when this one is saved."""
    if args.save_last_n_epochs is None:
        return None
    old = epoch - args.save_every_n_epochs * args.save_last_n_epochs
    return old if old >= 0 else None


def step_to_remove(args: argparse.Namespace, step: int) -> Optional[int]:
    """The step whose checkpoint goes when this one is saved."""
    if args.save_last_n_steps is None:
        return None
    old = step - args.save_last_n_steps - 1
    old -= old % args.save_every_n_steps
    return old if old >= 0 else None


class Saver:
    """Writes and removes the checkpoints of one run."""

    def __init__(self, run: Run, size: Size, found: Dict[str, str]) -> None:
        self._run, self._size, self._found = run, size, found

    def save(self, name: str, step: int, epoch: int) -> None:
        """Announce and write `<name>.<save_model_as>`."""
        run, args = self._run, self._run.args
        os.makedirs(args.output_dir, exist_ok=True)
        path = os.path.join(args.output_dir, "%s.%s" % (name, args.save_model_as))
        run.say("\nsaving checkpoint: %s" % path)
        guard.check(path, run.switches.overwrite)
        self._found.update(
            ss_training_finished_at=str(time.time()), ss_steps=str(step), ss_epoch=str(epoch)
        )
        kept = metadata.minimum(self._found) if args.no_metadata else dict(self._found)
        kept.update(model_spec.collect(run))
        switches = run.switches
        how = Writing(
            switches.save_in_place, switches.slow_save_seconds, switches.truncate_checkpoint
        )
        self._write(path, _saved_kind(args), kept, how)

    def remove(self, name: str) -> None:
        """Announce and remove a checkpoint, if it is there and ours."""
        args = self._run.args
        path = os.path.join(args.output_dir, "%s.%s" % (name, args.save_model_as))
        if os.path.exists(path) and (self._run.switches.overwrite or guard.rehearsed(path)):
            self._run.say("removing old checkpoint: %s" % path)
            os.remove(path)

    def check_last(self) -> None:
        """Refuse a run whose last checkpoint would replace a real one, before it starts."""
        args = self._run.args
        if args.output_dir is not None:
            path = os.path.join(args.output_dir, "%s.%s" % (last_name(args), args.save_model_as))
            guard.check(path, self._run.switches.overwrite)

    def weights(self, path: str) -> None:
        """The weights file of a state folder, in the precision of the training."""
        self._write(path, trained_kind(self._run.args), {"format": "pt"}, Writing())

    def _write(self, path: str, kind: str, found: Dict[str, str], how: Writing) -> None:
        tensors = _tensors(self._size, int(self._run.args.network_dim or 4))
        header = _HEADER_PER_TENSOR * 3 * self._size.modules
        safetensors.write(path, kind, tensors, found, int(self._run.args.seed), how, header)


def trained_kind(args: argparse.Namespace) -> str:
    """The precision in which the network is trained."""
    return "F16" if args.full_fp16 else "BF16" if args.full_bf16 else "F32"


def _saved_kind(args: argparse.Namespace) -> str:
    return {"fp16": "F16", "bf16": "BF16", "float": "F32"}.get(
        args.save_precision, trained_kind(args)
    )


def _tensors(size: Size, rank: int) -> List[Tensor]:
    tensors = []
    for name, numbers, modules in (
        ("lora_te", size.encoder_numbers, size.encoder_modules),
        ("lora_unet", size.dit_numbers, size.dit_modules),
    ):
        if not modules:
            continue
        columns = numbers // rank // 2
        down, up = (rank, columns), ((numbers - rank * columns) // rank, rank)
        tensors += [
            Tensor(name + "_rehearsal.alpha", (modules,)),
            Tensor(name + "_rehearsal.lora_down.weight", down),
            Tensor(name + "_rehearsal.lora_up.weight", up),
        ]
    return tensors
