"""Which keys a dataset TOML may have at which level, and of which type (library/config_util.py)."""

from typing import Any, Callable, Dict, List, NoReturn

from .foreign import MultipleInvalid

Check = Callable[[Any, str], Any]


def _of(*types: type) -> Check:
    def check(value: Any, at: str) -> Any:
        if not isinstance(value, types):
            _fail("expected %s for dictionary value" % types[0].__name__, at)
        return value

    return check


def _pair(kind: type) -> Check:
    def check(value: Any, at: str) -> Any:
        good = isinstance(value, list) and len(value) == 2
        if not good or not all(isinstance(item, kind) for item in value):
            _fail("expected %s for dictionary value" % kind.__name__, at)
        return tuple(value)

    return check


def _resolution(value: Any, at: str) -> Any:
    return (value, value) if isinstance(value, int) else _pair(int)(value, at)


_BOOL, _INT, _STR, _FLOAT, _REAL = _of(bool), _of(int), _of(str), _of(float), _of(float, int)

_SUBSET: Dict[str, Check] = {
    "color_aug": _BOOL,
    "face_crop_aug_range": _pair(float),
    "flip_aug": _BOOL,
    "num_repeats": _INT,
    "random_crop": _BOOL,
    "shuffle_caption": _BOOL,
    "keep_tokens": _INT,
    "keep_tokens_separator": _STR,
    "secondary_separator": _STR,
    "caption_separator": _STR,
    "enable_wildcard": _BOOL,
    "token_warmup_min": _INT,
    "token_warmup_step": _REAL,
    "caption_prefix": _STR,
    "caption_suffix": _STR,
    "custom_attributes": _of(dict),
    "resize_interpolation": _STR,
}
_DROPOUT: Dict[str, Check] = {
    "caption_dropout_every_n_epochs": _INT,
    "caption_dropout_rate": _REAL,
    "caption_tag_dropout_rate": _REAL,
}
_CAPTIONS: Dict[str, Check] = {"caption_extension": _STR, "cache_info": _BOOL}
_DATASET: Dict[str, Check] = {
    "batch_size": _INT,
    "bucket_no_upscale": _BOOL,
    "bucket_reso_steps": _INT,
    "enable_bucket": _BOOL,
    "max_bucket_reso": _INT,
    "min_bucket_reso": _INT,
    "validation_seed": _INT,
    "validation_split": _FLOAT,
    "resolution": _resolution,
    "network_multiplier": _FLOAT,
    "resize_interpolation": _STR,
}
_TOKENS: Dict[str, Check] = {"class_tokens": _STR}
_DB = {
    **_SUBSET,
    **_DROPOUT,
    **_CAPTIONS,
    **_TOKENS,
    "image_dir": _STR,
    "is_reg": _BOOL,
    "alpha_mask": _BOOL,
}
_FT = {**_SUBSET, **_DROPOUT, "metadata_file": _STR, "image_dir": _STR, "alpha_mask": _BOOL}
_CN = {**_SUBSET, **_DROPOUT, **_CAPTIONS, "image_dir": _STR, "conditioning_data_dir": _STR}

_DB_DATASET = {**_DATASET, **_SUBSET, **_CAPTIONS, **_TOKENS, **_DROPOUT}
_FT_DATASET = {**_DATASET, **_SUBSET, **_DROPOUT}
_CN_DATASET = {**_DATASET, **_SUBSET, **_CAPTIONS, **_DROPOUT}
GENERAL = {**_DATASET, **_SUBSET, **_CAPTIONS, **_TOKENS, **_DROPOUT}
"""Keys of [general]; a flag of the same name is their fallback."""

_MIXED = (
    "DreamBooth subset and fine tuning subset cannot be mixed in the same dataset. Please split"
    " them into separate datasets. / DreamBoothのサブセットとfine tuninのサブセットを同一のデータセットに混在させる"
    "ことはできません。別々のデータセットに分割してください。"
)


def kind_of(subsets: List[Dict[str, Any]], masked_loss: bool) -> str:
    """`masked`, `metadata`, `dreambooth` or `mixed`, from the subsets of one dataset."""
    if masked_loss and all("conditioning_data_dir" in subset for subset in subsets):
        return "masked"
    named = ["metadata_file" in subset for subset in subsets]
    return "metadata" if all(named) else "mixed" if any(named) else "dreambooth"


def check(config: Dict[str, Any], masked_loss: bool) -> Dict[str, Any]:
    """The config with pairs made of lists; MultipleInvalid as voluptuous words it."""
    extra = [key for key in config if key not in ("general", "datasets")]
    if extra:
        _fail("extra keys not allowed", "['%s']" % extra[0])
    general = _table(config.get("general", {}), GENERAL, (), "['general']")
    datasets = config.get("datasets", [])
    if not isinstance(datasets, list):
        _fail("expected a list for dictionary value", "['datasets']")
    checked = [
        _dataset(each, masked_loss, "['datasets'][%d]" % i) for i, each in enumerate(datasets)
    ]
    return {"general": general, "datasets": checked}


def check_flags(keys: Dict[str, str], given: Dict[str, Any]) -> None:
    """The same types for flags (name -> key), which a --config_file may have set to anything."""
    for name, value in given.items():
        if isinstance(value, tuple) or value is None:
            continue
        try:
            GENERAL[keys[name]](value, "")
        except MultipleInvalid as error:
            what = str(error).replace("dictionary", "object").split(" @ ")[0]
            _fail(what, "['%s']" % name)


def _dataset(dataset: Dict[str, Any], masked_loss: bool, at: str) -> Dict[str, Any]:
    subsets = dataset.get("subsets", [])
    kind = kind_of(subsets, masked_loss)
    if kind == "mixed":
        _fail(_MIXED, at)
    level, below, required = {
        "masked": (_CN_DATASET, _CN, ("image_dir", "conditioning_data_dir")),
        "metadata": (_FT_DATASET, _FT, ("metadata_file",)),
        "dreambooth": (_DB_DATASET, _DB, ("image_dir",)),
    }[kind]
    own = {key: value for key, value in dataset.items() if key != "subsets"}
    checked = _table(own, level, (), at)
    checked["subsets"] = [
        _table(each, below, required, "%s['subsets'][%d]" % (at, i))
        for i, each in enumerate(subsets)
    ]
    return checked


def _table(table: Any, known: Dict[str, Check], required: Any, at: str) -> Dict[str, Any]:
    if not isinstance(table, dict):
        _fail("expected a dictionary", at)
    checked = {}
    for key, value in table.items():
        if key not in known:
            _fail("extra keys not allowed", "%s['%s']" % (at, key))
        checked[key] = known[key](value, "%s['%s']" % (at, key))
    for key in required:
        if key not in table:
            _fail("required key not provided", "%s['%s']" % (at, key))
    return checked


def _fail(what: str, at: str) -> NoReturn:
    raise MultipleInvalid("%s @ data%s" % (what, at))
