"""Holds seeded random dataset configurations against sd-scripts' own schema, one JSON object a line.

usage: upstream_schema.py SD_SCRIPTS FIRST COUNT

Each configuration is sound but for at most one mistake: a value of another type, a key that is
unknown, misplaced or of another kind of dataset, or one left out. Truth values in place of numbers
are left out: Python counts them as 0 and 1, which lorabake refuses on purpose.
"""

import json
import logging
import random
import sys

SUBSET = {
    "color_aug": [True, False],
    "face_crop_aug_range": [[1.5, 2.0]],
    "flip_aug": [True],
    "num_repeats": [1, 10],
    "random_crop": [False],
    "shuffle_caption": [True],
    "keep_tokens": [0, 2],
    "keep_tokens_separator": ["|||"],
    "secondary_separator": [";"],
    "caption_separator": [","],
    "enable_wildcard": [True],
    "token_warmup_min": [1],
    "token_warmup_step": [0.5, 10],
    "caption_prefix": ["a"],
    "caption_suffix": ["b"],
    "custom_attributes": [{"a": 1}],
    "resize_interpolation": ["area"],
    "caption_dropout_every_n_epochs": [2],
    "caption_dropout_rate": [0.1, 1],
    "caption_tag_dropout_rate": [0.1],
}
DATASET = {
    "batch_size": [2],
    "bucket_no_upscale": [False],
    "bucket_reso_steps": [64],
    "enable_bucket": [True],
    "max_bucket_reso": [2048],
    "min_bucket_reso": [256],
    "validation_seed": [1],
    "validation_split": [0.1],
    "resolution": [512, [512, 768]],
    "network_multiplier": [0.5],
}
CAPTIONED = {"caption_extension": [".txt"], "class_tokens": ["cat"], "cache_info": [False]}
MASKED = {"caption_extension": [".txt"], "cache_info": [False]}
OWN = {
    "dreambooth": {"is_reg": [False], "alpha_mask": [True]},
    "metadata": {"alpha_mask": [True], "image_dir": ["i"]},
    "masked": {},
}
NEEDED = {
    "dreambooth": {"image_dir": "images"},
    "metadata": {"metadata_file": "meta.json"},
    "masked": {"image_dir": "images", "conditioning_data_dir": "masks"},
}
UNKNOWN = ["repeats", "train_batch_size", "prior_loss_weight", "debug_dataset", "mixed_precision", "subsets_"]
VALUES = [0, 1, -2, 0.0, 1.5, "", "x", "64", [], [1, 2], [1.0, 2.0], [1, 2.0], [1.0], [1, 2, 3], {"a": 1}, {}, [[1, 2]]]
TRUTH = [True, False]


def pick(rng, keys, most):
    names = rng.sample(sorted(keys), rng.randint(0, min(most, len(keys))))
    return {name: rng.choice(keys[name]) for name in names}


def sound(rng, kinds):
    extra = {"dreambooth": CAPTIONED, "metadata": {}, "masked": MASKED}
    config = {"datasets": []}
    if rng.random() < 0.5:
        config["general"] = pick(rng, {**SUBSET, **DATASET, **CAPTIONED}, 4)
    for _ in range(rng.choice([1, 1, 2])):
        kind = rng.choice(kinds)
        dataset = pick(rng, {**SUBSET, **DATASET, **extra[kind]}, 4)
        dataset["subsets"] = []
        for _ in range(rng.choice([1, 1, 2])):
            subset = pick(rng, {**SUBSET, **extra[kind], **OWN[kind]}, 4)
            dataset["subsets"].append({**subset, **NEEDED[kind]})
        config["datasets"].append(dataset)
    return config


def tables(config):
    found = [config["general"]] if "general" in config else []
    for dataset in config["datasets"]:
        found += [dataset] + dataset["subsets"]
    return found


def spoil(rng, config):
    everything = {**SUBSET, **DATASET, **CAPTIONED, **OWN["dreambooth"], **OWN["metadata"]}
    everything["conditioning_data_dir"] = ["masks"]
    everything["metadata_file"] = ["meta.json"]
    table = rng.choice(tables(config))
    mistake = rng.choice(["type", "type", "type", "place", "place", "unknown", "missing", "top"])
    if mistake == "top":
        config[rng.choice(["resolution", "train", "dataset", "batch_size"])] = rng.choice(VALUES)
    elif mistake == "unknown":
        table[rng.choice(UNKNOWN)] = rng.choice(VALUES)
    elif mistake == "place":
        name = rng.choice(sorted(everything))
        table[name] = rng.choice(everything[name])
    elif mistake == "missing":
        names = [name for name in table if name != "subsets"]
        if names:
            del table[rng.choice(names)]
    else:
        names = [name for name in table if name != "subsets"]
        name = rng.choice(names) if names else "flip_aug"
        known = everything.get(name, [""])[0]
        number = isinstance(known, (int, float)) and not isinstance(known, bool) or name == "resolution"
        table[name] = rng.choice(VALUES if number else VALUES + TRUTH * 3)


def main():
    sys.path.insert(0, sys.argv[1])
    logging.disable(logging.CRITICAL)
    from library import config_util

    first, count = int(sys.argv[2]), int(sys.argv[3])
    for seed in range(first, first + count):
        rng = random.Random(seed * 7919 + 5)
        masks = rng.random() < 0.5
        kinds = ["dreambooth", "dreambooth", "metadata"] + (["masked", "masked"] if masks else [])
        config = sound(rng, kinds)
        if rng.random() < 0.8:
            spoil(rng, config)
        case = {"seed": seed, "masked_loss": masks, "config": config}
        try:
            sanitizer = config_util.ConfigSanitizer(True, True, masks, True)
            sanitizer.sanitize_user_config(json.loads(json.dumps(config)))
        except Exception as refusal:
            place = str(refusal).rpartition("@ ")
            case["refusal"] = place[2] if place[1] else "the kinds of subset"
        print(json.dumps(case), flush=True)


main()
