"""Parses command lines with upstream's own parsers: argv[1] is the checkout, stdin has a JSON object a line.

Each has "script", and two lists of words, "theirs" and "ours". Answers a JSON object a line: the options that the
two come to differ in, each as [theirs, ours]; or {"stops": text} where upstream does not take the words.
"""

import contextlib
import importlib
import io
import json
import logging
import os
import sys

checkout = sys.argv[1]
os.chdir(checkout)
sys.path.insert(0, checkout)
said = sys.stdout
sys.stdout = sys.stderr
logging.disable(logging.CRITICAL)

# the files that ours lie in have other names
FILES = {"config_file", "dataset_config", "sample_prompts"}


def namespace(script, words):
    module = importlib.import_module(script[:-3])
    from library import train_util

    sys.argv = [script] + words
    parser = module.setup_parser()
    with contextlib.redirect_stderr(io.StringIO()):
        args = parser.parse_args()
        args = train_util.read_config_from_file(args, parser)
    return {name: value for name, value in vars(args).items() if name not in FILES}


def plain(value):
    return json.loads(json.dumps(value, default=str))


def listed(value):
    """A config may hold the only item of a list by itself."""
    return value if isinstance(value, list) or value is None else [value]


for line in sys.stdin:
    case = json.loads(line)
    try:
        theirs = namespace(case["script"], case["theirs"])
        ours = namespace(case["script"], case["ours"])
        different = {
            name: [plain(theirs.get(name)), plain(ours.get(name))]
            for name in sorted(theirs.keys() | ours.keys())
            if plain(theirs.get(name)) != plain(ours.get(name))
            and not (name == "text_encoder_lr" and listed(theirs.get(name)) == listed(ours.get(name)))
        }
    except SystemExit as stop:
        different = {"stops": str(stop.code)}
    said.write(json.dumps(different) + "\n")
