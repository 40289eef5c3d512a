"""Tells what a Python can do for upstream: one JSON object on standard output, never a crash.

    probe.py [--fast] [--checkout DIR]

Runs in any Python 3.9+, best in the one that is to train. Packages are looked up and then really
imported, for an installed one may not work; those that can take the process down with them are
imported in a process of their own. --fast looks packages up and imports nothing: a fraction of a
second instead of some. Only the standard library is needed; sizes are in bytes.
"""

import argparse
import hashlib
import importlib
import json
import os
import platform
import re
import subprocess
import sys

# Distribution to the module that it brings.
PACKAGES = {
    "torch": "torch",
    "torchvision": "torchvision",
    "accelerate": "accelerate",
    "transformers": "transformers",
    "diffusers": "diffusers",
    "huggingface-hub": "huggingface_hub",
    "safetensors": "safetensors.torch",
    "bitsandbytes": "bitsandbytes",
    "xformers": "xformers.ops",
    "lycoris-lora": "lycoris",
    "prodigyopt": "prodigyopt",
    "prodigy-plus-schedule-free": "prodigyplus",
    "dadaptation": "dadaptation",
    "lion-pytorch": "lion_pytorch",
    "schedulefree": "schedulefree",
    "pytorch-optimizer": "pytorch_optimizer",
    "came-pytorch": "came_pytorch",
    "wandb": "wandb",
    "tensorboard": "torch.utils.tensorboard",
    "flash-attn": "flash_attn",
    "sageattention": "sageattention",
    "deepspeed": "deepspeed",
    "triton": "triton",
    "opencv-python": "cv2",
    "opencv-python-headless": "cv2",
    "voluptuous": "voluptuous",
    "imagesize": "imagesize",
    "toml": "toml",
    "einops": "einops",
    "ftfy": "ftfy",
    "sentencepiece": "sentencepiece",
    "numpy": "numpy",
    "pillow": "PIL.Image",
}
# They load libraries of their own that abort or hang where driver, build and GPU do not fit.
APART = ("bitsandbytes", "xformers", "flash-attn", "sageattention", "deepspeed", "triton")
PATIENCE = 20.0  # seconds for each that is imported apart
OVERALL = 120.0  # seconds for looking closely; a cold disk is slow
MESSAGE = 400  # letters of a message that are kept
PINNED = "upstream.json"
SCRIPT = re.compile(r".*train_network\.py\Z")


def short(text):
    return " ".join(str(text).split())[:MESSAGE]


def guarded(ask, otherwise):
    """What asking gives, or the other value, whatever goes wrong."""
    try:
        return ask()
    except (Exception, SystemExit):
        return otherwise


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def installed():
    """Distribution to version of those asked for that are there; no import of any of them."""
    from importlib import metadata

    found = {}
    for name in PACKAGES:
        for spelling in (name, name.replace("-", "_")):
            version = guarded(lambda: metadata.version(spelling), None)
            if version:
                found[name] = version
                break
    return found


def import_here(module):
    """None if the module can be imported, else the message."""
    try:
        importlib.import_module(module)
    except BaseException as trouble:
        if isinstance(trouble, KeyboardInterrupt):
            raise
        return short("%s: %s" % (type(trouble).__name__, trouble))
    return None


def start_import(module):
    """Starts the import in a process of its own."""
    code = (
        "import importlib, sys\n"
        "try:\n    importlib.import_module(sys.argv[1])\n"
        "except BaseException as trouble:\n"
        "    sys.stderr.write('\\n%s: %s' % (type(trouble).__name__, ' '.join(str(trouble).split())))\n"
        "    sys.exit(1)\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, module],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def end_import(process, patience):
    """How the import in the process went: None or the message."""
    try:
        told = process.communicate(timeout=patience)[1].decode("utf-8", "replace").strip()
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return "its import did not end within %g seconds" % patience
    if process.returncode == 0:
        return None
    last = told.splitlines()[-1] if told else ""
    if process.returncode < 0:
        return short("its import was ended by signal %d %s" % (-process.returncode, last))
    return short(last or "its import ended with code %d" % process.returncode)


def imports(packages, patience=PATIENCE):
    """Distribution to message of those that are installed and cannot be imported."""
    broken, apart = {}, {}
    for name in APART:
        if name in packages:
            try:
                apart[name] = start_import(PACKAGES[name])
            except OSError as trouble:
                broken[name] = short(trouble)
    for name in packages:
        if name not in APART:
            message = import_here(PACKAGES[name])
            if message:
                broken[name] = message
    for name, process in apart.items():
        message = end_import(process, patience)
        if message:
            broken[name] = message
    return broken


def of_torch():
    """What torch was built for, and whether CUDA answers; None where torch cannot be imported."""
    torch = guarded(lambda: importlib.import_module("torch"), None)
    if torch is None or not hasattr(torch, "cuda"):
        return None
    available = guarded(lambda: bool(torch.cuda.is_available()), False)
    return {
        "cuda": guarded(lambda: torch.version.cuda, None),
        "hip": guarded(lambda: torch.version.hip, None),
        "cudnn": guarded(lambda: torch.backends.cudnn.version(), None),
        "cuda_available": available,
        "arch_list": guarded(lambda: list(torch.cuda.get_arch_list()), []),
        "bf16_supported": available and guarded(lambda: bool(torch.cuda.is_bf16_supported()), False),
    }


def device(torch, number):
    properties = torch.cuda.get_device_properties(number)
    # Memory free asks for a context on the card; a full card refuses that.
    free = guarded(lambda: int(torch.cuda.mem_get_info(number)[0]), None)
    return {
        "name": properties.name,
        "compute_capability": "%d.%d" % (properties.major, properties.minor),
        "total_bytes": int(properties.total_memory),
        "free_bytes": free,
    }


def devices():
    torch = sys.modules.get("torch")
    if torch is None:
        return []
    count = guarded(lambda: torch.cuda.device_count() if torch.cuda.is_available() else 0, 0)
    seen = [guarded(lambda: device(torch, number), None) for number in range(count)]
    return [one for one in seen if one]


def memory():
    """Main memory; free is what can be had without swapping."""
    if os.name == "nt":
        return guarded(windows_memory, {"total": None, "free": None})
    page = guarded(lambda: os.sysconf("SC_PAGE_SIZE"), 4096)
    total = guarded(lambda: os.sysconf("SC_PHYS_PAGES") * page, None)
    free = guarded(linux_available, None)
    if free is None:
        free = guarded(lambda: os.sysconf("SC_AVPHYS_PAGES") * page, None)
    return {"total": total, "free": free}


def linux_available():
    with open("/proc/meminfo", encoding="ascii") as file:
        for line in file:
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return None


def windows_memory():
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ulong), ("load", ctypes.c_ulong)] + [
            (name, ctypes.c_ulonglong)
            for name in ("total", "free", "pages", "free_pages", "space", "free_space", "extended")
        ]

    status = Status(length=ctypes.sizeof(Status))
    if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        raise OSError("GlobalMemoryStatusEx failed")
    return {"total": int(status.total), "free": int(status.free)}


def git(folder, *words):
    told = subprocess.run(
        ["git", "-C", folder, *words], stdin=subprocess.DEVNULL, capture_output=True, timeout=10
    )
    return told.stdout.decode("utf-8", "replace").strip() if told.returncode == 0 else None


def released(folder):
    """The newest release that the README's change log names, for shallow clones have no tags."""
    with open(os.path.join(folder, "README.md"), encoding="utf-8", errors="replace") as file:
        found = re.search(r"\bVersion v?(\d+\.\d+(?:\.\d+)?)\b", file.read())
    return found.group(1) if found else None


def fingerprint(folder):
    """A hash of all Python files, by path and content: equal only if the code is."""
    digest = hashlib.sha256()
    files = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in ("venv", "__pycache__", "tests")
        )
        for name in names:
            if name.endswith(".py"):
                path = os.path.join(place, name)
                files.append((os.path.relpath(path, folder).replace(os.sep, "/"), path))
    for name, path in sorted(files):
        with open(path, "rb") as file:
            # Line ends differ by git's settings, not by code.
            body = file.read().replace(b"\r\n", b"\n")
        digest.update(name.encode("utf-8") + b"\0" + hashlib.sha256(body).digest())
    return "sha256:" + digest.hexdigest() if files else None


def checkout(folder):
    """Which sd-scripts it is; None where there is no such folder."""
    folder = os.path.abspath(folder)
    if not os.path.isdir(folder):
        return None
    here = os.path.dirname(os.path.abspath(__file__))
    # A folder inside another repository would answer with that one's commit.
    is_own = os.path.exists(os.path.join(folder, ".git"))
    commit = guarded(lambda: git(folder, "rev-parse", "HEAD"), None) if is_own else None
    version = guarded(lambda: released(folder), None)
    with open(os.path.join(here, PINNED), encoding="utf-8") as file:
        pinned = json.load(file)
    if commit == pinned["commit"]:
        version = pinned["version"]
    return {
        "path": folder,
        "commit": commit,
        "version": version,
        "fingerprint": guarded(lambda: fingerprint(folder), None),
        "scripts": sorted(name for name in os.listdir(folder) if SCRIPT.match(name)),
    }


def look(fast, folder):
    packages = guarded(installed, {})
    broken = {} if fast else guarded(lambda: imports(packages), {})
    return {
        "python": {
            "version": platform.python_version(),
            "executable": sys.executable,
            "prefix": sys.prefix,
        },
        "platform": guarded(lambda: platform.system() + " " + platform.machine(), sys.platform),
        "cpu_count": os.cpu_count(),
        "memory": memory(),
        "packages": packages,
        "broken": broken,
        "torch": None if fast or "torch" not in packages else guarded(of_torch, None),
        "devices": [] if fast else guarded(devices, []),
        "checkout": guarded(lambda: checkout(folder), None) if folder else None,
    }


def only_json_on_stdout():
    """Keeps the real standard output for the answer; what imports print goes to standard error."""
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return answer


def look_closely(words, folder):
    """Looks in a process of its own, for an import may abort it; then what is seen without one."""
    command = [sys.executable, os.path.abspath(__file__), "--here", *words]
    try:
        told = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=OVERALL
        )
        return json.loads(told.stdout.decode("utf-8"))
    except subprocess.TimeoutExpired:
        why = "the imports did not end within %g seconds" % OVERALL
    except ValueError:
        why = "the imports ended Python with code %d" % told.returncode
    except OSError as trouble:
        why = short(trouble)
    seen = look(True, folder)
    seen["broken"] = {"torch": why} if "torch" in seen["packages"] else {}
    return seen


def main(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fast", action="store_true", help="look packages up, import none")
    parser.add_argument("--checkout", "--sd-scripts", metavar="DIR", help="sd-scripts to look at")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(words)
    with only_json_on_stdout() as answer:
        os.environ.setdefault("PYTHONWARNINGS", "ignore")
        if args.fast or args.here:
            seen = look(args.fast, args.checkout)
        else:
            seen = look_closely(words, args.checkout)
        json.dump(seen, answer, indent=1)
        answer.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
