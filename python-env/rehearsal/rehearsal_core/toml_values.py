"""Values of a small TOML reader: strings, numbers, arrays, inline tables (dates are not read)."""

import re
from typing import Any, Dict, List, NoReturn

Table = Dict[str, Any]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WORD = re.compile(r"[^\s,\]}#=]+")
_INTEGER = re.compile(r"[+-]?(0|[1-9](_?\d)*)")
_RADIX = re.compile(r"0(x[0-9A-Fa-f](_?[0-9A-Fa-f])*|o[0-7](_?[0-7])*|b[01](_?[01])*)")
_FLOAT = re.compile(r"[+-]?(0|[1-9](_?\d)*)(\.\d(_?\d)*)?([eE][+-]?\d(_?\d)*)?")
_SPECIAL = re.compile(r"[+-]?(inf|nan)")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class TomlError(ValueError):
    """The text is not TOML that this reader knows; the message ends with the line."""


class Cursor:
    """A place in the text, and the reading of one key or value from there."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def fail(self, what: str) -> NoReturn:
        line = self.text.count("\n", 0, self.at) + 1
        raise TomlError("%s (at line %d)" % (what, line))

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self, expected: str) -> None:
        if not self.text.startswith(expected, self.at):
            self.fail("Expected %r, found %r" % (expected, self.peek() or "end of file"))
        self.at += len(expected)

    def blanks(self) -> None:
        while self.peek() in (" ", "\t"):
            self.at += 1

    def comment(self) -> None:
        if self.peek() == "#":
            end = self.text.find("\n", self.at)
            end = len(self.text) if end < 0 else end
            if _CONTROL.search(self.text, self.at, end):
                self.fail("Illegal control character in a comment")
            self.at = end

    def gaps(self) -> None:
        """Blanks, comments and line ends."""
        while True:
            self.blanks()
            self.comment()
            if self.peek() != "\n":
                return
            self.at += 1

    def line_end(self) -> None:
        self.blanks()
        self.comment()
        if self.peek() not in ("\n", ""):
            self.fail("Expected the end of the line, found %r" % self.peek())
        self.at += 1

    def key(self) -> List[str]:
        """A key of one or more parts, `a.b."c d"`."""
        parts = []
        while True:
            self.blanks()
            if self.peek() in ('"', "'"):
                parts.append(self._string(multiline=False))
            else:
                match = _BARE.match(self.text, self.at)
                if match is None:
                    self.fail("Expected a key, found %r" % (self.peek() or "end of file"))
                parts.append(match.group())
                self.at = match.end()
            self.blanks()
            if self.peek() != ".":
                return parts
            self.at += 1

    def value(self) -> Any:
        start = self.peek()
        if start in ('"', "'"):
            return self._string(multiline=True)
        if start == "[":
            return self._array()
        if start == "{":
            return self._inline_table()
        return self._word()

    def _word(self) -> Any:
        match = _WORD.match(self.text, self.at)
        if match is None:
            self.fail("Expected a value, found %r" % (self.peek() or "end of file"))
        word = match.group()
        plain = word.replace("_", "")
        if word in ("true", "false"):
            value: Any = word == "true"
        elif _INTEGER.fullmatch(word):
            value = int(plain)
        elif _RADIX.fullmatch(word):
            value = int(plain, 0)
        elif _FLOAT.fullmatch(word) or _SPECIAL.fullmatch(word):
            value = float(plain)
        else:
            self.fail("Invalid value %r" % word)
        self.at = match.end()
        return value

    def _array(self) -> List[Any]:
        self.take("[")
        items: List[Any] = []
        while True:
            self.gaps()
            if self.peek() == "]":
                break
            items.append(self.value())
            self.gaps()
            if self.peek() != ",":
                break
            self.at += 1
        self.take("]")
        return items

    def _inline_table(self) -> Table:
        self.take("{")
        table: Table = {}
        self.blanks()
        while self.peek() != "}":
            path = self.key()
            self.take("=")
            self.blanks()
            put(self, table, path, self.value())
            self.blanks()
            if self.peek() != ",":
                break
            self.at += 1
            self.blanks()
            if self.peek() == "}":
                self.fail("A comma before the end of an inline table")
        self.take("}")
        return table

    def _string(self, multiline: bool) -> str:
        quote = self.peek()
        if multiline and self.text.startswith(quote * 3, self.at):
            return self._long_string(quote)
        self.at += 1
        out = ""
        while self.peek() != quote:
            if self.peek() in ("", "\n") or _CONTROL.match(self.peek()):
                self.fail("A string without its closing quote")
            out += self._escape() if self.peek() == "\\" and quote == '"' else self._char()
        self.at += 1
        return out

    def _long_string(self, quote: str) -> str:
        self.at += 3
        if self.peek() == "\n":
            self.at += 1
        out = ""
        while not self.text.startswith(quote * 3, self.at):
            if self.peek() == "":
                self.fail("A string without its closing quotes")
            if self.peek() == "\\" and quote == '"':
                out += (
                    self._folded()
                    if re.match(r"\\[ \t]*\n", self.text[self.at :])
                    else self._escape()
                )
            else:
                out += self._char()
        self.at += 3
        rest = self.text[self.at : self.at + 2]
        extra = len(rest) - len(rest.lstrip(quote))
        self.at += extra
        return out + quote * extra

    def _folded(self) -> str:
        self.at += 1
        while self.peek() and self.peek() in " \t\n":
            self.at += 1
        return ""

    def _char(self) -> str:
        self.at += 1
        return self.text[self.at - 1]

    def _escape(self) -> str:
        kind = self.text[self.at + 1 : self.at + 2]
        if kind in _ESCAPES and kind:
            self.at += 2
            return _ESCAPES[kind]
        size = {"u": 4, "U": 8}.get(kind, 0)
        digits = self.text[self.at + 2 : self.at + 2 + size]
        if size and len(digits) == size and re.fullmatch("[0-9A-Fa-f]+", digits):
            code = int(digits, 16)
            if code < 0x110000 and not 0xD800 <= code < 0xE000:
                self.at += 2 + size
                return chr(code)
        self.fail("Invalid escape in a string")


def put(cursor: Cursor, table: Table, path: List[str], value: Any) -> None:
    """Set a possibly dotted key once."""
    for part in path[:-1]:
        table = table.setdefault(part, {})
        if not isinstance(table, dict):
            cursor.fail("%r is not a table" % part)
    if path[-1] in table:
        cursor.fail("%r is set twice" % path[-1])
    table[path[-1]] = value
