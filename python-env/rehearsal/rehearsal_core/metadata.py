"""The ss_* and modelspec.* metadata of a checkpoint, key by key as train_network.py sets them."""

import argparse
import hashlib
import json
import os
from typing import Any, Dict

from .dataset import Dataset
from .datasets import Groups
from .run import Run
from .steps import Steps

_MINIMUM = (
    "ss_v2",
    "ss_base_model_version",
    "ss_network_module",
    "ss_network_dim",
    "ss_network_alpha",
    "ss_network_args",
)
_FROM_ARGS = (
    "learning_rate",
    "unet_lr",
    "gradient_checkpointing",
    "gradient_accumulation_steps",
    "max_train_steps",
    "lr_warmup_steps",
    "lr_scheduler",
    "network_module",
    "network_dim",
    "network_alpha",
    "network_dropout",
    "mixed_precision",
    "clip_skip",
    "max_token_length",
    "seed",
    "lowram",
    "noise_offset",
    "multires_noise_iterations",
    "multires_noise_discount",
    "adaptive_noise_scale",
    "zero_terminal_snr",
    "training_comment",
    "max_grad_norm",
    "caption_dropout_rate",
    "caption_dropout_every_n_epochs",
    "caption_tag_dropout_rate",
    "face_crop_aug_range",
    "prior_loss_weight",
    "min_snr_gamma",
    "scale_weight_norms",
    "ip_noise_gamma",
    "noise_offset_random_strength",
    "ip_noise_gamma_random_strength",
    "loss_type",
    "huber_schedule",
    "huber_scale",
    "huber_c",
    "validation_seed",
    "validation_split",
    "max_validation_steps",
    "validate_every_n_epochs",
    "validate_every_n_steps",
    "resize_interpolation",
    "output_name",
)
_FLAGS = {
    "full_fp16": "full_fp16",
    "v2": "v2",
    "cache_latents": "cache_latents",
    "fp8_base": "fp8_base",
    "debiased_estimation": "debiased_estimation_loss",
    "fp8_base_unet": "fp8_base_unet",
}
_FLOW = ("weighting_scheme", "logit_mean", "logit_std", "mode_scale")
_TIMES = ("timestep_sampling", "sigmoid_scale", "model_prediction_type", "discrete_flow_shift")
_MORE = {
    "sd3_train_network.py": ("apply_lg_attn_mask", "apply_t5_attn_mask") + _FLOW,
    "flux_train_network.py": ("model_type", "apply_t5_attn_mask")
    + _FLOW
    + ("guidance_scale",)
    + _TIMES,
    "lumina_train_network.py": _FLOW + _TIMES,
    "anima_train_network.py": _FLOW + ("timestep_sampling", "sigmoid_scale", "discrete_flow_shift"),
    "hunyuan_image_train_network.py": _FLOW[1:] + _TIMES,
}
_HASH_LIMIT = 256 << 20


def collect(run: Run, groups: Groups, sizes: Steps, model_version: str) -> Dict[str, str]:
    """Everything that does not change from checkpoint to checkpoint."""
    args, train = run.args, groups.train
    found: Dict[str, Any] = {"ss_" + name: getattr(args, name) for name in _FROM_ARGS}
    found.update({"ss_" + key: bool(getattr(args, name)) for key, name in _FLAGS.items()})
    found.update(
        ss_session_id=run.session_id,
        ss_training_started_at=run.started_at,
        ss_text_encoder_lr=run.text_encoder_lr,
        ss_num_train_images=train.num_train_images,
        ss_num_validation_images=groups.validation.num_train_images if groups.validation else 0,
        ss_num_reg_images=train.num_reg_images,
        ss_num_batches_per_epoch=sizes.batches_per_epoch,
        ss_num_epochs=sizes.epochs,
        ss_base_model_version=model_version,
        ss_sd_scripts_commit_hash="lorabake-rehearsal",
        ss_optimizer=run.optimizer_name
        + ("(%s)" % run.optimizer_args if run.optimizer_args else ""),
    )
    found.update({"ss_" + name: getattr(args, name) for name in _MORE.get(run.script, ())})
    if args.dataset_config is not None:
        found.update(_configured(groups))
    else:
        found.update(_single(args, train.datasets[0]))
    if args.network_args:
        found["ss_network_args"] = json.dumps(run.network_options)
    found.update(_model("sd_model", args.pretrained_model_name_or_path))
    found.update(_model("vae", args.vae))
    return {key: str(value) for key, value in found.items()}


def minimum(found: Dict[str, str]) -> Dict[str, str]:
    """What --no_metadata leaves."""
    return {key: found[key] for key in _MINIMUM if key in found}


def _single(args: argparse.Namespace, dataset: Dataset) -> Dict[str, Any]:
    directories: Dict[bool, Dict[str, Any]] = {False: {}, True: {}}
    for subset in dataset.subsets:
        values = subset.values
        path = values["image_dir"] if dataset.kind != "metadata" else values["metadata_file"]
        info = {"n_repeats": values["num_repeats"], "img_count": subset.image_count}
        directories[bool(values["is_reg"])][os.path.basename(path)] = info
    values = dataset.values
    return {
        "ss_batch_size_per_device": args.train_batch_size,
        "ss_total_batch_size": args.train_batch_size * args.gradient_accumulation_steps,
        "ss_resolution": args.resolution,
        "ss_color_aug": bool(args.color_aug),
        "ss_flip_aug": bool(args.flip_aug),
        "ss_random_crop": bool(args.random_crop),
        "ss_shuffle_caption": bool(args.shuffle_caption),
        "ss_enable_bucket": bool(values["enable_bucket"]),
        "ss_bucket_no_upscale": bool(values["bucket_no_upscale"]),
        "ss_min_bucket_reso": values["min_bucket_reso"],
        "ss_max_bucket_reso": values["max_bucket_reso"],
        "ss_keep_tokens": args.keep_tokens,
        "ss_dataset_dirs": json.dumps(directories[False]),
        "ss_reg_dataset_dirs": json.dumps(directories[True]),
        "ss_tag_frequency": json.dumps(dataset.tag_frequency),
        "ss_bucket_info": json.dumps(dataset.bucket_info),
    }


_SUBSET = (
    "num_repeats",
    "color_aug",
    "flip_aug",
    "random_crop",
    "shuffle_caption",
    "keep_tokens",
    "keep_tokens_separator",
    "secondary_separator",
    "enable_wildcard",
    "caption_prefix",
    "caption_suffix",
    "resize_interpolation",
)


def _configured(groups: Groups) -> Dict[str, str]:
    datasets, tags, directories = [], {}, {}  # type: ignore[var-annotated]
    for dataset in groups.train.datasets:
        values, subsets = dataset.values, []
        for subset in dataset.subsets:
            own = {"img_count": subset.image_count}
            own.update({key: subset.values[key] for key in _SUBSET})
            name = None
            if subset.values["image_dir"]:
                name = own["image_dir"] = os.path.basename(subset.values["image_dir"])
            if dataset.kind == "dreambooth":
                own.update(
                    class_tokens=subset.values["class_tokens"], is_reg=subset.values["is_reg"]
                )
                name = None if subset.values["is_reg"] else name
            else:
                name = own["metadata_file"] = os.path.basename(subset.values["metadata_file"])
            subsets.append(own)
            if name is not None:
                info = {"n_repeats": subset.values["num_repeats"], "img_count": subset.image_count}
                directories[_free(name, directories)] = info
        datasets.append(
            {
                "is_dreambooth": dataset.kind == "dreambooth",
                "batch_size_per_device": dataset.batch_size,
                "num_train_images": dataset.num_train_images,
                "num_reg_images": dataset.num_reg_images,
                "resolution": dataset.resolution,
                "enable_bucket": bool(values["enable_bucket"]),
                "min_bucket_reso": values["min_bucket_reso"],
                "max_bucket_reso": values["max_bucket_reso"],
                "tag_frequency": dataset.tag_frequency,
                "bucket_info": dataset.bucket_info,
                "resize_interpolation": values["resize_interpolation"],
                "subsets": subsets,
            }
        )
        for folder, frequency in dataset.tag_frequency.items():
            tags.setdefault(folder, frequency)
    return {
        "ss_datasets": json.dumps(datasets),
        "ss_tag_frequency": json.dumps(tags),
        "ss_dataset_dirs": json.dumps(directories),
    }


def _free(name: str, taken: Dict[str, Any]) -> str:
    number, free = 2, name
    while free in taken:
        free = "%s (%d)" % (name, number)
        number += 1
    return free


def _model(key: str, path: Any) -> Dict[str, str]:
    if path is None:
        return {}
    if not os.path.exists(path):
        return {"ss_%s_name" % key: path}
    short = {"sd_model": "ss_sd_model_hash", "vae": "ss_vae_hash"}[key]
    new = {"sd_model": "ss_new_sd_model_hash", "vae": "ss_new_vae_hash"}[key]
    found = {"ss_%s_name" % key: os.path.basename(path), short: "IsADirectory", new: "IsADirectory"}
    if os.path.isfile(path):
        with open(path, "rb") as file:
            file.seek(0x100000)
            found[short] = hashlib.sha256(file.read(0x10000)).hexdigest()[:8]
            del found[new]
            if (
                os.path.getsize(path) <= _HASH_LIMIT
            ):  # upstream reads the whole model; seconds that teach nothing
                file.seek(0)
                found[new] = hashlib.sha256(file.read()).hexdigest()
    return found
