package dev.lorabake.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The exception that counts, of all that Python prints. */
class TracebackEventsTest {
  private static final List<String> LAUNCHERS =
      List.of(
          "Traceback (most recent call last):",
          "  File \"/venv/bin/accelerate\", line 8, in <module>",
          "    sys.exit(main())",
          "  File \"/venv/lib/site-packages/accelerate/commands/launch.py\", line 999, in launcher",
          "    raise subprocess.CalledProcessError(returncode=process.returncode, cmd=cmd)",
          "subprocess.CalledProcessError: Command '['python', 't.py']' returned non-zero exit status 2.");

  @Test
  void ofAChainTheLastExceptionCounts() {
    assertErrors(
        List.of("error ImportError: No bitsandbytes <- train_util.py:4894"),
        "Traceback (most recent call last):",
        "  File \"/sd/library/train_util.py\", line 4892, in get_optimizer",
        "ModuleNotFoundError: No module named 'bitsandbytes'",
        "",
        "During handling of the above exception, another exception occurred:",
        "",
        "Traceback (most recent call last):",
        "  File \"/sd/library/train_util.py\", line 4894, in get_optimizer",
        "ImportError: No bitsandbytes");
  }

  @Test
  void ofAWorkersExceptionTheOneItMetCounts() {
    assertErrors(
        List.of("error OSError: image file is truncated <- ImageFile.py:399"),
        "Traceback (most recent call last):",
        "  File \"/sd/train_network.py\", line 1, in <module>",
        "OSError: Caught OSError in DataLoader worker process 0.",
        "Original Traceback (most recent call last):",
        "  File \"/venv/PIL/ImageFile.py\", line 399, in load",
        "    raise OSError(msg) from e",
        "OSError: image file is truncated",
        "");
  }

  @Test
  void theLaunchersReportIsMarkedAndHoldsNoCommandLine() {
    assertErrors(
        List.of(
            "error subprocess.CalledProcessError: returned non-zero exit status 2. <- launcher"),
        LAUNCHERS.toArray(String[]::new));
  }

  @Test
  void theLauncherIsKnownOnWindows() {
    assertErrors(
        List.of(
            "error subprocess.CalledProcessError: returned non-zero exit status 3221225477. <- launcher"),
        "Traceback (most recent call last):",
        "  File \"C:\\Py310\\lib\\runpy.py\", line 196, in _run_module_as_main",
        "  File \"C:\\venv\\Scripts\\accelerate.exe\\__main__.py\", line 7, in <module>",
        "subprocess.CalledProcessError: Command '['a']' returned non-zero exit status 3221225477.");
  }

  @Test
  void whatAllProcessesSayIsToldOnce() {
    assertErrors(
        List.of("error RuntimeError: no gradient <- train_network.py:880"),
        "[rank0]: Traceback (most recent call last):",
        "[rank1]: Traceback (most recent call last):",
        "[rank0]:   File \"/sd/train_network.py\", line 880, in train",
        "[rank1]:   File \"/sd/train_network.py\", line 880, in train",
        "[rank0]: RuntimeError: no gradient",
        "[rank1]: RuntimeError: no gradient");
  }

  @Test
  void aMessageOfSeveralLinesIsKeptTogether() {
    assertErrors(
        List.of("error AssertionError: must be divisible by 64.\\n64で割り切れる必要があります"),
        "Traceback (most recent call last):",
        "AssertionError: must be divisible by 64.",
        "64で割り切れる必要があります",
        "epoch 1/2");
  }

  @Test
  void anExceptionThatPythonIgnoresIsAWarning() {
    assertEquals(
        List.of("warning TypeError: 'NoneType' object is not callable <- x.py:3"),
        Feed.events(
            "Exception ignored in: <function X.__del__ at 0x7f>",
            "Traceback (most recent call last):",
            "  File \"/venv/x.py\", line 3, in __del__",
            "TypeError: 'NoneType' object is not callable"));
  }

  @Test
  void anExceptionWithoutItsTracebackIsTold() {
    assertErrors(
        List.of("error torch.cuda.OutOfMemoryError: CUDA out of memory."),
        "torch.cuda.OutOfMemoryError: CUDA out of memory.");
  }

  @Test
  void aTracebackInABoxIsRead() {
    assertErrors(
        List.of("error RuntimeError: CUDA Setup failed"),
        "╭───────────── Traceback (most recent call last) ─────────────╮",
        "│ /venv/bitsandbytes/cextension.py:20 in <module>             │",
        "╰─────────────────────────────────────────────────────────────╯",
        "RuntimeError: CUDA Setup failed");
  }

  @Test
  void aTracebackWithinAWarningIsNoError() {
    assertErrors(
        List.of(),
        "2024-11-09 18:01:33 WARNING  A matching Triton is not available          __init__.py:61",
        "                             Traceback (most recent call last):",
        "                             ModuleNotFoundError: No module named 'triton'");
  }

  @Test
  void aRefusedCommandLineIsToldWithoutTheUsage() {
    assertErrors(
        List.of("error -: unrecognized arguments: --use_magic yes <- train_network.py"),
        "usage: train_network.py [-h] [--v2]",
        "                        [--network_dim NETWORK_DIM]",
        "train_network.py: error: unrecognized arguments: --use_magic yes");
  }

  @Test
  void aTracebackThatAKillCutOffDoesNotSwallowTheNextRun() {
    assertEquals(
        List.of("phase tokenizer", "summary images 12 steps 6"),
        Feed.events(
            "Traceback (most recent call last):",
            "  File \"/sd/train_network.py\", line 880, in train",
            "2026-11-23 18:22:24 INFO     Using v1 tokenizer                strategy_sd.py:26",
            "  num train images * repeats / 学習画像の数×繰り返し回数: 12",
            "  total optimization steps / 学習ステップ数: 6"));
  }

  @Test
  void aPromptThatReadsLikeAnErrorIsNone() {
    assertErrors(
        List.of(),
        "                    INFO     prompt: a sign that says RuntimeError:      train_util.py:6560",
        "                             CUDA out of memory");
  }

  private static void assertErrors(List<String> expected, String... log) {
    assertEquals(expected, Feed.events("error", List.of(log)));
  }
}
