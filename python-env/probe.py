"""Tells what a Python can do for upstream: one JSON object on standard output, never a crash.

    probe.py [--fast] [--patience SECONDS] [--checkout DIR]

Runs in any Python 3.9+, best in the one that is to train. Packages are looked up and then really
imported, with the names that upstream takes from them, for an installed one may not work; those
that can take the process down with them are imported in a process of their own. --fast looks
packages up and imports nothing: a fraction of a second instead of some. Where the imports take
longer than the patience, what is seen without them is told, and "unfinished" says so. Only the
standard library is needed; sizes are in bytes.
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
    "triton-windows": "triton",
    "pytorch-triton": "triton",
    "opencv-python": "cv2",
    "opencv-python-headless": "cv2",
    "opencv-contrib-python": "cv2",
    "opencv-contrib-python-headless": "cv2",
    "voluptuous": "voluptuous",
    "imagesize": "imagesize",
    "toml": "toml",
    "einops": "einops",
    "ftfy": "ftfy",
    "sentencepiece": "sentencepiece",
    "numpy": "numpy",
    "pillow": "PIL.Image",
    "pillow-avif-plugin": "pillow_avif",
    "pillow-jxl-plugin": "pillow_jxl",
    "jxlpy": "jxlpy",
}
# What every script of upstream takes from modules that load their parts when first asked for them:
# library/train_util.py, model_util.py, lpw_stable_diffusion.py and deepspeed_utils.py.
TAKEN = {
    "accelerate": (
        "Accelerator DeepSpeedPlugin DistributedDataParallelKwargs InitProcessGroupKwargs"
    ),
    "diffusers": (
        "AutoencoderKL DDPMScheduler EulerDiscreteScheduler StableDiffusionPipeline"
        " StableDiffusionXLPipeline UNet2DConditionModel"
    ),
    "huggingface-hub": "HfApi hf_hub_download",
    "transformers": (
        "CLIPFeatureExtractor CLIPTextModel CLIPTextModelWithProjection CLIPTokenizer"
        " T5EncoderModel T5TokenizerFast"
    ),
}
# They load libraries of their own that abort or hang where driver, build and GPU do not fit.
APART = (
    "bitsandbytes",
    "xformers",
    "flash-attn",
    "sageattention",
    "deepspeed",
    "triton",
    "triton-windows",
    "pytorch-triton",
)
PATIENCE = 20.0  # seconds for each that is imported apart
OVERALL = 120.0  # seconds for looking closely; a cold disk is slow
MESSAGE = 400  # letters of a message that are kept
UNKNOWN = "unknown"  # the version of a module that no distribution owns
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
    from importlib import metadata, util

    found = {}
    for name in PACKAGES:
        for spelling in (name, name.replace("-", "_")):
            version = guarded(lambda: metadata.version(spelling), None)
            if version:
                found[name] = version
                break
    # Conda, Linux distributions and forks bring modules under names of their own, or under none.
    brought = {top_module(name) for name in found if name != "tensorboard"}
    for name in PACKAGES:
        module = top_module(name)
        if module not in brought and guarded(lambda: util.find_spec(module).origin, None):
            brought.add(module)
            found[name] = UNKNOWN
    return found


def top_module(name):
    return PACKAGES[name].split(".")[0]


def import_here(name):
    """None if the distribution does what upstream asks of it, else why not."""
    try:
        module = importlib.import_module(PACKAGES[name])
        for part in TAKEN.get(name, "").split():
            if getattr(module, part, None) is None:
                return short("%s has no %s" % (PACKAGES[name], part))
        return guarded(lambda: DOUBTS[name](module), None) if name in DOUBTS else None
    except BaseException as trouble:
        if isinstance(trouble, KeyboardInterrupt):
            raise
        return short("%s: %s" % (type(trouble).__name__, trouble))


def doubt_numpy(numpy):
    """A torch that was built for numpy 1 is imported beside numpy 2, and cannot read its arrays."""
    torch = guarded(lambda: importlib.import_module("torch"), None)
    if torch is None or not hasattr(torch, "from_numpy"):
        return None
    try:
        torch.from_numpy(numpy.zeros(1))
    except RuntimeError as trouble:
        return short("torch cannot read its arrays: %s" % trouble)
    return None


def doubt_transformers(transformers):
    """It passes over a torch that is too old for it, and its models are empty shells then."""
    if not transformers.utils.is_torch_available():
        return "it does not take the installed torch"
    return None


def doubt_xformers(ops):
    """Its operators may be built for another torch; it only warns of that."""
    trouble = importlib.import_module("xformers._cpp_lib")._cpp_library_load_exception
    return short(trouble) if trouble is not None else None


def doubt_bitsandbytes(module):
    """Without code for torch's CUDA it is imported all the same, and its optimizers fail."""
    torch = importlib.import_module("torch")
    if not torch.version.cuda:
        return None
    built = builds(os.path.dirname(module.__file__))
    extension = importlib.import_module("bitsandbytes.cextension")
    works = getattr(
        getattr(extension, "lib", None),
        "compiled_with_cuda",
        getattr(extension, "COMPILED_WITH_CUDA", None),
    )
    if torch.cuda.is_available():
        fits = works is not False
    else:
        # Without a card it loads its code for the processor, whatever else is there.
        major = torch.version.cuda.split(".")[0]
        fits = not built or any(version.split(".")[0] == major for version in built)
    if fits:
        return None
    return "it has no code for CUDA %s, only for %s" % (
        torch.version.cuda,
        ", ".join(built) or "the processor",
    )


def builds(folder):
    """The versions of CUDA that the libraries in the folder are for."""
    found = (re.match(r"libbitsandbytes_cuda(\d+)(\d)\D", name) for name in os.listdir(folder))
    return sorted({"%s.%s" % one.groups() for one in found if one})


# Distribution to what finds out whether the imported module works.
DOUBTS = {
    "bitsandbytes": doubt_bitsandbytes,
    "numpy": doubt_numpy,
    "transformers": doubt_transformers,
    "xformers": doubt_xformers,
}


def start_import(name):
    """Starts the import in a process of its own."""
    return subprocess.Popen(
        [sys.executable, os.path.abspath(__file__), "--apart", name],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def import_apart(name):
    """What that process does: its last line on standard error is the message."""
    message = import_here(name)
    if message:
        sys.stderr.write("\n%s\n" % message)
    return 1 if message else 0


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
                apart[name] = start_import(name)
            except OSError as trouble:
                broken[name] = short(trouble)
    for name in packages:
        if name not in APART:
            message = import_here(name)
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
        "arch_list": guarded(lambda: architectures(torch), []),
        "nccl": guarded(lambda: bool(torch.distributed.is_nccl_available()), False),
        "bf16_supported": available and guarded(lambda: bool(torch.cuda.is_bf16_supported()), False),
    }


def architectures(torch):
    """What it has code for; its own list is empty where no card can be used at the moment."""
    flags = guarded(lambda: torch._C._cuda_getArchFlags(), None)
    return flags.split() if flags else list(torch.cuda.get_arch_list())


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


def folders():
    """Where packages are searched: what is in them decides all that is told here."""
    import site
    import sysconfig

    own = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    own |= {os.path.join(path, "lib-dynload") for path in list(own)}
    own.add(os.path.dirname(os.path.abspath(__file__)))
    if os.name == "nt":
        own |= {sys.base_prefix, os.path.join(sys.base_prefix, "DLLs")}
    searched = [os.path.abspath(path) for path in sys.path if path and not path.endswith(".zip")]
    if site.ENABLE_USER_SITE:
        searched.append(site.getusersitepackages())
    return [path for path in dict.fromkeys(searched) if path not in own]


def look(fast, folder):
    packages = guarded(installed, {})
    broken = {} if fast else guarded(lambda: imports(packages), {})
    return {
        "python": {
            "version": platform.python_version(),
            "executable": sys.executable,
            "prefix": sys.prefix,
            "folders": guarded(folders, []),
        },
        "platform": guarded(lambda: platform.system() + " " + platform.machine(), sys.platform),
        "cpu_count": os.cpu_count(),
        "memory": memory(),
        "packages": packages,
        "broken": broken,
        "unfinished": None,
        "torch": None if fast or "torch" not in packages else guarded(of_torch, None),
        "devices": [] if fast else guarded(devices, []),
        "checkout": guarded(lambda: checkout(folder), None) if folder else None,
    }


def only_json_on_stdout():
    """Keeps the real standard output for the answer; what imports print goes to standard error."""
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return answer


def look_closely(words, folder, patience):
    """Looks in a process of its own, for an import may abort it; then what is seen without one."""
    command = [sys.executable, os.path.abspath(__file__), "--here", *words]
    broken, unfinished = {}, None
    try:
        told = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=patience
        )
        return json.loads(told.stdout.decode("utf-8"))
    except subprocess.TimeoutExpired:
        unfinished = "the imports did not end within %g seconds" % patience
    except ValueError:
        broken = {"torch": "the imports ended Python with code %d" % told.returncode}
    except OSError as trouble:
        unfinished = short(trouble)
    seen = look(True, folder)
    seen["broken"] = broken if "torch" in seen["packages"] else {}
    seen["unfinished"] = unfinished
    return seen


def main(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fast", action="store_true", help="look packages up, import none")
    parser.add_argument("--checkout", "--sd-scripts", metavar="DIR", help="sd-scripts to look at")
    parser.add_argument(
        "--patience", type=float, default=OVERALL, metavar="SECONDS", help="for all imports"
    )
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--apart", choices=APART, help=argparse.SUPPRESS)
    args = parser.parse_args(words)
    if args.apart:
        return import_apart(args.apart)
    with only_json_on_stdout() as answer:
        os.environ.setdefault("PYTHONWARNINGS", "ignore")
        if args.fast or args.here:
            seen = look(args.fast, args.checkout)
        else:
            seen = look_closely(words, args.checkout, args.patience)
        json.dump(seen, answer, indent=1)
        answer.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
