"""Progress bars on stderr that behave as tqdm 4 does: when they print, where, and what remains."""

import os
import sys
import time
from typing import Callable, IO, Iterable, Iterator, List, Mapping, Optional, TypeVar

from .meter import ASCII, BLOCKS, meter, number

T = TypeVar("T")
_open: List["Bar"] = []


class Bar:
    """One bar; smoothing 0 gives the mean rate of the run, as upstream's `steps` bar has it."""

    clock: Callable[[], float] = staticmethod(time.time)

    def __init__(self, total: int, desc: str = "", smoothing: float = 0.3) -> None:
        env = os.environ
        self.total, self.n, self._desc = total, 0, desc
        self._smoothing = smoothing
        self._stream: IO[str] = sys.stderr
        self._closed = bool(env.get("TQDM_DISABLE"))
        self._min_interval = float(env.get("TQDM_MININTERVAL") or 0.1)
        self._template = env.get("TQDM_BAR_FORMAT")
        self._columns = _columns(self._stream, env)
        self._postfix = ""
        self._done, self._spent, self._pace = _Mean(smoothing), _Mean(smoothing), _Mean(smoothing)
        self._min_items, self._last_n, self._last_len = 0.0, 0, 0
        taken = {bar.position for bar in _open}
        self.position: int = min(set(range(len(_open) + 1)) - taken)
        self._start: Optional[float] = None
        self._last_t = self.clock()
        if not self._closed:
            _open.append(self)
            self.refresh()
            self._start = self._last_t = self.clock()

    def update(self, count: int = 1) -> None:
        """Count on; prints unless the last counted print was less than 0.1 s ago."""
        self.n += count
        if self._closed or self.n - self._last_n < self._min_items:
            return
        now = self.clock()
        spent = now - self._last_t
        if spent < self._min_interval:
            return
        done = self.n - self._last_n
        if self._smoothing and spent and done:
            self._done.add(done)
            self._spent.add(spent)
        self.refresh()
        if spent >= 10:
            self._min_items = done * (self._min_interval or 10) / spent
        elif self._smoothing:
            scale = self._min_interval / spent if self._min_interval and spent else 1
            self._min_items = self._pace.add(done * scale)
        else:
            self._min_items = max(self._min_items, done)
        self._last_n, self._last_t = self.n, now

    def set_postfix(self, values: Mapping[str, object]) -> None:
        """Set what stands after the rate and print, always."""
        shown = {k: number(v) if isinstance(v, (int, float)) else str(v) for k, v in values.items()}
        self._postfix = ", ".join("%s=%s" % (key, text.strip()) for key, text in shown.items())
        self.refresh()

    def unpause(self) -> None:
        """Leave the time since the last counted print out of the elapsed time."""
        now = self.clock()
        if not self._closed and self._start is not None:
            self._start += now - self._last_t
            self._last_t = now

    def refresh(self) -> None:
        """Print the bar in its place: below the bars that are open above it."""
        if not self._closed:
            self._draw("\n" * self.position, "\x1b[A" * self.position)

    def close(self) -> None:
        """Print once more, at the left margin, and end the line."""
        if self._closed:
            return
        self._closed = True
        _open.remove(self)
        self._spent = _Mean(0)
        self._draw("", "\n")

    def _draw(self, before: str, after: str) -> None:
        elapsed = 0.0 if self._start is None else self.clock() - self._start
        spent = self._spent.value
        rate = self._done.value / spent if spent else None
        text = meter(
            self.n,
            self.total,
            elapsed,
            rate,
            self._desc,
            self._postfix,
            self._columns,
            _charset(self._stream),
            self._template,
        )
        blanks = " " * max(self._last_len - len(text), 0)
        self._last_len = len(text)
        self._stream.write(before + "\r" + text + blanks + after)
        self._stream.flush()


def over(items: Iterable[T], total: int, desc: str = "") -> Iterator[T]:
    """The items, under a bar of their own that closes after the last."""
    bar = Bar(total, desc)
    try:
        for item in items:
            yield item
            bar.update(1)
    finally:
        bar.close()


def close_all() -> None:
    """Print every open bar once more, as happens when Python collects them at the end."""
    for bar in list(_open):
        bar.close()


class _Mean:
    """An exponential mean without the bias of its start; alpha 0 never has a value."""

    def __init__(self, alpha: float) -> None:
        self._alpha, self._last, self._calls = alpha, 0.0, 0

    def add(self, value: float) -> float:
        self._last = self._alpha * value + (1 - self._alpha) * self._last
        self._calls += 1
        return self.value

    @property
    def value(self) -> float:
        return self._last / (1 - (1 - self._alpha) ** self._calls) if self._calls else 0.0


def _charset(stream: IO[str]) -> str:
    try:
        BLOCKS.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BLOCKS


def _columns(stream: IO[str], env: Mapping[str, str]) -> Optional[int]:
    given = env.get("TQDM_NCOLS", "")
    if given.isdigit():
        return int(given)
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError, AttributeError):
        both = (env.get("COLUMNS", ""), env.get("LINES", ""))
        return int(both[0]) - 1 if all(text.isdigit() for text in both) else None
