"""Times lorabake on a large data set beside sd-scripts and a bare loop over imagesize.

usage: scan_times.py FOLDER COUNT SD_SCRIPTS COMMAND...

Makes COUNT pictures of mixed kinds with captions in FOLDER, unless they are there, and prints the
median of several runs of each. COMMAND starts lorabake. "cold" means that the pictures' bytes are
taken out of memory before each run; what the system knows of their names and times may stay. Run it
with sd-scripts' own Python, on an idle machine, with a FOLDER on the disk that is to be measured.
"""

import io
import os
import random
import shutil
import statistics
import subprocess
import sys
import time

RUNS = int(os.environ.get("RUNS", "5"))
SIZES = [(1024, 1024), (832, 1216), (1216, 832), (768, 1344), (1536, 640), (900, 1600)]

RECIPE = """recipe = 1
name = "many"
family = "sdxl"
network = "lora"
[train]
pretrained_model_name_or_path = "model.safetensors"
output_dir = "out"
cache_latents = true
mixed_precision = "bf16"
max_train_epochs = 10
"""
DATASET = """[[datasets]]
resolution = 1024
batch_size = 4
enable_bucket = true
caption_extension = ".txt"
[[datasets.subsets]]
image_dir = "%s"
"""
LOOP = """
import glob, sys, time
import imagesize
files = sorted(glob.glob(sys.argv[1] + "/*"))
files = [file for file in files if not file.endswith(".txt")]
begun = time.perf_counter()
for file in files:
    imagesize.get(file)
print(time.perf_counter() - begun)
"""


def pictures():
    """A few files of each kind, each with its ending."""
    from PIL import Image

    def encode(image, kind, **options):
        out = io.BytesIO()
        image.save(out, kind, **options)
        return out.getvalue()

    made = []
    for number, size in enumerate(SIZES):
        image = Image.radial_gradient("L").resize(size).convert("RGB")
        exif = Image.Exif()
        exif[0x010F], exif[0x0112] = "camera", 1 + 5 * (number % 2)
        made.append((".jpg", encode(image, "JPEG", exif=exif.tobytes(), comment=b"x" * 3000)))
        made.append((".png", encode(image, "PNG")))
        made.append((".webp", encode(image, "WEBP", quality=70)))
        made.append((".jpeg", encode(image, "JPEG", progressive=True)))
        made.append((".webp", encode(image.convert("RGBA"), "WEBP", exif=exif.tobytes())))
        made.append((".png", encode(image.quantize(16), "PNG")))
    made.append((".bmp", encode(image.resize((256, 192)), "BMP")))
    return made


def make(folder, count):
    images = os.path.join(folder, "images")
    if not os.path.isdir(images):
        os.makedirs(images)
        made, rng = pictures(), random.Random(1)
        for number in range(count):
            ending, data = made[number % len(made)]
            path = os.path.join(images, "%05d" % number)
            with open(path + ending, "wb") as file:
                file.write(data)
            with open(path + ".txt", "w") as file:
                file.write(", ".join("tag%d" % rng.randint(0, 300) for _ in range(20)) + "\n")
        open(os.path.join(folder, "model.safetensors"), "w").close()
        with open(os.path.join(folder, "recipe.toml"), "w") as file:
            file.write(RECIPE + DATASET % "images")
        with open(os.path.join(folder, "dataset.toml"), "w") as file:
            file.write(DATASET % images)
        os.sync()
        time.sleep(3)  # what was written just now is not remembered
    return images


def evict(images):
    for entry in os.scandir(images):
        file = os.open(entry.path, os.O_RDONLY)
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(file)


def run(words, folder, cache):
    begun = time.perf_counter()
    done = subprocess.run(
        words, cwd=folder, env={**os.environ, "XDG_CACHE_HOME": cache}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - begun, done.stdout.decode()


def measure(name, images, task, cold=False, before=None):
    seconds = []
    for _ in range(RUNS):
        if before is not None:
            before()
        if cold:
            evict(images)
        seconds.append(task())
    print("%-58s %7.2f s   (%.2f to %.2f)" % (name, statistics.median(seconds), min(seconds), max(seconds)), flush=True)


def main():
    folder, count, checkout, command = os.path.abspath(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:]
    images, cache = make(folder, count), os.path.join(folder, "cache")

    def forget():
        shutil.rmtree(cache, ignore_errors=True)

    def lorabake(*words):
        return lambda: run(command + list(words), folder, cache)[0]

    def loop():
        return float(run([sys.executable, "-c", LOOP, images], folder, cache)[1])

    def upstream():
        beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "upstream_dataset.py")
        return run([sys.executable, beside, checkout, os.path.join(folder, "dataset.toml")], folder, cache)[0]

    measure("lorabake --version: the start alone", images, lorabake("--version"))
    for name in ("plan", "check"):
        words = [name, "recipe.toml", "--gpu", "RTX 3090"]
        measure(name + ", cold, first look", images, lorabake(*words), cold=True, before=forget)
        measure(name + ", cold, remembered", images, lorabake(*words), cold=True)
        measure(name + ", warm, first look", images, lorabake(*words), before=forget)
        measure(name + ", warm, remembered", images, lorabake(*words))
    words = ["dataset", "recipe.toml", "--no-duplicates"]
    measure("dataset, warm, first look", images, lorabake(*words), before=forget)
    measure("dataset, warm, remembered", images, lorabake(*words))
    measure("imagesize in a loop, cold", images, loop, cold=True)
    measure("imagesize in a loop, warm", images, loop)
    measure("sd-scripts, imports and data set, cold", images, upstream, cold=True)
    measure("sd-scripts, imports and data set, warm", images, upstream)


main()
