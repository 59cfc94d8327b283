"""Titles before a name: "Prime Minister", "Lt. Gen.", "secretary of state", "spokeswoman".

What may live here: telling title words from the name they stand before, in one text. A title
is a run of modifiers that ends in a role or an honorific, or a role joined by "of" or "for"
to what it is of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from secondsource.extract.directory import peoples
from secondsource.language import language

_TOKEN = re.compile(r"[^\W\d_]+(?:\.-?[^\W\d_]+)*\.?")
_LAST = re.compile(r"[^\W\d_]*\Z")
_BACK = 90


@dataclass(frozen=True, slots=True)
class _Words:
    honorific: frozenset[str]
    roles: frozenset[str]
    inside: frozenset[str]
    joints: frozenset[str]
    after: frozenset[str]


@cache
def _words(code: str) -> _Words:
    pack = language(code)
    honorific = frozenset(pack.terms("titles.honorific"))
    roles = frozenset(pack.terms("titles.roles"))
    joints = frozenset(pack.terms("titles.joints"))
    after = frozenset(pack.terms("titles.after_joint"))
    modifiers = frozenset(pack.terms("titles.modifier"))
    return _Words(honorific, roles, honorific | roles | joints | after | modifiers, joints, after)


def _ends_title(run: list[str], words: _Words) -> bool:
    if not run:
        return False
    if run[-1] in words.roles or run[-1] in words.honorific:
        return True
    return run[-1] in words.after and any(
        word in words.roles and joint in words.joints for word, joint in pairwise(run)
    )


def is_title(text: str, *, code: str = "en") -> bool:
    """Say whether a text is nothing but a title (or an adjective of a state).

    >>> is_title("Prime Minister"), is_title("Minister Roos")
    (True, False)
    """
    words = _words(code)
    found = [word.group() for word in _TOKEN.finditer(text)]
    return bool(found) and all(
        word.lower().rstrip(".") in words.inside or word in peoples(code) for word in found
    )


def title_within(text: str, start: int, end: int, *, code: str = "en") -> tuple[int, int] | None:
    """Give the title that opens ``text[start:end]``, if a name is left after it.

    >>> title_within("Foreign Minister Ada Roos", 0, 25)
    (0, 16)
    """
    words = _words(code)
    run: list[str] = []
    first, best = start, None
    for token in _TOKEN.finditer(text, start, end):
        word = token.group().lower().rstrip(".")
        if token.group() in peoples(code) and not run:
            first = token.end() + 1
            continue
        if word not in words.inside:
            break
        run.append(word)
        if _ends_title(run, words) and token.end() < end:
            best = (first, token.end())
    return best


def title_before(text: str, start: int, *, code: str = "en") -> tuple[int, int] | None:
    """Give the title that stands right before ``start``.

    >>> title_before("said US secretary of state Ada Roos", 27)
    (8, 26)
    """
    words = _words(code)
    if _last_word(text[max(0, start - 40) : start]).lower() not in words.inside:
        return None
    floor = max(0, start - _BACK)
    run: list[tuple[str, int, int]] = []
    edge = start
    for token in reversed(list(_TOKEN.finditer(text, floor, start))):
        if text[token.end() : edge].strip(" -") or "\n" in text[token.end() : edge]:
            break
        word = token.group().lower().rstrip(".")
        if word not in words.inside or (token.start() == floor and floor):
            break
        run.insert(0, (word, token.start(), token.end()))
        edge = token.start()
    while run and (run[0][0] in words.joints or not _ends_title([run[-1][0]], words)):
        if run[0][0] not in words.joints and _ends_title([word for word, _, _ in run], words):
            break
        run.pop(0)
    if not run or not _ends_title([word for word, _, _ in run], words):
        return None
    return run[0][1], run[-1][2]


def _last_word(before: str) -> str:
    """Give the last word, with only a full stop, spaces and hyphens behind it; else nothing."""
    words = before.rstrip()
    while words.endswith("-"):
        words = words.rstrip("-").rstrip()
    last = _LAST.search(words.removesuffix(".").rpartition(" ")[2])
    return last.group() if last else ""


def gender_of(title: str, *, code: str = "en") -> str | None:
    """Give ``female`` or ``male`` where a title says so.

    >>> gender_of("Mrs."), gender_of("Prime Minister")
    ('female', None)
    """
    pack = language(code)
    found = {word.group().lower().rstrip(".") for word in _TOKEN.finditer(title)}
    for gender in ("female", "male"):
        if found & set(pack.terms(f"titles.{gender}")):
            return gender
    return None
