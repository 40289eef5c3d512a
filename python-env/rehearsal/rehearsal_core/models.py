"""Loading the model files: upstream's lines by script, and its errors where a file is not there."""

import os
from typing import Callable, Dict, List, Tuple

from . import bars, dit_models
from .dit_models import KEYS
from .run import Run


def announce_tokenizer(run: Run) -> None:
    """What is printed first of all, before the dataset is looked at."""
    args, log = run.args, run.log
    if run.script == "train_network.py":
        log.info("strategy_sd.py:26", "Using %s tokenizer" % ("v2" if args.v2 else "v1"))
    elif run.script == "flux_train_network.py":
        if args.model_type != "chroma":
            log.info(
                "flux_utils.py:44", "Checking the state dict: Diffusers or BFL, dev or schnell"
            )
            dit_models.need(args.pretrained_model_name_or_path)
        length = args.t5xxl_max_token_length
        log.info(
            "flux_train_network.py:179",
            "t5xxl_max_token_length: %s" % (512 if length is None else length),
        )
    elif run.script == "sd3_train_network.py":
        log.info(
            "sd3_train_network.py:147", "t5xxl_max_token_length: %s" % args.t5xxl_max_token_length
        )
    for name in _tokenizers(run):
        _tokenizer(name, run)


def _tokenizers(run: Run) -> List[str]:
    clip, big = "openai/clip-vit-large-patch14", "laion/CLIP-ViT-bigG-14-laion2B-39B-b160k"
    return {
        "train_network.py": ["stabilityai/stable-diffusion-2"] if run.args.v2 else [clip],
        "sdxl_train_network.py": [clip, big],
        "sd3_train_network.py": [clip, big, "google/t5-v1_1-xxl"],
        "flux_train_network.py": [clip, "google/t5-v1_1-xxl"],
        "lumina_train_network.py": ["google/gemma-2-2b"],
    }.get(run.script, [])


def _tokenizer(name: str, run: Run) -> None:
    cache = run.args.tokenizer_cache_dir
    if not cache:
        return
    local = os.path.join(cache, name.replace("/", "_"))
    if os.path.exists(local):
        run.log.info("strategy_base.py:61", "load tokenizer from cache: %s" % local)


def load(run: Run) -> str:
    """Print what loading prints; returns the model version of the metadata."""
    return _LOADERS[run.script](run)


def _diffusers(run: Run, place: Tuple[str, str], line: str) -> None:
    """A Diffusers directory, or an id on the Hub, taken on trust unless the Hub is switched off."""
    name = run.args.pretrained_model_name_or_path
    run.log.info(place[0], line)
    if not os.path.isdir(name):
        if name.count("/") > 1:
            raise ValueError(
                'The provided pretrained_model_name_or_path "%s" is neither a valid local path nor a valid'
                " repo id. Please check the parameter." % name
            )
        if name.count("/") == 0 or name.endswith((".safetensors", ".ckpt")) or _out_of_reach(name):
            run.log.error(
                place[1],
                "model is not found as a file or in Hugging Face, perhaps file name is wrong? / 指定したモデル名の"
                "ファイル、またはHugging Faceのモデルが見つかりません。ファイル名が誤っているかもしれません: %s"
                % name,
            )
            raise OSError(
                "Cannot load model %s: model is not cached locally and an error occurred while trying to"
                " fetch metadata from the Hub. Please check out the root cause in the stacktrace above."
                % name
            )
    parts = 4 if run.script == "train_network.py" else 5
    for _ in bars.over(range(parts), parts, "Loading pipeline components..."):
        run.pause(0.2 / parts)


def _out_of_reach(name: str) -> bool:
    if os.environ.get("HF_HUB_OFFLINE", "").upper() not in ("1", "ON", "YES", "TRUE"):
        return False
    home = os.environ.get("HF_HOME") or os.path.join(
        os.path.expanduser("~"), ".cache", "huggingface"
    )
    hub = os.environ.get("HF_HUB_CACHE") or os.path.join(home, "hub")
    return not os.path.isdir(os.path.join(hub, "models--" + name.replace("/", "--")))


def _sd(run: Run) -> str:
    args, log = run.args, run.log
    log.info("train_util.py:5574", "loading model for process 0/1")
    name = args.pretrained_model_name_or_path
    if os.path.isfile(name):
        log.info("train_util.py:5530", "load StableDiffusion checkpoint: %s" % _resolved(name))
        log.info("original_unet.py:1395", _unet(args.v2))
        run.pause(0.2)
        for place, what in ((1011, "u-net"), (1019, "vae"), (1076, "text encoder")):
            log.info("model_util.py:%d" % place, "loading %s: %s" % (what, KEYS))
    else:
        _diffusers(
            run,
            ("train_util.py:5536", "train_util.py:5540"),
            "load Diffusers pretrained models: %s" % name,
        )
        log.info("original_unet.py:1395", _unet(args.v2))
        log.info("train_util.py:5561", "U-Net converted to original U-Net")
    _vae(run, "train_util.py:5566")
    return "sd_v2" if args.v2 and not args.v_parameterization else "sd_v2_v" if args.v2 else "sd_v1"


def _resolved(path: str) -> str:
    return os.path.realpath(path) if os.path.islink(path) else path


def _unet(v2: bool) -> str:
    shape = "64, [5, 10, 20, 20], 1024, False, False" if v2 else "64, 8, 768, False, False"
    return "UNet2DConditionModel: " + shape


def _vae(run: Run, place: str) -> None:
    if run.args.vae is not None:
        run.log.info("model_util.py:1270", "load VAE: %s" % run.args.vae)
        if not os.path.exists(run.args.vae) and run.args.vae.endswith(
            (".safetensors", ".ckpt", ".pt")
        ):
            raise OSError(
                "%s is not a local folder and is not a valid model identifier" % run.args.vae
            )
        run.log.info(place, "additional VAE loaded")


def _sdxl(run: Run) -> str:
    args, log = run.args, run.log
    log.info("sdxl_train_util.py:32", "loading model for process 0/1")
    name = args.pretrained_model_name_or_path
    if os.path.isfile(name):
        log.info("sdxl_train_util.py:73", "load StableDiffusion checkpoint: %s" % _resolved(name))
        for place, text in (
            (198, "building U-Net"),
            (202, "loading U-Net from checkpoint"),
            (208, "U-Net: " + KEYS),
            (211, "building text encoders"),
            (264, "loading text encoders from checkpoint"),
            (278, "text encoder 1: " + KEYS),
            (282, "text encoder 2: " + KEYS),
            (285, "building VAE"),
            (290, "loading VAE from checkpoint"),
            (293, "VAE: " + KEYS),
        ):
            run.pause(0.02)
            log.info("sdxl_model_util.py:%d" % place, text)
    else:
        variant = "fp16" if args.mixed_precision == "fp16" else None
        line = "load Diffusers pretrained models: %s, variant=%s" % (name, variant)
        _diffusers(run, ("sdxl_train_util.py:87", "sdxl_train_util.py:100"), line)
        log.info("sdxl_train_util.py:123", "U-Net converted to original U-Net")
    _vae(run, "sdxl_train_util.py:131")
    return "sdxl_base_v1-0"


_LOADERS: Dict[str, Callable[[Run], str]] = {
    "train_network.py": _sd,
    "sdxl_train_network.py": _sdxl,
    "sd3_train_network.py": dit_models.sd3,
    "flux_train_network.py": dit_models.flux,
    "lumina_train_network.py": dit_models.lumina,
    "anima_train_network.py": dit_models.anima,
    "hunyuan_image_train_network.py": dit_models.hunyuan,
}
