"""Times the same training by hand and under lorabake, in turn, and the reading of a log of many GB.

usage: overhead.py train [--rounds N] [--steps N] [--seconds-per-step S] [--recipe FILE] LORABAKE...
       overhead.py log [--gigabytes N] [--by-steps BYTES] LORABAKE...

LORABAKE is how lorabake is started, one word or more. Linux only, for its /proc; run it on an idle
machine, with the Python that trains.

train  In turn, N times each, now the one first and now the other: `sh run.sh` of a folder that
       `lorabake render` wrote, and `lorabake train` of the same recipe. A rehearsal of 12 small
       pictures it is, unless --recipe names one of the user's and LORABAKE_SD_SCRIPTS a checkout:
       then that is trained, with output_dir apart for each. Told are the medians; what lorabake takes
       before the trainer begins and after it ended, the trainer's own time, and of lorabake, the
       keeper and the telemetry CPU seconds and the most memory that was resident.
log    A program that writes as fast as it can stands for the trainer, under the real keeper; `lorabake
       watch` supervises it. Told are MB/s, CPU seconds for each GB and the most memory resident.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

TICKS = os.sysconf("SC_CLK_TCK")
ROOT = os.path.abspath(__file__).split(os.path.join("src", "test"))[0]
KEEPER = os.path.join(ROOT, "python-env", "keeper.py")
LOOK_EVERY = 0.05

# Draws the bar as tqdm does, a step every so many bytes; argv: bytes in all, bytes for a step
WRITER = r"""
import os, sys
size, each = int(sys.argv[1]), int(sys.argv[2])
total = max(1, size // each)
os.write(1, b"running training / \xe5\xad\xa6\xe7\xbf\x92\xe9\x96\x8b\xe5\xa7\x8b\n")
written, step, block = 0, 0, b""
while step < total:
    step += 1
    bar = "\rsteps: %3d%%|%-10s| %d/%d [00:07<00:00,  1.17s/it, avr_loss=0.1]" % (
        100 * step // total, "#" * (10 * step // total), step, total)
    bar = bar.encode()
    block += bar * max(1, each // len(bar))
    if len(block) > 1 << 20 or step == total:
        while block:
            block = block[os.write(1, block):]
"""


class Watch:
    """CPU and memory of processes, looked at until they are gone: what they were last is told."""

    def __init__(self):
        self.seen = {}

    def look(self, who, pids):
        for pid in pids:
            try:
                with open("/proc/%d/stat" % pid, "rb") as file:
                    fields = file.read().rpartition(b")")[2].split()
                with open("/proc/%d/status" % pid, encoding="ascii", errors="replace") as file:
                    peak = [line.split()[1] for line in file if line.startswith("VmHWM:")]
            except OSError:
                continue
            if peak:
                cpu = (int(fields[11]) + int(fields[12])) / TICKS
                self.seen[who, pid] = (cpu, int(peak[0]) / 1024)

    def of(self, who):
        """CPU seconds of all that were called so, and MiB of the largest."""
        found = [value for key, value in self.seen.items() if key[0] == who]
        if not found:
            return None
        return sum(cpu for cpu, _ in found), max(memory for _, memory in found)


def by_words():
    """The command line of every process."""
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open("/proc/%s/cmdline" % name, "rb") as file:
                    yield int(name), file.read().decode("utf-8", "replace").split("\0")
            except OSError:
                pass


def named(words, script):
    return any(word.endswith(os.sep + script) for word in words)


def supervised(command, folder, watch, environment):
    """Runs lorabake, looking at it and at what keeps the run; seconds and exit code."""
    began = time.monotonic()
    with open(os.path.join(folder, "said"), "ab") as said:
        program = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, env=environment)
        keepers, round_ = [], 0
        while program.poll() is None:
            if round_ % 20 == 0:  # the whole table is looked through once a second
                keepers = [
                    (pid, "keeper" if named(words, "keeper.py") else "telemetry")
                    for pid, words in by_words()
                    if any(word.startswith(folder + os.sep) for word in words)
                    and (named(words, "keeper.py") or named(words, "telemetry.py"))
                ]
            watch.look("lorabake", [program.pid])
            for pid, who in keepers:
                watch.look(who, [pid])
            round_ += 1
            time.sleep(LOOK_EVERY)
    return time.monotonic() - began, program.returncode


def check(code, what, folder):
    if code != 0:
        with open(os.path.join(folder, "said"), encoding="utf-8", errors="replace") as said:
            sys.exit("%s ended with %d:\n%s" % (what, code, said.read()[-3000:]))


def spread(values):
    return "%8.2f s   (%.2f to %.2f)" % (statistics.median(values), min(values), max(values))


def consumed(watch, per, helpers=None):
    for who in ("lorabake", "keeper", "telemetry"):
        found = watch.of(who)
        if found:
            print("  %-10s %8.2f CPU s, %6.1f MiB resident at the most" % (who, found[0] / per, found[1]))
    if helpers is not None:
        print("  helpers    %8.2f CPU s: short programs that lorabake asks, as Python about itself"
              % (helpers / per))
        if watch.of("telemetry") is None:
            print("  telemetry  none: a rehearsal, or no nvidia-smi")


def spent_by_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Comparison:
    """One training, by hand and under lorabake, each time with files of its own."""

    def __init__(self, options, folder):
        self.folder = folder
        self.lorabake = options.lorabake
        self.environment = dict(
            os.environ, REHEARSAL_SECONDS_PER_STEP=str(options.seconds_per_step)
        )
        self.watch = Watch()
        self.helpers = 0.0
        self.hand, self.under, self.trainer, self.before, self.after = [], [], [], [], []
        self.flags = ["--max_train_steps", str(options.steps)] if options.steps else []
        if options.recipe:
            self.recipe = os.path.abspath(options.recipe)
        else:
            self.flags.append("--rehearse")
            self.recipe = os.path.join(folder, "project", "demo.toml")
            self.run(self.lorabake + ["demo", "project", "--seconds-per-step", "0"])

    def run(self, command, where=None):
        with open(os.path.join(self.folder, "said"), "ab") as said:
            code = subprocess.call(
                command,
                cwd=where or self.folder,
                stdout=said,
                stderr=said,
                env=self.environment,
            )
        check(code, " ".join(command[-3:]), self.folder)

    def words(self, command, name):
        out = os.path.join(self.folder, name)
        os.mkdir(out)
        return [command, self.recipe] + self.flags + ["--output_name", name, "--output_dir", out]

    def by_hand(self, number):
        files = os.path.join(self.folder, "files%d" % number)
        self.run(self.lorabake + self.words("render", "hand%d" % number) + ["-o", files])
        began = time.monotonic()
        self.run(["sh", os.path.join(files, "run.sh")], files)
        self.hand.append(time.monotonic() - began)

    def under_lorabake(self, number):
        runs = os.path.join(self.folder, "runs%d" % number)
        words = self.words("train", "under%d" % number) + ["--plain", "--runs-dir", runs]
        started, spent = time.time(), spent_by_children()
        own = self.watch.of("lorabake")
        seconds, code = supervised(
            self.lorabake + words, self.folder, self.watch, self.environment
        )
        check(code, "lorabake train", self.folder)
        java = self.watch.of("lorabake")[0] - (own[0] if own else 0.0)
        self.helpers += max(0.0, spent_by_children() - spent - java)
        run = os.path.join(runs, os.listdir(runs)[0])
        with open(os.path.join(run, "exit.json"), encoding="utf-8") as file:
            trained = json.load(file)["seconds"]
        with open(os.path.join(run, "record.json"), encoding="utf-8") as file:
            begun = json.load(file)["started"]
        self.under.append(seconds)
        self.trainer.append(trained)
        self.before.append(moment(begun) - started)
        self.after.append(seconds - trained - self.before[-1])

    def tell(self):
        differences = [under - hand for hand, under in zip(self.hand, self.under)]
        itself = [trained - hand for hand, trained in zip(self.hand, self.trainer)]
        print("\nby hand                 " + spread(self.hand))
        print("under lorabake          " + spread(self.under))
        print("  before the trainer    " + spread(self.before) + "   start, checks, keeper")
        print("  the trainer itself    " + spread(self.trainer))
        print("  after it ended        " + spread(self.after) + "   last look, verdict")
        print("difference, in pairs    " + spread(differences))
        print("  trainer less by hand  " + spread(itself))
        print("\nfor one training:")
        consumed(self.watch, len(self.under), self.helpers)


def compare(options):
    folder = os.path.realpath(tempfile.mkdtemp(prefix="overhead-"))
    try:
        both = Comparison(options, folder)
        for number in range(options.rounds):
            turns = [both.by_hand, both.under_lorabake]
            for turn in turns if number % 2 == 0 else reversed(turns):  # what drifts hits both
                turn(number)
            print(
                "round %d: by hand %.2f s, under lorabake %.2f s, of it trainer %.2f s"
                % (number + 1, both.hand[-1], both.under[-1], both.trainer[-1]),
                flush=True,
            )
        both.tell()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def moment(text):
    from datetime import datetime

    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def read_log(options):
    folder = os.path.realpath(tempfile.mkdtemp(prefix="overhead-"))
    run = os.path.join(folder, "runs", "2026-01-01T00-00-big")
    try:
        os.makedirs(run, 0o700)
        open(os.path.join(run, "supervisor.lock"), "w", encoding="utf-8").close()
        size = int(options.gigabytes * 1e9)
        writer = [sys.executable, "-c", WRITER, str(size), str(options.by_steps)]
        answer = subprocess.run(
            [sys.executable, "-I", "-S", KEEPER, run, "--cwd", folder, "--"] + writer,
            stdout=subprocess.PIPE,
            check=False,
        ).stdout
        if not json.loads(answer).get("started"):
            sys.exit("the keeper says: %s" % answer.decode("utf-8"))
        watch = Watch()
        words = ["watch", run, "--plain"]
        seconds, _ = supervised(options.lorabake + words, folder, watch, dict(os.environ))
        log = os.path.getsize(os.path.join(run, "trainer.log"))
        journal = os.path.getsize(os.path.join(run, "events.jsonl"))
        with open(os.path.join(run, "exit.json"), encoding="utf-8") as file:
            written = json.load(file)["seconds"]
        with open(os.path.join(run, "events.jsonl"), encoding="utf-8") as file:
            steps = [json.loads(line)["step"] for line in file if '"type":"step"' in line]
        expected = max(1, size // options.by_steps)
        if not steps or steps[-1] != expected:
            sys.exit("the last step told is %s of %d" % (steps[-1:], expected))
        print("log       %10.1f MB, written in %.1f s" % (log / 1e6, written))
        print("told      %10d steps, the last one right; journal %.1f MB" % (len(steps), journal / 1e6))
        print("followed  %10.1f MB/s: over %.1f s after its start" % (log / 1e6 / seconds, seconds))
        print("\nfor each GB:")
        consumed(watch, log / 1e9)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n\n")[0])
    kinds = parser.add_subparsers(dest="kind", required=True)
    train = kinds.add_parser("train")
    train.add_argument("--rounds", type=int, default=5)
    train.add_argument("--steps", type=int)
    train.add_argument("--seconds-per-step", type=float, default=0.25)
    train.add_argument("--recipe")
    log = kinds.add_parser("log")
    log.add_argument("--gigabytes", type=float, default=5)
    log.add_argument("--by-steps", type=int, default=20_000)
    for kind in (train, log):
        kind.add_argument("lorabake", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.lorabake:
        parser.error("say how lorabake is started")
    options.lorabake[0] = shutil.which(options.lorabake[0]) or options.lorabake[0]
    if os.path.exists(options.lorabake[0]):
        options.lorabake[0] = os.path.abspath(options.lorabake[0])
    if options.kind == "train":
        compare(options)
    else:
        read_log(options)


if __name__ == "__main__":
    main()
