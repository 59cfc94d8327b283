"""Bylines: every person who signs an article, each with the words that print the name.

What may live here: finding the line that signs and parting it into people. It works by order of
trust: a line that says "by", an element that its class calls an author's, a name that a field of
the page states and a short line prints, then the field alone. Agencies, desks and "Staff" sign
nothing here: an agency in a byline is a credit, which ``credits`` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from secondsource.language import language
from secondsource.read.near import blocks_between, is_called
from secondsource.records import Block, Page, Span, Stated
from secondsource.textview import level

_FIELDS = (
    "given:byline", "jsonld:author.name", "meta:author", "meta:byl", "meta:parsely-author",
    "meta:sailthru.author", "meta:dc.creator", "meta:article:author", "itemprop:author",
    "jsonld:creator.name", "front:author", "docx:author", "pdf:author",
)  # fmt: skip
_LINE = 300  # characters of a line that signs, at most
_BEFORE, _AFTER = 400, 700  # characters around headline and first words of the body to look in
_SIGNERS = 16  # words of a line that holds those who sign and their offices
_LAST = 4  # elements around a block whose classes may call it an author's
_ROUND = 7  # elements around it that may say that it is something else's
_ASIDE = re.compile(r"\([^()]{0,60}\)|\S+@\S+|(?<!\w)@\w+|https?://\S+|www\.\S+")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*\Z")
_FIRST = re.compile(r"[^\W_]+")
_INITIAL = re.compile(r"\s[A-Z]\.\s")
_DAY = re.compile(r"\b(?:19|20)\d\d\b|\d\d?[./]\d\d?[./]\d\d|\d\d?[:.]\d\d")
_SAID = re.compile(r"[.!?][”\"’']?\s*\Z")


@dataclass(frozen=True, slots=True)
class Byline:
    """The line that signs (its names, a desk's too) and the people who do."""

    line: Span | None = None
    people: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class _Forms:
    """The words of a byline, as patterns."""

    lead: re.Pattern[str]
    alone: re.Pattern[str]
    dated: re.Pattern[str]
    joint: re.Pattern[str]
    tail: re.Pattern[str]
    honorific: re.Pattern[str]
    marked: tuple[str, ...]
    unmarked: tuple[str, ...]
    nobody: frozenset[str]
    particles: frozenset[str]
    given: frozenset[str]
    roles: frozenset[str]
    offices: frozenset[str]
    firsts: frozenset[str]
    hints: tuple[str, ...]


@cache
def _forms(code: str = "en") -> _Forms:
    pack = language(code)
    leads = "|".join(pack.terms("bylines.leads"))
    joints = "|".join(pack.terms("bylines.joints"))
    words = pack.table("bylines")
    days = "|".join((*pack.table("calendar.months"), *pack.table("calendar.weekdays")))
    honorifics = "|".join(re.escape(one) for one in pack.terms("titles.honorific"))
    short = (name for names in pack.terms("people.given") for name in names)
    given = (*pack.terms("people.female"), *pack.terms("people.male"), *short)
    return _Forms(
        re.compile(rf"[\W_]{{0,4}}(?:(?i:{leads})\s+(?=\S)|[Bb]y(?=[A-Z][a-z]))"),
        re.compile(rf"\W*(?:{words['alone']})\W*\Z", re.IGNORECASE),
        re.compile(
            r"(?!.{0,40}(?:©|copyright))(?=.{0,40}\d|posted|published|written)[^\n]{0,60}?"
            rf"\b(?:{words['dated']}) ",
            re.IGNORECASE,
        ),
        re.compile(rf"\s*[,;|/•·\n–—]+\s*|\s-+\s|\s(?:{joints})\s(?:(?:{joints})\s)?"),
        re.compile(
            rf"\s(?i:(?:{days})\W*(?=\d)|(?:{words['tails']})(?:[\s:]|\Z)).*\Z|\s*\d.*\Z"
            r"|(?<=[a-z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLa)(?<!\bLe)(?<!\bDi)[A-Z][a-z]+(?:\s.*)?\Z",
            re.DOTALL,
        ),
        re.compile(rf"(?:{honorifics})\.? ", re.IGNORECASE),
        tuple(words["marked"]),
        tuple(words["unmarked"]),
        frozenset(pack.terms("bylines.nobody")),
        frozenset(pack.terms("people.particles")),
        frozenset(given),
        frozenset(pack.terms("titles.roles")),
        frozenset(words["offices"]),
        frozenset(words["firsts"]),
        tuple(words["hints"]),
    )


def byline_of(
    page: Page, headline: Span | None, body: Sequence[Span], *, outlet: str | None = None
) -> Byline:
    """Find who signs an article: the people in the order of print, and the line's names.

    A name in capitals is given as a field of the page spells it, or as one writes names. Errors:
    none; a page that nobody signs gives nobody.

    >>> text = "Ferry sinks\\nBy Marta Roos and IVO LIND, Staff Writer\\nNine died."
    >>> blocks = (Block(0, 11), Block(12, 53), Block(54, 64))
    >>> page = Page("p", "a", text, blocks=blocks)
    >>> [one.value for one in byline_of(page, Span("p", 0, 11), [Span("p", 54, 64)]).people]
    ['Marta Roos', 'Ivo Lind']
    """
    stated = _stated(page, outlet)
    lines = _lines_near(page, headline, body)
    found = _signed(page, lines, stated, outlet)
    found = found or _below(page, lines, headline, stated, outlet) or _boxed(page, body, outlet)
    printed = [Span(page.id, start, end) for start, end in found[1]] if found else []
    people = {_key(page[span]): Stated(page[span], span) for span in printed}
    named = {key: _full(key, one, stated) for key, one in people.items()}
    if not people or not stated.keys().isdisjoint(named.values()):
        people |= {key: one for key, one in stated.items() if key not in named.values()}
    line = Span(page.id, *found[0]) if found else None
    spelt = (
        Stated(_spelt(stated[named[key]].value if named.get(key) in stated else one.value),
               one.span, one.field)
        for key, one in people.items()
    )  # fmt: skip
    return Byline(line, tuple(spelt))


def people_in(text: str, *, outlet: str | None = None, sure: bool = False) -> list[tuple[int, int]]:
    """Find the people in a line of names, as places in it; what stands behind a name is no part.

    ``sure`` says that the line is known to hold names and nothing else.

    >>> line = "Marta Roos and Ivo Lind, Staff Writer; m.roos@osk.example"
    >>> [line[start:end] for start, end in people_in(line)]
    ['Marta Roos', 'Ivo Lind']
    """
    forms = _forms()
    blank = _ASIDE.sub(lambda one: " " * len(one[0]), text)
    pieces, at, before = [], 0, ";"
    for joint in [*forms.joint.finditer(blank), None]:
        end = joint.start() if joint else len(blank)
        pieces.append((at, end, before, joint[0].strip() if joint else ""))
        if joint:
            at, before = joint.end(), joint[0].strip()
    found: list[tuple[int, int]] = []
    for place, (start, end, opened, closed) in enumerate(pieces):
        person = _person(blank, start, end, outlet, sure=sure)
        if person is None:
            if not place and not sure:
                return []
            continue
        tailed = blank[person[1] : end].strip() != ""
        name = blank[person[0] : person[1]]
        listed = closed not in (",", ";", "|", "") or _named(name) or _INITIAL.search(name)
        if place and opened == "," and not (tailed or listed):
            continue
        found.append(person)
    return found


def _named(name: str) -> bool:
    return name.split(" ", 1)[0].lower().strip(".") in _forms().given


def _is_office(word: str) -> bool:
    low = word.lower().strip(".'’")
    return low in _forms().nobody or low in _forms().roles


def _person(
    text: str, start: int, end: int, outlet: str | None, *, sure: bool = False
) -> tuple[int, int] | None:
    """Find one person's name in a stretch of a line, without what stands around it."""
    forms = _forms()
    if lead := forms.lead.match(text, start, end):
        start = lead.end()
    while title := forms.honorific.match(text, start, end):
        start = title.end()
    if tail := forms.tail.search(text, start, end):
        end = tail.start()
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" \t\n*_#:&"))
    piece = piece.strip(" \t\n*_#:&")
    words = piece.split()
    office = next((at for at, word in enumerate(words) if at > 1 and _is_office(word)), 0)
    if office and sure:
        words = words[: 3 if words[1].lower() in forms.particles or len(words[1]) < 3 else 2]
        piece = " ".join(words) if piece.startswith(" ".join(words)) else ""
    if not 2 <= len(words) <= 5 or len(piece) > 50 or not all(_WORD.match(word) for word in words):
        return None
    low = [word.lower().strip(".'’") for word in words]
    cased = [word[0].isupper() for word in words]
    if not (cased[0] or low[0] in forms.particles) or not cased[-1] or sum(cased) < 2:
        return None
    if any(not up and word not in forms.particles for up, word in zip(cased, low, strict=True)):
        return None
    parts = {part for word in low for part in word.split("-")}
    if not forms.nobody.isdisjoint(parts) or low[-1] in forms.roles or len(low[-1]) < 2:
        return None
    if low[-1] in forms.particles:
        return None
    if outlet and _key(piece) in (_key(outlet), _key(outlet.removeprefix("The "))):
        return None
    return start, start + len(piece)


# -- what the page states -------------------------------------------------------------------


def _stated(page: Page, outlet: str | None) -> dict[str, Stated]:
    """Give the people that fields name, by their levelled names; of the first field that does."""
    told = [("given:byline", page.given.byline)] if page.given.byline else []
    kinds = [*(one.value for one in page.fields[1:]), ""]
    told += [
        (one.name, one.value)
        for one, kind in zip(page.fields, kinds, strict=False)
        if one.name in _FIELDS and not kind.endswith("Organization")
    ]
    found: dict[str, Stated] = {}
    chosen = None
    for name, value in sorted(told, key=lambda one: _FIELDS.index(one[0])):
        if "://" in value or len(value) > _LINE or chosen not in (None, name):
            continue
        for start, end in people_in(value, outlet=outlet):
            chosen = name
            found.setdefault(_key(value[start:end]), Stated(value[start:end], field=name))
    return found


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", level(name, fold=True)))


def _full(key: str, one: Stated, stated: dict[str, Stated]) -> str:
    """Give the stated person whom a printed name means: "M. Roos" is the Marta Roos stated."""
    words = key.split()
    for other in stated:
        named = other.split()
        if named[-1] == words[-1] and named[0].startswith(words[0]) and len(words[0]) == 1:
            return other
    return key


def _spelt(name: str) -> str:
    """Write a name as names are written: capitals throughout are a matter of layout."""
    name = " ".join(name.split())
    if not name.isupper():
        return name
    particles = _forms().particles
    words = [w.lower() if w.lower() in particles else w.title() for w in name.split()]
    return re.sub(
        r"\bMc([a-z])", lambda one: f"Mc{one[1].upper()}", " ".join(words).replace("’S", "’s")
    )


# -- what the page prints -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    path: str


def _lines_near(page: Page, headline: Span | None, body: Sequence[Span]) -> list[_Line]:
    """Give the lines over, under and close behind the headline, in which newsrooms sign."""
    opens = body[0].start if body else headline.end if headline else 0
    first = min(headline.start if headline else opens, opens) - _BEFORE
    last = max(headline.end if headline else opens, opens) + _AFTER
    return [
        _Line(start, page.text[start:end], block.path)
        for block in blocks_between(page, first, last)
        for start, end in _rows(page.text, block)
    ]


def _rows(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    while start < block.end:
        end = text.find("\n", start, block.end)
        end = block.end if end < 0 else end
        if 0 < end - start <= _LINE:
            yield start, end
        start = end + 1


Found = tuple[tuple[int, int], list[tuple[int, int]]]


def _signed(
    page: Page, lines: Sequence[_Line], stated: dict[str, Stated], outlet: str | None
) -> Found | None:
    """Find the first line that signs with people; else the first that signs at all."""
    desk: Found | None = None
    for at, line in enumerate(lines):
        found = _led(lines, at, outlet) or _marked(lines, at, outlet) or _printed(line, stated)
        if found and found[1]:
            return found
        desk = desk or found
    for line in lines:
        low = line.text.lower()
        hinted = any(hint in low for hint in _forms().hints)
        if hinted and (dated := _forms().dated.match(line.text)):
            people = _placed(line, dated.end(), outlet)
            if people and people[0][0] == line.start + dated.end():
                return (people[0][0], people[-1][1]), people
    return desk if desk and not stated else None


def _placed(
    line: _Line, start: int, outlet: str | None, *, sure: bool = False
) -> list[tuple[int, int]]:
    people = people_in(line.text[start:], outlet=outlet, sure=sure)
    return [(line.start + start + first, line.start + start + last) for first, last in people]


def _led(lines: Sequence[_Line], at: int, outlet: str | None) -> Found | None:
    """Read a line that says "by"; one that says no more signs with the next."""
    line, forms = lines[at], _forms()
    lead = forms.lead.match(line.text) if _opens(line.text) else None
    if lead is None:
        if forms.alone.match(line.text) and at + 1 < len(lines):
            people = _placed(lines[at + 1], 0, outlet) if _signs(lines, at + 1) else []
            return ((people[0][0], people[-1][1]), people) if people else None
        return None
    rest = line.text[lead.end() :]
    people = _placed(line, lead.end(), outlet)
    if people:
        over = line.text[people[-1][1] - line.start :]
        if _SAID.search(rest) and len(over.split()) > 8:
            return None
        return (people[0][0], people[-1][1]), people
    desk = rest[:1].isupper() and len(rest.split()) <= 6 and not _SAID.search(rest)
    return ((line.start + lead.end(), line.start + len(line.text.rstrip())), []) if desk else None


def _signs(lines: Sequence[_Line], at: int) -> bool:
    """Say whether a line under an empty "Written by:" holds those who sign, and is no caption.

    A caption or the article's first sentence names a person of the news: it is long or ends as a
    sentence, opens with that person's office, or the line below says the same words again.
    """
    text = lines[at].text.strip()
    words = [word.lower().strip(".,'’") for word in text.split()]
    below = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
    again = below.startswith(text) and len(below) > len(text)
    if again or len(words) > _SIGNERS or _SAID.search(text):
        return False
    name = next((n for n, word in enumerate(words) if _named(word)), None)
    offices = _forms().roles - _forms().offices
    return not any(word in offices for word in words[: name or 4])


def _opens(text: str) -> bool:
    """Say whether a line opens with a word that a byline opens with; most do not."""
    first = _FIRST.search(text, 0, 40)
    return first is not None and (
        first[0].lower() in _forms().firsts or first[0][:2] in ("By", "by")
    )


def _marked(lines: Sequence[_Line], at: int, outlet: str | None) -> Found | None:
    """Read a line whose element is called an author's, and those of the same kind behind it."""
    path = _near_path(lines[at].path)
    if not path or len(lines[at].text) > 120:
        return None
    people: list[tuple[int, int]] = []
    for line in lines[at : at + 8]:
        if _near_path(line.path) != path:
            break
        people += _placed(line, 0, outlet, sure=True)
    return ((people[0][0], people[-1][1]), people) if people else None


@lru_cache(maxsize=16_384)
def _near_path(path: str) -> str:
    """Give the elements close around a block if one of them is called an author's."""
    forms = _forms()
    if not is_called(forms.marked, path, _LAST) or is_called(forms.unmarked, path, _ROUND):
        return ""
    return " ".join(path.split(" ")[-_LAST:])


def _printed(line: _Line, stated: dict[str, Stated]) -> Found | None:
    """Find the people that fields name in a short line."""
    if not stated or len(line.text) > 120:
        return None
    low = line.text.lower()
    people = []
    for one in stated.values():
        at = low.find(one.value.lower())
        if at >= 0:
            people.append((line.start + at, line.start + at + len(one.value)))
    people.sort()
    return ((people[0][0], people[-1][1]), people) if people else None


def _below(
    page: Page,
    lines: Sequence[_Line],
    headline: Span | None,
    stated: dict[str, Stated],
    outlet: str | None,
) -> Found | None:
    """Read a bare name close under the headline: a known given name, or one with an office."""
    if headline is None:
        return None
    forms = _forms()
    under = [line for line in lines if line.start >= headline.end][:3]
    for line in under:
        if len(line.text) > 80 or _SAID.search(line.text):
            continue
        dayed = bool(_DAY.search(line.text)) and len(line.text.split()) <= 10
        people = _placed(line, 0, outlet, sure=dayed)
        if not people:
            continue
        rest = line.text[people[0][1] - line.start :].lower()
        office = not forms.offices.isdisjoint(re.findall(r"\w+", rest))
        initial = any(_full(_key(page.text[a:b]), Stated(""), stated) in stated for a, b in people)
        if office or dayed or initial or _named(page.text[people[0][0] : people[0][1]]):
            return (people[0][0], people[-1][1]), people
    return None


def _boxed(page: Page, body: Sequence[Span], outlet: str | None) -> Found | None:
    """Read an author's box close behind the body."""
    if not body:
        return None
    ends = body[-1].end
    lines = [
        _Line(start, page.text[start:end], block.path)
        for block in blocks_between(page, ends, ends + _AFTER)
        for start, end in _rows(page.text, block)
    ]
    every = (_marked(lines, at, outlet) or _led(lines, at, outlet) for at in range(len(lines)))
    return next((found for found in every if found and found[1]), None)
