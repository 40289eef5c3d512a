"""What latency.py measures on: a project with recipes, many images, many runs, a queue and a flood."""

import json
import os
import shutil
import struct
import subprocess
import sys
import zlib

ROOT = os.path.abspath(__file__).split(os.path.join("src", "test"))[0]
KEEPER = os.path.join(ROOT, "python-env", "keeper.py")
IMAGES = 2000
RUNS = 100
ENTRIES = 20

# argv: lines a second. One of a hundred is a step's bar, as tqdm draws it
WRITER = r"""
import os, sys, time
rate = int(sys.argv[1])
os.write(1, "running training / \u5b66\u7fd2\u958b\u59cb\n".encode())
total, step, began, written = 10 ** 6, 0, time.monotonic(), 0
while True:
    due = int((time.monotonic() - began) * rate)
    block = []
    while written < due:
        written += 1
        if written % 100 == 0:
            step += 1
            block.append("\rsteps:   0%%|          | %d/%d [00:07<10:00,  1.17s/it, avr_loss=%.4f]" % (
                step, total, 0.1 + 0.05 / step))
        else:
            block.append("\nline %d of a chatty program %s" % (written, "." * 60))
    os.write(1, "".join(block).encode())
    time.sleep(0.01)
"""


def picture(width, height, red):
    """A PNG in one colour."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + bytes((red, 80, 160)) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def make(command, folder):
    """A project in the folder, of which demo.toml is the recipe written last."""

    def lorabake(*words):
        made = subprocess.run(
            command + list(words), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if made.returncode != 0:
            sys.exit("lorabake %s: %s" % (" ".join(words), made.stdout.decode()))

    lorabake("demo", "sample", "--seconds-per-step", "0")
    for name in os.listdir(os.path.join(folder, "sample")):
        os.rename(os.path.join(folder, "sample", name), os.path.join(folder, name))
    recipe = os.path.join(folder, "demo.toml")
    with open(recipe, encoding="utf-8") as file:
        text = file.read()
    many_images(folder, text)
    many_runs(folder)
    for number in range(ENTRIES):
        lorabake("queue", "add", "demo.toml", "--rehearse", "--output_name", "entry%d" % number)
    os.utime(recipe)


def many_images(folder, text):
    images = os.path.join(folder, "many")
    os.makedirs(images)
    for number in range(IMAGES):
        name = os.path.join(images, "%04d" % number)
        with open(name + ".png", "wb") as file:
            file.write(picture(512 + 64 * (number % 5), 512, number % 256))
        with open(name + ".txt", "w", encoding="utf-8") as file:
            file.write("sks shape, number %d, on white ground" % number)
    with open(os.path.join(folder, "many.toml"), "w", encoding="utf-8") as file:
        file.write(text.replace("dataset/10_sks shape", "many").replace('"sks-shape"', '"many"'))
    os.utime(os.path.join(folder, "many.toml"), (0, 0))


def many_runs(folder):
    runs = os.path.join(folder, "runs")
    one = os.path.join(runs, os.listdir(runs)[0])
    for number in range(1, RUNS):
        shutil.copytree(one, os.path.join(runs, "2026-01-02T%02d-%02d-copy" % divmod(number, 60)))


def flood(folder, rate):
    """A run whose trainer floods; its process group."""
    run = os.path.join(folder, "runs", "2099-01-01T00-00-flood")
    os.makedirs(run, 0o700)
    open(os.path.join(run, "supervisor.lock"), "w", encoding="utf-8").close()
    writer = [sys.executable, "-c", WRITER, str(rate)]
    answer = subprocess.run(
        [sys.executable, "-I", "-S", KEEPER, run, "--cwd", folder, "--"] + writer,
        stdout=subprocess.PIPE,
        check=False,
    ).stdout
    answer = json.loads(answer)
    if not answer.get("started"):
        sys.exit("the keeper says: %s" % answer)
    with open(os.path.join(run, "record.json"), encoding="utf-8") as file:
        return json.loads(file.read().rstrip("\0 \n"))["trainer"]["pid"]


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: latency_project.py FOLDER LORABAKE...")
    os.mkdir(sys.argv[1])
    make([os.path.abspath(sys.argv[2])] + sys.argv[3:], sys.argv[1])
