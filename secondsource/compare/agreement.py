"""Which assertions are one statement.

Statements are compared only inside a story: a word-for-word quotation in two stories is one
statement in each. Only an outlet's own earlier text is followed across stories: what it repeats
belongs to the statement it made first, or its background would found statements of its own.
A statement's id is a hash of its first instance's (by levelled terms), so it does not hang on
the story and survives one that grows at its end or is split.

Denials are grouped with what they deny and never join two claims: a claim's opposite ("has not
cracked") is also kept beside it as a denial.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from rapidfuzz import fuzz

from secondsource.compare.differences import before
from secondsource.compare.frames import Weights, alike, frame_of, vetoed, weights_of
from secondsource.compare.sameness import (
    Grouped,
    Said,
    grouped,
    said_in,
    same_words,
    translated,
)
from secondsource.laid import Laid
from secondsource.presence import Presence
from secondsource.records import (
    Account,
    Entity,
    Instance,
    Interval,
    Member,
    Quotation,
    Reuse,
    Span,
    Statement,
    Story,
)
from secondsource.textview import level

# Two prints of one passage inside an aligned copy: nine letters in ten. The alignment has
# already found them, so this only refuses sentences that lie side by side.
_SAME_PASSAGE = 88.0
# So many characters of a passage are repeated where an outlet prints only part of it again.
_CUT_SHORT = 25
_REPEATED = 0.97
_OPPOSITE = 0.85
# So many words must a denial share with a claim before the two are weighed.
_ANSWERED = 2


def statements_of(
    accounts: Sequence[Account],
    entities: Sequence[Entity],
    stories: Sequence[Story],
    reuse: Sequence[Reuse],
) -> tuple[Statement, ...]:
    """Group the instances of each story into statements; their numbers are not yet counted.

    Sorted by story and id. Errors: none; an article in no story has no statements.

    >>> statements_of([], [], [], [])
    ()
    """
    by_page = {account.page.id: account for account in accounts}
    weights = weights_of(one for account in accounts for one in account.instances)
    presence = Presence.of(accounts, stories)
    repeats = _repeats(by_page, presence, reuse)
    again = {one.id for found in repeats.values() for one in found}
    found: list[Statement] = []
    for story in stories:
        members = presence.accounts_in(story)
        own = [one for account in members for one in account.instances if one.id not in again]
        instances = [*own, *(one for first in own for one in repeats.get(first.id, ()))]
        negated = {one.id: one.negated for one in instances}
        sure = [
            (a, b)
            for a, b in (*_quoted_pairs(members, weights), *_copied_pairs(by_page, members, reuse))
            if negated.get(a) == negated.get(b)  # a word that denies is no misprint
        ]
        told = [one for one in own if one.stance != "denies"]
        texts = {one.id: by_page[one.span.page].page[one.span] for one in told}
        groups = grouped(told, sure, weights, texts=texts)
        denials = [one for one in instances if one.stance == "denies"]
        groups = [_with_repeats(group, repeats) for group in groups]
        found.extend(_stated(story.id, groups, denials, weights))
    return tuple(sorted(found, key=lambda one: (one.story, one.id)))


def _repeats(
    accounts: Mapping[str, Account], presence: Presence, reuse: Sequence[Reuse]
) -> Mapping[str, Sequence[Instance]]:
    """Give, for each instance, those in which its outlet repeats it in another story."""
    instances = {one.id: one for account in accounts.values() for one in account.instances}
    laid = Laid.of(instances.values(), attrgetter("span"))
    first: dict[str, str] = {}
    for copy in reuse:
        ends = (copy.b, copy.a) if _turned(copy, accounts) else (copy.a, copy.b)
        if copy.kind != "own" or presence.story_at(ends[0]) is presence.story_at(ends[1]):
            continue
        earlier, later = (laid.touching(end) for end in ends)
        for one in later:
            for other in earlier:
                if one.stance == other.stance and _repeated(accounts, other, one):
                    first[one.id] = min(first.get(one.id, other.id), other.id)
    found: defaultdict[str, list[Instance]] = defaultdict(list)
    for ident in sorted(first):
        origin, seen = first[ident], {ident}
        while origin in first and origin not in seen:
            seen.add(origin)
            origin = first[origin]
        if origin not in first:
            found[origin].append(instances[ident])
    return found


def _turned(copy: Reuse, accounts: Mapping[str, Account]) -> bool:
    """Say whether the second side of an outlet's own copy is the original."""
    if copy.direction in ("a>b", "b>a"):
        return copy.direction == "b>a"
    if copy.a.page not in accounts or copy.b.page not in accounts:
        return False
    return before(accounts[copy.b.page], accounts[copy.a.page])


def _repeated(accounts: Mapping[str, Account], first: Instance, again: Instance) -> bool:
    """Say whether an outlet's later words repeat earlier ones, whole or cut shorter."""
    if _reads_alike(accounts, first, again):
        return True
    texts = [level(accounts[one.span.page].page[one.span], fold=True) for one in (first, again)]
    small, large = sorted(texts, key=len)
    return len(small) >= _CUT_SHORT and small.strip(" .…") in large


def _with_repeats(group: Grouped, repeats: Mapping[str, Sequence[Instance]]) -> Grouped:
    again = [(one, _REPEATED) for first, _ in group.members for one in repeats.get(first.id, ())]
    return Grouped((*group.members, *again)) if again else group


def _quoted_pairs(accounts: Sequence[Account], weights: Weights) -> Iterable[tuple[str, str]]:
    """Pair the sentences of quotations that are the same; two speakers make two statements."""
    quotes = {quote.id: (account, quote) for account in accounts for quote in account.quotations}
    sentences: defaultdict[str, list[Instance]] = defaultdict(list)
    for account in accounts:
        for one in account.instances:
            if one.quotation and one.quotation in quotes:
                sentences[one.quotation].append(one)
    said = {
        quote: [(one, _sentence(*quotes[quote], one)) for one in own]
        for quote, own in sentences.items()
    }
    for quote in sorted(said):
        for twin in quotes[quote][1].same_as:
            if quote < twin and twin in said and _one_voice(quotes[quote][1], quotes[twin][1]):
                yield from _paired(said[quote], said[twin], weights)


def _one_voice(a: Quotation, b: Quotation) -> bool:
    return not (a.speaker and b.speaker) or a.speaker == b.speaker


def _sentence(account: Account, quote: Quotation, one: Instance) -> Said:
    parts = [part for part in quote.parts or (quote.span,) if part.touches(one.span)]
    cut = [Span(p.page, max(p.start, one.span.start), min(p.end, one.span.end)) for p in parts]
    return said_in(account.page.id, account.page.text, quote, cut, one.terms)


def _paired(
    mine: Sequence[tuple[Instance, Said]], yours: Sequence[tuple[Instance, Said]], weights: Weights
) -> Iterable[tuple[str, str]]:
    for one, words in mine:
        for other, others in yours:
            if same_words(words, others) or translated(words, others, weights):
                yield one.id, other.id


def _copied_pairs(
    accounts: Mapping[str, Account], members: Sequence[Account], reuse: Sequence[Reuse]
) -> Iterable[tuple[str, str]]:
    """Pair the instances that stand in the two ends of one copied stretch and read alike."""
    inside = {account.page.id for account in members}
    laid = Laid.of((one for a in members for one in a.instances), attrgetter("span"))
    for copy in reuse:
        if copy.a.page not in inside or copy.b.page not in inside or copy.kind == "furniture":
            continue
        ends = [_distinct(accounts, laid.touching(end)) for end in (copy.a, copy.b)]
        for one in ends[0]:
            for other in ends[1]:
                if _reads_alike(accounts, one, other):
                    yield one.id, other.id


def _distinct(accounts: Mapping[str, Account], ones: Iterable[Instance]) -> list[Instance]:
    """Give the first of those that a page says in the same words: the others act through it.

    A thousand prints of one sentence in each of two pages are a million pairs, and one.
    """
    firsts: dict[object, Instance] = {}
    for one in ones:
        read = (one.terms, one.core, one.mood, one.negated, one.subject, one.headline, one.stance)
        firsts.setdefault((*read, accounts[one.span.page].page[one.span]), one)
    return list(firsts.values())


def _reads_alike(accounts: Mapping[str, Account], a: Instance, b: Instance) -> bool:
    if a.terms == b.terms:
        return True
    if a.negated != b.negated or [q.amount for q in a.quantities] != [
        q.amount for q in b.quantities
    ]:
        return False
    texts = [level(accounts[one.span.page].page[one.span], fold=True) for one in (a, b)]
    return fuzz.ratio(*texts) >= _SAME_PASSAGE


def _stated(
    story: str, groups: Sequence[Grouped], denials: Sequence[Instance], weights: Weights
) -> Iterable[Statement]:
    """Make statements of the groups, each with the denials that answer it."""
    opposites = [
        replace(one, stance="denies")
        for group in groups
        for one, _ in group.members
        if one.negated and one.stance in ("asserts", "attributes", "hedges")
    ]
    left = {one.id: one for one in denials}
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    answers = [*denials, *opposites]
    for place, answer in enumerate(answers):
        for term in set(answer.terms):
            by_word[term].append(place)
    for group in groups:
        first = group.members[0][0]
        own = {one.id for one, _ in group.members}
        shared = Counter(p for term in set(first.terms) for p in by_word.get(term, ()))
        found = []
        for place in sorted(p for p, words in shared.items() if words >= _ANSWERED):
            if place >= len(denials) and (first.negated or answers[place].id in own):
                continue
            score = _denied(answers[place], group, weights)
            if score >= _OPPOSITE:
                found.append((answers[place], score))
                left.pop(answers[place].id, None)
        yield _statement(story, [*group.members, *found])
    for denial in left.values():
        yield _statement(story, [(denial, 1.0)])


def _denied(denial: Instance, group: Grouped, weights: Weights) -> float:
    """Give how likely a denial answers a group: as alike as its opposite would be."""
    scores = []
    for one, _ in group.members[:4]:
        plain = replace(denial, negated=one.negated, mood=one.mood)
        answer, claim = frame_of(plain, weights), frame_of(one, weights)
        scores.append(0.0 if vetoed(answer, claim) else alike(answer, claim, weights))
    return max(scores, default=0.0)


def _statement(story: str, members: Sequence[tuple[Instance, float]]) -> Statement:
    ordered = sorted(members, key=lambda one: (one[0].span, one[0].id, one[0].stance))
    first = min(ordered, key=lambda one: (one[0].terms, one[0].span))[0]
    speakers = {one.speaker for one, _ in ordered if one.stance not in ("denies", "reacts")}
    return Statement(
        id=hashlib.sha256(f"statement:{first.id}".encode()).hexdigest()[:16],
        story=story,
        speaker=speakers.pop() if len(speakers) == 1 else None,
        members=tuple(Member(one, round(score, 4)) for one, score in ordered),
        reach=0,
        texts=Interval(0, 0, 0),
        origins=Interval(0, 0, 0),
    )
