"""What a toll is of: the whole of a happening, a part of it, or another happening.

Two tolls differ only if both were counted over the same thing. "Five bodies were found
overnight" counts a part; "12 were killed when a bus overturned near Brun" counts another event
than the fire that the other article opens with; "the toll has risen to 19" says itself that
whatever is lower was earlier. All are told by words near the number, which are in the language
pack, and by the opening of the articles; where these leave a doubt, the toll is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from secondsource.language import language
from secondsource.records import Account, Instance, Quantity

# How far behind a number the noun may stand that makes it a part ("five more badly burnt
# bodies"), and before it the words that make it one ("among them were two"), in characters.
_AFTER, _BEFORE = 40, 48
# How far behind it the rest of the sentence is read ("..., raising its earlier toll of nine").
_REST = 240
# The headline and so many paragraphs tell what happened.
_OPENING = 2
# A sentence whose last day lies so many days back tells of another time.
_PAST = 45
# How many of its words a toll must share with the opening of the other article.
_SHARED = 1


@cache
def _either(name: str) -> re.Pattern[str]:
    phrases = sorted(language("en").terms(f"tolls.{name}"), key=lambda one: (-len(one), one))
    whole = r"(?!\s+of\b)" if name == "partial" else ""  # "in one of the worst fires"
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b{whole}", re.IGNORECASE)


def partial(account: Account, instance: Instance, quantity: Quantity) -> bool:
    """Say whether a number counts a part of the dead, or what one witness saw."""
    page, at = account.page, quantity.span
    text = page.text
    start, end = min(instance.span.start, at.start), max(instance.span.end, at.end)
    before = text[max(start, at.start - _BEFORE) : at.start]
    after = re.split(r"[,;.]", text[at.end : min(end, at.end + _AFTER)])[0]
    return bool(
        _either("partial").search(text[start:end])
        or _either("partial_before").search(before)
        or _either("partial_after").search(after)
    )


def background(account: Account, instance: Instance) -> bool:
    """Say whether a number is told of another time or of another happening outright.

    "In February a fire killed three" tells so far from the number: below the opening its whole
    sentence is read, and anywhere the days that it names.
    """
    if _either("background").search(account.page[instance.span]):
        return True
    opening = max((span.end for span in account.article.body[:_OPENING]), default=0)
    late = instance.passage.start >= opening
    if late and _either("bygone").search(account.page[instance.passage]):
        return True
    return _long_ago(account, instance)


def _long_ago(account: Account, instance: Instance) -> bool:
    """Say whether a sentence names a day that was long past when its article was printed."""
    printed = account.article.published.earliest
    days = [
        time.latest[:10]
        for time in account.times
        if time.type == "DATE" and time.latest and time.span.within(instance.passage)
    ]
    if not printed or not days:
        return False
    last = max(days)
    return (date.fromisoformat(printed[:10]) - date.fromisoformat(last)).days > _PAST


def risen(account: Account, quantity: Quantity) -> bool:
    """Say whether the words before a number tell that it was lower: "has risen to 19"."""
    text, at = account.page.text, quantity.span
    clause = re.split(r"[;.]\s", text[max(0, at.start - 2 * _BEFORE) : at.start])[-1]
    rest = re.split(r"[;.]\s", text[at.end : at.end + _REST])[0]
    found = list(_either("rises").finditer(clause))
    to = bool(found) and re.search(r"\bto\s+\w*(?:\s\w+){0,2}\s*$", clause[found[-1].end() :] + " ")
    return bool(to) or bool(_either("risen_after").search(rest))


def former(account: Account, quantity: Quantity) -> bool:
    """Say whether the words before a number tell that it holds no more: "up from 14"."""
    text, at = account.page.text, quantity.span
    clause = re.split(r"[;.]\s", text[max(0, at.start - _BEFORE) : at.start])[-1]
    return bool(_either("former").search(clause) or clause.lower().endswith(" from "))


def vague(account: Account, quantity: Quantity) -> bool:
    """Say whether a number is a word that nobody counted out: "dozens", "a few"."""
    words = account.page[quantity.span].lower()
    return any(
        re.search(rf"\b{re.escape(word)}\b", words)
        for word in sorted(language("en").table("quantities.vague"))
    )


def one_happening(one: tuple[Account, Instance], other: tuple[Account, Instance]) -> bool:
    """Say whether two tolls may be of what both articles open with.

    Each must share a word with the opening of the other's article, or say nothing but the
    number; and one that is not in the opening of its own article may not be set at a name of
    which the other's article knows nothing.
    """
    return _at_home(one, other[0]) and _at_home(other, one[0])


def _at_home(one: tuple[Account, Instance], other: Account) -> bool:
    account, instance = one
    if account.page.id == other.page.id:
        return True
    told = frozenset(_context(instance.terms))
    place = frozenset(t for t in told if t[0] in "#~" and t != f"#{instance.speaker}")
    known = frozenset(t for i in other.instances for t in i.terms)
    if place and not place & known and not place & _opening(account):
        return False
    told = told or _opening(account)
    return not told or len(told & _opening(other)) >= _SHARED


def _opening(account: Account) -> frozenset[str]:
    """Give the words that tell what happened: of the headline and the first paragraphs."""
    body: Sequence[int] = [span.end for span in account.article.body[:_OPENING]]
    end = max(body, default=0)
    headline = account.article.headline
    return frozenset(
        term
        for i in account.instances
        if i.span.start < end or (headline is not None and i.span.start < headline.end)
        for term in _context(i.terms)
    )


def _context(terms: Sequence[str]) -> list[str]:
    """Give the words that tell one happening from another: not the toll's own, nor days."""
    plain = _plain()
    return [term for term in terms if term not in plain and term[0] != "@"]


@cache
def _plain() -> frozenset[str]:
    pack = language("en")
    fates = {word for words in pack.table("quantities.fates").values() for word in words}
    numbers = set(pack.table("quantities.numbers")) | set(pack.table("quantities.scales"))
    return frozenset(
        fates | numbers | set(pack.terms("quantities.people")) | set(pack.terms("tolls.plain"))
    )
