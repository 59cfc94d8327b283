"""The texts of feeds: plain or marked up, whole or a teaser.

What may live here: what can be said of a text that a feed gives, whatever format it came in.
"""

from __future__ import annotations

import html
import re
from functools import cache

from secondsource.language import language

# Words from which a text is whole: that a feed gives as its content, or as its description. Of
# 360 news pages typed out by hand the shortest article has 126 words and one in thirty under 200.
_WHOLE_CONTENT, _WHOLE_DESCRIPTION = 80, 160
_LONGER = 1.5  # times its own summary: content that is so much longer is no summary
_TAG = re.compile(r"<[!/?A-Za-z][^<>]{0,4000}>")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.|&#8230;|&hellip;)\])[\"'”’)\]]*\Z")
_BREAKS = re.compile(r"\s*\n\s*")


def is_marked_up(text: str) -> bool:
    """Say whether a text holds tags."""
    return bool(_TAG.search(text))


def paragraphs_of(text: str) -> str:
    """Write plain text as HTML, a paragraph a line; entities it may hold are kept.

    >>> paragraphs_of("Nine died.\\n\\nThe tug & its crew are safe.")
    '<p>Nine died.</p>\\n<p>The tug &amp; its crew are safe.</p>'
    """
    said = html.escape(html.unescape(text.strip()), quote=False)
    return "\n".join(f"<p>{line}</p>" for line in _BREAKS.split(said) if line)


def plain_words(markup: str) -> str:
    """Give the words of a short piece of HTML on one line.

    >>> plain_words("<b>Ferry</b> &amp; tug\\n collide")
    'Ferry & tug collide'
    """
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def is_whole(text: str, summary: str | None) -> bool:
    """Judge whether a feed gives the whole text; ``summary`` is None for a mere description.

    >>> is_whole("<p>" + "Nine died. " * 50 + "</p>", "Nine died."), is_whole("Nine [...]", None)
    (True, False)
    """
    words = plain_words(text)
    if _CUT_OFF.search(words) or _ends().search(words[-200:]):
        return False
    count = len(words.split())
    if summary is None:
        return count >= _WHOLE_DESCRIPTION
    least = _LONGER * len(plain_words(summary).split())
    return count >= _WHOLE_CONTENT or (0 < least <= count and count >= _WHOLE_CONTENT // 2)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile("|".join(language("en").terms("feeds.ends")), re.IGNORECASE)
