"""How many numbers a network trains, and in how many modules."""

from dataclasses import dataclass
from typing import Mapping, Optional, Tuple

from .families import Family, Part

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


def encoders_of(family: Family, options: Mapping[str, Optional[str]]) -> Tuple[Part, ...]:
    """The text encoders that get modules: T5 only where train_t5xxl says True, in just this case."""
    if options.get("train_t5xxl") == "True" and family.t5 is not None:
        return family.encoders + (family.t5,)
    return family.encoders


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
    parts = encoders_of(family, options)
    encoders = sum(part.per_rank for part in parts) * rank
    factor = _LYCORIS_FACTOR.get(str(options.get("algo", "")).lower(), 1.0) if lycoris else 1.0
    encoder_modules = sum(part.modules for part in parts)
    if str(options.get("train_llm_adapter")).lower() == "true" and family.adapter is not None:
        dit += family.adapter.per_rank * rank
        modules += family.adapter.modules
    return Size(int(dit * factor), modules, int(encoders * factor), encoder_modules)
