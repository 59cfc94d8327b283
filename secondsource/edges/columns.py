"""Rows of a table or of JSON to pages: which column is the text, the headline, the day.

What may live here: matching names of columns and making a page of a row. A row is a mapping of
names to values, whatever it was read from. A person's map wins; without one the names that
exports use are matched, and what was matched is said, since a wrong match would be believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from secondsource.edges.opening import Asked, place_of
from secondsource.edges.raw import Raw
from secondsource.errors import Misuse
from secondsource.records import Given, Unread

NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "fulltext", "articletext", "articlebody", "body", "bodytext", "maintext",
        "articlecontent", "content", "contenttext", "plaintext", "article",
    ),
    "html": ("html", "rawhtml", "contenthtml", "bodyhtml", "pagehtml"),
    "id": ("id", "rowid", "articleid", "uid", "guid", "docid", "documentid", "storiesid"),
    "url": ("url", "link", "address", "uri", "articleurl", "sourceurl", "permalink", "webpage"),
    "outlet": (
        "outlet", "publication", "publisher", "site", "sitename", "newspaper", "medianame",
        "medium", "sourcename", "source", "publicationname", "newsdesk",
    ),
    "headline": ("headline", "title", "articletitle", "heading", "hed"),
    "byline": ("byline", "author", "authors", "writer", "journalist", "creator"),
    "date": (
        "date", "published", "publishdate", "publisheddate", "publicationdate", "pubdate",
        "publishedat", "datepublished", "publishedon", "day", "articledate", "datepublish",
    ),
    "fetched": ("fetched", "fetchedat", "retrieved", "crawled", "crawldate", "scraped",
                "datedownload", "accessed"),
    "section": ("section", "category", "desk", "rubric"),
    "modified": ("modified", "updated", "lastmodified", "datemodified", "updatedat"),
}  # fmt: skip
_STATED = ("outlet", "headline", "byline", "date", "fetched", "section", "modified")
_SEPARATORS = re.compile(r"[\s_.\-]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TELLING = 7  # letters of a name that other words may stand before; an “Expiry Date” is no day
MOST_NAMED = 40  # columns named in a message; tables of surveys have hundreds


def columns_of(words: str) -> dict[str, str]:
    """Read a map as a person writes it: our names, and a table's columns.

    ``Misuse`` says what of it cannot be meant.

    >>> columns_of("text=body, date=pub_date")
    {'text': 'body', 'date': 'pub_date'}
    """
    found: dict[str, str] = {}
    for part in words.split(","):
        ours, equals, theirs = (piece.strip() for piece in part.partition("="))
        if not equals or not theirs or ours not in NAMES:
            raise Misuse(
                f"--columns: {part.strip()!r} cannot be meant; write NAME=COLUMN, where NAME is"
                f" one of {', '.join(NAMES)}: --columns text=body,date=pub_date"
            )
        if ours in found:
            raise Misuse(f"--columns: {ours} is given twice")
        found[ours] = theirs
    return found


def matched(
    names: Iterable[str], columns: Mapping[str, str] | None = None
) -> dict[str, str] | Unread:
    """Match a table's columns to ours, by a person's map or by the names that exports use.

    Gives ours to theirs; an ``Unread`` without an input's name where a mapped column is missing
    or none holds text.

    >>> matched(["Title", "Body", "pub_date", "words"])
    {'text': 'Body', 'headline': 'Title', 'date': 'pub_date'}
    >>> matched(["a", "b"], {"text": "c"}).reason
    'there is no column “c”; there are: “a”, “b”'
    """
    there = list(dict.fromkeys(names))
    listed = ", ".join(f"“{name}”" for name in there[:MOST_NAMED])
    listed += f" and {len(there) - MOST_NAMED} more" if len(there) > MOST_NAMED else ""
    asked = dict(columns or {})
    found = {ours: name for ours, name in _by_name(there).items() if ours not in asked}
    for ours, theirs in asked.items():
        name = theirs if theirs in there else _alike(theirs, there)
        if name is None:
            return Unread("", f"there is no column “{theirs}”; there are: {listed}")
        found[ours] = name
    taken = set(asked) & {"text", "html"}
    if taken:  # a person who names one of the two means that one
        found = {k: v for k, v in found.items() if k in taken or k not in ("text", "html")}
    if not {"text", "html"} & set(found):
        return Unread(
            "",
            f"no column holds the text: there are {listed}; name it with --columns text=COLUMN",
        )
    return {ours: found[ours] for ours in NAMES if ours in found}


def is_header(line: bytes) -> bool:
    """Say whether a line reads as a table's row of names: one of a text, and one more of ours.

    >>> is_header(b"title;text;date"), is_header(b"The text, the date and the site")
    (True, False)
    """
    words = line[:4_096].decode("utf-8", "replace").strip()
    for mark in ",;\t|":
        names = [cell.strip().strip('"') for cell in words.split(mark)]
        if len(names) > 1 and len({"text", "html"} & set(found := _exactly(_plainly(names)))) > 0:
            return len(found) > 1
    return False


def _by_name(names: Iterable[str]) -> dict[str, str]:
    """Give our names to theirs; of two that fit, the one that stands first in our list."""
    plain = _plainly(names)
    found = _exactly(plain)
    taken = set(found.values())
    for ours, known in NAMES.items():
        ending = (one for one in plain.values() if one not in taken and _ends_in(one, known))
        if ours not in found and (match := next(ending, None)) is not None:
            found[ours] = match
            taken.add(match)
    return found


def _exactly(plain: Mapping[str, str]) -> dict[str, str]:
    return {
        ours: plain[next(filter(plain.__contains__, known))]
        for ours, known in NAMES.items()
        if plain.keys() & set(known)
    }


def _plainly(names: Iterable[str]) -> dict[str, str]:
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(_plain(name), name)
    return plain


def _plain(name: str) -> str:
    return _SEPARATORS.sub("", name.strip().lower())


def _ends_in(name: str, known: Iterable[str]) -> bool:
    """Say whether a column's last words are a known name: “Full Article”, “Pub. Date (UTC)”.

    Only of names that are written as people write them, in words: a program's are whole.
    """
    if " " not in name.strip():
        return False
    words = [one for one in _SEPARATORS.split(_BRACKETS.sub(" ", name).strip().lower()) if one]
    endings = {"".join(words[at:]) for at in range(len(words))}
    return any(len(one) >= _TELLING and one in known for one in endings)


def _alike(name: str, there: Iterable[str]) -> str | None:
    found = [one for one in there if _plain(one) == _plain(name)]
    return found[0] if len(found) == 1 else None


def page_of_row(
    row: Mapping[str, Any], columns: Mapping[str, str], name: str, number: int
) -> Raw | None:
    """Make a page of a row, or None where it holds no text; HTML is preferred over text.

    ``number`` counts the rows of the file from 1; it stands for the id that a row does not give.
    """
    told = {ours: value_of(row, theirs) for ours, theirs in columns.items()}
    html, text = told.get("html"), told.get("text")
    body = html if isinstance(html, str) and html.strip() else text
    if not isinstance(body, str) or not body.strip():
        return None
    url, key = word(told.get("url")), word(told.get("id"))
    return Raw(
        raw=clean(body).encode("utf-8"),
        input=name,
        address=url or f"{place_of(name)}#{key or number}",
        media="html" if body is html else "plain" if columns["text"] == "text" else None,
        given=Given(**{ours: word(told.get(ours)) for ours in _STATED}),
        url=url,
        key=key,
    )


def value_of(row: Mapping[str, Any], name: str) -> Any:
    """Give the value of a column; in nested JSON ``outlet.name`` is the name in the outlet."""
    if name in row:
        return row[name]
    here: Any = row
    for step in name.split("."):
        here = here.get(step) if isinstance(here, dict) else None
    return here


def tell_matched(
    name: str, columns: Mapping[str, str], asked: Asked, there: Iterable[str] = ()
) -> bool:
    """Tell a person what columns were taken for what; say whether there was anything to tell.

    Names that a person gave, and names that are ours, need no telling. Of all that are ``there``
    those are named that were not used.
    """
    guessed = {ours: theirs for ours, theirs in columns.items() if ours not in asked.columns}
    if all(ours == theirs.lower() for ours, theirs in guessed.items()):
        return False
    pairs = ", ".join(f"{ours} from “{theirs}”" for ours, theirs in columns.items())
    unused = [f"“{one}”" for one in dict.fromkeys(there) if one and one not in columns.values()]
    rest = f"; not used: {', '.join(unused[:MOST_NAMED])}" if unused else ""
    asked.told(f"{name}: {pairs}{rest} (--columns says otherwise)")
    return True


def word(value: Any) -> str | None:
    """Give a value of a row as a word, or None where it is blank or no word.

    A list of words is joined; of an object its name is taken.

    >>> word(["Marta Roos", "Ivo Lind"]), word({"name": "Osk Herald"}), word(" "), word(7)
    ('Marta Roos, Ivo Lind', 'Osk Herald', None, '7')
    """
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = ", ".join(filter(None, (word(one) for one in value[:50] if one is not value)))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return clean(str(value)).strip() or None


def clean(text: str) -> str:
    """Replace lone surrogates, which JSON may hold and no file can."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
