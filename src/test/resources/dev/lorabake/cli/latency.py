"""Times the text UI from a key to what it paints, while a trainer floods its log.

usage: latency.py [--lines N] [--keys N] [--columns N --rows N] LORABAKE...

LORABAKE is how lorabake is started, one word or more. Linux only, for its /proc; run it on an idle
machine.

A program that prints so many lines a second, bars among them, stands for the trainer under the real
keeper. lorabake is opened on a pseudo terminal, taken to that run, and to each of its screens in turn;
then a key is pressed at random moments, one that opens or closes the page of keys: timed is the way
until the text that this changes has arrived. Told are median, 95th percentile and maximum, the paints
and bytes a second that came without a key, and lorabake's CPU meanwhile.
"""

import argparse
import fcntl
import json
import os
import pty
import random
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

TICKS = os.sysconf("SC_CLK_TCK")
ROOT = os.path.abspath(__file__).split(os.path.join("src", "test"))[0]
KEEPER = os.path.join(ROOT, "python-env", "keeper.py")

# argv: lines a second. One of a hundred is a step's bar, as tqdm draws it
WRITER = r"""
import os, sys, time
rate = int(sys.argv[1])
os.write(1, "running training / \u5b66\u7fd2\u958b\u59cb\n".encode())
total, step, began, written = 10 ** 6, 0, time.monotonic(), 0
while True:
    due = int((time.monotonic() - began) * rate)
    block = []
    while written < due:
        written += 1
        if written % 100 == 0:
            step += 1
            block.append("\rsteps:   0%%|          | %d/%d [00:07<10:00,  1.17s/it, avr_loss=%.4f]" % (
                step, total, 0.1 + 0.05 / step))
        else:
            block.append("\nline %d of a chatty program %s" % (written, "." * 60))
    os.write(1, "".join(block).encode())
    time.sleep(0.01)
"""


class Screen:
    """lorabake on a terminal; all that it paints is counted."""

    def __init__(self, command, folder, columns, rows):
        self.bytes = self.paints = 0
        self.size = rows, columns
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
            os.execvp(command[0], command)
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)

    def read(self, seconds):
        """What comes next, within the time; empty when nothing does."""
        if not select.select([self.terminal], [], [], max(0.0, seconds))[0]:
            return b""
        more = os.read(self.terminal, 1 << 16)
        self.bytes += len(more)
        if b"\x1b[6n" in more:  # it went to the far corner and asks where that is
            os.write(self.terminal, b"\x1b[%d;%dR" % self.size)
        return more

    def drain(self, seconds):
        """Reads for a while; what follows another within 3 ms belongs to the same paint."""
        end, last = time.monotonic() + seconds, 0.0
        while time.monotonic() < end:
            if self.read(end - time.monotonic()):
                if time.monotonic() - last > 0.003:
                    self.paints += 1
                last = time.monotonic()

    def press(self, key, text, patience=30.0):
        """Seconds from the key until one of the words arrives; only cells that change are sent."""
        began, seen = time.monotonic(), b""
        os.write(self.terminal, key.encode())
        while not re.search(text.encode(), seen):
            more = self.read(began + patience - time.monotonic())
            if not more:
                sys.exit("waited for %r after %r, came %r" % (text, key, seen[-2000:]))
            seen += more
        return time.monotonic() - began

    def await_text(self, text):
        self.press("", text)

    def cpu(self):
        with open("/proc/%d/stat" % self.pid, "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


def flood(folder, rate):
    """A run whose trainer floods; its process group."""
    run = os.path.join(folder, "runs", "2026-01-01T00-00-flood")
    os.makedirs(run, 0o700)
    open(os.path.join(run, "supervisor.lock"), "w", encoding="utf-8").close()
    writer = [sys.executable, "-c", WRITER, str(rate)]
    answer = subprocess.run(
        [sys.executable, "-I", "-S", KEEPER, run, "--cwd", folder, "--"] + writer,
        stdout=subprocess.PIPE,
        check=False,
    ).stdout
    answer = json.loads(answer)
    if not answer.get("started"):
        sys.exit("the keeper says: %s" % answer)
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open("/proc/%s/cmdline" % name, "rb") as file:
                    words = file.read()
            except OSError:
                continue
            if WRITER.encode() in words and folder.encode() not in words:
                return int(name)
    sys.exit("the trainer is not there")


def tell(title, screen, keys, seconds):
    screen.bytes = screen.paints = 0
    cpu = screen.cpu()
    screen.drain(seconds)
    cpu = (screen.cpu() - cpu) / seconds
    alone = screen.paints / seconds, screen.bytes / seconds / 1000
    times = []
    for turn in range(keys):
        screen.drain(random.uniform(0.02, 0.3))
        times.append(screen.press("?", "any|closes|page"))
        screen.drain(random.uniform(0.02, 0.3))
        os.write(screen.terminal, b"x")
        screen.drain(0.2)
    times.sort()
    print(
        "%-10s median %5.1f ms   95%% %5.1f ms   max %5.1f ms | by itself %4.1f paints/s %6.1f kB/s"
        "   CPU %3.0f%%"
        % (
            title,
            1000 * times[len(times) // 2],
            1000 * times[int(len(times) * 0.95)],
            1000 * times[-1],
            alone[0],
            alone[1],
            100 * cpu,
        ),
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n\n")[0])
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--keys", type=int, default=100)
    parser.add_argument("--columns", type=int, default=120)
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument("lorabake", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.lorabake:
        parser.error("say how lorabake is started")
    command = [shutil.which(options.lorabake[0]) or options.lorabake[0]] + options.lorabake[1:]
    command[0] = os.path.abspath(command[0])
    folder = os.path.realpath(tempfile.mkdtemp(prefix="latency-"))
    trainer = screen = None
    try:
        trainer = flood(folder, options.lines)
        screen = Screen(command, folder, options.columns, options.rows)
        screen.await_text("recipe")
        tell("home", screen, options.keys, 5)
        screen.press("r", "flood")
        tell("runs", screen, options.keys, 5)
        screen.press("\r", "events")
        screen.drain(5)  # what was printed until now is taken in
        tell("training", screen, options.keys, 10)
        screen.press("L", "line")
        tell("log", screen, options.keys, 10)
    finally:
        if screen:
            os.kill(screen.pid, signal.SIGKILL)
        if trainer:
            os.kill(trainer, signal.SIGKILL)
        time.sleep(0.5)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
