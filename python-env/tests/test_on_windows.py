"""What keeper and telemetry do on Windows, as far as it can be told elsewhere.

The constant that tells the system is changed, and what only Windows has is stood in for: what is
asked of it is looked at, and the answers are given by the test.
"""

import os
import subprocess
import sys
import tempfile
import types
import unittest
from unittest import mock

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import keeper  # noqa: E402
import telemetry  # noqa: E402

CARD = "0, GPU-aa, NVIDIA GeForce RTX 3060, 97, 500, 12288, 71, 168.21\n"
REAL = subprocess.Popen
DETACHED_PROCESS, NEW_GROUP, BREAKAWAY, NO_WINDOW = 0x8, 0x200, 0x01000000, 0x08000000


class Startup:
    """subprocess.STARTUPINFO"""

    lpAttributeList = None


@unittest.skipIf(os.name == "nt", "Windows shows the thing itself")
class OnWindowsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = folder.name
        self.started = []
        self.refuse_breakaway = False
        for target, value in (
            ("keeper.WINDOWS", True),
            ("telemetry.WINDOWS", True),
            ("subprocess.Popen", self.popen),
        ):
            self.patch(target, value)
        self.patch("subprocess.STARTUPINFO", Startup, create=True)

    def patch(self, target, value, **more):
        patch = mock.patch(target, value, **more)
        patch.start()
        self.addCleanup(patch.stop)

    def popen(self, argv, **options):
        """Takes the options of Windows and starts the program here."""
        self.assertNotIn("start_new_session", options)
        self.assertNotIn("pass_fds", options)
        flags = options.pop("creationflags")
        self.started.append((flags, argv, dict(options)))
        if self.refuse_breakaway and flags & BREAKAWAY:
            raise PermissionError(13, "Access is denied")
        startup = options.pop("startupinfo", None)
        options.pop("close_fds", None)
        handles = startup.lpAttributeList["handle_list"] if startup else []
        process = REAL(argv, pass_fds=[handle - 1000 for handle in handles], **options)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()

    def tool(self, script, name="nvidia-smi.exe"):
        path = os.path.join(self.root, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + script + "\n")
        os.chmod(path, 0o755)
        return path

    def with_path(self, *folders):
        self.patch("os.environ", dict(os.environ, PATH=os.pathsep.join(folders)))

    def test_what_outlives_us_has_no_console_and_a_group_of_its_own_and_leaves_the_job(self):
        keeper.start_apart(["true"], stdin=subprocess.DEVNULL)
        self.assertEqual(self.started[0][0], DETACHED_PROCESS | NEW_GROUP | BREAKAWAY)

    def test_a_job_that_lets_nobody_go_is_no_hindrance(self):
        self.refuse_breakaway = True
        process = keeper.start_apart(["true"], stdin=subprocess.DEVNULL)
        self.assertEqual(process.wait(), 0)
        self.assertEqual(self.started[1][0], DETACHED_PROCESS | NEW_GROUP)

    def test_keeper_is_given_the_end_of_the_pipe_and_no_other_handle(self):
        inheritable = []
        self.patch(
            "os.set_handle_inheritable",
            lambda handle, value: inheritable.append((handle, value)),
            create=True,
        )
        system = types.SimpleNamespace(get_osfhandle=lambda handle: handle + 1000)
        modules = mock.patch.dict(sys.modules, msvcrt=system)
        modules.start()
        self.addCleanup(modules.stop)
        read, write = os.pipe()
        with os.fdopen(read, "rb") as end, os.fdopen(write, "wb") as held:
            options = keeper.handing_on(held)
            self.assertEqual(inheritable, [(write + 1000, True)])
            self.assertEqual(
                options["startupinfo"].lpAttributeList, {"handle_list": [write + 1000]}
            )
            holder = keeper.start_apart(
                ["sh", "-c", "read line"], stdin=subprocess.PIPE, **options
            )
            held.close()
            os.set_blocking(end.fileno(), False)
            self.assertIsNone(end.read())  # the holder's end keeps it open
            holder.kill()
            holder.wait()
            os.set_blocking(end.fileno(), True)
            self.assertEqual(end.read(), b"")  # its end ends the pipe, however that went

    def test_first_look_is_awaited_without_waiting_on_a_pipe(self):
        self.tool("echo '%s'" % CARD.strip(), "nvidia-smi")
        self.with_path(self.root, os.environ["PATH"])
        self.patch("select.select", lambda *_: self.fail("Windows cannot"))
        found = keeper.start_telemetry(self.root, "60", ["0"], subprocess.DEVNULL)
        self.assertIsNone(found.poll())
        found.stdin.close()
        self.assertEqual(found.wait(20), 0)

    def test_tool_is_asked_without_a_window_and_its_answer_read(self):
        self.tool("echo '%s'" % CARD.strip())
        self.with_path(self.root, "/usr/bin", "/bin")
        self.assertEqual(telemetry.Asking().ask(telemetry.GPUS), CARD)
        self.assertEqual(self.started[0][0], NO_WINDOW)
        self.assertEqual(self.started[0][1][0], os.path.join(self.root, "nvidia-smi.exe"))

    def test_one_that_does_not_answer_is_ended_without_signals(self):
        self.tool("exec sleep 600")
        self.with_path(self.root, "/usr/bin", "/bin")
        self.patch("os.killpg", lambda *_: self.fail("Windows has no groups"))
        asking = telemetry.Asking(0.3)
        with self.assertRaises(telemetry.Unanswered):
            asking.ask(telemetry.GPUS)
        self.assertIsNone(asking.running)

    def test_tool_of_the_folder_that_we_are_in_is_not_run(self):
        here = os.getcwd()
        self.addCleanup(os.chdir, here)
        os.chdir(self.root)
        self.tool("exit 0")
        self.with_path(".", "", "relative")
        self.assertIsNone(telemetry.tool())

    def test_tool_of_older_drivers_is_found(self):
        folder = os.path.join(self.root, "NVIDIA Corporation", "NVSMI")
        os.makedirs(folder)
        with open(os.path.join(folder, "nvidia-smi.exe"), "w", encoding="utf-8"):
            pass
        self.patch("os.environ", {"PATH": "", "ProgramFiles": self.root})
        self.assertEqual(telemetry.tool(), os.path.join(folder, "nvidia-smi.exe"))

    def test_nobody_asks_for_the_memory_of_processes(self):
        asking = mock.Mock()
        sampler = telemetry.Sampler(self.root, asking)
        sampler.ancestors = {os.getpid()}
        self.assertEqual(sampler.ours(), {})
        asking.ask.assert_not_called()
        sampler.write(1, [["t", "0.1"] + telemetry.gpus(CARD, "0")[0]])
        with open(os.path.join(self.root, "telemetry.csv"), encoding="utf-8") as file:
            row = file.read().splitlines()[1]
        self.assertTrue(row.endswith(",1,97,500,12288,71,168.21,"), row)
        os.close(sampler.table.handle)

    def test_outcome_is_that_of_the_program_without_any_waiting_for_signals(self):
        program = keeper.Program.__new__(keeper.Program)
        program.popen = mock.Mock(wait=lambda: 3)
        self.assertEqual(program.wait(), {"code": 3, "signal": None, "stragglers": None})


if __name__ == "__main__":
    unittest.main()
