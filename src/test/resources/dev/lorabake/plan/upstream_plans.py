"""Plans seeded random data sets with sd-scripts' own classes, one JSON object a line.

usage: upstream_plans.py SD_SCRIPTS FOLDER FIRST COUNT

For every seed from FIRST it makes a folder of picture headers, lets sd-scripts read it as its
trainer does, and prints the settings together with what came out. What the trainer computes
between reading and training is repeated here line by line, since it cannot be called alone.
"""

import json
import logging
import math
import os
import random
import shutil
import struct
import sys

RESOLUTIONS = ["512", "768", "1024", "768,512", "640", "1000"]
SIZES = [(512, 512), (768, 512), (512, 768), (1024, 1024), (832, 1216), (1216, 832), (1920, 1080), (600, 800)]


def choose_settings(seed):
    """A random case: options, dataset blocks, and the sizes of the pictures in each folder."""
    rng = random.Random(seed * 7919 + 1)
    options = {
        "resolution": rng.choice(RESOLUTIONS),
        "train_batch_size": rng.randint(1, 7),
        "seed": rng.randint(0, 10000),
        "gradient_accumulation_steps": rng.choice([1, 1, 2, 3, 5]),
        "output_name": "cat",
    }
    if rng.random() < 0.8:
        options["enable_bucket"] = True
        options["min_bucket_reso"] = rng.choice([256, 256, 64, 200, 320])
        options["max_bucket_reso"] = rng.choice([1024, 1024, 2048, 1536, 1000])
        options["bucket_reso_steps"] = rng.choice([64, 64, 64, 128, 192, 96])
        if rng.random() < 0.3:
            options["bucket_no_upscale"] = True
    if rng.random() < 0.5:
        options["max_train_epochs"] = rng.randint(1, 20)
    else:
        options["max_train_steps"] = rng.randint(1, 400)
    mode = rng.choice(["blocks", "blocks", "blocks", "folders", "metadata"])
    if rng.random() < 0.25:
        options["validation_split"] = rng.choice([0.1, 0.25, 0.5, 0.07, 0.9, 1.0, 1.5, -0.1])
        if mode == "folders" or rng.random() < 0.5:
            # without it the split follows the order in which the disk lists the folders
            options["validation_seed"] = rng.randint(0, 100)
    for option, high in [
        ("save_every_n_epochs", 6),
        ("save_every_n_steps", 60),
        ("save_n_epoch_ratio", 5),
        ("save_last_n_epochs", 4),
        ("save_last_n_steps", 120),
    ]:
        if rng.random() < 0.3:
            options[option] = rng.randint(1, high)
    folders = {}
    case = {"seed": seed, "processes": rng.choice([1, 1, 1, 2, 3]), "options": options, "folders": folders}
    if mode == "blocks":
        case["datasets"] = choose_blocks(rng, folders)
    elif mode == "folders":
        options["train_data_dir"] = "train"
        for name in rng.sample(["3_cat", "1_dog", "12_a_b", "0_none", "notes", "2"], rng.randint(1, 4)):
            folders["train/" + name] = choose_sizes(rng)
        if rng.random() < 0.5:
            options["reg_data_dir"] = "reg"
            folders["reg/%d_cat" % rng.randint(1, 4)] = choose_sizes(rng)
    else:
        options["train_data_dir"] = "images"
        options["in_json"] = "meta.json"
        options["dataset_repeats"] = rng.randint(1, 4)
        folders["images"] = choose_sizes(rng)
    return case


def choose_blocks(rng, folders):
    blocks = []
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        block = {"subsets": []}
        if rng.random() < 0.3:
            block["batch_size"] = rng.randint(1, 5)
        if rng.random() < 0.2:
            block["resolution"] = rng.choice([512, 768, [640, 512]])
        if rng.random() < 0.2:
            block["num_repeats"] = rng.randint(0, 4)
        for _ in range(rng.choice([1, 1, 2, 3])):
            reuse = folders and rng.random() < 0.15
            folder = rng.choice(sorted(folders)) if reuse else "f%d" % len(folders)
            if not reuse:
                folders[folder] = None if rng.random() < 0.03 else choose_sizes(rng)
            subset = {"image_dir": folder}
            if rng.random() < 0.7:
                subset["num_repeats"] = rng.randint(1, 6) if rng.random() < 0.95 else 0
            if rng.random() < 0.2:
                subset["is_reg"] = True
            block["subsets"].append(subset)
        blocks.append(block)
    return blocks


def choose_sizes(rng):
    if rng.random() < 0.03:
        return []
    pool = rng.sample(SIZES, rng.randint(1, 4))
    pool += [(rng.randint(64, 3000), rng.randint(64, 3000)) for _ in range(rng.randint(0, 3))]
    return [list(rng.choice(pool)) for _ in range(rng.randint(1, 16))]


def write_pictures(root, folders):
    for folder, sizes in folders.items():
        if sizes is None:
            continue
        path = os.path.join(root, folder)
        os.makedirs(path)
        for number, (width, height) in enumerate(sizes):
            write_picture(os.path.join(path, "%03d.png" % number), width, height)


def write_picture(path, width, height):
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(9))


def arguments(parser, root, options):
    words = []
    for option, value in options.items():
        if option in ("train_data_dir", "reg_data_dir", "in_json"):
            value = os.path.join(root, value)
        words += ["--" + option] if value is True else ["--%s=%s" % (option, value)]
    return parser.parse_args(words)


def user_config(case, root, args, config_util):
    if "datasets" in case:
        datasets = json.loads(json.dumps(case["datasets"]))
        for block in datasets:
            for subset in block["subsets"]:
                subset["image_dir"] = os.path.join(root, subset["image_dir"])
        return {"datasets": datasets}
    if args.in_json is None:
        subsets = config_util.generate_dreambooth_subsets_config_by_subdirs(args.train_data_dir, args.reg_data_dir)
    else:
        subsets = [{"image_dir": args.train_data_dir, "metadata_file": args.in_json}]
    return {"datasets": [{"subsets": subsets}]}


def buckets(dataset):
    manager = dataset.bucket_manager
    return [
        [reso[0], reso[1], len(bucket), math.ceil(len(bucket) / dataset.batch_size)]
        for reso, bucket in zip(manager.resos, manager.buckets)
        if bucket
    ]


def plan(case, root, parser, modules):
    train_util, config_util, set_seed, prepare_data_loader, data_loader = modules
    args = arguments(parser, root, case["options"])
    train_util.prepare_dataset_args(args, True)
    set_seed(args.seed)
    generator = config_util.BlueprintGenerator(config_util.ConfigSanitizer(True, True, False, True))
    blueprint = generator.generate(user_config(case, root, args, config_util), args)
    training, validation = config_util.generate_dataset_group_by_blueprint(blueprint.dataset_group)
    if len(training) == 0:
        return {"error": "no data"}
    training.verify_bucket_reso_steps(64)
    processes = case["processes"]
    accumulation = args.gradient_accumulation_steps
    loader = data_loader(training, batch_size=1, shuffle=True)
    if args.max_train_epochs is not None:
        args.max_train_steps = args.max_train_epochs * math.ceil(len(loader) / processes / accumulation)
    share = prepare_data_loader(
        loader, num_processes=processes, process_index=0, split_batches=False, put_on_device=False, dispatch_batches=False
    )
    updates = math.ceil(len(share) / accumulation)
    epochs = math.ceil(args.max_train_steps / updates)
    if args.save_n_epoch_ratio is not None and args.save_n_epoch_ratio > 0:
        args.save_every_n_epochs = math.floor(epochs / args.save_n_epoch_ratio) or 1
    return {
        "images": [training.num_train_images, training.num_reg_images, validation.num_train_images if validation else 0],
        "datasets": [buckets(dataset) for dataset in training.datasets],
        "validation": [buckets(dataset) for dataset in validation.datasets] if validation else [],
        "batches": len(loader),
        "updates": updates,
        "epochs": epochs,
        "steps": args.max_train_steps,
        "checkpoints": checkpoints(args, train_util, updates, epochs),
    }


def checkpoints(args, train_util, updates, epochs):
    """Walks the training as its loop does, and answers [file, step, still there at the end]."""
    files = {}
    step = 0
    extension = "." + args.save_model_as

    def remove(name):
        if name in files:
            files[name][2] = False

    for epoch in range(epochs):
        for _ in range(updates):
            step += 1
            if args.save_every_n_steps is not None and step % args.save_every_n_steps == 0:
                name = train_util.get_step_ckpt_name(args, extension, step)
                files[name] = [name, step, True]
                old = train_util.get_remove_step_no(args, step)
                if old is not None:
                    remove(train_util.get_step_ckpt_name(args, extension, old))
            if step >= args.max_train_steps:
                break
        if args.save_every_n_epochs is not None:
            if (epoch + 1) % args.save_every_n_epochs == 0 and (epoch + 1) < epochs:
                name = train_util.get_epoch_ckpt_name(args, extension, epoch + 1)
                files[name] = [name, step, True]
                old = train_util.get_remove_epoch_no(args, epoch + 1)
                if old is not None:
                    remove(train_util.get_epoch_ckpt_name(args, extension, old))
    name = train_util.get_last_ckpt_name(args, extension)
    files[name] = [name, step, True]
    return list(files.values())


def main():
    checkout, folder, first, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever sd-scripts prints goes to stderr
    sys.path.insert(0, checkout)
    sys.argv = [sys.argv[0]]
    import train_network
    from accelerate.data_loader import prepare_data_loader
    from accelerate.utils import set_seed
    from library import config_util, strategy_base, strategy_sd, train_util
    from torch.utils.data import DataLoader

    logging.disable(logging.CRITICAL)
    strategy = strategy_sd.SdSdxlLatentsCachingStrategy(True, False, 1, False)
    strategy_base.LatentsCachingStrategy.set_strategy(strategy)
    parser = train_network.setup_parser()
    modules = (train_util, config_util, set_seed, prepare_data_loader, DataLoader)
    for seed in range(first, first + count):
        case = choose_settings(seed)
        root = os.path.join(folder, str(seed))
        os.makedirs(root)
        write_pictures(root, case["folders"])
        if "in_json" in case["options"]:
            names = ["%03d.png" % number for number in range(len(case["folders"]["images"]))]
            with open(os.path.join(root, "meta.json"), "w") as file:
                json.dump({name: {"caption": "a cat"} for name in names}, file)
        try:
            case["expected"] = plan(case, root, parser, modules)
        except Exception as e:
            case["expected"] = {"error": type(e).__name__}
        print(json.dumps(case), file=out, flush=True)
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
