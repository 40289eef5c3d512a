"""What differs by script: networks and their sizes, model files, least bucket step.

Sizes are counted from upstream's modules: trainable numbers per rank of the default network,
and modules (each saves one alpha besides).
"""

from dataclasses import dataclass
from typing import Dict, Optional, Tuple


@dataclass(frozen=True)
class Part:
    """The LoRA modules of one model part: numbers per rank and how many modules."""

    per_rank: int
    modules: int


@dataclass(frozen=True)
class Family:
    """One architecture as one script trains it."""

    name: str
    network: str
    """The file of its own network module, whose lines are printed: lora_flux.py and so on."""
    dit: Part
    encoders: Tuple[Part, ...]
    cache_suffix: str
    bucket_steps: Tuple[int, ...]
    conv: Optional[Part] = None
    """3x3 convolutions, per conv rank; only where conv_dim is known."""
    conv_linear: Part = Part(0, 0)
    """What else conv_dim brings in, at the plain rank."""
    lycoris: Tuple[Part, Part] = (Part(0, 0), Part(0, 0))
    """What LyCORIS adapts besides: convolutions and linear layers outside the blocks."""
    t5: Optional[Part] = None
    adapter: Optional[Part] = None
    """The text adapter of Anima, with train_llm_adapter."""
    oft: Optional[Part] = None
    """networks.oft on the attention layers: its numbers fall with the rank, so these are times it."""


CLIP_L = Part(165888, 72)
CLIP_G = Part(737280, 192)
CLIP_H = Part(423936, 138)
T5XXL = Part(1818624, 168)

SD15 = Family(
    "sd15",
    "lora.py",
    Part(423936, 192),
    (CLIP_L,),
    "_sd.npz",
    (64,),
    Part(544000, 50),
    Part(82880, 36),
    (Part(3240, 2), Part(4160, 2)),
    oft=Part(99123200, 128),
)
SD21 = Family(
    "sd21",
    "lora.py",
    Part(432128, 192),
    (CLIP_H,),
    "_sd.npz",
    (64,),
    Part(544000, 50),
    Part(82880, 36),
)
SDXL = Family(
    "sdxl",
    "lora.py",
    Part(2659840, 722),
    (CLIP_L, CLIP_G),
    "_sdxl.npz",
    (32,),
    Part(355840, 38),
    Part(58560, 28),
    oft=Part(819200000, 560),
)
SD3M = Family(
    "sd3m", "lora_sd3.py", Part(1671168, 237), (CLIP_L, CLIP_G), "_sd3.npz", (32,), t5=T5XXL
)
SD35M = Family(
    "sd35m", "lora_sd3.py", Part(1850880, 263), (CLIP_L, CLIP_G), "_sd3.npz", (32,), t5=T5XXL
)
SD35L = Family(
    "sd35l", "lora_sd3.py", Part(4212224, 377), (CLIP_L, CLIP_G), "_sd3.npz", (32,), t5=T5XXL
)
FLUX = Family(
    "flux", "lora_flux.py", Part(4786176, 304), (CLIP_L,), "_flux.npz", (64, 32), t5=T5XXL
)
CHROMA = Family(
    "chroma", "lora_flux.py", Part(3502080, 228), (Part(0, 0),), "_flux.npz", (64, 32), t5=T5XXL
)
LUMINA = Family(
    "lumina", "lora_lumina.py", Part(1651776, 180), (Part(1297920, 182),), "_lumina.npz", (64, 16)
)
ANIMA = Family(
    "anima",
    "lora_anima.py",
    Part(1433600, 280),
    (Part(630784, 196),),
    "_anima.npz",
    (16,),
    adapter=Part(159744, 60),
)
HUNYUAN = Family(
    "hunyuan-image", "lora_hunyuan_image.py", Part(5877760, 320), (), "_hi.npz", (64, 32)
)

SCRIPTS = (
    "train_network.py",
    "sdxl_train_network.py",
    "sd3_train_network.py",
    "flux_train_network.py",
    "lumina_train_network.py",
    "anima_train_network.py",
    "hunyuan_image_train_network.py",
)

_BY_SCRIPT: Dict[str, Family] = dict(zip(SCRIPTS, (SD15, SDXL, SD3M, FLUX, LUMINA, ANIMA, HUNYUAN)))


def of(script: str, v2: bool, model_type: Optional[str], model: Optional[str]) -> Family:
    """The family that a script trains with these arguments; SD3.5 is told by its file's name."""
    if script == "train_network.py" and v2:
        return SD21
    if script == "flux_train_network.py" and model_type == "chroma":
        return CHROMA
    if script == "sd3_train_network.py" and model:
        name = model.replace("\\", "/").rsplit("/", 1)[-1].lower()
        if "3.5" in name or "35" in name:
            return SD35L if "large" in name else SD35M
    return _BY_SCRIPT[script]
