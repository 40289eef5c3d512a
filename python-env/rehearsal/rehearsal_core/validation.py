"""Validation passes: their bars, which upstream leaves open until the next one is made."""

import random
import time
from typing import Optional

from .bars import Bar
from .datasets import Groups
from .loss import Recorder
from .run import Run
from .workers import Workers

_TIMESTEPS = 4


class Validation:
    """The passes over the validation datasets of one run."""

    def __init__(self, run: Run, groups: Groups, workers: Workers) -> None:
        args, group = run.args, groups.validation
        self._run, self._workers = run, workers
        self._batches = group.batches if group is not None else 0
        most = args.max_validation_steps
        self._steps = min(most, self._batches) if most is not None else self._batches
        low = 0 if args.min_timestep is None else args.min_timestep
        high = 1000 if args.max_timestep is None else args.max_timestep
        width = (high - low) / (_TIMESTEPS + 1)
        self._timesteps = [int(low + width * i) for i in range(1, _TIMESTEPS + 1)]
        self._recorders = {"validation steps": Recorder(), "epoch validation steps": Recorder()}
        self._bar: Optional[Bar] = None
        self._random = random.Random(int(args.seed) + 1)

    def after_step(self, epoch: int, step: int, bar: Bar) -> None:
        """The pass of --validate_every_n_steps, if it is due."""
        every = self._run.args.validate_every_n_steps
        if every is not None and step % every == 0 and self._steps > 0:
            self._run_pass("validation steps", "val_avg_loss", epoch)
            bar.unpause()

    def after_epoch(self, epoch: int, bar: Bar) -> None:
        """The pass at an epoch's end, if it is due."""
        every = self._run.args.validate_every_n_epochs
        if self._batches > 0 and (every is None or (epoch + 1) % every == 0):
            self._run_pass("epoch validation steps", "val_epoch_avg_loss", epoch)
            bar.unpause()

    def _run_pass(self, name: str, key: str, epoch: int) -> None:
        old = self._bar
        self._bar = Bar(self._steps * _TIMESTEPS, name, smoothing=0)
        if old is not None:
            old.close()
        if self._steps:
            self._workers.start(epoch + 1, self._batches)
        recorder, pause = self._recorders[name], self._run.switches.seconds_per_step / 2
        for i in range(self._steps * _TIMESTEPS):
            if pause:
                time.sleep(pause)
            recorder.add(epoch, i, 0.1 * self._random.lognormvariate(0.0, 0.1))
            self._bar.update(1)
            self._bar.set_postfix({key: recorder.mean, "timestep": self._timesteps[i % _TIMESTEPS]})
        self._workers.stop()
