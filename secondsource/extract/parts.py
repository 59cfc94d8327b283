"""The ends of an assertion: a quotation's sentences, the clause of a toll, what is trimmed off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.records import Span
from secondsource.sentences import sentences_of

# Where a later clause may begin; "and" only before a number or a verb that brings one.
_CLAUSE = re.compile(
    r"[,;:]\s|\s[-–—]\s|\s(?=(?:as|when|while|after|but|leaving|(?:killing|injuring|wounding)(?!\sof))\s)"
    r"|\sand\s(?=\d|at\s|about\s|more\s|dozens|scores|[a-z]+ing\s|(?:[a-z]+\s){0,2}(?:\d|w[ae]))",
    re.IGNORECASE,
)
EDGES = " \t\n\r,;:.-–—\"“”'‘’()"
_EDGE_WORDS = re.compile(r"^(?:(?:that|and|but|while|adding|as|,)\s+)+", re.IGNORECASE)
# A sentence that its quotation cuts off: "... to Moscow, where".
_CUT_OFF = re.compile(
    r"[\s,;:]+(?:(?:and|but|or|as|where|when|which|who|whom|that|while|because|to|of|with)[\s,]*)+$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?:(?:in|on|of|by)\s)?(?:where|which|who|whose|whom)\b")


def first_stop(text: str, whole: Span) -> int:
    """Give where the first clause of an assertion ends."""
    first = _CLAUSE.search(text, whole.start, whole.end)
    return first.start() if first else whole.end


def told_of(text: str, toll: Span, whole: Span) -> bool:
    """Say whether a toll's clause tells of a name before it: "the ferry, on which 12 died"."""
    start, _ = toll_clause(text, toll, whole)
    return bool(_RELATIVE.match(text, start))


def toll_clause(text: str, toll: Span, whole: Span) -> tuple[int, int]:
    """Give the clause that a toll stands in."""
    marks = list(_CLAUSE.finditer(text, whole.start, whole.end))
    start = max((m.end() for m in marks if m.end() <= toll.start), default=whole.start)
    end = min((m.start() for m in marks if m.start() >= toll.end), default=whole.end)
    return trimmed(text, start, end)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Give an assertion's ends without the marks and joining words around it.

    >>> text = ", and the pier held, but"
    >>> text[slice(*trimmed(text, 0, len(text)))]
    'the pier held'
    """
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    lead = _EDGE_WORDS.match(text[start:end])
    start = start + lead.end() if lead else start
    tail = _CUT_OFF.search(text, max(start, end - 40), end)
    return start, (tail.start() if tail else end)


_OPENING, _CLOSING = "“", "”"
# So far before an assertion the mark may stand that it needs.
_MARK_REACH = 60
_AT_ONCE = re.compile(r"[.,;:!?…]?[\"”]")


def marked_whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Give an assertion's ends with both marks where one stands inside: no reader sees a cut.

    >>> text = 'It is “ready to sail.” So he says.'
    >>> text[slice(*marked_whole(text, 0, 20))]
    'It is “ready to sail.”'
    """
    inside = text[start:end]
    opened = inside.count(_OPENING) - inside.count(_CLOSING)
    if not opened and inside.count('"') % 2 == 0:
        return start, end
    closing = _AT_ONCE.match(text, end)
    if opened >= 0 and closing:
        return start, closing.end()
    mark = _OPENING if opened < 0 else '"'
    before = text.rfind(mark, max(0, start - _MARK_REACH, text.rfind("\n", 0, start) + 1), start)
    return (start if before < 0 else before), end


def told_apart(text: str, parts: Sequence[Span]) -> list[list[tuple[int, int]]]:
    """Give the sentences of a quotation's parts; one that is interrupted has several pieces.

    >>> text = "It sank, he said, in an hour. Nine died."
    >>> parts = [Span("p", 0, 7), Span("p", 18, 40)]
    >>> [[text[a:b] for a, b in pieces] for pieces in told_apart(text, parts)]
    [['It sank', 'in an hour.'], ['Nine died.']]
    """
    found: list[list[tuple[int, int]]] = []
    for part in parts:
        for place, piece in enumerate(sentences_of(text, part.start, part.end)):
            broken = found and _broken(text, found[-1][-1][1], piece[0])
            if found and place == 0 and broken:
                found[-1].append(piece)
            else:
                found.append([piece])
    return found


def _broken(text: str, end: int, start: int) -> bool:
    """Say whether a sentence runs on over the words between two parts ("he said, ")."""
    if text[end - 1] in ".!?…":
        return False
    return not text[end:start].rstrip(EDGES.replace(".", "")).endswith((".", "!", "?"))
