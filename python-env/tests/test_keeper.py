"""The keeper against real processes: run by `python -m unittest discover python-env/tests`."""

import fcntl
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
KEEPER = os.path.join(os.path.dirname(HERE), "keeper.py")
DEADLINE = 20.0


def until(condition, what):
    give_up = time.monotonic() + DEADLINE
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > give_up:
            raise AssertionError("waited in vain for " + what)
        time.sleep(0.02)


def alive(pid):
    try:
        with open("/proc/%d/stat" % pid, "rb") as file:
            return file.read().rpartition(b")")[2].split()[0] != b"Z"
    except OSError:
        return False


@unittest.skipUnless(sys.platform == "linux", "reads /proc")
class KeeperTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(self.end_processes)
        self.root = folder.name
        self.run_dir = os.path.join(self.root, "run")
        os.mkdir(self.run_dir)

    def end_processes(self):
        if self.exists("record.json"):
            record = self.read("record.json")
            for who in ("trainer", "keeper"):
                if alive(record[who]["pid"]):
                    try:
                        os.killpg(record[who]["pid"], signal.SIGKILL)
                    except ProcessLookupError:
                        pass
            until(lambda: not alive(record["keeper"]["pid"]), "the keeper to end")

    def path(self, name):
        return os.path.join(self.run_dir, name)

    def exists(self, name):
        return os.path.exists(self.path(name))

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return json.load(file)

    def log(self):
        with open(self.path("trainer.log"), encoding="utf-8") as file:
            return file.read()

    def keep(self, *argv, run_dir=None, options=(), **more):
        command = [sys.executable, "-I", "-S", KEEPER, run_dir or self.run_dir, *options, "--"]
        done = subprocess.run(
            command + list(argv), stdout=subprocess.PIPE, timeout=DEADLINE, check=False, **more
        )
        answer = json.loads(done.stdout.decode("utf-8"))
        self.assertEqual(done.returncode, 0 if answer.get("started") else 1)
        return answer

    def python(self, code, **more):
        return self.keep(sys.executable, "-c", code, **more)

    def ending(self):
        until(lambda: self.exists("exit.json"), "exit.json")
        return self.read("exit.json")

    def test_learns_the_exit_code(self):
        self.assertTrue(self.python("raise SystemExit(7)")["started"])
        ending = self.ending()
        self.assertEqual((ending["code"], ending["signal"]), (7, None))
        self.assertGreater(ending["seconds"], 0)

    def test_learns_the_signal(self):
        self.python("import os; os.kill(os.getpid(), 9)")
        ending = self.ending()
        self.assertEqual((ending["code"], ending["signal"]), (None, 9))

    def test_keeps_every_byte_of_both_streams(self):
        self.python("import os; os.write(1, b'a\\rb'); os.write(2, b'\\xffc\\n')")
        self.ending()
        with open(self.path("trainer.log"), "rb") as file:
            self.assertEqual(file.read(), b"a\rb\xffc\n")

    def test_program_has_its_own_session_and_no_terminal_or_pipe(self):
        self.python(
            "import os\n"
            "print(os.getsid(0) == os.getpid() == os.getpgid(0), os.readlink('/proc/self/fd/0'),\n"
            "      os.path.basename(os.readlink('/proc/self/fd/1')), len(os.listdir('/proc/self/fd')))"
        )
        self.ending()
        self.assertEqual(self.log(), "True /dev/null trainer.log 4\n")

    def test_signals_ignored_by_the_caller_work_again(self):
        def ignore():
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

        self.python(
            "import signal\n"
            "print(*(signal.getsignal(n) is not signal.SIG_IGN for n in (2, 1)))",
            preexec_fn=ignore,
        )
        self.ending()
        self.assertEqual(self.log(), "True True\n")

    def test_record_says_who_is_who(self):
        answer = self.keep("sleep", "60")
        record = self.read("record.json")
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            self.assertEqual(record["boot_id"], file.read().strip())
        self.assertEqual(record["trainer"]["pid"], answer["pid"])
        self.assertEqual(record["argv"], ["sleep", "60"])
        for who in ("keeper", "trainer"):
            with open("/proc/%d/stat" % record[who]["pid"], encoding="ascii") as file:
                self.assertEqual(record[who]["start_ticks"], int(file.read().split()[21]))

    def test_passes_a_termination_on_and_writes_the_outcome(self):
        self.keep("sleep", "60")
        os.kill(self.read("record.json")["keeper"]["pid"], signal.SIGTERM)
        ending = self.ending()
        self.assertEqual((ending["signal"], ending["forwarded"]), (15, [15]))

    def test_hangup_changes_nothing(self):
        self.python("import time; print('up', flush=True); time.sleep(0.3); print('done')")
        os.kill(self.read("record.json")["keeper"]["pid"], signal.SIGHUP)
        self.assertEqual(self.ending()["code"], 0)
        self.assertEqual(self.log(), "up\ndone\n")

    def test_lock_is_held_for_life_and_no_longer(self):
        self.keep("sleep", "60")
        with open(self.path("lock"), "r+b") as lock:
            with self.assertRaises(OSError):
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            record = self.read("record.json")
            os.kill(record["keeper"]["pid"], signal.SIGTERM)
            until(lambda: not alive(record["keeper"]["pid"]), "the keeper to end")
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def test_second_keeper_of_a_run_is_refused(self):
        self.keep("sleep", "60")
        self.assertEqual(self.keep("sleep", "60")["kind"], "locked")

    def test_run_directory_is_used_once(self):
        self.python("")
        self.ending()
        until(lambda: not alive(self.read("record.json")["keeper"]["pid"]), "the keeper to end")
        self.assertEqual(self.python("")["kind"], "used")

    def test_second_run_into_the_same_output_is_refused_with_its_owner(self):
        other = os.path.join(self.root, "other")
        os.mkdir(other)
        lock = os.path.join(self.root, ".lora.lock")
        self.keep("sleep", "60", options=["--also-lock", lock])
        answer = self.keep("true", run_dir=other, options=["--also-lock", lock])
        self.assertEqual(answer["kind"], "output-locked")
        self.assertEqual(answer["error"], "%s is held by %s" % (lock, self.run_dir))
        self.assertFalse(os.path.exists(os.path.join(other, "trainer.log")))
        with open(lock, encoding="utf-8") as file:
            self.assertEqual(file.read(), self.run_dir + "\n")

    def test_program_that_cannot_start_is_an_answer_and_an_outcome(self):
        answer = self.keep("/no/such/program")
        self.assertEqual(answer["kind"], "cannot-start")
        self.assertIn("/no/such/program", self.read("exit.json")["error"])
        self.assertFalse(self.exists("record.json"))

    def test_program_of_a_keeper_that_dies_before_the_record_never_begins(self):
        code = (
            "import os, sys; sys.path.insert(0, sys.argv[1]); import keeper\n"
            "keeper.DurableFile.publish = lambda *_: os.kill(os.getpid(), 9)\n"
            "keeper.keep(sys.argv[2], '/', [], ['touch', sys.argv[3]], print)\n"
        )
        made = os.path.join(self.root, "made")
        done = subprocess.run(  # returns when the output is closed: by the program, too
            [sys.executable, "-c", code, os.path.dirname(KEEPER), self.run_dir, made],
            stdout=subprocess.PIPE,
            timeout=DEADLINE,
            check=False,
        )
        self.assertEqual(done.returncode, -9)
        self.assertFalse(os.path.exists(made))
        self.assertFalse(self.exists("record.json"))

    def test_files_are_for_the_owner_alone_and_the_program_keeps_its_umask(self):
        mask = os.umask(0o022)
        try:
            self.python("open('made', 'w')", options=["--cwd", self.root])
        finally:
            os.umask(mask)
        self.ending()
        for name in ("lock", "record.json", "exit.json", "trainer.log", "keeper.log"):
            self.assertEqual(stat.S_IMODE(os.stat(self.path(name)).st_mode), 0o600, name)
        made = os.path.join(self.root, "made")
        self.assertEqual(stat.S_IMODE(os.stat(made).st_mode), 0o644)

    def test_links_planted_in_the_run_directory_are_refused(self):
        canary = os.path.join(self.root, "canary")
        with open(canary, "w", encoding="utf-8") as file:
            file.write("alive")
        os.symlink(canary, self.path("trainer.log"))
        self.assertEqual(self.python("print('gone')")["kind"], "io")
        with open(canary, encoding="utf-8") as file:
            self.assertEqual(file.read(), "alive")

    def test_no_link_planted_for_any_of_its_files_is_followed(self):
        names = ["lock", "record.json", "exit.json", "record.json.draft", "exit.json.draft"]
        for number, name in enumerate(names + ["trainer.log", "keeper.log", "../output.lock"]):
            canary = os.path.join(self.root, "canary%d" % number)
            with open(canary, "w", encoding="utf-8") as file:
                file.write("alive")
            run_dir = os.path.join(self.root, "run%d" % number)
            os.mkdir(run_dir)
            output_lock = os.path.join(self.root, "output.lock")
            if os.path.exists(output_lock):
                os.unlink(output_lock)
            os.symlink(canary, os.path.join(run_dir, name))
            command = [sys.executable, "-I", "-S", KEEPER, run_dir, "--also-lock", output_lock]
            done = subprocess.run(
                command + ["--", "true"],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=DEADLINE,
                check=False,
            )
            if b'"started": true' in done.stdout:  # a draft's link is replaced
                until(lambda: os.path.exists(os.path.join(run_dir, "exit.json")), "exit.json")
            with open(canary, encoding="utf-8") as file:
                self.assertEqual(file.read(), "alive", name)
            self.assertEqual(done.returncode, 0 if name.endswith(".draft") else 1, name)

    def test_waits_for_what_a_killed_launcher_leaves_behind(self):
        self.python(
            "import os, subprocess, sys\n"
            "subprocess.Popen([sys.executable, '-c',"
            " 'import time; time.sleep(0.5); print(\"trained on\"); raise SystemExit(3)'])\n"
            "os.kill(os.getpid(), 9)"
        )
        ending = self.ending()
        self.assertEqual((ending["signal"], ending["others"][0]["code"]), (9, 3))
        self.assertEqual(ending["heirs"], {"code": 3, "signal": None, "count": 1, "clean": 0})
        self.assertEqual(self.log(), "trained on\n")

    def test_tells_how_those_ended_that_a_killed_launcher_had_started(self):
        for number, codes in ((9, (0, 0)), (15, (0, 4)), (9, ())):
            with self.subTest(codes=codes):
                run_dir = os.path.join(self.root, "heirs%d" % len(os.listdir(self.root)))
                os.mkdir(run_dir)
                code = (
                    "import os, subprocess, sys\n"
                    "for code in %r:\n"
                    "    subprocess.Popen([sys.executable, '-c',"
                    " 'import time; time.sleep(0.5); raise SystemExit(%%d)' %% code])\n"
                    "os.kill(os.getpid(), %d)" % (codes, number)
                )
                self.keep(sys.executable, "-c", code, run_dir=run_dir)
                self.run_dir = run_dir
                ending = self.ending()
                self.assertEqual(ending["signal"], number)
                if codes:
                    heirs = dict(count=2, clean=codes.count(0), code=max(codes), signal=None)
                    self.assertEqual(ending["heirs"], heirs)
                else:
                    self.assertIsNone(ending["heirs"])

    def test_tells_how_one_ended_that_a_launcher_did_not_live_to_ask_for(self):
        answer = self.python(
            "import os, signal, subprocess, sys\n"
            "child = subprocess.Popen([sys.executable, '-c', 'raise SystemExit(3)'])\n"
            "print(child.pid, flush=True)\n"
            "os.kill(os.getpid(), signal.SIGSTOP)"
        )
        child = int(until(lambda: self.log().endswith("\n") and self.log(), "the child"))
        until(lambda: not alive(child), "the child's end")
        os.kill(answer["pid"], signal.SIGKILL)
        heirs = {"code": 3, "signal": None, "count": 1, "clean": 0}
        self.assertEqual(self.ending()["heirs"], heirs)

    def test_of_a_program_that_ended_by_itself_nobody_is_an_heir(self):
        self.python("import subprocess; subprocess.Popen(['sleep', '0.2'])")
        self.assertIsNone(self.ending()["heirs"])

    def holder(self):
        """Somebody to hold a lifeline, and the option that names them."""
        somebody = subprocess.Popen(["sleep", "60"])
        self.addCleanup(somebody.wait)
        self.addCleanup(somebody.kill)
        with open("/proc/%d/stat" % somebody.pid, "rb") as file:
            ticks = file.read().rpartition(b")")[2].split()[19].decode("ascii")
        return somebody, ("--lifeline", "%d:%s" % (somebody.pid, ticks))

    def test_ends_what_is_there_for_somebody_who_is_gone(self):
        for gone_by in (signal.SIGKILL, signal.SIGTERM):
            with self.subTest(gone_by=gone_by):
                run_dir = self.run_dir = os.path.join(self.root, "held%d" % gone_by)
                os.mkdir(run_dir)
                somebody, option = self.holder()
                code = (
                    "import subprocess, time\n"
                    "apart = subprocess.Popen(['sleep', '60'], start_new_session=True)\n"
                    "print(apart.pid, flush=True)\n"
                    "time.sleep(60)"
                )
                self.python(code, options=option, run_dir=run_dir)
                until(self.log, "the child's pid")
                self.assertFalse(self.exists("exit.json"))
                somebody.send_signal(gone_by)  # and stays a zombie: it is gone all the same
                ending = self.ending()
                self.assertEqual((ending["signal"], ending["abandoned"]), (15, True))
                self.assertFalse(alive(int(self.log())), "the child in its own session")

    def test_ends_what_is_there_for_a_pid_that_is_somebody_elses_by_now(self):
        somebody, (option, value) = self.holder()
        self.python("import time; time.sleep(60)", options=(option, value + "1"))
        self.assertTrue(self.ending()["abandoned"])

    def test_leaves_alone_what_is_there_for_somebody(self):
        somebody, option = self.holder()
        self.python("import time; time.sleep(2.5); raise SystemExit(3)", options=option)
        ending = self.ending()
        self.assertEqual((ending["code"], ending["abandoned"]), (3, False))

    def test_waits_for_a_child_in_a_session_of_its_own(self):
        self.python(
            "import os, subprocess\n"
            "subprocess.Popen('sleep 0.5; echo late', shell=True, start_new_session=True)\n"
        )
        self.assertEqual(self.ending()["code"], 0)
        self.assertEqual(self.log(), "late\n")

    def test_tells_the_program_which_run_it_is(self):
        self.python("import os; print(os.environ['LORABAKE_RUN'])")
        self.ending()
        self.assertEqual(self.log(), self.run_dir + "\n")

    def attended(self, order, code="raise SystemExit(3)"):
        """Keeps a program whose end is attended to by what the order says."""
        with open(self.path("attendant.json"), "w", encoding="utf-8") as file:
            json.dump(order, file)
        return self.python(code, options=("--attendant", self.path("attendant.json")))

    def attendant_says(self, code):
        return {"argv": [sys.executable, "-c", code], "cwd": self.root}

    def test_attendant_is_started_once_with_the_outcome_on_the_disk(self):
        self.attended(
            self.attendant_says(
                "import json, os, sys\n"
                "ending = json.load(open(os.path.join(sys.argv[1], 'exit.json')))\n"
                "print(sys.argv[1], ending['code'], os.getcwd(), os.getsid(0) == os.getpid(),\n"
                "      os.readlink('/proc/self/fd/0'), 'LORABAKE_RUN' in os.environ)"
            )
        )
        until(lambda: self.exists("attendant.log") and self.attendant_log(), "the attendant")
        expected = "%s 3 %s True /dev/null False\n" % (self.run_dir, self.root)
        self.assertEqual(self.attendant_log(), expected)
        self.assertEqual(os.stat(self.path("attendant.log")).st_mode & 0o777, 0o600)
        self.assertEqual(os.path.getsize(self.path("keeper.log")), 0)

    def attendant_log(self):
        with open(self.path("attendant.log"), encoding="utf-8") as file:
            return file.read()

    def test_attendant_outlives_the_keeper_and_holds_no_lock_of_its(self):
        self.attended(self.attendant_says("import time; print('here', flush=True); time.sleep(60)"))
        until(lambda: self.exists("attendant.log") and self.attendant_log(), "the attendant")
        keeper = self.read("record.json")["keeper"]["pid"]
        until(lambda: not alive(keeper), "the keeper to end")
        with open(self.path("lock"), "r+", encoding="utf-8") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.end_attendant()

    def end_attendant(self):
        for name in os.listdir("/proc"):
            try:
                with open("/proc/%s/cmdline" % name, "rb") as file:
                    if self.run_dir.encode() in file.read().split(b"\0"):
                        os.kill(int(name), signal.SIGKILL)
            except (OSError, ValueError):
                pass

    def test_trouble_with_the_attendant_costs_no_outcome(self):
        for number, order in enumerate(
            ({"argv": ["/nowhere/lorabake"]}, {"argv": []}, {}, ["no", "object"])
        ):
            self.run_dir = os.path.join(self.root, "run%d" % number)
            os.mkdir(self.run_dir)
            self.attended(order)
            self.assertEqual(self.ending()["code"], 3)
            until(lambda: os.path.getsize(self.path("keeper.log")), "a word about it")
            with open(self.path("keeper.log"), encoding="utf-8") as file:
                self.assertTrue(file.read().startswith("the attendant cannot be started"), order)

    def test_program_that_cannot_start_calls_no_attendant(self):
        with open(self.path("attendant.json"), "w", encoding="utf-8") as file:
            json.dump(self.attendant_says("print('called')"), file)
        self.keep("/nowhere/program", options=("--attendant", self.path("attendant.json")))
        self.assertFalse(self.exists("attendant.log"))

    def test_own_trouble_stays_out_of_the_way(self):
        self.python("")
        self.ending()
        self.assertEqual(os.path.getsize(self.path("keeper.log")), 0)


if __name__ == "__main__":
    unittest.main()
