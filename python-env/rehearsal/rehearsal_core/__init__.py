"""A stand-in for sd-scripts v0.10.1: same files, flags, arithmetic and log; nothing is trained."""

__all__ = ["NOTICE", "MARK"]

NOTICE = (
    "lorabake rehearsal of sd-scripts 0.10.1: nothing is trained here;"
    " every loss, image and weight below is made up"
)
"""The first line of every run, on stdout."""

MARK = "lorabake_rehearsal"
"""The metadata key, with the value "true", in every safetensors file written here."""
