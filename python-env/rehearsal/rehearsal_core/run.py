"""What the stages of one rehearsal share."""

import argparse
import time
from dataclasses import dataclass, field
from typing import Any, Dict, Optional

from .families import Family
from .records import Records
from .switches import Switches


@dataclass
class Run:
    """Arguments, family and outputs of one run; stages fill in what they learn."""

    script: str
    args: argparse.Namespace
    family: Family
    switches: Switches
    log: Records
    started_at: float = field(default_factory=time.time)
    session_id: int = 0
    network_options: Dict[str, Optional[str]] = field(default_factory=dict)
    optimizer_name: str = ""
    optimizer_args: str = ""
    text_encoder_lr: Any = None

    def say(self, text: str) -> None:
        """A plain line on stdout, unbuffered only if Python is."""
        print(text)

    def pause(self, share: float) -> None:
        """Wait for a share of the start-up time."""
        if self.switches.startup_seconds:
            time.sleep(self.switches.startup_seconds * share)
