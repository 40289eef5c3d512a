"""Lists the layers that LyCORIS, upstream's OFT and its LoRA-FA put a network on.

    dump_network_layers.py CHECKOUT [-o FILE] [--counts FILE]

Runs inside upstream's own environment with LyCORIS installed. The models have their real shapes but
no weights (meta device), the networks on them are real. --counts also writes how many values real
networks of many kinds train, for the test that holds lorabake's arithmetic against them.
"""

import argparse
import collections
import copy
import contextlib
import importlib
import json
import os
import re
import sys
import unittest.mock
from pathlib import Path

import dump_lora_sizes as models

FAMILIES = ("sd15", "sd2", "sdxl", "sd3", "sd35-medium", "sd35-large", "flux")
PRESETS = (
    "full",
    "full-lin",
    "attn-mlp",
    "attn-only",
    "unet-only",
    "unet-transformer-only",
    "unet-convblock-only",
)
OFT = {"": {}, "+linear": {"enable_all_linear": "1"}, "+conv": {"enable_conv": "1"}}
SOURCE = (
    "sd-scripts v0.10.1 and LyCORIS 3.2.0: the layers that their networks take, by"
    " python-env/dump_network_layers.py"
)
LAYER = "[inputs, outputs, side of the kernel, how many]; of OFT [outputs, how many]"
CLASS = {}
COUNTED = [
    {"algo": "locon", "rank": 8},
    {"algo": "locon", "rank": 16, "conv_dim": 4, "preset": "attn-mlp"},
    {"algo": "locon", "rank": 8, "conv_dim": 4, "use_tucker": "True"},
    {"algo": "loha", "rank": 8},
    {"algo": "loha", "rank": 8, "conv_dim": 4, "use_tucker": "True"},
    {"algo": "lokr", "rank": 8, "factor": -1},
    {"algo": "lokr", "rank": 16, "factor": 8},
    {"algo": "lokr", "rank": 100000, "factor": 4},
    {"algo": "lokr", "rank": 4, "factor": 16, "decompose_both": "True"},
    {"algo": "lokr", "rank": 4, "factor": 8, "use_tucker": "True", "full_matrix": "True"},
    {"algo": "lokr", "rank": 4, "factor": 8, "use_tucker": "True", "preset": "unet-only"},
    {"algo": "glora", "rank": 8},
    {"algo": "diag-oft", "rank": 8},
    {"algo": "diag-oft", "rank": 4, "rescaled": "True", "preset": "full-lin"},
    {"algo": "boft", "rank": 320},
]


def layer(module):
    """Inputs, outputs and kernel of a layer."""
    if hasattr(module, "in_features"):
        return module.in_features, module.out_features, 1
    return module.in_channels, module.out_channels, module.kernel_size[0]


def original(lora):
    return lora.org_module[0] if isinstance(lora.org_module, list) else lora.org_module


def counted(layers):
    """Rows of inputs, outputs, kernel and how often, the same ones together."""
    rows = collections.Counter(layers)
    return [list(key) + [number] for key, number in sorted(rows.items())]


def made(family, checkout):
    import torch

    name, image, encoders, _ = models.families(checkout)[family]
    with torch.device("meta"):
        image, encoders = image(), [make() for make in encoders]
    return name, image, encoders


def targets(network):
    found = {name: value for name, value in vars(network).items() if name.isupper()}
    return copy.deepcopy(found)


def on_cpu(tensor):
    return lambda *values, **named: tensor(*values, **{"device": "cpu", **named})


def lycoris_network(image, encoders, rank, **arguments):
    import torch
    from lycoris.kohya import LycorisNetworkKohya, create_network

    # a preset changes the class, and leaves there what the next one does not name
    for name, value in CLASS.setdefault("targets", targets(LycorisNetworkKohya)).items():
        setattr(LycorisNetworkKohya, name, copy.deepcopy(value))
    torch.nn.init.orthogonal_ = lambda tensor, **_: tensor
    # LyCORIS computes with small tensors of sizes, which need values
    with torch.device("meta"), unittest.mock.patch("torch.tensor", on_cpu(torch.tensor)):
        return create_network(1.0, rank, 1.0, None, encoders, image, **arguments)


def lycoris(image, encoders):
    presets = {}
    for preset in PRESETS:
        network = lycoris_network(image, encoders, 4, algo="locon", preset=preset)
        presets[preset] = {
            "unet": counted(layer(original(one)) for one in network.unet_loras),
            "text_encoder": counted(layer(original(one)) for one in network.text_encoder_loras),
        }
    return presets


def widths(network):
    found = collections.Counter()
    for one in network.unet_ofts:
        found.update(getattr(one, "split_dims", None) or [one.out_dim])
    return [[width, number] for width, number in sorted(found.items())]


def oft(family, image):
    import torch

    module = importlib.import_module("networks.oft_flux" if family == "flux" else "networks.oft")
    kinds = {}
    for name, arguments in OFT.items():
        if family == "flux" and name == "+conv":
            continue
        with torch.device("meta"):
            kinds[name] = widths(module.create_network(1.0, 4, 1e-4, None, [], image, **arguments))
        if family != "flux":  # upstream extends its lists in place
            module = importlib.reload(module)
    return kinds


def lora_fa(image, encoders):
    module = importlib.import_module("networks.lora_fa")
    network = module.create_network(1.0, 4, 1.0, None, encoders, image)
    return {
        "unet": counted(layer(original(one)) for one in network.unet_loras),
        "text_encoder": counted(layer(original(one)) for one in network.text_encoder_loras),
    }


def written(families):
    """As JSON, a list of layers on a line."""
    text = json.dumps({"source": SOURCE, "layer": LAYER, "families": families}, indent=2)
    return re.sub(r"\[[\s\d,\[\]]*\]", lambda found: re.sub(r"\s", "", found[0]), text) + "\n"


def values(loras):
    return sum(one.numel() for lora in loras for one in lora.parameters() if one.requires_grad)


def main(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkout", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--counts", type=Path)
    args = parser.parse_args(words)
    checkout, output = args.checkout.resolve(), args.output.resolve()
    counts_file = args.counts.resolve() if args.counts else None
    os.chdir(checkout)
    sys.path.insert(0, str(checkout))
    families, counts = {}, []
    with contextlib.redirect_stdout(sys.stderr):
        for family in FAMILIES:
            _, image, encoders = made(family, checkout)
            families[family] = {"lycoris": lycoris(image, encoders)}
            if family in ("sd15", "sd2", "sdxl", "flux"):
                families[family]["oft"] = oft(family, image)
            if family in ("sd15", "sd2", "sdxl"):
                families[family]["lora_fa"] = lora_fa(image, encoders)
            for case in COUNTED if counts_file else []:
                arguments = {key: value for key, value in case.items() if key != "rank"}
                network = lycoris_network(image, encoders, case["rank"], **arguments)
                unet, text = values(network.unet_loras), values(network.text_encoder_loras)
                counts.append({"family": family, **case, "unet": unet, "text_encoder": text})
    output.write_text(written(families), "utf-8")
    if counts_file:
        counts_file.write_text("".join(json.dumps(one) + "\n" for one in counts), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
