"""The look at the GPUs against stand-ins for nvidia-smi, most of them under a real keeper."""

import csv
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest
from unittest import mock

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import telemetry  # noqa: E402

KEEPER = os.path.join(os.path.dirname(HERE), "keeper.py")
DEADLINE = 20.0
CARD = "0, GPU-aa, NVIDIA GeForce RTX 3060, 97, %s, 12288, 71, 168.21"


def until(condition, what):
    give_up = time.monotonic() + DEADLINE
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > give_up:
            raise AssertionError("waited in vain for " + what)
        time.sleep(0.02)


def stat_fields(pid):
    with open("/proc/%s/stat" % pid, "rb") as file:
        return file.read().rpartition(b")")[2].split()


def processes():
    """pid, state, parent and command of all that run."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/cmdline" % pid, "rb") as file:
                command = file.read().decode("utf-8", "replace").split("\0")
            fields = stat_fields(pid)
        except OSError:
            continue
        found.append((int(pid), fields[0].decode(), int(fields[1]), command))
    return found


def alive(pid):
    return any(found == pid and state != "Z" for found, state, _, _ in processes())


@unittest.skipUnless(sys.platform == "linux", "reads /proc")
class TelemetryTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(self.end_processes)
        self.root = folder.name
        self.run_dir = os.path.join(self.root, "run")
        self.bin = os.path.join(self.root, "bin")
        os.mkdir(self.run_dir)
        os.mkdir(self.bin)

    def end_processes(self):
        if os.path.exists(self.path("record.json")):
            record = self.record()
            for who in ("trainer", "keeper"):
                try:
                    os.killpg(record[who]["pid"], signal.SIGKILL)
                except ProcessLookupError:
                    pass
        until(lambda: not self.samplers() and not self.stand_ins(), "the looking to end")

    def stand_ins(self):
        tool = os.path.join(self.bin, "nvidia-smi")
        return [pid for pid, state, _, command in processes() if tool in command and state != "Z"]

    def path(self, name):
        return os.path.join(self.run_dir, name)

    def record(self):
        with open(self.path("record.json"), encoding="utf-8") as file:
            return json.load(file)

    def stand_in(self, script):
        """Puts it on the PATH; $N is which call it is, $ROOT the folder of the test."""
        path = os.path.join(self.bin, "nvidia-smi")
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(
                "#!/bin/sh\nROOT='%s'\necho $$ >> $ROOT/calls\nN=$(wc -l < $ROOT/calls)\n%s\n"
                % (self.root, script)
            )
        os.chmod(path + ".new", 0o755)
        os.rename(path + ".new", path)

    def calls(self):
        try:
            with open(os.path.join(self.root, "calls"), encoding="utf-8") as file:
                return [int(line) for line in file]
        except OSError:
            return []

    def samplers(self):
        return [
            pid
            for pid, state, _, command in processes()
            if state != "Z" and self.run_dir in command and any(
                word.endswith("telemetry.py") for word in command
            )
        ]

    def keep(self, *argv, every="0.05", run_dir=None):
        command = [sys.executable, "-I", "-S", KEEPER, run_dir or self.run_dir]
        command += ["--telemetry", every, "--"]
        path = self.bin + os.pathsep + os.environ["PATH"]
        done = subprocess.run(
            command + list(argv),
            stdout=subprocess.PIPE,
            timeout=DEADLINE,
            check=False,
            env=dict(os.environ, PATH=path),
        )
        return json.loads(done.stdout.decode("utf-8"))

    def sleeper(self, every="0.05"):
        self.assertTrue(self.keep("sleep", "600", every=every)["started"])

    def end_trainer(self):
        os.kill(self.record()["trainer"]["pid"], signal.SIGTERM)
        until(lambda: os.path.exists(self.path("exit.json")), "exit.json")

    def rows(self):
        try:
            with open(self.path("telemetry.csv"), encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
        except OSError:
            return []

    def test_writes_what_it_sees_beginning_without_the_trainer(self):
        self.stand_in('echo "%s"' % CARD % '$((N * 100))')
        self.sleeper()
        rows = until(lambda: len(self.rows()) >= 4 and self.rows(), "samples")
        self.assertEqual([row["sample"] for row in rows[:4]], ["0", "1", "2", "3"])
        first = rows[0]
        self.assertEqual(
            (first["index"], first["uuid"], first["name"]), ("0", "GPU-aa", "NVIDIA GeForce RTX 3060")
        )
        self.assertEqual((first["memory_used_mib"], first["memory_total_mib"]), ("100", "12288"))
        self.assertEqual(
            (first["utilisation"], first["temperature"], first["power"]), ("97", "71", "168.21")
        )
        self.assertRegex(first["at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        self.assertLess(first["at"], self.record()["started"])
        self.assertGreaterEqual(float(rows[3]["seconds"]), float(rows[2]["seconds"]))
        self.assertEqual(stat.S_IMODE(os.stat(self.path("telemetry.csv")).st_mode), 0o600)

    def test_ends_with_the_keeper_and_is_nobodys_child(self):
        self.stand_in('echo "%s"' % CARD % 500)
        self.sleeper()
        sampler = until(self.samplers, "the looking")[0]
        keeper = self.record()["keeper"]["pid"]
        parents = {pid: parent for pid, _, parent, _ in processes()}
        self.assertNotEqual(parents[sampler], keeper)
        self.assertEqual(
            [pid for pid, parent in parents.items() if parent == keeper],
            [self.record()["trainer"]["pid"]],
        )
        self.end_trainer()
        until(lambda: not self.samplers(), "the looking to end")
        self.assertEqual(os.path.getsize(self.path("keeper.log")), 0)

    def test_ends_with_a_keeper_that_was_killed(self):
        self.stand_in('echo "%s"' % CARD % 500)
        self.sleeper()
        until(self.rows, "samples")
        os.kill(self.record()["keeper"]["pid"], signal.SIGKILL)
        until(lambda: not self.samplers(), "the looking to end")
        self.assertTrue(alive(self.record()["trainer"]["pid"]))

    def test_trainer_sees_nothing_of_it(self):
        self.stand_in('echo "%s"' % CARD % 500)
        self.keep(sys.executable, "-c", "import os; print(len(os.listdir('/proc/self/fd')))")
        until(lambda: os.path.exists(self.path("exit.json")), "exit.json")
        with open(self.path("trainer.log"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "4\n")

    def test_missing_tool_leaves_no_trace(self):
        self.assertTrue(self.keep("sleep", "600")["started"])
        self.assertEqual(self.samplers(), [])
        self.assertEqual(self.rows(), [])

    def test_hanging_tool_holds_up_neither_start_nor_end(self):
        self.stand_in("sleep 600")
        self.sleeper()
        self.end_trainer()
        until(lambda: not self.samplers(), "the looking to end")
        self.assertEqual(len(self.calls()), 1)
        until(lambda: not alive(self.calls()[0]), "the hanging one to end")
        self.assertEqual(self.rows(), [])
        self.assertEqual(os.path.getsize(self.path("keeper.log")), 0)

    def check_is_asked_again(self, trouble):
        """The trouble comes second to fourth; then the tool answers as at first."""
        answer = 'echo "%s"' % CARD % 500
        self.stand_in('case $N in 2|3|4) %s;; *) %s;; esac' % (trouble, answer))
        self.sleeper()
        rows = until(lambda: len(self.rows()) >= 2 and self.rows(), "the second sample")
        self.assertEqual([row["sample"] for row in rows[:2]], ["0", "1"])
        self.assertGreaterEqual(len(self.calls()), 5)
        self.assertEqual(os.path.getsize(self.path("keeper.log")), 0)

    def test_an_error_is_asked_again(self):
        self.check_is_asked_again('echo "Unable to determine the device handle: GPU is lost"; exit 15')

    def test_an_error_with_figures_does_not_count(self):
        self.check_is_asked_again('echo "%s"; exit 1' % CARD % 9999)

    def test_garbage_is_asked_again(self):
        self.check_is_asked_again("head -c 3000 /dev/urandom; printf 'a,b,c,d,e,f,g,h\\n,,,,,,,\\n'")

    def test_endless_output_is_cut_short(self):
        self.check_is_asked_again("yes '%s'" % CARD % 500)

    def test_tool_that_disappears_is_awaited(self):
        self.stand_in('echo "%s"' % CARD % 500)
        self.sleeper()
        until(self.rows, "a sample")
        os.unlink(os.path.join(self.bin, "nvidia-smi"))
        time_of_loss = len(self.rows())
        self.stand_in('echo "%s"' % CARD % 7777)
        until(lambda: self.rows()[-1]["memory_used_mib"] == "7777", "a sample of the new one")
        self.assertGreater(len(self.rows()), time_of_loss)

    def test_leaves_no_zombie(self):
        self.stand_in('case $N in 2) exit 3;; *) echo "%s";; esac' % CARD % 500)
        self.sleeper()
        until(lambda: len(self.rows()) >= 3, "samples")
        sampler = self.samplers()[0]
        until(
            lambda: not any(
                state == "Z" for _, state, parent, _ in processes() if parent == sampler
            ),
            "a moment without a zombie",
        )

    def test_refused_start_leaves_no_file_and_no_process(self):
        self.stand_in('echo "%s"' % CARD % 500)
        self.assertEqual(self.keep("/no/such/program")["kind"], "cannot-start")
        until(lambda: not self.samplers(), "the looking to end")
        self.assertFalse(os.path.exists(self.path("telemetry.csv")))

    def test_second_keeper_does_not_touch_the_file_of_the_first(self):
        self.stand_in('echo "%s"' % CARD % 500)
        self.sleeper()
        until(self.rows, "a sample")
        self.assertEqual(self.keep("sleep", "600")["kind"], "locked")
        until(lambda: len(self.samplers()) == 1, "the second to leave")
        samples = [row["sample"] for row in self.rows()]
        self.assertEqual(samples, sorted(set(samples), key=int))

    def test_tells_what_the_trainer_holds_of_each_card(self):
        self.stand_in(
            'case "$1" in *apps*)\n'
            " T=$(sed -n 's/.*\"pid\": \\([0-9]*\\).*/\\1/p' $ROOT/run/record.json | tail -1)\n"
            " echo \"GPU-aa, $T, 4000\"; echo \"GPU-aa, 1, 3000\"; echo 'GPU-aa, 77, [N/A]';;\n"
            '*) echo "%s"; echo "1, GPU-bb, NVIDIA GeForce RTX 3060, [N/A], 12, 12288, 33, [N/A]";; esac'
            % CARD
            % 7500
        )
        self.sleeper()
        rows = until(lambda: [r for r in self.rows() if r["trainer_mib"]], "the trainer's share")
        self.assertEqual((rows[0]["uuid"], rows[0]["trainer_mib"]), ("GPU-aa", "4000"))
        other = [row for row in self.rows() if row["uuid"] == "GPU-bb"][-1]
        self.assertEqual(
            (other["utilisation"], other["power"], other["trainer_mib"], other["temperature"]),
            ("", "", "", "33"),
        )

    def test_planted_link_is_not_followed(self):
        canary = os.path.join(self.root, "canary")
        with open(canary, "w", encoding="utf-8") as file:
            file.write("alive")
        os.symlink(canary, self.path("telemetry.csv"))
        self.stand_in('echo "%s"' % CARD % 500)
        self.sleeper()
        until(lambda: len(self.calls()) > 4, "looks")
        with open(canary, encoding="utf-8") as file:
            self.assertEqual(file.read(), "alive")

    def asking(self, limit):
        path = mock.patch.dict(os.environ, PATH=self.bin + os.pathsep + os.environ["PATH"])
        path.start()
        self.addCleanup(path.stop)
        return telemetry.Asking(limit)

    def test_one_that_cannot_be_killed_is_not_joined_by_a_second(self):
        self.stand_in("exec sleep 600")
        asking = self.asking(0.2)
        with mock.patch.object(telemetry.os, "killpg"), mock.patch.object(
            telemetry, "KILL_PATIENCE", 0.1
        ):
            for _ in range(4):
                with self.assertRaises(telemetry.Unanswered):
                    asking.ask(telemetry.GPUS)
        self.assertEqual(len(self.calls()), 1)
        stuck = asking.running
        asking.signal()
        stuck.wait(DEADLINE)
        self.stand_in('echo "%s"' % CARD % 500)
        self.assertIn("GPU-aa", asking.ask(telemetry.GPUS))

    def test_one_that_is_too_slow_is_killed_with_its_children(self):
        self.stand_in("sleep 600 & echo $! > $ROOT/child; wait")
        asking = self.asking(1.0)
        with self.assertRaises(telemetry.Unanswered):
            asking.ask(telemetry.GPUS)
        self.assertIsNone(asking.running)
        with open(os.path.join(self.root, "child"), encoding="utf-8") as file:
            child = int(file.read())
        until(lambda: not alive(child), "the child's end")

    def test_slow_answer_within_the_limit_counts(self):
        self.stand_in('sleep 0.3; echo "%s"' % CARD % 500)
        self.assertIn("GPU-aa", self.asking(DEADLINE).ask(telemetry.GPUS))

    def test_waits_longer_after_each_failure_and_no_longer_than_five_minutes(self):
        waits = []

        class Enough(Exception):
            pass

        def sleep(seconds):
            waits.append(seconds)
            if len(waits) == 9:
                raise Enough

        sampler = telemetry.Sampler(self.run_dir, telemetry.Asking())
        with mock.patch.object(telemetry.time, "sleep", sleep), mock.patch.object(
            sampler, "look", side_effect=telemetry.Unanswered
        ), self.assertRaises(Enough):
            sampler.go_on(10.0, 1)
        self.assertEqual(waits, [10, 20, 40, 80, 160, 300, 300, 300, 300])

    def test_asks_seldom_for_processes_that_are_never_shown(self):
        asking = mock.Mock()
        asking.ask.return_value = "GPU-aa, 1, 3000\n"
        sampler = telemetry.Sampler(self.run_dir, asking)
        sampler.ancestors = {os.getpid()}
        for _ in range(10 * telemetry.FRUITLESS):
            self.assertEqual(sampler.ours(), {})
        self.assertEqual(asking.ask.call_count, telemetry.FRUITLESS + 9)
        asking.ask.return_value = "GPU-aa, %d, 3000\n" % os.getpid()
        until(sampler.ours, "the share")
        self.assertEqual(sampler.ours(), {"GPU-aa": 3000.0})

    def test_full_disk_leaves_whole_lines(self):
        real = os.write

        def full(handle, data):
            if len(data) > 60:
                return real(handle, data[:60])
            raise OSError(28, "No space left on device")

        table = telemetry.Table(self.run_dir)
        line = ["1", "t", "0.1", "0", "GPU-aa", "card", "1", "1", "2", "3", "4", "5", ""]
        table.append([line])
        with mock.patch.object(telemetry.os, "write", full):
            table.append([line, line, line])
        table.append([line])
        with open(self.path("telemetry.csv"), encoding="utf-8") as file:
            lines = file.read().splitlines()
        self.assertEqual(set(lines[1:]), {",".join(line)})
        os.close(table.handle)

    def test_says_which_cards_the_trainer_may_use(self):
        one = "0, GPU-aa, A, 1, 2, 3, 4, 5\n1, GPU-bb, A, 1, 2, 3, 4, 5\n"
        two = one.replace("GPU-bb, A", "GPU-bb, B")

        def used(text, devices):
            return [card[3] for card in telemetry.gpus(text, devices)]

        self.assertEqual(used(one, None), ["", ""])
        self.assertEqual(used(one, "1"), ["0", "1"])
        self.assertEqual(used(one, "0,1"), ["1", "1"])
        self.assertEqual(used(one, "GPU-b"), ["0", "1"])
        self.assertEqual(used(one, ""), ["0", "0"])
        self.assertEqual(used(two, "1"), ["", ""])
        self.assertEqual(used(two, "GPU-bb"), ["0", "1"])
        with mock.patch.object(telemetry, "IN_BUS_ORDER", True):
            self.assertEqual(used(two, "1"), ["0", "1"])

    def test_names_and_figures_are_what_they_should_be(self):
        for figure in ("[N/A]", "nan", "inf", "-1", "1e99", "", "12 MiB"):
            self.assertEqual(telemetry.number(figure), "", figure)
        card = telemetry.gpus("0, GPU-aa, A\x1b[2J\u202eB, 1, 2, 3, 4, 5\n")[0]
        self.assertEqual(card[2], "A[2JB")


if __name__ == "__main__":
    unittest.main()
