"""Runs sd-scripts' own training loop on seeded random cases, and prints one JSON object a line.

usage: upstream_trainings.py SD_SCRIPTS FOLDER FIRST COUNT

NetworkTrainer.train runs as it is, with sd-scripts' own options, data sets, data loaders, schedulers
and saving, and accelerate's own sharding and accumulation. Replaced is what is heavy: the models, the
network (two numbers), the pictures (headers alone) and the loss. Several processes are real ones, that
talk through gloo. A case that goes on from a state first trains the run that leaves it. Seeds below 0 are the worked cases.
"""

import json
import logging
import os
import random
import shutil
import signal
import socket
import sys
import types

import upstream_plans
import worked_trainings

SECONDS_A_CASE = 600


def choose_case(seed):
    if seed < 0:
        return dict(worked_trainings.WORKED[seed], seed=seed)
    rng = random.Random(seed * 104729 + 5)
    folders = {}
    case = {"seed": seed, "processes": rng.choice([1, 1, 1, 1, 2, 2, 3]), "folders": folders}
    case["datasets"] = choose_datasets(rng, folders)
    options = {
        "resolution": "512",
        "train_batch_size": rng.randint(1, 4),
        "seed": rng.randint(0, 10000),
        "gradient_accumulation_steps": rng.choice([1, 1, 2, 3, 4, 7]),
        "enable_bucket": rng.random() < 0.7,
        "optimizer_type": "AdamWScheduleFree" if rng.random() < 0.04 else "AdamW",
        "learning_rate": 0.001,
        "output_dir": "out",
    }
    if rng.random() < 0.9:
        options["output_name"] = "cat"
    choose_length(rng, options, 6, 60)
    choose_validation(rng, options)
    choose_samples(rng, options)
    choose_scheduler(rng, options)
    case["earlier"] = None
    if rng.random() < 0.35:
        case["earlier"] = choose_earlier(rng, options)
    choose_saving(rng, options)
    if rng.random() < 0.25 or (case["earlier"] and rng.random() < 0.4):
        choose_start(rng, options)
    case["options"] = options
    return case


def choose_length(rng, options, epochs, steps):
    for option in ("max_train_epochs", "max_train_steps"):
        options.pop(option, None)
    if rng.random() < 0.5:
        options["max_train_epochs"] = rng.randint(1, epochs)
    if "max_train_epochs" not in options or rng.random() < 0.1:
        options["max_train_steps"] = rng.randint(1, steps)


def choose_datasets(rng, folders):
    datasets = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        block = {"subsets": []}
        if rng.random() < 0.4:
            block["batch_size"] = rng.randint(1, 5)
        for number in range(rng.choice([1, 1, 2])):
            folder = "f%d" % len(folders)
            pool = rng.sample(upstream_plans.SIZES, rng.randint(1, 3))
            folders[folder] = [list(rng.choice(pool)) for _ in range(rng.randint(1, 9))]
            subset = {"image_dir": folder, "num_repeats": rng.randint(1, 3)}
            if number > 0 and rng.random() < 0.5:
                subset["is_reg"] = True
            block["subsets"].append(subset)
        datasets.append(block)
    return datasets


def choose_validation(rng, options):
    if rng.random() < 0.4:
        options["validation_split"] = rng.choice([0.1, 0.25, 0.5])
        options["validation_seed"] = rng.randint(0, 100)
        if rng.random() < 0.6:
            options["validate_every_n_steps"] = rng.randint(1, 12)
        if rng.random() < 0.5:
            options["validate_every_n_epochs"] = rng.randint(1, 3)
        if rng.random() < 0.7:
            options["max_validation_steps"] = rng.choice([0, 1, 1, 2, 2, 3])


def choose_samples(rng, options):
    if rng.random() < 0.4:
        options["sample_prompts"] = "prompts.txt"
        for option, high in [("sample_every_n_epochs", 3), ("sample_every_n_steps", 12)]:
            if rng.random() < 0.6:
                options[option] = rng.randint(0 if rng.random() < 0.1 else 1, high)
        options["sample_at_first"] = rng.random() < 0.5


def choose_scheduler(rng, options):
    names = ["constant", "constant_with_warmup", "cosine", "cosine_with_restarts", "linear", "polynomial"]
    names += ["inverse_sqrt", "cosine_with_min_lr", "warmup_stable_decay"]
    options["lr_scheduler"] = rng.choice(names)
    if options["lr_scheduler"] == "cosine_with_min_lr":
        options["lr_scheduler_min_lr_ratio"] = 0.1
    if options["lr_scheduler"] != "constant":
        options["lr_warmup_steps"] = rng.choice([0, 0.05, 0.1, 0.25, 0.4, rng.randint(1, 20), rng.randint(1, 9)])
    if options["lr_scheduler"] == "warmup_stable_decay":
        options["lr_decay_steps"] = rng.choice([0.1, 0.3, 0.5, rng.randint(1, 9)])


def choose_saving(rng, options):
    for option, high in [
        ("save_every_n_epochs", 3),
        ("save_every_n_steps", 15),
        ("save_n_epoch_ratio", 4),
        ("save_last_n_epochs", 2),
        ("save_last_n_steps", 25),
        ("save_last_n_epochs_state", 2),
        ("save_last_n_steps_state", 25),
    ]:
        if rng.random() < 0.45:
            low = 0 if "last" in option and rng.random() < 0.3 else 1
            options[option] = rng.randint(low, high)
    options["save_model_as"] = rng.choice(["safetensors", "safetensors", "ckpt", "pt"])
    options["save_state"] = rng.random() < 0.5
    options["save_state_on_train_end"] = rng.random() < 0.3


def choose_earlier(rng, options):
    """The run before: as this one, but for its length and its saves."""
    earlier = {name: value for name, value in options.items() if not name.startswith(("sample", "valid"))}
    choose_length(rng, earlier, 4, 40)
    for option, high in [("save_every_n_epochs", 2), ("save_every_n_steps", 10)]:
        if rng.random() < 0.7:
            earlier[option] = rng.randint(1, high)
    earlier.update(save_state=True, save_model_as="safetensors")
    return earlier


def choose_start(rng, options):
    chosen = rng.choice(["initial_step", "initial_epoch", "both", "neither"])
    if chosen in ("initial_step", "both"):
        options["initial_step"] = rng.choice([0, rng.randint(1, 12), rng.randint(1, 60)])
    if chosen in ("initial_epoch", "both"):
        options["initial_epoch"] = rng.randint(0, 5)
    options["skip_until_initial_step"] = rng.random() < 0.7


class Recorder:
    """What a training did, in order."""

    def __init__(self, folder):
        self.folder = folder
        self.result = {"epochs": [], "events": []}
        self.rates = []
        self.step = 0
        self.epoch = 0
        self.optimizer = None

    def event(self, *words):
        self.result["events"].append(list(words))

    def printed(self, text):
        for name, words in [
            ("batches", "num batches per epoch"),
            ("epochs_printed", "num epochs"),
            ("steps_printed", "total optimization steps"),
        ]:
            if words in text:
                self.result[name] = int(text.replace("=", ":").split(":")[-1])
        if text.startswith("\nepoch "):
            self.epoch = int(text.split()[1].split("/")[0])
            self.result["epochs"].append([self.epoch, None, None])

    def started(self):
        if not self.rates:
            self.rates.append(self.optimizer.param_groups[0]["lr"])

    def updated(self, step):
        self.ended_at(step, step - 1)
        self.rates.append(self.optimizer.param_groups[0]["lr"])

    def ended_at(self, step, since):
        self.step = step
        epoch = self.result["epochs"][-1]
        epoch[1] = since if epoch[1] is None else epoch[1]
        epoch[2] = step

    def bar(self, total, name):
        if name == "steps":
            self.result["bar"] = total
        else:
            self.event("validation", self.step, self.epoch if name.startswith("epoch") else None, total)

    def finish(self, resumed):
        """The rate's course: the updates after which it first stands at its peak, and last in a row."""
        rates = self.rates
        if rates:
            first = 1 if resumed and len(rates) > 1 else 0  # until then the rate is the earlier run's
            peak = rates.index(max(rates[first:]), first)
            last = peak
            while last + 1 < len(rates) and rates[last + 1] == rates[peak]:
                last += 1
            self.result["rate"] = [len(rates) - 1, peak, last]
        return self.result


def replace_what_is_heavy(modules, seat):
    """sd-scripts' modules with stand-ins in them; seat.recorder gets what happens."""
    torch, train_network, train_util, strategy_base, accelerate = modules

    class Part(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.values = torch.nn.ParameterList(torch.nn.Parameter(torch.zeros(1)) for _ in range(3))
            self.device, self.dtype = torch.device("cpu"), torch.float32

    class Network(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = torch.nn.Parameter(torch.zeros(2))

        def apply_to(self, *_):
            pass

        def prepare_grad_etc(self, *_):
            pass

        def prepare_optimizer_params(self, _, __, rate):
            return [{"params": [self.weight], "lr": rate}]

        def on_epoch_start(self, *_):
            self.train()

        def get_trainable_params(self):
            return self.parameters()

        def save_weights(self, file, _, metadata):
            seat.recorder.event("weights", os.path.basename(file), int(metadata["ss_epoch"]), int(metadata["ss_steps"]))
            open(file, "w").close()

    class Trainer(train_network.NetworkTrainer):
        def load_target_model(self, *_):
            return "tiny", Part(), Part(), Part()

        def get_tokenize_strategy(self, _):
            return strategy_base.TokenizeStrategy()

        def get_tokenizers(self, _):
            return [None]

        def get_sai_model_spec(self, _):
            return {}

        def prepare_unet_with_accelerator(self, _, __, unet):
            return unet  # on CPUs accelerate refuses a frozen model among several processes

        def process_batch(self, batch, text_encoders, unet, network, vae, scheduler, _, __, accelerator, *rest, **more):
            return accelerator.unwrap_model(network).weight.sum()

        def sample_images(self, accelerator, args, epoch, step, *rest):
            if epoch is None:
                seat.recorder.updated(step)
            elif epoch == 0:
                seat.recorder.started()
            else:
                seat.recorder.ended_at(step, step)
            super().sample_images(accelerator, args, epoch, step, *rest)

    class Bar:
        def __init__(self, steps=(), desc="", **_):
            self.steps = steps
            if desc.endswith("steps"):
                seat.recorder.bar(len(steps), desc)

        def __iter__(self):
            return iter(self.steps)

        def __getattr__(self, _):
            return lambda *words, **more: None

    class Pipeline:
        def __init__(self, **_):
            pass

        def to(self, _):
            pass

    def sampled(accelerator, args, pipeline, folder, prompt, epoch, step, *_, **__):
        seat.recorder.event("sample", step, epoch)

    network = types.ModuleType("tiny_network")
    network.create_network = lambda *_, **__: Network()
    sys.modules["tiny_network"] = network
    train_network.tqdm = Bar
    train_util.tqdm = Bar
    train_network.clean_memory_on_device = lambda _: None
    train_util.get_git_revision_hash = lambda: "none"
    train_util.StableDiffusionLongPromptWeightingPipeline = Pipeline
    train_util.sample_image_inference = sampled
    train_util.BaseDataset.__getitem__ = lambda dataset, index: {"index": torch.tensor(index)}

    get_scheduler = train_util.get_scheduler_fix

    def keep_optimizer(args, optimizer, processes):
        seat.recorder.optimizer = optimizer
        return get_scheduler(args, optimizer, processes)

    train_util.get_scheduler_fix = keep_optimizer
    accelerate.Accelerator.print = lambda accelerator, *words: seat.recorder.printed(" ".join(map(str, words)))
    # the processes stay together for the next case
    accelerate.PartialState.destroy_process_group = lambda *_: None
    save_state = accelerate.Accelerator.save_state

    def state_saved(accelerator, folder):
        save_state(accelerator, folder)
        with open(os.path.join(folder, "train_state.json")) as file:
            state = json.load(file)
        seat.recorder.event("state", os.path.basename(folder), state["current_epoch"], state["current_step"])

    accelerate.Accelerator.save_state = state_saved
    for module, name in [(os, "remove"), (shutil, "rmtree")]:
        record_removals(module, name, seat)
    return Trainer


def record_removals(module, name, seat):
    remove = getattr(module, name)

    def removed(path, *words, **more):
        if seat.recorder is not None and os.path.dirname(str(path)) == seat.recorder.folder:
            seat.recorder.event("removed", os.path.basename(path))
        remove(path, *words, **more)

    setattr(module, name, removed)


class Seat:
    """One of the processes that train a case."""

    def __init__(self, checkout_modules, processes, rank):
        self.recorder = None
        self.modules = checkout_modules
        self.processes = processes
        self.rank = rank
        self.trainer = replace_what_is_heavy(checkout_modules, self)

    def train(self, options, datasets, root):
        """Trains once; the result, or the error that ended it."""
        torch, train_network, train_util, strategy_base, accelerate = self.modules
        accelerate.state.AcceleratorState._reset_state()
        accelerate.state.GradientState._reset_state()
        for kind in (strategy_base.TokenizeStrategy, strategy_base.TextEncodingStrategy):
            kind._strategy = None
        strategy_base.LatentsCachingStrategy._strategy = None
        config = os.path.join(root, "config-%d.toml" % self.rank)
        dataset_config = os.path.join(root, "dataset-%d.toml" % self.rank)
        whole = dict(options, dataset_config=dataset_config)
        whole.update(network_module="tiny_network", network_train_unet_only=True, max_data_loader_n_workers=0)
        whole.update(mixed_precision="no", pretrained_model_name_or_path="none")
        for option in ("sample_prompts", "resume", "output_dir"):
            if option in whole:
                whole[option] = os.path.join(root, whole[option])
        write_toml(train_util, config, whole)
        write_toml(train_util, dataset_config, {"datasets": in_folder(datasets, root)})
        parser = train_network.setup_parser()
        sys.argv = ["train_network.py", "--config_file=" + config]
        self.recorder = Recorder(whole["output_dir"])
        try:
            args = train_util.read_config_from_file(parser.parse_args(), parser)
            self.trainer().train(args)
            return self.recorder.finish("resume" in options)
        except Exception as e:
            return {"error": type(e).__name__, "text": str(e).split(" / ")[0][:80]}
        finally:
            self.recorder = None

    def together(self):
        if self.processes > 1:
            self.modules[0].distributed.barrier()

    def run(self, case, folder):
        root = os.path.join(folder, str(case["seed"]))
        if self.rank == 0:
            os.makedirs(os.path.join(root, "out"))
            upstream_plans.write_pictures(root, case["folders"])
            with open(os.path.join(root, "prompts.txt"), "w") as file:
                file.write("a cat\n")
        self.together()
        earlier, resumed = case.pop("earlier"), case.pop("resumed", None)
        if earlier:
            self.train(earlier, case["datasets"], root)
            self.together()
            lying = sorted(os.listdir(os.path.join(root, "out")))
            states = [name for name in lying if name.endswith("-state")]
            if states:
                chosen = resumed or random.Random(case["seed"]).choice(states)
                case["options"]["resume"] = os.path.join("out", chosen)
                case["lying"] = lying
                with open(os.path.join(root, "out", chosen, "train_state.json")) as file:
                    case["state"] = json.load(file)
            self.together()
        case["expected"] = self.train(case["options"], case["datasets"], root)
        self.together()
        if self.rank == 0:
            shutil.rmtree(root)
        return case


def in_folder(datasets, root):
    datasets = json.loads(json.dumps(datasets))
    for block in datasets:
        for subset in block["subsets"]:
            subset["image_dir"] = os.path.join(root, subset["image_dir"])
    return datasets


def write_toml(train_util, path, value):
    with open(path, "w") as file:
        train_util.toml.dump(value, file)


def take_seat(modules, processes, rank, port, cases, folder, out):
    """What a process does: joins the others, and trains each case with them."""
    if processes > 1:
        os.environ.update(
            RANK=str(rank),
            LOCAL_RANK=str(rank),
            WORLD_SIZE=str(processes),
            LOCAL_WORLD_SIZE=str(processes),
            MASTER_ADDR="127.0.0.1",
            MASTER_PORT=str(port),
        )
        modules[4].PartialState(cpu=True)
    seat = Seat(modules, processes, rank)
    for case in cases:
        signal.alarm(SECONDS_A_CASE)
        line = json.dumps(seat.run(case, folder))
        if rank == 0:
            print(line, file=out, flush=True)
    if processes > 1:
        modules[0].distributed.destroy_process_group()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def train_all(modules, processes, cases, folder, out):
    """Forks that many processes, and waits until all have trained all cases."""
    port = free_port()
    children = []
    for rank in range(processes):
        child = os.fork()
        if child == 0:
            try:
                take_seat(modules, processes, rank, port, cases, folder, out)
            except BaseException:
                import traceback

                traceback.print_exc()
                sys.stderr.flush()
                os._exit(1)
            sys.stderr.flush()
            os._exit(0)
        children.append(child)
    if any([os.waitpid(child, 0)[1] for child in children]):
        raise SystemExit("a process of %d failed" % processes)


def main():
    checkout, folder, first, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever sd-scripts prints goes to stderr
    sys.path.insert(0, checkout)
    os.environ.update(ACCELERATE_USE_CPU="true", HF_HUB_OFFLINE="1")
    import accelerate
    import torch
    import train_network
    from library import strategy_base, train_util

    logging.disable(logging.CRITICAL)
    torch.set_num_threads(1)
    modules = (torch, train_network, train_util, strategy_base, accelerate)
    cases = [choose_case(seed) for seed in range(first, first + count)]
    for processes in (1, 2, 3):
        chosen = [case for case in cases if case["processes"] == processes]
        if chosen:
            train_all(modules, processes, chosen, folder, out)


if __name__ == "__main__":
    main()
