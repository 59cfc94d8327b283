"""A page to an article: headline, body, what was cut and why, and what is printed around it.

What may live here: putting the readers of this wing together for one page alone. Body,
furniture and headline together cover every visible character of the page: what is not the
article is a ``Cut`` that says why. Text that only other pages show to be furniture is cut
later, by ``furniture.without_repeats``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from secondsource.language import has_pack
from secondsource.publishers import Publishers
from secondsource.read.body import body_of, scores_of
from secondsource.read.cells import cells_in
from secondsource.read.credits import credits_of
from secondsource.read.datelines import dateline_in
from secondsource.read.dates import datings_of
from secondsource.read.headers import header_of
from secondsource.read.length import looked_at, within_length
from secondsource.read.lines import Line, Verdict, verdicts_of
from secondsource.read.mastheads import headline_block, outlet_of
from secondsource.read.plaintext import anatomy_of
from secondsource.read.reasons import why_left_out
from secondsource.read.references import links_of
from secondsource.read.sureness import sureness_of
from secondsource.read.tongue import tongue_of
from secondsource.read.typeset import running_cuts
from secondsource.records import Article, Block, Cut, Page, Span, Wholeness

_LEDE = 4  # lines of a stretch of body in which a dateline may open one: labels may stand over it


@dataclass(frozen=True, slots=True)
class _Parts:
    """A page taken apart."""

    headline: Span | None
    body: tuple[Span, ...]
    furniture: tuple[Cut, ...]
    sure: float = 1.0


def article_of(
    page: Page,
    raw: bytes = b"",
    *,
    outlets: Mapping[str, tuple[str, str]] | None = None,
    known: Publishers | None = None,
    repeated: Sequence[Cut] = (),
) -> Article:
    """Find the article in a page, alone.

    ``raw`` is the page's bytes, where days behind it are looked for; ``outlets`` maps lower-cased
    domains and outlet names to (name, owner) and wins over ``known``, the publishers and agencies
    known beforehand; ``repeated`` is what other pages have shown to be furniture of a plain text.
    Errors: none; a page without an article has an empty body.

    >>> from secondsource.read.pages import page_of
    >>> raw = b"Ferry sinks off Osk\\n\\nNine died on Monday when a ferry sank.\\n\\nRead more"
    >>> page = page_of(raw, input="ferry.txt")
    >>> article = article_of(page, raw)
    >>> page[article.headline], [page[span] for span in article.body]
    ('Ferry sinks off Osk', ['Nine died on Monday when a ferry sank.'])
    >>> [(page[cut.span], cut.why) for cut in article.furniture]
    [('Read more', 'link: a link to something else')]
    """
    masthead = None
    page, beyond = looked_at(page)
    if page.media == "html":
        parts = _of_web(page)
    else:
        known_cuts = _verdicts([*repeated, *running_cuts(page)])
        found = anatomy_of(page, outlets=outlets, known=known, repeated=known_cuts)
        parts = _assembled(page, found.lines, found.verdicts, found.headline)
        masthead = found.masthead
    parts = _within_length(page, parts)
    headline = page[parts.headline] if parts.headline else ""
    outlet = outlet_of(
        page, parts.furniture, headline=headline, outlets=outlets, masthead=masthead, known=known
    )
    around = header_of(page, parts.headline, parts.body, parts.furniture, outlet=outlet.name)
    text = "\n".join(page[span] for span in parts.body)[:4_000]
    tongue = tongue_of(page, text or headline)
    days = datings_of(page, parts.body, raw, parts.furniture)
    return Article(
        id=page.id,
        family=outlet.family or f"?{page.id}",
        outlet=outlet.name,
        outlet_span=outlet.span,
        outlet_field=outlet.field,
        headline=parts.headline,
        outlet_note=outlet.note,
        byline=around.byline,
        bylines=around.bylines,
        section=around.section,
        canonical=around.canonical,
        genre=around.genre,
        sponsored=around.sponsored,
        notes=around.notes,
        dateline=_dateline(page, parts.body),
        credits=credits_of(page, parts.body, parts.furniture, byline=around.byline, known=known),
        references=links_of(page, parts.body),
        language=tongue.value if tongue else None,
        language_field=tongue.field if tongue else None,
        published=days.published,
        modified=days.modified,
        body=parts.body,
        furniture=(*parts.furniture, *beyond),
        whole=Wholeness(sure=parts.sure),
    )


# -- taking a page apart --------------------------------------------------------------------


def _verdicts(cuts: Sequence[Cut]) -> list[Verdict]:
    return [Verdict(cut.span.start, cut.span.end, cut.why) for cut in cuts]


def _within_length(page: Page, parts: _Parts) -> _Parts:
    body, cuts = within_length(page, parts.body)
    if not cuts:
        return parts
    furniture = sorted((*parts.furniture, *cuts), key=lambda cut: cut.span)
    return replace(parts, body=body, furniture=tuple(furniture))


def _of_web(page: Page) -> _Parts:
    headline = headline_block(page)
    scores = scores_of(page, headline=headline)
    kept = body_of(page, scores, headline=headline)
    cells = cells_in(page, kept)
    kept = [keep or at in cells for at, keep in enumerate(kept)]
    lines: list[Line] = []
    flags: list[bool] = []
    cuts: list[Verdict] = []
    for index, block in enumerate(page.blocks):
        if index == headline:
            continue
        text = page.text[block.start : block.end]
        if kept[index]:
            found = [Line(*place, page.text[slice(*place)]) for place in _places(page.text, block)]
        else:
            found = [Line(block.start, block.end, text)]
            cuts.append(Verdict(block.start, block.end, why_left_out(block, text)))
        lines += found
        flags += [kept[index]] * len(found)
    told = {page.blocks[at].start for at in cells}
    verdicts = [
        one for one in verdicts_of(lines, body=flags, code=_code(page)) if one.start not in told
    ]
    heading = page.blocks[headline] if headline is not None else None
    parts = _assembled(page, lines, [*verdicts, *cuts], heading)
    return replace(parts, sure=sureness_of(page, scores, kept, headline=headline))


def _places(text: str, block: Block) -> Iterator[tuple[int, int]]:
    return _line_places(text, block.start, block.end)


def _line_places(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if not text[start:stop].isspace() and start < stop:
            yield start, stop
        start = stop + 1


def _assembled(
    page: Page,
    lines: Sequence[Line],
    verdicts: Sequence[Verdict],
    headline: Block | None,
) -> _Parts:
    """Turn lines and verdicts into spans: runs of body, and cuts joined by their reason."""
    title = Span(page.id, headline.start, headline.end) if headline else None
    starts = [verdict.start for verdict in verdicts]
    order = sorted(range(len(verdicts)), key=lambda at: (starts[at], -verdicts[at].end))
    body: list[list[int]] = []
    cuts: list[tuple[int, int, str]] = []
    waiting = [verdicts[at] for at in order]
    place, broken = 0, True
    for line in lines:
        here = line.start
        if headline and body and body[-1][1] <= headline.start < line.start:
            broken = True
        while place < len(waiting) and waiting[place].start < line.end:
            verdict = waiting[place]
            place += 1
            if verdict.start < here:
                continue
            _keep(page.text, body, here, verdict.start, broken=broken)
            cuts.append((verdict.start, min(verdict.end, line.end), verdict.why))
            here, broken = min(verdict.end, line.end), True
        if _keep(page.text, body, here, line.end, broken=broken):
            broken = False
    return _Parts(
        title,
        tuple(Span(page.id, start, end) for start, end in body),
        tuple(_joined(page, cuts, body, title)),
    )


def _keep(text: str, body: list[list[int]], start: int, end: int, *, broken: bool) -> bool:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return False
    if body and not broken:
        body[-1][1] = end
    else:
        body.append([start, end])
    return True


def _joined(
    page: Page,
    cuts: Sequence[tuple[int, int, str]],
    body: Sequence[Sequence[int]],
    headline: Span | None,
) -> Iterator[Cut]:
    """Join neighbouring cuts of one reason where nothing else stands between them."""
    waiting: tuple[int, int, str] | None = None
    for start, end, why in cuts:
        if waiting and waiting[2] == why and not page.text[waiting[1] : start].strip():
            waiting = (waiting[0], end, why)
            continue
        if waiting:
            yield Cut(Span(page.id, waiting[0], waiting[1]), waiting[2])
        waiting = (start, end, why)
    if waiting:
        yield Cut(Span(page.id, waiting[0], waiting[1]), waiting[2])


# -- what is printed around it --------------------------------------------------------------


def _code(page: Page) -> str:
    stated = next((f.value[:2].lower() for f in page.fields if f.name == "html:lang"), None)
    return stated if stated and has_pack(stated) else "en"


def _dateline(page: Page, body: Sequence[Span]) -> Span | None:
    for span in body[:3]:
        for start, end in islice(_line_places(page.text, span.start, span.end), _LEDE):
            found = dateline_in(page.text[start : min(end, start + 200)])
            if found:
                at = start + found.start("dateline")
                return Span(page.id, at, at + len(found["dateline"]))
    return None
