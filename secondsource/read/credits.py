"""Credits: the words of an article that name an agency, and what they cover.

What may live here: finding agencies' names where a newsroom credits them, and nothing about
who copied whom. An agency's name is not agency copy: where it stands says what it covers. In a
dateline, byline or credit line it covers the whole text; "reports AFP" covers its sentence and
the quotation in it; "with reporting by" is help. A name that is only in the news is no credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from secondsource.language import language
from secondsource.read.mastheads import dateline_in
from secondsource.records import Credit, Cut, Page, Span
from secondsource.sentences import sentences_of

_LAST = 3  # paragraphs at the end, and _FIRST at the head, in which a bare name is a credit line
_FIRST = 3
_MARKS = '“”"„'
_UNKNOWN = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3} (?:News|Press) Agency"
STATE = r"(?:(?:state-run|state|official|news|the|\w+['’]s|agency|wire) )*"
VERBS = r"(?:reports?|reported|said|says|quoted|cited|writes|wrote|noted|informs?|informed)"
TELL = (
    r"told|tells|telling|according to|(?:as )?reported by|quoted by|cited by|carried by|citing"
    r"|in an? (?:\w+ )?(?:interview|statement) (?:with|to)|in remarks to|speaking to|said by"
)
_AID = (
    r"(?:with (?:additional )?(?:reporting|inputs?|files|material|contributions?|information)"
    r"(?: from| by)?|additional reporting (?:by|from)|contribut(?:ed|ions?) (?:from|by|to))"
)
_LINE = (
    r"[\W_]*(?:(?:source|credit|by|via|from|©|copyright(?: \d{4})?):? ?)?NAME"
    r"(?: (?:news agency|staff|and agencies|wire|contributor|\d{4}))*[\W_]*\Z"
)


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies of a language pack by every spelling, and where their names are credits."""

    keys: dict[str, str]
    name: str
    any: re.Pattern[str]
    line: re.Pattern[str]
    closing: re.Pattern[str]
    aid: re.Pattern[str]
    part: re.Pattern[str]
    byline: re.Pattern[str]
    signatures: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def agencies(code: str = "en") -> Agencies:
    """Gather the agencies of a language pack; those of pictures alone are left out."""
    told = {
        short: entry
        for short, entry in language(code).table("agencies").items()
        if not entry.get("pictures")
    }
    keys = {
        spelling: short
        for short, entry in told.items()
        for spelling in (short, entry["name"], *entry.get("also", ()))
    }
    known = "|".join(re.escape(word) for word in sorted(keys, key=lambda w: (-len(w), w)))

    def name(group: str = "agency") -> str:
        return rf"(?:the |The )?(?<![\w'’-])(?P<{group}>{known}|{_UNKNOWN})(?![\w-])"

    return Agencies(
        keys,
        name(),
        re.compile(rf"\b(?:{known})\b|(?:News|Press) Agency|Reporting by"),
        re.compile(_LINE.replace("NAME", name()), re.IGNORECASE),
        re.compile(rf"(?:[(\[/] ?|[—–-]{{1,2}} ?){name()}(?:[^()\[\]]{{0,30}})?[)\]/]?[.\s]*\Z"),
        re.compile(
            rf"(?i:{_AID})[^.;]{{0,120}}?{name()}"
            rf"|{name('agency2')}[^.;]{{0,60}}?contributed to this (?:report|article|story)"
        ),
        re.compile(
            rf"(?i:\b(?:{TELL})) {STATE}{name()}"
            rf"|{name('agency2')} (?:news agency |agency |news wire |wire service )?{VERBS}\b"
            rf"|\b{VERBS} {STATE}{name('agency3')}"
        ),
        re.compile(
            rf"(?i:by )?[^,/|]{{0,60}}(?:[,/|–—-] ?| for ){name()}\W*\Z"
            rf"|(?i:by ){name('agency2')}\W*\Z"
        ),
        tuple(
            (short, re.compile(entry["signature"]))
            for short, entry in told.items()
            if "signature" in entry
        ),
    )


def credits_of(
    page: Page,
    body: Sequence[Span],
    furniture: Sequence[Cut],
    *,
    byline: Span | None = None,
) -> tuple[Credit, ...]:
    """Find an article's credits in the order of the page, each once.

    ``covers`` is empty for the scopes ``text`` and ``aid``; for ``part`` it is the sentence
    that names the agency, from the opening of the quotation it carries.

    >>> text = "“It sank,” she told AFP. Nobody else spoke."
    >>> page = Page("p1", "a.txt", text)
    >>> [(one.agency, one.scope, page[one.covers[0]])
    ...  for one in credits_of(page, [Span("p1", 0, len(text))], ())]
    [('AFP', 'part', '“It sank,” she told AFP.')]
    """
    paragraphs = list(paragraphs_of(page, body))
    found: list[Credit] = []
    for place, span in enumerate(paragraphs):
        found.extend(_in_paragraph(page, span, place, len(paragraphs)))
    for cut in furniture:
        found.extend(_in_furniture(page, cut))
    if byline is not None:
        found.extend(_in_byline(page, byline))
    return tuple(each_once(found))


def each_once(found: Sequence[Credit]) -> Iterator[Credit]:
    """Put credits in order; of those that stand in the same words keep the widest scope."""
    ends = -1
    order = {"text": 0, "aid": 1, "part": 2}
    for credit in sorted(found, key=lambda one: (one.span.start, order[one.scope], -one.span.end)):
        if credit.span.start >= ends:
            yield credit
            ends = credit.span.end


def paragraphs_of(page: Page, body: Sequence[Span]) -> Iterator[Span]:
    """Cut a body into its lines."""
    for span in body:
        start = span.start
        for line in page.text[span.start : span.end].splitlines(keepends=True):
            if line.strip():
                yield Span(page.id, start, start + len(line.rstrip()))
            start += len(line)


def _credit(
    page: Page, match: re.Match[str], at: int, scope: Literal["text", "part", "aid"]
) -> Credit:
    named = next(key for key, value in match.groupdict().items() if value and "agency" in key)
    agency = agencies()
    spelled = match[named]
    folded = {word.lower(): short for word, short in agency.keys.items()}
    start = at + match.start(named)
    return Credit(
        agency.keys.get(spelled) or folded.get(spelled.lower(), spelled),
        Span(page.id, start, start + len(spelled)),
        scope,
    )


def _in_paragraph(page: Page, span: Span, place: int, count: int) -> Iterator[Credit]:
    text = page[span]
    words = agencies()
    dateline = dateline_in(text) if place < _FIRST else None
    if dateline and dateline["agency"] and _is_agency(dateline["agency"], dateline["dateline"]):
        yield _credit(page, dateline, span.start, "text")
    if not words.any.search(text):
        return
    edge = place < _FIRST or place >= count - _LAST
    if edge and len(text) < 120 and (line := words.line.match(text)):
        yield _credit(page, line, span.start, "text")
        return
    for short, signature in words.signatures:
        if place >= count - _LAST and (signed := signature.search(text)):
            start, end = span.start + signed.start(), span.start + signed.end()
            yield Credit(short, Span(page.id, start, end), "text")
    if place >= count - _LAST and (closing := words.closing.search(text, max(0, len(text) - 80))):
        yield _credit(page, closing, span.start, "text")
    for match in words.aid.finditer(text):
        yield _credit(page, match, span.start, "aid")
    yield from _parts(page, span, words)


def _is_agency(name: str, dateline: str) -> bool:
    """Say whether the name in a dateline's brackets is an agency's: listed, or built like one.

    After a place in capitals any other name that is not a place's is taken for one.
    """
    folded = {word.lower() for word in agencies().keys}
    if any(part.strip().lower() in folded for part in re.split(r"[/,]", name)):
        return True
    bare = name.strip()
    if re.fullmatch(r"[A-Z]{3,6}|.*(?:News|Press|Agency|Agentur)", bare):
        return True
    place = re.match(r"\W*([\w'’.-]+)", dateline)
    capitals = place is not None and len(place[1]) > 2 and place[1].isupper()
    return capitals and bare[-1:] != "." and bare.lower() not in _places()


@cache
def _places(code: str = "en") -> frozenset[str]:
    pack = language(code)
    names = [*pack.terms("places.cities"), *pack.table("places.states")]
    names += [word for words in pack.table("places.states").values() for word in words]
    names += [word for words in pack.table("places.also").values() for word in words]
    return frozenset(name.lower() for name in names)


def _parts(page: Page, span: Span, words: Agencies) -> Iterator[Credit]:
    text = page.text
    sentences: list[tuple[int, int]] = []
    for match in words.part.finditer(text, span.start, span.end):
        if not sentences:
            sentences = list(sentences_of(text, span.start, span.end))
        for start, end in sentences:
            credit = _credit(page, match, 0, "part")
            if start <= credit.span.start < end:
                covered = Span(page.id, opening_of(text, span.start, start, end), end)
                yield Credit(credit.agency, credit.span, "part", (covered,))


def opening_of(text: str, first: int, start: int, end: int) -> int:
    """Go back to where the quotation that this sentence closes was opened in the paragraph."""
    before = sum(text.count(mark, first, start) for mark in _MARKS)
    if before % 2 == 0:
        return start
    opened = max(text.rfind(mark, first, start) for mark in _MARKS)
    return opened if opened >= first else start


def _in_furniture(page: Page, cut: Cut) -> Iterator[Credit]:
    """Find agencies in copyright lines and bylines that were cut; a picture's is none."""
    if not cut.why.startswith(("copyright", "label")) or cut.span.end - cut.span.start > 600:
        return
    text = page[cut.span]
    words = agencies()
    pattern = words.line if cut.why.startswith("label") else re.compile(words.name)
    match = pattern.match(text) if cut.why.startswith("label") else pattern.search(text[:160])
    if match:
        yield _credit(page, match, cut.span.start, "text")


def _in_byline(page: Page, byline: Span) -> Iterator[Credit]:
    line_end = page.text.find("\n", byline.start)
    stop = len(page.text) if line_end < 0 else line_end
    text = page.text[byline.start : min(stop, byline.start + 200)]
    words = agencies()
    if match := words.byline.match(text) or words.line.match(text):
        yield _credit(page, match, byline.start, "text")
