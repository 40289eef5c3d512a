"""Lets sd-scripts read the sizes of seeded pictures, sound and damaged, one JSON object a line.

usage: upstream_sizes.py SD_SCRIPTS FIRST COUNT

Every case is a small file with what get_image_size answers for it, or the exception it raises, and
what Pillow makes of the picture when the trainer opens it. Answers are those of the installed
imagesize, and of the versions in the folders that LORABAKE_IMAGESIZE names, as pip --target makes
them.
"""

import base64
import importlib
import io
import json
import logging
import os
import random
import struct
import sys
import tempfile
import warnings

from PIL import Image

MODES = ["RGB", "RGB", "RGB", "L", "RGBA", "P", "1", "I;16"]


def picture(rng, mode="RGB"):
    size = (rng.randint(1, 90), rng.randint(1, 90))
    image = Image.new("RGB" if mode not in ("L", "1", "I;16", "RGBA", "CMYK") else mode, size)
    return image.convert("P") if mode == "P" else image


def exif(rng):
    if rng.random() < 0.4:
        return b""
    tags = Image.Exif()
    tags[0x010F] = "camera"
    tags[0x0112] = rng.randint(1, 9)
    tags.endian = rng.choice("<>")
    return tags.tobytes()


def save(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png(rng):
    image = picture(rng, rng.choice(MODES))
    if rng.random() < 0.15 and image.mode in ("RGB", "RGBA", "L"):
        return save(image, "PNG", save_all=True, append_images=[Image.new(image.mode, image.size, 9)])
    return save(image, "PNG", exif=exif(rng))


def jpeg(rng):
    data = save(
        picture(rng, rng.choice(["RGB", "RGB", "L", "CMYK"])),
        "JPEG",
        exif=exif(rng),
        progressive=rng.random() < 0.3,
        quality=rng.randint(5, 95),
        comment=b"x" * rng.choice([0, 10, 5000]),
    )
    if rng.random() < 0.15:  # filling between segments
        at = 2
        data = data[:at] + b"\xff" * rng.randint(1, 3) + data[at:]
    if rng.random() < 0.1:  # zeros between segments
        length = struct.unpack(">H", data[4:6])[0]
        data = data[: 4 + length] + b"\0" * rng.randint(1, 3) + data[4 + length :]
    return data


def webp(rng):
    mode = rng.choice(["RGB", "RGB", "RGBA"])
    image = picture(rng, mode)
    if rng.random() < 0.25:
        return save(image, "WEBP", save_all=True, append_images=[Image.new(mode, image.size, 9)])
    return save(image, "WEBP", lossless=rng.random() < 0.5, exif=exif(rng))


def bmp(rng):
    width, height = rng.randint(1, 40), rng.randint(1, 40)
    bits = rng.choice([24, 24, 32])
    rows = bytes(height * ((width * bits // 8 + 3) // 4 * 4))
    header = rng.choice([12, 40, 40, 40, 52, 56, 64, 108, 124, 16])
    if header == 12:
        info = struct.pack("<IHHHH", 12, width, height, 1, 24)
    else:
        down = rng.choice([1, 1, -1])
        info = struct.pack("<IiiHHIIiiII", header, width, down * height, 1, bits, 0, len(rows), 2835, 2835, 0, 0)
        info = (info + bytes(84))[:header]
    offset = 14 + len(info)
    return b"BM" + struct.pack("<IHHI", offset + len(rows), 0, 0, offset) + info + rows


def gif(rng):
    return save(picture(rng), "GIF")


def tiff(rng):
    tags = {274: rng.randint(1, 8)} if rng.random() < 0.6 else {}
    data = save(picture(rng), "TIFF", tiffinfo=tags)
    return save(picture(rng, "I;16"), "TIFF") if rng.random() < 0.2 else data


def avif(rng):
    image = picture(rng, rng.choice(["RGB", "RGBA"]))
    options = {"quality": 30, "speed": 10, "exif": exif(rng)}
    if rng.random() < 0.25:
        return save(image, "AVIF", save_all=True, append_images=[Image.new(image.mode, image.size, 9)], **options)
    data = save(image, "AVIF", **options)
    if rng.random() < 0.2:  # the main brand is that of any picture
        data = data[:8] + b"mif1" + data[12:]
    return data


class Bits:
    def __init__(self):
        self.value = self.count = 0

    def put(self, value, count):
        self.value |= value << self.count
        self.count += count

    def bytes(self):
        return self.value.to_bytes((self.count + 7) // 8, "little")


def box(kind, content, long=False):
    if long:
        return struct.pack(">I4sQ", 1, kind, len(content) + 16) + content
    return struct.pack(">I4s", len(content) + 8, kind) + content


def jxl(rng):
    bits = Bits()
    bits.put(0x0AFF, 16)

    def side(small):
        if small:
            bits.put(rng.randint(0, 31), 5)
        else:
            kind = rng.randint(0, 3)
            bits.put(kind, 2)
            bits.put(rng.randint(0, 2 ** min(12, (9, 13, 18, 30)[kind]) - 1), (9, 13, 18, 30)[kind])

    small = rng.random() < 0.4
    bits.put(small, 1)
    side(small)
    ratio = rng.randint(0, 7) if rng.random() < 0.5 else 0
    bits.put(ratio, 3)
    if ratio == 0:
        side(small)
    bits.put(0b1111, 4)
    stream = bits.bytes() + bytes(rng.randbytes(200))
    if rng.random() < 0.4:
        return stream
    boxes = [box(b"Exif", bytes(30))] if rng.random() < 0.5 else []
    if rng.random() < 0.5:
        boxes.append(box(b"jxlc", stream, rng.random() < 0.3))
    else:
        cut = rng.randint(60, 120)
        boxes.append(box(b"jxlp", struct.pack(">I", 0) + stream[:cut]))
        boxes.append(box(b"jxlp", struct.pack(">I", 0x80000001) + stream[cut:]))
    return bytes.fromhex("0000000C4A584C200D0A870A00000014667479706A786C20000000006A786C20") + b"".join(boxes)


def other(rng):
    return rng.choice(
        [
            b"",
            b"hello",
            b"<!DOCTYPE html><html><body>404</body></html>",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
            bytes(300),
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100),
            b"\xff\x0a" + bytes(60),
        ]
    )


KINDS = [png, png, jpeg, jpeg, jpeg, webp, webp, bmp, bmp, gif, tiff, avif, avif, jxl, other]
ENDINGS = {"png": ".png", "jpeg": ".jpg", "webp": ".webp", "bmp": ".bmp", "avif": ".avif", "jxl": ".jxl"}


def damaged(rng, data):
    data = bytearray(data)
    if not data:
        return bytes(data)
    kind = rng.choice(["cut", "flip", "flip", "longer", "insert"])
    if kind == "cut":
        return bytes(data[: rng.randint(0, min(len(data), rng.choice([40, 400])))])
    if kind == "flip":
        for _ in range(rng.randint(1, 2)):
            data[rng.randrange(min(len(data), rng.choice([30, 300])))] = rng.choice([0, 1, 255, rng.randint(0, 255)])
        return bytes(data)
    if kind == "longer":
        return bytes(data) + rng.randbytes(20)
    at = rng.randrange(min(len(data), 60))
    return bytes(data[:at]) + rng.randbytes(rng.randint(1, 4)) + bytes(data[at:])


def choose(seed):
    rng = random.Random(seed * 7919 + 3)
    make = rng.choice(KINDS)
    made = alone(lambda: base64.b64encode(make(random.Random(seed))).decode())  # Pillow may crash
    data = b"" if isinstance(made, list) else base64.b64decode(made)
    spoilt = rng.random() < 0.35
    if spoilt:
        data = damaged(rng, data)
    ending = ENDINGS.get(make.__name__, ".png")
    if ending != ".jxl" and rng.random() < 0.3:
        ending = rng.choice([".png", ".jpg", ".webp"])
    return {"seed": seed, "kind": make.__name__, "name": "a" + ending, "damaged": spoilt, "file": base64.b64encode(data).decode()}


def versions():
    found = {}
    for folder in [""] + os.environ.get("LORABAKE_IMAGESIZE", "").split(os.pathsep):
        if folder:
            sys.path.insert(0, folder)
        for name in [name for name in sys.modules if name.split(".")[0] == "imagesize"]:
            del sys.modules[name]
        package = importlib.import_module("imagesize")
        found[package.__version__] = package
        if folder:
            sys.path.pop(0)
    return found


def answer(train_util, package, path):
    train_util.imagesize = package
    try:
        size = train_util.BaseDataset.get_image_size(None, path)
        return [int(side) for side in size]
    except Exception as error:
        return type(error).__name__


def opened(train_util, path):
    try:
        with Image.open(path) as image:
            size = list(image.size)
        height, width = train_util.load_image(path).shape[:2]
        return size if [width, height] == size else [width, height]
    except Exception:
        return None


def alone(task):
    """The task's answer out of a process of its own: a damaged picture may end that."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, json.dumps(task()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        text = file.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else ["crash", None]


def main():
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever sd-scripts prints goes to stderr
    sys.path.insert(0, sys.argv[1])
    first, count = int(sys.argv[2]), int(sys.argv[3])
    sys.argv = [sys.argv[0]]
    from library import jpeg_xl_util, train_util

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    train_util.get_jxl_size = jpeg_xl_util.get_jxl_size  # as with its plug-in
    packages = versions()
    root = tempfile.mkdtemp()
    for seed in range(first, first + count):
        case = choose(seed)
        path = os.path.join(root, case["name"])
        with open(path, "wb") as file:
            file.write(base64.b64decode(case["file"]))
        case["sizes"], case["opened"] = alone(
            lambda: [
                {version: answer(train_util, package, path) for version, package in packages.items()},
                opened(train_util, path),
            ]
        )
        os.remove(path)
        print(json.dumps(case), file=out, flush=True)
    os.rmdir(root)


main()
