"""Chooses the build of the torch wheels for the GPUs of a machine.

    choose_torch.py WHEELS [WANTED] < GPUS

WHEELS is python-env/torch-wheels.json, WANTED a build that the user asks for. Each line of GPUS is
"compute capability, driver, name", as nvidia-smi says it; no line means no GPU. Prints the build and,
on the next line, why; or ends with 1 and says on standard error what is in the way. Python 3.9, stdlib.
"""

import json
import re
import sys


class Misfit(Exception):
    """No build fits; the message says why."""


def number(text):
    """A version as something to compare: 12.0 above 8.6, 525.60.13 above 525."""
    return tuple(int(part) for part in re.findall(r"\d+", str(text)))


def read(lines):
    """The cards as (compute capability, driver, name)."""
    cards = []
    for line in lines:
        if not line.strip():
            continue
        words = [word.strip() for word in line.split(",", 2)]
        if len(words) != 3 or not re.fullmatch(r"\d+\.\d+", words[0]):
            raise Misfit("nvidia-smi does not tell the compute capability: " + line.strip())
        cards.append(words)
    return cards


def has_code(choice, card):
    reach = choice["compute_capability"]
    return bool(reach) and number(reach["min"]) <= number(card[0]) <= number(reach["max"])


def choose(wheels, cards):
    """The build and the reason."""
    if not cards:
        return "cpu", "no NVIDIA GPU was found"
    driver = cards[0][1]
    told = "; ".join("%s (compute capability %s)" % (name, cc) for cc, _, name in cards)
    told += ", driver " + driver
    newest = max(cards, key=lambda card: number(card[0]))
    able = [choice for choice in wheels["choice"] if has_code(choice, newest)]
    if not able:
        raise Misfit(told + ": no torch build that lorabake knows has code for " + newest[2])
    fitting = [choice for choice in able if number(choice["min_driver"]) <= number(driver)]
    if not fitting:
        least = min((choice["min_driver"] for choice in able), key=number)
        raise Misfit("%s: the driver is too old; %s needs %s or newer" % (told, newest[2], least))
    for choice in fitting:
        if all(has_code(choice, card) for card in cards):
            return choice["variant"], told
    left = ", ".join(card[2] for card in cards if not has_code(fitting[0], card))
    return fitting[0]["variant"], told + "; this build has no code for " + left


def main(words):
    with open(words[0], encoding="utf-8") as file:
        wheels = json.load(file)
    try:
        if len(words) > 1 and words[1]:
            if words[1] not in wheels["variants"]:
                known = ", ".join(wheels["variants"])
                raise Misfit("there is no lock for the torch build %s; there is %s" % (words[1], known))
            build, why = words[1], "asked for"
        else:
            build, why = choose(wheels, read(sys.stdin))
    except Misfit as misfit:
        print(misfit, file=sys.stderr)
        return 1
    print(build)
    print(why)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
