"""Writes safetensors files of a wanted size, with finite values, and reads their metadata."""

import json
import math
import os
import random
import struct
import tempfile
import time
from typing import BinaryIO, Dict, Iterator, List, NamedTuple, Optional, Tuple

from . import MARK

_BLOCK = 1 << 20
_KINDS = {"F32": 4, "F16": 2, "BF16": 2}


class Tensor(NamedTuple):
    """A tensor by name and shape."""

    name: str
    shape: Tuple[int, ...]


class Writing(NamedTuple):
    """How a file is put down: under another name first or in place, slowly, cut short."""

    in_place: bool = False
    seconds: float = 0.0
    truncate: bool = False


def write(
    path: str,
    kind: str,
    tensors: List[Tensor],
    found: Dict[str, str],
    seed: int,
    how: Writing,
    header_bytes: int = 0,
) -> None:
    """Write a file; kind is F32, F16 or BF16; values lie within 0.02 of zero.

    The header is padded with blanks, as the format allows, until tensors take `header_bytes` of it.
    """
    size = _KINDS[kind]
    header: Dict[str, object] = {"__metadata__": dict(found, **{MARK: "true"})}
    at = 0
    for tensor in tensors:
        end = at + size * math.prod(tensor.shape)
        header[tensor.name] = {
            "dtype": kind,
            "shape": list(tensor.shape),
            "data_offsets": [at, end],
        }
        at = end
    head = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    spent = len(head) - len(json.dumps(header["__metadata__"], ensure_ascii=False).encode("utf-8"))
    head += b" " * max(header_bytes - spent, 0)
    head += b" " * (-len(head) % 8)
    blocks = _blocks(at, _values(kind, seed))
    if how.in_place:
        with open(path, "wb") as file:
            _put(file, head, blocks, at, how)
        return
    number, name = tempfile.mkstemp(prefix=".tmp", dir=os.path.dirname(path) or ".")
    try:
        with os.fdopen(number, "wb") as file:
            _put(file, head, blocks, at, how)
        os.replace(name, path)
    except BaseException:
        if os.path.exists(name):
            os.remove(name)
        raise


def _put(file: BinaryIO, head: bytes, blocks: Iterator[bytes], total: int, how: Writing) -> None:
    file.write(struct.pack("<Q", len(head)) + head)
    wanted = total // 2 if how.truncate else total
    done, pieces = 0, max(1, -(-total // _BLOCK))
    for block in blocks:
        if done >= wanted:
            break
        file.write(block[: wanted - done])
        done += len(block)
        if how.seconds:
            file.flush()
            time.sleep(how.seconds / pieces)
    file.flush()


def _blocks(total: int, values: bytes) -> Iterator[bytes]:
    """The same small random values over and over."""
    for start in range(0, total, _BLOCK):
        yield values[: min(_BLOCK, total - start)]


def _values(kind: str, seed: int) -> bytes:
    rnd = random.Random(seed)
    some = [rnd.uniform(-0.02, 0.02) for _ in range(4096)]
    if kind == "F16":
        pattern = struct.pack("<%de" % len(some), *some)
    else:
        pattern = struct.pack("<%df" % len(some), *some)
        if kind == "BF16":
            pattern = b"".join(pattern[i + 2 : i + 4] for i in range(0, len(pattern), 4))
    return pattern * (_BLOCK // len(pattern))


def metadata(path: str) -> Optional[Dict[str, str]]:
    """The metadata of a file, or None if it is not safetensors."""
    try:
        with open(path, "rb") as file:
            size = struct.unpack("<Q", file.read(8))[0]
            if size > 100_000_000:
                return None
            return dict(json.loads(file.read(size)).get("__metadata__", {}))
    except (OSError, ValueError, struct.error, AttributeError):
        return None
