"""One rehearsal, from the arguments to `model saved.`, in the order of train_network.py."""

import argparse
import os
import random
import sys
from typing import Dict, List, Optional

from . import NOTICE, bars, caches, checkpoints, checks, config_file, dataset_config, dit_models
from . import families, faults, metadata, models, network, optimizer, options, samples, state
from . import steps, switches
from .datasets import Groups
from .loop import Loop
from .network_size import Size
from .records import Records
from .run import Run
from .validation import Validation
from .workers import Workers

_NO_DATA = (
    "No data found. Please verify arguments (train_data_dir must be the parent of folders with images)"
    " / 画像がありません。引数指定を確認してください（train_data_dirには画像があるフォルダではなく、画像がある"
    "フォルダの親フォルダを指定する必要があります）"
)


def main(script: str, argv: Optional[List[str]] = None) -> None:
    """The command line of one script."""
    print(NOTICE, flush=True)
    chosen = switches.read()
    faults.prepare(chosen)
    log = Records()
    given = sys.argv[1:] if argv is None else argv
    parser = options.parser(script, options.facts_file())
    args = config_file.read(parser.parse_args(given), parser, given, log)
    family = families.of(
        script, bool(args.v2), getattr(args, "model_type", None), args.pretrained_model_name_or_path
    )
    train(Run(script, args, family, chosen, log))


def train(run: Run) -> None:
    """A whole run; errors are raised as upstream raises them."""
    args, log = run.args, run.log
    run.session_id = random.randint(0, 2**32)
    checks.arguments(args, log)
    log.reset(args.console_log_level, args.console_log_file, args.console_log_simple)
    run.pause(0.3)
    if args.seed is None:
        args.seed = random.randint(0, 2**32)
    random.seed(args.seed)
    models.announce_tokenizer(run)
    groups = Groups(dataset_config.settings(args, log), run.family.cache_suffix, log)
    if args.debug_dataset:
        _debug(run)
        return
    if groups.train.batches == 0:
        log.error("train_network.py:576", _NO_DATA)
        return
    checks.datasets(run, groups)
    log.info("train_network.py:593", "preparing accelerator")
    _check_trackers(args)
    run.say("accelerator device: %s" % run.switches.device)
    version = models.load(run)
    if args.cache_latents:
        caches.latents(run, groups)
    caches.text(run, groups)
    dit_models.load_lazily(run)
    size = network.make(run)
    run.say("prepare optimizer, data loader etc.")
    run.text_encoder_lr = _text_encoder_lr(run)
    if args.network_module.endswith(".oft"):
        log.info("oft.py:374", "OFT params: %d" % size.numbers)
    optimizer.choose(run)
    _check_workers(args)
    batches = groups.train.batches
    if args.max_train_epochs is not None:
        args.max_train_steps = steps.steps_of_epochs(
            args.max_train_epochs, batches, 1, args.gradient_accumulation_steps
        )
        run.say(
            "override steps. steps for %s epochs is / 指定エポックまでのステップ数: %s"
            % (args.max_train_epochs, args.max_train_steps)
        )
    optimizer.check_scheduler(args)
    checks.precision(run)
    from_state = state.resume(run)
    sizes = steps.Steps(batches, args.gradient_accumulation_steps, args.max_train_steps)
    args.save_every_n_epochs = steps.save_every_n_epochs(args, sizes.epochs)
    _announce(run, groups, sizes)
    found = metadata.collect(run, groups, sizes, version)
    _train(run, groups, sizes, size, found, from_state)


def _train(
    run: Run,
    groups: Groups,
    sizes: steps.Steps,
    size: Size,
    found: Dict[str, str],
    from_state: Optional[int],
) -> None:
    args, log = run.args, run.log
    start = _start(run, sizes, from_state)
    if args.zero_terminal_snr and run.script in ("train_network.py", "sdxl_train_network.py"):
        text = "fix noise scheduler betas: https://arxiv.org/abs/2305.08891"
        log.info("custom_train_functions.py:32", text)
    saver = checkpoints.Saver(run, size, found)
    states = state.States(run, size, saver)
    saver.check_last()
    encoders = _encoders(run)
    samples.make(run, 0, 0)
    for epoch in range(start.epoch if start.printed_skip else 0):
        left = start.multiplied - epoch * sizes.batches_per_epoch
        log.info(
            "train_network.py:1342",
            "skipping epoch %d because initial_step (multiplied) is %d" % (epoch + 1, left),
        )
    _dtypes(run, encoders)
    count = min(args.max_data_loader_n_workers, os.cpu_count() or 1)
    persistent = bool(args.persistent_data_loader_workers)
    real = run.switches.workers
    workers = Workers(count, persistent, len(groups.train.datasets), real, log)
    held = groups.validation.datasets if groups.validation is not None else []
    readers = Workers(count, persistent, len(held) if count else 0, 0, log)
    loop = Loop(run, sizes, start, saver, states, Validation(run, groups, readers), workers)
    step = loop.train()
    if args.save_state or args.save_state_on_train_end:
        states.at_end(sizes.epochs, step)
    saver.save(checkpoints.last_name(args), step, sizes.epochs)
    log.info("train_network.py:1729", "model saved.")
    bars.close_all()


def _encoders(run: Run) -> int:
    """How many text encoders stay loaded."""
    args, script = run.args, run.script
    cached = getattr(args, "cache_text_encoder_outputs", False)
    keeps = ("train_network.py", "sdxl_train_network.py")
    if cached and args.network_train_unet_only and script not in keeps:
        run.log.info(
            "train_network.py:1322",
            "text_encoder is not needed for training. deleting to save memory.",
        )
        return 0
    counts = {"train": 1, "sd3": 3, "lumina": 1, "anima": 1}
    return counts.get(script.split("_")[0], 2)


def _start(run: Run, sizes: steps.Steps, from_state: Optional[int]) -> steps.Start:
    args, log = run.args, run.log
    if from_state is not None and (args.initial_epoch is not None or args.initial_step is not None):
        log.warning(
            "train_network.py:1236",
            "steps from the state is ignored because initial_step is specified"
            " / initial_stepが指定されているため、stateからのステップ数は無視されます",
        )
    start = steps.start(args, sizes, steps.initial_step(args, sizes, from_state))
    if start.printed_skip:
        if not args.resume:
            log.info(
                "train_network.py:1262",
                "initial_step is specified but not resuming. lr scheduler will be started from the beginning"
                " / initial_stepが指定されていますがresumeしていないため、lr schedulerは最初から始まります",
            )
        count = start.printed_skip
        log.info(
            "train_network.py:1265",
            "skipping %d steps / %dステップをスキップします" % (count, count),
        )
    return start


def _announce(run: Run, groups: Groups, sizes: steps.Steps) -> None:
    train = groups.train
    held = groups.validation.num_train_images if groups.validation is not None else 0
    for line in (
        "running training / 学習開始",
        "  num train images * repeats / 学習画像の数×繰り返し回数: %d" % train.num_train_images,
        "  num validation images * repeats / 学習画像の数×繰り返し回数: %d" % held,
        "  num reg images / 正則化画像の数: %d" % train.num_reg_images,
        "  num batches per epoch / 1epochのバッチ数: %d" % sizes.batches_per_epoch,
        "  num epochs / epoch数: %d" % sizes.epochs,
        "  batch size per device / バッチサイズ: %s"
        % ", ".join(str(each.batch_size) for each in train.datasets),
        "  gradient accumulation steps / 勾配を合計するステップ数 = %d" % sizes.accumulation,
        "  total optimization steps / 学習ステップ数: %d" % sizes.max_train_steps,
    ):
        run.say(line)


def _dtypes(run: Run, encoders: int) -> None:
    args = run.args
    kind = {"fp16": "float16", "bf16": "bfloat16"}.get(args.mixed_precision, "float32")
    dit = "float8_e4m3fn" if args.fp8_base or args.fp8_base_unet else kind
    text = "float8_e4m3fn" if args.fp8_base and not args.fp8_base_unet else kind
    device = run.switches.device + (":0" if run.switches.device == "cuda" else "")
    run.log.info("train_network.py:1347", "unet dtype: torch.%s, device: %s" % (dit, device))
    for i in range(encoders):
        run.log.info(
            "train_network.py:1353",
            "text_encoder [%d] dtype: torch.%s, device: %s" % (i, text, device),
        )


def _text_encoder_lr(run: Run) -> object:
    given = run.args.text_encoder_lr
    own = run.args.network_module.startswith(
        (
            "networks.lora_flux",
            "networks.lora_sd3",
            "networks.lora_lumina",
            "networks.lora_anima",
            "networks.lora_hunyuan",
        )
    )
    if own or given is None or isinstance(given, (float, int)):
        return given
    return None if len(given) == 0 else given[0]


def _check_trackers(args: argparse.Namespace) -> None:
    if args.log_with in ("tensorboard", "all") and args.logging_dir is None:
        raise ValueError(
            "logging_dir is required when log_with is tensorboard"
            " / Tensorboardを使う場合、logging_dirを指定してください"
        )


def _check_workers(args: argparse.Namespace) -> None:
    if args.max_data_loader_n_workers == 0 and args.persistent_data_loader_workers:
        raise ValueError("persistent_workers option needs num_workers > 0")
    if args.max_data_loader_n_workers < 0:
        raise ValueError(
            "num_workers option should be non-negative; use num_workers=0 to disable multiprocessing."
        )


def _debug(run: Run) -> None:
    run.say("rehearsal: --debug_dataset shows nothing here, and on Linux loops for ever upstream")
