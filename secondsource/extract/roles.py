"""What a person is in an article - "the Foreign Minister", "the port's director" - as words.

Roles are read from the title before a name and from the apposition after it. Two roles are the
same if their head is, and the words of one are among the words of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from secondsource.language import language
from secondsource.records import Mention
from secondsource.textview import level

_APPOSITION = re.compile(
    r"\s?,\s+(?:(?:the|a|an|its|his|her|their)\s+)?([^,.;:\"“”()\n]{3,70})(?=[,.])"
)
_OFFICE = re.compile(r"\s?,\s+who\s+(\w+)\s+((?:the\s+)?[^,.;:\"“”()\n]{3,50})(?=[,.])")
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_LONGEST = 10  # words; longer appositions are clauses


@cache
def _tables(code: str) -> tuple[frozenset[str], frozenset[str], dict[tuple[str, ...], str]]:
    pack = language(code)
    speakers = pack.table("speakers")
    roles = frozenset(pack.terms("titles.roles")) | frozenset(pack.terms("quotations.roles"))
    idle = frozenset((*speakers["definite"], *speakers["idle"]))
    return (
        roles,
        idle,
        {tuple(word.split()): key for key, words in speakers["alike"].items() for word in words},
    )


@cache
def _lasts(code: str) -> frozenset[str]:
    """Give the last words of the other names of offices: most words hold none, and cost nothing."""
    return frozenset(parts[-1] for parts in _tables(code)[2])


def roles_of(text: str, mention: Mention, *, code: str = "en") -> Iterator[tuple[str, ...]]:
    """Yield the roles that stand beside a mention, as words in lower case.

    >>> text = "Marta Roos, the harbour master of Port Sel, spoke."
    >>> from secondsource.records import Span
    >>> list(roles_of(text, Mention(Span("p", 0, 10), "person")))
    [('harbour', 'master', 'of', 'port', 'sel')]
    """
    roles = _tables(code)[0]
    if mention.title is not None:
        words = _words(text[mention.title.start : mention.title.end])
        if words:
            yield words
    office = _OFFICE.match(text, mention.span.end)
    held = language(code).table("speakers")["offices"].get(office.group(1)) if office else None
    if office is not None and held is not None:
        yield (held, "of", *_words(office.group(2)))
    beside = _APPOSITION.match(text, mention.span.end)
    if beside is not None:
        words = _words(beside.group(1))
        if 0 < len(words) <= _LONGEST and (roles | {"master"}) & set(words):
            yield words


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(level(text, fold=True)))


def same_role(one: Sequence[str], other: Sequence[str], *, code: str = "en") -> bool:
    """Say whether two descriptions can be of one office.

    >>> same_role("the minister".split(), "russian foreign minister".split())
    True
    >>> same_role("the defence minister".split(), "foreign minister".split())
    False
    """
    first, second = _renamed(one, code), _renamed(other, code)
    lesser = frozenset(language(code).table("speakers")["lesser"])
    if _head(first, code) != _head(second, code) or _head(first, code) is None:
        return False
    left, right = _plain(first, code), _plain(second, code)
    return left & lesser == right & lesser and (left <= right or right <= left)


def same_head(one: Sequence[str], other: Sequence[str], *, code: str = "en") -> bool:
    """Say whether two descriptions name one kind of office, wherever it is held.

    >>> same_head("the opposition leader".split(), "leader of the harbour party".split())
    True
    """
    first, second = _renamed(one, code), _renamed(other, code)
    lesser = frozenset(language(code).table("speakers")["lesser"])
    ranks = _plain(first, code) & lesser == _plain(second, code) & lesser
    return ranks and _head(first, code) is not None and _head(first, code) == _head(second, code)


def is_role(words: Sequence[str], *, code: str = "en") -> bool:
    """Say whether words describe one person by what he or she is.

    >>> is_role("a senior official".split()), is_role("two officials".split())
    (True, False)
    """
    head = _head(_renamed(words, code), code)
    return head is not None and not head.endswith("s")


def head_of(words: Sequence[str], *, code: str = "en") -> str | None:
    """Give the word for what somebody is, in its usual form; None where no word tells.

    >>> head_of("a Harbour Board spokeswoman".lower().split())
    'spokesperson'
    """
    return _head(_renamed(words, code), code)


def _renamed(words: Sequence[str], code: str) -> tuple[str, ...]:
    """Give the usual name of an office that has several ("the top Russian diplomat")."""
    named = [word.removesuffix("'s") if at else word for at, word in enumerate(words)]
    if _lasts(code).isdisjoint(named):
        return tuple(named)
    for parts, key in _tables(code)[2].items():
        if all(part in named for part in parts):
            at = named.index(parts[-1])
            named[at : at + 1] = key.split()
            named = [word for word in named if word not in parts[:-1]]
    return tuple(named)


def _plain(words: Sequence[str], code: str) -> frozenset[str]:
    return frozenset(word for word in words if word not in _tables(code)[1])


def _head(words: Sequence[str], code: str) -> str | None:
    roles = _tables(code)[0]
    joints = language(code).table("speakers")["joints"]
    stop = next((at for at, word in enumerate(words) if word in joints), len(words))
    heads = [word for word in words[:stop] if word in roles or word == "spokesperson"]
    return heads[-1] if heads else None
