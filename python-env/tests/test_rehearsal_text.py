"""Records wrap as rich wraps them, and bars print, nest and end as tqdm's do."""

import contextlib
import io
import unittest
from typing import Callable, Iterator, List
from unittest import mock

from rehearsal_support import quiet  # noqa: F401  (puts the package on the path)

from rehearsal_core import bars
from rehearsal_core.celltext import cell_len, wrap
from rehearsal_core.meter import meter, number
from rehearsal_core.records import Records

STATE = """\
2026-11-23 18:22:35 INFO                                      train_util.py:5963
                    INFO     saving state at step 2           train_util.py:5964
                    INFO     save train state to            train_network.py:946
                             /mnt/train/output/sks_samples/                     \n\
                             sks_cat-step00000002-state/tra                     \n\
                             in_state.json at epoch 1 step                      \n\
                             2                                                  \n\
                    WARNING  no regularization images /       train_util.py:2167
                             正則化画像が見つかりませんでした                   \n\
                    ERROR    No data found. Please verify   train_network.py:576
                             arguments (train_data_dir must                     \n\
                             be the parent of folders with                      \n\
                             images) /                                          \n\
                             画像がありません。引数指定を確                     \n\
                             認してください                                     \n\
"""


class RecordTest(unittest.TestCase):
    def records(self, columns: str = "80") -> Records:
        self.enterContextOf(mock.patch.dict("os.environ", {"COLUMNS": columns}))
        self.out = io.StringIO()
        log = Records(self.out)
        log._clock = lambda: 1795458155.0
        self.enterContextOf(mock.patch("time.localtime", lambda _: (2026, 11, 23, 18, 22, 35, 0, 327, 0)))
        return log

    def enterContextOf(self, context: "contextlib.AbstractContextManager[object]") -> None:
        context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)

    def test_prints_a_table_as_rich_does(self) -> None:
        log = self.records()
        log.info("train_util.py:5963", "")
        log.info("train_util.py:5964", "saving state at step 2")
        folder = "/mnt/train/output/sks_samples/sks_cat-step00000002-state"
        log.info("train_network.py:946", "save train state to %s/train_state.json at epoch 1 step 2" % folder)
        log.warning("train_util.py:2167", "no regularization images / 正則化画像が見つかりませんでした")
        text = "No data found. Please verify arguments (train_data_dir must be the parent of folders with images)"
        log.error("train_network.py:576", text + " / 画像がありません。引数指定を確認してください")
        self.assertEqual(self.out.getvalue(), STATE)

    def test_fills_wide_rows(self) -> None:
        log = self.records("400")
        log.info("lora.py:935", "create LoRA network")
        row = self.out.getvalue().rstrip("\n")
        self.assertEqual(len(row), 400)
        self.assertTrue(row.endswith(" lora.py:935"))

    def test_shows_a_workers_time_as_the_worker_knows_it(self) -> None:
        log = self.records()
        for first in (True, False):
            log.from_worker("train_util.py:784", "epoch", "an hour ago", first)
        self.assertEqual(
            [line[:19].strip() for line in self.out.getvalue().splitlines()], ["2026-11-23 18:22:35"] * 2
        )

    def test_wraps_words_long_ones_and_blanks(self) -> None:
        for text, width, rows in (
            ("one two three", 8, ["one two ", "three"]),
            ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
            ("ab abcdefgh cd", 4, ["ab ", "abcd", "efgh", " cd"]),
            ("画像画像 a", 5, ["画像", "画像 ", "a"]),
            ("line\n\nlast", 9, ["line", "", "last"]),
            ("  two blanks", 20, ["  two blanks"]),
        ):
            self.assertEqual(wrap(text, width), rows, text)
        self.assertEqual(cell_len("サンプル画像 1"), 14)


class MeterTest(unittest.TestCase):
    def test_formats_a_bar(self) -> None:
        for numbers, text in (
            ((1, 12, 2.8), "steps:   8%|▊         | 1/12 [00:02<00:30,  2.80s/it, avr_loss=1.24]"),
            ((11, 12, 19.6), "steps:  92%|█████████▏| 11/12 [00:19<00:01,  1.78s/it, avr_loss=1.24]"),
            ((12, 12, 3725.0), "steps: 100%|██████████| 12/12 [1:02:05<00:00, 310.42s/it, avr_loss=1.24]"),
            ((0, 12, 0.0), "steps:   0%|          | 0/12 [00:00<?, ?it/s, avr_loss=1.24]"),
        ):
            self.assertEqual(meter(*numbers, desc="steps", postfix="avr_loss=1.24"), text)
        self.assertEqual(meter(0, 0, 0.0), "0it [00:00, ?it/s]")
        self.assertEqual(meter(1, 4, 1.0, columns=40, desc="a"), "a:  25%|▌ | 1/4 [00:01<00:03,  1.00it/s]")

    def test_formats_numbers_in_three_digits(self) -> None:
        found = [number(value) for value in (1.1, 1.11449, 0.094712, 123456.0, float("nan"), 7, 1.2e-5)]
        self.assertEqual(found, ["1.1", "1.11", "0.0947", "1.23e+5", "nan", "7", "1.2e-5"])


class BarTest(unittest.TestCase):
    def setUp(self) -> None:
        self.now = 1000.0
        self.out = io.StringIO()
        clock: Callable[[], float] = lambda: self.now
        for patch in (
            mock.patch.object(bars.Bar, "clock", staticmethod(clock)),
            mock.patch.object(bars, "_columns", lambda stream, env: None),
            mock.patch.dict("os.environ", {"TQDM_MININTERVAL": "0.1"}),
            contextlib.redirect_stderr(self.out),
        ):
            patch.__enter__()
            self.addCleanup(patch.__exit__, None, None, None)
        self.addCleanup(bars.close_all)

    def printed(self) -> List[str]:
        text = self.out.getvalue()
        self.out.truncate(0)
        self.out.seek(0)
        return text.replace("\x1b[A", "<UP>").split("\r")[1:]

    def step(self, bar: bars.Bar, seconds: float, loss: float) -> None:
        self.now += seconds
        bar.update(1)
        bar.unpause()
        bar.set_postfix({"avr_loss": loss})

    def test_prints_a_step_twice_first_with_the_old_loss(self) -> None:
        bar = bars.Bar(4, "steps", smoothing=0)
        self.step(bar, 2.0, 0.5)
        self.step(bar, 2.0, 0.25)
        self.assertEqual(
            self.printed(),
            [
                "steps:   0%|          | 0/4 [00:00<?, ?it/s]",
                "steps:  25%|██▌       | 1/4 [00:02<00:06,  2.00s/it]",
                "steps:  25%|██▌       | 1/4 [00:02<00:06,  2.00s/it, avr_loss=0.5]",
                "steps:  50%|█████     | 2/4 [00:04<00:04,  2.00s/it, avr_loss=0.5]",
                "steps:  50%|█████     | 2/4 [00:04<00:04,  2.00s/it, avr_loss=0.25]",
            ],
        )

    def test_prints_a_fast_step_once_and_loses_its_time(self) -> None:
        bar = bars.Bar(4, "steps", smoothing=0)
        self.step(bar, 0.05, 0.5)
        self.step(bar, 0.05, 0.25)
        found = self.printed()
        self.assertEqual(len(found), 3)
        self.assertIn("2/4 [00:00<", found[-1])

    def test_nests_a_bar_under_another(self) -> None:
        outer = bars.Bar(2, "steps")
        self.printed()
        for _ in bars.over(self.slowly(2), 2):
            pass
        self.assertEqual(
            self.out.getvalue().replace("\x1b[A", "<UP>"),
            (
                "\n\r  0%|          | 0/2 [00:00<?, ?it/s]<UP>"
                "\n\r 50%|█████     | 1/2 [00:01<00:01,  1.00it/s]<UP>"
                "\n\r100%|██████████| 2/2 [00:02<00:00,  1.00it/s]<UP>"
                "\r100%|██████████| 2/2 [00:02<00:00,  1.00it/s]\n"
            ),
        )
        outer.close()

    def slowly(self, count: int) -> Iterator[int]:
        for i in range(count):
            self.now += 1.0
            yield i

    def test_covers_a_longer_bar_with_blanks(self) -> None:
        bar = bars.Bar(4, "steps", smoothing=0)
        self.step(bar, 1.0, 0.123)
        bar.set_postfix({"avr_loss": 0.5})
        self.assertTrue(self.printed()[-1].endswith("avr_loss=0.5]  "))

    def test_prints_open_bars_once_more_at_the_end(self) -> None:
        bars.Bar(1, "steps")
        bars.Bar(1, "validation steps")
        self.printed()
        bars.close_all()
        self.assertEqual([line.split(":")[0] for line in self.printed()], ["steps", "validation steps"])


if __name__ == "__main__":
    unittest.main()
