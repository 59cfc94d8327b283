"""Lines that hold several things in a row: menus, sums to give, a caption run into the text.

What may live here: telling such lines by their build. A menu printed on one line is a row of
short names set apart by bars or gaps, or a row of the names that sections of newspapers have;
a row of sums repeats its unit; a caption whose line end was lost shows a picture's credit with
a capital glued to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from secondsource.language import language

_APART = re.compile(r"\s*[|•·»]\s*|\s{2,}|\t+|\s+[/>]\s+")
_ITEMS = 3  # things in a row; two may be a name and its place
_LONGEST = 28  # characters of an item on average
_SHARE = 0.6  # of the words of a row without bars: "Home World Business Sports Opinion Crossword"
WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SUMS = re.compile(
    r"(?:(?P<sign>[$€£₽¥₹])\s?\d[\d.,]*|\d[\d.,]*\s?(?P<unit>[^\W\d_]+))"
    r"(?:\s*[,/|]?\s*(?:(?P=sign)\s?\d[\d.,]*|\d[\d.,]*\s?(?P=unit)))+"
    r"(?:\s*[,/|]?\s*(?:or )?[^\W\d_]+(?: [^\W\d_]+)?)?\W*\Z"
)
_SENTENCE = re.compile(r"[.!?][\"'”’»)]*\s*\Z|,\s")
_CREDIT = re.compile(
    r"(?:(?i:file |handout )?(?:Photo|Photograph|Picture|Image|Foto|PHOTO|IMAGE|PICTURE)s?"
    r"(?:graph)? ?(?::|/| by\b| courtesy of\b) ?)"
)
_JOINT = re.compile(
    r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bLa)(?<!\bDi)(?<!\bYou)(?<!\bFace)"
    r"(?<=[a-z)])(?=[A-Z“\"][\w’']* [\w“\"])|(?<=[A-Z]{2})(?=[A-Z][a-z]+ [a-z])"
    r"|(?<=[A-Z]{2})(?=A [a-z])"
)
_CREDITING = ("Photo", "PHOTO", "Picture", "PICTURE", "Image", "IMAGE", "Foto")  # one is in each
_CAPTION = 300  # characters before a credit; captions of the public sets are shorter
_CREDITED = 60  # characters of a credit
_LEFT = 5  # words of a caption without a credit; a name that is written so stands in fewer
_SEAM = re.compile(r"(?P<left>\b[A-Za-z]?[a-z]{2,})(?P<right>[A-Z][a-z]*)(?= [a-z])")


@cache
def _sections(code: str) -> frozenset[str]:
    return frozenset(language(code).terms("furniture.sections"))


def is_menu_row(text: str, code: str = "en") -> bool:
    """Say whether a line is a row of menu words.

    >>> is_menu_row("News | Sport | Tide tables"), is_menu_row("Home World Business Opinion")
    (True, True)
    >>> is_menu_row("World leaders meet in Osk"), is_menu_row("Osk 2 | Lind 1 | Roos 0")
    (False, False)
    """
    if len(text) > 400 or _SENTENCE.search(text) or any(char.isdigit() for char in text):
        return False
    known = _sections(code)
    items = [item for item in _APART.split(text.strip(" |•·")) if item]
    if len(items) >= _ITEMS and len(text) <= _LONGEST * len(items):
        if any(item.lower() in known for item in items):
            return True
        return "|" in text and len(items) > _ITEMS and all(item[:1].isupper() for item in items)
    words = WORD.findall(text)
    named = sum(word.lower() in known for word in words)
    return len(words) >= _ITEMS and named >= _ITEMS and named >= _SHARE * len(words)


def is_sums(text: str) -> bool:
    """Say whether a line is a row of sums to choose from, with a last word such as "other".

    >>> is_sums("50 crowns 100 crowns Other amount"), is_sums("$5 $10 $20"), is_sums("$5 million")
    (True, True, False)
    """
    return len(text) < 200 and bool(_SUMS.fullmatch(text.strip()))


def caption_glued(text: str) -> int | None:
    """Find where the text begins in a line that opens with a caption glued to it.

    >>> line = "The ferry in May. Photo: HandoutA ferry sank off Osk."
    >>> line[caption_glued(line):]
    'A ferry sank off Osk.'
    """
    head = text[: _CAPTION + _CREDITED]
    if not any(word in head for word in _CREDITING):
        return None
    credit = _CREDIT.search(head)
    if credit is None or credit.start() > _CAPTION:
        return None
    joint = _JOINT.search(text, credit.end(), credit.end() + _CREDITED + 40)
    if joint is None or joint.start() - credit.end() > _CREDITED:
        return None
    return joint.start()


def may_join(text: str) -> bool:
    """Say whether a line holds, near its head, a word with a capital in its midst."""
    return bool(_SEAM.search(text[:_CAPTION]))


def caption_joined(text: str, words: Mapping[str, int]) -> int | None:
    """Find where the text begins in a line that opens with a caption that has no credit.

    ``words`` counts the page's words. The joint is a word that stands nowhere else on the page,
    of which the first half does: "OskNine" where the page says "Osk" too.

    >>> line = "Divers on the pier in OskNine people died when a ferry sank near the pier."
    >>> line[caption_joined(line, {"OskNine": 1, "Osk": 2}):]
    'Nine people died when a ferry sank near the pier.'
    """
    for seam in _SEAM.finditer(text[:_CAPTION]):
        caption, left, joint = text[: seam.start("right")], seam["left"], seam[0]
        if len(WORD.findall(caption)) < _LEFT or re.search(r"[.!?][\"'”’]?\s|[\"“”]", caption):
            return None
        if words.get(joint, 0) == 1 and words.get(left, 0) and len(text) - len(caption) > 40:
            return len(caption)
    return None
