"""Datasets of image folders: repeats, captions, regularisation images, the masked-loss kind."""

import os
from typing import Dict, List

from . import folders
from .dataset import Dataset, Image, Subset, prepare
from .dataset_config import DatasetSettings, Settings
from .records import Records


def build(settings: DatasetSettings, training: bool, suffix: str, log: Records) -> Dataset:
    """A DreamBooth dataset, or its validation part; buckets are not made yet."""
    dataset = prepare(settings, training, log)
    split = folders.Split(
        training, settings.values["validation_split"], settings.values["validation_seed"]
    )
    log.info("train_util.py:2112", "prepare images.")
    reg: List[Image] = []
    for values in settings.subsets:
        _add(dataset, values, split, suffix, reg, log)
    kind = "train" if training else "validation"
    log.info("train_util.py:2158", "%d %s images with repeats." % (dataset.num_train_images, kind))
    log.info("train_util.py:2162", "%d reg images with repeats." % dataset.num_reg_images)
    if dataset.num_train_images < dataset.num_reg_images:
        log.warning(
            "train_util.py:2164",
            "some of reg images are not used / 正則化画像の数が多いので、一部使用されない正則化画像があります",
        )
    if dataset.num_reg_images == 0:
        log.warning(
            "train_util.py:2167", "no regularization images / 正則化画像が見つかりませんでした"
        )
    else:
        _balance(dataset, reg)
    return dataset


def _add(
    dataset: Dataset,
    values: Settings,
    split: folders.Split,
    suffix: str,
    reg: List[Image],
    log: Records,
) -> None:
    directory = values["image_dir"]
    repeats = values["num_repeats"] if dataset.training else 1
    if repeats < 1:
        log.warning(
            "train_util.py:2119",
            "ignore subset with image_dir='%s': num_repeats is less than 1"
            " / num_repeatsが1を下回っているためサブセットを無視します: %s" % (directory, repeats),
        )
        return
    if any(subset.values["image_dir"] == directory for subset in dataset.subsets):
        log.warning(
            "train_util.py:2125",
            "ignore duplicated subset with image_dir='%s': use the first one"
            " / 既にサブセットが登録されているため、重複した後発のサブセットを無視します"
            % directory,
        )
        return
    folder = folders.read(values, split, suffix, log)
    if os.path.isdir(directory):
        dataset.count_tags(os.path.basename(directory), folder.captions)
    if not folder.paths:
        log.warning(
            "train_util.py:2132",
            "ignore subset with image_dir='%s': no images found"
            " / 画像が見つからないためサブセットを無視します" % directory,
        )
        return
    for path, size in zip(folder.paths, folder.sizes):
        image = Image(path, path, repeats, size)
        if values["is_reg"]:
            reg.append(image)
        else:
            dataset.register(image)
    if values["is_reg"]:
        dataset.num_reg_images += repeats * len(folder.paths)
    else:
        dataset.num_train_images += repeats * len(folder.paths)
    dataset.subsets.append(Subset(values, len(folder.paths)))


def _balance(dataset: Dataset, reg: List[Image]) -> None:
    """Register regularisation images, raising repeats, until they are as many as the others."""
    count, wanted, first = 0, dataset.num_train_images, True
    while count < wanted:
        for image in reg:
            if first:
                dataset.register(image)
                count += image.repeats
            else:
                image.repeats += 1
                count += 1
            if count >= wanted:
                break
        first = False


def check_masks(dataset: Dataset, settings: DatasetSettings, log: Records) -> None:
    """Every image of a masked dataset has a mask of its name, and no mask is left over."""
    masks: Dict[str, str] = {s["image_dir"]: s["conditioning_data_dir"] for s in settings.subsets}
    missing, paired = [], set()
    for image in dataset.images.values():
        directory = (
            masks[os.path.dirname(image.path)] if os.path.dirname(image.path) in masks else ""
        )
        if not os.path.isdir(directory):
            log.warning("train_util.py:2467", "not directory: %s" % directory)
            continue
        name = os.path.splitext(os.path.basename(image.path))[0]
        found = folders.images(directory, name)
        if not found:
            missing.append(name)
            continue
        paired.add(os.path.splitext(os.path.abspath(found[0]))[0])
    every = [os.path.abspath(p) for d in masks.values() for p in folders.images(d)]
    extra = [path for path in every if os.path.splitext(path)[0] not in paired]
    assert (
        len(missing) == 0
    ), "missing conditioning data for %d images / 制御用画像が見つかりませんでした: %s" % (
        len(missing),
        missing,
    )
    assert (
        len(extra) == 0
    ), "extra conditioning data for %d images / 余分な制御用画像があります: %s" % (
        len(extra),
        extra,
    )
