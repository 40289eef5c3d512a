"""The modelspec.* metadata of a checkpoint (library/sai_model_spec.py)."""

import argparse
import datetime
import time
from typing import Dict, Optional

from .run import Run


def collect(run: Run) -> Dict[str, str]:
    """The modelspec.* keys of a LoRA, of the moment of saving."""
    args = run.args
    sides = args.resolution or ((1024, 1024) if run.script != "train_network.py" else (512, 512))
    spec = {
        "sai_model_spec": "1.0.1",
        "architecture": _ARCHITECTURES[run.family.name] + "/lora",
        "implementation": _IMPLEMENTATIONS.get(run.family.name, "diffusers"),
        "title": (
            args.metadata_title
            if args.metadata_title is not None
            else args.output_name or "LoRA@%s" % time.time()
        ),
        "resolution": "%sx%s" % tuple(sides),
        "date": datetime.datetime.fromtimestamp(int(time.time())).isoformat(),
        "prediction_type": (
            None
            if run.family.name in ("flux", "chroma")
            else "v" if args.v_parameterization else "epsilon"
        ),
        "encoder_layer": args.clip_skip,
        "implementation_version": "sd-scripts/lorabake-rehearsal",
        "timestep_range": _timesteps(args),
    }
    for name in (
        "author",
        "description",
        "license",
        "tags",
        "usage_hint",
        "trigger_phrase",
        "merged_from",
    ):
        spec[name] = getattr(args, "metadata_" + name, None)
    return {"modelspec." + key: str(value) for key, value in spec.items() if value is not None}


def _timesteps(args: argparse.Namespace) -> Optional[str]:
    low, high = args.min_timestep, args.max_timestep
    if low is None and high is None:
        return None
    return "%s,%s" % (low if low is not None else 0, high if high is not None else 1000)


_ARCHITECTURES = {
    "sd15": "stable-diffusion-v1",
    "sd21": "stable-diffusion-v2-512",
    "sdxl": "stable-diffusion-xl-v1-base",
    "sd3m": "stable-diffusion-3-medium",
    "sd35m": "stable-diffusion-3-3-5-medium",
    "sd35l": "stable-diffusion-3-3-5-large",
    "flux": "flux-1-dev",
    "chroma": "chroma",
    "lumina": "lumina-2",
    "anima": "anima-preview",
    "hunyuan-image": "hunyuan-image-2.1",
}
_IMPLEMENTATIONS = {
    "sdxl": "https://github.com/Stability-AI/generative-models",
    "flux": "https://github.com/black-forest-labs/flux",
    "chroma": "https://huggingface.co/lodestones/Chroma",
    "lumina": "https://github.com/Alpha-VLLM/Lumina-Image-2.0",
}
