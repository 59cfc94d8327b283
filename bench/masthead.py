"""The masthead: pages of fiction with all of the truth, and real pages with their fields hidden.

``mastheads/*.toml`` are pages written here, with markup of twenty years: every field of the
masthead is judged, what is absent too. ``unseen`` was written before the reader and is measured
only. Of the real sets (even sites of pages-snippets, the tuning half of page-dates, and for
``--part unseen`` the other halves) every meta element, JSON-LD script and microdata value is
taken out of the page before anybody reads it, and what they state is the truth to agree with:
so this says how well the *printed* masthead is read, where a page prints one. Beside it, in the
same run and on the same bytes, trafilatura's metadata.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.body import snippet_pages
from bench.rows import Row
from bench.shells import printed
from secondsource.errors import Unreadable
from secondsource.read.articles import article_of
from secondsource.read.decoding import decoded
from secondsource.read.mastheads import family_key
from secondsource.read.pages import page_of
from secondsource.records import Article, Given, Page
from secondsource.textview import level

FOLDER = Path(__file__).parent / "mastheads"
FIELDS = (
    "outlet", "headline", "bylines", "section", "canonical", "language", "dateline", "genre",
    "sponsored", "notes", "credits",
)  # fmt: skip
Told = dict[str, Any]

_STATED = re.compile(
    r"<script[^>]*ld\+json[^>]*>.*?</script\s*>|<meta\b[^>]*\b(?:property|name|itemprop)\s*=[^>]*>"
    r"|\sitem(?:prop|type)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)",
    re.IGNORECASE | re.DOTALL,
)
_PERSON = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,4}")
_NOT_PEOPLE = re.compile(
    r"(?i:\b(?:staff|team|editors?|newsroom|admin|news|reporters?|press|desk|agenc\w+|media|redaktion"
    r"|contributors?|magazine|online|board|university|the|of|and|by|inc|gmbh|institut\w*|verlag"
    r"|von|editorial|casa|die|selbst|live|blog|with)\b)|[A-Z]{4}|\b[a-z]{4}",
)


@dataclass(slots=True)
class Tally:
    """How often a field was right, wrongly there, wrongly absent."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    empty: int = 0
    faults: list[str] = field(default_factory=list)

    def judge(self, gold: object, found: object, where: str = "") -> None:
        """Count one page."""
        if gold == found:
            self.right += bool(gold)
            self.empty += not gold
            return
        self.wrong += bool(found)
        self.missed += bool(gold)
        self.faults.append(f"{where}: {gold!r} <> {found!r}")

    @property
    def share(self) -> float:
        """The share of pages of which this field is right, absent where it is absent."""
        return (self.right + self.empty) / max(1, self.right + self.empty + len(self.faults))

    @property
    def score(self) -> float:
        """F1 of the values alone."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


# -- pages written here ---------------------------------------------------------------------


def cases(name: str) -> list[Told]:
    """Read one file of pages."""
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    found: list[Told] = tomllib.loads(text)["page"]
    return found


def told_of(page: Page, article: Article) -> Told:
    """Give what our reader says of a page, in the words of the cases."""

    def value(stated: Any) -> str | None:
        return stated.value if stated else None

    return {
        "outlet": article.outlet,
        "headline": page[article.headline] if article.headline else None,
        "bylines": [one.value for one in article.bylines],
        "section": value(article.section),
        "canonical": value(article.canonical),
        "language": article.language,
        "dateline": page[article.dateline] if article.dateline else None,
        "genre": value(article.genre),
        "sponsored": value(article.sponsored),
        "notes": [[one.kind, page[one.span]] for one in article.notes],
        "credits": sorted({f"{one.agency}:{one.scope}" for one in article.credits}),
    }


def gold_of(case: Told, found: Told) -> Told:
    """Fill a case's truth: what it leaves out is absent; a note is told by its first words."""
    gold = {name: case.get(name, [] if name in ("bylines", "notes", "credits") else None)
            for name in FIELDS}  # fmt: skip
    gold["language"] = case.get("language", "en")
    gold["credits"] = sorted(gold["credits"])
    notes = list(found["notes"])
    for place, (kind, words) in enumerate(gold["notes"]):
        full = notes[place] if place < len(notes) else ["", ""]
        gold["notes"][place] = (
            full if full[0] == kind and full[1].startswith(words) else [kind, words]
        )
    if gold["section"] and found["section"]:
        same = gold["section"].casefold() == found["section"].casefold()
        gold["section"] = found["section"] if same else gold["section"]
    outlet = gold["outlet"]
    if outlet and found["outlet"] and family_key(outlet) == family_key(found["outlet"]):
        gold["outlet"] = found["outlet"]
    return gold


def read(case: Told) -> tuple[Page, Article]:
    """Read a page written here."""
    media = "plain" if "text" in case else "html"
    given = Given(**case.get("given", {}))
    page = page_of(
        printed(case), input="page", media=media, given=given, url=case.get("url")
    )  # fmt: skip
    return page, article_of(page, printed(case))


def judged(name: str) -> dict[str, Tally]:
    """Judge our reader on one file of pages, field by field."""
    tallies: dict[str, Tally] = {one: Tally() for one in FIELDS}
    for case in cases(name):
        found = told_of(*read(case))
        gold = gold_of(case, found)
        for one in FIELDS:
            tallies[one].judge(gold[one], found[one], case.get("headline", ""))
    return tallies


def _theirs(raw: bytes, url: str | None) -> Told:
    from trafilatura.metadata import extract_metadata

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = extract_metadata(raw, default_url=url)
    if found is None:
        return {}
    return {
        "outlet": found.sitename,
        "headline": found.title,
        "bylines": [name.strip() for name in (found.author or "").split(";") if name.strip()],
        "section": found.categories[0] if found.categories else None,
        "canonical": found.url,
    }


def _peer(name: str) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {one: Tally() for one in FIELDS[:5]}
    for case in cases(name):
        if "text" in case:
            continue
        found = {
            **dict.fromkeys(FIELDS),
            "bylines": [],
            "notes": [],
            **_theirs(printed(case), case.get("url")),
        }
        gold = gold_of({**case, "notes": []}, found)
        for one in tallies:
            tallies[one].judge(gold[one], found[one])
    return tallies


# -- real pages, their fields hidden --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Real:
    """A page without what it states for programs, and what that was."""

    name: str
    raw: bytes
    url: str | None
    truth: Mapping[str, Any]


def _real(folder: Path, part: str) -> Iterator[_Real]:
    sites = "even sites" if part == "tuning" else "odd sites"
    half = "tuning" if part == "tuning" else "held out"
    pages = [
        (str(one["file"]), raw, None)
        for _, raw, one in snippet_pages(folder / "pages-snippets", (sites,))
    ]
    pages += _dated(folder / "page-dates", half)
    for name, raw, url in pages:
        text, _ = decoded(raw, html=True)
        try:
            page = page_of(raw, input="page.html", media="html", url=url)
        except Unreadable:
            continue
        hidden = _STATED.sub(" ", text).encode()
        yield _Real(name, hidden, url, _truth(page))


def _dated(root: Path, half: str) -> list[tuple[str, bytes, str | None]]:
    """Give the pages of page-dates of one half, parted by registered name as ``dates`` does."""
    stated = json.loads((root / "eval_default.json").read_text(encoding="utf-8"))
    found: list[tuple[str, bytes, str | None]] = []
    for url, entry in sorted(stated.items()):
        name = ".".join((urlsplit(url).hostname or url).split(".")[-2:])
        even = hashlib.sha256(name.encode()).digest()[-1] % 2 == 0
        places = [root / sub / entry["file"] for sub in ("eval", "cache")]
        if even == (half == "tuning"):
            found += [(url, place.read_bytes(), url) for place in places if place.is_file()][:1]
    return found


def _truth(page: Page) -> Told:
    """Collect what a page states, where it is fit to be a truth and stands in its text."""
    stated: dict[str, list[str]] = defaultdict(list)
    for one in page.fields:
        stated[one.name].append(one.value)
    text = level(page.text, fold=True)

    def first(names: Iterable[str], fit: Callable[[str], bool]) -> str | None:
        return next((v for name in names for v in stated[name] if fit(v)), None)

    def shown(value: str) -> bool:
        return level(value, fold=True).strip() in text

    site = first(("meta:og:site_name", "jsonld:publisher.name"), lambda v: 1 < len(v) < 40)
    people = [v for v in dict.fromkeys(stated["jsonld:author.name"]) if _is_person(v, site)]
    people = people or [v for v in dict.fromkeys(stated["meta:author"]) if _is_person(v, site)]
    return {
        "headline": first(("jsonld:headline", "meta:og:title"), lambda v: len(v) > 12 and shown(v)),
        "outlet": site,
        "bylines": sorted(people) if people and all(map(shown, people)) else [],
        "section": first(
            ("meta:article:section", "jsonld:articleSection"), lambda v: len(v) < 30 and shown(v)
        ),
    }


def _is_person(name: str, site: str | None) -> bool:
    named = _PERSON.fullmatch(name) and not _NOT_PEOPLE.search(name)
    return bool(named) and family_key(name) != family_key(site or "")


def _alike(name: str, gold: Any, found: Any) -> bool:
    if name == "bylines":
        return sorted(map(_plain, gold)) == sorted(map(_plain, found))
    if name == "outlet":
        return family_key(gold).replace(" ", "") == family_key(found or "").replace(" ", "")
    return _plain(gold) == _plain(found or "")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", level(text, fold=True)))


def _ours(raw: bytes, url: str | None) -> Told:
    try:
        page = page_of(raw, input="page.html", media="html", url=url)
    except Unreadable:
        return {}
    return told_of(page, article_of(page, raw))


def agreement(folder: Path, part: str, *, peer: bool = True) -> dict[str, tuple[Tally, Tally]]:
    """Judge us and trafilatura on real pages whose fields are hidden; each field, both tallies."""
    names = ("headline", "outlet", "bylines", "section")
    tallies = {name: (Tally(), Tally()) for name in names}
    for page in _real(folder, part):
        told = _ours(page.raw, page.url)
        other = _theirs(page.raw, page.url) if peer else {}
        for name in names:
            gold = page.truth[name]
            for tally, found in zip(tallies[name], (told.get(name), other.get(name)), strict=True):
                if gold:
                    right = _alike(name, gold, found or [] if name == "bylines" else found)
                    tally.judge(gold, gold if right else found, page.name)
    return tallies


# -- rows -----------------------------------------------------------------------------------


def run(folder: Path, *, part: str = "tuning") -> list[Row]:
    """Measure one part, ``tuning`` or ``unseen``: a row for each field, and the speed."""
    rows = []
    ours, peer = judged(part), _peer(part)
    split = f"{part}, {len(cases(part))} pages"
    for name in FIELDS:
        figure = peer[name].share if name in peer else "-"
        rows.append(
            Row("mastheads (fiction)", split, f"{name} right", ours[name].share,
                "trafilatura", figure)
        )  # fmt: skip
    for name, (mine, theirs) in agreement(folder, part).items():
        split = f"{part}, {mine.right + mine.missed} pages"
        rows.append(
            Row("real pages, fields hidden", split, f"{name} agrees", mine.share,
                "trafilatura", theirs.share)
        )  # fmt: skip
    return rows


def faults(folder: Path, name: str) -> None:
    """Print the faults of one field on the tuning parts."""
    for line in judged("tuning")[name].faults:
        print("fiction", line)
    if name in ("headline", "outlet", "bylines", "section"):
        for line in agreement(folder, "tuning", peer=False)[name][0].faults:
            print(line)
