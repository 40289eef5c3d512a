"""The training loop, with everything of upstream's but the training."""

import time
from typing import Dict, Optional

from . import checkpoints, faults, samples
from .bars import Bar
from .checkpoints import Saver
from .loss import Curve, Recorder
from .run import Run
from .state import States
from .steps import Start, Steps
from .validation import Validation
from .workers import Workers

_LEVELS = {"sd15": 0.12, "sd21": 0.12, "sdxl": 0.11, "flux": 0.38, "chroma": 0.42, "lumina": 0.5}


class Loop:
    """Epochs, steps, checkpoints, states and samples of one run."""

    def __init__(
        self,
        run: Run,
        sizes: Steps,
        start: Start,
        saver: Saver,
        states: States,
        validation: Validation,
        workers: Workers,
    ) -> None:
        self._run, self._sizes, self._start = run, sizes, start
        self._saver, self._states, self._validation, self._workers = (
            saver,
            states,
            validation,
            workers,
        )
        self._curve = Curve(int(run.args.seed), _LEVELS.get(run.family.name, 0.3))
        self._recorder = Recorder()
        self._step = start.first_step
        self._micro = 0
        self._bar: Optional[Bar] = None

    def train(self) -> int:
        """All epochs; returns the step counter at the end."""
        run, sizes = self._run, self._sizes
        self._bar = Bar(run.args.max_train_steps - self._start.first_step, "steps", smoothing=0)
        skip = self._start.first_step
        for epoch in range(self._start.epoch, sizes.epochs):
            run.say("\nepoch %d/%d\n" % (epoch + 1, sizes.epochs))
            self._epoch(epoch, skip)
            skip = 0
            self._validation.after_epoch(epoch, self._bar)
            self._epoch_end(epoch)
        self._workers.close()
        return self._step

    def _epoch(self, epoch: int, skip: int) -> None:
        batches = self._sizes.batches_per_epoch
        first = max(skip - 1, 0)
        self._workers.start(epoch + 1, batches - first)
        for batch in range(first, batches):
            if skip and batch == first:
                continue
            self._micro_batch(epoch, batch - first, batch == batches - 1)
            if self._step >= self._run.args.max_train_steps:
                break
        self._workers.stop()

    def _micro_batch(self, epoch: int, index: int, last: bool) -> None:
        run, bar, switches = self._run, self._bar, self._run.switches
        assert bar is not None
        faults.before(self._step + 1, switches)
        if switches.seconds_per_step:
            time.sleep(switches.seconds_per_step / self._sizes.accumulation)
        self._micro = 0 if last else self._micro + 1
        synced = last or self._micro % self._sizes.accumulation == 0
        nan = switches.nan_at_step is not None and self._step + 1 >= switches.nan_at_step
        loss = self._curve.next(nan)
        if synced:
            bar.update(1)
            self._step += 1
            samples.make(run, None, self._step)
            bar.unpause()
            self._save_step(epoch)
        self._recorder.add(epoch, index, loss)
        bar.set_postfix(self._postfix())
        if synced:
            self._validation.after_step(epoch, self._step, bar)

    def _postfix(self) -> Dict[str, float]:
        shown = {"avr_loss": self._recorder.mean}
        if self._run.args.scale_weight_norms and self._run.args.network_module.startswith(
            ("networks.lora", "lycoris")
        ):
            return {"Average key norm": 1.2e-5 * self._step**0.6, "Keys Scaled": 0, **shown}
        return shown

    def _save_step(self, epoch: int) -> None:
        args = self._run.args
        if args.save_every_n_steps is None or self._step % args.save_every_n_steps != 0:
            return
        self._saver.save(checkpoints.step_name(args, self._step), self._step, epoch)
        if args.save_state:
            self._states.at_step(self._step, epoch + 1, self._step)
        old = checkpoints.step_to_remove(args, self._step)
        if old is not None:
            self._saver.remove(checkpoints.step_name(args, old))

    def _epoch_end(self, epoch: int) -> None:
        args, number = self._run.args, epoch + 1
        every = args.save_every_n_epochs
        if every is not None and number % every == 0 and number < self._sizes.epochs:
            self._saver.save(checkpoints.epoch_name(args, number), self._step, number)
            old = checkpoints.epoch_to_remove(args, number)
            if old is not None:
                self._saver.remove(checkpoints.epoch_name(args, old))
            if args.save_state:
                self._states.at_epoch(number, self._step)
        samples.make(self._run, number, self._step)
        assert self._bar is not None
        self._bar.unpause()
