"""Furniture that shows by its own words and its place: appeals, forms, menus, captions, links.

What may live here: judging lines, in plain text and inside the body of a web page alike. The
words are tables of the language pack; the rules here are about structure: an appeal runs from
its salutation to its end, a list under "Related" runs to the next sentence, a run of short
unended lines is a menu, a line whose words open the next line is a caption. Speech is spared:
a line that opens with a quotation mark is never furniture for its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from secondsource.language import language
from secondsource.read.rows import (
    WORD,
    caption_glued,
    caption_joined,
    is_menu_row,
    is_sums,
    may_join,
)
from secondsource.textview import level

_EDGES = " \t\r\n•·*|>»«–—-:;,.!…→←▶►▼▲+\xa0"
_SPEECH = "\"'“‘„«"
_CREDITED = (  # "... a third boat. - Reuters": a sentence with whom it is from
    r"[.!?][\"'”’»]*\s+(?:[-–—]{1,2}\s?|[(\[/])(?!(?i:[^)]*(?:photo|image|picture|file)))"
    r"[A-Z][\w&./'’ -]{1,40}[)\]/]?\.?$"
)
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[\"”»]$|" + _CREDITED)
_TAIL = 120  # characters at the end of a line in which it ends: a credit is the longest of ends
_LETTER = re.compile(r"[^\W\d_]")
_FOREIGN = re.compile(
    r"(?P<run>[\u0370-\u1fff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff\uff66-\uffdc]"
    r"[^A-Za-z\d\"“‘'(]*)(?=[A-Z\"“‘'(])"
)
_OTHER = re.compile(r"[\u0370-\u1fff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff\uff66-\uffdc]")
_LAST_FOREIGN = re.compile(
    r"(?<=[a-z.!?\"”])\s*(?P<run>[\u0370-\u1fff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff]"
    r"[^A-Za-z\d]*)$"
)
WHOLE_LINES = 240  # longer lines are judged by their words alone, not as a form's or a menu's
MENU = 3  # this many short lines in a row are a menu; two may be subheadings
SHORT = 5  # words; "Not ready to support today?" is the longest button of an appeal seen
_BUTTONS = 60  # characters of a line of buttons; "Give once Give monthly Not today" is 33
_OPENING = 6  # lines at the head of a text among which a caption is glued to the lede
_LATE = 0.4  # of the lines: comments and lists of links stand in the last part of a page


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its place and its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of a line is furniture, and why: ``kind: reason``."""

    start: int
    end: int
    why: str

    @property
    def kind(self) -> str:
        """Give the kind the reason opens with."""
        return self.why.partition(":")[0]


@dataclass(frozen=True, slots=True)
class _Words:
    whole: Mapping[str, re.Pattern[str]]
    starts: Mapping[str, re.Pattern[str]]
    any_whole: re.Pattern[str]  # all kinds in one pattern: most lines are of none
    any_start: re.Pattern[str]
    asks: re.Pattern[str]
    trade: re.Pattern[str]
    money: re.Pattern[str]
    person: re.Pattern[str]
    reader: re.Pattern[str]


_REASONS = {
    "appeal": "asks the reader for support",
    "form": "part of a form",
    "link": "a link to something else",
    "menu": "buttons or menu words",
    "comments": "opens or counts readers' comments",
    "related": "opens a list of other articles",
    "label": "a label, not a sentence of the article",
    "copyright": "who owns the text",
    "caption": "belongs to a picture",
    "notice": "speaks of the site, not of the news",
}


_CAPITAL = re.compile(r"\\.|[A-Z]")


def _folded(pattern: str) -> str:
    """Write a pattern for text in lower case, in which it is found three times as fast."""
    return _CAPITAL.sub(lambda one: one[0] if one[0][0] == "\\" else one[0].lower(), pattern)


@cache
def _words(code: str) -> _Words:
    pack = language(code)

    def union(patterns: Sequence[str], closing: str = "") -> re.Pattern[str]:
        return re.compile(_folded("(?:" + "|".join(patterns) + ")" + closing))

    def phrases(name: str) -> re.Pattern[str]:
        words = sorted(pack.terms(name), key=lambda word: (-len(word), word))
        return union([r"\b" + re.escape(word) + r"\b" for word in words])

    whole, starts = pack.table("furniture.lines"), pack.table("furniture.starts")
    return _Words(
        {kind: union(rules, r"\W*\Z") for kind, rules in whole.items()},
        {kind: union(rules) for kind, rules in starts.items()},
        union([rule for rules in whole.values() for rule in rules], r"\W*\Z"),
        union([rule for rules in starts.values() for rule in rules]),
        phrases("furniture.appeals.asks"),
        phrases("furniture.appeals.trade"),
        union([pack.table("furniture.appeals")["money"]]),
        union([pack.table("furniture.appeals")["person"]]),
        union([pack.table("furniture.appeals")["reader"]]),
    )


def kind_of(text: str, code: str = "en") -> str | None:
    """Name the kind of furniture a line is by its own words, or None.

    >>> kind_of("Support The Osk Herald!"), kind_of("Nine people died on Monday.")
    ('appeal', None)
    """
    words = _words(code)
    bare = level(text[: WHOLE_LINES + 1]).strip(_EDGES)
    if not bare:
        return "link" if len(text.strip()) < 4 else None
    if bare[0] in _SPEECH and not _ENDED.sub("", bare[1:]).isupper():
        return None
    low, head = bare.lower(), text.strip()[:WHOLE_LINES].lower()
    if len(bare) <= WHOLE_LINES and words.any_whole.match(low):
        for kind, pattern in words.whole.items():
            if pattern.match(low):
                return kind
    if len(text) <= 4 * WHOLE_LINES:
        heads = [one for one in dict.fromkeys((low, head)) if words.any_start.match(one)]
        for kind, pattern in words.starts.items() if heads else ():
            if any(pattern.match(one) for one in heads):
                return kind
    if is_menu_row(text, code):
        return "menu"
    if is_sums(bare):
        return "form"
    return "appeal" if _asks(text, words) else None


def _asks(text: str, words: _Words) -> bool:
    low = text.lower() if len(text) <= 1500 else ""
    if not words.person.search(low):
        return False
    found = bool(words.asks.search(low)) + bool(words.trade.search(low))
    return found + bool(words.money.search(low)) >= 2


def verdicts_of(
    lines: Sequence[Line], *, body: Sequence[bool] | None = None, code: str = "en"
) -> list[Verdict]:
    """Judge the lines of a page in order; what is not judged is the article's or its headline's.

    ``body`` says which lines are already thought to be the article (in a web page); the others
    are not looked at. A verdict may cover a part of a line. Verdicts never touch.
    """
    kinds = [
        None if body is not None and not body[at] else kind_of(line.text, code)
        for at, line in enumerate(lines)
    ]
    why = [_because(kind) for kind in kinds]
    _run_appeals(lines, why, _words(code))
    _run_lists(lines, why)
    _run_replies(lines, why)
    _run_menus(lines, why, body)
    found = [
        Verdict(line.start, line.end, reason)
        for line, reason in zip(lines, why, strict=True)
        if reason
    ]
    for at, line in enumerate(lines):
        if why[at] is None and (body is None or body[at]):
            found.extend(_glued(line))
    if body is None:
        found.extend(_joined(lines, why, {verdict.start for verdict in found}))
    return sorted(found, key=lambda verdict: verdict.start)


def _because(kind: str | None) -> str | None:
    return f"{kind}: {_REASONS[kind]}" if kind else None


def ended(text: str) -> bool:
    """Say whether a line ends as a sentence or a quotation does.

    >>> ended("Nine died."), ended("Nine die as ferry sinks"), ended("Nine died. - Reuters")
    (True, False, True)
    """
    return bool(_ENDED.search(text[-_TAIL:].rstrip()))


def _is_short(text: str, most: int = SHORT) -> bool:
    return len(text) < 60 and len(text.split()) <= most


_SALUTATION = re.compile(
    r"(?:dear\b|a (?:\w+ )?(?:message|letter|note|word) from\b)", re.IGNORECASE
)


def _run_appeals(lines: Sequence[Line], why: list[str | None], words: _Words) -> None:
    """Run an appeal on from its salutation while it speaks of "we" and "you" or in buttons.

    After a button "we" alone does not carry on: the article's reporters say "we" too.
    """
    running, last, pressed = False, -1, False
    for at, line in enumerate(lines):
        if why[at] and why[at].startswith("appeal") and _SALUTATION.match(line.text.strip()):  # type: ignore[union-attr]
            running, last, pressed = True, at, False
        elif running:
            button = (_is_short(line.text) and not ended(line.text)) or (
                why[at] is not None and len(line.text) < _BUTTONS
            )
            if why[at] or button or _is_spoken(line.text, words, pressed=pressed):
                for between in range(last + 1, at + 1):
                    why[between] = why[between] or "appeal: runs on from its salutation"
                last = at
                pressed = pressed or button
            elif pressed or at - last > 1 or (len(line.text) > 100 and not _near(lines, at, words)):
                running = False


def _is_spoken(text: str, words: _Words, *, pressed: bool) -> bool:
    if text.lstrip()[:1] in _SPEECH:
        return False
    low = text.lower()
    if words.asks.search(low) or words.trade.search(low):
        return True
    return bool(words.reader.search(low) if pressed else words.person.search(low))


def _near(lines: Sequence[Line], at: int, words: _Words) -> bool:
    return at + 1 < len(lines) and bool(words.person.search(lines[at + 1].text.lower()))


def _run_lists(lines: Sequence[Line], why: list[str | None]) -> None:
    """Run comments to the end of the page, and a list of links to the next sentence."""
    running: str | None = None
    for at, line in enumerate(lines):
        kind = (why[at] or "").partition(":")[0]
        if kind == "comments" and at >= len(lines) * _LATE and _ends_news(lines, at):
            running = "comments: among readers' comments"
        elif kind == "related" or (kind == "link" and line.text.rstrip().endswith(":")):
            running = running or "related: among links to other articles"
        elif why[at]:
            continue
        elif (running and running.startswith("comments")) or (
            running and not ended(line.text) and len(line.text) < 160
        ):
            why[at] = running
        else:
            running = None


_REPLIED = re.compile(r"\bwrote:\s*\Z")


def _run_replies(lines: Sequence[Line], why: list[str | None]) -> None:
    """Run a letter that is answered on from "On that day she wrote:" while its lines are marked."""
    running = False
    for at, line in enumerate(lines):
        if why[at] and _REPLIED.search(line.text[-_TAIL:]):
            running = True
        elif running and line.text.lstrip().startswith(">"):
            why[at] = why[at] or "label: of a letter that is answered"
        else:
            running = False


def _ends_news(lines: Sequence[Line], at: int) -> bool:
    """Say whether the page's text stands before this line rather than after it."""
    before = sum(len(line.text) for line in lines[:at] if ended(line.text))
    after = sum(len(line.text) for line in lines[at + 1 :] if ended(line.text))
    return before > 0 and (before >= after or len(lines) - at < 5)


def _run_menus(lines: Sequence[Line], why: list[str | None], body: Sequence[bool] | None) -> None:
    """Take a run of short unended lines for a menu; beside known furniture two are enough."""
    run: list[int] = []
    for at in range(len(lines) + 1):
        if at < len(lines) and _in_run(body, at):
            here = lines[at].text
            if _is_short(here) and not ended(here):
                run.append(at)
                continue
        if not run:
            continue
        known = sum(why[place] is not None for place in run)
        if len(run) >= MENU and (known or not _is_head(run, lines)) and not _is_list(run, lines):
            for place in run:
                why[place] = why[place] or "menu: a run of short lines"
        run = []


def _in_run(body: Sequence[bool] | None, at: int) -> bool:
    return body is None or body[at]


def _is_head(run: Sequence[int], lines: Sequence[Line]) -> bool:
    """Say whether a run is the head of a page, where a short headline may stand."""
    return run[0] == 0


def _is_list(run: Sequence[int], lines: Sequence[Line]) -> bool:
    """Say whether a run is a list or table of the article: bullets, or a number in most lines."""
    marked = sum(
        bool(re.match(r"\s*[•*\-–—]\s|\s*\d", lines[at].text) or re.search(r"\d", lines[at].text))
        for at in run
    )
    return marked * 2 >= len(run)


def _glued(line: Line) -> list[Verdict]:
    """Find what is glued to the first or last word of a line: a caption, a link."""
    at = caption_glued(line.text)
    if at is not None:
        why = "caption: a picture's, glued to the line"
        return [Verdict(line.start, line.start + at, why)]
    return _glued_link(line)


def _joined(lines: Sequence[Line], why: Sequence[str | None], done: set[int]) -> list[Verdict]:
    """Find captions without a credit, glued to one of the first sentences of a plain text."""
    opening = [line for line, reason in zip(lines, why, strict=True) if not reason]
    opening = [line for line in opening[:_OPENING] if ended(line.text) and line.start not in done]
    if not any(may_join(line.text) for line in opening):
        return []
    words = Counter(word for line in lines for word in WORD.findall(line.text))
    why_joined = "caption: a picture's, glued to the line"
    return [
        Verdict(line.start, line.start + at, why_joined)
        for line in opening
        if (at := caption_joined(line.text, words)) is not None
    ]


def _glued_link(line: Line) -> list[Verdict]:
    """Find a link in another script that is glued to the first or last word of a line."""
    if line.text.isascii() or not _OTHER.search(line.text):
        return []
    found = []
    head = line.text[:400]
    if sum(char.isascii() for char in head if char.isalpha()) * 3 < len(head):
        return []
    why = "link: words of another script, glued to the line"
    opened = _FOREIGN.match(line.text.lstrip())
    if opened and len(_LETTER.findall(opened["run"])) >= 4 and _is_glued(opened["run"]):
        at = line.start + len(line.text) - len(line.text.lstrip())
        found.append(Verdict(at, at + len(opened["run"]), why))
    tail = _LAST_FOREIGN.search(line.text[-200:])
    if tail and len(_LETTER.findall(tail["run"])) >= 4:
        start = line.start + max(0, len(line.text) - 200) + tail.start("run")
        found.append(Verdict(start, line.end, why))
    return found


def _is_glued(run: str) -> bool:
    return not run[-1].isspace() or len(run.split()) > 2


def caption_before(lines: Sequence[Line]) -> int | None:
    """Find a caption glued before the lede that the lede repeats: its index among ``lines``.

    ``lines`` is what follows the headline. A caption does not end as a sentence does, and its
    words open the line below.

    >>> rows = ["Prime Minister Marta Roos", "Prime Minister Marta Roos said on Monday."]
    >>> caption_before([Line(0, 0, row) for row in rows])
    0
    """
    for at in range(min(3, len(lines) - 1)):
        line, lede = lines[at].text, lines[at + 1].text
        words = level(line, fold=True).strip(_EDGES).split()
        if not 2 <= len(words) <= 25 or ended(line) or len(lede) < 40:
            continue
        opening = level(lede[:400], fold=True).split()[: len(words) + 6]
        if opening[: len(words)] == words:
            return at
        names = [word for word in line.split() if word[:1].isupper()]
        if len(words) <= 8 and len(names) == len(words) and set(words) <= set(opening):
            return at
    return None
