"""How many numbers a network trains, and in how many modules."""

import json
import os
from dataclasses import dataclass, replace
from typing import Mapping, Optional

from .families import Family, Part

_SIZES_ENV = "LORABAKE_LORA_SIZES"
_LYCORIS_FACTOR = {"loha": 2.0, "lokr": 0.1, "ia3": 0.002, "diag-oft": 0.5, "boft": 0.5, "oft": 0.5}


@dataclass(frozen=True)
class Size:
    """Numbers that are trained, and modules, of the two halves of a network."""

    dit_numbers: int
    dit_modules: int
    encoder_numbers: int
    encoder_modules: int

    @property
    def numbers(self) -> int:
        return self.dit_numbers + self.encoder_numbers

    @property
    def modules(self) -> int:
        return self.dit_modules + self.encoder_modules


def given(family: Family) -> Family:
    """The family with the sizes of the JSON file that LORABAKE_LORA_SIZES names, if it has any."""
    file = os.environ.get(_SIZES_ENV)
    if not file:
        return family
    with open(file, encoding="utf-8") as source:
        found = json.load(source).get(family.name)
    if not found:
        return family
    encoders = tuple(Part(*pair) for pair in found.get("encoders", []))
    dit = Part(*found["dit"]) if "dit" in found else family.dit
    return replace(family, dit=dit, encoders=encoders or family.encoders)


def of(module: str, family: Family, rank: int, options: Mapping[str, Optional[str]]) -> Size:
    """The network of a module with its --network_args; of LyCORIS only LoCon is exact."""
    if module.endswith(".oft") and family.oft is not None:
        return Size(family.oft.per_rank // rank, family.oft.modules, 0, 0)
    lycoris = module.startswith("lycoris")
    dit, modules = family.dit.per_rank * rank, family.dit.modules
    conv_dim = options.get("conv_dim") or (str(rank) if lycoris else None)
    if conv_dim is not None and family.conv is not None:
        dit += family.conv.per_rank * int(conv_dim) + family.conv_linear.per_rank * rank
        modules += family.conv.modules + family.conv_linear.modules
    if lycoris:
        outer_conv, outer_linear = family.lycoris
        dit += outer_conv.per_rank * int(conv_dim or rank) + outer_linear.per_rank * rank
        modules += outer_conv.modules + outer_linear.modules
    encoders = sum(part.per_rank for part in family.encoders) * rank
    factor = _LYCORIS_FACTOR.get(str(options.get("algo", "")).lower(), 1.0) if lycoris else 1.0
    encoder_modules = sum(part.modules for part in family.encoders)
    return Size(int(dit * factor), modules, int(encoders * factor), encoder_modules)
