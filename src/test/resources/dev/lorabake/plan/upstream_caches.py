"""Lets sd-scripts build seeded data sets beside which caches lie, one JSON object a line.

usage: upstream_caches.py SD_SCRIPTS FOLDER FIRST COUNT

Folders have latent caches by name, right, stale or of another image, and lists of an earlier run
with cache_info: whole, partial, stale, in another order, broken. @ROOT@ in a list stands for the
folder of the case.
"""

import json
import logging
import os
import random
import shutil
import sys

import upstream_plans as plans

SIZES = plans.SIZES + [(300, 900), (1600, 700)]
STEMS = ["1", "10", "11", "2", "a", "a_b", "a_b_c", "cat", "cat 2", "cat_", "d", "e", "f"]


def choose(seed):
    rng = random.Random(seed * 7919 + 5)
    options = {
        "resolution": rng.choice(["512", "768,512"]),
        "train_batch_size": rng.randint(1, 4),
        "seed": rng.randint(0, 1000),
        "enable_bucket": True,
        "max_train_epochs": 1,
    }
    if rng.random() < 0.4:
        options["validation_split"] = rng.choice([0.1, 0.3, 0.5, 1.0])
        options["validation_seed"] = rng.randint(0, 100)
    if rng.random() < 0.2:
        options["cache_info"] = True
    case = {"seed": seed, "options": options, "images": {}, "texts": {}, "datasets": []}
    folders = []
    for _ in range(rng.choice([1, 1, 2])):
        block = {"subsets": []}
        for _ in range(rng.choice([1, 1, 2])):
            reuse = folders and rng.random() < 0.25
            name = rng.choice(folders) if reuse else "f%d" % len(folders)
            if not reuse:
                folders.append(name)
                fill(rng, case, name)
            subset = {"image_dir": name, "num_repeats": rng.randint(1, 3)}
            if rng.random() < 0.6:
                subset["cache_info"] = True
            if rng.random() < 0.1:
                subset["is_reg"] = True
            block["subsets"].append(subset)
        case["datasets"].append(block)
    return case


def fill(rng, case, name):
    stems = rng.sample(STEMS, rng.randint(1, 9))
    for stem in stems:
        case["images"]["%s/%s.png" % (name, stem)] = list(rng.choice(SIZES))
    for stem in STEMS if rng.random() < 0.5 else []:
        kind = rng.random()
        width, height = case["images"].get("%s/%s.png" % (name, stem), rng.choice(SIZES))
        if kind < 0.4:
            case["texts"]["%s/%s_%04dx%04d_sd.npz" % (name, stem, width, height)] = ""
        elif kind < 0.6:
            width, height = rng.choice(SIZES)
            case["texts"]["%s/%s_%04dx%04d_sd.npz" % (name, stem, width, height)] = ""
        elif kind < 0.65:
            case["texts"]["%s/%s_%dx%d_sdxl.npz" % (name, stem, width, height)] = ""
        elif kind < 0.67 and stem in ("d", "e", "f"):  # else the order of names decides
            case["texts"]["%s/%s_sd.npz" % (name, stem)] = ""
    if rng.random() < 0.6:
        case["texts"][name + "/metadata_cache.json"] = listed(rng, case, name, stems)


def listed(rng, case, name, stems):
    stems = list(stems)
    if rng.random() < 0.5:
        rng.shuffle(stems)
    else:
        stems.sort()
    if rng.random() < 0.4:
        stems = stems[: rng.randint(0, len(stems))]
    if rng.random() < 0.2:
        stems.append("gone")
    entries = {}
    for stem in stems:
        size = case["images"].get("%s/%s.png" % (name, stem), [512, 512])
        if rng.random() < 0.1:
            size = list(rng.choice(SIZES))
        entry = {"caption": rng.choice(["a cat"] * 40 + [""] * 40 + [None]), "resolution": size}
        if rng.random() < 0.01:
            del entry[rng.choice(sorted(entry))]
        if rng.random() < 0.01:
            entry["resolution"] = rng.choice([[0, 0], [512]])
        entries["@ROOT@/%s/%s.png" % (name, stem)] = entry
    text = json.dumps(entries)
    return rng.choice([text] * 60 + [text[:-1], "[]", "", "\ufeff" + text])


def lay(case, root):
    for name, size in case["images"].items():
        folder, file = os.path.split(os.path.join(root, name))
        os.makedirs(folder, exist_ok=True)
        plans.write_picture(os.path.join(folder, file), *size)
    for name, text in case["texts"].items():
        with open(os.path.join(root, name), "w", encoding="utf-8") as file:
            file.write(text.replace("@ROOT@", root))


def build(case, root, parser, train_util, config_util):
    args = plans.arguments(parser, root, case["options"])
    train_util.prepare_dataset_args(args, True)
    random.seed(args.seed)
    generator = config_util.BlueprintGenerator(config_util.ConfigSanitizer(True, True, False, True))
    blueprint = generator.generate(plans.user_config(case, root, args, config_util), args)
    training, validation = config_util.generate_dataset_group_by_blueprint(blueprint.dataset_group)
    return {
        "images": [training.num_train_images, training.num_reg_images, validation.num_train_images if validation else 0],
        "datasets": [plans.buckets(dataset) for dataset in training.datasets],
    }


def main():
    checkout, folder, first, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever sd-scripts prints goes to stderr
    sys.path.insert(0, checkout)
    sys.argv = [sys.argv[0]]
    import train_network
    from library import config_util, strategy_base, strategy_sd, train_util

    logging.disable(logging.CRITICAL)
    strategy = strategy_sd.SdSdxlLatentsCachingStrategy(True, False, 1, False)
    strategy_base.LatentsCachingStrategy.set_strategy(strategy)
    parser = train_network.setup_parser()
    for seed in range(first, first + count):
        case = choose(seed)
        root = os.path.join(folder, str(seed))
        os.makedirs(root)
        lay(case, root)
        try:
            case["expected"] = build(case, root, parser, train_util, config_util)
        except Exception as e:
            case["expected"] = {"error": type(e).__name__}
        print(json.dumps(case), file=out, flush=True)
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
