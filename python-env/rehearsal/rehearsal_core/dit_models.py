"""Loading diffusion transformers: FLUX, SD3, Lumina, Anima, HunyuanImage."""

import os
from typing import List, Optional, Tuple

from .run import Run

KEYS = "<All keys matched successfully>"


def need(path: Optional[str]) -> str:
    if path is None:
        raise TypeError("stat: path should be string, bytes, os.PathLike or integer, not NoneType")
    with open(path, "rb") if not os.path.isdir(path) else open(os.devnull, "rb"):
        return path


def _files(run: Run, source: str, lines: List[Tuple[int, str]]) -> None:
    """Lines of one source file; a file named in a line must be there."""
    for place, text in lines:
        run.log.info("%s:%d" % (source, place), text)


def _swap(run: Run, place: str) -> None:
    if run.args.blocks_to_swap is not None and run.args.blocks_to_swap > 0:
        run.log.info(place, "enable block swap: blocks_to_swap=%s" % run.args.blocks_to_swap)


def flux(run: Run) -> str:
    args = run.args
    chroma = args.model_type == "chroma"
    model = need(args.pretrained_model_name_or_path)
    if chroma:
        lines = [
            (150, "Building Chroma model"),
            (157, "Loading state dict from %s" % model),
            (168, "Loaded Chroma: " + KEYS),
        ]
    else:
        lines = [
            (44, "Checking the state dict: Diffusers or BFL, dev or schnell"),
            (107, "Building Flux model dev from BFL checkpoint"),
            (124, "Loading state dict from %s" % model),
            (143, "Loaded Flux: " + KEYS),
        ]
    _files(run, "flux_utils.py", lines)
    run.pause(0.1)
    if args.fp8_base:
        run.log.info("flux_train_network.py:120", _CAST % ("FLUX", "FLUX"))
    _swap(run, "flux_train_network.py:132")
    if not chroma:
        clip = need(args.clip_l)
        _files(
            run,
            "flux_utils.py",
            [
                (254, "Building CLIP-L"),
                (350, "Loading state dict from %s" % clip),
                (353, "Loaded CLIP-L: " + KEYS),
            ],
        )
    _files(
        run,
        "flux_utils.py",
        [(405, "Loading state dict from %s" % need(args.t5xxl)), (408, "Loaded T5xxl: " + KEYS)],
    )
    run.pause(0.1)
    _files(
        run,
        "flux_utils.py",
        [
            (179, "Building AutoEncoder"),
            (184, "Loading state dict from %s" % need(args.ae)),
            (187, "Loaded AE: " + KEYS),
        ],
    )
    return "chroma" if chroma else "flux1"


_CAST = (
    "Cast %s model to fp8. This may take a while. You can reduce the time by using fp8 checkpoint."
    " / %sモデルをfp8に変換しています。これには時間がかかる場合があります。fp8チェックポイントを使用することで時間を短縮できます。"
)


def sd3(run: Run) -> str:
    args, log = run.args, run.log
    need(args.pretrained_model_name_or_path)
    version = {"sd3m": "medium", "sd35m": "3-5-medium", "sd35l": "3-5-large"}[run.family.name]
    _files(
        run,
        "sd3_utils.py",
        [
            (89, "Building MMDit"),
            (31, "Analyzing state dict state..."),
            (94, "Loading state dict..."),
            (96, "Loaded MMDiT: " + KEYS),
        ],
    )
    run.pause(0.1)
    if args.fp8_base:
        log.info("sd3_train_network.py:102", _CAST % ("SD3", "SD3"))
    _swap(run, "sd3_train_network.py:110")
    for path, label, inside, building, loading, loaded in (
        (args.clip_l, "CLIP-L", 111, 122, 148, 156),
        (args.clip_g, "CLIP-G", 171, 182, 208, 211),
    ):
        if path is None:
            log.info(
                "sd3_utils.py:%d" % inside,
                "%s is included in the checkpoint" % label.lower().replace("-", "_"),
            )
        log.info("sd3_utils.py:%d" % building, "Building %s" % label)
        if path is not None:
            log.info("sd3_utils.py:%d" % loading, "Loading state dict from %s" % need(path))
        log.info("sd3_utils.py:%d" % loaded, "Loaded %s: %s" % (label, KEYS))
    if args.t5xxl is None:
        log.info("sd3_utils.py:226", "t5xxl is included in the checkpoint")
    else:
        _files(
            run,
            "flux_utils.py",
            [
                (405, "Loading state dict from %s" % need(args.t5xxl)),
                (408, "Loaded T5xxl: " + KEYS),
            ],
        )
    run.pause(0.1)
    if args.vae:
        log.info("sd3_utils.py:248", "Loading VAE from %s..." % need(args.vae))
    _files(
        run,
        "sd3_utils.py",
        [(258, "Building VAE"), (260, "Loading state dict..."), (262, "Loaded VAE: " + KEYS)],
    )
    return version


def lumina(run: Run) -> str:
    args, log = run.args, run.log
    model = need(args.pretrained_model_name_or_path)
    _files(
        run,
        "lumina_util.py",
        [
            (45, "Building Lumina"),
            (51, "Loading state dict from %s" % model),
            (63, "Loaded Lumina: " + KEYS),
        ],
    )
    run.pause(0.1)
    if args.fp8_base:
        log.info("lumina_train_network.py:71", _CAST % ("Lumina 2", "Lumina 2"))
    if args.blocks_to_swap:
        log.info(
            "lumina_train_network.py:78", "Lumina 2: Enabling block swap: %s" % args.blocks_to_swap
        )
    _files(
        run,
        "lumina_util.py",
        [
            (124, "Building Gemma2"),
            (164, "Loading state dict from %s" % need(args.gemma2)),
            (184, "Loaded Gemma2: " + KEYS),
        ],
    )
    run.pause(0.1)
    _files(
        run,
        "lumina_util.py",
        [
            (85, "Building AutoEncoder"),
            (90, "Loading state dict from %s" % need(args.ae)),
            (100, "Loaded AE: " + KEYS),
        ],
    )
    return "lumina2"


def anima(run: Run) -> str:
    args, log = run.args, run.log
    log.info("anima_train_network.py:86", "Loading Qwen3 text encoder...")
    qwen = need(args.qwen3)
    _files(
        run,
        "anima_utils.py",
        [
            (201, "Loading Qwen3 text encoder from %s" % qwen),
            (248, "Loaded Qwen3 state dict: " + KEYS),
            (256, "Loaded Qwen3 text encoder. Parameters: 596,049,920"),
        ],
    )
    run.pause(0.1)
    log.info("anima_train_network.py:91", "Loading Anima VAE...")
    _files(
        run,
        "qwen_image_autoencoder_kl.py",
        [
            (1609, "Initializing VAE"),
            (1631, "Loading VAE from %s" % need(args.vae)),
            (1638, "Loaded VAE: " + KEYS),
        ],
    )
    return "anima"


def hunyuan(run: Run) -> str:
    args = run.args
    source = "hunyuan_image_text_encoder.py"
    _files(
        run,
        source,
        [
            (389, "Loading state dict from %s" % need(args.text_encoder)),
            (406, "Loaded Qwen2.5-VL: " + KEYS),
            (498, "Loading tokenizer from Qwen/Qwen2.5-VL-7B-Instruct"),
        ],
    )
    _files(
        run,
        source,
        [
            (208, "Loading BYT5 tokenizer from google/byt5-small"),
            (211, "Initializing BYT5 text encoder"),
            (222, "Loading state dict from %s" % need(args.byt5)),
            (232, "BYT5 text encoder loaded with info: " + KEYS),
        ],
    )
    run.pause(0.1)
    _files(
        run,
        "hunyuan_image_vae.py",
        [
            (746, "Initializing VAE with chunk_size=%s" % args.vae_chunk_size),
            (749, "Loading VAE from %s" % need(args.vae)),
            (752, "Loaded VAE: " + KEYS),
        ],
    )
    return "hunyuan-image-2.1"


def load_lazily(run: Run) -> None:
    """The diffusion model of the two scripts that load it after the caches."""
    args, log = run.args, run.log
    if run.script not in ("anima_train_network.py", "hunyuan_image_train_network.py"):
        return
    attention = args.attn_mode or ("xformers" if args.xformers else "torch")
    device = "cpu" if args.blocks_to_swap else run.switches.device
    if run.script == "anima_train_network.py":
        log.info(
            "anima_train_network.py:112",
            "Loading Anima DiT model with attn_mode=%s, split_attn: %s..."
            % (attention, args.split_attn),
        )
        model = need(args.pretrained_model_name_or_path)
        log.info("anima_utils.py:105", "Loading DiT model from %s, device=%s" % (model, device))
        log.info(
            "anima_utils.py:146",
            "Loaded DiT model from %s, unexpected missing keys: 0, unexpected keys: 0" % model,
        )
        _swap(run, "anima_train_network.py:131")
        return
    if args.cache_text_encoder_outputs:
        log.info(
            "hunyuan_image_train_network.py:379",
            "Replace text encoders with dummy models to save memory",
        )
    log.info(
        "hunyuan_image_train_network.py:395",
        "Loading DiT model with attn_mode: %s, split_attn: %s, fp8_scaled: %s"
        % (attention, args.split_attn, args.fp8_scaled),
    )
    model = need(args.pretrained_model_name_or_path)
    log.info(
        "hunyuan_image_models.py:460", "Loading DiT model from %s, device=%s" % (model, device)
    )
    log.info("hunyuan_image_models.py:484", "Loaded DiT model from %s, info=%s" % (model, KEYS))
    _swap(run, "hunyuan_image_train_network.py:408")
