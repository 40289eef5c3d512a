"""Datasets described by a metadata file (JSON, or JSONL), upstream's "fine tuning" kind."""

import glob
import json
import os
from typing import Any, Dict, List, Optional, Set, Tuple

from .dataset import Dataset, Image, Subset, prepare
from .dataset_config import DatasetSettings, Settings
from .records import Records

Entries = Dict[str, Dict[str, Any]]


def build(settings: DatasetSettings, training: bool, suffix: str, log: Records) -> Dataset:
    """A dataset of the images that metadata files name; its validation part is the same images."""
    dataset = prepare(settings, training, log)
    for values in settings.subsets:
        _add(dataset, values, suffix, log)
    return dataset


def _add(dataset: Dataset, values: Settings, suffix: str, log: Records) -> None:
    file, repeats = values["metadata_file"], values["num_repeats"]
    if repeats < 1:
        log.warning(
            "train_util.py:2230",
            "ignore subset with metadata_file='%s': num_repeats is less than 1"
            " / num_repeatsが1を下回っているためサブセットを無視します: %s" % (file, repeats),
        )
        return
    if any(subset.values["metadata_file"] == file for subset in dataset.subsets):
        log.warning(
            "train_util.py:2236",
            "ignore duplicated subset with metadata_file='%s': use the first one"
            " / 既にサブセットが登録されているため、重複した後発のサブセットを無視します" % file,
        )
        return
    if not os.path.exists(file):
        raise ValueError("no metadata / メタデータファイルがありません: %s" % file)
    entries = _read(file, log)
    if not entries:
        log.warning(
            "train_util.py:2266",
            "ignore subset with '%s': no image entries found"
            " / 画像に関するデータが見つからないためサブセットを無視します" % file,
        )
        return
    paths, caches = _paths(values, entries, suffix)
    _register(dataset, entries, paths, caches, repeats, log)
    dataset.num_train_images += len(entries) * repeats
    tags = [str(entry["tags"]) for entry in entries.values() if entry.get("tags")]
    dataset.count_tags(os.path.basename(file), tags)
    dataset.subsets.append(Subset(values, len(entries)))


def _read(file: str, log: Records) -> Entries:
    with open(file, encoding="utf-8") as source:
        if not file.endswith(".jsonl"):
            log.info("train_util.py:2259", "loading existing metadata: %s" % file)
            return dict(json.load(source))
        log.info("train_util.py:2244", "loading existing JSOL metadata: %s" % file)
        entries: Entries = {}
        for line in map(json.loads, source):
            kept = {key: line[key] for key in ("image_size", "tags") if key in line}
            entries[line["image_path"]] = {"caption": line.get("caption", ""), **kept}
        return entries


def _paths(values: Settings, entries: Entries, suffix: str) -> Tuple[Dict[str, str], List[str]]:
    directories: Set[str] = set()
    if values["image_dir"] is not None:
        directories.add(values["image_dir"])
    paths = {}
    for key in entries:
        if os.path.isabs(key):
            directories.add(os.path.dirname(key))
            paths[key] = key
            continue
        assert values["image_dir"] is not None, (
            "image_dir is required when image paths are relative"
            " / 画像パスが相対パスの場合、image_dirの指定が必要です: %s" % key
        )
        paths[key] = os.path.join(values["image_dir"], key)
    caches = [name for d in directories for name in glob.glob(os.path.join(d, "*" + suffix))]
    return paths, sorted(caches, key=lambda name: len(os.path.basename(name)), reverse=True)


def _register(
    dataset: Dataset,
    entries: Entries,
    paths: Dict[str, str],
    caches: List[str],
    repeats: int,
    log: Records,
) -> None:
    from_metadata = from_cache = 0
    for key in sorted(entries, key=len, reverse=True):
        given = entries[key].get("image_size")
        size: Optional[Tuple[int, int]] = tuple(given) if given is not None else None
        path = paths[key]
        if size is not None:
            from_metadata += 1
        else:
            stem = os.path.splitext(key)[0]
            cache = next((name for name in caches if name.startswith(stem)), None)
            if cache is not None:
                caches.remove(cache)
                width, height = os.path.splitext(cache)[0].split("_")[-2].split("x")
                size, path = (int(width), int(height)), cache
                from_cache += 1
        dataset.register(Image(key, path, repeats, size))
    if from_cache:
        log.info(
            "train_util.py:2361",
            "set image size from cache files: %d/%d" % (from_cache, len(entries)),
        )
    if from_metadata:
        log.info(
            "train_util.py:2365",
            "set image size from metadata: %d/%d" % (from_metadata, len(entries)),
        )
