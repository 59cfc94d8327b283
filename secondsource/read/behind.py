"""Days behind a page: in its scripts, its attributes and the comments of its markup.

What may live here: finding the days that the bytes of a page name and its text and fields do
not show. It is asked only where the fields state no day of publication, because a scan of the
bytes costs as much as all other clues together. A day stands here under a name
(``"publishedAt": "2015-05-21"``), and the name says what it is the day of; a name that says
nothing ("data", "src") gives no clue.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from secondsource.almanac import Order, stated_date
from secondsource.read.clues import ANOTHERS, Candidate, candidate, order_of
from secondsource.read.named import Titles, is_of_another, titles_of
from secondsource.read.stateddays import meant
from secondsource.records import Clue, Page

LARGEST = 4_000_000  # bytes looked at; the largest of 800 dated pages has 1.6 million
MOST = 60  # days taken from one page
_MARKED = 4  # printed days looked for in the bytes
_ISO = re.compile(rb"20[0-4]\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?)?")
_ZONE = re.compile(rb"Z|[+-][01]\d:?[0-5]\d")
_QUOTE = rb"(?:\\?[\"']|&quot;|\\u0022)?"
_NAME = re.compile(
    rb"(?<![\w-])([A-Za-z][\w:.-]{1,40})" + _QUOTE + rb"\s{0,3}[:=]\s{0,3}" + _QUOTE + rb"\s?$"
)
_NAMED = re.compile(
    rb"(?P<rest>[\w:.-]{0,24})"
    + _QUOTE
    + rb"\s{0,3}[:=]\s{0,3}"
    + _QUOTE
    + rb"(?P<value>[^\"'<>&\\{}]{6,48})"
)
_TEXT = re.compile(rb"[^<>]{0,160}>\s{0,40}(?P<value>[^<>]{6,60})<")
_TAGS = re.compile(rb"(?:<[^<>]*>\s*)+$")
_TITLE = re.compile(rb"[^<>]{0,120}?\b(?:title|content|datetime)=[\"']?(?P<value>[^\"'<>]{6,60})")
_TIME = re.compile(rb"<time\b([^>]{0,400})>")
_READ = frozenset({"content", "datetime", "title", "value", "time"})  # names of attributes
_CLASS = re.compile(rb"class=[\"']?([^\"'<>]{3,80})")
_NAMES = re.compile(rb"(?:class|id|itemprop)=[\"']?([^\"'<>]{3,80})")
_STEM = re.compile(rb"\w*$")
_FIGURE = re.compile(rb"\d")


def days_behind(page: Page, raw: bytes) -> list[Candidate]:
    """Give the days that stand in a page's bytes alone, under names that say what they are.

    >>> page = Page("p1", "ferry.html", "It sank.")
    >>> raw = b'<script>var page = {"publishedAt": "2015-05-21T08:00:00Z"}</script>'
    >>> [(one.clue.kind, one.clue.field, one.days) for one in days_behind(page, raw)]
    [('script published', 'script:publishedAt', ('2015-05-21',))]
    """
    looked_at = raw[:LARGEST]
    order, titles = order_of(page), titles_of(page)
    found: dict[tuple[str, tuple[str, ...]], Candidate] = {}
    for kind, name, value in (
        *_times(looked_at),
        *_named_days(looked_at, titles),
        *_published(looked_at, titles),
    ):
        one = _stated(kind, name, value, order)
        if one and len(found) < MOST:
            found.setdefault((one.clue.kind, one.days), one)
    return list(found.values())


def _stated(kind: str, name: str, value: str, order: Order | None) -> Candidate | None:
    written = stated_date(value, order=order)
    if written is None or written.precision not in ("day", "time"):
        return None
    return candidate(Clue(kind, value[:120], False, field=name), written)


def _times(raw: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield the time elements that are marked as the page's own, or as a change."""
    at = 0
    for _ in range(MOST):
        at = raw.find(b"<time", at)
        if at < 0:
            return
        found = _TIME.match(raw, at)
        at += 5
        value = found and re.search(rb"datetime=[\"']?([^\"'>]{8,40})", found[1], re.IGNORECASE)
        if found is None or not value:
            continue
        words = found[1].replace(value[0], b"").decode("ascii", "replace").lower()
        if re.search(r"modif|updat|lastmod", words):
            kind = "time modified"
        elif re.search(r"publi|pubdate|entry-?date|posted", words):
            kind = "time published"
        else:
            continue
        yield kind, "time:datetime", value[1].decode("ascii", "replace")


def _named_days(raw: bytes, titles: Titles) -> Iterator[tuple[str, str, str]]:
    """Yield the days written for programs that stand under a name."""
    for found in _ISO.finditer(raw):
        name = _NAME.search(raw, max(0, found.start() - 64), found.start())
        if name is None:
            continue
        key = name[1].decode("ascii")
        if key.lower() == "title":
            place, what = "title", meant(_classes(raw, found.start()))
        else:
            place, what = "script", None if key.lower() in _READ else meant(key)
        if what is None:
            continue
        zone = _ZONE.match(raw, found.end())
        value = found[0] + (zone[0] if zone else b"")
        kind = f"{place} {what}"
        if place == "script" and is_of_another(raw, found.start(), titles):
            kind = ANOTHERS
        yield kind, f"{place}:{key}", value.decode("ascii")


def _classes(raw: bytes, at: int) -> str:
    """Give the classes of the element whose attribute holds a place."""
    low = max(0, at - 300)
    opening = raw.rfind(b"<", low, at)
    found = _CLASS.search(raw, opening, at) if opening >= 0 else None
    return found[1].decode("ascii", "replace") if found else ""


def _published(raw: bytes, titles: Titles) -> Iterator[tuple[str, str, str]]:
    """Yield what stands after the word "published", in any written form."""
    for word in (b"ublish", b"ubdate", b"ubDate"):
        at = 0
        for _ in range(MOST):
            at = raw.find(word, at)
            if at < 0:
                break
            at += len(word)
            stem = _STEM.search(raw[max(0, at - 24) : at])
            for form, place in ((_NAMED, "script"), (_TITLE, "title"), (_TEXT, "element")):
                found = form.match(raw, at)
                if found and _FIGURE.search(found["value"]):
                    name = (stem[0] if stem else b"") + found.groupdict().get("rest", b"")
                    value = found["value"].decode("utf-8", "replace")
                    others = place == "script" and is_of_another(raw, at, titles)
                    kind = ANOTHERS if others else f"{place} published"
                    yield kind, f"{place}:{name.decode('ascii')}", value


def marked(found: Sequence[Candidate], raw: bytes, own: Collection[str]) -> list[Candidate]:
    """Mark printed days by the names of the elements that hold them alone.

    ``own`` are the kinds of clue that may be a page's own: only the first few of those are
    looked for, since a search runs over all bytes. Text and bytes run in the same order, so
    each is looked for behind the one before it.

    >>> clue = Clue("line", "21 May 2015", False)
    >>> day = Candidate(clue, "2015-05-21", "2015-05-21", ("2015-05-21",))
    >>> raw = b'<p>By Io <b class="pubdate">21 May 2015</b>'
    >>> [one.marks for one in marked([day], raw, {"line"})]
    [('element published',)]
    """
    at, left = 0, _MARKED
    done = []
    for one in found:
        if one.days and left and one.clue.kind in own:
            words = one.clue.value.encode("utf-8", "replace")
            here, left = raw.find(words, at), left - 1
            if here >= 0:
                at = here + len(words)
                one = one.marked(*_elements(raw, here))
        done.append(one)
    return done


def _elements(raw: bytes, at: int) -> Iterator[str]:
    opened = _TAGS.search(raw, max(0, at - 300), at)
    if opened is None:
        return
    names = b" ".join(_NAMES.findall(opened[0]))
    plain = names.decode("ascii", "replace")
    if what := meant(plain):
        yield f"element {what}"
    if "omment" in plain:
        yield "element of a comment"
    if b"<time" in opened[0]:
        yield "element time"
