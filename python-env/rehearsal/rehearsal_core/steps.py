"""How many steps and epochs a run has and where it starts (train_network.py), for one process."""

import argparse
import math
from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Steps:
    """Sizes of a run; batches per epoch are those of this process."""

    batches_per_epoch: int
    accumulation: int
    max_train_steps: int

    @property
    def updates_per_epoch(self) -> int:
        return math.ceil(self.batches_per_epoch / self.accumulation)

    @property
    def epochs(self) -> int:
        return math.ceil(self.max_train_steps / self.updates_per_epoch)


@dataclass(frozen=True)
class Start:
    """Where a run starts: epochs and steps that it leaves out.

    `printed_skip` is what upstream says it skips, `multiplied` the same in batches, `first_step`
    both what its step counter starts at and how many batches of the first epoch it leaves out.
    """

    epoch: int
    printed_skip: int
    multiplied: int
    first_step: int


def steps_of_epochs(epochs: int, batches: int, processes: int, accumulation: int) -> int:
    """max_train_steps as --max_train_epochs sets it; batches of all processes together."""
    return epochs * math.ceil(batches / processes / accumulation)


def initial_step(args: argparse.Namespace, sizes: Steps, from_state: Optional[int]) -> int:
    """The step that a run is to start from, before any skipping is decided."""
    if args.initial_step is not None:
        return int(args.initial_step)
    if args.initial_epoch is not None:
        return int(args.initial_epoch - 1) * math.ceil(sizes.batches_per_epoch / sizes.accumulation)
    return from_state or 0


def start(args: argparse.Namespace, sizes: Steps, initial: int) -> Start:
    """What is left out; AssertionError where the run would be over before it starts."""
    if initial <= 0:
        return Start(0, 0, 0, 0)
    assert args.max_train_steps > initial, (
        "max_train_steps should be greater than initial step / max_train_stepsは初期ステップより大きい必要があります:"
        " %s vs %s" % (args.max_train_steps, initial)
    )
    if not args.skip_until_initial_step:
        return Start(initial // sizes.updates_per_epoch, 0, 0, 0)
    multiplied = initial * sizes.accumulation
    epoch = multiplied // sizes.updates_per_epoch
    return Start(epoch, initial, multiplied, multiplied - epoch * sizes.batches_per_epoch)


def save_every_n_epochs(args: argparse.Namespace, epochs: int) -> Optional[int]:
    """The interval of epoch checkpoints, --save_n_epoch_ratio taken in."""
    ratio = args.save_n_epoch_ratio
    if ratio is not None and ratio > 0:
        return math.floor(epochs / ratio) or 1
    return args.save_every_n_epochs  # type: ignore[no-any-return]
