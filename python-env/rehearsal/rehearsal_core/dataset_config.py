"""From flags, folders or a dataset TOML to the settings of every dataset and subset."""

import argparse
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

from . import dataset_schema, toml_reader
from .foreign import MultipleInvalid
from .records import Records

Settings = Dict[str, Any]

_RENAMED = {"batch_size": "train_batch_size", "num_repeats": "dataset_repeats"}
_SUBSET_DEFAULTS: Settings = {
    "image_dir": None,
    "num_repeats": 1,
    "shuffle_caption": False,
    "caption_separator": ",",
    "keep_tokens": 0,
    "keep_tokens_separator": None,
    "secondary_separator": None,
    "enable_wildcard": False,
    "color_aug": False,
    "flip_aug": False,
    "face_crop_aug_range": None,
    "random_crop": False,
    "caption_prefix": None,
    "caption_suffix": None,
    "caption_dropout_rate": 0.0,
    "caption_dropout_every_n_epochs": 0,
    "caption_tag_dropout_rate": 0.0,
    "token_warmup_min": 1,
    "token_warmup_step": 0,
    "custom_attributes": None,
    "resize_interpolation": None,
    "is_reg": False,
    "class_tokens": None,
    "caption_extension": ".caption",
    "cache_info": False,
    "alpha_mask": False,
    "metadata_file": None,
    "conditioning_data_dir": None,
}
_DATASET_DEFAULTS: Settings = {
    "resolution": None,
    "batch_size": 1,
    "enable_bucket": False,
    "min_bucket_reso": 256,
    "max_bucket_reso": 1024,
    "bucket_reso_steps": 64,
    "bucket_no_upscale": False,
    "validation_seed": None,
    "validation_split": 0.0,
    "resize_interpolation": None,
    "network_multiplier": 1.0,
}


@dataclass
class DatasetSettings:
    """One [[datasets]] block with every fallback applied; kind as in dataset_schema.kind_of."""

    kind: str
    values: Settings
    subsets: List[Settings]


def settings(args: argparse.Namespace, log: Records) -> List[DatasetSettings]:
    """The datasets that the arguments ask for; an unknown key is a MultipleInvalid."""
    config = _user_config(args, log)
    masked = bool(args.masked_loss)
    try:
        checked = dataset_schema.check(config, masked)
    except MultipleInvalid:
        log.error(
            "config_util.py:375", "Invalid user config / ユーザ設定の形式が正しくないようです"
        )
        raise
    flags = _flags(args, log)
    general = checked["general"]
    datasets = []
    for block in checked["datasets"]:
        kind = dataset_schema.kind_of(block["subsets"], masked) if block["subsets"] else "masked"
        subsets = [
            _fill(_SUBSET_DEFAULTS, [each, block, general, flags]) for each in block["subsets"]
        ]
        for subset in subsets:
            _finish(subset)
        datasets.append(
            DatasetSettings(kind, _fill(_DATASET_DEFAULTS, [block, general, flags]), subsets)
        )
    return datasets


def _flags(args: argparse.Namespace, log: Records) -> Settings:
    named = {key: _RENAMED.get(key, key) for key in dataset_schema.GENERAL}
    given = {name: getattr(args, name, None) for name in named.values()}
    try:
        dataset_schema.check_flags({named[key]: key for key in named}, given)
    except MultipleInvalid:
        log.error(
            "config_util.py:385",
            "Invalid cmdline parsed arguments. This should be a bug. / コマンドラインのパース結果が正しくない"
            "ようです。プログラムのバグの可能性が高いです。",
        )
        raise
    return dict({key: given[name] for key, name in named.items()}, alpha_mask=args.alpha_mask)


def _user_config(args: argparse.Namespace, log: Records) -> Settings:
    if args.dataset_config is not None:
        log.info("train_network.py:519", "Loading dataset config from %s" % args.dataset_config)
        config = load(Path(args.dataset_config), log)
        ignored = ("train_data_dir", "reg_data_dir", "in_json")
        if any(getattr(args, name) is not None for name in ignored):
            names = ", ".join(ignored)
            log.warning(
                "train_network.py:523",
                "ignoring the following options because config file is found: %s"
                " / 設定ファイルが利用されるため以下のオプションは無視されます: %s"
                % (names, names),
            )
        return config
    if args.in_json is None:
        log.info("train_network.py:530", "Using DreamBooth method.")
        return {
            "datasets": [
                {
                    "subsets": _folders(args.train_data_dir, False, log)
                    + _folders(args.reg_data_dir, True, log)
                }
            ]
        }
    log.info("train_network.py:541", "Training with captions.")
    subset = {"image_dir": args.train_data_dir, "metadata_file": args.in_json}
    return {"datasets": [{"subsets": [subset]}]}


def load(path: Path, log: Records) -> Settings:
    """A dataset config in TOML or JSON."""
    if not path.is_file():
        raise ValueError("file not found / ファイルが見つかりません: %s" % path)
    kind, place = {".json": ("JSON", 685), ".toml": ("TOML", 693)}.get(path.suffix.lower(), ("", 0))
    if not kind:
        raise ValueError(
            "not supported config file format / 対応していない設定ファイルの形式です: %s" % path
        )
    try:
        if kind == "JSON":
            return dict(json.loads(path.read_text(encoding="utf-8")))
        return toml_reader.load(path)
    except Exception:
        log.error(
            "config_util.py:%d" % place,
            "Error on parsing %s config file. Please check the format. / %s 形式の設定ファイルの読み込みに失敗"
            "しました。文法が正しいか確認してください。: %s" % (kind, kind, path),
        )
        raise


def _folders(base: Optional[str], is_reg: bool, log: Records) -> List[Settings]:
    """The `N_name` folders of a directory, in the order of the file system, as upstream."""
    if base is None or not os.path.isdir(base):
        return []
    found = []
    for folder in Path(base).iterdir():
        if not folder.is_dir():
            continue
        count, _, tokens = folder.name.partition("_")
        try:
            repeats = int(count)
        except ValueError:
            log.warning(
                "config_util.py:613",
                "ignore directory without repeats / 繰り返し回数のないディレクトリを無視します: %s"
                % folder.name,
            )
            continue
        if repeats >= 1:
            found.append(
                {
                    "image_dir": str(folder),
                    "num_repeats": repeats,
                    "is_reg": is_reg,
                    "class_tokens": tokens,
                }
            )
    return found


def _fill(defaults: Settings, levels: Sequence[Settings]) -> Settings:
    """Every key from the first level that gives it a value, else its default."""
    filled = {}
    for key, default in defaults.items():
        given = (level.get(key) for level in levels)
        filled[key] = next((value for value in given if value is not None), default)
    return filled


def _finish(subset: Settings) -> None:
    if subset["custom_attributes"] is None:
        subset["custom_attributes"] = {}
    extension = subset["caption_extension"]
    if extension and not extension.startswith("."):
        subset["caption_extension"] = "." + extension
