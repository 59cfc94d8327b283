"""A person's own tables: outlets as CSV (name, domain, owner), publishers and agencies as TOML.

Outlets of one owner are one publisher family and count once in reach. The CSV table wins over
the TOML file, that over the program's own, and all over what a page says of itself; a domain or
an owner may be left empty.
"""

from __future__ import annotations

import csv
from pathlib import Path

from secondsource.errors import Misuse
from secondsource.publishers import publishers

COLUMNS = ("name", "domain", "owner")


def outlets_of(path: Path) -> dict[str, tuple[str, str]]:
    """Read a table: each lower-case name and domain to (name, owner).

    An outlet without an owner is its own. ``Misuse`` says which line cannot be used.
    """
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Misuse(f"cannot read the table of outlets {path}: {error}") from error
    if not rows or not set(COLUMNS) <= {(name or "").strip() for name in rows[0]}:
        raise Misuse(f"{path}: the first line must name the columns {', '.join(COLUMNS)}")
    table: dict[str, tuple[str, str]] = {}
    for line, row in enumerate(rows, start=2):
        name, domain, owner = ((row.get(column) or "").strip() for column in COLUMNS)
        if not name:
            raise Misuse(f"{path}, line {line}: an outlet has no name")
        named = (name, owner or name)
        table[name.lower()] = named
        if domain:
            table[domain.lower().removeprefix("www.")] = named
    return table


def publishers_in(path: Path) -> str:
    """Read a file of publishers and agencies, and give its text once it has proved usable.

    ``docs/publishers.md`` tells the format. ``Misuse`` says what cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse(f"cannot read the file of publishers {path}: {error}") from error
    try:
        publishers(text)
    except Misuse as error:
        raise Misuse(f"{path}: {error}") from error
    return text
