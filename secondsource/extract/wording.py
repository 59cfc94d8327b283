"""The words of an assertion, levelled for comparing: terms in order, its subject and its mood.

A term is one of four things: ``#id`` for a named entity, ``~iraq`` for a state (also where its
people or its capital act for it), ``@2024-03-16`` for a day that is known, however it is
written (``@2024`` for a year, ``@03:40`` for an hour), or the class of a word ("deliver" and
"provide" are both ``supply``). Stop words and
numbers (they are quantities) are dropped. "It" and "the country" stand for the nearest name
before them that could be meant; where that is not clear they are dropped rather than guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from secondsource.extract.lemmas import lemma, sense
from secondsource.language import language
from secondsource.records import Account, Entity, Mention, Span, TimeMention
from secondsource.sentences import WORD, words_of

# Before a capital these say that the place is meant, not the government in it.
_LOCATIVE = frozenset(("in", "at", "near", "from", "to", "through", "outside", "around", "of"))
_CLAUSE_MARK = re.compile(r"[,;:]|\s[-–—]\s?")


@dataclass(frozen=True, slots=True)
class Names:
    """The names and days of one page by place, and the state each person of it speaks for."""

    by_start: Mapping[int, tuple[Mention, str]]
    starts: tuple[int, ...]
    states: Mapping[str, str]
    days: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    opened: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        """Gather where a name or a day begins, which is asked of each word."""
        object.__setattr__(self, "opened", frozenset((*self.by_start, *self.days)))


@dataclass(frozen=True, slots=True)
class Wording:
    """What an assertion's words come to; ``core`` counts the terms of its first clause."""

    terms: tuple[str, ...]
    core: int
    subject: str | None
    entities: tuple[str, ...]
    negated: bool
    verbs: int


@cache
def _states(code: str) -> tuple[dict[str, str], dict[str, str]]:
    pack = language(code)
    return pack.groups("states"), pack.table("seats")


@cache
def _lists(code: str) -> dict[str, frozenset[str]]:
    pack = language(code)
    names = (
        "stop",
        "negators",
        "not_negating",
        "clause_breaks",
        "verbs",
        "first_person",
    )
    lists = {name: frozenset(pack.terms(f"statements.{name}")) for name in names}
    counts = {**pack.table("quantities.numbers"), **pack.table("quantities.scales")}
    money = (name for name in pack.table("quantities.currencies") if name.isalpha())
    units = {"cent", *pack.terms("quantities.percent"), *(m + s for m in money for s in ("", "s"))}
    return {**lists, "numbers": frozenset({*counts, *units})}


@lru_cache(maxsize=65536)
def state_of(word: str, code: str = "en", *, acting: bool = True) -> str | None:
    """Give the state a name stands for, its capital's name included where it may act.

    >>> state_of("Norwegian"), state_of("Oslo"), state_of("Oslo", acting=False), state_of("us")
    ('~norway', '~norway', None, None)
    """
    if not word[:1].isupper() and not word.startswith("the "):
        return None
    bare = re.sub(r"['’]s?$", "", word) if "'" in word or "’" in word else word
    bare = bare.removeprefix("the ").removeprefix("The ")
    if not bare[:1].isupper() or (len(bare) < 4 and not bare.isupper()):
        return None
    states, seats = _states(code)
    low = bare.lower().rstrip(".")
    state = states.get(low) or (seats.get(low) if acting else None)
    return f"~{state}" if state else None


def owners_of(entities: Sequence[Entity]) -> dict[Span, str]:
    """Index every mention of a collection by the entity it names; made once a collection."""
    return {mention.span: entity.id for entity in entities for mention in entity.mentions}


def names_of(account: Account, owners: Mapping[Span, str]) -> Names:
    """Index one page's names, and learn from titles which state its people speak for."""
    by_start: dict[int, tuple[Mention, str]] = {}
    for mention in account.mentions:
        entity = owners.get(mention.span)
        if entity:
            by_start[mention.span.start] = (mention, entity)
    states: dict[str, str] = {}
    for start, (mention, entity) in sorted(by_start.items()):
        state = _title_state(account.page.text, start) if mention.kind == "person" else None
        if state:
            states.setdefault(entity, state)
    days = {t.span.start: (t.span.end, term) for t in account.times if (term := _time_term(t))}
    return Names(by_start, tuple(sorted(by_start)), states, days)


_HOUR = re.compile(r"T(\d\d)(:\d\d)?$")
# An hour that no day is known for: "17:05", or with a point after a word that tells it is one.
_CLOCK = re.compile(
    r"([01]?\d|2[0-3])(?::|(?<=\b(?:at|by) \d)\.|(?<=\b(?:at|by) \d\d)\.)([0-5]\d)(?![\d:]|\.\d)"
)


def _time_term(time: TimeMention) -> str | None:
    """Give the term of a day, month or year that is known, or of an hour: "@03:40".

    An hour is one of twelve, for "at 8.15" often leaves the half of the day to the reader.
    """
    if time.type == "TIME":
        hour = _HOUR.search(time.value)
        return f"@{int(hour[1]) % 12:02}{hour[2] or ':00'}" if hour else None
    if time.type != "DATE" or not time.earliest or not time.latest:
        return None
    if time.earliest[:10] == time.latest[:10]:
        return f"@{time.earliest[:10]}"
    return f"@{time.value}" if re.fullmatch(r"\d{4}(?:-\d\d)?", time.value) else None


def _title_state(text: str, start: int) -> str | None:
    """Read the state in the words before a name: "Norwegian Foreign Minister Kari Holm"."""
    lead = re.split(r"[.,;:!?\n\"“”]", text[max(0, start - 60) : start])[-1]
    words = [lead[a:b] for a, b in words_of(lead)][-5:]
    for word in reversed(words):
        state = state_of(word, acting=False)
        if state:
            return state
        if word.islower() and word not in (
            "spokesman",
            "spokeswoman",
            "foreign",
            "prime",
        ):
            return None
    return None


def wording_of(
    account: Account,
    names: Names,
    pieces: Sequence[tuple[int, int]],
    speaker: str | None = None,
) -> Wording:
    """Level the words of an assertion that stands in ``pieces`` of a page's text.

    ``speaker`` is the term (``#id`` or ``~state``) that "we" stands for, if anybody's.
    """
    reader = _Reader(account.page.text, names, speaker)
    reader.last = _antecedent(account, names, pieces[0][0]) if pieces else None
    for start, end in pieces:
        reader.read(start, end)
    return reader.wording()


def _antecedent(account: Account, names: Names, start: int) -> str | None:
    """Give what "it" means at the start of an assertion: the last actor named before it."""
    text = account.page.text
    opens = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1
    place = bisect_left(names.starts, start)
    for at in reversed(names.starts[max(0, place - 4) : place]):
        mention, entity = names.by_start[at]
        if at < opens or mention.kind == "person":
            continue
        before = text[max(0, at - 12) : at].split()
        word = text[at : mention.span.end]
        if before and before[-1].lower() in _LOCATIVE and not state_of(word, acting=False):
            continue
        return state_of(word) or f"#{entity}"
    return None


@lru_cache(maxsize=65536)
def _sort(word: str) -> tuple[str, str]:
    """Give what kind of word this is to whoever levels it, and its term if it has one."""
    lists = _lists("en")
    if word in lists["negators"] or word.endswith("n't"):
        return "negator", ""
    if word in lists["first_person"]:
        return "first", ""
    if word in ("it", "its"):
        return "it", ""
    if word in lists["stop"] or word in lists["numbers"]:
        return "idle", ""
    verb = lemma(word) in lists["verbs"]
    return "country" if word == "country" else "verb" if verb else "word", sense(word)


class _Reader:
    """Reads pieces of one assertion word by word; lives for one call."""

    __slots__ = (
        "core",
        "entities",
        "last",
        "lists",
        "names",
        "negated",
        "opened",
        "scope",
        "speaker",
        "terms",
        "text",
        "verbs",
    )

    def __init__(self, text: str, names: Names, speaker: str | None) -> None:
        self.text, self.names, self.speaker = text, names, speaker
        self.opened = names.opened
        self.lists = _lists("en")
        self.terms: list[str] = []
        self.entities: list[str] = []
        self.core = self.verbs = 0
        self.negated, self.scope = False, True
        self.last: str | None = None

    def read(self, start: int, end: int) -> None:
        place, before = start, ""
        for mark in WORD.finditer(self.text, start, end):
            a, b = mark.span()
            if a < place:
                continue
            shown = mark[0]
            word = shown.lower()
            if "’" in word:
                word = word.replace("’", "'")
            if self.verbs and self.core == 0 and self._breaks(place, a, word):
                self.core = len(self.terms)
            if word in ("and", "that") and len(self.terms) > 1:
                self.scope = False
            if shown[0].islower() and a not in self.opened:
                self._plain(word, before, b)
                place = b
            else:
                place = self._take(a, b, word, before)
            before = word

    def _breaks(self, place: int, at: int, word: str) -> bool:
        """Say whether a new clause opens here; a lone mark only after three terms."""
        if word in self.lists["clause_breaks"]:
            return True
        return len(self.terms) > 2 and bool(_CLAUSE_MARK.search(self.text, place, at))

    def _take(self, a: int, b: int, word: str, before: str) -> int:
        named = self.names.by_start.get(a)
        if named:
            return self._name(*named, before)
        if a in self.names.days:
            end, day = self.names.days[a]
            self._add(day)
            return end
        first = self.text[a]
        if first.isdigit():
            clock = _CLOCK.match(self.text, a)
            if clock:
                self._add(f"@{int(clock[1]) % 12:02}:{clock[2]}")
            return clock.end() if clock else b
        if first.isupper():
            state = state_of(self.text[a:b], acting=self._acts(b, before))
            if state:
                self._add(state)
                return b
        self._plain(word, before, b)
        return b

    def _plain(self, word: str, before: str, end: int) -> None:
        """Take a word that is no name and no number."""
        which, term = _sort(word)
        if which == "word" or which == "verb":
            self.verbs += which == "verb"
            self.terms.append(term)
        elif which == "negator":
            self._negate(end)
        elif which == "first":
            if self.speaker and not self.terms:
                self._add(self.speaker)
        elif which == "it" or (which == "country" and before == "the"):
            if self.last and not self.terms:
                self._add(self.last)
        elif which == "country":
            self.terms.append(term)

    def _acts(self, end: int, before: str) -> bool:
        return before not in _LOCATIVE or self.text.startswith(("'s", "’s"), end)

    def _name(self, mention: Mention, entity: str, before: str) -> int:
        end = mention.span.end
        text = self.text[mention.span.start : end]
        state = state_of(text, acting=self._acts(end, before)) if mention.kind != "person" else None
        self._add(state or f"#{entity}")
        if entity not in self.entities:
            self.entities.append(entity)
        return end

    def _negate(self, end: int) -> None:
        following = next(words_of(self.text, end, end + 20), None)
        word = self.text[following[0] : following[1]].lower() if following else ""
        if word not in self.lists["not_negating"] and not self.core and self.scope:
            self.negated = True

    def _add(self, term: str) -> None:
        if term[0] in "#~":
            self.last = term
        self.terms.append(term)

    def wording(self) -> Wording:
        core = self.core or len(self.terms)
        subject = next((term for term in self.terms[:2] if term[0] in "#~"), None)
        return Wording(
            tuple(self.terms),
            core,
            subject,
            tuple(sorted(self.entities)),
            self.negated,
            self.verbs,
        )
