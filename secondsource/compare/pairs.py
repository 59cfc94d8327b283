"""What two articles that share text say about whose it is: the evidence, gathered pair by pair.

Here live the readers of that evidence - the prose shared and the speech shared, credits, names,
links, lengths, days - and the posterior they add up to (``evidence``). What a whole group of
articles says together is the lineage's affair.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit

from secondsource.compare.evidence import Way, weighed
from secondsource.compare.sides import Side, own_report
from secondsource.language import language
from secondsource.records import Account, Credit, Reason, Reuse, Span
from secondsource.textview import level

_QUOTED = 5
"""Words of a shared stretch inside quotation marks that count as one shared quotation."""

_CHOSEN = 8
"""Words of a shared quotation long enough that to cut it alike is a choice; three of them, of
two speakers, were chosen by one hand. A crowd of reporters prints the same shorter ones."""

_WHOLE, _CUT = 0.6, 0.35
"""Share of an article's words: above the first it stands whole in the other; an article of which
less than the second is shared has much more to say."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that share text (``a`` < ``b``): the stretches, the posterior, the reasons.

    ``speech`` says that nothing but words in quotation marks is shared; ``credited`` that both
    credit one agency with it, and are not versions of one page. ``ways`` reads with ``a`` as
    the first: ``taken`` is "b took it from a".
    """

    a: str
    b: str
    shared: tuple[Reuse, ...]
    ways: Mapping[Way, float]
    reasons: tuple[Reason, ...]
    own: bool
    speech: bool
    credited: bool


Found = tuple[str, float, bool, Reason]


def pairs_of(reuse: Iterable[Reuse], sides: Mapping[str, Side]) -> tuple[Pair, ...]:
    """Weigh each pair of articles that share text, in the order of their ids."""
    grouped: dict[tuple[str, str], list[Reuse]] = {}
    for one in reuse:
        grouped.setdefault((one.a.page, one.b.page), []).append(one)
    return tuple(_pair(sides[a], sides[b], grouped[a, b]) for a, b in sorted(grouped))


def _pair(a: Side, b: Side, shared: Sequence[Reuse]) -> Pair:
    prose = _prose(a, b, shared)
    quoted = [one for one in shared if _spoken_words(a, one.a) >= _QUOTED]
    found = [
        *_about_words(prose, quoted, a, b),
        *_about_size(a, b, shared, spoken_only=prose < _PROSE_LEAST),
        *_about_days(a, b),
        *_about_family(a, b, shared),
    ]
    credited = _credited_alike(a, b, shared)
    heard = prose < _PROSE_LEAST and bool(quoted) and not _chosen_alike(found)
    for one, other, turned in ((a, b, False), (b, a, True)):
        found.extend(
            (row, times, turned, reason)
            for row, times, reason in _about_credit(one, other, shared)
            if not heard or _for_the_words(row, other, shared, alike=credited)
        )
    if heard and not any(row in _NAMING for row, *_ in found):
        found.extend(_about_reporters(a, b))
    ways = weighed((row, times, turned) for row, times, turned, _ in found)
    return Pair(
        a.account.page.id,
        b.account.page.id,
        tuple(shared),
        ways,
        tuple(reason for *_, reason in found),
        a.account.article.family == b.account.article.family,
        bool(quoted) and (heard or prose < 1.0),
        credited and not any(row == "version" for row, *_ in found),
    )


_NAMING = ("credits it", "names it", "links to it")


def _chosen_alike(found: Iterable[Found]) -> bool:
    """Say whether the shared speech itself tells of one text behind both articles."""
    rows = {row for row, *_ in found}
    return "translated" in rows or {"several quotations", "two speakers"} <= rows


def _for_the_words(row: str, other: Side, shared: Sequence[Reuse], *, alike: bool) -> bool:
    """Say whether a credit speaks for words that anybody in the room may have heard.

    An agency's credit for a whole page does not pass to another page with which only speech is
    shared; one for the very words does, and what the other page says of itself.
    """
    if row == "agency's own" or row == "mentions it":
        return False
    if row != "credit" or alike:
        return True
    here = [span for one in shared for span in (one.a, one.b) if span.page == other.account.page.id]
    return any(
        credit.scope == "part" and _covering(credit, here)
        for credit in other.account.article.credits
    )


def _credited_alike(a: Side, b: Side, shared: Sequence[Reuse]) -> bool:
    """Say whether both pages credit one agency, which is neither's outlet, with shared words."""
    of_a = {agency for agency, _ in _credits(a, [one.a for one in shared])}
    of_b = {agency for agency, _ in _credits(b, [one.b for one in shared])}
    return bool(of_a & of_b)


def _about_reporters(a: Side, b: Side) -> Iterator[Found]:
    """Read that an article has a reporter of its own, or a witness who told it something."""
    for one in (a, b):
        spans = tuple(own_report(one))
        if spans:
            reason = Reason("own report", "has its own reporter or its own witness", spans)
            yield "own report", 1, False, reason


def _between(side: Side, span: Span) -> tuple[int, int]:
    """Give the first word of a span and the first after it."""
    return bisect_left(side.starts, span.start), bisect_left(side.starts, span.end)


def _spoken_words(side: Side, span: Span) -> int:
    first, last = _between(side, span)
    return side.spoken_before[last] - side.spoken_before[first]


def _prose(a: Side, b: Side, shared: Sequence[Reuse]) -> float:
    """Weigh the telling words that both print outside quotation marks."""
    return round(sum(min(_outside(a, one.a), _outside(b, one.b)) for one in shared), 4)


def _outside(side: Side, span: Span) -> float:
    first, last = _between(side, span)
    return side.prose_before[last] - side.prose_before[first]


_PROSE_LEAST, _PROSE_MOST = 2.0, 8.0
"""Units of telling prose: "he told Medvedev", said beside a quotation, is under the first."""


def _about_words(prose: float, quoted: Sequence[Reuse], a: Side, b: Side) -> Iterator[Found]:
    spans = tuple(span for one in quoted for span in (one.a, one.b))
    if prose >= _PROSE_LEAST:
        yield (
            "prose",
            min(prose, _PROSE_MOST),
            False,
            Reason("prose", "the outlets' own words are shared, not only speech"),
        )
    elif quoted:
        yield (
            "speech only",
            1,
            False,
            Reason("speech only", "only words in quotation marks are shared", spans),
        )
    foreign = [*_near(a, [one.a for one in quoted]), *_near(b, [one.b for one in quoted])]
    if foreign:
        yield (
            "translated",
            1,
            False,
            Reason(
                "translated",
                "the shared English is a translation, so one translator's",
                tuple(foreign),
            ),
        )
    yield from _about_choice(quoted, a, spans, foreign=bool(foreign))


def _about_choice(
    quoted: Sequence[Reuse], a: Side, spans: tuple[Span, ...], *, foreign: bool
) -> Iterator[Found]:
    speakers = _speakers(a, [one.a for one in quoted])
    long = sum(_spoken_words(a, one.a) >= _CHOSEN for one in quoted)
    if len(quoted) > 2 and (foreign or (long > 2 and len(speakers) > 1)):
        yield (
            "several quotations",
            len(quoted) - 2,
            False,
            Reason(
                "several quotations",
                f"the same {len(quoted)} quotations were chosen and cut alike",
                spans,
            ),
        )
    if len(speakers) > 1:
        yield (
            "two speakers",
            1,
            False,
            Reason("two speakers", "quotations of more than one speaker are shared", spans),
        )


def _near(side: Side, quoted: Sequence[Span]) -> Iterator[Span]:
    """Find the words on translation in the paragraphs of shared quotations."""
    paragraphs = {
        passage.paragraph
        for passage in side.account.passages
        if any(passage.span.touches(span) for span in quoted)
    }
    for span in side.foreign:
        if any(
            span.within(passage.span)
            for passage in side.account.passages
            if passage.paragraph in paragraphs
        ):
            yield span


def _speakers(side: Side, quoted: Sequence[Span]) -> set[str]:
    return {
        one.speaker
        for one in side.account.quotations
        if one.speaker and one.kind != "indirect" and any(one.span.touches(q) for q in quoted)
    }


def _about_size(a: Side, b: Side, shared: Sequence[Reuse], *, spoken_only: bool) -> Iterator[Found]:
    of_a = sum(_words(a, one.a) for one in shared) / max(a.words, 1)
    of_b = sum(_words(b, one.b) for one in shared) / max(b.words, 1)
    own = a.account.article.family == b.account.article.family  # whose later texts are longer
    if max(of_a, of_b) >= _WHOLE and not spoken_only:
        yield (
            "whole",
            1,
            False,
            Reason("whole", f"{of_a:.0%} of one article and {of_b:.0%} of the other are shared"),
        )
    for high, low, turned in ((of_b, of_a, False), (of_a, of_b, True)):
        if high >= _WHOLE and low <= _CUT and not own:
            yield (
                "contained",
                1,
                turned,
                Reason("contained", "nearly all of the shorter article stands in the longer"),
            )


def _words(side: Side, span: Span) -> int:
    first, last = _between(side, span)
    return last - first


def _about_days(a: Side, b: Side) -> Iterator[Found]:
    for one, other, turned in ((a, b, False), (b, a, True)):
        if _before(one.account.article.published.latest, other.account.article.published.earliest):
            yield (
                "earlier",
                1,
                turned,
                Reason(
                    "earlier",
                    "published before the other; pages are re-dated, so this weighs little",
                ),
            )


def _before(latest: str | None, earliest: str | None) -> bool:
    """Say whether one time is surely before another: by the clock only where zones allow."""
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


_TOP, _LOW = 0.35, 0.45
"""Where shared words begin, as a share of the body: the top third, and below the middle."""


def _about_family(a: Side, b: Side, shared: Sequence[Reuse]) -> Iterator[Found]:
    for one, other, turned in ((a, b, False), (b, a, True)):
        if other.account.article.version_of == one.account.page.id:
            yield "version", 1, turned, Reason("version", "a later version of the same page")
    if a.account.article.family != b.account.article.family:
        return
    yield "own", 1, False, Reason("own", "one outlet, or outlets of one owner")
    in_a, in_b = (_height(a, [r.a for r in shared]), _height(b, [r.b for r in shared]))
    for first, second, turned in ((in_a, in_b, False), (in_b, in_a, True)):
        if first <= _TOP and second >= _LOW:
            yield (
                "background",
                1,
                turned,
                Reason(
                    "background",
                    "the shared words stand at the top of one article and low in the other",
                    tuple(span for r in shared for span in (r.a, r.b)),
                ),
            )


def _height(side: Side, spans: Sequence[Span]) -> float:
    body = [passage.span for passage in side.account.passages if not passage.headline]
    total = sum(span.end - span.start for span in body) or 1
    first = min(span.start for span in spans)
    return sum(span.end - span.start for span in body if span.end <= first) / total


def _about_credit(
    one: Side, other: Side, shared: Sequence[Reuse]
) -> Iterator[tuple[str, float, Reason]]:
    """Read what the second article says about the first, or about an agency."""
    outlet = one.account.article.outlet
    here = [r.b if r.b.page == other.account.page.id else r.a for r in shared]
    if one.agency and not other.agency:
        spans = (one.account.article.outlet_span,) if one.account.article.outlet_span else ()
        yield (
            "agency's own",
            1,
            Reason(
                "agency's own",
                f"one of the two is {outlet}'s own page",
                tuple(s for s in spans if s),
            ),
        )
    for agency, span in _credits(other, here):
        row = "credits it" if agency == outlet else "credit"
        yield row, 1, Reason(row, f"credits {agency}", (span,))
        break
    yield from _about_names(one, other)


def _credits(side: Side, shared: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    if side.agency:
        return
    if side.opening is not None:
        yield side.account.page[side.opening], side.opening
    for credit in side.account.article.credits:
        if credit.scope != "aid" and _covering(credit, shared):
            yield credit.agency, credit.span


def _covering(credit: Credit, shared: Sequence[Span]) -> bool:
    if credit.scope == "text":
        return True
    covered = credit.covers or (credit.span,)
    return any(span.touches(one) for span in covered for one in shared)


def _about_names(one: Side, other: Side) -> Iterator[tuple[str, float, Reason]]:
    outlet = one.account.article.outlet
    own = other.account.article.outlet
    if outlet and not one.agency and (own is None or outlet not in own):
        name = re.escape(level(outlet, fold=True).removeprefix("the "))
        if re.search(rf"\b{name}\b", other.flat):
            yield from _said(one, other, name)
    if one.account.page.url and _linked(one.account.page.url, other.account):
        yield "links to it", 1, Reason("links to it", f"links to {outlet or 'the other page'}")


@cache
def _reporting() -> re.Pattern[str]:
    words = "|".join(map(re.escape, language("en").terms("lineage.reports")))
    return re.compile(rf"\b(?:{words})\b")


def _said(one: Side, other: Side, name: str) -> Iterator[tuple[str, float, Reason]]:
    outlet = one.account.article.outlet
    for passage in other.account.passages:
        flat = level(other.account.page[passage.span], fold=True)
        if re.search(rf"\b{name}\b", flat) and _reporting().search(flat):
            yield (
                "names it",
                1,
                Reason("names it", f"says that {outlet} reported it", (passage.span,)),
            )
            return
    yield "mentions it", 1, Reason("mentions it", f"names {outlet}")


def _linked(url: str, account: Account) -> bool:
    parts = urlsplit(url)
    if len(parts.path) < 2:
        return False
    address = f"{parts.netloc}{parts.path}"
    return address in account.page.text or any(
        address in one.value and account.page.url != url for one in account.page.fields
    )
