"""What the rehearsal's tests share: running a script, tiny images, logs made comparable."""

import contextlib
import io
import os
import re
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple
from unittest import mock

HOME = Path(__file__).resolve().parents[1] / "rehearsal"
DATA = Path(__file__).resolve().parent / "rehearsal_data"
sys.path.insert(0, str(HOME))

from rehearsal_core import bars, train  # noqa: E402
from rehearsal_core.records import Records  # noqa: E402

Size = Tuple[int, int]


def picture(path: Path, width: int, height: int) -> None:
    """The header of a PNG: enough for its size, which is all that is read."""
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    head = struct.pack(">I", 13) + b"IHDR" + body + struct.pack(">I", zlib.crc32(b"IHDR" + body))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head)


def folder(path: Path, sizes: Sequence[Size], caption: Optional[str] = "sks cat") -> str:
    """An image folder, with a caption file beside each image unless caption is None."""
    path.mkdir(parents=True)
    for i, (width, height) in enumerate(sizes):
        picture(path / ("%02d.png" % i), width, height)
        if caption is not None:
            (path / ("%02d.txt" % i)).write_text(caption + "\n", encoding="utf-8")
    return str(path)


def quiet() -> Records:
    """A log that nobody reads."""
    return Records(io.StringIO())


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """No bars and no plain lines."""
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        yield


class Place(unittest.TestCase):
    """A test in an empty folder, with a model folder, tokenizers and paths that are relative."""

    def setUp(self) -> None:
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.place = Path(holder.name).resolve()
        before = os.getcwd()
        os.chdir(self.place)
        self.addCleanup(os.chdir, before)
        (self.place / "models/sd15").mkdir(parents=True)
        (self.place / "models/tokenizers/openai_clip-vit-large-patch14").mkdir(parents=True)

    def run_inside(self, *argv: str, script: str = "train_network.py", **env: str) -> str:
        """The log of a run in this process; an exception of the run is raised."""
        log = io.StringIO()
        with self.environment(env), contextlib.redirect_stdout(log), contextlib.redirect_stderr(log):
            try:
                train.main(script, list(argv))
            finally:
                bars.close_all()
                self.log = log.getvalue()
        return self.log

    def start(self, *argv: str, script: str = "train_network.py", **env: str) -> "subprocess.Popen[bytes]":
        """A run in a process of its own, its output in one pipe."""
        with self.environment(env):
            child = subprocess.Popen(
                [sys.executable, str(HOME / script)] + list(argv),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        self.addCleanup(_end, child)
        return child

    @staticmethod
    def environment(env: Dict[str, str]) -> Any:
        """Fixed surroundings: 400 columns, no pace, every bar printed."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("REHEARSAL_", "TQDM_", "LORABAKE_"))}
        kept.update(
            COLUMNS="400",
            PYTHONUNBUFFERED="1",
            PYTHONIOENCODING="utf-8",
            PYTHONDONTWRITEBYTECODE="1",
            REHEARSAL_SECONDS_PER_STEP="0",
            REHEARSAL_DEVICE="cpu",
            TQDM_MININTERVAL="0",
        )
        kept.update(env)
        return mock.patch.dict(os.environ, kept, clear=True)


def _end(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        child.kill()
    child.wait()
    if child.stdout is not None:
        child.stdout.close()


def comparable(log: str, wide: bool = False) -> List[str]:
    """Lines without times, rates, losses and the steps between of bars that are not `steps`.

    A wide log was printed with many columns, and its paths have another length than the transcript's:
    the blanks that fill its rows are shortened.
    """
    lines = []
    for line in log.replace("\r", "\n<CR>").replace("\x1b[A", "<UP>").split("\n"):
        line = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", " " * 19, line)
        line = re.sub(r"\[[\d:]+<[\d:?]+, +[\d.?]+(it/s|s/it)", "[T", line)
        line = re.sub(r"\[[\d:]+, +[\d.?]+(it/s|s/it)", "[T", line)
        line = re.sub(r"(loss)=[\d.nae+-]+ *", r"\1=L", line)
        line = re.sub(r"0\.\d{8,}", "0.MEAN", line).rstrip()
        line = re.sub(r" +<UP>", "<UP>", line)
        between = line.startswith("<CR>") and "steps:" not in line and not re.search(r" 0%|100%|0it", line)
        if wide:
            line = re.sub(r"(\S) {2,}", r"\1  ", line)
        if between or line.startswith(("lorabake rehearsal", "<UP>")):
            continue
        if line and not (lines and lines[-1] == line and line.startswith("<CR>")):
            lines.append(re.sub(r" +\]", "]", line))
    return lines


def golden(name: str) -> List[str]:
    """Lines of a transcript of upstream that is kept in the same comparable form."""
    return (DATA / name).read_text(encoding="utf-8").splitlines()
