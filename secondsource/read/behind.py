"""Days behind a page: in its scripts, its attributes and the comments of its markup.

What may live here: finding the days that the bytes of a page name and its text and fields do
not show. It is asked only where the fields state no day of publication, because a scan of the
bytes costs as much as all other clues together. A day stands here under a name
(``"publishedAt": "2015-05-21"``), and the name says what it is the day of; a name that says
nothing ("data", "src") gives no clue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondsource.almanac import Order, stated_date
from secondsource.read.clues import Candidate, candidate, order_of
from secondsource.read.stateddays import meant
from secondsource.records import Clue, Page

LARGEST = 4_000_000  # bytes looked at; the largest of 800 dated pages has 1.6 million
MOST = 60  # days taken from one page
_ISO = re.compile(rb"20[0-4]\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?)?")
_ZONE = re.compile(rb"Z|[+-][01]\d:?[0-5]\d")
_QUOTE = rb"(?:\\?[\"']|&quot;|\\u0022)?"
_NAME = re.compile(
    rb"(?<![\w-])([A-Za-z][\w:.-]{1,40})" + _QUOTE + rb"\s{0,3}[:=]\s{0,3}" + _QUOTE + rb"\s?$"
)
_NAMED = re.compile(
    rb"[\w:.-]{0,24}" + _QUOTE + rb"\s{0,3}[:=]\s{0,3}" + _QUOTE + rb"([^\"'<>&\\{}]{6,48})"
)
_TITLE = re.compile(rb"[^<>]{0,120}?\b(?:title|content|datetime)=[\"']?([^\"'<>]{6,60})")
_TIME = re.compile(rb"<time\b([^>]{0,400})>")
_READ = frozenset({"content", "datetime", "title", "value", "time"})  # names of attributes
_STEM = re.compile(r"\w*$")


def days_behind(page: Page, raw: bytes) -> list[Candidate]:
    """Give the days that stand in a page's bytes alone, under names that say what they are.

    >>> page = Page("p1", "ferry.html", "It sank.")
    >>> raw = b'<script>var page = {"publishedAt": "2015-05-21T08:00:00Z"}</script>'
    >>> [(one.clue.kind, one.clue.field, one.days) for one in days_behind(page, raw)]
    [('script published', 'script:publishedAt', ('2015-05-21',))]
    """
    looked_at = raw[:LARGEST]
    order = order_of(page)
    found: dict[tuple[str, tuple[str, ...]], Candidate] = {}
    for kind, name, value in (
        *_times(looked_at),
        *_named_days(looked_at),
        *_published(looked_at),
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


def _named_days(raw: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield the days written for programs that stand under a name."""
    for found in _ISO.finditer(raw):
        name = _NAME.search(raw, max(0, found.start() - 64), found.start())
        if name is None:
            continue
        key = name[1].decode("ascii")
        what = None if key.lower() in _READ else meant(key)
        if what is None:
            continue
        zone = _ZONE.match(raw, found.end())
        value = found[0] + (zone[0] if zone else b"")
        yield f"script {what}", f"script:{key}", value.decode("ascii")


def _published(raw: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield what stands after the word "published", in any written form."""
    for word in (b"ublish", b"ubdate", b"ubDate"):
        at = 0
        for _ in range(MOST):
            at = raw.find(word, at)
            if at < 0:
                break
            at += len(word)
            start = raw[max(0, at - 24) : at].decode("ascii", "replace")
            stem = _STEM.search(start)
            for form, place in ((_NAMED, "script"), (_TITLE, "title")):
                found = form.match(raw, at)
                if found and any(48 <= char <= 57 for char in found[1]):
                    name = (stem[0] if stem else "") or "published"
                    value = found[1].decode("utf-8", "replace")
                    yield f"{place} published", f"{place}:{name}", value
