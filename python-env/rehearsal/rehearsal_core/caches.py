"""The caching of latents and text encoder outputs: walked and told, but never written.

A cache file made up here would poison a real training, so none is ever left beside the images.
"""

from typing import List, NamedTuple, Sequence, Tuple

from . import bars, prompts
from .dataset import Dataset
from .datasets import Group, Groups
from .run import Run


def latents(run: Run, groups: Groups) -> None:
    """The latents of every image, dataset by dataset, under one bar each."""
    total = sum(len(d.images) for g in _present(groups) for d in g.datasets) or 1
    for group in _present(groups):
        for i, dataset in enumerate(group.datasets):
            run.log.info("train_util.py:2627", "[Dataset %d]" % i)
            run.log.info("train_util.py:1120", "caching latents with caching strategy.")
            run.log.info("train_util.py:1170", "caching latents...")
            for _ in bars.over(dataset.images, len(dataset.images)):
                run.pause(0.3 / total)


def text(run: Run, groups: Groups) -> None:
    """The text encoder outputs, once per group, where a script keeps them."""
    if getattr(run.args, "cache_text_encoder_outputs", False):
        for group in _present(groups):
            _text_of(run, group)


def _present(groups: Groups) -> List[Group]:
    return [group for group in (groups.train, groups.validation) if group is not None]


def _text_of(run: Run, group: Group) -> None:
    args, log, script = run.args, run.log, run.script
    lines = _LINES[script]
    only_vae = script in ("anima_train_network.py", "hunyuan_image_train_network.py")
    moved = "vae" if only_vae else "vae and unet"
    device = "cpu" if getattr(args, "text_encoder_cpu", False) else run.switches.device
    if not args.lowram:
        log.info("%s:%d" % (script, lines.away), "move %s to cpu to save memory" % moved)
    for place, line in lines.before:
        log.info("%s:%d" % (script, place), line.format(device=device))
    for i, dataset in enumerate(group.datasets):
        log.info("train_util.py:2649", "[Dataset %d]" % i)
        _outputs(run, dataset)
    if args.sample_prompts is not None and lines.samples:
        (head, title), (at, each_title) = lines.samples
        log.info("%s:%d" % (script, head), "%s: %s" % (title, args.sample_prompts))
        for each in _distinct(prompts.load(args.sample_prompts)):
            log.info("%s:%d" % (script, at), "%s: %s" % (each_title, each))
    for place, line, always in lines.after:
        if always or args.network_train_unet_only:
            log.info("%s:%d" % (script, place), line)
    if not args.lowram:
        log.info("%s:%d" % (script, lines.back), "move %s back to original device" % moved)


def _outputs(run: Run, dataset: Dataset) -> None:
    log = run.log
    log.info("train_util.py:1306", "caching Text Encoder outputs with caching strategy.")
    log.info("train_util.py:1317", "checking cache validity...")
    for _ in bars.over(dataset.images, len(dataset.images)):
        pass
    size = getattr(run.args, "text_encoder_batch_size", None) or dataset.batch_size
    count = -(-len(dataset.images) // size)
    if count == 0:
        log.info("train_util.py:1344", "no Text Encoder outputs to cache")
        return
    log.info("train_util.py:1348", "caching Text Encoder outputs...")
    for _ in bars.over(range(count), count):
        run.pause(0.1 / count)


def _distinct(given: List[prompts.Prompt]) -> List[str]:
    texts = [each.get(key, "") for each in given for key in ("prompt", "negative_prompt")]
    return list(dict.fromkeys(texts))


class _Lines(NamedTuple):
    """Places and words of one script: away, before, sample prompts, after (True: always), back."""

    away: int
    back: int
    before: List[Tuple[int, str]] = []
    samples: Sequence[Tuple[int, str]] = ()
    after: List[Tuple[int, str, bool]] = []


_SAMPLE = "cache Text Encoder outputs for sample prompt"
_PROMPT = "cache Text Encoder outputs for prompt"
_LINES = {
    "sdxl_train_network.py": _Lines(101, 120),
    "sd3_train_network.py": _Lines(
        209,
        269,
        [(217, "move text encoders to gpu")],
        [(234, _SAMPLE), (245, _PROMPT)],
        [
            (260, "move CLIP-L back to cpu", False),
            (262, "move CLIP-G back to cpu", False),
            (264, "move t5XXL back to cpu", True),
        ],
    ),
    "flux_train_network.py": _Lines(
        232,
        285,
        [(240, "move text encoders to gpu")],
        [(256, _SAMPLE), (267, _PROMPT)],
        [(278, "move CLIP-L back to cpu", False), (280, "move t5XXL back to cpu", True)],
    ),
    "lumina_train_network.py": _Lines(
        128,
        193,
        [(136, "move text encoders to gpu")],
        [(154, _SAMPLE + "s"), (174, _PROMPT)],
        [(188, "move Gemma 2 back to cpu", False)],
    ),
    "anima_train_network.py": _Lines(
        176,
        214,
        [(181, "move text encoder to gpu")],
        [(189, _SAMPLE + "s"), (200, "  cache TE outputs for")],
        [(210, "move text encoder back to cpu", True)],
    ),
    "hunyuan_image_train_network.py": _Lines(
        453,
        497,
        [(458, "move text encoders to {device} to encode and cache text encoder outputs")],
        [(467, _SAMPLE), (482, _PROMPT)],
        [(492, "move text encoders to meta device to save memory", True)],
    ),
}
