"""Stands in for the trainer in process tests: prints upstream's lines and writes small weights.

    trainer.py OUTPUT --steps N [switches]

--save-every K      saves OUTPUT's name with -stepNNNNNNNN, too
--pause SECONDS     takes that long for a step
--hurry FILE        until FILE is there
--gate S:FILE       waits before step S until FILE is there
--at S --do WHAT    at step S: crash, kill, hang, cut (writes half a checkpoint and hangs)
--ignore-term       takes no notice of SIGTERM
--workers N         forks workers that sleep, in sessions of their own
--nan               losses are NaN from the second step on
--no-final          ends without the last checkpoint, with exit code 0
--empty             says that there is no data, and ends with exit code 0
--no-network S      at step S a request fails, is tried again and works
--launcher          starts itself as a child and waits for it, as accelerate launch does
--marks FILE        a line is added when it starts, and one for each file that it saved
"""

import argparse
import os
import signal
import struct
import subprocess
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("output")
parser.add_argument("--steps", type=int, default=4)
parser.add_argument("--save-every", type=int, default=0)
parser.add_argument("--pause", type=float, default=0)
parser.add_argument("--hurry", default="")
parser.add_argument("--gate", action="append", default=[])
parser.add_argument("--at", type=int, default=0)
parser.add_argument("--do", default="")
parser.add_argument("--ignore-term", action="store_true")
parser.add_argument("--workers", type=int, default=0)
parser.add_argument("--nan", action="store_true")
parser.add_argument("--no-final", action="store_true")
parser.add_argument("--empty", action="store_true")
parser.add_argument("--no-network", type=int, default=0)
parser.add_argument("--launcher", action="store_true")
parser.add_argument("--marks", default=os.devnull)
args = parser.parse_args()
gates = dict(gate.split(":", 1) for gate in args.gate)


def say(text):
    os.write(1, text.encode("utf-8"))


def record(level, text):
    say("2026-11-23 18:22:26 %-8s %s      train_network.py:1\n" % (level, text))


def mark(text):
    handle = os.open(args.marks, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(handle, text.encode("utf-8"))
    os.close(handle)


def hang():
    while True:
        time.sleep(3600)


def save(path, cut=False):
    say("\nsaving checkpoint: %s\n" % path)
    header = b'{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}'
    content = struct.pack("<Q", len(header)) + header + struct.pack("<2f", 0.5, -0.5)
    with open(path, "wb") as file:
        file.write(content[:40] if cut else content)
    is_now = os.stat(path)
    mark("saved\t%d\t%d\t%d\t%s\n" % (is_now.st_ino, is_now.st_size, is_now.st_mtime_ns, path))


def bar(step, loss):
    done = "█" * (10 * step // args.steps)
    say(
        "\rsteps: %3d%%|%-10s| %d/%d [00:0%d<00:00,  1.17s/it, avr_loss=%s]"
        % (100 * step // args.steps, done, step, args.steps, step % 10, loss)
    )


if args.launcher:
    child = [word for word in sys.argv if word != "--launcher"]
    sys.exit(subprocess.Popen([sys.executable] + child).wait())
mark("started\t%d\n" % os.getpid())
if args.ignore_term:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
for _ in range(args.workers):
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"], start_new_session=True)
record("INFO", "Using v1 tokenizer")
record("INFO", "prepare images.")
if args.empty:
    record("ERROR", "No data found. Please verify arguments")
    sys.exit(0)
say("running training / 学習開始\n")
say("  num train images * repeats / 学習画像の数×繰り返し回数: 8\n")
say("  num batches per epoch / 1epochのバッチ数: %d\n" % args.steps)
say("  num epochs / epoch数: 1\n")
say("  gradient accumulation steps / 勾配を合計するステップ数 = 1\n")
say("  total optimization steps / 学習ステップ数: %d\n" % args.steps)
say("\rsteps:   0%%|          | 0/%d [00:00<?, ?it/s]\nepoch 1/1\n\n" % args.steps)
for step in range(1, args.steps + 1):
    while str(step) in gates and not os.path.exists(gates[str(step)]):
        time.sleep(0.01)
    if args.pause and not os.path.exists(args.hurry):
        time.sleep(args.pause)
    if step == args.at:
        if args.do == "crash":
            say('Traceback (most recent call last):\n  File "t.py", line 1, in <module>\n')
            say("torch.OutOfMemoryError: CUDA out of memory.\n")
            sys.exit(1)
        if args.do == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if args.do == "hang":
            hang()
        if args.do == "cut":
            save(args.output, cut=True)
            hang()
    if step == args.no_network:
        say("'(ProtocolError('Connection aborted.', ConnectionResetError(104, 'Connection reset")
        say(" by peer')), '(Request ID: 1)')' thrown while requesting HEAD https://huggingface.co/a\n")
        record("WARNING", "Retrying in 1s [Retry 1/5].")
        say("wandb: Network error (ConnectionError), entering retry loop.\n")
    loss = "nan" if args.nan and step > 1 else "0.%d" % (step % 9 + 1)
    bar(step, loss)
    if args.save_every and step % args.save_every == 0:
        save("%s-step%08d.safetensors" % (args.output[: -len(".safetensors")], step))
    bar(step, loss)
say("\n")
if not args.no_final:
    save(args.output)
    record("INFO", "model saved.")
bar(args.steps, "0.1")
say("\n")
