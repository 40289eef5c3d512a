"""All datasets of a run: built, described as upstream describes them, and sorted into buckets."""

from textwrap import indent
from typing import List, Optional

from . import dreambooth, metadata_file
from .dataset import Dataset
from .dataset_config import DatasetSettings, Settings
from .records import Records

_SUBSET_KEYS = (
    "num_repeats",
    "shuffle_caption",
    "keep_tokens",
    "caption_dropout_rate",
    "caption_dropout_every_n_epochs",
    "caption_tag_dropout_rate",
    "caption_prefix",
    "caption_suffix",
    "color_aug",
    "flip_aug",
    "face_crop_aug_range",
    "random_crop",
    "token_warmup_min",
    "token_warmup_step",
    "alpha_mask",
    "resize_interpolation",
    "custom_attributes",
)


class Group:
    """Datasets seen as one: lengths and counts are added up."""

    def __init__(self, datasets: List[Dataset]) -> None:
        self.datasets = datasets

    @property
    def batches(self) -> int:
        return sum(dataset.batches for dataset in self.datasets)

    @property
    def num_train_images(self) -> int:
        return sum(dataset.num_train_images for dataset in self.datasets)

    @property
    def num_reg_images(self) -> int:
        return sum(dataset.num_reg_images for dataset in self.datasets)

    def can_cache_latents(self) -> bool:
        subsets = [subset.values for dataset in self.datasets for subset in dataset.subsets]
        return not any(values["color_aug"] or values["random_crop"] for values in subsets)

    def can_cache_text(self, with_dropout: bool) -> bool:
        subsets = [subset.values for dataset in self.datasets for subset in dataset.subsets]
        return not any(
            (values["caption_dropout_rate"] > 0 and not with_dropout)
            or values["shuffle_caption"]
            or values["token_warmup_step"] > 0
            or values["caption_tag_dropout_rate"] > 0
            for values in subsets
        )

    def verify_bucket_reso_steps(self, least: int) -> None:
        for dataset in self.datasets:
            steps = dataset.values["bucket_reso_steps"] if dataset.kind != "masked" else None
            assert (
                steps is None or steps % least == 0
            ), "bucket_reso_steps is %s. it must be divisible by %d.\n" % (
                steps,
                least,
            ) + "bucket_reso_stepsが%sです。%dで割り切れる必要があります" % (
                steps,
                least,
            )


class Groups:
    """The training datasets and, where images are held back, the validation datasets."""

    def __init__(self, settings: List[DatasetSettings], suffix: str, log: Records) -> None:
        train = [_build(each, True, suffix, log) for each in settings]
        validation = [
            _build(each, False, suffix, log) for each in settings if _validates(each, log)
        ]
        _describe(train, "Dataset", log)
        if validation:
            _describe(validation, "Validation Dataset", log)
        for i, dataset in enumerate(train):
            log.info("config_util.py:592", "[Prepare dataset %d]" % i)
            dataset.make_buckets(log)
        for i, dataset in enumerate(validation):
            log.info("config_util.py:597", "[Prepare validation dataset %d]" % i)
            dataset.make_buckets(log)
        self.train = Group(train)
        self.validation: Optional[Group] = Group(validation) if validation else None


def _validates(settings: DatasetSettings, log: Records) -> bool:
    share = settings.values["validation_split"]
    if share < 0.0 or share > 1.0:
        log.warning(
            "config_util.py:498",
            "Dataset param `validation_split` (%s) is not a valid number between 0.0 and 1.0,"
            " skipping validation split..." % share,
        )
        return False
    return bool(share != 0.0)


def _build(settings: DatasetSettings, training: bool, suffix: str, log: Records) -> Dataset:
    if settings.kind == "metadata":
        return metadata_file.build(settings, training, suffix, log)
    dataset = dreambooth.build(settings, training or settings.kind == "masked", suffix, log)
    if settings.kind == "masked":
        dreambooth.check_masks(dataset, settings, log)
    return dataset


def _describe(datasets: List[Dataset], name: str, log: Records) -> None:
    text = ""
    for i, dataset in enumerate(datasets):
        values, masked = dataset.values, dataset.kind == "masked"
        bucketed = values["enable_bucket"] and not masked
        text += "[%s %d]\n" % (name, i)
        text += "  batch_size: %s\n  resolution: %s\n" % (
            values["batch_size"],
            values["resolution"],
        )
        text += "  resize_interpolation: %s\n" % values["resize_interpolation"]
        text += "  enable_bucket: %s\n" % (values["enable_bucket"] if not masked else False)
        if bucketed:
            for key in (
                "min_bucket_reso",
                "max_bucket_reso",
                "bucket_reso_steps",
                "bucket_no_upscale",
            ):
                text += "  %s: %s\n" % (key, values[key])
        text += "\n"
        for j, subset in enumerate(dataset.subsets if not masked else []):
            text += "  [Subset %d of %s %d]\n" % (j, name, i)
            text += _subset(subset.values, subset.image_count, dataset.kind == "dreambooth")
    log.info("config_util.py:580", text)


def _subset(values: Settings, count: int, dreambooth_kind: bool) -> str:
    lines = ['image_dir: "%s"' % values["image_dir"], "image_count: %d" % count]
    for key in _SUBSET_KEYS:
        comma = "," if key.startswith("token_warmup") else ""
        lines.append("%s: %s%s" % (key, values[key], comma))
    if dreambooth_kind:
        lines += [
            "%s: %s" % (key, values[key]) for key in ("is_reg", "class_tokens", "caption_extension")
        ]
    else:
        lines.append("metadata_file: %s" % values["metadata_file"])
    return indent("\n".join(lines), "    ") + "\n\n"
