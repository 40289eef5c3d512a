"""Writes down every option of the training scripts of an sd-scripts checkout, as JSON.

    dump_options.py CHECKOUT [-o FILE]

Runs inside upstream's own environment, for the parsers are built by upstream's own code: each
*_train_network.py of the checkout is imported and its setup_parser() called. A checkout may lack
scripts or have more of them; one that cannot be imported is named on standard error and left out.
The exit code is 1 only if no script could be read.
"""

import argparse
import contextlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PINNED = HERE / "upstream.json"
PATTERN = "*train_network.py"
FIELDS = ("flags", "type", "nargs", "choices", "default", "const", "action")
ACTIONS = {
    argparse._StoreAction: "store",
    argparse._StoreTrueAction: "store_true",
    argparse._StoreFalseAction: "store_false",
    argparse._StoreConstAction: "store_const",
    argparse._AppendAction: "append",
    argparse._AppendConstAction: "append_const",
    argparse._CountAction: "count",
}


def scripts_of(checkout, pinned):
    """The scripts that are there: those of the pinned release in its order, then any others."""
    there = {path.name for path in checkout.glob(PATTERN)}
    known = [name for name in pinned["scripts"] if name in there]
    return known + sorted(there - set(known))


def parser_of(checkout, script):
    """Imports the script as a module of its own name, as its siblings import it, and asks it."""
    name = script[: -len(".py")]
    module = sys.modules.get(name)
    if module is None:
        spec = importlib.util.spec_from_file_location(name, checkout / script)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
    return module.setup_parser()


def plain(value):
    """The value as JSON can hold it."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple, set)):
        return [plain(part) for part in value]
    return str(value)


def type_of(action):
    if isinstance(action, (argparse._StoreTrueAction, argparse._StoreFalseAction)):
        return "bool"
    if action.type is None:
        return "int" if isinstance(action, argparse._CountAction) else "str"
    return getattr(action.type, "__name__", str(action.type))


def describe(action):
    """What the catalogue tells of an option; a field that would be null is left out."""
    described = {
        "flags": list(action.option_strings) or None,
        "type": type_of(action),
        "nargs": action.nargs,
        "choices": None if action.choices is None else [plain(one) for one in action.choices],
        "default": None if action.default is argparse.SUPPRESS else plain(action.default),
        "const": plain(action.const),
        "action": ACTIONS.get(type(action), type(action).__name__),
    }
    return {field: described[field] for field in FIELDS if described[field] is not None}


def merge(by_script):
    """{script: {option: description}} to {option: description, scripts and what differs}."""
    order = list(by_script)
    names = sorted({name for options in by_script.values() for name in options})
    merged = {}
    for name in names:
        having = [script for script in order if name in by_script[script]]
        first = by_script[having[0]][name]
        entry = dict(first)
        entry["scripts"] = "all" if having == order else having
        differing = {}
        for script in having[1:]:
            other = by_script[script][name]
            change = {
                field: other.get(field)
                for field in FIELDS
                if other.get(field) != first.get(field)
            }
            if change:
                differing[script] = change
        if differing:
            entry["per_script"] = differing
        merged[name] = entry
    return merged


def git(checkout, *words):
    try:
        told = subprocess.run(
            ["git", "-C", str(checkout), *words], capture_output=True, text=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.strip() or None if told.returncode == 0 else None


def release_of(checkout):
    """The newest release that the README's change log names, for shallow clones have no tags."""
    try:
        text = (checkout / "README.md").read_text("utf-8", "replace")
    except OSError:
        return None
    found = re.search(r"\bVersion v?(\d+\.\d+(?:\.\d+)?)\b", text)
    return found.group(1) if found else None


def upstream_of(checkout, pinned):
    commit = git(checkout, "rev-parse", "HEAD") if (checkout / ".git").exists() else None
    version = pinned["version"] if commit == pinned["commit"] else release_of(checkout)
    return {"project": pinned["project"], "version": version, "commit": commit}


def read_scripts(checkout, scripts):
    """Every readable script's options, and for each of the others what is wrong with it."""
    by_script, unread = {}, {}
    sys.path.insert(0, str(checkout))
    before = os.getcwd()
    os.chdir(checkout)
    try:
        for script in scripts:
            try:
                with contextlib.redirect_stdout(sys.stderr):
                    parser = parser_of(checkout, script)
                by_script[script] = {
                    action.dest: describe(action)
                    for action in parser._actions
                    if not isinstance(action, argparse._HelpAction)
                }
            except (Exception, SystemExit) as trouble:
                unread[script] = "%s: %s" % (type(trouble).__name__, trouble)
    finally:
        os.chdir(before)
        sys.path.remove(str(checkout))
    return by_script, unread


def main(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkout", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args(words)
    pinned = json.loads(PINNED.read_text("utf-8"))
    checkout = args.checkout.resolve()
    output = args.output.resolve() if args.output else None
    scripts = scripts_of(checkout, pinned)
    by_script, unread = read_scripts(checkout, scripts)
    for script in pinned["scripts"]:
        if script not in scripts:
            print("dump_options: %s is not in this checkout" % script, file=sys.stderr)
    for script in scripts:
        if script not in pinned["scripts"]:
            print("dump_options: %s is not in the pinned release" % script, file=sys.stderr)
    for script, why in unread.items():
        print("dump_options: %s cannot be read: %s" % (script, why), file=sys.stderr)
    if not by_script:
        print("dump_options: no training script could be read in %s" % checkout, file=sys.stderr)
        return 1
    dump = {"upstream": upstream_of(checkout, pinned), "options": merge(by_script)}
    text = json.dumps(dump, indent=1, ensure_ascii=False) + "\n"
    if output:
        output.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
