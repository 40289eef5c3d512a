"""--config_file as upstream merges it: sections flattened, unknown keys kept unseen, flags win."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any, Dict, List

from . import toml_reader
from .records import Records

_NEVER_WRITTEN = ("config_file", "output_config", "wandb_api_key")


def read(
    args: argparse.Namespace, parser: argparse.ArgumentParser, argv: List[str], log: Records
) -> argparse.Namespace:
    """The arguments with those of the file named by --config_file beneath them."""
    if not args.config_file:
        return args
    name = args.config_file if args.config_file.endswith(".toml") else args.config_file + ".toml"
    if args.output_config:
        _write(args, parser, name, log)
    if not os.path.exists(name):
        log.info("train_util.py:4741", "%s not found." % name)
        sys.exit(1)
    log.info("train_util.py:4744", "Loading settings from %s..." % name)
    merged = parser.parse_args(argv, namespace=argparse.Namespace(**_flat(toml_reader.load(name))))
    merged.config_file = os.path.splitext(merged.config_file)[0]
    return merged


def _flat(tables: Dict[str, Any]) -> Dict[str, Any]:
    flat: Dict[str, Any] = {}
    for name, value in tables.items():
        flat.update(value if isinstance(value, dict) else {name: value})
    return flat


def _write(
    args: argparse.Namespace, parser: argparse.ArgumentParser, name: str, log: Records
) -> None:
    if os.path.exists(name):
        log.error(
            "train_util.py:4709",
            "Config file already exists. Aborting... / 出力先の設定ファイルが既に存在します: %s"
            % name,
        )
        sys.exit(1)
    defaults = vars(parser.parse_args([]))
    lines = [
        "%s = %s\n" % (key, _literal(value))
        for key, value in vars(args).items()
        if key not in _NEVER_WRITTEN and value is not None and value != defaults.get(key)
    ]
    with open(name, "w", encoding="utf-8") as file:
        file.writelines(lines)
    log.info("train_util.py:4737", "Saved config file / 設定ファイルを保存しました: %s" % name)
    sys.exit(0)


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "[ %s,]" % ", ".join(_literal(item) for item in value)
    if isinstance(value, (int, float)):
        return repr(value)
    text = str(value) if isinstance(value, (str, Path)) else repr(value)
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
