"""Sample images: when they are due, what is printed for them, and a small PNG for each."""

import os
import time
from typing import Any, List, NamedTuple, Optional, Tuple

from . import png, prompts
from .bars import Bar
from .run import Run


class _Kind(NamedTuple):
    """How one script samples: places of its lines, and defaults of a prompt."""

    source: str
    head: int
    missing: int
    side: int
    unit: int
    steps: int
    scale: float
    bar: Optional[str] = ""


_KINDS = {
    "train": _Kind("train_util.py", 6394, 6396, 512, 8, 30, 7.5),
    "sdxl": _Kind("train_util.py", 6394, 6396, 512, 8, 30, 7.5),
    "sd3": _Kind("sd3_train_utils.py", 400, 402, 512, 8, 30, 7.5),
    "flux": _Kind("flux_train_utils.py", 61, 63, 512, 16, 20, 1.0),
    "lumina": _Kind("lumina_train_util.py", 155, 162, 1024, 8, 36, 3.5),
    "anima": _Kind("anima_train_utils.py", 414, 416, 512, 16, 30, 7.5, "Sampling"),
    "hunyuan": _Kind("hunyuan_image_train_network.py", 70, 72, 512, 16, 20, 3.5, None),
}


def due(run: Run, epoch: Optional[int], step: int) -> bool:
    """Whether images are made now; epoch is None within an epoch, step 0 is before the training."""
    args = run.args
    if step == 0:
        return bool(args.sample_at_first)
    if args.sample_every_n_epochs is not None:
        return epoch is not None and epoch % args.sample_every_n_epochs == 0
    if args.sample_every_n_steps is None:
        return False
    return epoch is None and step % args.sample_every_n_steps == 0


def make(run: Run, epoch: Optional[int], step: int) -> None:
    """Print and write the images that are due."""
    if not due(run, epoch, step):
        return
    args, log = run.args, run.log
    name = run.script.split("_")[0]
    kind = _KINDS[name]
    if name == "anima":
        log.info("%s:%d" % (kind.source, kind.head), "Generating sample images at step %d" % step)
    else:
        log.info("%s:%d" % (kind.source, kind.head - 1), "")
        log.info(
            "%s:%d" % (kind.source, kind.head),
            "generating sample images at step / サンプル画像生成 ステップ: %d" % step,
        )
    if not os.path.isfile(args.sample_prompts):
        japanese = "" if name == "anima" else " / プロンプトファイルがありません"
        log.error(
            "%s:%d" % (kind.source, kind.missing),
            "No prompt file%s: %s" % (japanese, args.sample_prompts),
        )
        return
    directory = args.output_dir + "/sample"
    os.makedirs(directory, exist_ok=True)
    for prompt in prompts.load(args.sample_prompts):
        _one(run, name, kind, prompt, directory, epoch, step)


def _one(
    run: Run,
    name: str,
    kind: _Kind,
    prompt: prompts.Prompt,
    directory: str,
    epoch: Optional[int],
    step: int,
) -> None:
    seed = prompt.get("seed")
    height, width = (_side(prompt.get(key, kind.side), kind.unit) for key in ("height", "width"))
    count = int(prompt.get("sample_steps", kind.steps))
    for place, text in _lines(name, kind, prompt, (height, width, count), run.args.sample_sampler):
        run.log.info("%s:%d" % (kind.source, place), text)
    _denoise(kind, count, min(run.switches.seconds_per_step / max(count, 1), 0.1))
    stamp = time.strftime("%Y%m%d%H%M%S", time.localtime())
    number = "e%06d" % epoch if epoch is not None else "%06d" % step
    prefix = "" if run.args.output_name is None else run.args.output_name + "_"
    suffix = "" if seed is None else "_%s" % seed
    file = "%s%s_%02d_%s%s.png" % (prefix, number, prompt["enum"], stamp, suffix)
    png.write(os.path.join(directory, file), width, height, step * 1000 + prompt["enum"])


def _side(value: int, unit: int) -> int:
    return max(64, value - value % unit)


def _denoise(kind: _Kind, count: int, pause: float) -> None:
    bar = Bar(count, kind.bar) if kind.bar is not None else None
    for _ in range(count):
        if pause:
            time.sleep(pause)
        if bar is not None:
            bar.update(1)
    if bar is not None:
        bar.close()


Line = Tuple[int, str]


def _lines(
    name: str, kind: _Kind, prompt: prompts.Prompt, shape: Tuple[int, int, int], sampler: str
) -> List[Line]:
    get = prompt.get
    words, negative, seed = get("prompt", ""), get("negative_prompt"), get("seed")
    scale = get("scale", kind.scale)
    sizes = ["height: %d" % shape[0], "width: %d" % shape[1], "sample_steps: %d" % shape[2]]
    if name == "anima":
        text = "  prompt: %s, size: %dx%d, steps: %d, scale: %s, flow_shift: %s, seed: %s"
        return [
            (503, text % (words, shape[1], shape[0], shape[2], scale, get("flow_shift", 3.0), seed))
        ]
    head = ["prompt: %s" % words, "negative_prompt: %s" % negative]
    if name == "lumina":
        head[1] = "negative_prompt: %s" % (negative or "")
        more = [
            "scale: %s" % float(scale),
            "trunc: %s" % get("cfg_trunc_ratio", 0.25),
            "renorm: %s" % get("renorm_cfg", 1.0),
        ]
        return _numbered(324, head + sizes + more)
    last: Any = [] if seed is None else ["seed: %s" % seed]
    if name in ("train", "sdxl", "sd3"):
        more = ["scale: %s" % scale]
        if name == "sd3":
            return _numbered(515, head + sizes + more) + [(523, text) for text in last]
        more.append("sample_sampler: %s" % get("sample_sampler", sampler))
        return _numbered(6542, head + sizes + more) + [(6550, text) for text in last]
    at = 182 if name == "flux" else 188
    lines = [(at, head[0])]
    if scale != 1.0:
        lines.append((at + 2, "negative_prompt: %s" % (negative or "")))
    elif negative:
        lines.append((at + 4, "negative prompt is ignored because scale is 1.0"))
    lines += _numbered(at + 5, sizes)
    if name == "flux":
        lines.append((190, "embedded guidance scale: %s" % get("guidance_scale", 3.5)))
    if scale != 1.0:
        lines.append((192 if name == "flux" else 197, "CFG scale: %s" % scale))
    if name == "hunyuan":
        lines.append((198, "flow_shift: %s" % get("flow_shift", 5.0)))
    return lines + [(195 if name == "flux" else 201, text) for text in last]


def _numbered(first: int, texts: List[str]) -> List[Line]:
    return [(first + i, text) for i, text in enumerate(texts)]
