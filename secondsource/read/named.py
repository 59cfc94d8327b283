"""Whose day a program's data state: the page's own article's, or that of another it names.

What may live here: whether a headline in a script is one of the page's, and which object of a
script a place stands in. It works because the data of a page that list other articles do so
under a name that says so ("recommended", "itemListElement"), or with the others' headlines.
"""

from __future__ import annotations

import json
import re

from secondsource.records import Page

Titles = tuple[frozenset[str], ...]
_TITLES = frozenset({"meta:og:title", "meta:twitter:title", "title"})
_FEWEST = 2  # words of a headline that can be compared
_LEAST = 0.2  # of the shorter title's words, shared: outlets rewrite a headline for programs
_BACK, _ON = 4_000, 2_000  # bytes looked at before and behind a place in a script
_OPENED = 6  # objects and lists around a place
_WORD = re.compile(r"\w+")
_BRACKET = re.compile(rb"[{}\[\]]")
_KEY = re.compile(rb"([\w-]{2,40})(?:\\?[\"'])?\s*[:=]\s*$")
_HEADLINE = re.compile(rb"\"(?:headline|title)\"\s*:\s*(\"(?:[^\"\\]|\\.){4,300}\")")
_OTHERS = re.compile(
    r"relat|recommend|most_?(?:read|popular|viewed|shared)|popular|trending|itemlist|teaser"
    r"|latest|recent|readnext|read_next|nextart|prevart|previousart|more_?stories|morefrom"
    r"|readmore|suggest|carousel|sidebar|comments|widget|upnext|mightlike|alsolike|promo",
    re.IGNORECASE,
)


def titles_of(page: Page) -> Titles:
    """Give the words of each title and heading of a page, lower-cased.

    >>> from secondsource.records import Field
    >>> page = Page("p1", "a.html", "", fields=(Field("title", "Ferry sinks"),))
    >>> [sorted(one) for one in titles_of(page)]
    [['ferry', 'sinks']]
    """
    stated = [one.value for one in page.fields if one.name in _TITLES]
    heads = [page.text[one.start : one.end] for one in page.blocks if one.kind == "h1"]
    return tuple(words for one in (*stated, *heads) if (words := _words(one)))


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.lower()))


def is_other(headline: str, titles: Titles) -> bool:
    """Say whether a headline is of none of the titles; one too short to tell is not.

    >>> is_other("Mill fire kills two", (frozenset({"ferry", "sinks", "off", "osk"}),))
    True
    """
    words = _words(headline)
    told = [one for one in titles if len(one) >= _FEWEST]
    if len(words) < _FEWEST or not told:
        return False
    return all(len(words & one) < _LEAST * min(len(words), len(one)) for one in told)


def is_of_another(raw: bytes, at: int, titles: Titles) -> bool:
    """Say whether a place in a script is in an object that is of another article.

    >>> code = b'{"recommended": [{"publishedAt": "2015-05-21"}]}'
    >>> is_of_another(code, code.find(b"2015"), ())
    True
    """
    low = max(0, at - _BACK)
    back = raw[low:at]
    back = back[back.rfind(b"<script") + 1 :]
    depth = opened = 0
    for found in reversed(list(_BRACKET.finditer(back))):
        if found[0] in b"}]":
            depth += 1
        elif depth:
            depth -= 1
        else:
            opened += 1
            key = _KEY.search(back, max(0, found.start() - 60), found.start())
            if key and _OTHERS.search(key[1].decode("ascii", "replace")):
                return True
            if opened == 1 and _headed_otherwise(back[found.end() :], raw[at : at + _ON], titles):
                return True
            if opened == _OPENED:
                break
    return False


def _headed_otherwise(before: bytes, behind: bytes, titles: Titles) -> bool:
    """Say whether all headlines that an object states beside a day are of other articles."""
    closed = _BRACKET.search(behind)
    parts = before, behind[: closed.start() if closed else None]
    heads = [found[1] for part in parts for found in _HEADLINE.finditer(part)]
    return bool(heads) and all(is_other(_read(one), titles) for one in heads)


def _read(written: bytes) -> str:
    try:
        return str(json.loads(written.decode("utf-8", "replace"), strict=False))
    except ValueError:
        return ""
