"""What a name names, by what stands around it in the whole collection.

What may live here: votes of contexts. A tagger reads one sentence and takes an unknown company
for a man; but over all articles "said it", "the battery maker ...", "a ... spokesman" tell a
body, "in ..." a place, a title or the full name elsewhere a person. A name's kind is changed
only where such words speak clearly, and never for what the directory knows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from secondsource.extract.directory import world
from secondsource.extract.spellings import folded, is_given
from secondsource.language import language
from secondsource.records import Account, Mention, NameKind

Words = tuple[str, ...]
_LAST_WORD = re.compile(r"\w*\Z")
_AROUND = 40  # characters looked at on each side
# Chosen on made-up news: one telling context may be chance, two of a kind against half as many
# of another are not.
_ENOUGH = 2


class _Context(NamedTuple):
    """What tells a kind: what stands before a name and its last words, what behind, its weight."""

    kind: NameKind
    left: re.Pattern[str] | None
    ends: frozenset[str]
    right: re.Pattern[str] | None
    weight: int


def _before(kind: NameKind, form: str, words: Iterable[str], *, cased: bool = False) -> _Context:
    """Give a context before a name; ``words`` stand for WORDS in its form, and end it."""
    listed = tuple(words)
    left = form.replace("WORDS", "|".join(map(re.escape, listed)))
    ends = frozenset(_LAST_WORD.findall(word.casefold())[0] for word in listed)
    return _Context(kind, re.compile(left, 0 if cased else re.IGNORECASE), ends, None, 2)


def _behind(kind: NameKind, form: str, words: Iterable[str] = ()) -> _Context:
    right = form.replace("WORDS", "|".join(map(re.escape, words)))
    return _Context(kind, None, frozenset(), re.compile(right), 2)


@cache
def _contexts() -> tuple[_Context, ...]:
    pack = language("en")

    def words(name: str) -> tuple[str, ...]:
        return pack.terms(f"kinds.{name}")

    roles = sorted({*pack.terms("titles.roles")} - {*words("bodies"), "owner", "partner"})
    held = "|".join(map(re.escape, roles))
    places = "|".join(map(re.escape, words("places")))
    says = r",?\s+(?:has\s+)?(?:said|says|told\s+\w+|added|denied)\s+(?:that\s+)?"
    the = _before("organisation", r"\b[Tt]he\s+$", ["the"], cased=True)
    told = _before("organisation", r"\btold\s+[Tt]he\s+$", ["the"], cased=True)
    side = _before("place", r"\b(?:WORDS)\s+$", words("sides"), cased=True)
    near = _before("place", r"\b(?:WORDS)\s+$", words("near"), cased=True)
    return (
        _behind("organisation", says + r"(?:it|its)\b"),
        _before("organisation", r"\b(?:WORDS),?\s+$", words("bodies")),
        _before(
            "organisation",
            r"['’]s\s+(?:\w+\s+)?(?:WORDS),\s+$",
            ["owner", "partner"],
            cased=True,
        ),
        _behind("organisation", r"(?:['’]s)?\s+(?:WORDS)\b", words("staff")),
        the._replace(right=re.compile(r"\s+(?:said|says|has|had)\b"), weight=1),
        _behind("person", says + r"(?:he|she|his|her)\b"),
        _behind("person", r",\s+(?:aged\s+)?\d\d[,.]"),
        _behind("person", r",?\s+(?:WORDS)\b", words("persons")),
        _behind(
            "person",
            rf",\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}(?:{held})(?:[,.]|\s+(?:of|at|for|who)\b)",
        ),
        _before("person", r"\b(?:WORDS),?\s+$", roles),
        _before("place", rf"\b(?:{places})\s+(?:WORDS)\s+$", ["of"]),
        _behind("place", r",\s+an?\s+(?:[\w-]+\s+){0,2}(?:WORDS)\b", words("places")),
        _behind("place", r"['’]s?\s+(?:\w+\s+)?(?:WORDS)\b", words("lands")),
        side._replace(right=re.compile(r"(?!\s+[A-Z])")),
        near._replace(right=re.compile(r"(?!['’]s|\s+[A-Z])"), weight=1),
        _behind("place", r"\s+(?:WORDS)\b", words("grounds")),
        told._replace(right=re.compile(r"(?!\s+[a-z]*(?:man|er)\b)")),
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
    last = _last_word(before)
    for kind, left, ends, right, weight in _contexts():
        if left is not None and (last not in ends or not left.search(before)):
            continue
        if right is None or right.match(after):
            told[kind] += weight
    return told


def _last_word(before: str) -> str:
    """Give the word that spaces, after a comma perhaps, part from what follows; else nothing."""
    words = before.rstrip()
    if words == before:
        return ""
    last = _LAST_WORD.search(words.removesuffix(",").rpartition(" ")[2])
    return last.group().casefold() if last else ""


def _clear(vote: Counter[NameKind]) -> NameKind | None:
    ranked = sorted(vote.items(), key=lambda one: (-one[1], one[0]))
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= 2 * second else None
