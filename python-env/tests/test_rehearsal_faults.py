"""Faults on purpose, and upstream's own failures, as processes show them."""

import os
import select
import signal
import subprocess
import sys
import time
import unittest
from typing import Callable, List

from rehearsal_support import Place, folder

from rehearsal_core import safetensors, switches

ARGUMENTS = (
    "--pretrained_model_name_or_path",
    "models/sd15",
    "--train_data_dir",
    "data",
    "--output_dir",
    "out",
    "--output_name",
    "cat",
    "--network_module",
    "networks.lora",
    "--network_dim",
    "1",
    "--resolution",
    "64",
    "--max_train_steps",
    "4",
    "--seed",
    "1",
    "--max_data_loader_n_workers",
    "0",
)
LIMIT = 30


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait for something that another process does."""
    give_up = time.monotonic() + LIMIT
    while not condition():
        if time.monotonic() > give_up:
            raise AssertionError("waited in vain for " + what)
        time.sleep(0.01)


class FaultTest(Place):
    def setUp(self) -> None:
        super().setUp()
        folder(self.place / "data/1_cat", [(64, 64)] * 4)

    def ended(self, *more: str, **env: str) -> "tuple[int, str]":
        child = self.start(*ARGUMENTS, *more, **env)
        out = child.communicate(timeout=LIMIT)[0].decode("utf-8")
        return child.returncode, out

    def wait_for(self, child: "subprocess.Popen[bytes]", text: str) -> str:
        """Read until the text is there; the process goes on."""
        assert child.stdout is not None
        seen, give_up = b"", time.monotonic() + LIMIT
        while text.encode("utf-8") not in seen:
            if os.name == "posix":
                ready = select.select([child.stdout], [], [], max(give_up - time.monotonic(), 0))[0]
                self.assertTrue(ready, "waited in vain for %r: %r" % (text, seen[-500:]))
            part = os.read(child.stdout.fileno(), 65536)
            self.assertTrue(part, "ended before %r: %r" % (text, seen[-500:]))
            seen += part
        return seen.decode("utf-8", "replace")

    def test_ends_well(self) -> None:
        code, out = self.ended()
        self.assertEqual(code, 0)
        self.assertIn("model saved.", out)
        self.assertTrue(out.rstrip().split("\r")[-1].startswith("steps: 100%"), out[-200:])

    def test_raises_at_a_step(self) -> None:
        code, out = self.ended(REHEARSAL_CRASH_AT_STEP="3")
        self.assertEqual(code, 1)
        lines = [line for line in out.splitlines() if line.strip()]
        self.assertIn("Traceback (most recent call last):", out)
        self.assertEqual(
            lines[-2], "RuntimeError: rehearsal: crash at step 3, as REHEARSAL_CRASH_AT_STEP asks"
        )
        self.assertIn("| 2/4 [", lines[-1])

    def test_runs_out_of_memory(self) -> None:
        code, out = self.ended(REHEARSAL_CRASH_AT_STEP="1", REHEARSAL_CRASH_KIND="oom")
        self.assertEqual(code, 1)
        self.assertIn(
            "\ntorch.OutOfMemoryError: CUDA out of memory. Tried to allocate 512.00 MiB. GPU 0 has", out
        )

    @unittest.skipUnless(os.name == "posix", "signals")
    def test_dies_of_a_signal(self) -> None:
        for kind, number in (("kill", signal.SIGKILL), ("segv", signal.SIGSEGV)):
            code, out = self.ended(REHEARSAL_CRASH_AT_STEP="2", REHEARSAL_CRASH_KIND=kind)
            self.assertEqual(code, -number)
            self.assertNotIn("Traceback", out)

    @unittest.skipUnless(os.name == "posix", "signals")
    def test_hangs_until_it_is_told_to_go(self) -> None:
        child = self.start(*ARGUMENTS, REHEARSAL_HANG_AT_STEP="2")
        self.wait_for(child, "steps:  25%")
        child.terminate()
        self.assertEqual(child.wait(LIMIT), -signal.SIGTERM)

    @unittest.skipUnless(os.name == "posix", "signals")
    def test_ignores_a_polite_signal(self) -> None:
        child = self.start(
            *ARGUMENTS,
            REHEARSAL_IGNORE_TERM="1",
            REHEARSAL_CRASH_AT_STEP="4",
            REHEARSAL_SECONDS_PER_STEP="0.05",
        )
        self.wait_for(child, "steps:   0%")
        child.terminate()
        self.wait_for(child, "steps:  75%")
        self.assertEqual(child.wait(LIMIT), 1)

    @unittest.skipUnless(os.name == "posix", "signals")
    def test_ends_at_an_interrupt_as_python_does(self) -> None:
        before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in background jobs
        self.addCleanup(signal.signal, signal.SIGINT, before)
        child = self.start(*ARGUMENTS, REHEARSAL_HANG_AT_STEP="2")
        self.wait_for(child, "steps:  25%")
        child.send_signal(signal.SIGINT)
        self.assertIn("KeyboardInterrupt", self.wait_for(child, "KeyboardInterrupt"))
        self.assertEqual(child.wait(LIMIT), -signal.SIGINT)

    @unittest.skipUnless(sys.platform == "linux", "/proc")
    def test_has_workers_that_leave_when_it_is_gone(self) -> None:
        child = self.start(*ARGUMENTS, REHEARSAL_WORKERS="2", REHEARSAL_HANG_AT_STEP="2")
        self.wait_for(child, "steps:  25%")
        workers = _children(child.pid)
        self.assertEqual(len(workers), 2)
        child.kill()
        child.wait(LIMIT)
        until(lambda: not [pid for pid in workers if _runs(pid)], "the workers to leave")

    @unittest.skipUnless(sys.platform == "linux", "/proc")
    def test_takes_its_workers_along_at_the_end(self) -> None:
        code, out = self.ended(REHEARSAL_WORKERS="2")
        self.assertEqual((code, "model saved." in out), (0, True))

    def test_saves_slowly_in_place(self) -> None:
        child = self.start(*ARGUMENTS, REHEARSAL_SLOW_SAVE_SECONDS="60")
        self.wait_for(child, "saving checkpoint: ")
        path = self.place / "out/cat.safetensors"
        until(lambda: path.exists() and path.stat().st_size >= 200_000, "some of the checkpoint")
        self.assertIsNone(child.poll())
        child.kill()
        child.wait(LIMIT)
        self.assertLess(path.stat().st_size, 589824 * 4)
        self.assertIsNotNone(safetensors.metadata(str(path)))

    def test_cuts_a_checkpoint_short(self) -> None:
        code, _ = self.ended(REHEARSAL_TRUNCATE_CHECKPOINT="1")
        size = (self.place / "out/cat.safetensors").stat().st_size
        self.assertEqual(code, 0)
        self.assertLess(size, 589824 * 4)

    def test_has_a_loss_that_is_no_number(self) -> None:
        code, out = self.ended(REHEARSAL_NAN_AT_STEP="3")
        bars = [part for part in out.split("\r") if "avr_loss" in part]
        self.assertEqual(code, 0)
        self.assertIn("avr_loss=nan", bars[-1])
        self.assertFalse([bar for bar in bars if "| 2/4" in bar and "nan" in bar])

    def test_spews_lines(self) -> None:
        code, out = self.ended(REHEARSAL_SPEW="50")
        self.assertEqual((code, out.count("rehearsal spew: step ")), (0, 200))

    def test_ends_with_upstreams_codes_and_last_lines(self) -> None:
        for argv, code, last in (
            (["--use_magic", "yes"], 2, "train_network.py: error: unrecognized arguments: --use_magic yes"),
            (
                ["--enable_bucket", "--bucket_reso_steps", "32", "--min_bucket_reso", "64"],
                1,
                "bucket_reso_stepsが32です。64で割り切れる必要があります",
            ),
            (["--train_data_dir", "gone"], 0, None),
        ):
            with self.subTest(argv=argv):
                found, out = self.ended(*argv)
                self.assertEqual(found, code, out[-500:])
                self.assertTrue(out.startswith("lorabake rehearsal"))
                if last is not None:
                    self.assertEqual(out.rstrip().splitlines()[-1], last)
                self.assertFalse((self.place / "out").exists())

    def test_fails_as_upstream_fails(self) -> None:
        for argv, kind, message in (
            (
                ["--full_fp16"],
                AssertionError,
                "full_fp16 requires mixed precision='fp16' / full_fp16を使う場合は"
                "mixed_precision='fp16'を指定してください。",
            ),
            (["--optimizer_type", "Nope"], AttributeError, "module 'torch.optim' has no attribute 'Nope'"),
            (["--network_module", "networks.nope"], ModuleNotFoundError, "No module named 'networks.nope'"),
            (["--network_module", "nope.kohya"], ModuleNotFoundError, "No module named 'nope'"),
            (
                ["--pretrained_model_name_or_path", "/x/y/nope.safetensors"],
                ValueError,
                'The provided pretrained_model_name_or_path "/x/y/nope.safetensors" is neither a valid local path'
                " nor a valid repo id. Please check the parameter.",
            ),
            (
                ["--lr_warmup_steps", "5"],
                ValueError,
                "SchedulerType.CONSTANT does not require `num_warmup_steps`. Set None or 0.",
            ),
            (
                ["--dataset_config", "gone.toml"],
                ValueError,
                "file not found / ファイルが見つかりません: gone.toml",
            ),
            (["--resolution", "512x512"], ValueError, "invalid literal for int() with base 10: '512x512'"),
            (["--optimizer_type", "DAdaptFoo"], ValueError, "Unknown optimizer type: dadaptfoo"),
            (
                ["--persistent_data_loader_workers"],
                ValueError,
                "persistent_workers option needs num_workers > 0",
            ),
        ):
            with self.subTest(argv=argv), self.assertRaises(kind) as caught:
                self.run_inside(*ARGUMENTS, *argv)
            self.assertEqual(str(caught.exception), message)
            self.assertFalse((self.place / "out").exists())

    def test_fails_without_an_output_folder_only_when_it_saves(self) -> None:
        without = [text for text in ARGUMENTS if text not in ("--output_dir", "out")]
        child = self.start(*without)
        out = child.communicate(timeout=LIMIT)[0].decode("utf-8")
        self.assertEqual(child.returncode, 1)
        self.assertIn("| 4/4 [", out)
        self.assertIn("TypeError: expected str, bytes or os.PathLike object, not NoneType", out)


class SwitchTest(unittest.TestCase):
    def test_reads_the_switches(self) -> None:
        found = switches.read(
            {"REHEARSAL_SECONDS_PER_STEP": "0.5", "REHEARSAL_WORKERS": "3", "REHEARSAL_IGNORE_TERM": "1"}
        )
        self.assertEqual((found.seconds_per_step, found.workers, found.ignore_term), (0.5, 3, True))
        self.assertEqual(switches.read({}), switches.Switches())

    def test_names_a_switch_that_it_cannot_read(self) -> None:
        for name, value in (
            ("REHEARSAL_SECONDS_PER_STEP", "fast"),
            ("REHEARSAL_CRASH_AT_STEP", "-1"),
            ("REHEARSAL_CRASH_KIND", "boom"),
        ):
            with self.assertRaisesRegex(ValueError, name):
                switches.read({name: value})


def _children(parent: int) -> List[int]:
    return [
        int(name) for name in os.listdir("/proc") if name.isdigit() and _stat(int(name))[1:2] == [str(parent)]
    ]


def _runs(pid: int) -> bool:
    return _stat(pid)[:1] not in ([], ["Z"])


def _stat(pid: int) -> List[str]:
    """State, parent and so on of a process; nothing where there is none."""
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return []


if __name__ == "__main__":
    unittest.main()
