"""Turns of an interview or a transcript: what is said under a label, with no marks around it.

What may live here: telling a label ("Q:", "A.", "ROOS:", "The Herald:") from a note ("Photo:"),
the interviewer's turns from the others, and a speaker's later paragraphs from the reporter's. It
works because a talk is printed as a list: its labels come again, and its lines are spoken to
somebody, so that "I", "you" or a question mark stands in many of them - which fact boxes and
player ratings do not have. A label's turn reaches to the next label; after the last one only
what is plainly still spoken goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from secondsource.extract.cues import Words
from secondsource.extract.drafts import QuotationDraft
from secondsource.records import Article, Mention, Page, Passage

Part = Literal["ask", "answer", "voice"]

_LABEL = re.compile(r"([^\W\d_][\w.'’-]*(?: [\w.'’&-]+){0,4})(?: \([^()\n]{1,30}\))?\s?:\s+(?=\S)")
_LETTER = re.compile(r"([QA])\.\s+(?=\S)")
_LONGEST = 80  # characters of a label with its colon
_SMALL = 3  # letters of a word that a name may have in small ones: "van der", "of"
_LEAST = 4  # words: of fewer, capitals do not tell a headline
_INITIALS = 3  # letters of a label like "AR:" at most
_PIECES = 64  # paragraphs of one answer, as of any speech
_TURNS = 3  # of labels that nobody in the article bears; of unlabelled questions too
_SPOKEN = 3  # one turn of so many is spoken to somebody; of fact boxes hardly any is
_QUESTION = 40  # words of a question without a label at most
_NAMED, _PRESENTED = 0.9, 0.8

_WORD = re.compile(r"[^\W\d_]+")
_ENDS = (".", "!", "?", "…", "”", '"', "’", ")", "]", "–", "—", ":")
_MARK = re.compile('["“”„«»]')
_OPEN, _CLOSED = '"“„«', '"”“»'
_ASIDE = re.compile(r"(?<=[.!?…”\"])\s*[(\[][^()\[\]]*[)\]]\s*$")
_STAGE = re.compile(r"[(\[][^()\[\]]{0,40}[)\]]\s*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph: where it begins and ends, its label's words, and where what is said begins."""

    start: int
    end: int
    label: str = ""
    label_end: int = 0
    said: int = 0

    @property
    def key(self) -> str:
        """Give what labels of one speaker share, a surname: "Ada Roos", "MINISTER ROOS"."""
        words = _WORD.findall(self.label.lower())
        return words[-1] if words else ""


@dataclass(frozen=True, slots=True)
class _Talk:
    """An article's paragraphs, and which of them are turns of whom."""

    text: str
    lines: Sequence[_Line]
    parts: Mapping[int, Part]  # by the line's number
    people: _People
    presented: Mention | None  # the interviewee, as headline or intro name him
    words: Words
    asked: bool  # an asker has labels
    answered: bool  # whoever answers has


@dataclass(frozen=True, slots=True)
class _People:
    """Who is named in an article, by surname and by initials; ``bodies`` are organisations."""

    surnames: Mapping[str, Mention | None]  # None where two persons bear it
    initials: Mapping[str, Mention | None]
    places: frozenset[int]  # where persons' names end
    bodies: frozenset[str]

    @classmethod
    def of(cls, text: str, mentions: Sequence[Mention]) -> _People:
        surnames: dict[str, list[Mention]] = defaultdict(list)
        initials: dict[str, list[Mention]] = defaultdict(list)
        bodies = set()
        for one in mentions:
            words = _WORD.findall(text[one.span.start : one.span.end].lower())
            if one.kind == "person" and words:
                surnames[words[-1]].append(one)
                if 1 < len(words) <= _INITIALS:
                    initials["".join(word[0] for word in words)].append(one)
            elif one.kind == "organisation" and words:
                bodies.add(words[-1])
        return cls(
            {key: _one_of(text, some) for key, some in surnames.items()},
            {key: _one_of(text, some) for key, some in initials.items()},
            frozenset(one.span.end for one in mentions if one.kind == "person"),
            frozenset(bodies),
        )

    def knows(self, line: _Line) -> bool:
        """Say whether a label may name a person of the article."""
        return line.key in self.surnames or self._short(line) in self.initials

    def called(self, line: _Line) -> Mention | None:
        """Give the name that a label stands for, where it is none itself and only one fits."""
        if line.label_end in self.places:
            return None
        return self.surnames.get(line.key) or self.initials.get(self._short(line))

    def _short(self, line: _Line) -> str:
        short = line.label.replace(".", "")
        known = line.key in self.surnames or not short.isupper()
        return "" if known or not 1 < len(short) <= _INITIALS else short.lower()


def turns_of(
    page: Page,
    article: Article,
    passages: Sequence[Passage],
    mentions: Sequence[Mention],
    words: Words,
) -> tuple[tuple[tuple[int, int], ...], tuple[QuotationDraft, ...]]:
    """Give where the turns of an article's talk stand, and a draft for each but the asker's.

    The places are in order and apart, questions too. A draft's ``speaker`` is its label; without
    one, or where the label is short, ``described`` is the name of who is meant. ``mentions`` are
    in order. Errors: none; an article that is no talk has no turns.
    """
    lines = list(_lines(page.text, passages))
    people = _People.of(page.text, mentions)
    outlet = _WORD.findall((article.outlet or "").lower())
    bodies = people.bodies | frozenset(outlet[-1:])
    parts = _labelled(page.text, lines, people, bodies, words)
    if not parts:
        parts = _unlabelled(page.text, lines, words)
    if not parts:
        return (), ()
    opening = lines[min(parts)].start
    before = [one for one in mentions if one.span.end <= opening]
    presented = _presented(page.text, article, before, words)
    kinds = set(parts.values())
    talk = _Talk(
        page.text, lines, parts, people, presented, words, "ask" in kinds, kinds != {"ask"}
    )
    places: list[tuple[int, int]] = []
    drafts: list[QuotationDraft] = []
    for number, told in _turns(talk):
        places += [(lines[at].start, lines[at].end) for at in (number, *told)]
        drafts += _drafts(talk, number, told)
    return tuple(sorted(set(places))), tuple(drafts)


def beside_turns(
    drafts: Sequence[QuotationDraft], places: Sequence[tuple[int, int]]
) -> Iterator[QuotationDraft]:
    """Yield the drafts that tell something of their own: in a turn, those with a reporting word.

    >>> said = QuotationDraft("direct", ((4, 9),))
    >>> list(beside_turns([said], [(0, 10)])), len(list(beside_turns([said], [(10, 20)])))
    ([], 1)
    """
    for draft in drafts:
        at = min(draft.parts, default=(0, 0))[0]
        here = bisect_left(places, (at + 1,)) - 1
        if draft.cue is not None or here < 0 or at >= places[here][1]:
            yield draft


# -- labels -----------------------------------------------------------------------------------


def _lines(text: str, passages: Sequence[Passage]) -> Iterator[_Line]:
    body = (one for one in passages if not one.headline)
    for _, group in groupby(body, key=lambda one: one.paragraph):
        spans = [one.span for one in group]
        start, end = spans[0].start, max(span.end for span in spans)
        stop = min(end, start + _LONGEST)
        found = _LABEL.match(text, start, stop) or _LETTER.match(text, start, stop)
        if found is None:
            yield _Line(start, end)
        else:
            yield _Line(start, end, found.group(1), found.end(1), found.end())


def _labelled(
    text: str,
    lines: Sequence[_Line],
    people: _People,
    bodies: frozenset[str],
    words: Words,
) -> dict[int, Part]:
    """Tell which lines are turns by their labels, and who asks; none where that is no talk."""
    parts: dict[int, Part] = {}
    voices: dict[str, list[int]] = defaultdict(list)
    first = 0
    for at, line in enumerate(lines):
        if words.has("asker_labels", line.key):
            first = first if parts else at
            parts[at] = "ask"
        elif words.has("answer_labels", line.key):
            if parts and text[line.label_end] == text[lines[first].label_end]:
                parts[at] = "answer"
        elif line.key and _may_name(line, words) and _is_told(text, line):
            voices[line.key].append(at)
    known = {key for key, some in voices.items() if people.knows(lines[some[0]])}
    voices = {key: some for key, some in voices.items() if key in known or len(some) > 1}
    turns = sum(map(len, voices.values())) + len(parts)
    least = 2 if parts or known else _TURNS
    again = any(len(some) > 1 for some in voices.values())
    alone = not parts and not (again and (known or len(voices) > 1))
    spoken = sum(_is_spoken(text, lines[at], words) for some in voices.values() for at in some)
    if turns >= least and not alone and spoken * _SPOKEN >= sum(map(len, voices.values())):
        asks = _askers(text, lines, voices, bodies) if not parts else set()
        for key, some in voices.items():
            part: Part = "ask" if key in asks or (key in bodies and key not in known) else "voice"
            parts |= dict.fromkeys(some, part)
    parts |= dict.fromkeys(_between(text, lines, parts, words), "voice")
    lone = len(parts) < 2 or (set(parts.values()) == {"ask"} and not _all_ask(text, lines, parts))
    return {} if lone else dict(sorted(parts.items()))


def _between(
    text: str, lines: Sequence[_Line], parts: Mapping[int, Part], words: Words
) -> list[int]:
    """Give the other labels among a talk's turns: whoever spoke up once."""
    first, last = (min(parts), max(parts)) if len(parts) > 1 else (0, 0)
    return [
        at
        for at in range(first, last)
        if at not in parts
        and lines[at].key
        and _may_name(lines[at], words)
        and _is_told(text, lines[at])
    ]


def _is_told(text: str, line: _Line) -> bool:
    """Say whether a label's words end as a sentence does, and are not written as a headline is."""
    said = text[line.said : line.end].strip()
    plain = [word for word in said.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in plain)
    return said.endswith(_ENDS) and (len(plain) < _LEAST or capitals * 2 <= len(plain))


def _may_name(line: _Line, words: Words) -> bool:
    """Say whether a label is written as a name or a title is, and is no note."""
    plain = line.label.split()
    if words.has("note_labels", plain[0].lower()) or words.has("note_labels", line.key):
        return False
    return plain[-1][0].isupper() and all(
        word[0].isupper() or (len(word) <= _SMALL and word.isalpha()) for word in plain
    )


def _askers(
    text: str, lines: Sequence[_Line], voices: Mapping[str, Sequence[int]], bodies: frozenset[str]
) -> set[str]:
    """Give whose turns are an interviewer's: most end in "?", and more than anybody else's."""
    asked = {
        key: sum(_asks(text, lines[at]) for at in some)
        for key, some in voices.items()
        if len(some) > 1 or key in bodies
    }
    most = [key for key, count in asked.items() if count * 2 > len(voices[key])]
    return {min(most, key=lambda key: (-asked[key], key))} if most and len(voices) > 1 else set()


def _all_ask(text: str, lines: Sequence[_Line], parts: Mapping[int, Part]) -> bool:
    return sum(_asks(text, lines[at]) for at in parts) * 2 > len(parts)


def _asks(text: str, line: _Line) -> bool:
    return text[line.end - 80 if line.end > 80 else 0 : line.end].rstrip(' \n”"’*)').endswith("?")


def _is_spoken(text: str, line: _Line, words: Words) -> bool:
    said = _WORD.findall(text[line.said : line.end].lower())
    return _asks(text, line) or any(words.has("spoken", word) for word in said)


# -- questions without labels -----------------------------------------------------------------


def _unlabelled(text: str, lines: Sequence[_Line], words: Words) -> dict[int, Part]:
    """Find questions that alternate with answers, under words that say it is an interview."""
    asks = [at for at, line in enumerate(lines) if _is_question(text, line)]
    if len(asks) < _TURNS or asks[0] == 0:
        return {}
    intro = " ".join(text[: lines[asks[0]].start].lower().split())
    answered = sum(after > at + 1 for at, after in pairwise(asks))
    answers = [
        lines[at + 1]
        for at in asks
        if at + 1 < len(lines) and not _is_question(text, lines[at + 1])
    ]
    spoken = sum(_is_first(text, one, words) for one in answers)
    sure = answered * 2 >= len(asks) and spoken * 2 > len(answers)
    sure = sure and any(lead in intro for lead in words.classes["interviewing"])
    return dict.fromkeys(asks, "ask") if sure else {}


def _is_question(text: str, line: _Line) -> bool:
    said = text[line.start : min(line.end, line.start + 8 * _QUESTION)]
    short = line.end - line.start <= len(said) and len(said.split()) <= _QUESTION
    return short and _asks(text, line) and not _MARK.search(said)


# -- turns ------------------------------------------------------------------------------------


def _turns(talk: _Talk) -> Iterator[tuple[int, list[int]]]:
    """Yield each turn: the number of its first line, and of those that go on with it."""
    numbers = list(talk.parts)
    for number, after in zip(numbers, [*numbers[1:], len(talk.lines)], strict=True):
        last = after == len(talk.lines)
        told: list[int] = []
        for at in range(number + 1, after):
            asked = not last and at == after - 1 and _unasked(talk, after)
            if asked or not _goes_on(talk, number, at, last=last):
                break
            told.append(at)
        yield number, told


def _unasked(talk: _Talk, after: int) -> bool:
    """Say whether the line before a label is its question, in a talk whose asker has no label."""
    line = talk.lines[after - 1]
    return not talk.asked and _is_question(talk.text, line)


def _goes_on(talk: _Talk, number: int, at: int, *, last: bool) -> bool:
    """Say whether a paragraph without a label is still its speaker's, and not the reporter's."""
    line, text = talk.lines[at], talk.text
    said = text[line.start : line.end].strip()
    aside = said.startswith(("(", "[")) and said.endswith((")", "]"))
    if aside or not said.endswith(_ENDS):
        return False
    named = talk.presented if talk.parts[number] != "voice" else None
    name = _WORD.findall(text[named.span.start : named.span.end].lower()) if named else []
    of_speaker = (name[-1] if name else talk.lines[number].key) in _WORD.findall(said.lower())
    first = _is_first(text, line, talk.words) and not (of_speaker and last)
    if not first and (last or _MARK.search(said)):
        return at == number + 1 and not last and talk.parts[number] == "ask"
    return not (last and _MARK.search(said))


def _is_first(text: str, line: _Line, words: Words) -> bool:
    said = _WORD.findall(text[line.said or line.start : line.end].lower())
    return any(words.has("first_persons", word) for word in said)


def _drafts(talk: _Talk, number: int, told: Sequence[int]) -> Iterator[QuotationDraft]:
    """Yield a turn's quotations: one, or more where it has very many paragraphs."""
    line, part = talk.lines[number], talk.parts[number]
    asked = part == "ask"
    if asked and talk.answered:
        return
    own = [] if asked else [(line.said, line.end)]
    pieces = [*own, *((talk.lines[at].start, talk.lines[at].end) for at in told)]
    told_pieces = [piece for piece in (_said(talk.text, one) for one in pieces) if piece]
    speaker = (line.start, line.label_end) if part == "voice" else None
    named = talk.people.called(line) if part == "voice" else talk.presented
    for start in range(0, len(told_pieces), _PIECES):
        yield QuotationDraft(
            "direct",
            tuple(told_pieces[start : start + _PIECES]),
            speaker=speaker,
            described=(named.span.start, named.span.end) if named else speaker,
            confidence=_NAMED if part == "voice" else _PRESENTED,
        )


def _said(text: str, piece: tuple[int, int]) -> tuple[int, int] | None:
    """Leave out of a paragraph what brackets add at its ends, and marks around the whole."""
    start, end = piece
    stage = _STAGE.match(text, start, end)
    start = stage.end() if stage and stage.end() < end else start
    if text[end - 1] in ")]":
        aside = _ASIDE.search(text, max(start, text.rfind("\n", start, end), end - 400), end)
        end = aside.start() if aside else end
    inside = text[start + 1 : end - 1]
    if start < end and text[start] in _OPEN and not _MARK.search(inside):
        return start + 1, end - 1 if text[end - 1] in _CLOSED else end
    return (start, end) if start < end else None


# -- who speaks -------------------------------------------------------------------------------


def _presented(
    text: str, article: Article, before: Sequence[Mention], words: Words
) -> Mention | None:
    """Give whom headline and intro present: the one who is led to, or the only one named."""
    persons = [one for one in before if one.kind == "person"]
    leads = tuple(words.classes["interviewing"])
    led = [
        one
        for one in persons
        if text[max(0, (one.title or one.span).start - 24) : (one.title or one.span).start]
        .rstrip()
        .lower()
        .endswith(leads)
    ]
    top = article.headline
    heads = [one for one in persons if top is not None and one.span.within(top)]
    for some in (persons, led, heads):
        found = _one_of(text, some)
        if found is not None:
            return found
    return None


def _one_of(text: str, some: Sequence[Mention]) -> Mention | None:
    """Give the longest of the mentions of one person; None where they are two persons'."""
    named = {text[one.span.start : one.span.end].lower() for one in some}
    if not named:
        return None
    full = max(named, key=lambda name: (len(name), name))
    if not all(set(_WORD.findall(name)) <= set(_WORD.findall(full)) for name in named):
        return None
    return next(one for one in some if text[one.span.start : one.span.end].lower() == full)
