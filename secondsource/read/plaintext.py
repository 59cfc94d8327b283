"""A plain text taken apart: the outlet's name at its head, its headline, the run of its article.

What may live here: what a text file shows by the order of its lines alone. A newsroom prints
name, menu, headline, byline, day and caption in that order over the first sentence, so each is
looked for above it, and none of them is looked for in the article itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from secondsource.language import language
from secondsource.publishers import Publishers
from secondsource.read.cells import cells_in
from secondsource.read.length import MOST_LINES, WHY
from secondsource.read.lines import Line, Verdict, caption_before, ended, verdicts_of
from secondsource.read.linescores import SOFT, settled
from secondsource.read.mastheads import byline_in, headline_line
from secondsource.read.nameplates import (
    OVER,
    dated_place,
    is_standfirst,
    kicker_over,
    nameplate_of,
    over_headline,
)
from secondsource.read.runs import run_of
from secondsource.records import Block, Page, Span
from secondsource.textview import level

_MARKED = ("markdown", "docx")  # whose headings are marked as such
_DOCUMENTS = ("docx", "pdf")  # written to be read whole: nothing stands beside their text
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SENTENCE = 8  # words; headlines that end as sentences do are shorter
_UNDER = 6  # lines under the headline: byline, day, kicker, caption
_SAVED = 6  # lines over the first sentence; with more, the page was saved with its menus
_TAKEN_UP = 0.15  # of a headline's words; half and double change two of twenty headlines
_NEARLY = 0.4  # of the best likeness; of .3 to .6 it finds most headlines over highlights
_TOGETHER = 12  # lines from a headline to the last of its highlights
_ONE_WORD = re.compile(r"[“\"'‘]?[A-Z][\w’'-]{2,}[?!]?[”\"'’]?")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts of a plain text: its lines, what of them is furniture, and what names it."""

    lines: tuple[Line, ...]
    verdicts: tuple[Verdict, ...]
    headline: Block | None
    masthead: Span | None


def anatomy_of(
    page: Page,
    *,
    outlets: Mapping[str, tuple[str, str]] | None = None,
    known: Publishers | None = None,
    repeated: Sequence[Verdict] = (),
) -> Anatomy:
    """Take a plain text apart.

    ``repeated`` is what other pages of its outlet show to be furniture; ``outlets`` and
    ``known`` as in ``mastheads.outlet_of``.

    >>> rows = ["OSK HERALD", "Ferry sinks off Osk", "Monday 4 May 2031", "Nine people have died."]
    >>> at = [0, 11, 31, 49]
    >>> blocks = tuple(Block(s, s + len(row)) for s, row in zip(at, rows, strict=True))
    >>> page = Page("p1", "a.txt", "\\n".join(rows), blocks=blocks)
    >>> parts = anatomy_of(page)
    >>> page[parts.masthead], parts.headline, [verdict.why for verdict in parts.verdicts]
    ('OSK HERALD', Block(start=11, end=30, kind='line', path='', linked=0), \
['label: the name of the outlet', 'label: the day'])
    """
    judged = page.blocks[:MOST_LINES]
    lines = [Line(b.start, b.end, page.text[b.start : b.end]) for b in judged]
    verdicts = _apart([*repeated, *verdicts_of(lines)])
    whole = {verdict.start: verdict.why for verdict in verdicts if "glued" not in verdict.why}
    why = [whole.get(line.start) or _linked(block)
           for line, block in zip(lines, judged, strict=True)]  # fmt: skip
    name = nameplate_of(lines, why, outlets=outlets, known=known)
    if name is not None:
        why[name] = "label: the name of the outlet"
    run = run_of(lines, why)
    title = _headline(page, lines, why, run)
    _label_head(lines, why, title)
    found_out = settled(lines, why, run, headline=title)
    why = _in_document(lines, why, found_out) if page.media in _DOCUMENTS else found_out
    if title is not None:
        why[title] = None
    _keep_marked(page, why, title)
    found = [
        Verdict(line.start, line.end, reason)
        for line, reason in zip(lines, why, strict=True)
        if reason
    ]
    partial = [verdict for verdict in verdicts if "glued" in verdict.why]
    named = (
        (lines[name].start, lines[name].end) if name is not None else dated_place(lines, why, title)
    )
    if len(judged) < len(page.blocks):  # one line more: all the rest, which is cut as too long
        rest = Line(page.blocks[MOST_LINES].start, page.blocks[-1].end, "")
        lines.append(rest)
        found.append(Verdict(rest.start, rest.end, WHY))
    return Anatomy(
        tuple(line for at, line in enumerate(lines) if at != title),
        tuple(_apart([*found, *partial])),
        Block(lines[title].start, lines[title].end) if title is not None else None,
        Span(page.id, *named) if named else None,
    )


def _keep_marked(page: Page, why: list[str | None], title: int | None) -> None:
    """Keep what the marks of a marked-up text say is the article's: tables, all under its title.

    A text that holds a block of nothing but a link may be a saved page, with its menus.
    """
    if page.media not in _MARKED:
        return
    under = title is not None and page.blocks[title].kind == "h1"
    if under and not any(map(_linked, page.blocks)):
        for at in range((title or 0) + 1, len(why)):
            if (why[at] or "").startswith((*SOFT, "outside")):
                why[at] = None
    beyond = [False] * (len(page.blocks) - len(why))
    for at in cells_in(page, [*(reason is None for reason in why), *beyond]):
        if at < len(why):
            why[at] = None


def _linked(block: Block) -> str | None:
    """Say whether a block of a marked-up text is a link and nothing else."""
    whole = block.linked and block.linked >= block.end - block.start - 2
    return "link: a link and nothing else" if whole and block.kind not in _HEADINGS else None


def _apart(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Put verdicts in order and drop those that begin inside another."""
    kept: list[Verdict] = []
    for verdict in sorted(verdicts, key=lambda one: (one.start, -one.end)):
        if not kept or verdict.start >= kept[-1].end:
            kept.append(verdict)
    return kept


# -- the headline and what stands under it --------------------------------------------------


def _headline(
    page: Page, lines: Sequence[Line], why: Sequence[str | None], run: tuple[int, int]
) -> int | None:
    if page.media in _MARKED and not page.given.headline:
        heading = next((at for at, one in enumerate(page.blocks) if one.kind == "h1"), None)
        if heading is None and page.blocks and page.blocks[0].kind in _HEADINGS:
            heading = 0
        last = _opening(lines, why) if page.media in _DOCUMENTS else max(run[0], _UNDER)
        if heading is not None and heading <= last:
            return heading
    if run[0] > _SAVED and not page.given.headline:
        over = [at for at in range(run[0]) if (why[at] or SOFT[0]).startswith(SOFT)]
        over = [at for at in over if not _is_label(lines[at].text)]
        return _likest(lines, over, run, frozenset(at for at in over if why[at] is None))
    left = [at for at in range(len(lines)) if why[at] is None and not _is_label(lines[at].text)]
    blocks = [Block(lines[at].start, lines[at].end) for at in left]
    found = headline_line(page, blocks)
    if (short := _in_one_word(lines, left, run)) is not None and found in (None, 1):
        return short
    if found is None:
        return None
    if found + 1 < len(left) and not page.given.headline:
        below = headline_line(page, blocks[found + 1 :])
        if below == 0 and kicker_over(lines, left[found], left[found + 1]):
            return left[found + 1]
    return left[found]


def _opening(lines: Sequence[Line], why: Sequence[str | None]) -> int:
    """Give the place of a document's first paragraph; a heading below it heads a part of it."""
    return next(
        (
            at
            for at, line in enumerate(lines)
            if why[at] is None and ended(line.text) and len(line.text.split()) >= _SENTENCE
        ),
        len(lines),
    )


def _in_document(
    lines: Sequence[Line], why: Sequence[str | None], settled_why: Sequence[str | None]
) -> list[str | None]:
    """Keep what is cut over a document's text; from there on only what says so in its own words."""
    over = _opening(lines, why)
    own = [None if (reason or "").startswith(SOFT) else reason for reason in why]
    return [*settled_why[:over], *own[over:]] if over < len(lines) else own


def _in_one_word(lines: Sequence[Line], left: Sequence[int], run: tuple[int, int]) -> int | None:
    """Take the first line for a headline of one word where the article or standfirst follows."""
    if len(left) < 2 or left[0] >= run[0]:
        return None
    if left[1] != run[0] and not is_standfirst(lines[left[1]].text):
        return None
    text = lines[left[0]].text.lstrip("# ")
    return left[0] if _ONE_WORD.fullmatch(text) else None


def _likest(
    lines: Sequence[Line], over: Sequence[int], run: tuple[int, int], plain: frozenset[int]
) -> int | None:
    """Choose, over the article of a saved page, the line whose words the article takes up.

    Of lines nearly as like that stand together the first: highlights come under a headline.
    ``plain`` holds the lines that nothing speaks against; no other is preferred to the best.
    """
    told = _WORD.findall(
        " ".join(line.text for line in lines[run[0] : min(run[1], run[0] + 12)]).lower()
    )
    told_words = _long(told[:600])
    scores: dict[int, float] = {}
    for at in over:
        words = _long(_WORD.findall(lines[at].text.lower()))
        if 2 <= len(words) <= 25 and len(lines[at].text) <= 250:
            near = 1 / (1 + (run[0] - at) / 40)
            scores[at] = round(near * len(words & told_words) / (len(words) + 3), 4)
    if not scores or max(scores.values()) < _TAKEN_UP:
        return None
    best = max(scores, key=lambda at: (scores[at], at))
    for at in range(max(1, best - _TOGETHER), best + 1):
        if scores.get(at - 1) and is_byline(lines[at].text):
            return at - 1  # a headline stands over its byline, a highlight or caption under it
    first = [
        at
        for at in sorted(plain & set(scores))
        if best - _TOGETHER <= at <= best and scores[at] >= _NEARLY * scores[best]
    ]
    return first[0] if first else best


def _long(words: Sequence[str]) -> set[str]:
    return {word for word in words if len(word) > 3}


def _is_label(text: str) -> bool:
    signed = _SIGNED_DAY.match(text)
    return is_byline(text) or is_day(text) or bool(signed and is_day(text[signed.end() :]))


def _label_head(lines: Sequence[Line], why: list[str | None], title: int | None) -> None:
    """Judge the lines around the headline: byline, day, caption, and the headline again."""
    if title is None:
        return
    for at in over_headline(lines, why, title):
        why[at] = OVER
    wanted = level(lines[title].text, fold=True).strip()
    for at in range(max(0, title - _UNDER), min(len(lines), title + _UNDER + 1)):
        text = lines[at].text
        if at == title or why[at]:
            continue
        if is_byline(text):
            why[at] = "label: byline"
        elif _is_label(text):
            why[at] = "label: the day"
        elif level(text, fold=True).strip() == wanted:
            why[at] = "label: the headline again"
    below = [at for at in range(title + 1, len(lines)) if why[at] is None][:5]
    caption = caption_before([lines[at] for at in below])
    if caption is not None:
        why[below[caption]] = "caption: the text below opens with it"


def is_byline(text: str) -> bool:
    """Say whether a line is a byline and nothing else.

    >>> is_byline("From Marta Roos in Osk"), is_byline("By Great Osk standards it was calm.")
    (True, False)
    """
    found = byline_in(text)
    if found is None or len(text) > 120:
        return False
    rest = text[found.end() :].strip()
    return not rest or (not ended(rest) and len(rest.split()) <= 8)


@cache
def _day_words(code: str = "en") -> tuple[frozenset[str], frozenset[str]]:
    pack = language(code)
    days = {*pack.table("calendar.months"), *pack.table("calendar.weekdays")}
    return frozenset(days), frozenset(pack.terms("mastheads.day_words"))


_SIGNED_DAY = re.compile(r"(?:By )?[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*){1,3} ?[,|·-] ?")
_FIGURES = re.compile(r"\d{1,4}(?:st|nd|rd|th|am|pm|h)?")
_WRITTEN = re.compile(r"\b(?:19|20)\d\d\b|\d\d?[:.]\d\d\b")


def is_day(text: str) -> bool:
    """Say whether a line is a day or a time and nothing else.

    >>> is_day("Friday 15 March 2031"), is_day("Updated 5:02 p.m. ET, May 4, 2031")
    (True, True)
    >>> is_day("In March 2031 it sank"), is_day("May 2031 be calm")
    (False, False)
    """
    if len(text) > 70 or not _WRITTEN.search(text):
        return False
    days, beside = _day_words()
    words = _WORD.findall(text.lower())
    named = any(word in days for word in words) or len(words) >= 3
    return named and all(w in days or w in beside or _FIGURES.fullmatch(w) for w in words)
