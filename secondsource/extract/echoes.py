"""Copies of one quotation, and what they say of its speaker.

What may live here: counting who says the same words in several articles. It works because a
quotation that is printed twice was said once: where one print has "an official" or a pronoun and
the others a name, the name is whose words they are. A name that stands with the words is never
outvoted; that prints differ only makes it less sure. Words are compared as printed, so that a
translation of the same speech does not vote.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from secondsource.extract.sureness import sure_of
from secondsource.records import Account, Bound, Quotation
from secondsource.textview import level

_COPIED = 5  # words: shorter quotations are alike by chance
_PLAIN = frozenset(("named", "office", "together"))
_DOUBTED = 0.5  # of the confidence where most copies name somebody else


@dataclass(slots=True)
class _Vote:
    """Who says one stretch of words, by article: those the words name, and all."""

    plain: Counter[str] = field(default_factory=Counter)
    any: Counter[str] = field(default_factory=Counter)


def echoed(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Let the copies of each quotation settle who speaks where its own words leave it open.

    Order is kept. Errors: none.
    """
    votes: dict[str, _Vote] = defaultdict(_Vote)
    for account in accounts:
        here: set[tuple[str, str, bool]] = set()
        for one in account.quotations:
            key = _key(account, one)
            if key is not None and one.speaker is not None:
                here.add((key, one.speaker, one.bound.how in _PLAIN))
        for key, speaker in {(key, speaker) for key, speaker, _ in here}:
            votes[key].any[speaker] += 1
            votes[key].plain[speaker] += (key, speaker, True) in here
    return tuple(
        replace(
            account, quotations=tuple(_settled(account, one, votes) for one in account.quotations)
        )
        for account in accounts
    )


def _key(account: Account, quotation: Quotation) -> str | None:
    if quotation.kind == "indirect":
        return None
    words = level(" ".join(account.page[part] for part in quotation.parts), fold=True).split()
    return " ".join(words) if len(words) >= _COPIED else None


def _settled(account: Account, one: Quotation, votes: Mapping[str, _Vote]) -> Quotation:
    """Give a quotation with the speaker its copies give it.

    Names alone vote on a pronoun; on words that point to nobody, pronouns vote where no copy
    has a name.
    """
    key = _key(account, one)
    vote = votes.get(key) if key is not None else None
    if vote is None:
        return one
    named = +vote.plain
    ranked = _ranked(named or vote.any)
    first, *others = ranked
    if one.speaker is None:
        return one if others else _given(one, first)
    if one.bound.how not in _PLAIN and named:
        return one if others or first == one.speaker else _given(one, first)
    if one.speaker != first and vote.any[first] > vote.any[one.speaker]:
        return replace(one, confidence=round(one.confidence * _DOUBTED, 4))
    return one


def _given(one: Quotation, speaker: str) -> Quotation:
    near = tuple(dict.fromkeys((speaker, *one.bound.candidates)))
    return replace(
        one, speaker=speaker, bound=Bound("votes", near), confidence=sure_of("votes", 1.0, 1.0)
    )


def _ranked(count: Mapping[str, int]) -> list[str]:
    return sorted(count, key=lambda one: (-count[one], one))
