"""Files that a rehearsal did not write are neither replaced nor removed."""

import os

from . import MARK
from .safetensors import metadata


class RealFileError(RuntimeError):
    """A file that only a real training can have written stands where the rehearsal would write."""


def rehearsed(path: str) -> bool:
    """Whether a weights file, or a state folder, comes from a rehearsal."""
    if os.path.isdir(path):
        path = os.path.join(path, "model.safetensors")
    return (metadata(path) or {}).get(MARK) == "true"


def check(path: str, overwrite: bool) -> None:
    """RealFileError if there is something at the path that is not ours."""
    if os.path.exists(path) and not overwrite and not rehearsed(path):
        raise RealFileError(
            "%s was not written by a rehearsal and is not replaced;"
            " rehearse with another output_dir, or set REHEARSAL_OVERWRITE=1" % path
        )
