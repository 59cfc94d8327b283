"""Sections: the part of the paper an article stands in, with its proof.

What may live here: reading a section where pages tell it: a field, a breadcrumb, a line over the
headline, a category beside the day, a part of the title, a part of the address. The first that
names one wins; if the page also prints it near the headline, that print is the proof.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from secondsource.language import language
from secondsource.read.canonical import address_of
from secondsource.read.near import blocks_between, is_called
from secondsource.records import Block, Field, Page, Span, Stated
from secondsource.textview import level

_LONGEST = 40  # characters of a section's name
_OVER, _UNDER = 500, 300  # characters around the headline in which a section is printed
_LAST = 4  # elements around a block whose classes are looked at
_ROUND = 8  # elements around it that may say that it is a menu's
_LINES = 3  # over the headline
_GLUED = re.compile(r"[a-z][A-Z]")
_PIECES = re.compile(r"\s+[|–—»«·•:>/-]+\s+|\s*&gt;\s*")
_PART = re.compile(r"[a-z][a-z&+_ -]{1,24}\Z")
_CAPITALS = frozenset(["us", "uk", "eu", "tv", "usa", "un", "nsw", "nz"])


@dataclass(frozen=True, slots=True)
class _Forms:
    fields: tuple[str, ...]
    names: frozenset[str]
    never: frozenset[str]
    filed: re.Pattern[str]
    behind: re.Pattern[str]
    between: re.Pattern[str]
    crumbs: tuple[str, ...]
    kickers: tuple[str, ...]
    beside: tuple[str, ...]


@cache
def _forms(code: str = "en") -> _Forms:
    pack = language(code)
    words = pack.table("sections")
    never = frozenset(words["never"])
    chrome = never | frozenset(pack.terms("sections.chrome"))
    names = (*pack.terms("furniture.sections"), *words["names"])
    return _Forms(
        tuple(words["fields"]),
        frozenset(name for name in names if name not in chrome),
        never,
        re.compile(rf"(?i:{words['filed']})"),
        re.compile(words["behind"]),
        re.compile(words["between"]),
        tuple(words["crumbs"]),
        tuple(words["kickers"]),
        tuple(words["beside"]),
    )


def section_of(page: Page, headline: Span | None, *, outlet: str | None = None) -> Stated | None:
    """Name the section of an article with its proof, or None where nothing does.

    >>> page = Page("p", "a", "Ferry sinks", url="https://osk.example/middle-east/2031/ferry")
    >>> section_of(page, Span("p", 0, 11))
    Stated(value='Middle East', span=None, field='url', note=None)
    """
    avoid = {_low(page[headline]) if headline else "", _low(outlet or ""), "home", ""}
    near = _near(page, headline)
    for stated in (
        *_given(page),
        *_crumbs(page, near, headline),
        *_kickers(page, near, headline),
        *_filed(page, near),
        *_titled(page, headline),
        *_addressed(page),
    ):
        value = " ".join(stated.value.strip(" /|>»›:").split())
        if 1 < len(value) <= _LONGEST and _low(value) not in avoid and "://" not in value:
            span = stated.span or _print(page, near, value)
            printed = page[span] if span and stated.field == "url" else value
            return Stated(printed, span, None if span else stated.field)
    return None


def _low(text: str) -> str:
    return level(text, fold=True).strip(" .:/|").removeprefix("the ")


def _near(page: Page, headline: Span | None) -> list[Block]:
    if headline is None:
        return []
    first, last = headline.start - _OVER, headline.end + _UNDER
    return [
        block
        for block in blocks_between(page, first, last)
        if block.end - block.start <= 160 and not _is_beside(block.path)
    ]


def _is_beside(path: str) -> bool:
    """Say whether a block is a menu's or a form's, and no breadcrumb."""
    forms = _forms()
    return is_called(forms.beside, path, _ROUND) and not is_called(forms.crumbs, path, _ROUND)


def _print(page: Page, near: Sequence[Block], value: str) -> Span | None:
    """Find a line that prints the section and nothing else, the nearest to the headline first."""
    low = _bare(value)
    for block in reversed(near):
        if abs(block.end - block.start - len(value)) < 3 and low == _bare(
            page.text[block.start : block.end]
        ):
            return Span(page.id, block.start, block.end)
    return None


def _bare(text: str) -> str:
    """Drop accents and case: an address has no accents."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in plain if not unicodedata.combining(char)).strip()


def _given(page: Page) -> Iterator[Stated]:
    if page.given.section:
        yield Stated(page.given.section, field="given:section")
    rank = {name: place for place, name in enumerate(_forms().fields)}
    found = [one for one in page.fields if one.name in rank]
    ordered: list[Field] = sorted(found, key=lambda one: rank[one.name])
    for one in ordered:
        if _low(one.value) not in _forms().never:
            yield Stated(re.split(r"[,;|]|\s*>\s*", one.value)[0], field=one.name)
    crumbs = [one for one in page.fields if one.name == "jsonld:breadcrumb"]
    titles = {_low(one.value) for one in page.fields if one.name in ("jsonld:headline", "title")}
    for one in reversed(crumbs[1:]):
        if _low(one.value) not in titles:
            yield Stated(one.value, field=one.name)


def _crumbs(page: Page, near: Sequence[Block], headline: Span | None) -> Iterator[Stated]:
    """Give the last names of a breadcrumb over the headline."""
    forms, found = _forms(), []
    title = _low(page[headline]) if headline else ""
    for block in near:
        if headline and block.start < headline.start and is_called(forms.crumbs, block.path, _LAST):
            at = block.start
            for piece in forms.between.split(page.text[block.start : block.end]):
                at = page.text.find(piece, at, block.end)
                if piece.strip() and _low(piece) != title:
                    found.append(Span(page.id, at, at + len(piece)))
                at += len(piece)
    if len(found) > 1 or (found and _low(page[found[0]]) in forms.names):
        yield Stated(page[found[-1]], found[-1])


def _kickers(page: Page, near: Sequence[Block], headline: Span | None) -> Iterator[Stated]:
    """Give short lines over the headline that are called a section's, or are a section's name."""
    if headline is None:
        return
    forms = _forms()
    over = [block for block in near if block.end <= headline.start][-_LINES:]
    for block in reversed(over):
        words = page.text[block.start : block.end]
        known = _low(words) in forms.names
        kicker = is_called(forms.kickers, block.path, 1) and len(words) <= 25
        if (known or (kicker and words[0].isupper())) and _low(words) not in forms.never:
            if not known and (
                len(words.split()) > 3 or _GLUED.search(words) or re.search(r"\d", words)
            ):
                continue
            if known and not kicker and _is_menu(page, over, forms):
                continue
            yield Stated(_cased(words), Span(page.id, block.start, block.end))


def _is_menu(page: Page, over: Sequence[Block], forms: _Forms) -> bool:
    """Say whether the lines over the headline are a menu: all of them names of sections."""
    names = [_low(page.text[one.start : one.end]) for one in over]
    return sum(name in forms.names or name in forms.never for name in names) >= _LINES


def _filed(page: Page, near: Sequence[Block]) -> Iterator[Stated]:
    """Give the category that a line with the day or the author's name tells."""
    forms = _forms()
    for block in near:
        text = page.text[block.start : block.end]
        found = forms.filed.search(text)
        if found is None and re.search(r"\bby\b|\d{4}", text):
            found = forms.behind.search(text)
        if found and found["name"][:1].isupper():
            name = found["name"].rstrip()
            start = block.start + found.start("name")
            yield Stated(name, Span(page.id, start, start + len(name)))


def _titled(page: Page, headline: Span | None) -> Iterator[Stated]:
    """Give the part of a title that is a section's name: "... | World news | The Osk Herald"."""
    title = next((one.value for one in page.fields if one.name == "title"), "")
    for piece in _PIECES.split(title)[1:]:
        if _low(piece) in _forms().names:
            yield Stated(piece, field="title")


def _addressed(page: Page) -> Iterator[Stated]:
    """Give the deepest part of the address that is a section's name; else its first word."""
    try:
        path = urlsplit(address_of(page)).path
    except ValueError:
        return
    parts = [unquote(part).lower() for part in path.split("/") if part][:-1]
    named = [part for part in parts if _PART.match(part) and part not in _forms().never]
    words = [re.sub(r"[-_+]", " ", part) for part in named]
    known = [word for word in words if word in _forms().names]
    for word in known[-1:] or words[:1]:
        yield Stated(_cased(word), field="url")


def _cased(word: str) -> str:
    """Write a section's name as names are written.

    >>> _cased("us politics"), _cased("EDUCATION"), _cased("World news")
    ('US Politics', 'Education', 'World news')
    """
    if not (word.islower() or word.isupper()):
        return word
    return " ".join(w.upper() if w.lower() in _CAPITALS else w.capitalize() for w in word.split())
