"""Upstream's log records: rich's table on stderr, or one of the two plain forms."""

import os
import shutil
import sys
import time
from typing import Callable, IO, List, Optional

from .celltext import pad, wrap

_LEVELS = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40, "CRITICAL": 50}


class Records:
    """Prints records as upstream's root logger does; `place` is the caller, `file.py:line`."""

    def __init__(self, stream: Optional[IO[str]] = None) -> None:
        self._stream = stream
        self._file: Optional[IO[str]] = None
        self._plain = False
        self._threshold = 20
        self._clock: Callable[[], float] = time.time
        self._last_time = ""

    def reset(self, level: Optional[str], log_file: Optional[str], simple: bool) -> None:
        """Set the logger up again from the arguments, as train() does: the time shows anew."""
        self._threshold = _LEVELS[level or "INFO"]
        self._plain = bool(simple) or bool(log_file)
        self._file = open(log_file, "w", encoding="utf-8") if log_file else None
        self._last_time = ""

    def info(self, place: str, message: object) -> None:
        self.write("INFO", place, message)

    def warning(self, place: str, message: object) -> None:
        self.write("WARNING", place, message)

    def error(self, place: str, message: object) -> None:
        self.write("ERROR", place, message)

    def write(self, level: str, place: str, message: object) -> None:
        """One record."""
        if _LEVELS[level] < self._threshold:
            return
        if self._plain:
            stream = self._file or sys.stdout
            print(message, file=stream, flush=True)
        else:
            self._emit(self._table(level, place, str(message), self._time()))

    def foreign(self, message: str) -> None:
        """A line of a library that logs for itself: `time|message`."""
        stamp = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(self._clock()))
        self._emit(["%s|%s" % (stamp, message)])

    def from_worker(self, place: str, message: object, since: str, first: bool) -> None:
        """A record of a worker that was forked when this logger's last time was `since`."""
        kept = self._last_time
        if first:
            self._last_time = since
        self.info(place, message)
        self._last_time = kept

    @property
    def last_time(self) -> str:
        """The time of the last record, as it was printed."""
        return self._last_time

    def _time(self) -> str:
        now = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(self._clock()))
        shown = now if now != self._last_time else " " * len(now)
        self._last_time = now
        return shown

    def _table(self, level: str, place: str, message: str, shown: str) -> List[str]:
        width = self._width()
        column = max(width - 30 - len(place), 1)
        head, blank = "%s %-8s " % (shown, level), " " * 29
        rows = []
        for i, row in enumerate(wrap(message, column)):
            last = place if i == 0 else " " * len(place)
            rows.append((head if i == 0 else blank) + pad(row, column) + " " + last)
        return rows

    def _width(self) -> int:
        columns = os.environ.get("COLUMNS", "")
        if columns.isdigit() and int(columns) > 0:
            return int(columns)
        stream = self._stream or sys.stderr
        return shutil.get_terminal_size().columns if stream.isatty() else 80

    def _emit(self, rows: List[str]) -> None:
        stream = self._stream or sys.stderr
        stream.write("".join(row + "\n" for row in rows))
        stream.flush()
