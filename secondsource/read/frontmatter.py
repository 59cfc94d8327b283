"""Front matter: what a Markdown text states of itself above its first line, as fields.

What may live here: the small part of YAML and of TOML that writers use there - a name and a
value a line, quoted or not, a list in brackets or line by line. Anything else is left out, and
nothing is ever executed or followed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime

from secondsource.records import Field

LARGEST = 65_536  # characters; front matter of real collections stays under 5,000
_YAML = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_PAIR = re.compile(r"([A-Za-z][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*?))?[ \t]*\Z")
_MEMBER = re.compile(r"[ \t]*-[ \t]+(.*?)[ \t]*\Z")
_LONGEST = 2_000  # characters of a value
NAMES = {
    "headline": "title",
    "published": "date",
    "pubdate": "date",
    "publishdate": "date",
    "published_at": "date",
    "publish_date": "date",
    "date_published": "date",
    "created": "date",
    "authors": "author",
    "byline": "author",
    "updated": "modified",
    "lastmod": "modified",
    "last_modified": "modified",
    "date_modified": "modified",
    "link": "url",
    "permalink": "url",
    "canonical": "url",
    "canonical_url": "url",
    "source_url": "url",
    "outlet": "site",
    "source": "site",
    "newspaper": "site",
    "publication": "site",
    "publisher": "site",
    "site_name": "site",
    "sitename": "site",
    "hostname": "site",
    "lang": "language",
    "categories": "section",
    "category": "section",
}


def parted(text: str) -> tuple[tuple[Field, ...], str]:
    """Part a text from its front matter: the fields ``front:NAME``, and the rest.

    ``NAME`` is title, date, modified, author, url, site, section, language or the writer's own.
    A text without front matter is given back whole. Errors: none.

    >>> parted("---\\ntitle: Ferry sinks\\nauthors: [Marta Roos, Ivo Lind]\\n---\\nNine died.")[0]
    (Field(name='front:title', value='Ferry sinks'), Field(name='front:author', \
value='Marta Roos'), Field(name='front:author', value='Ivo Lind'))
    """
    head = text[:LARGEST]
    if found := _YAML.match(head):
        pairs = list(_lines(found[1]))
    elif found := _TOML.match(head):
        pairs = list(_table(found[1]))
    else:
        return (), text
    if not pairs:
        return (), text
    fields = (Field(f"front:{_name(key)}", value[:_LONGEST]) for key, value in pairs if value)
    return tuple(dict.fromkeys(fields)), text[found.end() :]


def _name(key: str) -> str:
    name = key.strip().lower().replace(" ", "_").replace("-", "_")
    return NAMES.get(name, name)


def _lines(block: str) -> Iterator[tuple[str, str]]:
    """Read names and values line by line; what is set in deeper belongs to the name above it."""
    above = ""
    for line in block.splitlines():
        if (member := _MEMBER.match(line)) and above:
            yield above, _bare(member[1])
        elif line[:1] not in " \t#" and (pair := _PAIR.match(line)):
            above = pair[1]
            for value in _values((pair[2] or "").strip()):
                yield above, value


def _values(written: str) -> Iterator[str]:
    if written.startswith("[") and written.endswith("]"):
        yield from (_bare(one.strip()) for one in written[1:-1].split(","))
    elif written not in ("", "|", ">", "|-", ">-", "null", "~"):
        yield _bare(written)


def _bare(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value.partition(" #")[0].strip()


def _table(block: str) -> Iterator[tuple[str, str]]:
    try:
        stated = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    for key, value in stated.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str | int | float | date | datetime) and not isinstance(one, bool):
                yield key, str(one)
