"""What a clause only mentions: claims that somebody doubts, cannot confirm, asks or supposes.

"She could not confirm that the ferry sank" and "if the ferry sank, they will pay" hold the words
of a claim and give it no support. Such forms stand at a clause's edges, and before them only
somebody is named; so a claim is found behind them and told as doubted or as left open, and what
is merely supposed gets the mood of a wish, which never joins what is told as done.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from secondsource.extract.claims import finite
from secondsource.language import language
from secondsource.records import Instance, Stance

# A verdict stands within so many characters of a clause's start or end.
_EDGE = 120
_SUPPOSED = re.compile(r"(?:Should|Were|Had)\s(?!(?:be|been|we)\b)[^,?“”\"]{4,200},\s")
_LEFT_OPEN = re.compile(r"\b(?:whether|(?<!as\s)(?<!even\s)if|unless)\s(?!or\b|to\b|not\b)")
# Every form has one of these: asked first, it halves the time.
_CLAIM = re.compile(r"\s(?:that|whether|if)\s", re.IGNORECASE)
_CLEFT = r"(?:\s+[\w'’-]+){0,3}?\s+(?:that|whether|if)\s+"


class Mentioned(NamedTuple):
    """A claim inside a clause, as offsets of the clause, and what is done with it."""

    start: int
    end: int
    stance: Stance


class _Forms(NamedTuple):
    """The forms of one language: what stands before a claim, and what stands behind it."""

    contested: re.Pattern[str]
    open: re.Pattern[str]
    behind: re.Pattern[str]
    felt: re.Pattern[str]
    supposing: re.Pattern[str]


def mentioned(clause: str) -> Mentioned | None:
    """Give the claim that a clause mentions without supporting it; None for a plain assertion.

    >>> clause = "she could not confirm that the ferry sank"
    >>> found = mentioned(clause)
    >>> clause[found.start : found.end], found.stance
    ('the ferry sank', 'reacts')
    >>> mentioned("he doubted that the ferry sank").stance, mentioned("the ferry sank")
    ('denies', None)
    """
    if not _CLAIM.search(clause):
        return None
    forms = _forms()
    lead = clause[: 2 * _EDGE]
    before: tuple[tuple[re.Pattern[str], Stance], ...] = (
        (forms.contested, "denies"),
        (forms.open, "reacts"),
    )
    for form, stance in before:
        found = form.match(lead)
        if found and _only_somebody(found["lead"]):
            return Mentioned(found.end(), len(clause), stance)
    behind = forms.behind.fullmatch(clause)
    if behind and _only_somebody(behind["lead"]):
        return Mentioned(*behind.span("claim"), "reacts")
    felt = forms.felt.match(lead)
    if felt and _only_somebody(felt["lead"]):
        return Mentioned(0, len(clause), "reacts")
    return None


def supposed(clause: str) -> tuple[int, int] | None:
    """Give the part of a clause that is supposed or asked, of which nothing is asserted.

    >>> supposed("If the ferry sank, they will pay"), supposed("They ask whether it sank")
    ((0, 17), (9, 24))
    >>> supposed("They will pay"), supposed("They ask whether to close the pier")
    (None, None)
    """
    if _forms().supposing.match(clause) or _SUPPOSED.match(clause):
        stop = clause.find(",")
        return 0, stop if stop > 0 else len(clause)
    later = _LEFT_OPEN.search(clause)
    return (later.start(), len(clause)) if later else None


def as_supposed(instance: Instance, clause: str, start: int) -> Instance:
    """Give an assertion, read from a clause at ``start``, without what is only supposed in it.

    A number in it counts nothing, and where nothing is intended either the mood is a wish's.
    What is asked supports nothing.

    >>> from secondsource.records import Span
    >>> one = Instance("i", Span("p", 0, 16), Span("p", 0, 16), "asserts")
    >>> as_supposed(one, "If it sank, they pay", 0).mood, as_supposed(one, "It sank", 0).mood
    ('wish', 'fact')
    """
    part = supposed(clause)
    if part is None:
        return instance
    first, last = start + part[0], start + part[1]
    kept = tuple(count for count in instance.quantities if not first <= count.span.start < last)
    meant = instance.mood == "will" and part[0] > 0
    asked = clause.startswith("whether", part[0]) and instance.stance in ("asserts", "attributes")
    stance = "reacts" if asked else instance.stance
    mood = "will" if meant else "wish"
    return replace(instance, quantities=kept, mood=mood, stance=stance)  # type: ignore[arg-type]


@cache
def _listed(name: str, code: str = "en") -> frozenset[str]:
    return frozenset(language(code).terms(name))


def put_to(content: str, cue: str, *, voiced: bool) -> bool:
    """Say whether a content is a question put to somebody: "Asked | why now, ...".

    ``cue`` is a lemma; ``voiced`` says that somebody is named who asks.

    >>> put_to("why now", "ask", voiced=False), put_to("why now", "ask", voiced=True)
    (True, False)
    """
    first = next(iter(content.lower().split()), "")
    asked = first in _listed("quotations.asking")
    return first == "asked" or (cue == "ask" and asked and not voiced)


def nobody(speaker: str) -> bool:
    """Say whether those who are named as speaking are nobody.

    >>> nobody("Nobody"), nobody("Ms Roos")
    (True, False)
    """
    return speaker.lower() in _listed("statements.nobody")


def doubts(cue: str) -> bool:
    """Say whether a reporting word, a lemma, tells of doubt.

    >>> doubts("doubt"), doubts("say")
    (True, False)
    """
    return cue in _listed("statements.doubting")


def _only_somebody(lead: str) -> bool:
    """Say whether the words before a form name somebody, and tell nothing by themselves."""
    return not finite(re.sub(_HELPING, "", lead), plurals=False)


# Helping verbs of the form itself, and names: "the United Nations" tells nothing.
_HELPING = re.compile(
    r"\b(?:[A-Z][\w'’-]*|is|are|was|were|be|been|being|has|have|had|remains?|remained|would|could|did)"
)


@cache
def _forms(code: str = "en") -> _Forms:
    lead = r"(?P<lead>[^.;:?!“”\",]{0,80}?)"
    words = {name: _any(name, code) for name in _TABLES}
    no = "".join(rf"(?<!\b{re.escape(w)}\s)" for w in _sorted("undoubting", code) if w != "n't")
    doubted = rf"{no}(?<!n't\s)(?:{words['doubting']})"
    nobody = rf"(?:{words['nobody']})(?:\s\w+){{0,2}}?\s(?:{words['proving']})"
    unable = rf"(?:{words['unable']})\s(?:\w+ly\s|yet\s)?(?:{words['unable_verbs']})"
    quoted = language(code).table("quotations")
    feelings, be = (_joined(sorted(quoted[name])) for name in ("feelings", "be"))
    claimed = _joined(sorted(quoted["claimed"]))
    negated = r"(?:could|can|was|were|has|have|had|is|are)(?:\snot|not|n't)(?:\s\w+){0,3}?"
    return _Forms(
        _start(rf"{lead}\b(?:{_spaced(words['unproven'])}|{nobody}|{doubted}){_CLEFT}"),
        _start(rf"{lead}\b(?:{unable}|{words['unknowing']}){_CLEFT}"),
        re.compile(
            rf"(?P<lead>[^.;:?!]{{0,60}}?)\b(?:{claimed})\sthat\s(?P<claim>.+?)\s"
            rf"(?:{negated}\s(?:{words['checked']})|(?:{be}|remain|remains|remained)\s"
            rf"(?:{words['unchecked']}))\b[^,.;]{{0,40}}",
            re.IGNORECASE | re.DOTALL,
        ),
        _start(rf"{lead}\b(?:{be}|felt)\s(?:\w+ly\s)?(?:{feelings})\s(?:that|to\s\w+\sthat)\s"),
        _start(rf"(?:{words['supposing']})\s"),
    )


_TABLES = (
    "unable",
    "unable_verbs",
    "unknowing",
    "unproven",
    "nobody",
    "proving",
    "doubting",
    "checked",
    "unchecked",
    "supposing",
)


def _sorted(name: str, code: str) -> list[str]:
    return sorted(language(code).terms(f"statements.{name}"), key=lambda word: (-len(word), word))


def _any(name: str, code: str) -> str:
    return _joined(_sorted(name, code))


def _joined(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in words).replace("'", "['’]")


def _spaced(words: str) -> str:
    """Let an adverb stand inside: "not | yet | shown"."""
    return words.replace(r"not\ ", r"not\s(?:\w+ly\s|yet\s)?")


def _start(form: str) -> re.Pattern[str]:
    return re.compile(form, re.IGNORECASE)
