"""Buckets, with upstream's arithmetic to the last bit (library/train_util.py, BucketManager)."""

import math
from typing import Dict, Iterable, List, NamedTuple, Sequence, Tuple

Size = Tuple[int, int]


class Choice(NamedTuple):
    """Where one image goes: its bucket, its size after resizing, its aspect ratio error."""

    bucket: Size
    resized: Size
    error: float


def resolutions(reso: Size, smallest: int, largest: int, step: int) -> List[Size]:
    """Every bucket of an area, ascending (library/model_util.py, make_bucket_resolutions)."""
    width, height = reso
    area = width * height
    side = int(math.sqrt(area) // step) * step
    found = {(side, side)}
    for a in range(smallest, largest + 1, step):
        b = min(largest, int((area // a) // step) * step)
        if b >= smallest:
            found.update([(a, b), (b, a)])
    return sorted(found)


class Buckets:
    """Chooses a bucket for an image size; without upscaling the list of buckets is not used."""

    def __init__(self, reso: Size, listed: Sequence[Size], no_upscale: bool, step: int) -> None:
        self._listed = list(listed)
        self._known = set(listed)
        self._no_upscale, self._step = no_upscale, step
        self._area = reso[0] * reso[1]

    def choose(self, width: int, height: int) -> Choice:
        """The bucket of one image; ZeroDivisionError where upstream has one."""
        ratio = width / height
        bucket, resized = (self._without_upscaling if self._no_upscale else self._listed_one)(
            width, height, ratio
        )
        return Choice(bucket, resized, bucket[0] / bucket[1] - ratio)

    def _listed_one(self, width: int, height: int, ratio: float) -> Tuple[Size, Size]:
        bucket = (width, height)
        if bucket not in self._known:
            bucket = min(self._listed, key=lambda reso: abs(reso[0] / reso[1] - ratio))
        by_height = ratio > bucket[0] / bucket[1]
        scale = bucket[1] / height if by_height else bucket[0] / width
        return bucket, (int(width * scale + 0.5), int(height * scale + 0.5))

    def _without_upscaling(self, width: int, height: int, ratio: float) -> Tuple[Size, Size]:
        resized = (width, height)
        if width * height > self._area:
            wide = math.sqrt(self._area * ratio)
            tall = self._area / wide
            assert abs(wide / tall - ratio) < 1e-2, "aspect is illegal"
            by_width = self._round(wide)
            width_error = abs(by_width / self._round(by_width / ratio) - ratio)
            by_height = self._round(tall)
            height_error = abs(self._round(by_height * ratio) / by_height - ratio)
            if width_error < height_error:
                resized = (by_width, int(by_width / ratio + 0.5))
            else:
                resized = (int(by_height * ratio + 0.5), by_height)
        return (resized[0] - resized[0] % self._step, resized[1] - resized[1] % self._step), resized

    def _round(self, x: float) -> int:
        whole = int(x + 0.5)
        return whole - whole % self._step


def batches(counts: Iterable[int], batch_size: int) -> int:
    """Batches of one dataset: every bucket is filled up on its own."""
    return sum(int(math.ceil(count / batch_size)) for count in counts)


def mean(values: Sequence[float]) -> float:
    """The mean as numpy takes it, pairwise, so that it prints the same digits."""
    return _pairwise(values, 0, len(values)) / len(values)


def _pairwise(a: Sequence[float], start: int, n: int) -> float:
    if n < 8:
        total = 0.0
        for i in range(start, start + n):
            total += a[i]
        return total
    if n <= 128:
        part = list(a[start : start + 8])
        whole = n - n % 8
        for i in range(8, whole, 8):
            for j in range(8):
                part[j] += a[start + i + j]
        total = ((part[0] + part[1]) + (part[2] + part[3])) + (
            (part[4] + part[5]) + (part[6] + part[7])
        )
        for i in range(whole, n):
            total += a[start + i]
        return total
    half = n // 2
    half -= half % 8
    return _pairwise(a, start, half) + _pairwise(a, start + half, n - half)


def count(keys: Iterable[Tuple[Size, int]]) -> Dict[Size, int]:
    """(bucket, repeats) of every image as images per bucket, ascending."""
    total: Dict[Size, int] = {}
    for bucket, repeats in keys:
        total[bucket] = total.get(bucket, 0) + repeats
    return dict(sorted(total.items()))
