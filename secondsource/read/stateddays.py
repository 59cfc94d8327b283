"""Days stated for programs: by a person or a feed, in fields, in addresses.

What may live here: which named value is a day of publication, of change or of something else,
by the words of its name. What a field says is not weighed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from secondsource.almanac import Order, date_in_address, stated_date
from secondsource.read.clues import ANOTHERS, Candidate, candidate, order_of
from secondsource.read.named import is_other, titles_of
from secondsource.records import Clue, Field, Page

_MODIFIED = re.compile(r"modif|update|lastmod|revis|changed|lastpub|edited")
_OTHER = re.compile(
    r"expir|cache|event|start|enddate|found|birth|death|valid|copyright|crawl|generat|abstract"
    r"|description|title|image|keyword|twitter|ogurl|available|duration|render|year|deadline"
    r"|build|version|session|now$|server|current|today|comment|until|joined|register|member"
)
_PUBLISHED = re.compile(
    r"publi|pubdate|pdate$|issued|release|original|display|articledate|sailthrudate|citation"
    r"|upload|posted|parselypub|pubtime|onlinedate|postdate|entrydate|firstpub"
)
_CREATED = re.compile(r"creat")
_DATE = re.compile(r"^(?:\w{0,12})(?:date|time|datum|fecha|timestamp)(?:time)?$|^date")
_ELSEWHERE = re.compile(
    r"comment|review|itemlist|video|publisher|author|hasPart|mentions|related|image|audio|event"
    r"|isBasedOn|citation|memberOf|offers",
    re.IGNORECASE,
)
_PICTURES = frozenset({"meta:og:image", "meta:twitter:image", "meta:og:image:url"})
_ARCHIVED = re.compile(r"/web/(?P<day>\d{4,14})[a-z_]*/")
_HOST = re.compile(r"^\s*(?:https?:)?//[^/]*/?(?:https?://[^/]*/?)?", re.IGNORECASE)
_FIGURES = re.compile(r"\d{4}|\d\d[-_.]\d\d")  # without which an address holds no day
_GIVEN = (
    ("date", "given"),
    ("listed", "given.listed"),
    ("modified", "given.modified"),
    ("served", "given.served"),
)


def meant(name: str) -> str | None:
    """Say what a day is the day of by the name it stands under: published, created, modified...

    >>> meant("article:published_time"), meant("lastmod"), meant("og:image"), meant("pub_date")
    ('published', 'modified', None, 'published')
    """
    plain = re.sub(r"[^a-z]", "", name.lower())
    if _OTHER.search(plain):
        return None
    if _MODIFIED.search(plain):
        return "modified"
    if _PUBLISHED.search(plain):
        return "published"
    if _CREATED.search(plain):
        return "created"
    return "date" if _DATE.search(plain) else None


_META = {
    "published": "meta",
    "created": "meta created",
    "modified": "meta modified",
    "date": "meta date",
}


# Fields of documents that are no web pages: what opens a Markdown file, what a program wrote.
_FILES = {
    "front": {
        "date": "meta",
        "published": "meta",
        "updated": "meta modified",
        "modified": "meta modified",
    },
    "pdf": {"created": "file created"},
    "docx": {"created": "file created", "modified": "file modified"},
}


@cache
def _field_kind(name: str) -> str | None:
    place, _, rest = name.partition(":")
    if place == "jsonld":
        return _linked_kind(rest, re.sub(r"[^a-z]", "", rest.lower()))
    if place in _FILES:
        return _FILES[place].get(rest)
    if place not in ("meta", "itemprop"):
        return None
    return _META.get(meant(rest) or "")


def _linked_kind(path: str, plain: str) -> str | None:
    parts = re.split(r"[./\[\]]+", path)
    if any(_ELSEWHERE.search(part) for part in parts[:-1]):
        return None
    for ending in ("datepublished", "datecreated", "datemodified", "uploaddate"):
        if plain.endswith(ending):
            name = {"datepublished": "datePublished", "datemodified": "dateModified"}
            return f"json-ld {name.get(ending, 'dateCreated')}"
    return None


def stated_days(page: Page) -> list[Candidate]:
    """Give the days a page, its feed, its server and its addresses state.

    >>> page = Page("p1", "ferry.html", "", fields=(Field("meta:pubdate", "2015-05-21"),))
    >>> [(one.clue.kind, one.days) for one in stated_days(page)]
    [('meta', ('2015-05-21',))]
    """
    order = order_of(page)
    return [*_given(page, order), *_fields(page, order), *_addresses(page)]


def _given(page: Page, order: Order | None) -> Iterator[Candidate]:
    for name, kind in _GIVEN:
        value = getattr(page.given, name)
        if value and (one := _stated(Field(f"given.{name}", value), kind, order)):
            yield one


def _fields(page: Page, order: Order | None) -> Iterator[Candidate]:
    seen: set[tuple[str, str]] = set()
    timed = 0
    titles = titles_of(page)
    another = False
    for one in page.fields:
        if one.name == "jsonld:headline":
            another = is_other(one.value, titles)
        elif one.name == "jsonld:@type":  # the next thing of the script
            another = False
        if one.name == "time:datetime":
            kind: str | None = "later time element" if timed else "time element"
        else:
            kind = _field_kind(one.name)
            if kind and another and one.name.startswith("jsonld:"):
                kind = ANOTHERS
        if kind is None or (kind, one.value) in seen:
            continue
        if found := _stated(one, kind, order):
            timed += kind == "time element"
            seen.add((kind, one.value))
            yield found


def _stated(one: Field, kind: str, order: Order | None) -> Candidate | None:
    written = stated_date(one.value, order=order)
    if written is None:
        return None
    return candidate(Clue(kind, one.value[:120], False, field=one.name), written)


def _addresses(page: Page) -> Iterator[Candidate]:
    named = [("url", page.url or "", "address")]
    for one in page.fields:
        if one.name in ("link:canonical", "meta:og:url"):
            named.append((one.name, one.value, "address"))
        elif one.name in _PICTURES:
            named.append((one.name, one.value, "picture's address"))
    seen: set[tuple[str, str]] = set()
    for name, address, kind in named:
        bare = _path_of(address)
        if (kind, bare) in seen or not _FIGURES.search(bare):
            continue
        seen.add((kind, bare))
        written = date_in_address(bare)
        if written is None or (kind, str(written.earliest)) in seen:
            continue
        if found := candidate(Clue(kind, address[:200], False, field=name), written):
            seen.add((kind, found.earliest))
            yield found


def _path_of(address: str) -> str:
    """Give an address without its host, and without an archive's own part."""
    return _HOST.sub("/", _ARCHIVED.sub("", address, count=1), count=1)


def last_day(page: Page) -> str | None:
    """Give the day after which the page cannot be: it was fetched, or archived, by then.

    >>> from secondsource.records import Given
    >>> last_day(Page("p1", "a.html", "", given=Given(fetched="2015-06-01T10:00:00Z")))
    '2015-06-01'
    """
    days = []
    if page.given.fetched and (written := stated_date(page.given.fetched)):
        days.append(written.latest)
    archived = _ARCHIVED.search(page.url or "")
    if archived and (written := stated_date(archived["day"][:8])):
        days.append(written.latest)
    return min((day for day in days if day), default=None)
