"""Tells what sd-scripts' own parsers make of command lines, config files read.

usage: parsed_options.py SD_SCRIPTS <requests >answers

A request is a JSON object: "id", "script", "words" (those behind the script). An answer repeats "id"
and has "options", every option of the script to its value, or "refused", what the parser says.
"""

import importlib
import json
import logging
import os
import sys


class Refused(Exception):
    """What argparse says before it ends the program."""


def refuse(message):
    raise Refused(message)


def parser_of(script, parsers={}):
    if script not in parsers:
        parsers[script] = importlib.import_module(script[: -len(".py")]).setup_parser()
        parsers[script].error = refuse
    return parsers[script]


def options(request, train_util):
    parser = parser_of(request["script"])
    sys.argv = ["train"] + request["words"]
    args = train_util.read_config_from_file(parser.parse_args(), parser)
    known = [action.dest for action in parser._actions if action.dest != "help"]
    return {name: getattr(args, name) for name in known}


def main():
    sys.path.insert(0, os.path.abspath(sys.argv[1]))
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever sd-scripts prints goes to stderr
    sys.argv = sys.argv[:1]
    from library import train_util

    logging.disable(logging.CRITICAL)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"id": request["id"], "options": options(request, train_util)}
        except (Refused, SystemExit) as e:
            answer = {"id": request["id"], "refused": str(e)}
        print(json.dumps(answer, default=str), file=out, flush=True)


if __name__ == "__main__":
    main()
