"""Words of two accounts that exclude each other: denials, sides, streets, causes, labels.

Slots that are no numbers, each told by a pattern of words and by the words beside it. *denial*: a
word that one account negates and another asserts ("not burnt", "burnt"). *place*: two sides of
one place ("west of Brun", "east of Brun"), two streets whose names are nearly one. *cause*: what
is expressly blamed. *label*: what a happening is called ("an accident", "an attack"). Precision
first: the two must stand among words that agree, and no account may print both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from secondsource.compare.alternatives import any_of, no_case
from secondsource.compare.beside import Beside, agreeing, beside, root_of
from secondsource.compare.senses import rarity
from secondsource.compare.slots import Filling, Kind, Related, Scene, entry, side
from secondsource.laid import Laid
from secondsource.language import language
from secondsource.records import Account, Conflict, Instance, Span, Statement
from secondsource.sentences import words_of

# How far the words beside two values must agree, by slot; read off the even topics of ECB+.
_DENIED, _SIDES, _CAUSED, _BLAMED_BOTH, _LABELLED = 0.4, 0.15, 0.0, 0.15, 0.15
# A word that is negated must tell so much; a name may differ by so much and be meant as the same.
_TELLS, _NEARLY = 3.4, 0.6
# What is "not a swap" for one and "the swap" for another needs little beside it, where the word
# is so rare.
_THING, _ALONE = 4.3, 0.0
_IS_NO = re.compile(r"not an?\s", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:not|never|no)\s+(?:(?:been|be|yet|a|an|any|the|in|being)\s+){0,2}(?P<word>[A-Za-z]{4,})"
)
_PRINTS = 12
_MUTE = ("reacts", "denies")


@dataclass(frozen=True, slots=True)
class _Said:
    """A value of a slot where it stands, with the words beside it."""

    key: str
    filling: Filling
    near: Beside

    @property
    def page(self) -> str:
        return self.filling.span.page


def contraries_in(
    scene: Scene, accounts: Sequence[Account], statements: Sequence[Statement]
) -> Iterator[Conflict]:
    """Yield what accounts of one story say that excludes what others say."""
    stated = Laid.of(
        ((m.instance, s.id) for s in statements for m in s.members), lambda pair: pair[0].span
    )
    yield from _denials(scene, accounts, stated)
    yield from _sides(scene, accounts, stated)
    yield from _streets(scene, accounts, stated)
    yield from _causes(scene, accounts, stated)
    yield from _labels(scene, accounts, stated)


_Stated = Laid[tuple[Instance, str]]


def _said(account: Account, passage: Span, span: Span, key: str, stated: _Stated) -> _Said | None:
    """Give a value its assertion; None where nobody asserts it."""
    holding = [pair for pair in stated.touching(span) if pair[0].stance not in _MUTE]
    if not holding:
        return None
    instance, statement = min(holding, key=lambda p: (p[0].span.end - p[0].span.start, p[1]))
    text = account.page.text
    filling = Filling(instance, statement, span, " ".join(text[span.start : span.end].split()))
    return _Said(key, filling, beside(text, passage, span))


# -- a word and its denial ------------------------------------------------------------------


def _denials(scene: Scene, accounts: Sequence[Account], stated: _Stated) -> Iterator[Conflict]:
    denied: defaultdict[str, list[_Said]] = defaultdict(list)
    for account in accounts:
        for one in _negated(account, stated):
            denied[one.key].append(one)
    if not denied:
        return
    claimed: defaultdict[str, list[_Said]] = defaultdict(list)
    for account in accounts:
        for one in _asserted(account, stated, denied):
            claimed[one.key].append(one)
    for word, answers in sorted(denied.items()):
        thing = rarity(word) >= _THING and any(_IS_NO.match(one.filling.value) for one in answers)
        least = _ALONE if thing else _DENIED
        best = _best(claimed[word][:_PRINTS], answers[:_PRINTS], least, frozenset((word,)))
        if best is not None:
            claim, answer = best
            found = scene.apart(claim.filling.instance, answer.filling.instance, moves=False)
            kind: Kind = "dispute" if found.kind != "conflict" else "conflict"
            ends = side(claim.filling), side(answer.filling)
            related = Related(kind, "one says that it is so, the other that it is not")
            yield entry(related, "denial", scene.story, ends, topic=f"“{word}”")


def _negated(account: Account, stated: _Stated) -> Iterator[_Said]:
    text = account.page.text
    for passage in account.passages:
        for found in _NEGATED.finditer(text, passage.span.start, passage.span.end):
            root = root_of(found["word"].lower())
            if rarity(root) >= _TELLS and root not in _unsaid() and found["word"].islower():
                span = Span(account.page.id, *found.span())
                one = _said(account, passage.span, span, root, stated)
                if one is not None:
                    yield one


def _asserted(
    account: Account, stated: _Stated, denied: Mapping[str, Sequence[_Said]]
) -> Iterator[_Said]:
    text = account.page.text
    for passage in account.passages:
        if _NOT.search(text, passage.span.start, passage.span.end):
            continue
        for start, end in words_of(text, passage.span.start, passage.span.end):
            root = root_of(text[start:end].lower())
            if root in denied:
                span = Span(account.page.id, start, end)
                one = _said(account, passage.span, span, root, stated)
                if one is not None and one.filling.instance.mood == "fact":
                    yield one


_NOT = re.compile(
    r"\b(?:not|never|no|nobody|none|without|if|whether|deny|denied|denies|yet)\b|n['’]t\b",
    re.IGNORECASE,
)


@cache
def _unsaid(code: str = "en") -> frozenset[str]:
    pack = language(code)
    return frozenset(root_of(w) for w in (*pack.terms("tolls.unsaid"), *pack.terms("slots.mute")))


# -- two sides, two streets -----------------------------------------------------------------


@cache
def _compass(code: str = "en") -> tuple[re.Pattern[str], Mapping[str, str]]:
    opposite = language(code).table("slots.compass")
    return (
        no_case(rf"\b(?P<side>{any_of(opposite)})(?:ern\sside)?\sof\s(?:the\s)?(?P<of>[\w-]+)"),
        opposite,
    )


def _sides(scene: Scene, accounts: Sequence[Account], stated: _Stated) -> Iterator[Conflict]:
    pattern, opposite = _compass()
    found: defaultdict[tuple[str, str], list[_Said]] = defaultdict(list)
    for account in accounts:
        text = account.page.text
        for passage in account.passages:
            for mark in pattern.finditer(text, passage.span.start, passage.span.end):
                span = Span(account.page.id, *mark.span())
                direction = re.sub(r"[\s-]", "", mark["side"].lower())
                one = _said(account, passage.span, span, direction, stated)
                if one is not None:
                    found[mark["of"].lower(), direction].append(one)
    for (what, direction), mine in sorted(found.items()):
        yours = found.get((what, opposite[direction]), [])
        if direction < opposite[direction] and yours:
            best = _best(mine, yours, _SIDES, frozenset((what,)))
            yield from _told(scene, "place", best, f"which side of {what}")


@cache
def _street(code: str = "en") -> re.Pattern[str]:
    kinds = any_of(language(code).terms("slots.streets"))
    return re.compile(rf"\b(?P<name>[A-Z][\w’'-]+)\s(?P<kind>{kinds})\b")


def _streets(scene: Scene, accounts: Sequence[Account], stated: _Stated) -> Iterator[Conflict]:
    """Compare names of streets that differ by a letter or by what the street is called."""
    found: defaultdict[str, list[_Said]] = defaultdict(list)
    for account in accounts:
        text = account.page.text
        for passage in account.passages:
            for mark in _street().finditer(text, passage.span.start, passage.span.end):
                one = _said(account, passage.span, Span(account.page.id, *mark.span()), "", stated)
                if one is not None:
                    found[mark.group().lower()].append(one)
    names = sorted(found)
    for place, one_name in enumerate(names):
        for other in names[place + 1 :]:
            apart = {o.page for o in found[one_name]}.isdisjoint(o.page for o in found[other])
            if apart and _misheard(one_name, other):
                best = _best(found[one_name], found[other], 0.0, frozenset())
                yield from _told(scene, "place", best, "the name of a street")


def _misheard(a: str, b: str) -> bool:
    """Say whether two names of streets are nearly one: "Philip Street", "Phillips Road"."""
    (mine, _, kind), (yours, _, other) = a.partition(" "), b.partition(" ")
    likeness = Levenshtein.normalized_similarity(mine, yours)
    return (
        mine != yours and likeness >= (0.75 if kind != other else _NEARLY) and mine[0] == yours[0]
    )


# -- what is blamed -------------------------------------------------------------------------


@cache
def _blame(code: str = "en") -> re.Pattern[str]:
    pack = language(code)
    words = (*pack.terms("slots.blamed_behind"), *pack.terms("slots.blamed_before"))
    return no_case(rf"\b{any_of(words)}\b")


@cache
def _blames(code: str = "en") -> tuple[re.Pattern[str], re.Pattern[str]]:
    pack = language(code)
    behind = any_of(pack.terms("slots.blamed_behind"))
    before = any_of(pack.terms("slots.blamed_before"))
    return (
        no_case(rf"\b{behind}\s(?P<cause>(?:[\w’'-]+\s?){{1,7}})"),
        no_case(rf"(?P<cause>(?:[\w’'-]+\s){{1,5}}?){before}\b"),
    )


def _causes(scene: Scene, accounts: Sequence[Account], stated: _Stated) -> Iterator[Conflict]:
    blamed: list[_Said] = []
    for account in accounts:
        text = account.page.text
        if not _blame().search(text):
            continue
        for passage in account.passages:
            for pattern in _blames():
                for mark in pattern.finditer(text, passage.span.start, passage.span.end):
                    span = _noun_phrase(account, mark)
                    one = _said(account, passage.span, span, "", stated) if span else None
                    if one is not None:
                        blamed.append(_blamer(mark, one))
    told_of: set[frozenset[frozenset[str]]] = set()
    for one, other in combinations(blamed[:_PRINTS], 2):
        causes = frozenset((_roots(one), _roots(other)))
        if not _roots(one) & _roots(other) and causes not in told_of:
            for found in _blamed_apart(scene, one, other):
                told_of.add(causes)
                yield found


def _blamed_apart(scene: Scene, one: _Said, other: _Said) -> Iterator[Conflict]:
    """Tell two causes: of two who blame each his own, or where the words beside them agree."""
    blamers = [said.key or scene.credited(said.filling.instance) for said in (one, other)]
    if all(blamers) and blamers[0] != blamers[1] and (one.key or other.key):
        if not scene.ordered(one.filling.instance, other.filling.instance):
            one, other = other, one
        ends = side(one.filling), side(other.filling)
        related = Related("dispute", "each is blamed by somebody else")
        yield entry(related, "cause", scene.story, ends, topic="the cause")
    elif one.page != other.page:
        agree = agreeing(one.near, other.near)
        best = _best([one], [other], _CAUSED, frozenset())
        told = _told(scene, "cause", best, "the cause")
        yield from (f for f in told if f.kind != "conflict" or agree >= _BLAMED_BOTH)


def _blamer(mark: re.Match[str], one: _Said) -> _Said:
    """Put a cause down to who blames it: "the mayor blamed rust"."""
    if mark.group().lower().startswith("blame") and one.filling.instance.subject:
        return replace(one, key=one.filling.instance.subject)
    return one


# What stands before and behind the words for a cause in its clause.
_OPENS = re.compile(r"\b(?:that|said|say|says|believe|whether|how|when|after|and|but|as|then)\s")
_UNKNOWN = re.compile(
    r"\b(?:what|which|who|whom|it|this|that|they|he|she|not|nobody|deaths?)\s*$", re.I
)
_OPEN_END = re.compile(r"(?:\s(?:may|might|could|probably|likely|had|has|have))*\s*$")


def _noun_phrase(account: Account, mark: re.Match[str]) -> Span | None:
    """Give the words for a cause, up to where another clause begins."""
    words = mark["cause"]
    stop = re.search(r"\b(?:that|which|who|when|while|after|and|but|as|in|on|at|for)\s", words)
    if _UNKNOWN.search(words):
        return None
    opens = 0
    if mark.end("cause") < mark.end():
        stop = None
        opens = max((found.end() for found in _OPENS.finditer(words)), default=0)
    end = mark.start("cause") + len(_OPEN_END.sub("", words[: stop.start()] if stop else words))
    start = mark.start("cause") + opens
    return Span(account.page.id, start, end) if end - start > len("it ") else None


def _roots(one: _Said) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]{3,}", one.filling.value.lower())
    return frozenset(root_of(word) for word in words) - frozenset(("the", "and"))


# -- what a happening is called --------------------------------------------------------------


@cache
def _called(code: str = "en") -> tuple[re.Pattern[str], Mapping[str, str]]:
    pack = language(code)
    heads = pack.groups("slots.labels")
    return (
        no_case(
            rf"\b{any_of(pack.terms('slots.calling'))}\s(?:an?\s)?(?P<label>{any_of(heads)})\b"
        ),
        heads,
    )


def _labels(scene: Scene, accounts: Sequence[Account], stated: _Stated) -> Iterator[Conflict]:
    """Compare what one happening is called: an accident, an attack."""
    pattern, heads = _called()
    found: defaultdict[str, list[_Said]] = defaultdict(list)
    for account in accounts:
        text = account.page.text
        for passage in account.passages:
            for mark in pattern.finditer(text, passage.span.start, passage.span.end):
                head = heads[mark["label"].lower()]
                span = Span(account.page.id, *mark.span("label"))
                one = _said(account, passage.span, span, head, stated)
                if one is not None and not one.filling.instance.negated:
                    found[head].append(one)
    names = sorted(found)
    for place, head in enumerate(names):
        for other in names[place + 1 :]:
            best = _best(found[head], found[other], _LABELLED, frozenset())
            yield from _told(scene, "label", best, "what happened")


# -- all ------------------------------------------------------------------------------------


def _best(
    mine: Sequence[_Said], yours: Sequence[_Said], least: float, aside: frozenset[str]
) -> tuple[_Said, _Said] | None:
    """Give the two whose surroundings agree most; None where an account prints both."""
    if {one.page for one in mine} & {one.page for one in yours}:
        return None
    ranked = [
        (agreeing(a.near, b.near, aside=aside), a, b)
        for a in mine[:_PRINTS]
        for b in yours[:_PRINTS]
    ]
    best = min(ranked, key=lambda f: (-f[0], f[1].filling.span, f[2].filling.span), default=None)
    return None if best is None or best[0] < least else (best[1], best[2])


def _told(
    scene: Scene, slot: str, best: tuple[_Said, _Said] | None, topic: str
) -> Iterator[Conflict]:
    if best is not None:
        found = scene.differ(slot, best[0].filling, best[1].filling, topic=topic)
        if found is not None:
            yield found
