"""Credits: the words of an article that name an agency, and what they cover.

What may live here: finding agencies' names where a newsroom credits them, and nothing about
who copied whom. An agency's name is not agency copy: where it stands says what it covers. In a
dateline, byline or credit line it covers the whole text; "reports AFP" covers its sentence and
the quotation in it; "with reporting by" is help. A name that is only in the news is no credit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from secondsource.language import language
from secondsource.publishers import Publishers, publishers, suffixes
from secondsource.read.canonical import address_of
from secondsource.read.creditforms import Forms, forms_of
from secondsource.read.datelines import dateline_in
from secondsource.read.mastheads import host_of
from secondsource.records import Credit, Cut, Page, Span
from secondsource.sentences import sentences_of

Scope = Literal["text", "part", "aid"]

UNNAMED = "agencies"
"""The agency of a credit that names none."""

_RELEASE = "press release"
_LAST = 3  # paragraphs at the end, and _FIRST at the head, in which a bare name is a credit line
_FIRST = 3
_LATE = 6  # paragraphs at the end in which a line alone is one: appeals may stand below it
_LEFT_OUT = ("outside", "repeated", "link")
_LINE = 120  # characters of a credit line at most
_NOTICE = 600  # characters of a copyright notice at most
_CLOSE = 4  # characters, of white space, between a body and a line beside it
_FAR = 1000  # characters around the body in which a line left out may be a credit
_HINTS = ("agenc", "wire", "news service", "release")  # of credits that name no known agency
_MARKS = '“”"„'
_GOES_ON = re.compile(r"\s+[“\"„][^”\"“„]*[.!?…][”\"]")
_LINES = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")  # as str.splitlines has them
_WORD = re.compile(r"\w+")
_CAPITAL = re.compile(r"(?<!\w)[A-Z]\w*")


def credits_of(
    page: Page,
    body: Sequence[Span],
    furniture: Sequence[Cut],
    *,
    byline: Span | None = None,
    known: Publishers | None = None,
) -> tuple[Credit, ...]:
    """Find an article's credits in the order of the page, each once.

    ``covers`` is empty for the scopes ``text`` and ``aid``; for ``part`` it is the sentence
    that names the agency, from the opening of the quotation it carries to its end. What the
    address or an author's field credits comes last, with its ``field`` and an empty span.

    >>> text = "“It sank,” she told AFP. Nobody else spoke."
    >>> page = Page("p1", "a.txt", text)
    >>> [(one.agency, one.scope, page[one.covers[0]])
    ...  for one in credits_of(page, [Span("p1", 0, len(text))], ())]
    [('AFP', 'part', '“It sank,” she told AFP.')]
    """
    forms = forms_of(known or publishers())
    paragraphs = list(paragraphs_of(page, body))
    found: list[Credit] = []
    named = _names_in(" ".join(page[span] for span in body), forms)
    for place, span in enumerate(paragraphs):
        found.extend(_in_paragraph(page, span, (place, len(paragraphs)), named, forms))
    for cut in furniture:
        if cut.why.startswith(("copyright", "label")):
            found.extend(_in_furniture(page, cut, forms))
    for line in lines_beside(page, body, furniture):
        found.extend(_line(page, line, forms))
    if byline is not None:
        found.extend(_in_byline(page, byline, forms))
    found = list(each_once(found))
    people = _surnames(page, {one.agency for one in found if one.scope == "part"})
    found = [one for one in found if one.scope != "part" or one.agency not in people]
    whole = {one.agency for one in found if one.scope == "text"}
    return (*found, *_beside(page, forms, whole))


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
        for line in _LINES.finditer(page.text, span.start, span.end):
            if words := line[0].rstrip():
                yield Span(page.id, line.start(), line.start() + len(words))


def _named(page: Page, match: re.Match[str], at: int, scope: Scope, forms: Forms) -> list[Credit]:
    """Give a credit for each agency in the run of names that a form has found."""
    group = next(key for key, words in match.groupdict().items() if words and "agency" in key)
    run, start = match[group], at + match.start(group)
    return [
        Credit(agency, Span(page.id, start + first, start + end), scope)
        for agency, first, end in _agencies_in(run, forms)
    ]


def _agencies_in(run: str, forms: Forms) -> list[tuple[str, int, int]]:
    """Find the agencies in a run of names; a name that no list has is one as a whole."""
    found = [(m[0], *m.span()) for m in forms.one.finditer(run)]
    folded = forms.short.get(run.lower())
    if folded or not found:
        head = run.partition("-")[0]  # "Associated Press-GfK"
        known = folded or forms.short.get(head.lower())
        return [(known or run, 0, len(run if folded or not known else head))]
    return [(forms.short.get(word.lower(), word), start, end) for word, start, end in found]


# -- in the text ----------------------------------------------------------------------------


def _in_paragraph(
    page: Page, span: Span, place: tuple[int, int], named: Sequence[str], forms: Forms
) -> Iterator[Credit]:
    text = page[span]
    head, tail = place[0] < _FIRST, place[0] >= place[1] - _LAST
    if head:
        yield from _opening(page, span, forms)
    late = place[0] >= place[1] - _LATE
    if (head or late) and len(text) < _LINE and (line := list(_line(page, span, forms))):
        yield from line
        return
    for short, signature in forms.signatures if tail else ():
        if "eporting by" in text and (signed := signature.search(text)):
            start, end = span.start + signed.start(), span.start + signed.end()
            yield Credit(short, Span(page.id, start, end), "text")
    if not any(name in text for name in named):
        return
    for match in forms.aid.finditer(text):
        yield from _named(page, match, span.start, "aid", forms)
    if tail and (closing := forms.closing.search(text, max(0, len(text) - 80))):
        yield from _named(page, closing, span.start, "text", forms)
    yield from _parts(page, span, forms)


def _names_in(text: str, forms: Forms) -> list[str]:
    """Give the agencies' names that a text holds, so that its paragraphs without one are passed."""
    firsts = forms.firsts.keys() & set(_CAPITAL.findall(text))
    firsts |= {first for first in forms.small if first in text}
    return [name for first in firsts for name in forms.firsts[first] if name in text]


def _may_credit(text: str, forms: Forms) -> bool:
    """Say whether a line holds a word without which it credits nobody; nearly all lines do not."""
    low = text.lower()
    words = _WORD.findall(low)
    return (
        not forms.known.isdisjoint(words) or any(hint in low for hint in _HINTS) or "SOURCE" in text
    )


def _opening(page: Page, span: Span, forms: Forms) -> Iterator[Credit]:
    """Find the agency of a dateline, or one that opens the lede alone: "(AFP) -"."""
    text = page[span]
    dateline = dateline_in(text)
    if dateline and dateline["agency"] and _is_agency(dateline, forms):
        yield from _named(page, dateline, span.start, "text", forms)
    elif _may_credit(text[:140], forms) and (opening := forms.opening.match(text[:140])):
        yield from _named(page, opening, span.start, "text", forms)


def _line(page: Page, span: Span, forms: Forms) -> Iterator[Credit]:
    """Read a short paragraph at the head or the end as a line that credits and says no more."""
    text = page[span]
    if not _may_credit(text, forms):
        return
    for pattern, scope in ((forms.aid_line, "aid"), (forms.line, "text"), (forms.aid, "aid")):
        if match := pattern.match(text):
            yield from _named(page, match, span.start, scope, forms)  # type: ignore[arg-type]
            return
    if issuer := forms.issuer.match(text):
        yield from _named(page, issuer, span.start, "text", forms)
    yield from _nameless(page, span, forms)


def _nameless(page: Page, span: Span, forms: Forms) -> Iterator[Credit]:
    text = page[span]
    if forms.unnamed_aid.match(text):
        yield Credit(UNNAMED, span, "aid")
    elif forms.unnamed.match(text):
        yield Credit(UNNAMED, span, "text")
    elif forms.release.match(text):
        yield Credit(_RELEASE, span, "text")


def _is_agency(dateline: re.Match[str], forms: Forms) -> bool:
    """Say whether the name in a dateline's brackets is an agency's: listed, or built like one.

    After a place in capitals any other name that is not a place's is taken for one.
    """
    name, bare = dateline["agency"], dateline["agency"].strip()
    if bare.lower() in language("en").terms("credits.labels"):
        return False
    if any(part.strip().lower() in forms.short for part in re.split(r"[/,]| and ", name)):
        return True
    if re.fullmatch(r"[A-Z]{3,6}|.*(?:News|Press|Agency|Agentur)", bare):
        return True
    place = re.match(r"\W*([\w'’.-]+)", dateline["dateline"])
    capitals = place is not None and len(place[1]) > 2 and place[1].isupper()
    return capitals and bare[-1:] != "." and bare.lower() not in _places()


@cache
def _places(code: str = "en") -> frozenset[str]:
    pack = language(code)
    names = [*pack.terms("places.cities"), *pack.table("places.states")]
    names += [word for words in pack.table("places.states").values() for word in words]
    names += [word for words in pack.table("places.also").values() for word in words]
    return frozenset(name.lower() for name in names)


def _parts(page: Page, span: Span, forms: Forms) -> Iterator[Credit]:
    sentences: list[tuple[int, int]] = []
    for match in forms.part.finditer(page.text, span.start, span.end):
        sentences = sentences or list(sentences_of(page.text, span.start, span.end))
        for credit in _named(page, match, 0, "part", forms):
            covered = covered_by(page.text, span, sentences, credit.span.start)
            if covered is not None:
                yield Credit(credit.agency, credit.span, "part", (covered,))


def covered_by(
    text: str, paragraph: Span, sentences: Sequence[tuple[int, int]], at: int
) -> Span | None:
    """Give the sentence that holds a place, with all of the quotation that it opens or closes.

    >>> text = "It was cold. “It sank,” she told AFP. “Nobody slept.” She wept."
    >>> span = covered_by(text, Span("p1", 0, 62), list(sentences_of(text)), 33)
    >>> text[span.start : span.end]
    '“It sank,” she told AFP. “Nobody slept.”'
    """
    place = bisect_right(sentences, (at, len(text))) - 1
    for start, end in sentences[max(0, place) : place + 1]:
        if start <= at < end:
            if any(mark in text[start:end] for mark in _MARKS):
                while goes_on := _GOES_ON.match(text, end, paragraph.end):
                    end = goes_on.end()
            return Span(paragraph.page, opening_of(text, paragraph.start, start, end), end)
    return None


def opening_of(text: str, first: int, start: int, end: int) -> int:
    """Go back to where the quotation that this sentence closes was opened in the paragraph."""
    before = sum(text.count(mark, first, start) for mark in _MARKS)
    if before % 2 == 0:
        return start
    opened = max(text.rfind(mark, first, start) for mark in _MARKS)
    return opened if opened >= first else start


def _surnames(page: Page, agencies: set[str]) -> set[str]:
    """Give the agencies whose name is a person's here: "Michael Bloomberg", "Mayor Bloomberg"."""
    single = sorted(name for name in agencies if name.istitle() and " " not in name)
    if not single:
        return set()
    names = "|".join(map(re.escape, single))
    before = re.finditer(rf"(?P<first>\w+)\.? (?P<name>{names})\b", page.text)
    given, titles = _before_surnames()
    return {
        one["name"]
        for one in before
        if one["first"].lower() in titles
        or (one["first"].istitle() and one["first"].lower() in given)
    }


@cache
def _before_surnames(code: str = "en") -> tuple[frozenset[str], frozenset[str]]:
    """Give what stands before a surname: given names, and titles."""
    pack = language(code)
    given = (*pack.terms("people.female"), *pack.terms("people.male"))
    titles = (*pack.terms("titles.honorific"), *pack.terms("titles.roles"))
    return frozenset(given), frozenset(titles)


# -- around the text ------------------------------------------------------------------------


def _in_furniture(page: Page, cut: Cut, forms: Forms) -> Iterator[Credit]:
    """Find agencies in copyright lines and labels that were cut; a picture's is none."""
    if cut.why.startswith("copyright") and cut.span.end - cut.span.start < _NOTICE:
        text = page[cut.span][:160]
        match = forms.one.search(text)
        if match and not forms.picture.search(text, 0, match.start()):
            agency = forms.short.get(match[0].lower(), match[0])
            start = cut.span.start + match.start()
            helped = any(
                aid.start() <= match.start() < aid.end() for aid in forms.aid.finditer(text)
            )
            scope: Scope = "aid" if helped else "text"
            yield Credit(agency, Span(page.id, start, start + len(match[0])), scope)
    elif cut.why.startswith("label"):
        for span in paragraphs_of(page, [cut.span]):
            if span.end - span.start < _LINE:
                yield from _line(page, span, forms)


def lines_beside(page: Page, body: Sequence[Span], furniture: Sequence[Cut]) -> Iterator[Span]:
    """Give the short lines close over and under the body that the reader of bodies left out.

    A credit that is a line of its own looks like furniture: "(AFP)", "First published by...".

    >>> text = "Nine died.\\n\\n(AFP)\\n\\nSubscribe"
    >>> cuts = [Cut(Span("p", 12, 17), "outside"), Cut(Span("p", 19, 28), "form")]
    >>> page = Page("p", "a", text)
    >>> [page[span] for span in lines_beside(page, [Span("p", 0, 10)], cuts)]
    ['(AFP)']
    """
    if not body:
        return
    first, last = body[0].start - _FAR, body[-1].end + _FAR
    cut = [
        one.span
        for one in furniture
        if one.span.end > first and one.span.start < last and one.why.startswith(_LEFT_OUT)
    ]
    lines = sorted(line for line in paragraphs_of(page, cut) if line.end - line.start < _LINE)
    near = {span.end for span in body}
    for line in lines:
        if not near.isdisjoint(range(line.start - _CLOSE + 1, line.start + 1)):
            near.add(line.end)
            yield line
    near = {span.start for span in body}
    for line in reversed(lines):
        if not near.isdisjoint(range(line.end, line.end + _CLOSE)):
            near.add(line.start)
            yield line


def _in_byline(page: Page, byline: Span, forms: Forms) -> Iterator[Credit]:
    line_start = page.text.rfind("\n", 0, byline.start) + 1
    line_end = page.text.find("\n", byline.start)
    stop = min(len(page.text) if line_end < 0 else line_end, byline.start + 200)
    yield from _byline(page, Span(page.id, byline.start, stop), forms)
    yield from _nameless(page, Span(page.id, line_start, stop), forms)


def _byline(page: Page, span: Span, forms: Forms) -> Iterator[Credit]:
    text = page[span]
    for pattern, scope in (
        (forms.byline_aid, "aid"),
        (forms.byline, "text"),
        (forms.line, "text"),
    ):
        if match := pattern.match(text):
            yield from _named(page, match, span.start, scope, forms)  # type: ignore[arg-type]
            return


def _beside(page: Page, forms: Forms, named: set[str]) -> Iterator[Credit]:
    """Read what fields name as the author, and the parts of the address, where the text is mute."""
    stated = [(field.name, field.value) for field in page.fields if field.name in forms.fields]
    if page.given.byline:
        stated.insert(0, ("given:byline", page.given.byline))
    for name, value in stated:
        line = Page(page.id, "", value.strip()[:200])
        whole = Span(page.id, 0, len(line.text))
        for credit in (*_byline(line, whole, forms), *_nameless(line, whole, forms)):
            if credit.agency not in named:
                named = named | {credit.agency}
                yield Credit(credit.agency, Span(page.id, 0, 0), credit.scope, field=name)
    address = address_of(page)
    if not named and address and (agency := _addressed(address, forms)):
        yield Credit(agency, Span(page.id, 0, 0), "text", field="url")


def _addressed(url: str, forms: Forms) -> str | None:
    """Name the agency whose site this is, or that a part of the address is: ``/reuters/``.

    The last part is the page's own name, and none.
    """
    try:
        parts = [part.lower() for part in urlsplit(url).path.split("/") if part][:-1]
    except ValueError:
        return None
    for domain in suffixes(host_of(url) or ""):
        if domain in forms.domains:
            return forms.domains[domain]
    wired = not forms.wires.isdisjoint(parts)
    for part in parts:
        if part in forms.paths and (len(part) > 2 or wired):
            return forms.paths[part]
    return UNNAMED if wired else None
