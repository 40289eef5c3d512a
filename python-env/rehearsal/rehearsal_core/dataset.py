"""A dataset: its images with their repeats, and the buckets that they fall into."""

from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Tuple

from . import bars, buckets, image_size
from .dataset_config import DatasetSettings, Settings
from .records import Records

Size = Tuple[int, int]


@dataclass
class Image:
    """One registered image; key is its path, or its key in a metadata file."""

    key: str
    path: str
    repeats: int
    size: Optional[Size]
    bucket: Size = (0, 0)


@dataclass
class Subset:
    """A subset that has images."""

    values: Settings
    image_count: int


@dataclass
class Dataset:
    """One dataset; images are filled in by its kind, buckets by make_buckets."""

    kind: str
    values: Settings
    training: bool = True
    subsets: List[Subset] = field(default_factory=list)
    images: Dict[str, Image] = field(default_factory=dict)
    num_train_images: int = 0
    num_reg_images: int = 0
    tag_frequency: Dict[str, Dict[str, int]] = field(default_factory=dict)
    bucket_info: Optional[Dict[str, Any]] = None
    counts: Dict[Size, int] = field(default_factory=dict)
    batches: int = 0

    @property
    def batch_size(self) -> int:
        return int(self.values["batch_size"])

    @property
    def resolution(self) -> Size:
        return self.values["resolution"]  # type: ignore[no-any-return]

    def register(self, image: Image) -> None:
        self.images[image.key] = image

    def count_tags(self, name: str, captions: List[str]) -> None:
        """Add the comma-separated tags of captions to the frequencies of a folder."""
        tags = self.tag_frequency.setdefault(name, {})
        for caption in captions:
            for tag in filter(None, (part.strip().lower() for part in caption.split(","))):
                tags[tag] = tags.get(tag, 0) + 1

    def make_buckets(self, log: Records) -> None:
        """Read the sizes that are still unknown, and count images and batches."""
        log.info("train_util.py:992", "loading image sizes.")
        for image in bars.over(list(self.images.values()), len(self.images)):
            if image.size is None:
                image.size = read_size(image.path, log)
        bucketed = bool(self.values["enable_bucket"])
        log.info(
            *(
                ("train_util.py:1015", "make buckets")
                if bucketed
                else ("train_util.py:1017", "prepare dataset")
            )
        )
        chooser = self._chooser(log)
        errors = [abs(self._place(image, chooser)) for image in self.images.values()]
        self.counts = buckets.count((image.bucket, image.repeats) for image in self.images.values())
        if bucketed:
            self._tell(errors, log)
        self.batches = buckets.batches(self.counts.values(), self.batch_size)

    def _chooser(self, log: Records) -> buckets.Buckets:
        values = self.values
        if not values["enable_bucket"]:
            return buckets.Buckets(self.resolution, [self.resolution], False, 1)
        width, height = self.resolution
        smallest, largest = values["min_bucket_reso"], values["max_bucket_reso"]
        assert largest >= width, "the max_size should be larger than the width of max_reso"
        assert largest >= height, "the max_size should be larger than the height of max_reso"
        assert largest >= smallest, "the max_size should be larger than the min_size"
        step = values["bucket_reso_steps"]
        if not values["bucket_no_upscale"]:
            listed = buckets.resolutions(self.resolution, smallest, largest, step)
            return buckets.Buckets(self.resolution, listed, False, step)
        log.warning(
            "train_util.py:1032",
            "min_bucket_reso and max_bucket_reso are ignored if bucket_no_upscale is set, because"
            " bucket reso is defined by image size automatically / bucket_no_upscaleが指定された場合は、"
            "bucketの解像度は画像サイズから自動計算されるため、min_bucket_resoとmax_bucket_resoは無視されます",
        )
        return buckets.Buckets(self.resolution, [], True, step)

    def _place(self, image: Image, chooser: buckets.Buckets) -> float:
        width, height = image.size or (0, 0)
        choice = chooser.choose(width, height)
        image.bucket = choice.bucket
        return choice.error

    def _tell(self, errors: List[float], log: Records) -> None:
        log.info(
            "train_util.py:1061",
            "number of images (including repeats) / 各bucketの画像枚数（繰り返し回数を含む）",
        )
        shown: Dict[int, Dict[str, Any]] = {}
        for i, (bucket, count) in enumerate(self.counts.items()):
            shown[i] = {"resolution": bucket, "count": count}
            log.info(
                "train_util.py:1066", "bucket %d: resolution %s, count: %d" % (i, bucket, count)
            )
        error = buckets.mean(errors) if errors else 0
        self.bucket_info = {"buckets": shown, "mean_img_ar_error": error}
        log.info("train_util.py:1074", "mean ar error (without repeats): %s" % error)


def read_size(path: str, log: Records) -> Size:
    """(width, height) of an image file; (0, 0) and a warning where there is none to read."""
    try:
        size = image_size.read(path)
        problem = "cannot identify image file %r" % path
    except OSError as error:
        size, problem = None, str(error)
    if size is None or size[0] <= 0:
        log.warning(
            "train_util.py:1489", "failed to get image size: %s, error: %s" % (path, problem)
        )
        return 0, 0
    return size


def prepare(settings: DatasetSettings, training: bool, log: Records) -> Dataset:
    """An empty dataset whose bucket limits are multiples of the step, as upstream makes them."""
    values = dict(settings.values)
    resize = values["resize_interpolation"]
    assert resize in _RESIZES, 'Resize interpolation "%s" is not a valid interpolation' % resize
    assert (
        values["resolution"] is not None
    ), "resolution is required / resolution（解像度）指定は必須です"
    if not values["enable_bucket"]:
        values.update(
            min_bucket_reso=None,
            max_bucket_reso=None,
            bucket_reso_steps=None,
            bucket_no_upscale=False,
        )
        return Dataset(settings.kind, values, training)
    step, smallest, largest = (
        values[k] for k in ("bucket_reso_steps", "min_bucket_reso", "max_bucket_reso")
    )
    resolution = values["resolution"]
    if smallest % step:
        rounded = smallest - smallest % step
        log.warning("train_util.py:753", _ADJUSTED % ("min", "min", smallest, rounded))
        smallest = rounded
    if largest % step:
        rounded = largest + step - largest % step
        log.warning("train_util.py:760", _ADJUSTED % ("max", "max", largest, rounded))
        largest = rounded
    assert min(resolution) >= smallest, (
        "min_bucket_reso must be equal or less than resolution / min_bucket_resoは最小解像度より大きくできません。"
        "解像度を大きくするかmin_bucket_resoを小さくしてください"
    )
    assert max(resolution) <= largest, (
        "max_bucket_reso must be equal or greater than resolution / max_bucket_resoは最大解像度より小さくできません。"
        "解像度を小さくするかmin_bucket_resoを大きくしてください"
    )
    values.update(min_bucket_reso=smallest, max_bucket_reso=largest)
    return Dataset(settings.kind, values, training)


_RESIZES = (None, "lanczos", "nearest", "bilinear", "linear", "bicubic", "cubic", "area", "box")
_ADJUSTED = (
    "%s_bucket_reso is adjusted to be multiple of bucket_reso_steps"
    " / %s_bucket_resoがbucket_reso_stepsの倍数になるように調整されました: %d -> %d"
)
