"""Text in terminal cells: the widths and the line breaks that rich gives upstream's records."""

import re
import unicodedata
from typing import Iterator, List, Tuple

_WORD = re.compile(r"\s*\S+\s*")
_TRAILING = re.compile(r"\s+$")


def cell_width(char: str) -> int:
    """Cells of one character: 2 for wide ones, 0 for combining and control ones."""
    code = ord(char)
    if 0x20 <= code < 0x7F:
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cc", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def cell_len(text: str) -> int:
    """Cells of a line of text."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(cell_width, text))


def wrap(text: str, width: int) -> List[str]:
    """The rows of a message in a column of the given width; long words are cut hard."""
    rows: List[str] = []
    for line in map(_expand, text.split("\n")):
        starts = [0] + list(_breaks(line, width)) + [len(line)]
        rows.extend(_crop(line[a:b], width) for a, b in zip(starts, starts[1:]))
    return rows


def pad(text: str, width: int) -> str:
    """The text with blanks up to the given number of cells."""
    return text + " " * max(width - cell_len(text), 0)


def _expand(line: str) -> str:
    out = ""
    for i, part in enumerate(line.split("\t")):
        if i:
            out += " " * (8 - cell_len(out) % 8)
        out += part
    return out


def _breaks(line: str, width: int) -> Iterator[int]:
    used = 0
    for start, word in _words(line):
        length = cell_len(word.rstrip())
        if width - used >= length:
            used += cell_len(word)
        elif length > width:
            for piece, last in _pieces(word, width):
                if start:
                    yield start
                if last:
                    used = cell_len(piece)
                else:
                    start += len(piece)
        elif used and start:
            yield start
            used = cell_len(word)


def _words(line: str) -> Iterator[Tuple[int, str]]:
    match = _WORD.match(line)
    while match is not None:
        yield match.start(), match.group()
        match = _WORD.match(line, match.end())


def _pieces(word: str, width: int) -> Iterator[Tuple[str, bool]]:
    piece, used = "", 0
    for char in word:
        cells = cell_width(char)
        if used + cells > width:
            yield piece, False
            piece, used = "", 0
        piece += char
        used += cells
    yield piece, True


def _crop(row: str, width: int) -> str:
    excess = len(row) - width
    blanks = _TRAILING.search(row)
    if excess > 0 and blanks is not None:
        row = row[: len(row) - min(len(blanks.group()), excess)]
    while cell_len(row) > width:
        row = row[:-1]
    return row
