"""What upstream refuses or warns of between the arguments and the loading of models."""

import argparse
from typing import List

from .datasets import Group, Groups
from .records import Records
from .run import Run


def arguments(args: argparse.Namespace, log: Records) -> None:
    """verify_training_args and prepare_dataset_args: may change the arguments."""
    if args.highvram:
        log.info("train_util.py:4409", "highvram is enabled / highvramが有効です")
    if args.v2 and args.clip_skip is not None:
        log.warning(
            "train_util.py:4422",
            "v2 with clip_skip will be unexpected / v2でclip_skipを使用することは想定されていません",
        )
    if args.cache_latents_to_disk and not args.cache_latents:
        args.cache_latents = True
        log.warning(
            "train_util.py:4426",
            "cache_latents_to_disk is enabled, so cache_latents is also enabled"
            " / cache_latents_to_diskが有効なため、cache_latentsを有効にします",
        )
    if args.adaptive_noise_scale is not None and args.noise_offset is None:
        raise ValueError(
            "adaptive_noise_scale requires noise_offset / adaptive_noise_scaleを使用するにはnoise_offsetが必要です"
        )
    if args.scale_v_pred_loss_like_noise_pred and not args.v_parameterization:
        raise ValueError(
            "scale_v_pred_loss_like_noise_pred can be enabled only with v_parameterization"
            " / scale_v_pred_loss_like_noise_predはv_parameterizationが有効なときのみ有効にできます"
        )
    if args.v_pred_like_loss and args.v_parameterization:
        raise ValueError(
            "v_pred_like_loss cannot be enabled with v_parameterization"
            " / v_pred_like_lossはv_parameterizationが有効なときには有効にできません"
        )
    if args.zero_terminal_snr and not args.v_parameterization:
        log.warning(
            "train_util.py:4457",
            "zero_terminal_snr is enabled, but v_parameterization is not enabled. training will be unexpected"
            " / zero_terminal_snrが有効ですが、v_parameterizationが有効ではありません。学習結果は想定外になる可能性があります",
        )
    for name, place in (("sample_every_n_epochs", 4463), ("sample_every_n_steps", 4469)):
        value = getattr(args, name)
        if value is not None and value <= 0:
            log.warning(
                "train_util.py:%d" % place,
                "%s is less than or equal to 0, so it will be disabled / %sに0以下の値が指定されたため無効になります"
                % (name, name),
            )
            setattr(args, name, None)
    _dataset_arguments(args, log)


def _dataset_arguments(args: argparse.Namespace, log: Records) -> None:
    if args.caption_extention is not None:
        args.caption_extension = args.caption_extention
        args.caption_extention = None
    if args.resolution is not None:
        args.resolution = tuple(int(side) for side in args.resolution.split(","))
        if len(args.resolution) == 1:
            args.resolution = (args.resolution[0], args.resolution[0])
        assert len(args.resolution) == 2, (
            "resolution must be 'size' or 'width,height' / resolution（解像度）は'サイズ'または'幅','高さ'で指定してください: %s"
            % (args.resolution,)
        )
    if args.face_crop_aug_range is not None:
        crop = args.face_crop_aug_range = tuple(
            float(each) for each in args.face_crop_aug_range.split(",")
        )
        assert (
            len(crop) == 2 and crop[0] <= crop[1]
        ), "face_crop_aug_range must be two floats / face_crop_aug_rangeは'下限,上限'で指定してください: %s" % (
            crop,
        )
    if args.in_json is not None and (args.color_aug or args.random_crop):
        log.warning(
            "train_util.py:5427",
            "latents in npz is ignored when color_aug or random_crop is True"
            " / color_augまたはrandom_cropを有効にした場合、npzファイルのlatentsは無視されます",
        )


_LATENTS = (
    "when caching latents, either color_aug or random_crop cannot be used"
    " / latentをキャッシュするときはcolor_augとrandom_cropは使えません"
)
_TEXT = (
    "when caching Text Encoder output, either caption_dropout_rate, shuffle_caption, token_warmup_step or"
    " caption_tag_dropout_rate cannot be used / Text Encoderの出力をキャッシュするときはcaption_dropout_rate,"
    " shuffle_caption, token_warmup_step, caption_tag_dropout_rateは使えません"
)
_ANIMA_TEXT = (
    "when caching Text Encoder output, shuffle_caption, token_warmup_step or caption_tag_dropout_rate"
    " cannot be used"
)
_BOTH = (
    "network for Text Encoder cannot be trained with caching Text Encoder outputs"
    " / Text Encoderの出力をキャッシュしながらText Encoderのネットワークを学習することはできません"
)


def datasets(run: Run, groups: Groups) -> None:
    """What each script asserts about its datasets and options; may change the arguments."""
    args = run.args
    for group in _present(groups):
        if args.cache_latents:
            assert group.can_cache_latents(), _LATENTS
    steps = list(run.family.bucket_steps)
    if steps[0] == 64:
        _verify(groups, steps[:1])
    _disk_cache(run)
    if getattr(args, "cache_text_encoder_outputs", False) and run.family.name != "lumina":
        anima = run.family.name == "anima"
        assert groups.train.can_cache_text(with_dropout=anima), _ANIMA_TEXT if anima else _TEXT
    if run.script in ("sdxl_train_network.py", "anima_train_network.py"):
        assert args.network_train_unet_only or not args.cache_text_encoder_outputs, _BOTH
    if run.script in ("flux_train_network.py", "sd3_train_network.py", "anima_train_network.py"):
        _swap(run)
    _verify(groups, steps)


def _present(groups: Groups) -> List[Group]:
    return [group for group in (groups.train, groups.validation) if group is not None]


def _verify(groups: Groups, steps: List[int]) -> None:
    for least in steps:
        for group in _present(groups):
            group.verify_bucket_reso_steps(least)


def _disk_cache(run: Run) -> None:
    args, log = run.args, run.log
    if run.script == "sdxl_train_network.py":
        assert (
            not args.v2
        ), "v2 cannot be enabled in SDXL training / SDXL学習ではv2を有効にすることはできません"
        if args.clip_skip is not None:
            log.warning(
                "sdxl_train_util.py:352",
                "clip_skip will be unexpected / SDXL学習ではclip_skipは動作しません",
            )
    if run.family.name == "chroma":
        assert (
            args.apply_t5_attn_mask
        ), "apply_t5_attn_mask must be True for Chroma / Chromaではapply_t5_attn_maskを指定する必要があります"
    if run.script in ("flux_train_network.py", "sd3_train_network.py") and args.fp8_base_unet:
        args.fp8_base = True
    if run.script == "anima_train_network.py" and (args.fp8_base or args.fp8_base_unet):
        log.warning(
            "anima_train_network.py:45",
            "fp8_base and fp8_base_unet are not supported."
            " / fp8_baseとfp8_base_unetはサポートされていません。",
        )
        args.fp8_base = args.fp8_base_unet = False
    if (
        not getattr(args, "cache_text_encoder_outputs_to_disk", False)
        or args.cache_text_encoder_outputs
    ):
        return
    args.cache_text_encoder_outputs = True
    both = "cache_text_encoder_outputs_to_disk is enabled, so cache_text_encoder_outputs is also enabled"
    also = " / cache_text_encoder_outputs_to_diskが有効になっているため、cache_text_encoder_outputsも有効になります"
    place, text = {
        "sdxl_train_network.py": (
            "sdxl_train_util.py:374",
            (
                "cache_text_encoder_outputs is enabled because cache_text_encoder_outputs_to_disk is enabled / "
                "cache_text_encoder_outputs_to_diskが有効になっているためcache_text_encoder_outputsが有効になりました"
            ),
        ),
        "sd3_train_network.py": ("sd3_train_network.py:43", both + also),
        "flux_train_network.py": ("flux_train_network.py:60", both + also),
        "hunyuan_image_train_network.py": ("hunyuan_image_train_network.py:342", both + also),
        "anima_train_network.py": ("anima_train_network.py:51", both),
        "lumina_train_network.py": (
            "lumina_train_network.py:43",
            "Enabling cache_text_encoder_outputs due to disk caching",
        ),
    }[run.script]
    log.warning(place, text)


def _swap(run: Run) -> None:
    args = run.args
    if run.script != "anima_train_network.py" and args.max_token_length is not None:
        place = (
            "flux_train_network.py:75"
            if run.script.startswith("flux")
            else "sd3_train_network.py:58"
        )
        run.log.warning(
            place,
            "max_token_length is not used in Flux training / max_token_lengthはFluxのトレーニングでは使用されません",
        )
    more = (
        ""
        if run.script == "anima_train_network.py"
        else " / blocks_to_swapはcpu_offload_checkpointingと併用できません"
    )
    off = args.blocks_to_swap is None or args.blocks_to_swap == 0
    assert off or not args.cpu_offload_checkpointing, (
        "blocks_to_swap is not supported with cpu_offload_checkpointing" + more
    )


def precision(run: Run) -> None:
    """The refusals that come with half precision, after the optimizer is made."""
    args = run.args
    for kind in ("fp16", "bf16"):
        if getattr(args, "full_" + kind):
            assert args.mixed_precision == kind, (
                "full_%s requires mixed precision='%s' / full_%sを使う場合はmixed_precision='%s'を指定してください。"
                % (kind, kind, kind, kind)
            )
            run.say("enable full %s training." % kind)
            break
    if args.fp8_base or args.fp8_base_unet:
        assert args.mixed_precision != "no", (
            "fp8_base requires mixed precision='fp16' or 'bf16'"
            " / fp8を使う場合はmixed_precision='fp16'または'bf16'が必要です。"
        )
        run.say("enable fp8 training for U-Net.")
        if not args.fp8_base_unet:
            run.say("enable fp8 training for Text Encoder.")
        run.log.info("train_network.py:846", "set U-Net weight dtype to torch.float8_e4m3fn")
