"""Reads TOML: with tomllib where Python has it, else with the small reader here."""

import importlib
from pathlib import Path
from typing import Any, List, Set, Tuple, Union

from .toml_values import Cursor, Table, put

tomllib: Any
try:
    tomllib = importlib.import_module("tomllib")
except ImportError:  # Python 3.9 and 3.10
    tomllib = None


def load(path: Union[str, Path]) -> Table:
    """The tables of a TOML file, as upstream's `toml.load` gives them."""
    text = Path(path).read_bytes().decode("utf-8")
    tables: Table = (loads if tomllib is None else tomllib.loads)(text)
    return tables


def loads(text: str) -> Table:
    """The same by our own reader, on every Python; TomlError says what is wrong, and the line."""
    cursor = Cursor(text.replace("\r\n", "\n"))
    root: Table = {}
    current = root
    headers: Set[Tuple[str, ...]] = set()
    while True:
        cursor.gaps()
        if cursor.peek() == "":
            return root
        if cursor.peek() == "[":
            current = _header(cursor, root, headers)
        else:
            path = cursor.key()
            cursor.take("=")
            cursor.blanks()
            put(cursor, current, path, cursor.value())
        cursor.line_end()


def _header(cursor: Cursor, root: Table, headers: Set[Tuple[str, ...]]) -> Table:
    many = cursor.text.startswith("[[", cursor.at)
    cursor.take("[[" if many else "[")
    path = cursor.key()
    cursor.take("]]" if many else "]")
    parent = _walk(cursor, root, path[:-1])
    name = path[-1]
    if many:
        tables = parent.setdefault(name, [])
        if not isinstance(tables, list) or (tables and not isinstance(tables[0], dict)):
            cursor.fail("%r is not an array of tables" % name)
        fresh: Table = {}
        tables.append(fresh)
        below = tuple(path)
        headers -= {seen for seen in headers if seen[: len(below)] == below}
        return fresh
    if tuple(path) in headers or not isinstance(parent.get(name, {}), dict):
        cursor.fail("[%s] stands twice" % ".".join(path))
    headers.add(tuple(path))
    table: Table = parent.setdefault(name, {})
    return table


def _walk(cursor: Cursor, table: Table, path: List[str]) -> Table:
    for part in path:
        found: Any = table.setdefault(part, {})
        if isinstance(found, list) and found:
            found = found[-1]
        if not isinstance(found, dict):
            cursor.fail("%r is not a table" % part)
        table = found
    return table
