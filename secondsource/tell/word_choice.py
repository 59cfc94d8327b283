"""What outlets call one thing, put into words: counts by outlet, and no score.

What may live here: the lines that show a ``Choice``, alike on the terminal and on the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from secondsource.records import Choice, Use
from secondsource.tell.desk import Desk
from secondsource.tell.plain import one_line

UNNAMED = "an outlet that is not named"


def thing_of(desk: Desk, choice: Choice) -> str:
    """Name the thing that is called by several words.

    An entity goes by its name; a set of words by its own.
    """
    return desk.name(choice.thing) or one_line(choice.thing)


def by_outlet(uses: Iterable[Use]) -> list[tuple[str, list[Use]]]:
    """Give the uses of each outlet, the most used word first; outlets by name.

    >>> uses = (Use("rebels", "Post", ()), Use("militia", "Herald", ()), Use("fighters", None, ()))
    >>> [(outlet, [use.word for use in own]) for outlet, own in by_outlet(uses)]
    [('Herald', ['militia']), ('Post', ['rebels']), ('an outlet that is not named', ['fighters'])]
    """
    found: defaultdict[str | None, list[Use]] = defaultdict(list)
    for use in uses:
        found[use.outlet].append(use)
    named = sorted((outlet, own) for outlet, own in found.items() if outlet is not None)
    unnamed = [(UNNAMED, found[None])] if None in found else []
    return [(one_line(outlet), _most_used(own)) for outlet, own in (*named, *unnamed)]


def _most_used(uses: Iterable[Use]) -> list[Use]:
    return sorted(uses, key=lambda use: (-len(use.spans), use.word))


def lines_of(choice: Choice) -> list[tuple[str, list[Use]]]:
    """Give who uses which words, those of related stories last and marked as such."""
    also = [(f"{outlet}, in a related story", own) for outlet, own in by_outlet(choice.also)]
    return [*by_outlet(choice.uses), *also]


def use_words(use: Use) -> str:
    """Say how often a word is used, and how often of that in somebody else's words.

    >>> from secondsource.records import Span
    >>> two = (Span("p", 0, 6), Span("p", 9, 15))
    >>> use_words(Use("rebels", "Post", two, two[1:])), use_words(Use("rebels", "Post", two, two))
    ('rebels 2 (1 reported)', 'rebels 2 (all reported)')
    """
    quoted = len(use.quoted)
    whole = "all" if quoted == len(use.spans) else str(quoted)
    told = f" ({whole} reported)" if quoted else ""
    return f"{one_line(use.word)} {len(use.spans)}{told}"
