"""The text tells its language; what the page states counts only where the text is too short."""

from __future__ import annotations

import pytest

from secondsource.read.articles import article_of
from secondsource.read.pages import page_of

GERMAN = (
    "Der Rat der Stadt hat am Montag beschlossen, die Mauer am Hafen noch in diesem Jahr zu"
    " erneuern, obwohl das Geld dafür noch nicht bewilligt ist und niemand weiß, woher es kommt."
)


def read(lang: str, text: str) -> tuple[str | None, str | None]:
    raw = f"<html lang='{lang}'><body><h1>Hochwasser</h1><p>{text}</p></body></html>"
    article = article_of(page_of(raw.encode(), input="a.html"))
    return article.language, article.language_field


def test_the_text_wins_over_what_its_template_states() -> None:
    assert read("en", f"{GERMAN} {GERMAN}") == ("de", None)


@pytest.mark.parametrize(
    ("lang", "code"), [("de-AT", "de"), ("sv", "sv"), ("", None), ("x-1", None)]
)
def test_a_text_too_short_to_tell_has_the_stated_language(lang: str, code: str | None) -> None:
    assert read(lang, "Hochwasser.") == (code, "html:lang" if code else None)
