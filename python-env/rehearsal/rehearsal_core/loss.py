"""A made-up loss: it falls, it is noisy, and the same --seed gives the same curve."""

import math
import random
from typing import List


class Curve:
    """The loss of the n-th micro-batch; NaN from a given optimizer step on."""

    def __init__(self, seed: int, level: float) -> None:
        self._random = random.Random(seed)
        self._level = level
        self._count = 0

    def next(self, nan: bool) -> float:
        """One more loss."""
        self._count += 1
        falling = 0.72 + 0.28 * math.exp(-self._count / 400)
        noise = self._random.lognormvariate(0.0, 0.22)
        return float("nan") if nan else self._level * falling * noise


class Recorder:
    """The mean over the last epoch of batches, as upstream keeps it, NaN for ever included."""

    def __init__(self) -> None:
        self._losses: List[float] = []
        self._total = 0.0

    def add(self, epoch: int, step: int, loss: float) -> None:
        if epoch == 0:
            self._losses.append(loss)
        else:
            while len(self._losses) <= step:
                self._losses.append(0.0)
            self._total -= self._losses[step]
            self._losses[step] = loss
        self._total += loss

    @property
    def mean(self) -> float:
        return self._total / len(self._losses) if self._losses else 0
