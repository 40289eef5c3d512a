"""Small PNG files: a flat colour with a diagonal, so that samples can be told apart."""

import random
import struct
import zlib


def write(path: str, width: int, height: int, seed: int) -> None:
    """An RGB image of the given size."""
    rnd = random.Random(seed)
    back, front = (bytes(rnd.randrange(40, 216) for _ in range(3)) for _ in range(2))
    rows = []
    for y in range(height):
        x = y * width // height
        rows.append(b"\0" + back * x + front + back * (width - x - 1))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"tEXt", b"Comment\0lorabake rehearsal: not a sample of any training"),
        (b"IDAT", zlib.compress(b"".join(rows), 1)),
        (b"IEND", b""),
    )
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for kind, body in chunks:
            file.write(struct.pack(">I", len(body)) + kind + body)
            file.write(struct.pack(">I", zlib.crc32(kind + body)))
