"""Loading the model files: upstream's lines by script, and its errors where a file is not there."""

import os
from typing import Callable, Dict, List, Optional, Tuple

from . import bars
from .run import Run

_KEYS = "<All keys matched successfully>"


def announce_tokenizer(run: Run) -> None:
    """What is printed first of all, before the dataset is looked at."""
    args, log = run.args, run.log
    if run.script == "train_network.py":
        log.info("strategy_sd.py:26", "Using %s tokenizer" % ("v2" if args.v2 else "v1"))
    elif run.script == "flux_train_network.py":
        if args.model_type != "chroma":
            log.info("flux_utils.py:44", "Checking the state dict: Diffusers or BFL, dev or schnell")
            _need(args.pretrained_model_name_or_path)
        length = args.t5xxl_max_token_length
        log.info("flux_train_network.py:179", "t5xxl_max_token_length: %s" % (512 if length is None else length))
    elif run.script == "sd3_train_network.py":
        log.info("sd3_train_network.py:147", "t5xxl_max_token_length: %s" % args.t5xxl_max_token_length)
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


def _need(path: Optional[str]) -> str:
    if path is None:
        raise TypeError("stat: path should be string, bytes, os.PathLike or integer, not NoneType")
    with open(path, "rb") if not os.path.isdir(path) else open(os.devnull, "rb"):
        return path


def _diffusers(run: Run, place: Tuple[str, str], line: str) -> None:
    """A Diffusers directory, or an id on the Hub that nobody can check here."""
    name = run.args.pretrained_model_name_or_path
    run.log.info(place[0], line)
    if not os.path.isdir(name):
        if name.count("/") > 1:
            raise ValueError(
                'The provided pretrained_model_name_or_path "%s" is neither a valid local path nor a valid'
                " repo id. Please check the parameter." % name)
        if name.count("/") == 0 or name.endswith((".safetensors", ".ckpt")):
            run.log.error(
                place[1],
                "model is not found as a file or in Hugging Face, perhaps file name is wrong? / 指定したモデル名の"
                "ファイル、またはHugging Faceのモデルが見つかりません。ファイル名が誤っているかもしれません: %s" % name)
            raise OSError(
                "Cannot load model %s: model is not cached locally and an error occurred while trying to"
                " fetch metadata from the Hub. Please check out the root cause in the stacktrace above." % name)
    parts = 4 if run.script == "train_network.py" else 5
    for _ in bars.over(range(parts), parts, "Loading pipeline components..."):
        run.pause(0.2 / parts)


def _sd(run: Run) -> str:
    args, log = run.args, run.log
    log.info("train_util.py:5574", "loading model for process 0/1")
    name = args.pretrained_model_name_or_path
    if os.path.isfile(name):
        log.info("train_util.py:5530", "load StableDiffusion checkpoint: %s" % _resolved(name))
        log.info("original_unet.py:1395", _unet(args.v2))
        run.pause(0.2)
        for place, what in ((1011, "u-net"), (1019, "vae"), (1076, "text encoder")):
            log.info("model_util.py:%d" % place, "loading %s: %s" % (what, _KEYS))
    else:
        _diffusers(run, ("train_util.py:5536", "train_util.py:5540"), "load Diffusers pretrained models: %s" % name)
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
        if not os.path.exists(run.args.vae) and run.args.vae.endswith((".safetensors", ".ckpt", ".pt")):
            raise OSError("%s is not a local folder and is not a valid model identifier" % run.args.vae)
        run.log.info(place, "additional VAE loaded")


def _sdxl(run: Run) -> str:
    args, log = run.args, run.log
    log.info("sdxl_train_util.py:32", "loading model for process 0/1")
    name = args.pretrained_model_name_or_path
    if os.path.isfile(name):
        log.info("sdxl_train_util.py:73", "load StableDiffusion checkpoint: %s" % _resolved(name))
        for place, text in (
            (198, "building U-Net"), (202, "loading U-Net from checkpoint"), (208, "U-Net: " + _KEYS),
            (211, "building text encoders"), (264, "loading text encoders from checkpoint"),
            (278, "text encoder 1: " + _KEYS), (282, "text encoder 2: " + _KEYS),
            (285, "building VAE"), (290, "loading VAE from checkpoint"), (293, "VAE: " + _KEYS),
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


def _files(run: Run, source: str, lines: List[Tuple[int, str]]) -> None:
    """Lines of one source file; a file named in a line must be there."""
    for place, text in lines:
        run.log.info("%s:%d" % (source, place), text)


def _swap(run: Run, place: str) -> None:
    if run.args.blocks_to_swap is not None and run.args.blocks_to_swap > 0:
        run.log.info(place, "enable block swap: blocks_to_swap=%s" % run.args.blocks_to_swap)


def _flux(run: Run) -> str:
    args = run.args
    chroma = args.model_type == "chroma"
    model = _need(args.pretrained_model_name_or_path)
    if chroma:
        lines = [(150, "Building Chroma model"), (157, "Loading state dict from %s" % model), (168, "Loaded Chroma: " + _KEYS)]
    else:
        lines = [
            (44, "Checking the state dict: Diffusers or BFL, dev or schnell"),
            (107, "Building Flux model dev from BFL checkpoint"),
            (124, "Loading state dict from %s" % model),
            (143, "Loaded Flux: " + _KEYS),
        ]
    _files(run, "flux_utils.py", lines)
    run.pause(0.1)
    if args.fp8_base:
        run.log.info("flux_train_network.py:120", _CAST % ("FLUX", "FLUX"))
    _swap(run, "flux_train_network.py:132")
    if not chroma:
        clip = _need(args.clip_l)
        _files(run, "flux_utils.py", [(254, "Building CLIP-L"), (350, "Loading state dict from %s" % clip), (353, "Loaded CLIP-L: " + _KEYS)])
    _files(run, "flux_utils.py", [(405, "Loading state dict from %s" % _need(args.t5xxl)), (408, "Loaded T5xxl: " + _KEYS)])
    run.pause(0.1)
    _files(run, "flux_utils.py", [(179, "Building AutoEncoder"), (184, "Loading state dict from %s" % _need(args.ae)), (187, "Loaded AE: " + _KEYS)])
    return "chroma" if chroma else "flux1"


_CAST = (
    "Cast %s model to fp8. This may take a while. You can reduce the time by using fp8 checkpoint."
    " / %sモデルをfp8に変換しています。これには時間がかかる場合があります。fp8チェックポイントを使用することで時間を短縮できます。"
)


def _sd3(run: Run) -> str:
    args, log = run.args, run.log
    _need(args.pretrained_model_name_or_path)
    version = {"sd3m": "medium", "sd35m": "3-5-medium", "sd35l": "3-5-large"}[run.family.name]
    _files(run, "sd3_utils.py", [(89, "Building MMDit"), (31, "Analyzing state dict state..."),
                                 (94, "Loading state dict..."), (96, "Loaded MMDiT: " + _KEYS)])
    run.pause(0.1)
    if args.fp8_base:
        log.info("sd3_train_network.py:102", _CAST % ("SD3", "SD3"))
    _swap(run, "sd3_train_network.py:110")
    for path, label, inside, building, loading, loaded in (
        (args.clip_l, "CLIP-L", 111, 122, 148, 156), (args.clip_g, "CLIP-G", 171, 182, 208, 211),
    ):
        if path is None:
            log.info("sd3_utils.py:%d" % inside, "%s is included in the checkpoint" % label.lower().replace("-", "_"))
        log.info("sd3_utils.py:%d" % building, "Building %s" % label)
        if path is not None:
            log.info("sd3_utils.py:%d" % loading, "Loading state dict from %s" % _need(path))
        log.info("sd3_utils.py:%d" % loaded, "Loaded %s: %s" % (label, _KEYS))
    if args.t5xxl is None:
        log.info("sd3_utils.py:226", "t5xxl is included in the checkpoint")
    else:
        _files(run, "flux_utils.py", [(405, "Loading state dict from %s" % _need(args.t5xxl)), (408, "Loaded T5xxl: " + _KEYS)])
    run.pause(0.1)
    if args.vae:
        log.info("sd3_utils.py:248", "Loading VAE from %s..." % _need(args.vae))
    _files(run, "sd3_utils.py", [(258, "Building VAE"), (260, "Loading state dict..."), (262, "Loaded VAE: " + _KEYS)])
    return version


def _lumina(run: Run) -> str:
    args, log = run.args, run.log
    model = _need(args.pretrained_model_name_or_path)
    _files(run, "lumina_util.py", [(45, "Building Lumina"), (51, "Loading state dict from %s" % model), (63, "Loaded Lumina: " + _KEYS)])
    run.pause(0.1)
    if args.fp8_base:
        log.info("lumina_train_network.py:71", _CAST % ("Lumina 2", "Lumina 2"))
    if args.blocks_to_swap:
        log.info("lumina_train_network.py:78", "Lumina 2: Enabling block swap: %s" % args.blocks_to_swap)
    _files(run, "lumina_util.py", [(124, "Building Gemma2"), (164, "Loading state dict from %s" % _need(args.gemma2)), (184, "Loaded Gemma2: " + _KEYS)])
    run.pause(0.1)
    _files(run, "lumina_util.py", [(85, "Building AutoEncoder"), (90, "Loading state dict from %s" % _need(args.ae)), (100, "Loaded AE: " + _KEYS)])
    return "lumina2"


def _anima(run: Run) -> str:
    args, log = run.args, run.log
    log.info("anima_train_network.py:86", "Loading Qwen3 text encoder...")
    qwen = _need(args.qwen3)
    _files(run, "anima_utils.py", [(201, "Loading Qwen3 text encoder from %s" % qwen), (248, "Loaded Qwen3 state dict: " + _KEYS),
                                   (256, "Loaded Qwen3 text encoder. Parameters: 596,049,920")])
    run.pause(0.1)
    log.info("anima_train_network.py:91", "Loading Anima VAE...")
    _files(run, "qwen_image_autoencoder_kl.py", [(1609, "Initializing VAE"), (1631, "Loading VAE from %s" % _need(args.vae)), (1638, "Loaded VAE: " + _KEYS)])
    return "anima"


def _hunyuan(run: Run) -> str:
    args = run.args
    source = "hunyuan_image_text_encoder.py"
    _files(run, source, [(389, "Loading state dict from %s" % _need(args.text_encoder)), (406, "Loaded Qwen2.5-VL: " + _KEYS),
                         (498, "Loading tokenizer from Qwen/Qwen2.5-VL-7B-Instruct")])
    _files(run, source, [(208, "Loading BYT5 tokenizer from google/byt5-small"), (211, "Initializing BYT5 text encoder"),
                         (222, "Loading state dict from %s" % _need(args.byt5)), (232, "BYT5 text encoder loaded with info: " + _KEYS)])
    run.pause(0.1)
    _files(run, "hunyuan_image_vae.py", [(746, "Initializing VAE with chunk_size=%s" % args.vae_chunk_size),
                                         (749, "Loading VAE from %s" % _need(args.vae)), (752, "Loaded VAE: " + _KEYS)])
    return "hunyuan-image-2.1"


def load_lazily(run: Run) -> None:
    """The diffusion model of the two scripts that load it after the caches."""
    args, log = run.args, run.log
    if run.script not in ("anima_train_network.py", "hunyuan_image_train_network.py"):
        return
    attention = args.attn_mode or ("xformers" if args.xformers else "torch")
    device = "cpu" if args.blocks_to_swap else run.switches.device
    if run.script == "anima_train_network.py":
        log.info("anima_train_network.py:112", "Loading Anima DiT model with attn_mode=%s, split_attn: %s..." % (attention, args.split_attn))
        model = _need(args.pretrained_model_name_or_path)
        log.info("anima_utils.py:105", "Loading DiT model from %s, device=%s" % (model, device))
        log.info("anima_utils.py:146", "Loaded DiT model from %s, unexpected missing keys: 0, unexpected keys: 0" % model)
        _swap(run, "anima_train_network.py:131")
        return
    if args.cache_text_encoder_outputs:
        log.info("hunyuan_image_train_network.py:379", "Replace text encoders with dummy models to save memory")
    log.info("hunyuan_image_train_network.py:395", "Loading DiT model with attn_mode: %s, split_attn: %s, fp8_scaled: %s" % (
        attention, args.split_attn, args.fp8_scaled))
    model = _need(args.pretrained_model_name_or_path)
    log.info("hunyuan_image_models.py:460", "Loading DiT model from %s, device=%s" % (model, device))
    log.info("hunyuan_image_models.py:484", "Loaded DiT model from %s, info=%s" % (model, _KEYS))
    _swap(run, "hunyuan_image_train_network.py:408")


_LOADERS: Dict[str, Callable[[Run], str]] = {
    "train_network.py": _sd,
    "sdxl_train_network.py": _sdxl,
    "sd3_train_network.py": _sd3,
    "flux_train_network.py": _flux,
    "lumina_train_network.py": _lumina,
    "anima_train_network.py": _anima,
    "hunyuan_image_train_network.py": _hunyuan,
}
