"""The optimizer and scheduler lines, and the refusals that upstream gives at this stage."""

import argparse
import ast
from typing import Any, Dict, NamedTuple

from .records import Records
from .run import Run


class _Known(NamedTuple):
    """A built-in optimizer: where its line is printed, its name there, its class."""

    place: int
    label: str
    path: str


_KNOWN = {
    "lion": _Known(4886, "Lion optimizer", "lion_pytorch.lion_pytorch.Lion"),
    "adamw8bit": _Known(4897, "8-bit AdamW optimizer", "bitsandbytes.optim.adamw.AdamW8bit"),
    "sgdnesterov8bit": _Known(
        4902, "8-bit SGD with Nesterov optimizer", "bitsandbytes.optim.sgd.SGD8bit"
    ),
    "lion8bit": _Known(4913, "8-bit Lion optimizer", "bitsandbytes.optim.lion.Lion8bit"),
    "pagedadamw8bit": _Known(
        4921, "8-bit PagedAdamW optimizer", "bitsandbytes.optim.adamw.PagedAdamW8bit"
    ),
    "pagedlion8bit": _Known(
        4929, "8-bit Paged Lion optimizer", "bitsandbytes.optim.lion.PagedLion8bit"
    ),
    "pagedadamw": _Known(4941, "PagedAdamW optimizer", "bitsandbytes.optim.adamw.PagedAdamW"),
    "pagedadamw32bit": _Known(
        4955, "32-bit PagedAdamW optimizer", "bitsandbytes.optim.adamw.PagedAdamW32bit"
    ),
    "sgdnesterov": _Known(4969, "SGD with Nesterov optimizer", "torch.optim.sgd.SGD"),
    "prodigy": _Known(5043, "Prodigy optimizer", "prodigyopt.prodigy.Prodigy"),
    "adamw": _Known(5096, "AdamW optimizer", "torch.optim.adamw.AdamW"),
    "radamschedulefree": _Known(
        5108, "RAdamScheduleFree optimizer", "schedulefree.radam_schedulefree.RAdamScheduleFree"
    ),
    "adamwschedulefree": _Known(
        5111, "AdamWScheduleFree optimizer", "schedulefree.adamw_schedulefree.AdamWScheduleFree"
    ),
    "sgdschedulefree": _Known(
        5114, "SGDScheduleFree optimizer", "schedulefree.sgd_schedulefree.SGDScheduleFree"
    ),
    "adafactor": _Known(5056, "Adafactor optimizer", "transformers.optimization.Adafactor"),
    "dadaptation": _Known(
        5012,
        "D-Adaptation AdamPreprint optimizer",
        "dadaptation.experimental.dadapt_adam_preprint.DAdaptAdamPreprint",
    ),
    "dadaptadampreprint": _Known(
        5012,
        "D-Adaptation AdamPreprint optimizer",
        "dadaptation.experimental.dadapt_adam_preprint.DAdaptAdamPreprint",
    ),
    "dadaptadagrad": _Known(
        5015, "D-Adaptation AdaGrad optimizer", "dadaptation.dadapt_adagrad.DAdaptAdaGrad"
    ),
    "dadaptadam": _Known(5018, "D-Adaptation Adam optimizer", "dadaptation.dadapt_adam.DAdaptAdam"),
    "dadaptadan": _Known(5021, "D-Adaptation Adan optimizer", "dadaptation.dadapt_adan.DAdaptAdan"),
    "dadaptadanip": _Known(
        5024,
        "D-Adaptation AdanIP optimizer",
        "dadaptation.experimental.dadapt_adan_ip.DAdaptAdanIP",
    ),
    "dadaptlion": _Known(5027, "D-Adaptation Lion optimizer", "dadaptation.dadapt_lion.DAdaptLion"),
    "dadaptsgd": _Known(5030, "D-Adaptation SGD optimizer", "dadaptation.dadapt_sgd.DAdaptSGD"),
}
_TORCH = (
    "ASGD",
    "Adadelta",
    "Adafactor",
    "Adagrad",
    "Adam",
    "AdamW",
    "Adamax",
    "LBFGS",
    "Muon",
    "NAdam",
    "Optimizer",
    "RAdam",
    "RMSprop",
    "Rprop",
    "SGD",
    "SparseAdam",
)
_PACKAGES = (
    "torch",
    "bitsandbytes",
    "pytorch_optimizer",
    "prodigyopt",
    "lion_pytorch",
    "dadaptation",
    "schedulefree",
    "transformers",
    "prodigyplus",
    "came_pytorch",
    "torchao",
    "library",
)
_SCHEDULERS = (
    "linear",
    "cosine",
    "cosine_with_restarts",
    "polynomial",
    "constant",
    "constant_with_warmup",
    "inverse_sqrt",
    "reduce_lr_on_plateau",
    "cosine_with_min_lr",
    "cosine_warmup_with_min_lr",
    "warmup_stable_decay",
)


def choose(run: Run) -> None:
    """Print what get_optimizer prints; sets the name and arguments that go into the metadata."""
    args, log = run.args, run.log
    kind = _kind(args)
    kwargs = _kwargs(args.optimizer_args)
    if kind.startswith("dadapt") or kind == "prodigy":
        _warn_rate(args, log)
    if kind.startswith("dadapt") and kind not in _KNOWN:
        raise ValueError("Unknown optimizer type: %s" % kind)
    if kind.startswith("sgdnesterov") and "momentum" not in kwargs:
        _momentum(kind, kwargs, log)
    if kind == "adafactor":
        path = _adafactor(args, kwargs, log)
    elif kind in _KNOWN:
        known = _KNOWN[kind]
        log.info("train_util.py:%d" % known.place, "use %s | %s" % (known.label, kwargs))
        path = known.path
    else:
        path = _other(args.optimizer_type, kwargs, log)
    run.optimizer_name = path
    run.optimizer_args = ",".join("%s=%s" % item for item in kwargs.items())


def _kind(args: argparse.Namespace) -> str:
    kind = args.optimizer_type
    for flag, name in (("use_8bit_adam", "AdamW8bit"), ("use_lion_optimizer", "Lion")):
        if getattr(args, flag):
            assert kind is None or kind == "", (
                "both option %s and optimizer_type are specified / %sとoptimizer_typeの両方のオプションが"
                "指定されています" % (flag, flag)
            )
            kind = name
            break
    kind = (kind or "AdamW").lower()
    if args.fused_backward_pass:
        assert kind == "adafactor", (
            "fused_backward_pass currently only works with optimizer_type Adafactor"
            " / fused_backward_passは現在optimizer_type Adafactorでのみ機能します"
        )
        assert args.gradient_accumulation_steps == 1, (
            "fused_backward_pass does not work with gradient_accumulation_steps > 1"
            " / fused_backward_passはgradient_accumulation_steps>1では機能しません"
        )
    return str(kind)


def _kwargs(given: Any) -> Dict[str, Any]:
    pairs = (each.split("=") for each in given or [])
    kwargs = {}
    for key, value in pairs:
        kwargs[key] = ast.literal_eval(value)
    return kwargs


def _warn_rate(args: argparse.Namespace, log: Records) -> None:
    rates = [rate for rate in (args.unet_lr, args.learning_rate) if rate is not None]
    rate = rates[0] if rates else 0.0
    if rate <= 0.1:
        log.warning(
            "train_util.py:4991",
            "learning rate is too low. If using D-Adaptation or Prodigy, set learning rate around 1.0"
            " / 学習率が低すぎるようです。D-AdaptationまたはProdigyの使用時は1.0前後の値を指定してください: lr=%s"
            % rate,
        )
        log.warning("train_util.py:4994", "recommend option: lr=1.0 / 推奨は1.0です")


def _momentum(kind: str, kwargs: Dict[str, Any], log: Records) -> None:
    if kind.endswith("8bit"):
        log.warning(
            "train_util.py:4904",
            "8-bit SGD with Nesterov must be with momentum, set momentum to 0.9"
            " / 8-bit SGD with Nesterovはmomentum指定が必須のため0.9に設定します",
        )
    else:
        log.info(
            "train_util.py:4971",
            "SGD with Nesterov must be with momentum, set momentum to 0.9"
            " / SGD with Nesterovはmomentum指定が必須のため0.9に設定します",
        )
    kwargs["momentum"] = 0.9


def _adafactor(args: argparse.Namespace, kwargs: Dict[str, Any], log: Records) -> str:
    kwargs.setdefault("relative_step", True)
    if not kwargs["relative_step"] and kwargs.get("warmup_init", False):
        log.info(
            "train_util.py:5052",
            "set relative_step to True because warmup_init is True"
            " / warmup_initがTrueのためrelative_stepをTrueにします",
        )
        kwargs["relative_step"] = True
    known = _KNOWN["adafactor"]
    log.info("train_util.py:%d" % known.place, "use %s | %s" % (known.label, kwargs))
    if not kwargs["relative_step"]:
        if args.max_grad_norm != 0.0:
            log.warning(
                "train_util.py:5084",
                "because max_grad_norm is set, clip_grad_norm is enabled. consider set"
                " to 0 / max_grad_normが設定されているためclip_grad_normが有効になります。0に設定して無効にした"
                "ほうがいいかもしれません",
            )
        if args.lr_scheduler != "constant_with_warmup":
            log.warning(
                "train_util.py:5088",
                "constant_with_warmup will be good"
                " / スケジューラはconstant_with_warmupが良いかもしれません",
            )
        return known.path
    log.info("train_util.py:5059", "relative_step is true / relative_stepがtrueです")
    rate = args.learning_rate
    if rate != 0.0:
        log.warning(
            "train_util.py:5061",
            "learning rate is used as initial_lr / 指定したlearning rateはinitial_lrとして使用されます",
        )
    args.learning_rate = None
    log.warning(
        "train_util.py:5073",
        "unet_lr and text_encoder_lr are ignored / unet_lrとtext_encoder_lrは無視されます",
    )
    args.unet_lr = args.text_encoder_lr = None
    if args.lr_scheduler != "adafactor":
        log.info(
            "train_util.py:5078",
            "use adafactor_scheduler / スケジューラにadafactor_schedulerを使用します",
        )
    args.lr_scheduler = "adafactor:%s" % rate
    return known.path


def _other(name: str, kwargs: Dict[str, Any], log: Records) -> str:
    log.info("train_util.py:5124", "use %s | %s" % (name, kwargs))
    package, _, last = name.rpartition(".")
    if not package:
        if name not in _TORCH:
            raise AttributeError("module 'torch.optim' has no attribute %r" % name)
        return "torch.optim.%s.%s" % (name.lower(), name)
    if package.split(".")[0] not in _PACKAGES:
        raise ModuleNotFoundError("No module named %r" % package.split(".")[0])
    return "%s.%s" % (package, last)


def check_scheduler(args: argparse.Namespace) -> None:
    """What get_scheduler_fix refuses: unknown names, and a warm-up where there can be none."""
    if args.optimizer_type.lower().endswith("schedulefree"):
        return
    warmup = args.lr_warmup_steps
    if isinstance(warmup, float):
        warmup = int(warmup * args.max_train_steps)
    name = args.lr_scheduler
    _kwargs(args.lr_scheduler_args)
    if args.lr_scheduler_type or name.startswith("adafactor"):
        if name.startswith("adafactor") and not args.lr_scheduler_type:
            assert args.optimizer_type.lower() == "adafactor", (
                "adafactor scheduler must be used with Adafactor optimizer"
                " / adafactor schedulerはAdafactorオプティマイザと同時に使ってください"
            )
        _no_warmup(name, warmup)
        return
    if name == "piecewise_constant":
        return
    if name not in _SCHEDULERS:
        raise ValueError(
            "%s is not a valid SchedulerType, please select one of %s" % (name, list(_SCHEDULERS))
        )
    if name == "constant":
        _no_warmup("SchedulerType." + name.upper(), warmup)


def _no_warmup(name: str, warmup: Any) -> None:
    if warmup is not None and warmup != 0:
        raise ValueError("%s does not require `num_warmup_steps`. Set None or 0." % name)
