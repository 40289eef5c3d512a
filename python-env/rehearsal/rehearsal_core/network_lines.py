"""What upstream's network modules print while a network is made and applied, file by file."""

from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

from .families import Family, Part

Line = Tuple[int, str]

LARGE_ALPHA = (
    "network_alpha is too large (>=1, maybe default value is too large), please consider to set"
    " smaller value like 1e-3 / network_alphaが大きすぎるようです(>=1, デフォルト値が大きすぎる可能性があります)。"
    "1e-3のような小さな値を推奨"
)
_RANK = "create LoRA network. base dim (rank): {rank}, alpha: {alpha}"
_DROPS = "neuron dropout: p={dropout}, rank dropout: p={rank_dropout}, module dropout: p={module_dropout}"
_CONV = "apply LoRA to Conv2d with kernel size (3,3). dim (rank): {conv_dim}, alpha: {conv_alpha}"
_TE = "create LoRA for Text Encoder: {te} modules."
_UNET = "create LoRA for U-Net: {dit} modules."
_APPLY_TE = "enable LoRA for text encoder: {te} modules"
_APPLY_UNET = "enable LoRA for U-Net: {dit} modules"


class Told(NamedTuple):
    """The lines of one source file, in order; places are line numbers in it."""

    source: str
    first: List[Line]
    conv: Optional[Line]
    per_encoder: Sequence[int]
    """One place: a line per encoder; two: also a line with its modules; three: with and without number."""
    last: List[Line]
    applied: Tuple[Optional[Line], Optional[Line]]
    warns_of_alpha: bool = False
    t5: int = 0

    def lines(self, encoders: Sequence[Part], conv: bool, t5: bool) -> List[Line]:
        """What is printed while a network for these text encoders is made."""
        out = list(self.first)
        if t5 and self.t5:
            out.append((self.t5, "train T5XXL as well"))
        if conv and self.conv is not None:
            out.append(self.conv)
        out += self._encoders(encoders or (Part(0, 0),))
        return out + self.last

    def _encoders(self, encoders: Sequence[Part]) -> List[Line]:
        end = "" if self.source == "dylora.py" else ":"
        out: List[Line] = []
        for i, part in enumerate(encoders, 1):
            if len(self.per_encoder) == 2:
                counted = "create LoRA for Text Encoder %d: %d modules." % (i, part.modules)
                out.append((self.per_encoder[0], "create LoRA for Text Encoder %d:" % i))
                out.append((self.per_encoder[1], counted))
            elif len(self.per_encoder) == 3:
                single = len(encoders) == 1
                number = "" if single else " %d" % i
                place = self.per_encoder[1 if single else 0]
                out.append((place, "create LoRA for Text Encoder%s%s" % (number, end)))
        return out


def of(module: str, family: Family) -> Told:
    """The lines of a network module; one that is not upstream's own speaks like the family's."""
    return _TOLD.get(module.rpartition(".")[2] + ".py") or _TOLD[family.network]


_ALL = [
    Told(
        "lora.py",
        [(935, _RANK), (936, _DROPS)],
        (940, _CONV),
        (1027, 1030, 0),
        [(1035, _TE), (1043, _UNET)],
        ((1084, _APPLY_TE), (1089, _APPLY_UNET)),
    ),
    Told(
        "lora_fa.py",
        [(817, _RANK), (818, _DROPS)],
        (820, _CONV),
        (905, 908, 0),
        [(913, _TE), (921, _UNET)],
        ((960, "enable LoRA for text encoder"), (965, "enable LoRA for U-Net")),
    ),
    Told(
        "dylora.py",
        [(303, _RANK + ", unit: {unit}")],
        (305, "apply LoRA to Conv2d with kernel size (3,3)."),
        (347, 350, 0),
        [(356, _TE), (364, _UNET)],
        ((392, "enable LoRA for text encoder"), (397, "enable LoRA for U-Net")),
    ),
    Told(
        "oft.py",
        [
            (
                269,
                "create OFT network. num blocks: {rank}, constraint: {alpha}, multiplier: 1.0,"
                " enable_conv: None, enable_all_linear: None",
            )
        ],
        None,
        (),
        [(311, "create OFT for U-Net: {dit} modules.")],
        (None, None),
        warns_of_alpha=True,
    ),
    Told(
        "lora_flux.py",
        [(778, _RANK), (779, _DROPS)],
        None,
        (943, 946),
        [(967, "create LoRA for FLUX all blocks: {dit} modules.")],
        ((1142, _APPLY_TE), (1147, _APPLY_UNET)),
        t5=796,
    ),
    Told(
        "lora_sd3.py",
        [(286, _RANK), (287, _DROPS)],
        None,
        (423, 426),
        [(455, "create LoRA for SD3 MMDiT: {dit} modules.")],
        ((577, _APPLY_TE), (582, _APPLY_UNET)),
        t5=300,
    ),
    Told(
        "lora_lumina.py",
        [(524, _RANK), (525, _DROPS)],
        None,
        (),
        [
            (638, "create LoRA for Gemma2 Text Encoder:"),
            (640, "create LoRA for Gemma2 Text Encoder: {te} modules."),
            (676, "create LoRA for Lumina blocks: {dit} modules."),
        ],
        ((816, _APPLY_TE), (821, _APPLY_UNET)),
    ),
    Told(
        "lora_anima.py",
        [(219, _RANK), (220, _DROPS)],
        None,
        (324, 326),
        [(338, "create LoRA for Anima DiT: {dit} modules.")],
        ((377, _APPLY_TE), (382, "enable LoRA for DiT: {dit} modules")),
    ),
    Told(
        "lora_hunyuan_image.py",
        [(247, _RANK), (248, _DROPS)],
        None,
        (),
        [(361, "create LoRA for HunyuanImage-2.1: {dit} modules.")],
        ((1142, _APPLY_TE), (1147, _APPLY_UNET)),
    ),
]
_TOLD: Dict[str, Told] = {told.source: told for told in _ALL}
