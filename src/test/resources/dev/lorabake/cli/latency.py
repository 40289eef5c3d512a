"""Times each screen of the text UI from a key to what it paints, and says it as a Markdown table.

usage: latency.py [--lines N] [--keys N] [--columns N --rows N] [--only SCREEN] LORABAKE...

LORABAKE is how lorabake is started, one word or more. Linux only, for its /proc. Run it on an idle
machine; it raises its own and lorabake's priority where it may.

A program that prints so many lines a second, bars among them, stands for the trainer under the real
keeper. lorabake is opened on a pseudo terminal and taken to each of its screens in turn; then keys are
pressed at random moments. Timed is the way until the first byte of the paint has arrived that a key
causes, and until its last: what follows within 5 ms belongs to the same paint. Beside it stand the
paints and kilobytes a second that came without a key, and lorabake's CPU meanwhile. On the screens of
the flooding run only a text that the key brings counts, for others paint themselves.
"""

import argparse
import codecs
import fcntl
import os
import pty
import random
import re
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time

import latency_project

TICKS = os.sysconf("SC_CLK_TCK")
SAME_PAINT = 0.005
UP, DOWN, LEFT, RIGHT, END = ("\x1b[%s" % c for c in "ABDCF")
PAGE_UP, PAGE_DOWN, ENTER, ESCAPE, TAB, REDO = "\x1b[5~", "\x1b[6~", "\r", "\x1b", "\t", "\x12"


def raise_priority(process):
    try:
        os.setpriority(os.PRIO_PROCESS, process, -10)
        return True
    except PermissionError:
        return False


class Cells:
    """What stands on a terminal, as far as lorabake uses one: the cursor is placed, and text written."""

    PIECE = re.compile(
        r"\x1b\[([0-9;?<>=]*)([@-~])|\x1b[]_P^].*?(?:\x07|\x1b\\)|\x1b[()=>78]?.?|([^\x1b]+)", re.DOTALL
    )
    CUT_OFF = re.compile(r"\x1b(\[[0-9;?<>=]*)?$")

    def __init__(self, columns, rows):
        self.cells = [[" "] * columns for _ in range(rows)]
        self.row = self.column = 0
        self.characters = codecs.getincrementaldecoder("utf-8")("replace")
        self.rest = ""

    def feed(self, more):
        text = self.rest + self.characters.decode(more)
        cut = self.CUT_OFF.search(text)
        self.rest = cut.group() if cut else ""
        self.take(text[: len(text) - len(self.rest)])

    def take(self, text):
        for parameters, kind, written in self.PIECE.findall(text):
            if kind == "H":
                row, _, column = parameters.partition(";")
                self.row, self.column = int(row or 1) - 1, int(column or 1) - 1
            for one in written:
                if one >= " " and self.row < len(self.cells) and self.column < len(self.cells[0]):
                    self.cells[self.row][self.column] = one
                    self.column += 1

    def text(self):
        return "\n".join("".join(row) for row in self.cells)


class Screen:
    """lorabake on a terminal; all that it paints is counted."""

    def __init__(self, command, folder, columns, rows):
        self.bytes = self.paints = 0
        self.cells = Cells(columns, rows)
        self.size = rows, columns
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            raise_priority(0)
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
        self.came = time.monotonic()
        self.bytes += len(more)
        self.cells.feed(more)
        if b"\x1b[6n" in more:  # it went to the far corner and asks where that is
            os.write(self.terminal, b"\x1b[%d;%dR" % self.size)
        return more

    def drain(self, seconds):
        """Reads for a while."""
        end, last = time.monotonic() + seconds, 0.0
        while time.monotonic() < end:
            if self.read(end - time.monotonic()):
                if self.came - last > SAME_PAINT:
                    self.paints += 1
                last = self.came

    def press(self, key, text="", patience=30.0):
        """Seconds from the key until anything comes, or the text stands there (with a ! before it: until
        it does so no more); and until the last byte of that paint."""
        began = time.monotonic()
        os.write(self.terminal, key.encode())
        while True:
            if not self.read(began + patience - time.monotonic()):
                sys.exit("waited for %r after %r, saw\n%s" % (text, key, self.cells.text()))
            if not text or self.has(text):
                break
        first = last = self.came
        while self.read(SAME_PAINT):
            last = self.came
        return first - began, last - began

    def has(self, text):
        return (text.lstrip("!") in self.cells.text()) != text.startswith("!")

    def go(self, *keys):
        """Presses keys, each followed by the text that says that it was taken."""
        for key, text in zip(keys[::2], keys[1::2]):
            os.write(self.terminal, key.encode())
            self.see(text)
            self.drain(0.2)

    def see(self, text, patience=30.0):
        end = time.monotonic() + patience
        while not self.has(text):
            if not self.read(end - time.monotonic()):
                sys.exit("waited for %r, saw\n%s" % (text, self.cells.text()))

    def cpu(self):
        with open("/proc/%d/stat" % self.pid, "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


class Table:
    """Measures, and prints a row for each screen."""

    def __init__(self, screen, keys):
        self.screen = screen
        self.keys = keys
        print("| screen | keys | median ms | 95 % | max | last byte 95 % | by itself: paints/s | kB/s | CPU |")
        print("|---|---|---|---|---|---|---|---|---|")

    def row(self, title, *keys, texts=(), alone=3):
        """Presses the keys in turn; a text, where there is one for a key, is what it brings."""
        screen = self.screen
        screen.drain(1)
        screen.bytes = screen.paints = 0
        cpu = screen.cpu()
        screen.drain(alone)
        cpu = (screen.cpu() - cpu) / alone
        itself = screen.paints / alone, screen.bytes / alone / 1000
        first, last = [], []
        turn = 0
        while turn < self.keys or turn % len(keys):
            screen.drain(random.uniform(0.02, 0.3))
            text = texts[turn % len(keys)] if texts else ""
            times = screen.press(keys[turn % len(keys)], text)
            first.append(times[0])
            last.append(times[1])
            turn += 1
        names = " ".join(dict.fromkeys(shown(key) for key in keys))
        figures = [rank(first, 0.5), rank(first, 0.95), max(first), rank(last, 0.95)]
        print(
            "| %s | `%s` | %s | %.1f | %.1f | %.0f %% |"
            % ((title, names, " | ".join("%.1f" % (1000 * one) for one in figures)) + itself + (100 * cpu,)),
            flush=True,
        )


def rank(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def shown(key):
    names = {UP: "↑", DOWN: "↓", LEFT: "←", RIGHT: "→", PAGE_UP: "PgUp", PAGE_DOWN: "PgDn"}
    names.update({ENTER: "Enter", ESCAPE: "Esc", TAB: "Tab", "\x7f": "⌫", END: "End"})
    if key in names:
        return names[key]
    return key if key >= " " else "^" + chr(ord(key) + 64)


def home(_, table):
    table.row("home", DOWN, UP)


def wizard(screen, table):
    screen.go("n", "What base model")
    table.row("wizard: choices", DOWN, UP)
    screen.go(ENTER, "What shall it learn", ENTER, "Where is the")
    table.row("wizard: typing", "m", "o", "\x7f", "\x7f")
    screen.go(ESCAPE, "What shall it learn", ESCAPE, "What base model", ESCAPE, "─ home ")


def set_up(screen, table):
    # the training that runs stands first
    screen.go(UP, "", UP, "", UP, "", DOWN, "", ENTER, "Tab next")
    screen.drain(2)
    table.row("set up: moving", DOWN, DOWN, UP, UP)
    table.row("set up: parts", TAB)
    screen.go("/", "type a part of a setting")
    table.row("set up: search", *"lr_sch", *["\x7f"] * 6)
    screen.go("network_alpha", "network_alpha", ENTER, "!Esc cancel", ENTER, "Esc cancel")
    table.row("set up: a number", "2", "\x7f")
    screen.go("64", "64", ENTER, "is above")
    # from the key to what the check says, which works beside the loop
    table.row("set up: finding", "u", REDO, texts=("!is above", "is above"))
    screen.go("u", "!is above", ESCAPE, "─ home ")


def dataset(screen, table):
    screen.go(DOWN, "", DOWN, "", DOWN, "many", "d", "number 0")
    screen.drain(2)
    table.row("dataset: moving", DOWN, DOWN, UP, UP)
    table.row("dataset: pages", PAGE_DOWN, PAGE_DOWN, PAGE_UP, PAGE_UP)
    screen.go("/", "▏")
    table.row("dataset: search", "9", "\x7f")
    screen.go(ESCAPE, "!▏")
    table.row("dataset: parts", TAB, TAB, TAB)
    screen.go(ENTER, "")
    table.row("dataset: picture", DOWN, UP)
    screen.go(ESCAPE, "number 0", ESCAPE, "─ home ", UP, "")


def runs(screen, table):
    screen.go("r", "✓ finished")
    screen.drain(4)
    table.row("runs", DOWN, DOWN, UP, UP, alone=10)
    screen.go(DOWN, "", " ", "1 marked", DOWN, "", " ", "2 marked", "c", "!2 marked")
    screen.drain(1)
    table.row("compare", "c")
    screen.go(ESCAPE, "─ runs ", ESCAPE, "─ home ")


def queue(screen, table):
    screen.go("Q", "entry")
    screen.drain(2)
    table.row("queue", DOWN, UP)
    screen.go(ESCAPE, "─ home ")


def pictures(screen, table):
    screen.go("r", "✓ finished", DOWN, "", ENTER, "events", "P", "─ samples ")
    screen.drain(2)
    table.row("pictures", LEFT, RIGHT)
    screen.go(ESCAPE, "!─ samples ", ESCAPE, "─ runs ", ESCAPE, "─ home ")


def training(screen, table):
    keys, closes = "every key of this screen", "!every key of this screen"
    screen.go("r", "✓ finished", ENTER, "events")
    screen.drain(10)  # what was printed until now is taken in
    table.row("training", "?", "x", texts=(keys, closes), alone=10)
    screen.go("L", "─ log ")
    screen.drain(3)
    table.row("log", "?", "x", texts=(keys, closes), alone=10)
    screen.go("/", "▏")
    table.row("log: search", "a", "\x7f", texts=("/a▏", "/▏"))
    screen.go("chatty", "/chatty▏", ENTER, "─ /chatty")
    table.row("log: found rows", "?", "x", texts=(keys, closes), alone=5)
    screen.go(ESCAPE, "!─ log ", ESCAPE, "─ runs ", ESCAPE, "─ home ")


# the flooding run first, before its log is hundreds of megabytes that nobody has taken in
PARTS = [home, runs, pictures, training, wizard, set_up, dataset, queue]


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n\n")[0])
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--keys", type=int, default=100)
    parser.add_argument("--columns", type=int, default=120)
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument("--only", choices=[part.__name__ for part in PARTS])
    parser.add_argument("lorabake", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.lorabake:
        parser.error("say how lorabake is started")
    command = [shutil.which(options.lorabake[0]) or options.lorabake[0]] + options.lorabake[1:]
    command[0] = os.path.abspath(command[0])
    folder = os.path.realpath(tempfile.mkdtemp(prefix="latency-"))
    project = os.path.join(folder, "project")
    os.mkdir(project)
    for variable in ("CACHE", "CONFIG", "STATE"):
        os.environ["XDG_%s_HOME" % variable] = os.path.join(folder, variable.lower())
    trainer = screen = None
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))
    try:
        latency_project.make(command, project)
        trainer = latency_project.flood(project, options.lines)
        raised = raise_priority(0)
        print(
            "%d lines a second, %d keys a row, %d x %d, %s priority, load %.1f\n"
            % (options.lines, options.keys, options.columns, options.rows, "raised" if raised else "usual", os.getloadavg()[0])
        )
        screen = Screen(command, project, options.columns, options.rows)
        screen.see("demo.toml")
        screen.drain(1)
        table = Table(screen, options.keys)
        for part in PARTS:
            if options.only in (None, part.__name__):
                part(screen, table)
    finally:
        if screen:
            os.kill(screen.pid, signal.SIGKILL)
        if trainer:
            os.killpg(trainer, signal.SIGKILL)
        time.sleep(0.5)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
