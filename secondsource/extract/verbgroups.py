"""The verb groups of a sentence: "was not immediately closed", "to rebuild", "having sunk".

A group is a run of helping verbs, adverbs and negations up to its main verb. It is finite where
its first word is, and then some words before it are its subject; which words are verbs at all is
``extract.verbs``' business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from secondsource.extract.verbs import FINITE, GOING, INFINITIVE, PASSIVE, PAST, Word, may_be

_HELPING = frozenset(("modal", "be", "have", "do", "pronbe", "pronmodal"))
_BETWEEN = frozenset(("adv", "not"))
_STOPS = frozenset((",", ";", ":", "(", ")", "-", '"', "coord", "sub", "rel", "that"))
_SUBJECTS = frozenset(("n", "name", "num", "pron", "poss", "adv", "coord", ","))
_UNFINISHED = {"be": INFINITIVE, "been": PASSIVE, "being": GOING, "having": GOING}
# Adverbs that may stand between a helping verb and its verb; no sentence in the training news
# of ``verbs.json`` has more.
_ADVERBS = 3


class Group(NamedTuple):
    """A run of words up to a main verb, as places in a list of words.

    ``form`` is a tag of ``extract.verbs``; ``passive`` that something is done to the subject;
    ``modal`` the first helping verb of that kind or empty.
    """

    first: int
    head: int
    form: str
    passive: bool = False
    negated: bool = False
    modal: str = ""

    @property
    def finite(self) -> bool:
        """Say whether the group has a subject of its own before it."""
        return self.form == FINITE


def groups_of(words: Sequence[Word]) -> list[Group]:
    """Find the verb groups of a sentence, in order.

    >>> from secondsource.extract.verbs import words_in
    >>> text = "The pier was not closed, but they plan to repair it."
    >>> words = words_in(text, 0, len(text))
    >>> [(words[g.head].low, g.form, g.passive, g.negated) for g in groups_of(words)]
    [('closed', 'F', True, True), ('plan', 'F', False, False), ('repair', 'B', False, False)]
    """
    return list(_settled(words, _read(words)))


def _read(words: Sequence[Word]) -> list[Group]:
    found: list[Group] = []
    at = 0
    while at < len(words):
        word = words[at]
        group: Group | None = None
        if word.kind in _HELPING:
            group = _helped(words, at)
        elif word.kind == "to":
            group = _infinitive(words, at)
        elif word.tag:
            denied = any(before.kind == "not" for before in words[max(0, at - 2) : at])
            group = Group(at, at, word.tag, word.tag == PASSIVE, denied)
        if group:
            found.append(group)
        at = group.head + 1 if group else at + 1
    return found


def _settled(words: Sequence[Word], groups: Sequence[Group]) -> Iterator[Group]:
    """Yield the groups, a lone participle as finite where its clause has no other verb.

    "Three skaters drowned" has its verb there, "the wall, built in 1962, holds" has not.
    """
    stops = [at for at, word in enumerate(words) if word.kind in _STOPS]
    for group in groups:
        if group.form != PASSIVE or group.first != group.head or not group.first:
            yield group
            continue
        before = max((at for at in stops if at < group.head), default=-1)
        after = min((at for at in stops if at > group.head), default=len(words))
        others = (o for o in groups if o.finite and before < o.head < after)
        open_left = before < 0 or words[before].kind not in (",", "(", ")")
        if not open_left:
            open_left = _resumes(words, groups, group)
        if open_left and not any(others) and _stands(words, group.head):
            yield group._replace(form=FINITE, passive=False)
        else:
            yield group


def _resumes(words: Sequence[Word], groups: Sequence[Group], group: Group) -> bool:
    """Say whether a sentence has its verb behind two commas: "the chief, Nils Aron, resigned"."""
    before = words[: group.head]
    commas = sum(word.kind == "," for word in before)
    finite = [other for other in groups if other.finite]
    onward = next((other for other in finite if other.first > group.head), None)
    governed = sum(word.kind == "rel" for word in before)
    led = sum(other.first < group.head for other in finite) > governed
    stops = onward is None or words[onward.first - 1].kind == "coord"
    return commas > 1 and bool(governed or commas == 2) and not led and stops


def _stands(words: Sequence[Word], at: int) -> bool:
    """Say whether a participle may be a past form with its subject right before it."""
    before = words[at - 1]
    after = words[at + 1].low if at + 1 < len(words) else ""
    return may_be(words[at].low, PAST) and before.kind in _SUBJECTS and after != "by"


def _helped(words: Sequence[Word], at: int) -> Group:
    first = words[at]
    form = _UNFINISHED.get(first.low, FINITE)
    head, negated = at, _denies(first)
    modal = first.low if first.kind in ("modal", "pronmodal") else ""
    kind = first.kind
    while True:
        step, denied = _next(words, head + 1)
        if step is None or not _goes_on(kind, words[step]):
            return Group(at, head, form, False, negated or _after(words, head), modal)
        negated = negated or denied or _denies(words[step])
        head, word = step, words[step]
        if word.tag or word.kind == "v":
            passive = word.tag != GOING and kind in ("be", "pronbe")
            return Group(at, head, form, passive, negated, modal)
        kind = word.kind


def _infinitive(words: Sequence[Word], at: int) -> Group | None:
    step, denied = _next(words, at + 1)
    if step is None or not (words[step].tag == INFINITIVE or words[step].low in ("be", "have")):
        return None
    negated = denied or (at > 0 and words[at - 1].kind == "not")
    if words[step].tag:
        return Group(at, step, INFINITIVE, negated=negated)
    rest = _helped(words, step)
    return rest._replace(first=at, form=INFINITIVE, negated=negated or rest.negated)


def _next(words: Sequence[Word], at: int) -> tuple[int | None, bool]:
    """Give the next word that is no adverb, and whether "not" was passed on the way."""
    denied = False
    for step in range(at, min(len(words), at + _ADVERBS + 1)):
        word = words[step]
        if word.low == "no" and step + 1 < len(words) and words[step + 1].low == "longer":
            denied = True
        elif word.kind in _BETWEEN:
            denied = denied or word.kind == "not"
        else:
            return step, denied
    return None, denied


def _goes_on(kind: str, word: Word) -> bool:
    if word.kind in _HELPING and word.kind not in ("modal", "do", "pronbe", "pronmodal"):
        return word.low in _UNFINISHED or (kind in ("modal", "do") and word.low == "have")
    if kind in ("be", "pronbe"):
        unknown = not word.tag and word.kind == "v" and word.low.endswith("ed")
        return unknown or word.tag in (PASSIVE, GOING)
    return bool(word.tag)


def _denies(word: Word) -> bool:
    return word.low.endswith("n't") or word.low == "cannot"


def _after(words: Sequence[Word], head: int) -> bool:
    """Say whether a helping verb that stands alone is negated behind it: "is not safe"."""
    return _next(words, head + 1)[1]
