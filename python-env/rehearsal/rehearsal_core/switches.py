"""Pace and faults of a rehearsal, set by environment variables (see ../README.md)."""

import os
from dataclasses import dataclass
from typing import Mapping, Optional

CRASH_KINDS = ("exception", "oom", "kill", "segv")


@dataclass(frozen=True)
class Switches:
    """Every REHEARSAL_* variable as a value; steps count from 1."""

    seconds_per_step: float = 0.05
    startup_seconds: float = 0.0
    crash_at_step: Optional[int] = None
    crash_kind: str = "exception"
    hang_at_step: Optional[int] = None
    ignore_term: bool = False
    workers: int = 0
    slow_save_seconds: float = 0.0
    save_in_place: bool = False
    spew: int = 0
    nan_at_step: Optional[int] = None
    truncate_checkpoint: bool = False
    device: str = "cuda"
    overwrite: bool = False


def read(environ: Optional[Mapping[str, str]] = None) -> Switches:
    """The switches of this process; ValueError names a variable that cannot be read."""
    env = os.environ if environ is None else environ
    slow = _number(env, "REHEARSAL_SLOW_SAVE_SECONDS", 0.0)
    kind = env.get("REHEARSAL_CRASH_KIND", "exception").strip().lower() or "exception"
    if kind not in CRASH_KINDS:
        raise ValueError(
            "REHEARSAL_CRASH_KIND is %r: write one of %s" % (kind, ", ".join(CRASH_KINDS))
        )
    return Switches(
        seconds_per_step=_number(env, "REHEARSAL_SECONDS_PER_STEP", 0.05),
        startup_seconds=_number(env, "REHEARSAL_STARTUP_SECONDS", 0.0),
        crash_at_step=_step(env, "REHEARSAL_CRASH_AT_STEP"),
        crash_kind=kind,
        hang_at_step=_step(env, "REHEARSAL_HANG_AT_STEP"),
        ignore_term=_flag(env, "REHEARSAL_IGNORE_TERM"),
        workers=_step(env, "REHEARSAL_WORKERS") or 0,
        slow_save_seconds=slow,
        save_in_place=_flag(env, "REHEARSAL_SAVE_IN_PLACE") or slow > 0,
        spew=_step(env, "REHEARSAL_SPEW") or 0,
        nan_at_step=_step(env, "REHEARSAL_NAN_AT_STEP"),
        truncate_checkpoint=_flag(env, "REHEARSAL_TRUNCATE_CHECKPOINT"),
        device=env.get("REHEARSAL_DEVICE", "").strip() or "cuda",
        overwrite=_flag(env, "REHEARSAL_OVERWRITE"),
    )


def _flag(env: Mapping[str, str], name: str) -> bool:
    return env.get(name, "").strip().lower() not in ("", "0", "false", "no")


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(name, "").strip()
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise ValueError("%s is %r: write a number of seconds, 0 or more" % (name, text))
    return value


def _step(env: Mapping[str, str], name: str) -> Optional[int]:
    text = env.get(name, "").strip()
    if not text:
        return None
    if not text.isdigit():
        raise ValueError("%s is %r: write a whole number, 0 or more" % (name, text))
    return int(text)
