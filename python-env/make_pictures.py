"""Makes a small sample dataset: coloured shapes as PNG files, each with a caption beside it.

Runs on any Python 3.9+ with nothing but the standard library. The self-test and the demo train on
these pictures; every size, shape and colour follows from the seed.

Usage: make_pictures.py FOLDER [--count N] [--sizes 512x512,640x448] [--seed N]
"""

import argparse
import math
import random
import struct
import sys
import zlib
from pathlib import Path

COLOURS = {
    "red": (214, 64, 56),
    "green": (72, 160, 84),
    "blue": (58, 98, 200),
    "yellow": (232, 196, 64),
    "violet": (132, 78, 170),
    "white": (240, 240, 236),
}
SHAPES = ("circle", "square", "diamond", "ring")


def half_width(squared):
    return int(math.sqrt(squared)) if squared > 0 else 0


def spans(shape, dy, radius):
    """Half the width of the shape and of the hole in it, dy rows from its middle."""
    if shape == "circle":
        return half_width(radius * radius - dy * dy), 0
    if shape == "square":
        return (int(radius) if abs(dy) <= radius else 0), 0
    if shape == "diamond":
        return max(0, int(radius - abs(dy))), 0
    return half_width(radius * radius - dy * dy), half_width((0.6 * radius) ** 2 - dy * dy)


def rows(width, height, shape, front, back):
    """The picture's rows as RGB bytes, the shape in the middle on a shaded ground."""
    radius = min(width, height) * 0.35
    middle = width // 2
    for y in range(height):
        shade = 0.7 + 0.3 * y / max(1, height - 1)
        ground = bytes(int(part * shade) for part in back)
        outer, inner = spans(shape, y - height / 2, radius)
        left = ground * (middle - outer) + bytes(front) * (outer - inner) + ground * inner
        right = ground * inner + bytes(front) * (outer - inner)
        yield left + right + ground * (width - middle - outer)


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def png(width, height, lines):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = b"".join(b"\0" + line for line in lines)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(pixels, 6))
        + chunk(b"IEND", b"")
    )


def make_pictures(folder, count, sizes, seed):
    choice = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    names = list(COLOURS)
    for number in range(count):
        width, height = sizes[number % len(sizes)]
        shape = SHAPES[number % len(SHAPES)]
        front, back = choice.sample(names, 2)
        picture = png(width, height, rows(width, height, shape, COLOURS[front], COLOURS[back]))
        stem = folder / f"{number:03d}"
        stem.with_suffix(".png").write_bytes(picture)
        stem.with_suffix(".txt").write_text(f"sks shape, a {front} {shape} on {back} ground\n", "utf-8")


def parse_sizes(text):
    sizes = []
    for word in text.split(","):
        width, _, height = word.partition("x")
        sizes.append((int(width), int(height or width)))
    return sizes


def main(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--sizes", type=parse_sizes, default=[(64, 64)])
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(words)
    make_pictures(args.folder, args.count, args.sizes, args.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
