"""What can be seen of a block of a web page that tells article from furniture, as numbers.

What may live here: measuring blocks; the weights that judge the numbers are trained
(``body.json``, by ``bench/train_body.py``). It works because furniture is linked, short, listed
and named as such by the page's own classes, while an article is a run of unlinked sentences in
one container; and because neighbours are alike.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from secondsource.records import Block, Page

KINDS = ("p", "div", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "figcaption", "button",
         "label", "dd", "body", "article", "section", "pre", "h5")  # fmt: skip
PLACES = {
    "nav": r"\bnav|menu|breadcrumb|crumbs",
    "footer": r"footer|\bfoot\b|bottom|copyright|legal|colophon",
    "header": r"\bheader|masthead|topbar|banner|\btop\b|logo",
    "aside": r"\baside|sidebar|side-?bar|rail\b|right-?col|col-?right|secondary|\bleft\b|\bright\b",
    "form": r"\bform\b|search|login|signup|sign-up|subscri|newsletter|register|paywall|donat",
    "related": r"relat|recommend|read-?more|more-?(from|stories|news|on)|popular|trending|teaser"
    r"|most-?(read|viewed)|latest|also|promo|outbrain|taboola|headlines|see-?also|next-?up|recirc",
    "share": r"shar(e|ing)|social|facebook|twitter|follow|addthis|tools\b|toolbar|print|e-?mail",
    "comment": r"comment|disqus|\brespond\b|responses|replies|discussion|reader-?react",
    "caption": r"caption|figure|photo|image|gallery|slideshow|credit|media\b|video|\bpic",
    "byline": r"byline|author|\bbio|contributor|writer",
    "meta": r"\bmeta|dateline|\bdate\b|time-?stamp|publish|posted|\btags?\b|categor|keyword|topic",
    "advert": r"\bad[sv]?\b|\bads?[-_]|advert|sponsor|commercial|\bdfp|\bgpt|widget|module|\bbox\b",
    "list": r"\b[uo]l\b|\blist",
    "article": r"\barticle\b",
    "main": r"\bmain\b|role_main",
    "content": r"content",
    "story": r"story|article-|articl|\bpost\b|post-|entry|\bbody-|text\b|-body|paragraph|copy\b",
    "table": r"\btd\b",
    "summary": r"summary|standfirst|\bdek\b|subtitle|sub-?head|excerpt|\blead\b|intro|deck",
    "hidden": r"hidden|\bhide|modal|popup|overlay|cookie|consent|gdpr|sr-only|visually|tooltip",
    "box": r"pull-?quote|inset|fact-?box|infobox|callout|highlights|key-?points|\btoc\b",
}
_PLACES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in PLACES.values())
_WORD = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"[.!?…。][\"'”’»)\]]*$")
_INNER = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]?[^\W\d_a-z]")
_RIGHTS = re.compile(r"©|\(c\)|copyright|all rights reserved", re.IGNORECASE)
_DAY = re.compile(r"\b(?:19|20)\d\d\b|\d\d?:\d\d|\b\d\d?[./]\d\d?[./]\d\d")
_URGES = re.compile(
    r"\b(?:click|subscribe|sign up|log ?in|register|follow us|read more|newsletter|share|e-?mail|"
    r"advertis\w+|cookies?|comments?|donate|related|more:|see also|photos?:|print|abonn\w+|"
    r"anmelden|weitere|mehr zum)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d")
_SPOKEN = re.compile(r"\b(?:said|says|told|according to|dit|sagte|dijo)\b")
_CAPITAL = re.compile(r"\b[^\W\d_a-z]")
_TAIL = 3  # innermost elements of a path: a caption in a story is a caption
_LOOKED_AT = 600  # characters of a block; what comes after is more of the same


_ANY = re.compile("|".join(f"(?:{pattern})" for pattern in PLACES.values()), re.IGNORECASE)


@lru_cache(maxsize=50_000)
def _place(token: str) -> int:
    """Say, in bits, which places one element names; pages of an outlet share their elements."""
    if not _ANY.search(token):
        return 0
    return sum(1 << bit for bit, pattern in enumerate(_PLACES) if pattern.search(token))


@lru_cache(maxsize=4_096)
def _row(bits: int) -> tuple[float, ...]:
    return tuple(float(bits >> bit & 1) for bit in range(len(_PLACES)))


@lru_cache(maxsize=16_384)
def places(path: str) -> tuple[float, ...]:
    """Say for each kind of place (``PLACES``) whether a path names it: 1 within, 0 without."""
    bits = 0
    for token in path.split():
        bits |= _place(token)
    return _row(bits)


def _mass(page: Page) -> tuple[dict[str, float], list[str]]:
    """Weigh every container by the unlinked running text straight or nearly straight in it."""
    mass: dict[str, float] = defaultdict(float)
    parents: list[str] = []
    for block in page.blocks:
        parent = block.path.rpartition(" ")[0] if block.kind != "td" else block.path
        parents.append(parent)
        length = block.end - block.start
        if length > 60 and block.linked * 3 < length:
            weight = math.sqrt(length) * (2.0 if block.kind == "p" else 1.0)
            mass[parent] += weight
            mass[parent.rpartition(" ")[0]] += weight / 2
    return mass, parents


def _shared(path: str, best: Sequence[str]) -> float:
    same = 0
    for token, wanted in zip(path.split(), best, strict=False):
        if token != wanted:
            break
        same += 1
    return same / max(1, len(best))


def _own(text: str, block: Block) -> list[float]:
    length = block.end - block.start
    words = _WORD.findall(text)
    count = max(1, len(words))
    short = len(text)
    capitals = len(_CAPITAL.findall(text))
    opening = text[:160]
    return [
        math.log1p(length) / 8,
        min(1.0, count / 40),
        float(count < 4),
        float(count < 10),
        block.linked / max(1, length),
        float(block.linked >= length - 2),
        float(bool(_ENDS.search(text[-6:]))),
        min(3, len(_INNER.findall(text))) / 3 if count > 5 else 0.0,
        min(1.0, text.count(",") * 10 / max(40, short)),
        capitals / count,
        len(_DIGITS.findall(opening)) / max(1, min(160, short)),
        float(text[:1].islower()),
        float(text[:1] in "\"'“‘„«"),
        float(text.endswith(":")),
        float("|" in text or "»" in text[-3:] or "›" in text or "·" in text),
        float(
            ("ight" in text or "©" in text or "(" in text or "IGHT" in text)
            and bool(_RIGHTS.search(text))
        ),
        float(length < 120 and bool(_DAY.search(text))),
        float(bool(_URGES.search(opening))),
        float(text.isupper()),
        float("?" in text),
        (short - capitals) / count / 10,
        float(count > 3 and bool(_SPOKEN.search(text))),
    ]


def traits(page: Page, *, headline: int | None = None) -> list[list[float]]:
    """Measure every block of a page by itself and in its container: one row of numbers a block.

    ``headline`` is the index of the block that is the headline, if one is known.
    """
    mass, parents = _mass(page)
    best = max(mass, key=lambda path: (mass[path], path), default="")
    tokens, heaviest = best.split(), max(mass.values(), default=1.0)
    total = max(1, len(page.text))
    body = _stated(page)
    known: dict[str, float] = {}
    texts = [
        page.text[block.start : min(block.end, block.start + _LOOKED_AT)] for block in page.blocks
    ]
    seen = Counter(texts)  # a gallery prints its captions twice, an article its sentences once
    rows: list[list[float]] = []
    kinds: dict[str, int] = {kind: at for at, kind in enumerate(KINDS)}
    for index, block in enumerate(page.blocks):
        text = texts[index]
        row = _own(text, block)
        kind = [0.0] * len(KINDS)
        if block.kind in kinds:
            kind[kinds[block.kind]] = 1.0
        parent = parents[index]
        if parent not in known:
            known[parent] = _shared(parent, tokens)
        row += kind
        row += places(block.path)
        row += places(" ".join(block.path.split(" ")[-_TAIL:]))
        row += [
            mass.get(parent, 0.0) / heaviest,
            float(parent == best),
            float(parent.startswith(best)),
            known[parent],
            block.start / total,
            min(1.0, block.path.count(" ") / 30),
            float(headline is not None and index > headline),
            float(headline is not None and index == headline),
            max(-1.0, min(1.0, (index - headline) / 40)) if headline is not None else 0.0,
            float(headline is not None),
            float(seen[text] > 1),
            _within(body, text),
            float(body is not None),
        ]
        rows.append(row)
    return rows


def _stated(page: Page) -> str | None:
    for field in page.fields:
        if field.name in ("jsonld:articleBody", "itemprop:articleBody") and len(field.value) > 400:
            return "".join(_WORD.findall(field.value))
    return None


def _within(body: str | None, text: str) -> float:
    if body is None:
        return 0.5
    letters = "".join(_WORD.findall(text))
    return float(len(letters) > 10 and letters in body)


def windows(rows: Sequence[Sequence[float]], reach: int = 2) -> Iterator[list[float]]:
    """Set each row beside those of its neighbours; beyond the ends stand rows of zeros."""
    width = len(rows[0]) if rows else 0
    nothing = [0.0] * width
    for at in range(len(rows)):
        window: list[float] = []
        for step in range(-reach, reach + 1):
            near = at + step
            window.extend(rows[near] if 0 <= near < len(rows) else nothing)
        yield window
