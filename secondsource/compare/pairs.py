"""What two articles that print one text say about which of them has it from the other.

Here live the readers of that evidence, each a row of the table (``evidence``) with the words that
prove it: the prose and the speech that both print, credits and references, days, families, and
what one lacks of what the other has. What a whole group says together is the lineage's affair.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from secondsource.compare.evidence import Found
from secondsource.compare.printed import Printed
from secondsource.compare.sides import Side, foreign_near, speakers_in
from secondsource.publishers import page_address
from secondsource.records import Credit, Reason, Reference, Span
from secondsource.textview import level

_QUOTED = 5
"""Words of a shared stretch inside quotation marks that count as one shared quotation."""

_CHOSEN = 8
"""Words of a shared quotation long enough that to cut it alike is a choice; three of them, of
two speakers, were chosen by one hand. A crowd of reporters prints the same shorter ones."""

_WHOLE, _CUT = 0.6, 0.35
"""Share of an article's words: above the first it stands whole in the other; an article of which
less than the second is shared has much more to say."""

_PROSE_LEAST, _PROSE_MOST = 2.0, 8.0
"""Units of telling prose: "he told Medvedev", said beside a quotation, is under the first; a
sentence of twenty words has about as many as the second."""

_MORE = 4.0
"""Most sentences beyond the first, of eight units each, that tell more."""

_PROSE_WHOLE = 4.0
"""Units below which a short article's quotation is most of it, and no copied text."""

_MISSING, _ONLY, _DIFFERS = 10.0, 4.0, 12.0
"""Most units of prose, and words, that one row counts: more tells no more."""

_LITTLE = 16.0
"""Units of telling prose, some two sentences, under which two articles' likeness needs no third
text: they are both reporters' own, or one is the other's."""

_TOP, _LOW = 0.35, 0.45
"""Where shared words begin, as a share of the body: the top third, and below the middle."""


def shared_rows(text: Printed, a: int, b: int) -> Iterator[Found]:
    """Give what speaks for one text behind two articles, whichever way it went."""
    prose = float(text.prose[a, b])
    quoted = text.quoted(a, b, _QUOTED)
    if prose >= _PROSE_LEAST:
        yield (
            "prose",
            min(prose, _PROSE_MOST),
            say("prose", "the outlets' own words are shared, not only speech"),
        )
        if prose > _PROSE_MOST:
            more = min((prose - _PROSE_MOST) / _PROSE_MOST, _MORE)
            text_told = "more than one sentence of the outlets' own words is shared"
            yield "more prose", more, say("more prose", text_told)
        if prose >= _PROSE_WHOLE and max(text.share[a, b], text.share[b, a]) >= _WHOLE:
            yield (
                "whole",
                1.0,
                say(
                    "whole",
                    f"{text.share[a, b]:.0%} of one article and "
                    f"{text.share[b, a]:.0%} of the other are shared",
                ),
            )
        return
    spans = tuple(span for pair in quoted for span in pair)
    yield (
        "speech only",
        1.0,
        say("speech only", "only words in quotation marks, or hardly more, are shared", spans),
    )
    foreign = _foreign(text, a, b)
    if foreign:
        yield (
            "translated",
            1.0,
            say("translated", "the shared English is a translation, so one translator's", foreign),
        )
    chosen = list(_about_choice(text, (a, b), quoted, foreign=bool(foreign)))
    yield from chosen
    if not foreign and len(chosen) < 2:
        yield from _about_reporters(text, a, b)


def say(kind: str, words: str, spans: Sequence[Span] = ()) -> partial[Reason]:
    """Prepare a reason that is worded only where it is shown."""
    return partial(Reason, kind, words, tuple(spans))


def _foreign(text: Printed, a: int, b: int) -> tuple[Span, ...]:
    return tuple(
        span
        for which in (a, b)
        for span in foreign_near(text.sides[which], text.spoken_passages(which, a, b))
    )


def _about_choice(
    text: Printed, pair: tuple[int, int], quoted: Sequence[tuple[Span, Span]], *, foreign: bool
) -> Iterator[Found]:
    spans = tuple(span for both in quoted for span in both)
    speakers = speakers_in(text.sides[pair[0]], [mine for mine, _ in quoted])
    long = len(text.quoted(*pair, _CHOSEN))
    if len(quoted) > 2 and (foreign or (long > 2 and len(speakers) > 1)):
        yield (
            "several quotations",
            float(len(quoted) - 2),
            say(
                "several quotations",
                f"the same {len(quoted)} quotations were chosen and cut alike",
                spans,
            ),
        )
    if len(speakers) > 1:
        yield (
            "two speakers",
            1.0,
            say("two speakers", "quotations of more than one speaker are shared", spans),
        )


def _about_reporters(text: Printed, a: int, b: int) -> Iterator[Found]:
    for which in (a, b):
        if text.own[which]:
            yield (
                "own report",
                1.0,
                say("own report", "has its own reporter or its own witness", text.own[which]),
            )


# -- one from the other ---------------------------------------------------------------------


def edge_rows(text: Printed, parent: int, child: int) -> Iterator[Found]:
    """Give what speaks for and against a child's having its text from a parent."""
    one, other = text.sides[parent], text.sides[child]
    yield "an article", 1.0, say("an article", "another article that prints the same words")
    rivals = text.rivals(parent, child)
    if rivals > 1.0:
        yield (
            "one of several",
            math.log(rivals),
            say("one of several", f"one of {rivals:.0f} articles that print the same words"),
        )
    yield from _about_agencies(text, parent, child)
    references = list(about_references(one, other, text.spans(child)))
    yield from references
    if not references:
        yield from _about_names(text, parent, child)
    yield from _about_words(text, parent, child)
    yield from about_days(one, other)
    yield from _about_family(text, parent, child)
    yield from _about_reporting(one, other)


def _about_agencies(text: Printed, parent: int, child: int) -> Iterator[Found]:
    one, other = text.sides[parent], text.sides[child]
    outlet = one.article.outlet
    if one.agency and not other.agency:
        spans = (one.article.outlet_span,) if one.article.outlet_span else ()
        yield (
            "agency's own",
            1.0,
            say("agency's own", f"one of the two is {outlet}'s own page", spans),
        )
    if other.agency and not one.agency:
        yield (
            "an agency takes it",
            1.0,
            say("an agency takes it", "an agency seldom takes an outlet's text"),
        )
    credits = text.credits[child]
    if outlet and outlet in credits:
        yield "credits it", 1.0, say("credits it", f"credits {outlet}", (credits[outlet],))
    named = [agency for agency in credits if agency != outlet]
    if named and not one.agency and not set(named) & text.credits[parent].keys():
        yield (
            "credit not passed on",
            1.0,
            say(
                "credit not passed on",
                f"credits {named[0]}, which the other does not name",
                (credits[named[0]],),
            ),
        )


def about_references(one: Side, other: Side, shared: Sequence[Span]) -> Iterator[Found]:
    """Read where the second article names the first one's outlet, or links to its page."""
    if one.agency or one.article.family == other.article.family:
        return
    own = [each for each in other.article.references if each.family == one.article.family]
    address = page_address(one.account.page.url or "")
    linked = [each for each in own if each.address and page_address(each.address) == address]
    said = [each for each in own if each.kind != "link" and _about(each, shared)]
    whole = [each for each in said if each.kind == "published"]
    if whole:
        words = f"says that {whole[0].outlet} published it first"
        yield "published by it", 1.0, say("published by it", words, [each.span for each in whole])
    elif said:
        words = f"says that {said[0].outlet} has it"
        yield "names it", 1.0, say("names it", words, [each.span for each in said])
    if linked and "/" in address:
        yield (
            "links to it",
            1.0,
            say("links to it", f"links to {linked[0].outlet}", (linked[0].span,)),
        )
    if own and not said and not linked:
        yield (
            "links to its outlet",
            1.0,
            say("links to its outlet", f"names {own[0].outlet}", (own[0].span,)),
        )


def _about_names(text: Printed, parent: int, child: int) -> Iterator[Found]:
    """Read where the shared words themselves name the other's outlet: "seen by the Post"."""
    article = text.sides[parent].article
    name = level(article.outlet or "", fold=True).removeprefix("the ")
    if text.sides[parent].agency or article.family == text.sides[child].article.family:
        return
    if " " in name and name in text.words[child]:
        yield "names it", 1.0, say("names it", f"names {article.outlet} in the shared words")


def _about(reference: Reference, shared: Sequence[Span]) -> bool:
    """Say whether a reference speaks for the shared words: of the whole text, or of them."""
    if reference.kind in ("published", "first reported"):
        return True
    covered = reference.covers or (reference.span,)
    return any(span.touches(one) for span in covered for one in shared) or (
        reference.kind == "reported"
    )


def _about_words(text: Printed, parent: int, child: int) -> Iterator[Found]:
    if text.share[child, parent] >= _WHOLE and text.share[parent, child] <= _CUT:
        own = text.sides[parent].article.family == text.sides[child].article.family
        if not own and text.prose[parent, child] >= _PROSE_LEAST:  # own later texts are longer
            yield (
                "contained",
                1.0,
                say("contained", "nearly all of the shorter article stands in the longer"),
            )
    missing = float(text.held[child] - text.prose[parent, child])
    if missing >= 1.0:
        yield (
            "missing",
            min(missing, _MISSING),
            say("missing", "lacks words that the article shares with a third"),
        )
    only = float(text.only[parent, child])
    if only >= 1.0:
        yield (
            "only these two",
            min(only, _ONLY),
            say("only these two", "words of a text that many carry stand in these two alone"),
        )
    differs = float(text.differs[parent, child])
    if differs:
        yield (
            "differs",
            min(differs, _DIFFERS),
            say("differs", f"differs in {_words(differs)} where carriers differ"),
        )


def _words(count: float) -> str:
    whole = max(round(count), 1)
    return f"{whole} word" if whole == 1 else f"{whole} words"


def about_days(one: Side, other: Side) -> Iterator[Found]:
    """Read which of two articles was published first."""
    mine, yours = one.article.published, other.article.published
    if before(mine.latest, yours.earliest):
        yield (
            "earlier",
            1.0,
            say("earlier", "published before the other; pages are re-dated, so this weighs little"),
        )
        if (mine.latest or "")[:10] == (yours.earliest or "")[:10]:
            yield "by the clock", 1.0, say("by the clock", "published before on the same day")
    elif before(yours.latest, mine.earliest):
        yield "later", 1.0, say("later", "published after the other")


def before(latest: str | None, earliest: str | None) -> bool:
    """Say whether one time is surely before another: by the clock only where zones allow.

    >>> before("2024-03-14", "2024-03-15"), before("2024-03-14T09:00", "2024-03-14T10:00+01:00")
    (True, False)
    """
    if not latest or not earliest:
        return False
    one, other = _moment(latest), _moment(earliest)
    if one is None or other is None:
        return False
    if len(latest) > 10 and len(earliest) > 10 and (one.tzinfo is None) == (other.tzinfo is None):
        return one < other
    return one.replace(tzinfo=None).date() < other.replace(tzinfo=None).date()


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _about_family(text: Printed, parent: int, child: int) -> Iterator[Found]:
    one, other = text.sides[parent], text.sides[child]
    if other.article.version_of == one.id:
        yield "a version", 1.0, say("a version", "a later version of the same page")
    if one.article.version_of == other.id:
        yield "an older version", 1.0, say("an older version", "an older version of the page")
    if one.article.family != other.article.family:
        return
    yield "own", 1.0, say("own", "one outlet, or outlets of one owner")
    if text.height(parent, child) <= _TOP and text.height(child, parent) >= _LOW:
        yield (
            "background",
            1.0,
            say(
                "background",
                "the shared words stand at the top of one article and low in the other",
            ),
        )


def _about_reporting(one: Side, other: Side) -> Iterator[Found]:
    signed = one.article.byline if not one.article.credits and not one.agency else None
    if signed is not None and other.article.byline is None:
        yield "signed", 1.0, say("signed", "its own reporter signed the other", (signed,))


# -- from a hidden text ---------------------------------------------------------------------


def hidden_rows(text: Printed, child: int, agency: str | None) -> Iterator[Found]:
    """Give what speaks for and against a child's having its text from a hidden one."""
    yield (
        "a hidden text",
        1.0,
        say(
            "look-alikes",
            "it shares text with others, and none of these need be the one it comes from",
        ),
    )
    if text.sides[child].agency:
        yield "an agency takes it", 1.0, say("an agency takes it", "an agency writes its own")
    foreign = tuple(foreign_near(text.sides[child], text.speech(child)))
    if foreign:
        yield "translator", 1.0, say("translator", "its English is a translation", foreign)
    credits = text.credits[child]
    span = credits.get(agency or "", credits.get("agencies"))
    if agency and span is not None:
        row = "credit" if text.whole_credit(child, agency) else "credit in part"
        yield row, 1.0, say(row, f"credits {agency}", (span,))
    elif credits and span is None:
        other = min(credits, key=lambda name: credits[name])
        part = "" if text.whole_credit(child, other) else " in part"
        row = f"credit of another{part}"
        yield row, 1.0, say(row, f"credits {other}", (credits[other],))
    differs = float(text.odd[child])
    if differs:
        yield (
            "hidden, differs",
            min(differs, _DIFFERS),
            say("hidden, differs", f"differs in {_words(differs)} from most carriers"),
        )


def opening_rows(text: Printed, agency: str | None) -> Iterator[Found]:
    """Give what speaks for a hidden text's being there at all."""
    row = "unseen" if agency is None else "unseen agency"
    yield row, 1.0, say(row, "a text that is not in the collection")
    families = {side.article.family for side in text.sides}
    little = float(text.prose.max()) < _LITTLE and not any(text.credits)
    translated = (any(foreign_near(side, text.speech(at))) for at, side in enumerate(text.sides))
    if agency is None and len(families) == 2 and little and not any(translated):
        yield "unseen, little", 1.0, say("unseen, little", "two share little, and credit nobody")
    if len(families) == 1:
        yield (
            "unseen, one owner",
            1.0,
            say("unseen, one owner", "all who carry it have one owner, who may have written it"),
        )


def credits_in(side: Side, shared: Sequence[Span]) -> dict[str, Span]:
    """Give the agencies that an article credits with some of its words, and where."""
    if side.agency:
        return {}
    found: dict[str, Span] = {}
    if side.opening is not None:
        found[side.account.page[side.opening]] = side.opening
    for credit in side.article.credits:
        if credit.scope != "aid" and covering(credit, shared):
            found.setdefault(credit.agency, credit.span)
    return found


def covering(credit: Credit, shared: Sequence[Span]) -> bool:
    """Say whether a credit speaks for any of some words."""
    if credit.scope == "text":
        return True
    covered = credit.covers or (credit.span,)
    return any(span.touches(one) for span in covered for one in shared)
