"""Upstream's command line for one script, rebuilt from the facts in options.json."""

import argparse
import json
import os
from pathlib import Path
from typing import Any, Callable, Dict, Mapping

ENV = "LORABAKE_OPTIONS"


def facts_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Where options.json lies: LORABAKE_OPTIONS, beside this checkout, or in the source tree."""
    given = environ.get(ENV)
    if given:
        return Path(given)
    home = Path(__file__).resolve().parents[2]
    beside = home / "options.json"
    if beside.is_file():
        return beside
    return home.parent / "src/main/resources/dev/lorabake/catalog/options.json"


def parser(script: str, facts: Path) -> argparse.ArgumentParser:
    """An argparse parser that knows what `script` knows, errors and abbreviations included."""
    options = json.loads(facts.read_text(encoding="utf-8"))["options"]
    result = argparse.ArgumentParser(prog=script)
    for name, fact in options.items():
        scripts = fact["scripts"]
        if scripts != "all" and script not in scripts:
            continue
        own = dict(fact)
        own.update(fact.get("per_script", {}).get(script, {}))
        _add(result, name, own)
    return result


def _add(result: argparse.ArgumentParser, name: str, fact: Dict[str, Any]) -> None:
    settings: Dict[str, Any] = {"dest": name, "default": fact.get("default")}
    if fact["action"] == "store_true":
        settings["action"] = "store_true"
        settings["default"] = bool(fact.get("default", False))
    else:
        settings["type"] = _TYPES[fact["type"]]
        if fact.get("nargs"):
            settings["nargs"] = fact["nargs"]
        if fact.get("choices"):
            settings["choices"] = fact["choices"]
    result.add_argument(*fact["flags"], **settings)


def int_or_float(value: str) -> float:
    """A number of steps, a ratio below 1, or `N%`: the type of lr_warmup_steps."""
    if value.endswith("%"):
        try:
            return float(value[:-1]) / 100.0
        except ValueError:
            raise argparse.ArgumentTypeError("Value '%s' is not a valid percentage" % value)
    try:
        return int(value) if float(value) >= 1 else float(value)
    except ValueError:
        raise argparse.ArgumentTypeError("'%s' is not an int or float" % value)


_TYPES: Dict[str, Callable[[str], Any]] = {
    "str": str,
    "int": int,
    "float": float,
    "Path": Path,
    "int_or_float": int_or_float,
}
