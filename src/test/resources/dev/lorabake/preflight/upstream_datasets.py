"""Lets sd-scripts build seeded random datasets, sound and faulty, one JSON object a line.

usage: upstream_datasets.py SD_SCRIPTS FIRST COUNT

Every case is a dataset configuration with the folders, metadata files and masks that it names, and
what its trainer comes to before it loads a model: how many batches, or which exception. Names of
files are relative to the case's own folder; @ROOT@ in a text stands for that folder.
"""

import json
import logging
import os
import random
import shutil
import struct
import sys
import tempfile

SIZES = [(512, 512), (512, 512), (768, 512), (1024, 1024), (300, 900), (1600, 700), (40, 600)]


def one(rng, usual, *others):
    """Mostly one of the usual values, now and then another."""
    return rng.choice(usual) if rng.random() < 0.93 or not others else rng.choice(others)


def folder(rng, case, name):
    count = one(rng, [1, 2, 3, 5, 8], 0)
    if count == 0:
        case["folders"].append(name)
    for number in range(count):
        case["images"]["%s/%d.png" % (name, number)] = list(rng.choice(SIZES))
        case["texts"]["%s/%d.txt" % (name, number)] = "a cat"
    return count


def masks(rng, case, name, images, count):
    case["folders"].append(name)
    for number in range(count):
        case["images"]["%s/%d.png" % (name, number)] = case["images"]["%s/%d.png" % (images, number)]


def metadata(rng, case, name, images, count):
    entries = {}
    absolute = rng.random() < 0.3
    for number in range(count):
        entry = {"caption": "a cat"}
        if rng.random() < 0.3:
            entry["tags"] = "cat, animal"
        if rng.random() < 0.3:
            entry["image_size"] = case["images"]["%s/%d.png" % (images, number)]
        entries[("@ROOT@/%s/%d.png" % (images, number)) if absolute else "%d.png" % number] = entry
    if entries and rng.random() < 0.15:
        entry = entries[rng.choice(sorted(entries))]
        mistake = rng.choice(["tags", "size", "size", "zero"])
        if mistake == "tags":
            entry["tags"] = ["cat"]
        else:
            entry["image_size"] = {"size": [512], "zero": [0, 512]}[mistake]
    if rng.random() < 0.05:
        entries["none%d.png" % len(case["texts"]) if not absolute else "@ROOT@/none.png"] = {"caption": "nothing"}
    if rng.random() < 0.3:
        name += ".jsonl"
        text = "".join(json.dumps({"image_path": key, **entry}) + "\n" for key, entry in entries.items())
        text += one(rng, [""], "\n", "{\n", '{"caption": "a cat"}\n')
    else:
        name += ".json"
        text = one(rng, [json.dumps(entries)], "[]", "{", '{"0.png": "a cat"}')
    if rng.random() < 0.97:
        case["texts"][name] = text
    return name, absolute


def subset(rng, case, kind):
    number = case["subsets"]
    case["subsets"] += 1
    name = "f%d" % number
    reuse = number > 0 and kind == "dreambooth" and rng.random() < 0.06
    if reuse:
        name = "f%d" % rng.randrange(number)
    table = {"num_repeats": one(rng, [1, 2, 5], 0)} if rng.random() < 0.8 else {}
    count = 0 if reuse else folder(rng, case, name)
    image_dir = name if kind == "metadata" else one(rng, [name], "nowhere")
    if kind == "metadata":
        file, absolute = metadata(rng, case, "m%d" % number, name, count)
        table["metadata_file"] = file
        if not (absolute and rng.random() < 0.5) and rng.random() < 0.97:
            table["image_dir"] = image_dir
        return table
    table["image_dir"] = image_dir
    if kind == "masked":
        masks(rng, case, "k%d" % number, name, count)
        table["conditioning_data_dir"] = "k%d" % number
    elif rng.random() < 0.1:
        table["is_reg"] = True
    return table


def choose(seed):
    rng = random.Random(seed * 7919 + 11)
    masked = rng.random() < 0.35
    case = {"seed": seed, "folders": [], "images": {}, "texts": {}, "subsets": 0}
    train = {"seed": 1, "cache_latents": True}
    if masked:
        train["masked_loss"] = True
    if rng.random() < 0.6:
        train["resolution"] = one(rng, ["512", "768,512"])
    if rng.random() < 0.3:
        train["train_batch_size"] = rng.randint(1, 4)
    config = {"datasets": []}
    for _ in range(rng.choice([1, 1, 2])):
        kind = rng.choice(["dreambooth", "dreambooth", "metadata"] + (["masked"] * 3 if masked else []))
        table = {}
        if rng.random() < 0.9:
            table["resolution"] = one(rng, [512, 640, [512, 768]], 1280, 200)
        if rng.random() < 0.7:
            table["enable_bucket"] = True
            table["min_bucket_reso"] = one(rng, [256, 256, 200], 32, 640)
            table["max_bucket_reso"] = one(rng, [1024, 2048, 1000], 400)
            table["bucket_reso_steps"] = one(rng, [64, 64, 128], 32, 48, 16)
            table["bucket_no_upscale"] = rng.random() < 0.15
        if rng.random() < 0.4:
            table["batch_size"] = one(rng, [1, 2, 4], 0, -1)
        if rng.random() < 0.2:
            table["validation_split"] = rng.choice([0.1, 0.5, 1.0, 0.05])
            table["validation_seed"] = 1
        if kind != "masked" and rng.random() < 0.05:
            table[rng.choice(["color_aug", "random_crop"])] = True
        if kind != "metadata":
            table["caption_extension"] = ".txt"
        table["subsets"] = [subset(rng, case, kind) for _ in range(one(rng, [1, 1, 2], 0))]
        config["datasets"].append(table)
    del case["subsets"]
    case["train"] = train
    case["config"] = config
    return case


def lay(case, root):
    for name in case["folders"]:
        os.makedirs(os.path.join(root, name), exist_ok=True)
    for name, (width, height) in case["images"].items():
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(9))
    for name, text in case["texts"].items():
        with open(os.path.join(root, name), "w") as file:
            file.write(text.replace("@ROOT@", root))


def build(case, root, parser, train_util, config_util):
    words = []
    for option, value in case["train"].items():
        words += ["--" + option] if value is True else ["--%s=%s" % (option, value)]
    args = parser.parse_args(words)
    train_util.prepare_dataset_args(args, True)
    config = json.loads(json.dumps(case["config"]))
    for dataset in config["datasets"]:
        for table in dataset["subsets"]:
            for key in ("image_dir", "metadata_file", "conditioning_data_dir"):
                if key in table:
                    table[key] = os.path.join(root, table[key])
    sanitizer = config_util.ConfigSanitizer(True, True, args.masked_loss, True)
    blueprint = config_util.BlueprintGenerator(sanitizer).generate(config, args)
    training, validation = config_util.generate_dataset_group_by_blueprint(blueprint.dataset_group)
    if len(training) == 0:
        return {"error": "no data"}
    assert training.is_latent_cacheable()
    training.verify_bucket_reso_steps(64)
    if validation is not None:
        assert validation.is_latent_cacheable()
        validation.verify_bucket_reso_steps(64)
    return {"batches": len(training)}


def main():
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever sd-scripts prints goes to stderr
    sys.path.insert(0, sys.argv[1])
    first, count = int(sys.argv[2]), int(sys.argv[3])
    sys.argv = [sys.argv[0]]
    import train_network
    from library import config_util, strategy_base, strategy_sd, train_util

    logging.disable(logging.CRITICAL)
    strategy = strategy_sd.SdSdxlLatentsCachingStrategy(True, False, 1, False)
    strategy_base.LatentsCachingStrategy.set_strategy(strategy)
    parser = train_network.setup_parser()
    for seed in range(first, first + count):
        case = choose(seed)
        root = tempfile.mkdtemp()
        lay(case, root)
        random.seed(1)
        try:
            case["expected"] = build(case, root, parser, train_util, config_util)
        except Exception as error:
            case["expected"] = {"error": type(error).__name__}
        shutil.rmtree(root)
        print(json.dumps(case), file=out, flush=True)


main()
