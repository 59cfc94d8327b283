"""The outlet's name at the head of a plain text, over the headline: its nameplate.

What may live here: telling a name from a headline. It works because a newsroom prints its name
short and alone and a headline below it: a line that bears an outlet's noun, that a person or the
publishers' table lists, that other pages print over other headlines too, or that the text itself
calls an outlet. Where none of these proves it, a short line over a headline is no outlet's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from secondsource.language import language
from secondsource.publishers import Publishers, publishers
from secondsource.read.lines import Line, ended
from secondsource.read.mastheads import byline_in, listed_as
from secondsource.read.sitenames import of_label, tight

OVER = "label: stands over the headline"
_HEAD = 4  # lines at the head among which the outlet's name stands
_STATION = 3  # words of "Radio Nova Osk"
_WHOLE = 2  # a title that nothing parts, and its one part
_MOST = 4  # words of a name that the text itself has to prove
_KICKERS = 2  # lines; more are a menu's and judged as such
_EDGES = "# *=_-|"
_WORD = re.compile(r"[^\W_]+")
_SMALL = "of|and|the|for|&|de|des|du|del|della|di|da|do|la|le|el|für|der|und|et|y"
_WORDED = r"[A-Z0-9À-ÖØ-ÞĆČĐĞİŁŚŞŠŹŻŽ][\w&'’.-]*"
_NAME = re.compile(rf"(?:[Tt]he )?(?:{_WORDED})(?: (?:{_SMALL}|{_WORDED}))*")
_OF = frozenset(["of", "de", "des", "du", "del", "della", "di", "da", "do", "für"])
_ARTICLES = frozenset(["the", "le", "la", "el", "il", "les", "die", "der", "das", "o", "l"])
_DATED = re.compile(  # "Osk Herald, 4 May 2031": a name and the day it is of
    r"(?P<name>[^\d,|–—()]{3,50}?)(?:, | [|–—-] | \()(?:[^\W\d_]{3,10}\.?,? )?"
    r"(?:\d\d?(?:\.|st|nd|rd|th)? [^\W\d_]{3,10}\.?,? |[^\W\d_]{3,10}\.? \d\d?,? "
    r"|\d\d?[./]\d\d?[./])(?:19|20)\d\d\)?|(?P<iso>[^\d,|–—()]{3,50}?)(?:, | [|–—-] | \()"
    r"(?:19|20)\d\d-\d\d-\d\d\)?"
)
_TITLE_PARTS = re.compile(r"\s+[|>»–—-]+\s+|\s*[|»:]\s*")
_LETTERED = re.compile(r"(?![IVXLCDM]+\Z)[B-DF-HJ-NP-TV-XZ]{3,4}\Z")  # RTK, as few words are
_SEARCHED = 40_000  # characters of a text in which an outlet names itself
_TAKEN_UP = 2  # words of a headline that the text below takes up
_LONG = 4  # letters of such a word
_BELOW = 12  # lines


def nameplate_of(
    lines: Sequence[Line],
    why: Sequence[str | None],
    *,
    outlets: Mapping[str, tuple[str, str]] | None = None,
    known: Publishers | None = None,
) -> int | None:
    """Find the line at the head that is the outlet's name and has a headline below it.

    ``why`` says which lines are known to be furniture: one that is ``repeated`` on other pages
    may be a name all the same; ``outlets`` as in ``mastheads.outlet_of``. Gives its place.

    >>> rows = ["Norpress", "Ferry sinks off Osk", "Nine have died, the owner told Norpress."]
    >>> nameplate_of([Line(0, 0, row) for row in rows], [None] * 3)
    0
    >>> rows = ["Adrift", "How a ferry was lost", "Nine have died, the owner told Norpress."]
    >>> nameplate_of([Line(0, 0, row) for row in rows], [None] * 3) is None
    True
    """
    opening = [at for at in range(min(len(lines), 40)) if _is_open(why[at])][: _HEAD + 1]
    for at, under in pairwise(opening):
        text, below = lines[at].text.strip(_EDGES), lines[under].text
        listed = bool(listed_as(text, outlets or {}))
        if ended(text) and not listed:
            return None
        if ended(below) or byline_in(below):
            continue
        if listed or _is_name(text) or _is_proven(text, lines, at, known, why[at]):
            return at
        if at == opening[0] and _is_station(text, lines, under):
            return at
    return None


def _is_station(text: str, lines: Sequence[Line], under: int) -> bool:
    """Say whether the first line is "Radio Osk", or letters that the text below never takes up."""
    words = text.split()
    if is_standfirst(lines[under].text) or not 1 <= len(words) <= _STATION:
        return False
    if len(words) == 1:
        again = re.compile(rf"\b{re.escape(text)}\b")
        lettered = _LETTERED.match(text) and text.lower() not in _never()
        return bool(lettered) and not any(again.search(line.text) for line in lines[under:])
    opens = words[0].lower() in _openings() and bool(_NAME.fullmatch(text))
    return opens and not any(_is_common(word, lines[under:]) for word in words[1:])


def dated_name(text: str) -> str | None:
    """Give the outlet's name on a line that adds nothing to it but a day; None on any other.

    >>> dated_name("Osk Herald, 4 May 2031"), dated_name("Osk, 4 May 2031")
    ('Osk Herald', None)
    """
    found = _DATED.fullmatch(text.strip(_EDGES))
    name = (found["name"] or found["iso"]).strip() if found else ""
    return name if name and _is_name(name) else None


def dated_place(
    lines: Sequence[Line], why: Sequence[str | None], title: int | None
) -> tuple[int, int] | None:
    """Find the name on a line of name and day around the headline, as its place in the text.

    >>> rows = ["Osk Herald, 4 May 2031", "Ferry sinks off Osk"]
    >>> dated_place([Line(0, 0, row) for row in rows], ["label: the day", None], 1)
    (0, 10)
    """
    for at in range(min(len(lines), (title or 0) + _HEAD)):
        if why[at] is not None and (name := dated_name(lines[at].text)):
            start = lines[at].start + lines[at].text.index(name)
            return start, start + len(name)
    return None


def name_in_feed(title: str, label: str) -> str | None:
    """Give the part of a feed's title that names its outlet; ``label`` is its domain's name.

    A part that the domain spells wins, then one with an outlet's noun; a short title in capital
    letters is a name where it holds no word of lists. Errors: none.

    >>> name_in_feed("World news | Osk Herald", "osk"), name_in_feed("Latest posts", "osk")
    ('Osk Herald', None)
    """
    parts = [one.strip() for one in (title, *_TITLE_PARTS.split(title)) if one.strip()]
    spelt = [one for one in parts if len(tight(one)) > 2 and tight(one) == tight(label)]
    spelt = spelt or [one for one in parts[1:] if of_label(one, label)]
    if spelt:
        return spelt[0]
    named = [one for one in parts if _is_name(one)]
    if named:
        return max(named, key=lambda one: (tight(label) in tight(one), not _is_listing(one)))
    lone = len(parts) <= _WHOLE and 2 <= len(title.split()) <= _MOST and title.strip()
    return lone if lone and _NAME.fullmatch(lone) and not _is_listing(lone) else None


def _is_listing(text: str, code: str = "en") -> bool:
    words = {*_WORD.findall(text.lower()), text.lower()}
    return not words.isdisjoint({*_never(), *language(code).terms("mastheads.feed_words")})


def _is_open(why: str | None) -> bool:
    return why is None or why.startswith("repeated")


@cache
def _nouns(code: str = "en") -> frozenset[str]:
    pack = language(code)
    return frozenset((*pack.terms("mastheads.nouns"), *pack.terms("mastheads.nouns_abroad")))


@cache
def _openings(code: str = "en") -> frozenset[str]:
    return frozenset(language(code).terms("mastheads.openings"))


@cache
def _never(code: str = "en") -> frozenset[str]:
    """Give the words over a headline that name a part of the paper or a kind of piece."""
    pack = language(code)
    words = (*pack.terms("furniture.sections"), *pack.terms("mastheads.kickers"))
    return frozenset(word.lower() for word in (*words, *pack.terms("mastheads.not_outlets")))


def _is_name(text: str) -> bool:
    """Say whether a line is built as outlets' names are, with a noun of theirs."""
    words = _WORD.findall(text.lower())
    if not 2 <= len(words) <= 6 or not _NAME.fullmatch(text):
        return False
    bare = words[1:] if words[0] in _ARTICLES else words
    if not bare or len(bare) > 3 or text.lower() in _never():
        return False
    ends = bare[-1] in _nouns() and len(words) > 1
    return ends or (bare[0] in _nouns() and not _OF.isdisjoint(bare[1:-1]))


def _is_proven(
    text: str, lines: Sequence[Line], at: int, known: Publishers | None, why: str | None
) -> bool:
    """Say whether a short line that may be a name is one: listed, repeated, or named so below."""
    words = text.split()
    if not 1 <= len(words) <= _MOST or not _NAME.fullmatch(text) or text.lower() in _never():
        return False
    if text.replace(" ", "").isdigit() or _is_person(words):
        return False
    if why is not None or (known or publishers()).holding(text):
        return True
    if _compound(words[-1]) and not _is_common(words[-1], lines):
        return True
    return _names_itself(text, lines[at + 1 :])


def _is_person(words: Sequence[str], code: str = "en") -> bool:
    pack = language(code)
    first = words[0].lower()
    return len(words) > 1 and (
        first in pack.terms("people.female") or first in pack.terms("people.male")
    )


@cache
def _endings(code: str = "en") -> re.Pattern[str]:
    ends = "|".join(re.escape(one) for one in language(code).terms("mastheads.endings"))
    return re.compile(rf"\w{{2,}}(?:{ends})\Z", re.IGNORECASE)


def _compound(word: str) -> bool:
    """Say whether a word ends as outlets' names in one word do: "Norpress", "Osknews"."""
    return bool(_endings().match(word))


def _is_common(word: str, lines: Sequence[Line]) -> bool:
    return any(re.search(rf"\b{re.escape(word.lower())}\b", line.text) for line in lines[:200])


def _names_itself(text: str, lines: Sequence[Line], code: str = "en") -> bool:
    """Say whether the text below calls a name an outlet: "told Norpress", "© Norpress"."""
    name = re.escape(re.sub(r"^[Tt]he ", "", text))
    if text.isupper():
        name = f"(?i:{name})"
    below = "\n".join(line.text for line in lines)
    below = below if len(below) <= 2 * _SEARCHED else below[:_SEARCHED] + below[-_SEARCHED:]
    rules = language(code).terms("mastheads.named_in")
    return any(re.search(rule.replace("NAME", name), below, re.MULTILINE) for rule in rules)


def over_headline(lines: Sequence[Line], why: Sequence[str | None], title: int) -> list[int]:
    """Find the short lines right over a headline: a section, a kicker, a name nothing proves.

    >>> rows = ["World news", "Ferry sinks off Osk", "Nine have died."]
    >>> over_headline([Line(0, 0, row) for row in rows], [None] * 3, 1)
    [0]
    """
    found: list[int] = []
    for at in range(title - 1, -1, -1):
        text = lines[at].text.strip(_EDGES)
        if why[at] is not None:
            continue
        if len(found) == _KICKERS or len(text.split()) > _MOST or ended(text):
            break
        found.append(at)
    return found[::-1]


def kicker_over(lines: Sequence[Line], title: int, under: int) -> bool:
    """Say whether a short line is no headline but stands over one: the text takes up the other's.

    ``title`` is the line that reads as the headline and ``under`` the one below it, which must
    read as one too. A short headline over its standfirst is told by how the standfirst opens.
    """
    short, long = lines[title].text.strip(_EDGES), lines[under].text.strip(_EDGES)
    if short.lower() in _never():
        return True
    if len(short.split()) > _MOST or not _NAME.fullmatch(short) or len(long) <= len(short):
        return False
    if is_standfirst(long):
        return False
    told = {w for line in lines[under + 1 : under + 1 + _BELOW] for w in _long(line.text)}
    return not _long(short) <= told and len(_long(long) & told) >= _TAKEN_UP


def is_standfirst(text: str, code: str = "en") -> bool:
    """Say whether a line opens as a standfirst does under a headline of few words.

    >>> is_standfirst("How a ferry lost its way"), is_standfirst("Ferry sinks off Osk")
    (True, False)
    """
    return text.split()[0].lower() in language(code).terms("mastheads.standfirsts")


def _long(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if len(word) >= _LONG}
