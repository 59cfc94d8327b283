"""What a name names, by what stands around it in the whole collection.

What may live here: votes of contexts. A tagger reads one sentence and takes an unknown company
for a man; but over all articles "said it", "the battery maker ...", "a ... spokesman" tell a
body, "in ..." a place, a title or the full name elsewhere a person. A name's kind is changed
only where such words speak clearly, and never for what the directory knows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from secondsource.extract.directory import world
from secondsource.extract.spellings import folded, is_given
from secondsource.language import language
from secondsource.records import Account, Mention, NameKind

Words = tuple[str, ...]
_AROUND = 40  # characters looked at on each side
# Chosen on made-up news: one telling context may be chance, two of a kind against half as many
# of another are not.
_ENOUGH = 2


@cache
def _contexts() -> tuple[tuple[NameKind, re.Pattern[str] | None, re.Pattern[str] | None, int], ...]:
    """Give per context: the kind it tells, what must stand before, what after, its weight."""
    pack = language("en")
    bodies = "|".join(map(re.escape, pack.terms("kinds.bodies")))
    staff = "|".join(map(re.escape, pack.terms("kinds.staff")))
    places = "|".join(map(re.escape, pack.terms("kinds.places")))
    lands = "|".join(map(re.escape, pack.terms("kinds.lands")))
    sides = "|".join(map(re.escape, pack.terms("kinds.sides")))
    grounds = "|".join(map(re.escape, pack.terms("kinds.grounds")))
    near = "|".join(map(re.escape, pack.terms("kinds.near")))
    held = set(pack.terms("titles.roles")) - set(pack.terms("kinds.bodies")) - {"owner", "partner"}
    roles = "|".join(map(re.escape, sorted(held)))
    does = "|".join(map(re.escape, pack.terms("kinds.persons")))
    says = r",?\s+(?:has\s+)?(?:said|says|told\s+\w+|added|denied)\s+(?:that\s+)?"
    return (
        ("organisation", None, re.compile(says + r"(?:it|its)\b"), 2),
        ("organisation", re.compile(rf"\b(?:{bodies}),?\s+$", re.IGNORECASE), None, 2),
        ("organisation", re.compile(r"['’]s\s+(?:\w+\s+)?(?:owner|partner),\s+$"), None, 2),
        ("organisation", None, re.compile(rf"(?:['’]s)?\s+(?:{staff})\b"), 2),
        ("organisation", re.compile(r"\b[Tt]he\s+$"), re.compile(r"\s+(?:said|says|has|had)\b"), 1),
        ("person", None, re.compile(says + r"(?:he|she|his|her)\b"), 2),
        ("person", None, re.compile(r",\s+(?:aged\s+)?\d\d[,.]"), 2),
        ("person", None, re.compile(rf",?\s+(?:{does})\b"), 2),
        (
            "person",
            None,
            re.compile(
                rf",\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}(?:{roles})(?:[,.]|\s+(?:of|at|for|who)\b)"
            ),
            2,
        ),
        ("person", re.compile(rf"\b(?:{roles}),?\s+$", re.IGNORECASE), None, 2),
        ("place", re.compile(rf"\b(?:{places})\s+of\s+$", re.IGNORECASE), None, 2),
        ("place", None, re.compile(rf"['’]s?\s+(?:\w+\s+)?(?:{lands})\b"), 2),
        ("place", re.compile(rf"\b(?:{sides})\s+$"), re.compile(r"(?!\s+[A-Z])"), 2),
        ("place", re.compile(rf"\b(?:{near})\s+$"), re.compile(r"(?!['’]s|\s+[A-Z])"), 1),
        ("place", None, re.compile(rf"\s+(?:{grounds})\b"), 2),
        (
            "organisation",
            re.compile(r"\btold\s+[Tt]he\s+$"),
            re.compile(r"(?!\s+[a-z]*(?:man|er)\b)"),
            2,
        ),
    )


def kinds_of(accounts: Sequence[Account]) -> Mapping[Words, NameKind]:
    """Give the kinds of names, by their folded words, that their contexts make plain.

    Names that the directory knows, and full names with a known given name, are left alone.
    Errors: none.

    >>> from secondsource.records import Article, Page, Span
    >>> page = Page(id="p1", input="a.txt", text="Battery maker Levmar sank. Levmar said it left.")
    >>> names = (Mention(Span("p1", 14, 20), "person"), Mention(Span("p1", 27, 33), "person"))
    >>> kinds_of([Account(page, Article(id="p1", family="x"), mentions=names)])
    {('levmar',): 'organisation'}
    """
    votes: dict[Words, Counter[NameKind]] = defaultdict(Counter)
    persons: Counter[str] = Counter()
    for account in accounts:
        text = account.page.text
        for mention in account.mentions:
            form = re.sub(r"^[Tt]he\s+", "", account.page[mention.span])
            words = folded(form)
            if not words or world("en").get(form):
                continue
            if len(words) > 1 and is_given(words[0]):
                if mention.kind == "person":
                    persons.update({words[0], words[-1]})
                continue
            votes[words].update(_told(text, mention))
    for words, vote in votes.items():
        if len(words) == 1 and persons[words[0]] and not vote["organisation"]:
            vote["person"] += 2 * _ENOUGH
    return {words: kind for words in sorted(votes) if (kind := _clear(votes[words]))}


def _told(text: str, mention: Mention) -> Counter[NameKind]:
    """Count what the words around one mention tell of its kind."""
    told = told_by(text, mention.span.start, mention.span.end)
    if mention.title is not None:
        told["person"] += 2
    return told


def told_by(text: str, start: int, end: int) -> Counter[NameKind]:
    """Count what the words around ``text[start:end]`` tell of the kind of the name there.

    >>> told_by("The tanker maker Levmar sank.", 17, 23)
    Counter({'organisation': 2})
    """
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    told: Counter[NameKind] = Counter()
    for kind, left, right, weight in _contexts():
        if (left is None or left.search(before)) and (right is None or right.match(after)):
            told[kind] += weight
    return told


def _clear(vote: Counter[NameKind]) -> NameKind | None:
    ranked = sorted(vote.items(), key=lambda one: (-one[1], one[0]))
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= 2 * second else None
