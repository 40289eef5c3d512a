"""Sample prompts: lines with ` --w 512` flags, a TOML, or a JSON list."""

import json
import re
from typing import Any, Dict, List

from . import toml_reader

Prompt = Dict[str, Any]

_FLAGS = (
    (r"w (\d+)", "width", int),
    (r"h (\d+)", "height", int),
    (r"d (\d+)", "seed", int),
    (r"s (\d+)", "sample_steps", lambda text: max(1, min(1000, int(text)))),
    (r"l ([\d\.]+)", "scale", float),
    (r"g ([\d\.]+)", "guidance_scale", float),
    (r"n (.+)", "negative_prompt", str),
    (r"ss (.+)", "sample_sampler", str),
    (r"cn (.+)", "controlnet_image", str),
    (r"ctr (.+)", "cfg_trunc_ratio", float),
    (r"rcfg (.+)", "renorm_cfg", float),
    (r"fs (.+)", "flow_shift", str),
)


def load(file: str) -> List[Prompt]:
    """The prompts of a file, numbered under `enum` as the image files will be."""
    given: List[Any] = []
    if file.endswith(".txt"):
        with open(file, encoding="utf-8") as source:
            given = [line.strip() for line in source if line.strip() and line[0] != "#"]
    elif file.endswith(".toml"):
        table = toml_reader.load(file)["prompt"]
        given = [dict(table, **subset) for subset in table["subset"]]
    elif file.endswith(".json"):
        with open(file, encoding="utf-8") as source:
            given = json.load(source)
    found = []
    for i, each in enumerate(given):
        prompt = parse(each) if isinstance(each, str) else dict(each)
        prompt["enum"] = i
        prompt.pop("subset", None)
        found.append(prompt)
    return found


def parse(line: str) -> Prompt:
    """One line of a prompt file."""
    parts = line.split(" --")
    prompt: Prompt = {"prompt": parts[0]}
    for part in parts:
        for pattern, name, convert in _FLAGS:
            match = re.match(pattern, part, re.IGNORECASE)
            if match:
                try:
                    prompt[name] = convert(match.group(1))
                except ValueError:
                    pass
                break
    return prompt
