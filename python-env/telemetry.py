"""Looks at the GPUs beside a training, every few seconds, and writes down what nvidia-smi says.

    telemetry.py RUN_DIR SECONDS [DEVICES]

keeper.py starts it before the trainer, as a process that is no child of the keeper: whatever becomes
of it, or of an nvidia-smi that hangs in the driver, the keeping of the trainer is not concerned. On
standard input it is given one byte once the trainer runs, and the end of the input is the end of the
keeper, and its own, at once. On standard output it says one line when its first look is over.

It appends to RUN_DIR/telemetry.csv, which is made with the first answer: no file, no answer. Sample 0
was taken before the trainer started. All cards are listed; `used` is 1 for those among DEVICES, which
are written as in CUDA_VISIBLE_DEVICES, 0 for others, and empty where that cannot be told.
`trainer_mib` is what the trainer's own processes hold, where nvidia-smi shows their numbers; what it
does not tell is left empty.

Nothing here is ever a failure of the run. An nvidia-smi that is missing, complains or answers with
nonsense is asked again later and later; one that does not answer is killed, and while one cannot be
killed no other is started. Standard library only, Python 3.9 and later.

On Windows `trainer_mib` stays empty: its display driver model tells nobody's memory by process.
"""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timezone

WINDOWS = os.name == "nt"
NO_WINDOW = 0x08000000  # CREATE_NO_WINDOW: it would open one where we have no console
FILE = "telemetry.csv"
COLUMNS = (
    "sample,at,seconds,index,uuid,name,used,utilisation,memory_used_mib,memory_total_mib,"
    "temperature,power,trainer_mib"
).split(",")
GPUS = [
    "--query-gpu=index,uuid,name,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw",
    "--format=csv,noheader,nounits",
]
PROCESSES = ["--query-compute-apps=gpu_uuid,pid,used_gpu_memory", "--format=csv,noheader,nounits"]
TIME_LIMIT = 10.0  # seconds for one answer; a card without persistence mode takes some
KILL_PATIENCE = 2.0  # seconds for a killed one to go
SLOWEST = 300.0  # seconds between looks when nothing answers
MOST_OUTPUT = 1 << 18  # bytes; dozens of cards need a few thousand
MOST_NAME = 100
IN_BUS_ORDER = os.environ.get("CUDA_DEVICE_ORDER") == "PCI_BUS_ID"
FRUITLESS = 30  # looks without a process of ours until they get rare: in a container they show none


class Unanswered(Exception):
    """There is no answer this time."""


def tool():
    """The nvidia-smi to ask; on Windows never one that lies in the folder we happen to be in."""
    if not WINDOWS:
        return shutil.which("nvidia-smi")
    folders = os.environ.get("PATH", "").split(os.pathsep)
    folders.append(os.path.join(os.environ.get("ProgramFiles", ""), "NVIDIA Corporation", "NVSMI"))
    for folder in folders:
        file = os.path.join(folder, "nvidia-smi.exe")
        if os.path.isabs(folder) and os.path.isfile(file):
            return file
    return None


class Asking:
    """Runs nvidia-smi, one at a time."""

    def __init__(self, limit=TIME_LIMIT):
        self.limit = limit
        self.running = None
        self.starting = threading.Lock()  # so that none is started and left behind at the end

    def ask(self, arguments):
        """What it prints; never takes much longer than the limit."""
        if self.running is not None:
            if self.running.poll() is None:
                raise Unanswered("the last one can still not be killed")
            self.running = None
        program = tool()
        if program is None:
            raise Unanswered("it is not there")
        options = {"creationflags": NO_WINDOW} if WINDOWS else {"start_new_session": True}
        with self.starting:
            try:
                process = subprocess.Popen(
                    [program] + arguments,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    **options
                )
            except OSError as e:
                raise Unanswered("it cannot be started: %s" % e.strerror)
            self.running = process
        text = self.output(process)
        if text is None or len(text) > MOST_OUTPUT:
            self.kill()
            raise Unanswered("it does not answer, or does not stop to")
        try:
            code = process.wait(KILL_PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Unanswered("it does not end")
        self.running = None
        if code != 0:
            raise Unanswered("it ended with %d" % code)
        return text.decode("utf-8", "replace")

    def output(self, process):
        said = []

        def read():
            with process.stdout as stream:
                said.append(stream.read(MOST_OUTPUT + 1))

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        reader.join(self.limit)
        return said[0] if said else None

    def kill(self):
        """Kills it with its children; one that the kernel does not let go stays in `running`."""
        self.signal()
        try:
            self.running.wait(KILL_PATIENCE)
            self.running = None
        except subprocess.TimeoutExpired:
            pass

    def signal(self):
        process = self.running
        try:
            if process is not None and WINDOWS:
                process.kill()
            elif process is not None:
                os.killpg(process.pid, signal.SIGKILL)
        except OSError:
            pass


# --- what it says --------------------------------------------------------------------------------


def rows(text, width):
    """The lines of that many fields; a driver's complaints have others."""
    found = []
    for line in text.splitlines():
        fields = [field.strip() for field in line.split(",")]
        if len(fields) == width:
            found.append(fields)
    return found


def number(text):
    """As it stands, or empty: "[N/A]", "[Not Supported]" and their like."""
    try:
        value = float(text)
    except ValueError:
        return ""
    return text if 0 <= value < 1e9 else ""  # NaN is neither


def gpus(text, devices=None):
    """One list a card in the order of COLUMNS from `index` on; unanswered when there is none."""
    found = []
    for index, uuid, name, busy, used, total, heat, power in rows(text, 8):
        if index.isdigit() and len(index) < 4 and number(used) and number(total):
            figures = [number(busy), number(used), number(total), number(heat), number(power)]
            found.append([index, shown(uuid), shown(name), ""] + figures)
    if not found:
        raise Unanswered("it tells of no card")
    numbers_fit = len({card[2] for card in found}) == 1 or IN_BUS_ORDER
    for card in found:
        card[3] = may_use(card[0], card[1], devices, numbers_fit)
    return found


def shown(text):
    return "".join(c for c in text if c.isprintable() and c not in '",')[:MOST_NAME]


def may_use(index, uuid, devices, numbers_fit):
    """CUDA counts the fastest card first, nvidia-smi as they are plugged in: a number tells a card
    where all are alike or CUDA was told to count so, too."""
    for device in (devices or "").split(","):
        device = device.strip()
        if device.isdigit() and not numbers_fit:
            return ""
        if device == index or (device.startswith("GPU-") and uuid.startswith(device)):
            return "1"
    return "" if devices is None else "0"


def held(text, is_ours):
    """MiB that our processes hold, by the card's uuid."""
    sums = {}
    for uuid, pid, used in rows(text, 3):
        if pid.isdigit() and number(used) and is_ours(int(pid)):
            sums[uuid] = sums.get(uuid, 0.0) + float(used)
    return sums


def descends(pid, ancestors):
    """Whether a process comes from one of these, by Linux's process table."""
    for _ in range(50):
        if pid in ancestors:
            return True
        try:
            with open("/proc/%d/stat" % pid, "rb") as file:
                pid = int(file.read().rpartition(b")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            return False
        if pid <= 1:
            return False
    return False


# --- writing it down -----------------------------------------------------------------------------


class Table:
    """The file, whose lines are whole whatever happens."""

    def __init__(self, folder):
        self.path = os.path.join(folder, FILE)
        self.handle = None

    def append(self, lines):
        """Without room on the disk, or without the folder, they are left out."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        try:
            if self.handle is None:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
                flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
                self.handle = os.open(self.path, flags, 0o600)
            before = os.fstat(self.handle).st_size
            if before == 0:
                writer.writerow(COLUMNS)
            writer.writerows(lines)
            self.write(text.getvalue().encode("utf-8"), before)
        except OSError:
            pass

    def write(self, whole, before):
        written = 0
        try:
            while written < len(whole):
                written += os.write(self.handle, whole[written:])
        finally:
            if written < len(whole):  # a full disk leaves no half line behind
                os.ftruncate(self.handle, before + whole.rfind(b"\n", 0, written) + 1)


class Sampler:
    def __init__(self, run_dir, asking, devices=None):
        self.devices = devices
        self.table = Table(run_dir)
        self.run_dir = run_dir
        self.asking = asking
        self.began = time.monotonic()
        self.ancestors = set()
        self.fruitless = 0

    def look(self):
        """The cards as they are now, each with the moment."""
        at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        seconds = "%.1f" % (time.monotonic() - self.began)
        return [[at, seconds] + card for card in gpus(self.asking.ask(GPUS), self.devices)]

    def write(self, sample, cards):
        ours = self.ours() if sample else {}
        self.table.append([[sample] + card + [trainer(ours, card[3])] for card in cards])

    def ours(self):
        """What the trainer holds; asked seldom where that has little chance to be known."""
        seldom = self.fruitless >= FRUITLESS and self.fruitless % FRUITLESS
        if WINDOWS:
            return {}
        if not self.ancestors or seldom:
            self.fruitless += 1
            return {}
        try:
            sums = held(
                self.asking.ask(PROCESSES), lambda pid: descends(pid, self.ancestors)
            )
        except Unanswered:
            sums = {}
        self.fruitless = 0 if sums else self.fruitless + 1
        return sums

    def started(self):
        """The trainer runs: its processes descend from it or from its keeper."""
        try:
            with open(os.path.join(self.run_dir, "record.json"), encoding="ascii") as file:
                record = json.load(file)
            self.ancestors = {record[who]["pid"] for who in ("keeper", "trainer")}
        except (OSError, ValueError, KeyError):
            pass  # then only the whole card is known

    def go_on(self, every, sample):
        """Looks for ever; the end of the keeper ends it."""
        failures = 0
        wait = every
        while True:
            time.sleep(wait)
            began = time.monotonic()
            try:
                self.write(sample, self.look())
                sample += 1
                failures = 0
                wait = max(0.0, every - (time.monotonic() - began))
            except Unanswered:
                failures += 1
                wait = min(SLOWEST, every * 2 ** min(failures, 10))


def trainer(ours, uuid):
    return "%g" % ours[uuid] if uuid in ours else ""


def follow(running, asking):
    """Waits for the trainer's start, then for its keeper's end, and ends this process with it."""
    if os.read(0, 1):
        running.set()
        while os.read(0, 1):
            pass
    asking.starting.acquire()
    asking.signal()
    os._exit(0)


def main(arguments):
    run_dir, every = arguments[0], max(0.01, float(arguments[1]))
    asking = Asking()
    running = threading.Event()
    threading.Thread(target=follow, args=(running, asking), daemon=True).start()
    sampler = Sampler(run_dir, asking, arguments[2] if len(arguments) > 2 else None)
    try:
        first = sampler.look()
    except Unanswered:
        first = None
    sample = 1 if running.is_set() else 0
    try:
        os.write(1, b"looked\n")
    except OSError:
        pass  # the answer came too late for anybody to wait for it
    running.wait()
    sampler.started()
    if first:
        sampler.write(sample, first)
    sampler.go_on(every, 1 if first is None else sample + 1)


if __name__ == "__main__":
    main(sys.argv[1:])
