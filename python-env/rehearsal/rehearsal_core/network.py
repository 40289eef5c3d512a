"""The network: what is told while it is made, and how large its file will be."""

import argparse
import importlib
import importlib.util
from dataclasses import replace
from typing import Mapping, Optional

from . import network_lines, network_size
from .families import Family
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
    family = run.family
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
    words = {
        "rank": rank,
        "alpha": 1.0 if args.network_alpha is None else args.network_alpha,
        "dropout": args.network_dropout,
        "rank_dropout": _real(options.get("rank_dropout")),
        "module_dropout": _real(options.get("module_dropout")),
        "conv_dim": options.get("conv_dim"),
        "conv_alpha": _real(options.get("conv_alpha")) or 1.0,
        "unit": options.get("unit") or 1,
        "dit": size.dit_modules,
        "te": size.encoder_modules,
    }
    told = network_lines.of(args.network_module, family)
    if told.warns_of_alpha and words["alpha"] >= 1:
        log.warning("%s:173" % told.source, network_lines.LARGE_ALPHA)
    encoders = network_size.encoders_of(family, options)
    t5 = options.get("train_t5xxl") == "True"
    for place, text in told.lines(encoders, bool(options.get("conv_dim")), t5):
        log.info("%s:%d" % (told.source, place), text.format(**words))
    encoder, dit = told.applied
    if encoder and not args.network_train_unet_only:
        log.info("%s:%d" % (told.source, encoder[0]), encoder[1].format(**words))
    if dit and not args.network_train_text_encoder_only:
        log.info("%s:%d" % (told.source, dit[0]), dit[1].format(**words))


def _real(text: Optional[str]) -> Optional[float]:
    return None if text is None else float(text)


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
