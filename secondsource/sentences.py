"""Sentences and words with their places.

A sentence ends at a full stop, a question or exclamation mark or an ellipsis, with whatever
closing marks follow, when what comes next opens a new one (a capital, a digit, an opening
mark) and what stands before is not an abbreviation or an initial. Nothing is guessed from
meaning, so the same words are always cut in the same places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from secondsource.language import language

_END = re.compile(r"(?:[.!?]+|…)[.!?…]*[\"'”’»)\]]*(?=\s)")
_NEXT = re.compile(r"\s+(?P<first>[\"'“‘„«(\[•-]*\S)")
_BEFORE = re.compile(r"[^\s\"'“”‘’(\[]+$")
WORD = re.compile(r"[^\W_]+(?:['’\-.&][^\W_]+)*")


@cache
def _abbreviations(code: str) -> tuple[frozenset[str], frozenset[str]]:
    pack = language(code)
    return (
        frozenset(pack.terms("sentences.never_end")),
        frozenset(pack.terms("sentences.seldom_end")),
    )


def _opens(text: str, end: int, stop: int, code: str) -> bool:
    following = _NEXT.match(text, end, stop)
    if following is None:
        return False
    first = following["first"][-1]
    if first.islower():
        return False
    before = _BEFORE.search(text, max(0, end - 30), end)
    word = before.group() if before else ""
    if not word.endswith("."):
        return True
    bare = word.rstrip(".").lower()
    never, seldom = _abbreviations(code)
    if bare in never or re.fullmatch(r"[^\W\d_]", bare):
        return False
    if bare in seldom or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", bare):
        return first in "\"'“‘„«" or _starts_sentence(text, following.start("first"), code)
    return True


def _starts_sentence(text: str, at: int, code: str) -> bool:
    word = WORD.match(text, at)
    return word is not None and word.group() in language(code).terms("sentences.starters")


def sentences_of(
    text: str, start: int = 0, end: int | None = None, *, code: str = "en"
) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each sentence of ``text[start:end]``, white space trimmed.

    Offsets are code points of ``text``. A language without a pack is cut by the English rules.

    >>> text = "Gen. Marta Roos of the U.S. spoke. “It sank,” she said. Nobody... died."
    >>> [text[a:b] for a, b in sentences_of(text)]
    ['Gen. Marta Roos of the U.S. spoke.', '“It sank,” she said.', 'Nobody... died.']

    Marks alone are no sentence; they open the next.

    >>> text = "They are back. … And they mean it."
    >>> [text[a:b] for a, b in sentences_of(text)]
    ['They are back.', '… And they mean it.']
    """
    stop = len(text) if end is None else end
    here = start
    for mark in _END.finditer(text, start, stop):
        if WORD.search(text, here, mark.end()) and _opens(text, mark.end(), stop, code):
            yield from _trimmed(text, here, mark.end())
            here = mark.end()
    yield from _trimmed(text, here, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def words_of(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each word; marks and spaces between words are left out.

    >>> text = "The ex-minister's U.S. aide"
    >>> [text[a:b] for a, b in words_of(text)]
    ['The', "ex-minister's", 'U.S', 'aide']
    """
    stop = len(text) if end is None else end
    for word in WORD.finditer(text, start, stop):
        yield word.start(), word.end()
