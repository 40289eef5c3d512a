"""Says in a few lines what python-env/probe.py found: reads its JSON on standard input.

Ends with 1 where something is missing or broken that every training needs. Python 3.9, stdlib only.
"""

import json
import sys

# One of each line is needed by every training with sd-scripts.
NEEDED = (
    ("torch",),
    ("accelerate",),
    ("transformers",),
    ("diffusers",),
    ("huggingface-hub",),
    ("safetensors",),
    ("opencv-python", "opencv-python-headless"),
    ("einops",),
    ("imagesize",),
    ("toml",),
    ("voluptuous",),
)
FOR = {
    "bitsandbytes": "the 8-bit optimizers",
    "lycoris-lora": "LoHa, LoKr and the other LyCORIS networks",
    "prodigyopt": "the optimizer Prodigy",
    "xformers": "--xformers",
    "tensorboard": "--log_with tensorboard",
}


def lines(seen):
    """The text, and whether a training can start."""
    packages, broken = seen["packages"], seen["broken"]
    told = ["Python %s at %s" % (seen["python"]["version"], seen["python"]["executable"])]
    torch = seen["torch"]
    if torch:
        build = "CUDA " + torch["cuda"] if torch["cuda"] else "ROCm " + torch["hip"] if torch["hip"] else "the CPU"
        told.append("torch %s, built for %s" % (packages.get("torch", "?"), build))
    for device in seen["devices"]:
        told.append("GPU %s, %.1f GiB" % (device["name"], device["total_bytes"] / 2**30))
    if torch and not seen["devices"]:
        told.append("no GPU that torch can use: training works, and takes very long")
    checkout = seen["checkout"]
    if checkout:
        commit = (checkout["commit"] or "of unknown commit")[:12]
        told.append("sd-scripts %s (%s)" % (checkout["version"] or "of unknown version", commit))
    missing = [" or ".join(names) for names in NEEDED if not any(name in packages for name in names)]
    if missing:
        told.append("missing: " + ", ".join(missing))
    for name in sorted(broken):
        told.append("broken: %s: %s" % (name, broken[name]))
    for name in sorted(FOR):
        if name not in packages:
            told.append("not there: %s (only needed for %s)" % (name, FOR[name]))
    needed_broken = [name for names in NEEDED for name in names if name in broken]
    return told, not missing and not needed_broken


def main():
    told, ready = lines(json.load(sys.stdin))
    for line in told:
        print("    " + line)
    return 0 if ready else 1


if __name__ == "__main__":
    sys.exit(main())
