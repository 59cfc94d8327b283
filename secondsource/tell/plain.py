"""Untrusted words made safe to show: nothing in them can steer a terminal or turn a line round.

Every character that does not print - controls, ANSI escapes, marks that reverse the direction
of writing, halves of a pair - is replaced by one visible character. One for one, so that every
span of the text still stands where it stood. A cell of a table that a spreadsheet would take
for a formula begins with an apostrophe; only an address of the web is one to follow.
"""

from __future__ import annotations

import re

_LINE_BREAKS = "\n\t"
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_REPLACED = "\N{REPLACEMENT CHARACTER}"
_ELLIPSIS = " ..."
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_WEB = re.compile(r"https?://[^\s\"'<>\x00-\x20]+", re.I)


def safe(text: str) -> str:
    """Give a text of the same length in which nothing is left that does not print.

    Line feeds and tabs stay; a carriage return becomes a space.

    >>> safe("The ferry\\x1b[31m sank\\r\\n")
    'The ferry�[31m sank \\n'
    """
    return _UNSAFE.sub(_REPLACED, text.replace("\r", " "))


def one_line(text: str) -> str:
    """Give a safe text on one line, with single spaces.

    >>> one_line("  The ferry\\n sank ")
    'The ferry sank'
    """
    return " ".join(safe(text).split())


def cut_to(text: str, most: int) -> str:
    """Cut a text at a word so that it has at most so many characters, and show that it is cut.

    >>> cut_to("The ferry sank off Varnova", 18)
    'The ferry sank ...'
    """
    if len(text) <= most:
        return text
    kept = text[: max(1, most - len(_ELLIPSIS)) + 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept[:-1]).rstrip() + _ELLIPSIS


def quoted(words: str) -> str:
    """Put words in quotation marks, unless marks of their own stand among them.

    >>> quoted("It sank"), quoted("“It sank,” she said. “Fast.”")
    ('“It sank”', '“It sank,” she said. “Fast.”')
    """
    return words if any(mark in words for mark in '“”"«»„') else f"“{words}”"


def cell(value: str) -> str:
    """Give a value as a cell of a table: on one line, and no formula to a spreadsheet.

    >>> cell("=HYPERLINK(1)"), cell("12 dead")
    ("'=HYPERLINK(1)", '12 dead')
    """
    words = one_line(value)
    return f"'{words}" if words.startswith(_FORMULA) else words


def web_address(url: str | None) -> str | None:
    """Give an address only if it is one of the web, so that nothing else becomes a link.

    >>> web_address("https://levpress.example/a"), web_address("javascript:alert(1)")
    ('https://levpress.example/a', None)
    """
    return url if url and _WEB.fullmatch(url) else None
