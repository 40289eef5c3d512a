"""The network: what is told while it is made, and how large its file will be."""

import argparse
import importlib
import importlib.util
from dataclasses import replace
from typing import Dict, List, Mapping, Optional, Tuple

from . import network_size
from .families import Family, Part
from .network_size import Size
from .records import Records
from .run import Run

_OWN = (
    "lora",
    "lora_flux",
    "lora_sd3",
    "lora_lumina",
    "lora_anima",
    "lora_hunyuan_image",
    "lora_fa",
    "dylora",
    "oft",
    "oft_flux",
)


def make(run: Run) -> Size:
    """Import, create and apply the network, in upstream's words; the size is of what is trained."""
    args, log = run.args, run.log
    run.say("import network module: %s" % args.network_module)
    _import(args.network_module)
    if args.base_weights is not None:
        _merge(run)
    options = dict(each.split("=", 1) for each in args.network_args or [])
    if "dropout" not in options:
        options["dropout"] = args.network_dropout
    run.network_options = options
    family = network_size.given(run.family)
    rank = int(args.network_dim if args.network_dim is not None else 4)
    size = network_size.of(args.network_module, family, rank, options)
    if args.network_module.startswith("lycoris"):
        _tell_lycoris(size, options, args, log)
    else:
        _tell(family, rank, size, options, args, log)
    if args.network_train_unet_only:
        size = replace(size, encoder_numbers=0, encoder_modules=0)
    if args.network_train_text_encoder_only:
        size = replace(size, dit_numbers=0, dit_modules=0)
    if args.network_weights is not None:
        with open(args.network_weights, "rb"):
            pass
        run.say(
            "load network weights from %s: <All keys matched successfully>" % args.network_weights
        )
    return size


def _import(module: str) -> None:
    package, _, name = (module or "").partition(".")
    if module == "lycoris.kohya" or (package == "networks" and name in _OWN):
        return
    if package == "networks":
        raise ModuleNotFoundError("No module named %r" % module)
    if module is None:
        raise AttributeError("'NoneType' object has no attribute 'startswith'")
    if importlib.util.find_spec(package) is None:
        raise ModuleNotFoundError("No module named %r" % package)
    importlib.import_module(module)


def _merge(run: Run) -> None:
    multipliers = run.args.base_weights_multiplier or []
    for i, path in enumerate(run.args.base_weights):
        multiplier = multipliers[i] if i < len(multipliers) else 1.0
        run.say("merging module: %s with multiplier %s" % (path, multiplier))
        with open(path, "rb"):
            pass
    run.say("all weights merged: %s" % ", ".join(run.args.base_weights))


def _tell(
    family: Family,
    rank: int,
    size: Size,
    options: Mapping[str, Optional[str]],
    args: argparse.Namespace,
    log: Records,
) -> None:
    alpha = 1.0 if args.network_alpha is None else args.network_alpha
    drops = "neuron dropout: p=%s, rank dropout: p=%s, module dropout: p=%s" % (
        args.network_dropout,
        _real(options.get("rank_dropout")),
        _real(options.get("module_dropout")),
    )
    words = {
        "rank": rank,
        "alpha": alpha,
        "drops": drops,
        "dit": size.dit_modules,
        "te": size.encoder_modules,
    }
    lines = list(_LINES[family.network][0])
    if family.network == "lora.py" and options.get("conv_dim"):
        conv = "apply LoRA to Conv2d with kernel size (3,3). dim (rank): %s, alpha: %s" % (
            options["conv_dim"],
            _real(options.get("conv_alpha")) or 1.0,
        )
        lines.insert(2, (940, conv))
    for place, text in _parts(lines, family):
        log.info("%s:%d" % (family.network, place), text.format(**words))
    te, dit = _LINES[family.network][1]
    if not args.network_train_unet_only:
        log.info("%s:%d" % (family.network, te[0]), te[1].format(**words))
    if not args.network_train_text_encoder_only:
        log.info("%s:%d" % (family.network, dit[0]), dit[1].format(**words))


def _real(text: Optional[str]) -> Optional[float]:
    return None if text is None else float(text)


Line = Tuple[int, str]
_ENABLE = "enable LoRA for text encoder: {te} modules"
_ENABLE_DIT = "enable LoRA for U-Net: {dit} modules"


def _lines(
    first: int, second: int, more: List[Line], te: int, dit: int, dit_text: str = _ENABLE_DIT
) -> Tuple[List[Line], Tuple[Line, Line]]:
    created = [
        (first, "create LoRA network. base dim (rank): {rank}, alpha: {alpha}"),
        (second, "{drops}"),
    ] + more
    return created, ((te, _ENABLE), (dit, dit_text))


_LINES: Dict[str, Tuple[List[Line], Tuple[Line, Line]]] = {
    "lora.py": _lines(
        935,
        936,
        [
            (-1, ""),
            (1035, "create LoRA for Text Encoder: {te} modules."),
            (1043, "create LoRA for U-Net: {dit} modules."),
        ],
        1084,
        1089,
    ),
    "lora_flux.py": _lines(
        778,
        779,
        [(-2, "943 946"), (967, "create LoRA for FLUX all blocks: {dit} modules.")],
        1142,
        1147,
    ),
    "lora_sd3.py": _lines(
        286, 287, [(-2, "423 426"), (455, "create LoRA for SD3 MMDiT: {dit} modules.")], 577, 582
    ),
    "lora_lumina.py": _lines(
        524,
        525,
        [
            (638, "create LoRA for Gemma2 Text Encoder:"),
            (640, "create LoRA for Gemma2 Text Encoder: {te} modules."),
            (676, "create LoRA for Lumina blocks: {dit} modules."),
        ],
        816,
        821,
    ),
    "lora_anima.py": _lines(
        219,
        220,
        [(-2, "324 326"), (338, "create LoRA for Anima DiT: {dit} modules.")],
        377,
        382,
        "enable LoRA for DiT: {dit} modules",
    ),
    "lora_hunyuan_image.py": _lines(
        247, 248, [(361, "create LoRA for HunyuanImage-2.1: {dit} modules.")], 1142, 1147
    ),
}
"""Per network file: the lines of its making, then the two of its applying, with their places.
-1 stands for a line per text encoder, -2 for two of them with the places in the text."""


def _parts(lines: List[Line], family: Family) -> List[Line]:
    out: List[Line] = []
    several = len(family.encoders) > 1
    for place, text in lines:
        if place == -1:
            numbers = range(1, len(family.encoders) + 1)
            out += (
                [(1027, "create LoRA for Text Encoder %d:" % i) for i in numbers]
                if several
                else [(1030, "create LoRA for Text Encoder:")]
            )
        elif place == -2:
            first, second = map(int, text.split())
            for i, part in enumerate(family.encoders or (Part(0, 0),), 1):
                out.append((first, "create LoRA for Text Encoder %d:" % i))
                out.append(
                    (second, "create LoRA for Text Encoder %d: %d modules." % (i, part.modules))
                )
        else:
            out.append((place, text))
    return out


def _tell_lycoris(
    size: Size, options: Mapping[str, Optional[str]], args: argparse.Namespace, log: Records
) -> None:
    algo = options.get("algo") or "lora"
    alpha = _real(options.get("conv_alpha")) or args.network_alpha
    kind = {
        "lora": "LoConModule",
        "locon": "LoConModule",
        "loha": "LohaModule",
        "lokr": "LokrModule",
    }.get(algo, algo.capitalize() + "Module")
    for text in (
        "Using rank adaptation algo: %s" % algo,
        "Apply different alpha value for conv layer" if alpha != args.network_alpha else None,
        (
            "Conv alpha: %s, Linear alpha: %s" % (alpha, args.network_alpha)
            if alpha != args.network_alpha
            else None
        ),
        "Use Dropout value: %s" % (args.network_dropout or 0.0),
        "Create LyCORIS Module",
        "create LyCORIS for Text Encoder: %d modules." % size.encoder_modules,
        "Create LyCORIS Module",
        "create LyCORIS for U-Net: %d modules." % size.dit_modules,
        "module type table: {'%s': %d}" % (kind, size.modules),
        None if args.network_train_unet_only else "enable LyCORIS for text encoder",
        None if args.network_train_text_encoder_only else "enable LyCORIS for U-Net",
    ):
        if text is not None:
            log.foreign("[LyCORIS]-\x1b[0;32mINFO\x1b[0m: " + text)
