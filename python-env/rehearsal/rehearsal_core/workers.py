"""Data loader workers: their records, and with REHEARSAL_WORKERS real child processes."""

import os
import signal
import sys
import time
from typing import List

from .records import Records

_PLACE = "train_util.py:784"


class Workers:
    """The loader of a dataset group; its workers are new in each epoch unless persistent."""

    def __init__(
        self, count: int, persistent: bool, datasets: int, real: int, log: Records
    ) -> None:
        self._count, self._persistent, self._datasets, self._log = count, persistent, datasets, log
        self._real = real if hasattr(os, "fork") else 0
        self._epochs = [0] * max(count, 1)
        self._children: List[int] = []

    def start(self, epoch: int, batches: int) -> None:
        """The first batches of an epoch are asked for: each worker notices the new epoch."""
        if not self._persistent and self._count:
            self._epochs = [0] * self._count
        since = self._log.last_time
        for i in range(min(max(self._count, 1), batches)):
            if self._epochs[i] == epoch:
                continue
            text = "epoch is incremented. current_epoch: %d, epoch: %d" % (self._epochs[i], epoch)
            for nth in range(self._datasets):
                if not self._count:
                    self._log.info(_PLACE, text)
                else:
                    self._log.from_worker(_PLACE, text, since, first=nth == 0)
            self._epochs[i] = epoch
        if not self._children:
            self._fork()

    def stop(self) -> None:
        """An epoch is over: workers that are not persistent leave."""
        if not self._persistent:
            self.close()

    def close(self) -> None:
        """End the child processes and wait for them."""
        for child in self._children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        self._children = []

    def _fork(self) -> None:
        sys.stdout.flush()
        parent = os.getpid()
        for _ in range(self._real):
            child = os.fork()
            if child == 0:
                _work(parent)
            self._children.append(child)


def _work(parent: int) -> None:
    """Live as long as the parent, and up to some seconds more, as upstream's workers do."""
    try:
        while os.getppid() == parent:
            time.sleep(1.0)
        time.sleep(1.0)
    except KeyboardInterrupt:
        pass
    os._exit(0)
