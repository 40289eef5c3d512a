"""What a keeper does with a grace: its clock by unit tests, its signals with real processes."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import keeper  # noqa: E402
import test_keeper  # noqa: E402
from test_keeper import alive, until  # noqa: E402



class FakeProgram:
    def __init__(self):
        self.over = False
        self.attendants = set()
        self.sent = []

    def signal_everyone(self, number):
        self.sent.append(number)


class FakeAttendant:
    def __init__(self):
        self.events = []

    def call(self, event, program):
        self.events.append(event)
        program.attendants.add(len(self.events))


@unittest.skipUnless(sys.platform == "linux", "signals as Linux has them")
class GraceTest(unittest.TestCase):
    """Time passes as the test says."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.run_dir = folder.name
        self.clock = 1000.0
        patch = mock.patch.object(keeper.time, "monotonic", lambda: self.clock)
        patch.start()
        self.addCleanup(patch.stop)
        self.attendant = FakeAttendant()
        self.program = FakeProgram()

    def preemption(self, grace):
        return keeper.Preemption(self.run_dir, grace, self.attendant)

    def wish(self):
        with open(os.path.join(self.run_dir, "stop-requested"), encoding="utf-8") as file:
            return json.load(file)

    def times(self, preemption, seconds):
        """What is sent when, counted from the first signal; it is asked as seldom as it says."""
        seen = []
        start = self.clock
        while self.clock <= start + seconds:
            before = len(self.program.sent)
            due = preemption.act(self.program)
            for number in self.program.sent[before:]:
                if not seen or seen[-1][1] != number:
                    seen.append((round(self.clock - start, 1), number))
            self.clock += seconds + 1 if due is None else max(due, 0.01)
        return seen

    def test_the_end_comes_before_the_grace_is_over_whatever_its_length(self):
        for grace, term, kill in ((5, 3.0, 4.0), (30, 22.0, 27.0), (120, 112.0, 117.0)):
            preemption = self.preemption(grace)
            self.program = FakeProgram()
            preemption.notice(signal.SIGUSR1)
            seen = self.times(preemption, grace)
            self.assertEqual(seen, [(term, signal.SIGTERM), (kill, signal.SIGKILL)], grace)
            self.assertTrue(preemption.is_over())
            self.assertLess(preemption.give_up_at(), preemption.began() + grace)
            os.unlink(os.path.join(self.run_dir, "stop-requested"))

    def test_nothing_is_done_without_a_signal(self):
        preemption = self.preemption(30)
        self.assertIsNone(preemption.act(self.program))
        self.assertIsNone(preemption.facts())
        self.assertEqual(os.listdir(self.run_dir), [])

    def test_the_wish_tells_signal_grace_uptime_and_when_it_ends(self):
        preemption = self.preemption(30)
        preemption.notice(signal.SIGTERM)
        self.clock += 0.5
        preemption.act(self.program)
        wish = self.wish()
        self.assertEqual(
            [wish[name] for name in ("mode", "signal", "grace_seconds", "boot_id", "end_at_seconds")],
            ["preempted", 15, 30, keeper.boot_id(), 1022.0],
        )
        mode = os.stat(os.path.join(self.run_dir, "stop-requested")).st_mode
        self.assertEqual(mode & 0o777, 0o600)

    def test_two_signals_at_once_are_one_and_a_later_one_is_the_end(self):
        preemption = self.preemption(60)
        preemption.notice(signal.SIGTERM)
        self.clock += 1.5
        preemption.notice(signal.SIGUSR1)
        preemption.act(self.program)
        self.assertEqual(self.program.sent, [])
        self.clock += 3
        preemption.notice(signal.SIGTERM)
        self.assertEqual(self.times(preemption, 20), [(0.0, signal.SIGTERM), (10.0, signal.SIGKILL)])
        facts = preemption.facts()
        self.assertEqual((facts["again"], facts["ended"]), (True, "killed"))

    def test_a_wish_to_end_at_once_stays_and_one_for_later_is_replaced(self):
        for text, mode in (
            ('{"version": 1, "mode": "now", "at": "x"}', "now"),
            ('{"version": 1, "mode": "after-checkpoint", "at": "x"}', "preempted"),
        ):
            with open(os.path.join(self.run_dir, "stop-requested"), "w", encoding="utf-8") as file:
                file.write(text)
            preemption = self.preemption(30)
            preemption.notice(signal.SIGTERM)
            preemption.act(self.program)
            self.assertEqual(self.wish()["mode"], mode)
            self.assertEqual(os.listdir(self.run_dir), ["stop-requested"])

    def test_a_wish_that_was_made_by_hand_stays(self):
        open(os.path.join(self.run_dir, "stop-requested"), "w", encoding="utf-8").close()
        preemption = self.preemption(30)
        preemption.notice(signal.SIGTERM)
        preemption.act(self.program)
        self.assertEqual(os.path.getsize(os.path.join(self.run_dir, "stop-requested")), 0)
        self.assertEqual(preemption.facts()["signal"], 15)

    def test_somebody_is_called_where_nobody_supervises_and_no_more_often_than_needed(self):
        preemption = self.preemption(60)
        preemption.notice(signal.SIGUSR1)
        for _ in range(10):
            preemption.act(self.program)
            self.clock += 1
        self.assertEqual(len(self.attendant.events), 1)
        for _ in range(20):
            self.program.attendants.clear()  # it died
            preemption.act(self.program)
            self.clock += 1
        self.assertEqual(len(set(self.attendant.events)), keeper.MOST_CALLS)

    def test_nobody_is_called_where_a_supervisor_lives(self):
        path = os.path.join(self.run_dir, "supervisor.lock")
        code = (
            "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX);"
            " print(flush=True); sys.stdin.read()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as holder:
            holder.stdout.readline()
            preemption = self.preemption(60)
            preemption.notice(signal.SIGUSR1)
            preemption.act(self.program)
            self.assertEqual(self.attendant.events, [])
        self.clock += keeper.SUPERVISION
        preemption.act(self.program)  # it is gone, in the middle of the grace
        self.assertEqual(len(self.attendant.events), 1)


@unittest.skipUnless(sys.platform == "linux", "reads /proc")
class PreemptedTest(unittest.TestCase):
    """Real processes; the ways of KeeperTest without its tests."""

    setUp = test_keeper.KeeperTest.setUp
    end_processes = test_keeper.KeeperTest.end_processes
    path = test_keeper.KeeperTest.path
    exists = test_keeper.KeeperTest.exists
    read = test_keeper.KeeperTest.read
    log = test_keeper.KeeperTest.log
    keep = test_keeper.KeeperTest.keep
    ending = test_keeper.KeeperTest.ending

    def graced(self, seconds, *argv, attendant="pass"):
        order = {
            "argv": [sys.executable, "-c", attendant],
            "cwd": self.root,
            "policy": {"grace": seconds},
        }
        with open(self.path("attendant.json"), "w", encoding="utf-8") as file:
            json.dump(order, file)
        open(self.path("supervisor.lock"), "w", encoding="utf-8").close()
        self.keep(*argv, options=("--attendant", self.path("attendant.json")))

    def signal(self, number):
        try:
            os.kill(self.read("record.json")["keeper"]["pid"], number)
        except ProcessLookupError:
            pass  # it is done

    def test_ends_a_program_that_heeds_nothing_before_the_grace_is_over(self):
        code = (
            "import os, signal, subprocess, sys, time\n"
            "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
            "worker = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'],\n"
            "    start_new_session=True)\n"
            "print(worker.pid, flush=True)\n"
            "time.sleep(600)"
        )
        self.graced(3, sys.executable, "-c", code)
        until(lambda: self.log(), "the worker")
        self.signal(signal.SIGUSR1)
        ending = self.ending()
        self.assertEqual((ending["signal"], ending["stragglers"]), (9, None))
        self.assertEqual(
            ending["preempted"],
            {"signal": 10, "grace_seconds": 3.0, "again": False, "ended": "killed"},
        )
        self.assertFalse(alive(int(self.log())))
        self.assertEqual(self.read("stop-requested")["mode"], "preempted")

    def test_a_program_that_ends_by_itself_in_its_grace_was_not_ended(self):
        self.graced(20, "sleep", "1")
        self.signal(signal.SIGTERM)
        ending = self.ending()
        self.assertEqual((ending["code"], ending["preempted"]["ended"]), (0, None))

    def test_a_second_signal_is_the_end_at_once(self):
        self.graced(600, "sleep", "600")
        self.signal(signal.SIGTERM)
        until(lambda: self.exists("stop-requested"), "the wish")
        until(lambda: self.exists("exit.json") or self.signal(signal.SIGTERM), "the end")
        ending = self.ending()
        self.assertEqual(ending["signal"], 15)
        self.assertTrue(ending["preempted"]["again"])

    def test_one_signal_to_every_process_is_known_as_the_machines(self):
        self.graced(20, "sleep", "600")
        record = self.read("record.json")
        os.kill(record["trainer"]["pid"], signal.SIGTERM)
        until(lambda: not alive(record["trainer"]["pid"]), "the trainer's end")
        self.signal(signal.SIGTERM)
        ending = self.ending()
        self.assertEqual((ending["signal"], ending["preempted"]["signal"]), (15, 15))
        self.assertEqual(self.read("stop-requested")["mode"], "preempted")

    def test_the_attendant_is_called_and_is_not_ended_with_the_program(self):
        code = "import sys, time; print('called', flush=True); time.sleep(2); print('saw the end')"
        self.graced(2, "sleep", "600", attendant=code)
        self.signal(signal.SIGUSR1)
        self.ending()
        with open(self.path("attendant.log"), encoding="utf-8") as log:
            until(lambda: "saw the end" in (log.seek(0), log.read())[1], "the attendant")

    def test_a_run_without_news_leaves_no_wish_behind(self):
        self.graced(30, "true")
        ending = self.ending()
        self.assertIsNone(ending["preempted"])
        left = [name for name in os.listdir(self.run_dir) if name.startswith("stop-requested")]
        self.assertEqual(left, [])

    def test_without_a_grace_sigusr1_harms_neither_keeper_nor_program(self):
        self.keep("sh", "-c", "sleep 1; echo done")
        record = self.read("record.json")
        os.kill(record["keeper"]["pid"], signal.SIGUSR1)
        os.killpg(record["trainer"]["pid"], signal.SIGUSR1)
        self.assertEqual(self.ending()["code"], 0)
        self.assertEqual(self.log(), "done\n")
        with open(self.path("keeper.log"), encoding="utf-8") as file:
            self.assertIn("signal 10 was left alone", file.read())


if __name__ == "__main__":
    unittest.main()
