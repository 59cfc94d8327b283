"""Places that stand for their government: "Moscow denied", "ties between Oslo and Kyiv".

What may live here: telling a state's or a capital's name that acts from one that is a place, by
the words right before and behind it. A name counts only where the text shows it: as the subject
of a word that states and not places do, as the owner of something only they have, or where
somebody deals with it ("accused Tehran of", "talks with Paris"). A city that beats or loses to
another stands for its club in the same way.
"""

from __future__ import annotations

import re
from functools import cache

from secondsource.extract.directory import world
from secondsource.language import language

_AROUND = 70  # characters looked at on each side


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _powers() -> frozenset[str]:
    """Give the states, their capitals and what else stands for a government."""
    pack = language("en")
    states = pack.table("places.states")
    return (
        frozenset(states) | {row[0] for row in states.values()} | set(pack.terms("metonyms.seats"))
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    pack = language("en")
    name = r"(?:the\s+)?[^\W\d_a-z][\w.]+(?:\s[^\W\d_a-z][\w.]+)?"
    acts = _any(pack.terms("metonyms.acts"))
    ties = _any(pack.terms("metonyms.ties"))
    helping = r"(?:\s+(?:has|have|had|also|itself|repeatedly|now|again|later|still|never))*"
    return (
        re.compile(rf"(?:\s+and\s+{name})?{helping}\s+(?:{acts}|{_will()})\b"),
        re.compile(rf"['’]s?\s+(?:[\w-]+\s+){{0,2}}(?:{_any(pack.terms('metonyms.owns'))})\b"),
        re.compile(rf"\b(?:{_any(pack.terms('metonyms.deals'))})\s+(?:that\s+)?(?:the\s+)?$"),
        re.compile(
            rf"\b(?:{ties})\s+(?:[\w-]+\s+){{0,2}}(?:between|with|against|on|to)\s+"
            rf"(?:{name}\s+and\s+)?(?:the\s+)?$"
        ),
    )


def _will() -> str:
    out = _any(language("en").terms("metonyms.no_act"))
    return (
        rf"(?:will|would|must|should|may|might|could|can)\s+(?:not\s+|never\s+)?(?!{out}\b)[a-z]+"
    )


@cache
def _past() -> re.Pattern[str]:
    """Match a past tense behind a capital, which seldom acts itself."""
    out = _any(language("en").terms("metonyms.happens"))
    return re.compile(rf"\s+(?!(?:{out})\b)[a-z]+ed\s+(?!by\b)")


@cache
def _capitals() -> frozenset[str]:
    return frozenset(row[0] for row in language("en").table("places.states").values())


@cache
def _games() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_any(language('en').terms('metonyms.games'))})\b")


@cache
def _inside() -> re.Pattern[str]:
    """Match what ends in a word after which a name is where something is, or part of a name."""
    words = _any(language("en").terms("metonyms.inside"))
    return re.compile(
        rf"(?:\b(?:{words})(?:\s+the)?\s+|,\s+|\b(?:in|of|from)\s+[^.;:]{{2,20}}\s+and\s+)$"
    )


def stands_for_state(text: str, start: int, end: int) -> bool:
    """Say whether the place named at ``text[start:end]`` speaks or acts as its government.

    >>> text = "Moscow denied it, people in Moscow said."
    >>> stands_for_state(text, 0, 6), stands_for_state(text, 28, 34)
    (True, False)
    """
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    subject, owner, dealt, tied = _patterns()
    acts = _inside().search(before) is None
    if acts and _games().match(after):
        return True
    known = world("en").get(text[start:end])
    if known is None or known.name not in _powers():
        return False
    return bool(
        (acts and subject.match(after))
        or (acts and known.name in _capitals() and _past().match(after))
        or owner.match(after)
        or dealt.search(before)
        or tied.search(before)
    )
