"""Web pages flattened to plain text, as people save and scrape them, and the labels of their lines.

A page is flattened in five ways (``flattened``): ``lines`` - a line a block, ``<br>`` kept as a
line's end and paragraphs set apart as on the screen; ``joined`` - a line a block, without blank
lines, ``<br>`` a space; ``blank`` - a blank line between all blocks; ``nodes`` - a line for every
stretch of text between two tags, so that a link breaks its paragraph; ``kept`` - the tags dropped
from the file and its own line ends kept, wherever they are. A line is the article's where its
words stand in the body typed out by hand (``labelled``).
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from bench.body import full_pages
from secondsource.read.decoding import decoded
from secondsource.read.pages import page_of
from secondsource.records import Page

OUTLETS = {
    "arstechnica": "arstechnica",
    "bbc": "bbc",
    "cnn": "cnn",
    "forbes": "forbes",
    "foxnews": "foxnews",
    "grubstreet": "nymag",
    "latimes": "latimes",
    "nymag": "nymag",
    "nypost": "nypost",
    "vulture": "nymag",
    "yahoo": "yahoo",
}
WAYS = ("lines", "joined", "blank", "nodes", "kept")
_SITE = re.compile(rb"\b([a-z]{3,20})\.(?:com|org|co)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_HIDDEN = re.compile(r"<(script|style|noscript|head)\b.*?</\1\s*>|<!--.*?-->", re.S | re.I)
_BREAK = re.compile(r"<br\b[^>]*>", re.I)
_TAG = re.compile(r"<[^>]*>")
_SHORT = 6  # words; a shorter line is the article's if it is one of its lines, or runs on in one


def outlet_in(raw: bytes) -> str:
    """Name the outlet, of those of the set, that a page speaks of most."""
    named = Counter(name.decode().lower() for name in _SITE.findall(raw))
    told: Counter[str] = Counter()
    for name, outlet in OUTLETS.items():
        told[outlet] += named[name]
    return max(told, key=lambda outlet: (told[outlet], outlet))


def chosen(root: Path, each: int) -> Iterator[tuple[str, bytes, str]]:
    """Yield (outlet, page, gold text): ``each`` pages an outlet, evenly from every year."""
    taken: Counter[tuple[str, str]] = Counter()
    for split, raw, gold in full_pages(root):
        outlet = outlet_in(raw)
        taken[outlet, split] += 1
        if taken[outlet, split] <= -(-each // 4):  # the set has four years
            yield outlet, raw, gold


def flattened(raw: bytes, way: str) -> str:
    """Drop a page's tags in one of ``WAYS``.

    >>> raw = b"<p>Nine <b>died</b>.</p>"
    >>> flattened(raw, "joined"), flattened(raw, "nodes")
    ('Nine died.', 'Nine\\ndied\\n.')
    """
    if way == "nodes":
        tree = LexborHTMLParser(decoded(raw, html=True)[0])
        tree.strip_tags(["script", "style", "noscript", "template", "head"])
        return tree.body.text(separator="\n", strip=True) if tree.body else ""
    if way == "kept":
        text = _HIDDEN.sub(" ", decoded(raw, html=True)[0])
        return html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).replace("\r", "")
    page = page_of(raw, input="a.html", media="html")
    if way == "lines":
        return page.text
    blocks = (page.text[block.start : block.end] for block in page.blocks)
    if way == "blank":
        return "\n\n".join(blocks)
    return "\n".join(" ".join(block.split()) for block in blocks)


def labelled(page: Page, gold: str) -> list[bool | None]:
    """Say of each line whether it stands in the gold text; None where half of it does.

    Words stand in it where a run of four words does, over the ends of lines too. A line that
    prints the headline, which is the gold text's first line, has no label either.
    """
    wanted = _words(gold)
    runs = set(zip(wanted, wanted[1:], wanted[2:], wanted[3:], strict=False))
    rows = [_words(page.text[block.start : block.end]) for block in page.blocks]
    words = [word for row in rows for word in row]
    stands = [False] * len(words)
    for at, run in enumerate(zip(words, words[1:], words[2:], words[3:], strict=False)):
        if run in runs:
            stands[at : at + 4] = [True] * 4
    lines = {" ".join(_words(line)) for line in gold.split("\n")}
    title = _words(gold.strip().partition("\n")[0])
    found: list[bool | None] = []
    start = 0
    for row in rows:
        share = sum(stands[start : start + len(row)]) / max(1, len(row))
        start += len(row)
        known = None if not row or row == title else _label(share, len(row))
        found.append(True if known is not None and " ".join(row) in lines else known)
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _label(share: float, words: int) -> bool | None:
    low, high = (0.0, 1.0) if words < _SHORT else (0.3, 0.6)
    return True if share > high or share == 1 else False if share < low or not share else None
