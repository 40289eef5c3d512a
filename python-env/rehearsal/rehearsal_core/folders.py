"""The images of one folder: names, sizes in cache names, captions, the validation split."""

import glob
import json
import math
import os
import random
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from . import bars
from .dataset_config import Settings
from .records import Records

Size = Tuple[int, int]

EXTENSIONS = [".png", ".jpg", ".jpeg", ".webp", ".bmp", ".PNG", ".JPG", ".JPEG", ".WEBP", ".BMP"]
_INFO_CACHE = "metadata_cache.json"
_SHOWN = 5


class Folder(NamedTuple):
    """What one image folder holds, in step: paths, captions, sizes where they are known."""

    paths: List[str]
    captions: List[str]
    sizes: List[Optional[Size]]


class Split(NamedTuple):
    """Which part of a folder is wanted."""

    training: bool
    share: float
    seed: Optional[int]


def images(directory: str, base: str = "*") -> List[str]:
    """Image files of a directory, sorted; `base` is a file name without its extension."""
    found = set()
    for extension in EXTENSIONS:
        if base == "*":
            found.update(glob.glob(os.path.join(glob.escape(directory), "*" + extension)))
        else:
            found.update(glob.glob(glob.escape(os.path.join(directory, base + extension))))
    return sorted(found)


def read(subset: Settings, split: Split, suffix: str, log: Records) -> Folder:
    """The wanted part of a subset's folder; suffix is that of the family's latent caches."""
    directory = subset["image_dir"]
    if not os.path.isdir(directory):
        log.warning("train_util.py:1974", "not directory: %s" % directory)
        return Folder([], [], [])
    cached = _cached_info(subset, log)
    if cached is None:
        paths = images(directory)
        sizes = _sizes_from_caches(directory, paths, suffix, log)
    else:
        paths = list(cached)
        sizes = [tuple(each["resolution"]) for each in cached.values()]
    if split.share > 0.0:
        paths, sizes = _part(subset, paths, sizes, split, log)
    log.info(
        "train_util.py:2059", "found directory %s contains %d image files" % (directory, len(paths))
    )
    if cached is None:
        captions, missing = _captions(subset, paths, log)
    else:
        captions = [cached[path]["caption"] for path in paths]
        missing = [path for path, caption in zip(paths, captions) if not caption]
    _tell_missing(missing, log)
    return Folder(paths, captions, sizes)


def _cached_info(subset: Settings, log: Records) -> Optional[Dict[str, Dict[str, Any]]]:
    if not subset["cache_info"]:
        return None
    file = os.path.join(subset["image_dir"], _INFO_CACHE)
    log.info(
        "train_util.py:1980",
        "using cached image info for this subset / このサブセットで、キャッシュされた画像情報を使います: %s"
        % file,
    )
    if not os.path.isfile(file):
        log.warning(
            "train_util.py:1984",
            "image info file not found. You can ignore this warning if this is the first time to use this"
            " subset / キャッシュファイルが見つかりませんでした。初回実行時はこの警告を無視してください: {metadata_file}",
        )
        return None
    with open(file, encoding="utf-8") as source:
        return dict(json.load(source))


def _sizes_from_caches(
    directory: str, paths: List[str], suffix: str, log: Records
) -> List[Optional[Size]]:
    log.info("train_util.py:2005", "get image size from name of cache files")
    caches = glob.glob(os.path.join(directory, "*" + suffix))
    caches.sort(key=lambda name: name.rsplit("_", maxsplit=2)[0])
    sizes: List[Optional[Size]] = []
    at = 0
    for path in bars.over(paths, len(paths)):
        length = len(os.path.splitext(path)[0])
        while at < len(caches) and caches[at][:length] < path[:length]:
            at += 1
        found = at < len(caches) and caches[at][:length] == path[:length]
        sizes.append(_size_in(caches[at]) if found else None)
    known = sum(size is not None for size in sizes)
    log.info("train_util.py:2035", "set image size from cache files: %d/%d" % (known, len(paths)))
    return sizes


def _size_in(cache: str) -> Size:
    width, height = os.path.splitext(cache)[0].split("_")[-2].split("x")
    return int(width), int(height)


def _part(
    subset: Settings, paths: List[str], sizes: List[Optional[Size]], split: Split, log: Records
) -> Tuple[List[str], List[Optional[Size]]]:
    if subset["is_reg"]:
        return (paths, sizes) if split.training else ([], [])
    both = list(zip(paths, sizes))
    if split.seed is not None:
        log.info("train_util.py:159", "Using validation seed: %s" % split.seed)
        state = random.getstate()
        random.seed(split.seed)
        random.shuffle(both)
        random.setstate(state)
    else:
        random.shuffle(both)
    paths, sizes = map(list, zip(*both))  # an empty folder fails here, as it does upstream
    count = len(paths)
    if split.training:
        end = math.ceil(count * (1 - split.share))
        return paths[0:end], sizes[0:end]
    start = count - round(count * split.share)
    return paths[start:], sizes[start:]


def _captions(subset: Settings, paths: List[str], log: Records) -> Tuple[List[str], List[str]]:
    captions, missing = [], []
    for path in bars.over(paths, len(paths), "read caption"):
        caption = _caption(path, subset, log)
        if caption is None:
            missing.append(path)
            if subset["class_tokens"] is None:
                log.warning(
                    "train_util.py:2071",
                    "neither caption file nor class tokens are found. use empty caption for %s / キャプション"
                    "ファイルもclass tokenも見つかりませんでした。空のキャプションを使用します: %s"
                    % (path, path),
                )
        captions.append(caption if caption is not None else subset["class_tokens"] or "")
    return captions, missing


def _caption(path: str, subset: Settings, log: Records) -> Optional[str]:
    stem = os.path.splitext(path)[0]
    parts = stem.split("_")
    for name in (stem, "_".join(parts[:-4]) if len(parts) >= 5 else stem):
        file = name + subset["caption_extension"]
        if not os.path.isfile(file):
            continue
        with open(file, encoding="utf-8") as source:
            try:
                lines = source.readlines()
            except UnicodeDecodeError:
                log.error(
                    "train_util.py:1962",
                    "illegal char in file (not UTF-8) / ファイルにUTF-8以外の文字があります: %s"
                    % file,
                )
                raise
        assert len(lines) > 0, "caption file is empty / キャプションファイルが空です: %s" % file
        if subset["enable_wildcard"]:
            return "\n".join(line.strip() for line in lines if line.strip())
        return lines[0].strip()
    return None


def _tell_missing(missing: List[str], log: Records) -> None:
    if not missing:
        return
    count = len(missing)
    log.warning(
        "train_util.py:2090",
        "No caption file found for %d images. Training will continue without captions for these images."
        " If class token exists, it will be used. / %d枚の画像にキャプションファイルが見つかりませんでした。"
        "これらの画像についてはキャプションなしで学習を続行します。class tokenが存在する場合はそれを使います。"
        % (count, count),
    )
    for path in missing[:_SHOWN]:
        log.warning("train_util.py:2097", path)
    if count > _SHOWN:
        log.warning("train_util.py:2095", "%s... and %d more" % (missing[_SHOWN], count - _SHOWN))
