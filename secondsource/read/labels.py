"""Lines at the head of an article that only say who wrote it, and when, or whose page it is.

What may live here: telling such lines, which stand among an article's paragraphs but are none.
It works because they hold nothing but days, hours, the words of bylines and names: of 37 of them
that the network kept on the pages with a typed-out body, all 37 are not in it. Of 15 lines alone
above the headline that it kept there and on half of the snippet sites, 13 are not in the body.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from secondsource.records import Block, Page

_MOST = 16  # words; a longer line tells something
_PARAGRAPH = 60  # characters: from the first so long that ends in a stop, the article has begun
_WORD = re.compile(r"[^\W_]+")
_ENDED = re.compile(r"[.!?…。][\"'”’»)\]]*$")
_OPENS = re.compile(r"(?:by|von|par|(?:last )?updated|posted|published)\b", re.IGNORECASE)
_LINKING = frozenset(["of", "and", "the", "in", "at", "on", "for", "de", "van", "to", "von"])


@cache
def _known() -> frozenset[str]:
    place = resources.files("secondsource.read") / "traits.toml"
    lists = tomllib.loads(place.read_text(encoding="utf-8"))
    return frozenset([*lists["days"].split(), *lists["writers"].split()])


def is_label(text: str) -> bool:
    """Say whether a line holds nothing but who wrote an article, and when.

    >>> is_label("Saturday 16 March 2030. By Ann Vale"), is_label("By noon nine were found dead")
    (True, False)
    """
    words = _WORD.findall(text[:200])
    if not 1 <= len(words) <= _MOST:
        return False
    known, rest = 0, []
    for word in words:
        if word[0].isdigit() or word.lower() in _known():
            known += 1
        else:
            rest.append(word)
    if any(word[0].islower() and word not in _LINKING for word in rest):
        return False
    return _OPENS.match(text) is not None or known >= max(2, len(words) / 3)


def labels_in(page: Page, kept: Sequence[bool], *, headline: int | None = None) -> list[int]:
    """Give the blocks before the first kept paragraph that are kept and are labels.

    So is a line above the headline that stands alone, such as the outlet's name.
    """
    found = []
    for at, (block, keep) in enumerate(zip(page.blocks, kept, strict=True)):
        if not keep or at == headline:
            continue
        if _opens(page, block):
            break
        text = page.text[block.start : block.end]
        above = headline is not None and at < headline - 1
        if is_label(text) or (above and _alone(at, kept) and _is_name(text)):
            found.append(at)
    return found


def _alone(at: int, kept: Sequence[bool]) -> bool:
    return not (at > 0 and kept[at - 1]) and not kept[at + 1]


def _is_name(text: str) -> bool:
    return len(text.split()) < 10 and not _ENDED.search(text[-4:])


def _opens(page: Page, block: Block) -> bool:
    long = block.end - block.start >= _PARAGRAPH
    return long and _ENDED.search(page.text[block.end - 4 : block.end]) is not None
