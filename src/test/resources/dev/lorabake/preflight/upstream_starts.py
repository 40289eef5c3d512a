"""Takes sd-scripts' trainers through all of their start that needs no model, one case a line.

usage: upstream_starts.py SD_SCRIPTS FOLDER <requests >answers

A request is a JSON object: "seed", "script", "starts" (each with "config" and "dataset", the text of
the files that the trainer is started with; "dataset" may be null), "options" (name to value, as they
stand in a config file) and "flags" (lists of words). FOLDER is the working folder, where the files are
written.

An answer repeats "seed" and has
  "starts"   for each outcome (ready, empty, exit, error), stage, message
  "options"  for each option what the parser makes of the same value on the command line: "same" as
             the config file hands over, "other", "refused", or "unknown"
  "flags"    for each the value that the parser reads, as text, or null where it refuses
"""

import importlib
import importlib.machinery
import json
import logging
import os
import pathlib
import sys
import types

TRAINERS = {
    "train_network.py": "NetworkTrainer",
    "sdxl_train_network.py": "SdxlNetworkTrainer",
    "sd3_train_network.py": "Sd3NetworkTrainer",
    "flux_train_network.py": "FluxNetworkTrainer",
    "lumina_train_network.py": "LuminaNetworkTrainer",
    "anima_train_network.py": "AnimaNetworkTrainer",
    "hunyuan_image_train_network.py": "HunyuanImageNetworkTrainer",
}


class Refused(Exception):
    """What argparse says before it ends the program."""


class Script:
    def __init__(self, name):
        self.module = importlib.import_module(name[: -len(".py")])
        self.trainer = getattr(self.module, TRAINERS[name])
        self.parser = self.module.setup_parser()
        self.parser.error = refuse
        self.actions = {action.dest: action for action in self.parser._actions}

    def words(self, option, value):
        """The option on a command line; the equals sign keeps a value from being taken for a flag."""
        flag = self.actions[option].option_strings[0]
        if isinstance(value, list):
            return [flag] + [str(item) for item in value]
        if self.actions[option].nargs == 0 and isinstance(value, bool):
            return [flag] if value else []
        return ["%s=%s" % (flag, value)]

    def judge(self, option, value):
        if option not in self.actions:
            return "unknown"
        try:
            parsed = getattr(self.parser.parse_args(self.words(option, value)), option)
        except Refused:
            return "refused"
        return "same" if same(parsed, value) else "other"

    def read_flag(self, words):
        option = words[0].lstrip("-").split("=")[0]
        try:
            value = getattr(self.parser.parse_args(words), option)
        except Refused:
            return None
        return [str(item) for item in value] if isinstance(value, list) else str(value)


def refuse(message):
    raise Refused(message)


def same(parsed, value):
    """Whether both are of one type and equal; a whole number does for a float."""
    if isinstance(parsed, pathlib.Path):
        parsed = str(parsed)
    if isinstance(parsed, list) and isinstance(value, list):
        return len(parsed) == len(value) and all(same(a, b) for a, b in zip(parsed, value))
    if isinstance(parsed, bool) or isinstance(value, bool):
        return parsed is value
    if isinstance(parsed, float) and isinstance(value, int):
        return parsed == value
    return type(parsed) is type(value) and parsed == value


class Start:
    """One start; the stages are those of main() and of NetworkTrainer.train()."""

    def __init__(self, script, modules):
        self.script = script
        self.train_util, self.config_util, self.strategy_base = modules
        self.stage = ""

    def run(self, files):
        try:
            return {"outcome": self.prepare(files)}
        except SystemExit as e:
            return {"outcome": "exit", "stage": self.stage, "message": str(e.code)}
        except Exception as e:
            message = ("%s: %s" % (type(e).__name__, e)).split("\n")[0].split(" / ")[0]
            return {"outcome": "error", "stage": self.stage, "message": message[:100]}

    def prepare(self, files):
        train_util = self.train_util
        self.stage = "arguments"
        words = ["--config_file", write("start.toml", files["config"])]
        if files["dataset"] is not None:
            words += ["--dataset_config", write("start-dataset.toml", files["dataset"])]
        sys.argv = ["train"] + words
        parser = self.script.parser
        args = parser.parse_args()
        train_util.verify_command_line_training_args(args)
        args = train_util.read_config_from_file(args, parser)
        trainer = self.script.trainer()
        self.stage = "verification"
        train_util.verify_training_args(args)
        train_util.prepare_dataset_args(args, True)
        self.stage = "dataset"
        training, validation = self.datasets(args, trainer)
        if args.debug_dataset:
            return "ready"
        if len(training) == 0:
            return "empty"
        if args.cache_latents:
            for group in (training, validation):
                if group is not None:
                    assert group.is_latent_cacheable(), "latents are not cacheable"
        self.stage = "trainer"
        trainer.assert_extra_args(args, training, validation)
        self.stage = "network"
        importlib.import_module(args.network_module)
        for word in args.network_args or []:
            word.split("=", 1)[1]
        self.stage = "optimizer"
        self.optimizer(args, len(training))
        return "ready"

    def optimizer(self, args, batches):
        """Makes optimizer and schedule for one weight; a package that is missing here is no fault."""
        import torch

        rate = args.learning_rate if args.unet_lr is None else args.unet_lr
        weights = [{"params": [torch.nn.Parameter(torch.zeros(8))], "lr": rate}]
        try:
            optimizer = self.train_util.get_optimizer(args, weights)[2]
        except ImportError:
            return
        if args.max_train_epochs is not None:
            args.max_train_steps = args.max_train_epochs * batches
        self.stage = "scheduler"
        self.train_util.get_scheduler_fix(args, optimizer, 1)

    def datasets(self, args, trainer):
        config_util = self.config_util
        holder = self.strategy_base.LatentsCachingStrategy
        holder._strategy = None
        holder.set_strategy(trainer.get_latents_caching_strategy(args))
        if args.dataset_class is not None:
            return self.train_util.load_arbitrary_dataset(args), None
        generator = config_util.BlueprintGenerator(config_util.ConfigSanitizer(True, True, args.masked_loss, True))
        if args.dataset_config is not None:
            user_config = config_util.load_user_config(args.dataset_config)
        elif args.in_json is None:
            subsets = config_util.generate_dreambooth_subsets_config_by_subdirs(args.train_data_dir, args.reg_data_dir)
            user_config = {"datasets": [{"subsets": subsets}]}
        else:
            user_config = {"datasets": [{"subsets": [{"image_dir": args.train_data_dir, "metadata_file": args.in_json}]}]}
        blueprint = generator.generate(user_config, args)
        return config_util.generate_dataset_group_by_blueprint(blueprint.dataset_group)


def stand_in_for_bitsandbytes():
    """Where there is no GPU the package is rarely there, and nearly every recipe asks for it."""
    import torch

    try:
        import bitsandbytes
    except ImportError:
        optim = types.ModuleType("bitsandbytes.optim")
        optim.SGD8bit = torch.optim.SGD
        for name in "AdamW AdamW8bit AdamW32bit AdEMAMix8bit Lion8bit".split():
            setattr(optim, name, torch.optim.AdamW)
            setattr(optim, "Paged" + name, torch.optim.AdamW)
        bitsandbytes = types.ModuleType("bitsandbytes")
        bitsandbytes.__spec__ = importlib.machinery.ModuleSpec("bitsandbytes", None)
        bitsandbytes.optim = optim
        sys.modules.update({"bitsandbytes": bitsandbytes, "bitsandbytes.optim": optim})


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)
    return name


def main():
    checkout, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever sd-scripts prints goes to stderr
    sys.path.insert(0, checkout)
    sys.argv = [sys.argv[0]]
    scripts = {name: Script(name) for name in TRAINERS}
    from library import config_util, strategy_base, train_util

    stand_in_for_bitsandbytes()
    modules = (train_util, config_util, strategy_base)
    logging.disable(logging.CRITICAL)
    os.chdir(folder)
    for line in sys.stdin:
        request = json.loads(line)
        script = scripts[request["script"]]
        answer = {
            "seed": request["seed"],
            "starts": [Start(script, modules).run(files) for files in request["starts"]],
            "options": {name: script.judge(name, value) for name, value in request["options"].items()},
            "flags": [script.read_flag(words) for words in request["flags"]],
        }
        print(json.dumps(answer), file=out, flush=True)


if __name__ == "__main__":
    main()
