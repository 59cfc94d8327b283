"""What a version changed, on real pages that were edited here: what is found, and what is made up.

Every fourth page of ``pages-fulltext`` is read, edited in its HTML as a newsroom would, and read
again: a word of a paragraph changed, a paragraph removed, one added, one moved, or nothing of the
news but the page around it (what is read most, an advertisement, the time the server prints). Which
paragraph is edited is drawn from a seed. Counted are sentences: those that an edit took or brought
and that are told (recall), those told that the edit took or brought (precision). A moved paragraph
takes and brings none.
"""

from __future__ import annotations

import html
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.rows import Row
from secondsource.errors import Unreadable
from secondsource.pipeline import passages_in, read_page, read_together
from secondsource.read.revisions import revisions_of
from secondsource.records import Account, Draft, Given, Page, Span
from secondsource.sentences import sentences_of, words_of
from secondsource.textview import level

SEED = 11
EACH = 4  # every so many pages: 90 of 360
AT = "https://edited.example/2031/05/page"
_PARAGRAPH = re.compile(rb"<p\b[^>]*>((?:(?!</?p\b).){80,2000}?)</p>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_NEW = "Divers of the harbour board found the recorder of the ferry on Tuesday, it said."
_AROUND = (
    b"<div class='most-read'><h3>Most read</h3><ul><li><a href='/a'>Rain in Levna for a week</a>"
    b"</li><li><a href='/b'>Tug found off Osk</a></li></ul></div>"
    b"<div class='ad'>Advertisement</div><p class='clock'>Page served 22 May 2031, 10:15</p>"
)

Words = tuple[str, ...]


class Edited(NamedTuple):
    """A page after an edit, and the sentences that the edit took and brought."""

    raw: bytes
    lost: Sequence[Words] = ()
    gained: Sequence[Words] = ()


class Place(NamedTuple):
    """A paragraph of the body in the page's bytes: its ends, its inside, its sentences."""

    start: int
    end: int
    inside: bytes
    sentences: Sequence[Words]


def run(root: Path) -> list[Row]:
    """Edit, read again and compare; the rows of each kind of edit."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for place in sorted(root.glob("pages-fulltext/*/html/*"))[::EACH]:
        raw = place.read_bytes()
        first = _read(raw, 21)
        paragraphs = _paragraphs(raw, first) if first else []
        if first is None or len(paragraphs) < 4:
            continue
        for kind, edit in EDITS.items():
            chance = random.Random(f"{SEED} {place.name} {kind}")
            edited = edit(raw, paragraphs, chance)
            later = _read(edited.raw, 22)
            if later is not None:
                _count(tallies[kind], edited, _told(first, later))
    return [row for kind, tally in tallies.items() for row in _rows(kind, tally)]


def _rows(kind: str, tally: Counter[str]) -> Iterator[Row]:
    told = ("pages-fulltext, edited", f"{kind}, {tally['pages']} pages")
    if tally["edited"]:
        yield Row(*told, "recall", tally["found"] / tally["edited"], "edited", tally["edited"])
        precision = tally["found"] / max(1, tally["made"])
        yield Row(*told, "precision", precision, "told", tally["made"])
    else:
        yield Row(*told, "told a page", tally["made"] / max(1, tally["pages"]), "edited", 0)


def _count(
    tally: Counter[str], edited: Edited, told: tuple[Counter[Words], Counter[Words]]
) -> None:
    lost, gained = Counter(edited.lost), Counter(edited.gained)
    tally["pages"] += 1
    tally["edited"] += lost.total() + gained.total()
    tally["made"] += told[0].total() + told[1].total()
    tally["found"] += (lost & told[0]).total() + (gained & told[1]).total()


def _read(raw: bytes, day: int) -> Draft | None:
    given = Given(fetched=f"2031-05-{day}T10:00:00Z")
    try:
        page, article = read_page(raw, input=AT, media="html", given=given, url=AT)
    except Unreadable:
        return None
    return Draft(page, article, AT)


def _told(first: Draft, later: Draft) -> tuple[Counter[Words], Counter[Words]]:
    """Give the sentences that a revision tells as gone, and those it tells as new."""
    if first.page.id == later.page.id:
        return Counter(), Counter()
    drafts = read_together([first, later])
    accounts = [Account(d.page, d.article, passages_in(d.page, d.article)) for d in drafts]
    pages = {one.page.id: one.page for one in accounts}
    lost: Counter[Words] = Counter()
    gained: Counter[Words] = Counter()
    for revision in revisions_of(accounts):
        for change in revision.changes:
            lost.update([_words_at(pages[first.page.id], change.before)] if change.before else [])
            gained.update([_words_at(pages[later.page.id], change.after)] if change.after else [])
    return lost, gained


# -- the edits ------------------------------------------------------------------------------


def _paragraphs(raw: bytes, first: Draft) -> list[Place]:
    """Find the paragraphs of the page all of whose sentences were read as the article's."""
    passages = passages_in(first.page, first.article)
    body = {_words_at(first.page, one.span) for one in passages if not one.headline}
    found = []
    for match in _PARAGRAPH.finditer(raw):
        sentences = _sentences(match[1])
        if sentences and all(one in body for one in sentences):
            found.append(Place(match.start(), match.end(), match[1], sentences))
    return found


def _sentences(inside: bytes) -> list[Words]:
    bare = _TAG.sub("", inside.decode("utf-8", "replace"))
    text = " ".join(html.unescape(bare).split())
    return [_words(text[start:end]) for start, end in sentences_of(text)]


def _words_at(page: Page, span: Span) -> Words:
    return _words(page[span])


def _words(text: str) -> Words:
    return tuple(level(text[start:end], fold=True) for start, end in words_of(text))


def _reworded(raw: bytes, places: Sequence[Place], chance: random.Random) -> Edited:
    """Change a word of some letters that stands once in its paragraph."""
    one = chance.choice(places)
    plain = re.findall(rb"(?<![\w<&/-])[a-z]{5,12}(?![\w>;-])", one.inside)
    once = sorted(word for word in set(plain) if one.inside.count(word) == 1)
    if not once:
        return Edited(raw)
    changed = one.inside.replace(chance.choice(once), b"zorvath", 1)
    before, after = Counter(one.sentences), Counter(_sentences(changed))
    inner = raw[one.start : one.end].replace(one.inside, changed, 1)
    whole = raw[: one.start] + inner + raw[one.end :]
    return Edited(whole, list((before - after).elements()), list((after - before).elements()))


def _removed(raw: bytes, places: Sequence[Place], chance: random.Random) -> Edited:
    one = chance.choice(places)
    return Edited(raw[: one.start] + raw[one.end :], one.sentences)


def _added(raw: bytes, places: Sequence[Place], chance: random.Random) -> Edited:
    one = chance.choice(places)
    inner = raw[one.start : one.end].replace(one.inside, _NEW.encode(), 1)
    return Edited(raw[: one.end] + b"\n" + inner + raw[one.end :], (), [_words(_NEW)])


def _moved(raw: bytes, places: Sequence[Place], chance: random.Random) -> Edited:
    at = chance.randrange(len(places) - 2)
    one, below = places[at], places[at + 2]
    between = raw[one.end : below.end]
    return Edited(raw[: one.start] + between + raw[one.start : one.end] + raw[below.end :])


def _around(raw: bytes, places: Sequence[Place], chance: random.Random) -> Edited:
    """Change the page behind its last paragraph, and nothing of the news."""
    end = raw.lower().rfind(b"</body")
    end = len(raw) if end < 0 else end
    return Edited(raw[:end] + _AROUND + raw[end:])


EDITS: dict[str, Callable[[bytes, Sequence[Place], random.Random], Edited]] = {
    "a word changed": _reworded,
    "a paragraph removed": _removed,
    "a paragraph added": _added,
    "a paragraph moved": _moved,
    "the page around it": _around,
}
