"""Datelines: the place, day and agency that open a report.

What may live here: the forms of a dateline and how to tell one from a label, an acronym or a
hyphened word that opens a sentence. A place stands in capitals, or has a day or an agency behind
it; what follows is a dash, or a colon before a whole sentence.
"""

from __future__ import annotations

import re
from functools import cache

from secondsource.language import language

_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = re.compile(rf"(?:\d{{1,2}} )?{_MONTHS},? (?:\d{{1,2}},? )?\d{{4}}\Z")
"""A day and nothing else: "4 September 2031"."""

_CAPITALS = (
    r"(?P<place>[A-Z][A-Z'’.-]+(?:[ /]{1,3}[A-Z][A-Z'’.-]+){0,4}?"
    r"(?:[ ,/]{0,2}, ?[A-Z][\w'’.-]*+(?: [A-Z][\w'’.-]*+){0,3}?){0,2}?)"
)
_WRITTEN = r"(?P<place>[A-Z][\w'’.-]*+(?:[ ,/]{1,3}[A-Z][\w'’.-]*+){0,4}?)"
_DATE = rf"(?:\d\d? {_MONTHS}|{_MONTHS} \d\d?)(?:,? \d{{4}})?"
_AGENCY = r"[(/](?P<agency>[A-Z][\w .&'’/-]{1,40})[)/]"
_NONE = r"(?P<agency>(?!))?"
_DASH = r"(?:(?: |(?<=[)/]))-{1,3} ?|-{2,3} ?|\.? ?[–—] ?)(?=\S)"
_BARE = r"(?:(?<=/)\.? ?|(?<=\)) )(?=[“\"'‘A-Z0-9])"
_COLON = r"(?<!\.): (?=[“\"'‘A-Z0-9])"
_FORMS = tuple(
    re.compile(rf"\W{{0,2}}(?P<dateline>{form})\.?{end}")
    for form, end in (
        (rf"{_WRITTEN} ?(?:,? {_DATE})?[.,]? ?{_AGENCY}", rf"(?:{_DASH}|{_BARE}| ?: ?(?=\S))"),
        (rf"{_CAPITALS}(?:,? {_DATE})?[.,]?(?: ?{_AGENCY})?", rf"(?:{_DASH}|{_BARE})"),
        (rf"{_CAPITALS}(?:,? {_DATE})?{_NONE}", _COLON),
        (rf"{_WRITTEN},? {_DATE}{_NONE}", rf"{_DASH}"),
    )
)
_LONGEST = 90  # characters of a dateline
_SENTENCE = 60  # characters of a line that goes on behind a colon; shorter ones are labels
_SHORT = 3  # letters of an acronym; a place so short stands beside its agency or its day
_LETTERS = re.compile(r"[A-Z][A-Z&.]{1,6}\Z")


@cache
def _labels(code: str = "en") -> frozenset[str]:
    return frozenset(language(code).terms("credits.labels"))


def dateline_in(text: str) -> re.Match[str] | None:
    """Find a dateline at the start of a paragraph, with the agency it may name.

    >>> found = dateline_in("OSK, May 21 (Reuters) - A ferry sank.")
    >>> found["dateline"], found["agency"]
    ('OSK, May 21 (Reuters)', 'Reuters')
    >>> dateline_in("OSK-based divers found it."), dateline_in("EXCLUSIVE: Ferry sinks")
    (None, None)
    """
    head = text[:140]
    opens = head.lstrip(" \"'“‘(")[:2]
    bracketed = "(" in head or "/" in head
    for form, wanted in zip(_FORMS, _needs(head, opens, bracketed=bracketed), strict=True):
        found = form.match(head) if wanted else None
        if found and len(found["dateline"]) <= _LONGEST and _is_one(found, head):
            return found
    return None


def _needs(head: str, opens: str, *, bracketed: bool) -> tuple[bool, bool, bool, bool]:
    """Say of each form whether a line holds what it cannot do without; most lines hold nothing."""
    capitals = len(opens) == 2 and (opens.isupper() or not opens[1].isalpha())
    day = any(char.isdigit() for char in head[:60])
    return bracketed, capitals, capitals and ":" in head, day and opens[:1].isupper()


def _is_one(found: re.Match[str], head: str) -> bool:
    place, agency = found["place"], found["agency"]
    if place.lower().strip(".,") in _labels():
        return False
    colon = found[0].rstrip().endswith(":")
    if agency:
        return not colon or place.isupper() or bool(_LETTERS.match(agency))
    if colon and len(head) < _SENTENCE:
        return False
    return len(place) > _SHORT or any(char.isdigit() for char in found["dateline"])
