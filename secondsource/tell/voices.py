"""How a quotation's speaker is named on screen, so that what was worked out never looks printed.

What may live here: the words for one quotation's speaker. A name that the text prints stands
alone; a name that was worked out stands behind the words the text has, with how sure it is; and
where nobody is established the words of the text are all there is.
"""

from __future__ import annotations

from secondsource.records import Quotation
from secondsource.tell.desk import Desk
from secondsource.tell.plain import cut_to

_LONGEST = 60  # characters of the words for a speaker
_PRINTED = frozenset(("named", "together"))
_SURE, _LIKELY = 0.95, 0.6


def voice_words(desk: Desk, quotation: Quotation) -> str:
    """Name the speaker of a quotation: "Ada Roos", "“he” – probably Ada Roos", "“an official”".

    >>> from secondsource.records import Report, Span
    >>> from secondsource.tell.desk import desk_of
    >>> voice_words(desk_of(Report()), Quotation("q1", Span("p", 0, 9), "direct", ()))
    'nobody is given as the speaker'
    """
    span, how = quotation.speaker_span, quotation.bound.how
    printed = f"“{cut_to(desk.words(span), _LONGEST)}”" if span else ""
    name = desk.name(quotation.speaker)
    if name is None:
        return (printed or "nobody is given as the speaker") + _perhaps(desk, quotation)
    if how in _PRINTED or not printed:
        return printed if how == "together" and printed else name
    if how == "office":
        return f"{printed} – for {name}"
    return f"{printed} – {_likely(quotation.confidence)}{name}"


def _likely(confidence: float) -> str:
    return "" if confidence >= _SURE else "probably " if confidence >= _LIKELY else "perhaps "


def _perhaps(desk: Desk, quotation: Quotation) -> str:
    names = [name for one in quotation.bound.candidates[:2] if (name := desk.name(one))]
    return f" – perhaps {' or '.join(names)}" if names else ""
