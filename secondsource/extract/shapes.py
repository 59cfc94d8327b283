"""Names that their own shape gives away, proposed beside the model's.

What may live here: patterns of one passage's capitals that need no model - a run of capitals
whose last word says what it names ("Valley Rivers Authority"), a long name with its letters in
brackets behind it ("Transit and Tram Union (TTU)"), a state after its town ("Cold Fork, Kan.").
A model of few weights loses parts of long names; a pattern does not. They are given as the model
gives its own, to be cut and judged in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from secondsource.extract.firstnames import is_first_name
from secondsource.extract.spellings import folded
from secondsource.language import language
from secondsource.records import NameKind

Tag = tuple[int, int, str]
Shape = tuple[int, int, NameKind]
_TABLES: tuple[tuple[str, NameKind], ...] = (
    ("organisation_words", "organisation"),
    ("place_words", "place"),
    ("event_words", "other"),
)
# A possessive is inside a name after a group or an office only: "Women's League".
_OWNED = r"(?<=men)'s|(?<=[Cc]hildren)'s|(?<=People)'s|(?<=Governor)'s|(?<=King)'s|(?<=Queen)'s"
_CAPITAL = rf"[^\W\d_a-z](?:[\w&-]|'(?!s\b)|{_OWNED})*"
# At most eight words: no run of capitals of the labelled articles that is one name is longer.
_RUN = re.compile(
    rf"(?<![\w'.-]){_CAPITAL}(?:(?: (?:of|and|for|on|&|de|du))? {_CAPITAL}){{1,7}}(?![\w-])"
)
_DOTTED = re.compile(r"(?<=\bInc)\.|(?<=\bLtd)\.|(?<=\bCorp)\.|(?<=\bCo)\.(?= [a-z])")
_CALLED = re.compile(r"\b[Tt]he (?P<letters>[A-Z]{2,6})\b(?![ -][A-Z]{2}|\))")
_LETTERS = re.compile(r"\((?P<letters>[A-Z][A-Za-z&]{0,8}[A-Z])\)")
_BEFORE = re.compile(rf"(?:{_CAPITAL}(?: (?:of|and|for|on|the|in|&))*,? ){{2,9}}$")
_JOINT = re.compile(r" (?:of|and|for|on|&|de|du) ")
_STATE = re.compile(r"(?<=, )(?P<state>[A-Z][A-Za-z]{1,5}|[A-Z]\. ?[A-Z][a-z]?)\.(?=[\s,)])")
_BACK = 120  # characters before a bracket in which a long name is looked for


@cache
def _kind_by_end() -> dict[str, NameKind]:
    pack = language("en")
    found: dict[str, NameKind] = {}
    for table, kind in _TABLES:
        for word in pack.terms(f"names.{table}"):
            found.setdefault(word, kind)
    return found | dict.fromkeys(pack.terms("names.company_forms"), "organisation")


@cache
def _terms(name: str) -> frozenset[str]:
    return frozenset(language("en").terms(name))


def shapes_in(text: str, tags: Sequence[Tag] = ()) -> tuple[Shape, ...]:
    """Give (start, end, kind) of what looks like a name in a levelled text not in title case.

    ``tags`` are the model's: a run is parted where one of its persons or places ends before "of"
    or "and".

    >>> text = "The Transit and Tram Union (TTU) sued Halberd Farms Ltd."
    >>> [text[start:end] for start, end, _ in shapes_in(text)]
    ['Transit and Tram Union', 'Halberd Farms Ltd.', 'Transit and Tram Union', 'TTU']
    """
    parted = {end for _, end, label in tags if label in ("person", "place", "PERSON", "GPE")}
    return (*_runs(text, parted), *_lettered(text), *_called(text), *_things(text))


def _runs(text: str, parted: set[int]) -> Iterator[Shape]:
    """Yield the runs of capitals whose last word tells what they name."""
    for run in _RUN.finditer(text):
        start, end = run.span()
        for joint in _JOINT.finditer(text, start, end):
            if joint.start() in parted or _is_person(text[start : joint.start()]):
                start = joint.end()
        words = text[start:end].split()
        while words and (words[0] in _terms("names.openers") or words[0].lower() in _small()):
            start += len(words.pop(0)) + 1
        kind = _kind_by_end().get(words[-1]) if len(words) > 1 else None
        if kind is not None and not text[start:end].isupper():
            dot = _DOTTED.match(text, end)
            yield start, dot.end() if dot else end, kind


def _called(text: str) -> Iterator[Shape]:
    """Yield bodies that go by their letters: "the VRA"."""
    for found in _CALLED.finditer(text):
        if found["letters"] not in _terms("names.never"):
            yield *found.span("letters"), "organisation"


@cache
def _named_things() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_terms("names.named_things"))))
    return re.compile(rf"\b(?:{words}) {_CAPITAL}")


def _things(text: str) -> Iterator[Shape]:
    """Yield what a word before tells to be a thing: "Operation Tern", "Hurricane Ada"."""
    for found in _named_things().finditer(text):
        yield *found.span(), "other"


@cache
def _small() -> frozenset[str]:
    return frozenset({"of", "and", "for", "on", "&", "de", "du"})


def _is_person(words: str) -> bool:
    parts = folded(words)
    return len(parts) in (2, 3) and is_first_name(parts[0])


def _lettered(text: str) -> Iterator[Shape]:
    """Yield a long name and its letters in brackets: "Transit and Tram Union (TTU)"."""
    for bracket in _LETTERS.finditer(text) if "(" in text else ():
        back = max(0, bracket.start() - _BACK)
        before = _BEFORE.search(text[back : bracket.start()])
        letters = bracket["letters"]
        start = before and _first_of(before[0], letters)
        if before is None or start is None:
            continue
        yield back + before.start() + start, bracket.start() - 1, "organisation"
        yield bracket.start() + 1, bracket.end() - 1, "organisation"


def _first_of(words: str, letters: str) -> int | None:
    """Give where the words begin whose capitals are these letters, counted from behind."""
    capitals = list(re.finditer(_CAPITAL, words))
    wanted = [letter for letter in letters if letter.isupper()]
    if len(capitals) < len(wanted):
        return None
    last = capitals[-len(wanted) :]
    if [word.group()[0] for word in last] != wanted:
        return None
    return last[0].start()


def states_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the short forms of states behind their towns, with the full stop.

    >>> list(states_in("in Cold Fork, Kan., again"))
    [(14, 18)]
    """
    for found in _STATE.finditer(text) if ", " in text else ():
        if found["state"].replace(" ", "") in _terms("names.short_states"):
            yield found.span()
