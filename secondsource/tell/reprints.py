"""The same words in several articles, and how the prints differ, put into sentences.

What may live here: which utterances of a story are worth a line, and the words for each kind of
variation. A sentence is a list of pieces, each with the span that proves it or with none, so
that the terminal prints them and the page links them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from secondsource.records import Quotation, Span, Story, Utterance, Variation
from secondsource.tell.desk import Desk
from secondsource.tell.plain import cut_to, quoted

MOST = 12  # utterances of a story on one screen; the gravest differences come first
_LONGEST = 160  # characters of the words on either side
_OUTLETS = 3  # outlets named in one line

# What weighs most comes first: who said it, whether he said it, to whom; spelling last.
_ORDER = ("speaker", "denied", "addressee", "reworded", "trimmed", "added", "respelled")
# {other} and {fuller} are outlets, {a} and {b} the words of the fuller print and the other.
_SENTENCES = MappingProxyType(
    {
        "speaker": "{other} gives these words to {b}, {fuller} to {a}",
        "denied": "{other} prints it with {b}, {fuller} with {a}",
        "addressee": "said to {b} in {other}, to {a} in {fuller}",
        "reworded": "{other} has {b} for {a}",
        "trimmed": "{other} leaves out {a}",
        "added": "{other} adds {b}",
        "respelled": "{other} spells it {b}, {fuller} {a}",
    }
)

Piece = tuple[str, Span | None]


@dataclass(frozen=True, slots=True)
class Reprint:
    """One utterance in a story: its fullest print, how many there are, and how others differ."""

    fullest: Quotation
    prints: tuple[Quotation, ...]
    lines: tuple[tuple[Piece, ...], ...]


def reprints_of(desk: Desk, story: Story) -> list[Reprint]:
    """Give what a story's articles print alike but not the same, the gravest differences first."""
    found = [one for one in desk.utterances.get(story.id, ()) if one.variations]
    return [_reprint(desk, one) for one in sorted(found, key=_gravity)]


def _gravity(one: Utterance) -> tuple[int, str]:
    return min(_ORDER.index(variation.kind) for variation in one.variations), one.id


def _reprint(desk: Desk, one: Utterance) -> Reprint:
    prints = [desk.quotations[ident] for ident in one.quotations if ident in desk.quotations]
    ordered = sorted(one.variations, key=lambda v: (_ORDER.index(v.kind), v.other, v.a or v.b))
    lines = (tuple(_sentence(desk, variation, prints)) for variation in ordered)
    return Reprint(prints[0], tuple(prints), tuple(dict.fromkeys(lines)))


def _sentence(desk: Desk, variation: Variation, prints: Sequence[Quotation]) -> Iterator[Piece]:
    """Yield one sentence in pieces: plain words, outlets, printed words with their place."""
    known = {one.id: one for one in prints}
    fuller, other = known[variation.fuller], known[variation.other]
    filled: dict[str, Piece] = {
        "other": (desk.outlet(other.span.page), None),
        "fuller": (desk.outlet(fuller.span.page), None),
        "a": _printed(desk, variation.a, fuller),
        "b": _printed(desk, variation.b, other),
    }
    for chunk in _SENTENCES[variation.kind].replace("}", "{").split("{"):
        if chunk:
            yield filled.get(chunk, (chunk, None))


def _printed(desk: Desk, span: Span | None, one: Quotation) -> Piece:
    if span is None:
        return "nobody", None
    return (said(desk, one) if span == one.span else _marked(desk, span)), span


def said(desk: Desk, one: Quotation, longest: int = _LONGEST) -> str:
    """Read what was said, without the reporter's words between its parts."""
    return cut_to(" ... ".join(_marked(desk, part) for part in one.parts or (one.span,)), longest)


def _marked(desk: Desk, span: Span) -> str:
    return quoted(cut_to(desk.words(span), _LONGEST))
