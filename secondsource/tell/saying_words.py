"""The words for a saying: when, how, to whom, by whom as printed, and how sure that is.

What may live here: one line each, alike on the terminal and on the page. Words that are not the
speaker's own are never put in quotation marks: what was reported is said to be reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from secondsource.records import Quotation, Span
from secondsource.tell.days_said import Day, content_of
from secondsource.tell.desk import Desk
from secondsource.tell.phrases import counted, days_of, percent
from secondsource.tell.plain import cut_to, quoted
from secondsource.tell.said import Answer, Print, Saying, words_said
from secondsource.tell.topics import folded
from secondsource.textview import level

LONGEST = 600  # characters of a quotation in a list: eight lines; a paragraph of news has 400
_OTHER = 200  # characters of words that another print has
_NAMED = 90  # characters of words that name somebody

KINDS = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "reported, not word for word",
}

_STANDING = {
    "denied": "denied: the speaker says that it is not so",
    "refused": "refused: the speaker would not say it",
    "reacts": "a reaction: the speaker only feels something about it",
}
_TIES = {
    "carried": "taken from the quotation beside it, ",
    "votes": "taken from other prints of the same words, ",
    "itself": "the one in whose words it stands, ",
    "office": "somebody who speaks for it, ",
}
_OPEN = {
    "unnamed": "one person, who is not named",
    "group": "several, who are not named",
    "paper": "a document",
}


def when_words(desk: Desk, day: Day) -> str:
    """Say when something was said, and whether the telling says so or only the day of print.

    >>> from secondsource.records import Report
    >>> from secondsource.tell.desk import desk_of
    >>> when_words(desk_of(Report()), Day("printed", "2024-03-14", "2024-03-14"))
    'printed 14 March 2024'
    """
    words = f" (“{desk.words(day.span)}”)" if day.span else ""
    if day.how == "unknown":
        return f"day not known{words}"
    return (
        f"{'said' if day.how == 'told' else 'printed'} {days_of(day.earliest, day.latest)}{words}"
    )


def shown_words(desk: Desk, quotation: Quotation, *, most: int = LONGEST) -> str:
    """Read what was said, in quotation marks only where they are printed; a cut is counted."""
    whole = words_said(desk, quotation)
    words = cut_to(whole, most)
    shown = quoted(words) if in_marks(quotation) else words
    left = len(whole) - len(words) + 4 if words != whole else 0
    return f"{shown} [{left:,} more characters]" if left else shown


def in_marks(quotation: Quotation) -> bool:
    """Say whether all that was said stands in quotation marks."""
    parts = content_of(quotation)
    marked = quotation.marked
    inside = bool(marked) and all(any(p.within(one) for one in marked) for p in parts)
    return quotation.kind == "direct" or (quotation.kind == "mixed" and inside)


def how_words(desk: Desk, saying: Saying) -> Iterator[str]:
    """Yield how it was said: in marks or not, by which word, to whom, by what way, where."""
    one = saying.best.quotation
    cue = f", cue “{desk.words(one.cue)}”" if one.cue else ""
    place = ", in a headline" if saying.best.headline else ""
    surroundings = "".join(f"; {words}" for words in _surroundings(desk, one))
    kind = KINDS["direct" if in_marks(one) else one.kind]
    yield f"{kind}{_otherwise(saying)}{place}{cue}{surroundings}"
    yield from (words for name, words in _STANDING.items() if getattr(one, name))
    if not one.said:
        yield "a view, a wish or a plan put down to the speaker: nothing was said"
    if one.hedge:
        yield f"hedged: “{desk.words(one.hedge)}”"


def _surroundings(desk: Desk, one: Quotation) -> Iterator[str]:
    """Name addressee, way and occasion; words that stand inside another of them are left out."""
    named = (("to", one.addressee), ("via", one.via), ("at", one.occasion))
    told: list[Span] = []
    for what, span in named:
        others = [other for name, other in named if other and name != what]
        if span and span not in told and not any(_inside(span, other) for other in others):
            told.append(span)
            yield f"{what}: {desk.words(span)}"


def _inside(span: Span, other: Span) -> bool:
    return span.within(other) and span != other


def _otherwise(saying: Saying) -> str:
    """Count the prints of another kind than the one shown."""
    kinds = [one.quotation.kind for one in saying.prints]
    others = [kind for kind in KINDS if kind != saying.best.quotation.kind and kind in kinds]
    return "".join(f" ({KINDS[kind]} in {counted(kinds.count(kind), 'print')})" for kind in others)


def speaker_words(desk: Desk, saying: Saying, one: Print) -> str:
    """Say by which words a print gives the speaker, and how sure it is; empty if by the name."""
    quotation = one.quotation
    span = quotation.speaker_span
    printed = desk.words(span) if span else ""
    words = f"speaker printed as “{cut_to(printed, _NAMED)}”" if printed else "no speaker printed"
    if quotation.speaker is None:
        return f"{words}: {_open(desk, quotation)}"
    if quotation.speaker != saying.speaker:
        return f"{words}: here {desk.name(quotation.speaker)}"
    if printed and named_by(desk, quotation.speaker, printed):
        return ""
    how = _TIES.get(quotation.bound.how, "")
    return f"{words}: {how}{sure_words(quotation.confidence)}"


def _open(desk: Desk, quotation: Quotation) -> str:
    """Say why it is not established who speaks, and who it may be."""
    names = [name for one in quotation.bound.candidates[:3] if (name := desk.name(one))]
    may = f"; perhaps {' or '.join(names)}" if names else ""
    return _OPEN.get(quotation.bound.how, "who that is, is not established") + may


def otherwise_words(desk: Desk, saying: Saying, one: Print) -> Iterator[str]:
    """Yield in what a print differs from the one that is shown: words, place, hearer, speaker."""
    best = saying.best
    words, shown = (words_said(desk, p.quotation) for p in (one, best))
    if level(words, fold=True) != level(shown, fold=True):
        part = " a part" if level(words, fold=True) in level(shown, fold=True) else ""
        yield f"prints{part}: {shown_words(desk, one.quotation, most=_OTHER)}"
    if one.headline and not best.headline:
        yield "in its headline"
    told = {*_surroundings(desk, best.quotation)}
    for surroundings in _surroundings(desk, one.quotation):
        if surroundings not in told:
            yield f"here {surroundings}"
    speaker = speaker_words(desk, saying, one)
    if speaker and speaker != speaker_words(desk, saying, best):
        yield speaker


def named_by(desk: Desk, entity: str, printed: str) -> bool:
    """Say whether words hold a part of an entity's name."""
    names = desk.entities[entity].names if entity in desk.entities else ()
    return not set(folded(printed)).isdisjoint(word for name in names for word in folded(name))


def sure_words(confidence: float) -> str:
    """Say in words how likely a speaker is the right one.

    >>> sure_words(0.97), sure_words(0.81), sure_words(0.3)
    ('sure (97%)', 'very likely (81%)', 'in doubt (30%)')
    """
    for least, words in ((0.95, "sure"), (0.8, "very likely"), (0.6, "likely")):
        if confidence >= least:
            return f"{words} ({percent(confidence)})"
    return f"in doubt ({percent(confidence)})"


def tellers_words(desk: Desk, one: Print) -> str:
    """Say who tells it, where it is told inside another's words; empty where nobody does."""
    found = [desk.quotations[ident] for ident in one.tellers]
    found = [o for o in found if o.speaker is None or o.speaker != one.quotation.speaker]
    names = [
        desk.name(teller.speaker)
        or (f"“{desk.words(teller.speaker_span)}”" if teller.speaker_span else "somebody unnamed")
        for teller in found
    ]
    return f"as told by {', who has it from '.join(reversed(names))}" if names else ""


def outlet_words(desk: Desk, saying: Saying) -> str:
    """Count the outlets that print it; where owners are counted once, say so."""
    pages = saying.pages()
    number = desk.outlets(pages)
    names = {desk.accounts[page].article.outlet or page for page in pages}
    owners = f" ({len(names)} names, owners counted once)" if len(names) > number else ""
    return counted(number, "outlet") + owners


# -- what was asked, and what was not found ---------------------------------------------------


def whom_words(desk: Desk, answer: Answer) -> str:
    """Name who is meant: by the name, or by the words that the prints have for the speaker."""
    if answer.whom is None:
        return ""
    told = Counter(desk.name(one) or "" for one in answer.whom.entities)
    names = [f"{many} called {name}" if many > 1 else name for name, many in told.items()]
    if answer.whom.how == "office":
        nameless = any(one.speaker is None for one in answer.sayings)
        known = f", who is {' and '.join(names)}" if names else ", who is not named"
        if names and nameless:
            known = f": {' and '.join(names)}, and some who are not named"
        return f"Whoever is printed as “{answer.whom.name}”{known}"
    return " and ".join(names)


def asked_words(answer: Answer) -> str:
    """Say again what was asked beside the name: topic, listener and days."""
    asked = answer.asked
    parts = (
        ("about", asked.about),
        ("to", asked.to),
        ("since", asked.since or ""),
        ("until", asked.until or ""),
    )
    return " ".join(f"{word} {value}" for word, value in parts if value)


def left_words(answer: Answer) -> Iterator[str]:
    """Yield what was left out, and how it can be seen."""
    if answer.more:
        yield f"{counted(answer.more, 'more quotation')}: a larger --limit shows them"
    if answer.undated:
        are = "is" if answer.undated == 1 else "are"
        yield f"{answer.undated} more {are} undated: --undated shows them"
