"""Measures on a real card what trainings take of its memory, with empty models.

    vram_measure.py CHECKOUT [--only NAME] [--list]

Runs inside upstream's own environment and needs CUDA; nothing is downloaded. Upstream's models and
networks make two steps each, in a process of their own, and a row is printed in the form of
vram-measured.csv (src/test/resources/dev/lorabake/plan): bytes of all tensors at the peak, bytes
reserved, and the least memory that the steps ran in, found by halving. Rows go to standard output;
the CUDA context and what went wrong to standard error. See src/docs/vram.md.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COLUMNS = (
    "model,width,height,batch,rank,mixed_precision,full_half,gradient_checkpointing,attention,"
    "train_text_encoder,te_outputs_cached,fp8_base,lora_params,used_to_fit,AdamW,AdamW8bit,"
    "Adafactor,Lion,Prodigy,reserved,least"
).split(",")
# name: model, side, batch, rank, precision, checkpointing, fp8, swapped blocks
RUNS = {
    "sd15-plain": ("sd15", 512, 4, 32, "fp16", False, False, 0),
    "sd15": ("sd15", 512, 4, 32, "fp16", True, False, 0),
    "sdxl": ("sdxl", 1024, 1, 32, "fp16", True, False, 0),
    "sdxl-batch": ("sdxl", 1024, 4, 32, "fp16", True, False, 0),
    "sdxl-plain": ("sdxl", 1024, 1, 32, "fp16", False, False, 0),
    "sdxl-fp8": ("sdxl", 1024, 1, 32, "fp16", True, True, 0),
    "sd35m": ("sd35m", 1024, 1, 16, "bf16", True, False, 0),
    "flux-fp8": ("flux", 1024, 1, 16, "bf16", True, True, 0),
    "flux-fp8-swap": ("flux", 1024, 1, 16, "bf16", True, True, 18),
    "flux": ("flux", 1024, 1, 16, "bf16", True, False, 0),
}
FAMILIES = {"sd35m": "sd35-medium"}
TRIES = 4  # halvings of the least memory
STEPS = 2


def inputs(model, side, batch, device, dtype):
    """What the model is called with, of the shapes that upstream gives it."""
    import torch

    def noise(*shape):  # with a gradient, as upstream does for the sake of checkpointing
        return torch.randn(batch, *shape, device=device, dtype=dtype, requires_grad=True)

    times = torch.full((batch,), 500.0, device=device, dtype=dtype)
    if model in ("sd15", "sdxl"):
        latents = noise(4, side // 8, side // 8)
        if model == "sd15":
            return (latents, times, noise(77, 768)), {}
        return (latents, times, noise(77, 2048), noise(2816)), {}
    if model == "sd35m":
        latents = noise(16, side // 8, side // 8)
        return (latents, times), {"context": noise(333, 4096), "y": noise(2048)}
    tokens = side // 16
    return (), {
        "img": noise(tokens * tokens, 64),
        "img_ids": torch.zeros(batch, tokens * tokens, 3, device=device),
        "txt": noise(512, 4096),
        "txt_ids": torch.zeros(batch, 512, 3, device=device),
        "y": noise(768),
        "timesteps": times / 1000,
        "guidance": torch.ones(batch, device=device, dtype=dtype),
    }


def made(checkout, run, device):
    """Model and network, ready to train."""
    import importlib

    import torch

    import dump_lora_sizes as models

    model, _, _, rank, precision, checkpointing, fp8, blocks = run
    name, make, _, _ = models.families(checkout)[FAMILIES.get(model, model)]
    dtype = torch.float16 if precision == "fp16" else torch.bfloat16
    if device == "meta":
        dtype = torch.float32  # without autocast everything must be of one type
    with torch.device("meta"):
        image = make()
    image.to(torch.float8_e4m3fn if fp8 else dtype)
    image.requires_grad_(False)
    if device != "meta":  # all zeros: what is computed does not matter, and nothing lies there twice
        image.to_empty(device="cpu" if blocks else device)
        for tensor in (*image.parameters(), *image.buffers()):
            tensor.zero_()
    if model in ("sd15", "sdxl"):
        image.set_use_memory_efficient_attention(False, False)
        image.set_use_sdpa(True)
    if checkpointing:
        image.enable_gradient_checkpointing()
    if blocks:
        image.enable_block_swap(blocks, torch.device(device))
        image.move_to_device_except_swap_blocks(torch.device(device))
    image.train()
    module = importlib.import_module("networks." + name)
    with torch.device(device):
        network = module.create_network(1.0, rank, rank, None, [], image)
    network.apply_to([], image, False, True)
    network.to(device).train().requires_grad_(True)
    return image, network, dtype


def optimizer(network):
    try:
        import bitsandbytes

        return "AdamW8bit", bitsandbytes.optim.AdamW8bit(network.parameters(), lr=1e-4)
    except ImportError:
        import torch

        return "AdamW", torch.optim.AdamW(network.parameters(), lr=1e-4)


def train(checkout, run, device):
    """Two steps; the optimizer's name and the number of trained values."""
    import torch

    image, network, dtype = made(checkout, run, device)
    model, side, batch = run[:3]
    name, steps = optimizer(network)
    values = sum(one.numel() for one in network.parameters() if one.requires_grad)
    for _ in range(STEPS):
        if run[7]:
            image.prepare_block_swap_before_forward()
        args, named = inputs(model, side, batch, device, dtype)
        with torch.autocast("cuda", dtype=dtype, enabled=device == "cuda"):
            out = image(*args, **named)
        out = getattr(out, "sample", out)
        out.float().pow(2).mean().backward()
        if device == "cuda":  # an optimizer reads values, which meta tensors have not
            steps.step()
        steps.zero_grad(set_to_none=True)
    return name, values


def measure(checkout, run, limit):
    """The child: measures one run, within so many bytes if limit is not 0."""
    import torch

    total = torch.cuda.mem_get_info()[1]
    if limit:
        torch.cuda.set_per_process_memory_fraction(min(1.0, limit / total))
    try:
        name, values = train(checkout, run, "cuda")
    except torch.cuda.OutOfMemoryError:
        return {"failed": "out of memory"}
    torch.cuda.synchronize()
    free, total = torch.cuda.mem_get_info()
    return {
        "optimizer": name,
        "values": values,
        "allocated": torch.cuda.max_memory_allocated(),
        "reserved": torch.cuda.max_memory_reserved(),
        "outside": total - free - torch.cuda.memory_reserved(),
    }


def child(checkout, name, limit=0):
    command = [sys.executable, __file__, str(checkout), "--child", name, "--limit", str(limit)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        return {"failed": "exit code %d" % done.returncode}
    return json.loads(lines[-1])


def least(checkout, name, found):
    """The smallest limit among some that the run survives."""
    low, high = found["allocated"], found["reserved"]
    for _ in range(TRIES):
        middle = (low + high) // 2
        if "failed" in child(checkout, name, middle):
            low = middle
        else:
            high = middle
    return high


def row(run, found, capacity):
    model, side, batch, rank, precision, checkpointing, fp8, _ = run
    values = dict.fromkeys(COLUMNS, "")
    values.update(
        model=model,
        width=side,
        height=side,
        batch=batch,
        rank=rank,
        mixed_precision=precision,
        full_half=0,
        gradient_checkpointing=int(checkpointing),
        attention="sdpa",
        train_text_encoder=0,
        te_outputs_cached=1,
        fp8_base=int(fp8),
        lora_params=found["values"],
        used_to_fit=0,
        reserved=found["reserved"],
        least=capacity,
    )
    values[found["optimizer"]] = found["allocated"]
    return ",".join(str(values[column]) for column in COLUMNS)


def cuda_or_reason():
    try:
        import torch
    except ImportError:
        return "PyTorch is missing: run this with upstream's own Python"
    if not torch.cuda.is_available():
        return "PyTorch finds no CUDA here: this measures a real card and needs one"
    return None


def main(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--only", default="", help="runs whose name begins so")
    parser.add_argument("--list", action="store_true", help="name the runs and stop")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--limit", type=int, default=0, help=argparse.SUPPRESS)
    args = parser.parse_args(words)
    if args.list:
        print("\n".join(RUNS))
        return 0
    reason = cuda_or_reason()
    if reason:
        print(reason, file=sys.stderr)
        return 2
    checkout = args.checkout.resolve()
    os.chdir(checkout)
    sys.path[:0] = [str(checkout), str(HERE)]
    if args.child:
        print(json.dumps(measure(checkout, RUNS[args.child], args.limit)))
        return 0
    print(",".join(COLUMNS))
    failed = 0
    for name, run in RUNS.items():
        if not name.startswith(args.only):
            continue
        found = child(checkout, name)
        if "failed" in found:
            failed += 1
            print("%s: %s" % (name, found["failed"]), file=sys.stderr)
            continue
        print(row(run, found, least(checkout, name, found)), flush=True)
        print("%s: %d MiB outside of PyTorch" % (name, found["outside"] >> 20), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
