"""Lists what the training code of a checkout prints and logs.

usage: printed.py SD_SCRIPTS

One call a line: level, place, and the text with 7 for each value, parted by tabs. Scripts that make
pictures and tools are left out, and what runs only when a module is started by itself.
"""

import ast
import pathlib
import sys

LEVELS = {"info": "info", "warning": "warning", "warn": "warning", "error": "error", "print": "info"}
OTHERS = (
    "gen_img", "inference", "extract", "merge", "resize", "convert", "check_", "svd_", "setup.py",
    "interrogat", "lora_diffusers", "lpw_stable", "original_control_net", "slicing_vae", "ipex",
)


def text(node):
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(v.value if isinstance(v, ast.Constant) else "7" for v in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return text(node.left) + text(node.right)
    return "7"


def level(function):
    if isinstance(function, ast.Name) and function.id == "print":
        return "info"
    if isinstance(function, ast.Attribute) and function.attr in LEVELS:
        owner = function.value
        known = isinstance(owner, ast.Name) and owner.id in ("logger", "logging", "accelerator")
        return LEVELS[function.attr] if known else None
    return None


def calls(tree):
    alone = set()
    for node in tree.body:
        if isinstance(node, ast.If) and "__main__" in ast.dump(node.test):
            alone.update(map(id, ast.walk(node)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and id(node) not in alone and node.args and level(node.func):
            yield node


root = pathlib.Path(sys.argv[1])
files = sorted(root.glob("*.py")) + sorted(root.glob("library/**/*.py")) + sorted(root.glob("networks/**/*.py"))
for file in files:
    name = file.relative_to(root).as_posix()
    if not any(other in name for other in OTHERS):
        for call in calls(ast.parse(file.read_text(encoding="utf-8"))):
            said = " ".join(text(argument) for argument in call.args).replace("\n", "\\n")
            print(f"{level(call.func)}\t{name}:{call.lineno}\t{said}")
