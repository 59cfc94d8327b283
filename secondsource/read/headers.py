"""The header of an article: all that is printed around its text, or stated beside it.

What may live here: asking each reader of such a thing once, in the order in which they need one
another. What each finds, and its proof, is in a module of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.read.bylines import byline_of
from secondsource.read.canonical import canonical_of
from secondsource.read.genres import genre_of
from secondsource.read.notes import notes_of, sponsored_of
from secondsource.read.sections import section_of
from secondsource.records import Cut, Note, Page, Span, Stated


@dataclass(frozen=True, slots=True)
class Header:
    """What stands around an article; the fields are those of ``Article``."""

    byline: Span | None = None
    bylines: tuple[Stated, ...] = ()
    section: Stated | None = None
    canonical: Stated | None = None
    genre: Stated | None = None
    sponsored: Stated | None = None
    notes: tuple[Note, ...] = ()


def header_of(
    page: Page,
    headline: Span | None,
    body: Sequence[Span],
    furniture: Sequence[Cut],
    *,
    outlet: str | None = None,
) -> Header:
    """Read what stands around an article whose body and outlet are known.

    >>> from secondsource.records import Block
    >>> page = Page("p", "a", "Ferry sinks\\nBy Marta Roos", blocks=(Block(0, 11), Block(12, 25)))
    >>> [one.value for one in header_of(page, Span("p", 0, 11), (), ()).bylines]
    ['Marta Roos']
    """
    signed = byline_of(page, headline, body, outlet=outlet)
    return Header(
        byline=signed.line,
        bylines=signed.people,
        section=section_of(page, headline, outlet=outlet),
        canonical=canonical_of(page),
        genre=genre_of(page, headline, body),
        sponsored=sponsored_of(page, headline, body),
        notes=notes_of(page, body, furniture),
    )
