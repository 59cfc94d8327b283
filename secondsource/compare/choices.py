"""Word choice: what the outlets of one story call one thing, side by side and without a score.

Here live the sets of words by which one thing may be called (in the language pack) and the
counting of who uses which. Nothing is said of which word is right. Precision first: a word counts
for a thing only where it can be told that the thing is the same - the name it stands beside, the
statement that several print, or a story that has but one such thing - and a set is shown only
where two outlets, each in its own words, choose no word in common. Words that somebody is
reported to have said are his: they are shown and told apart, and decide nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from secondsource.compare.alternatives import any_of
from secondsource.laid import Laid
from secondsource.language import language
from secondsource.presence import Presence
from secondsource.records import Account, Choice, Mention, Passage, Span, Statement, Story, Use

# A name so many characters before or behind a word tells who is meant: "Norland rebels", "rebels
# of the Norland Front".
_BESIDE = 24
_MARKS = "\"'“”‘’«»„"
_WORD = re.compile(r"[^\W\d_]+")
# What follows a word and makes it speak of others than the story's: "fighters of 1911".
_OF_OTHERS = re.compile(r"\s(?:(?:of|from)\s|in the (?=[a-z]))")


@dataclass(frozen=True, slots=True)
class _Set:
    """The words by which one thing may be called, and what makes two uses speak of one thing."""

    name: str
    by: str
    word_of: Mapping[str, str]
    plain: frozenset[str]
    openings: frozenset[str]
    pattern: re.Pattern[str]
    cased: bool = False

    @property
    def lasts(self) -> bool:
        """Say whether the thing is there beyond one happening: somebody, or what has a name."""
        return self.cased or self.by == "name"

    def word(self, printed: str) -> str:
        return self.word_of[printed if self.cased else printed.lower().replace("’", "'")]


@dataclass(frozen=True, slots=True)
class _Found:
    """A word where it stands: whose it is, and what it may speak of."""

    word: str
    account: Account
    span: Span
    quoted: bool
    referents: frozenset[str]


@cache
def _sets(code: str = "en") -> Mapping[str, _Set]:
    found: list[_Set] = []
    for name, told in sorted(language(code).table("choices").items()):
        if name == "names":
            for thing, words in sorted(told.items()):
                found.append(_set(thing.replace("_", " "), "story", words, cased=True))
        else:
            found.append(_set(name, told["by"], told["words"], plain=told["plain"]))
    return {one.name: one for one in found}


def _set(
    name: str,
    by: str,
    words: Mapping[str, Sequence[str]],
    *,
    plain: Sequence[str] = (),
    cased: bool = False,
) -> _Set:
    word_of = {form: word for word, forms in words.items() for form in forms}
    forms = any_of(word_of).replace("'", "['’]")
    pattern = re.compile(rf"(?<![\w-]){forms}(?![\w-])", re.NOFLAG if cased else re.IGNORECASE)
    openings = frozenset(_WORD.findall(form.lower())[0] for form in word_of)
    return _Set(name, by, word_of, frozenset(plain), openings, pattern, cased)


def choices_of(
    accounts: Sequence[Account], stories: Sequence[Story], statements: Sequence[Statement]
) -> tuple[Choice, ...]:
    """Count by outlet which word of a set the accounts of each story choose for one thing.

    Sorted by story and thing; an article without an outlet counts alone. Errors: none.

    >>> choices_of([], [], [])
    ()
    """
    presence = Presence.of(accounts, stories)
    stated = Laid.of(
        ((m.instance.span, one.id) for one in statements for m in one.members), lambda pair: pair[0]
    )
    things = {one.id: _things(presence.accounts_in(one), stated) for one in stories}
    found: list[Choice] = []
    for story in stories:
        near = [things[one] for one in story.related if one in things]
        for (name, referent), uses in sorted(things[story.id].items()):
            words = _sets()[name]
            also = [use for one in near for use in one.get((name, referent), ())]
            if not words.lasts or not referent:
                also = []
            if _differ(words, [*uses, *also]):
                found.append(Choice(story.id, name, _counted(uses), _counted(also)))
    return tuple(sorted(set(found), key=lambda one: (one.story, one.thing, one.uses[0].spans)))


def _things(
    accounts: Sequence[Account], stated: Laid[tuple[Span, str]]
) -> dict[tuple[str, str], tuple[_Found, ...]]:
    """Gather the uses of each set in one story by what they speak of; "" where that is not told."""
    told = [(account, frozenset(_WORD.findall(account.page.text.lower()))) for account in accounts]
    found = {}
    for words in _sets().values():
        uses = [
            use
            for account, there in told
            if not words.openings.isdisjoint(there)
            for use in _uses(words, account, stated)
        ]
        for referent, same in _of_one_thing(words, uses):
            found[words.name, referent] = tuple(same)
    return found


def _uses(words: _Set, account: Account, stated: Laid[tuple[Span, str]]) -> Iterator[_Found]:
    """Find the words of a set in one account, with what each use may speak of."""
    text, page = account.page.text, account.page.id
    for passage in account.passages:
        for found in words.pattern.finditer(text, passage.span.start, passage.span.end):
            span = Span(page, *found.span())
            if any(mention.span.touches(span) for mention in account.mentions) and not words.cased:
                continue  # "Ministry of Refugees" is a name
            referents = _REFERENTS[words.by](account, span, stated)
            if not words.cased and (
                _named_so(account, passage, span) or (not referents and _of_others(account, span))
            ):
                continue
            word = words.word(found.group())
            yield _Found(word, account, span, _quoted(account, span), referents)


def _named_so(account: Account, passage: Passage, span: Span) -> bool:
    """Say whether a word is a name, or the end of one: a pop group called The Militants."""
    if passage.headline or not account.page.text[span.start].isupper():
        return False
    before = account.page.text[passage.span.start : span.start].split()
    last = before[-1].strip(_MARKS) if before else ""
    return last[:1].isupper() and not last.endswith(("'s", "’s"))


def _of_others(account: Account, span: Span) -> bool:
    """Say whether what follows tells that others are meant than those of the story."""
    return _OF_OTHERS.match(account.page.text, span.end) is not None


def _quoted(account: Account, span: Span) -> bool:
    """Say whether a word is somebody's who is quoted, or stands in marks of its own."""
    text = account.page.text
    if text[span.start - 1 : span.start] in _MARKS and text[span.end : span.end + 1] in _MARKS:
        return bool(text[span.start - 1 : span.start] and text[span.end : span.end + 1])
    return any(
        part.touches(span)
        for quote in account.quotations
        for part in (*(quote.parts or (quote.span,)), *quote.marked)
    )


def _names_beside(account: Account, span: Span, stated: Laid[tuple[Span, str]]) -> frozenset[str]:
    """Give the names that stand right beside a word and tell who is meant."""
    text = account.page.text
    return frozenset(
        _goes_by(text[mention.span.start : mention.span.end])
        for mention in account.mentions
        if mention.kind != "person" and _beside(text, span, mention)
    )


def _goes_by(name: str) -> str:
    """Level a name: that of a set of names where it goes by several, else its small letters."""
    for words in _sets().values():
        if words.cased and name in words.word_of:
            return words.name
    return name.lower().removeprefix("the ")


def _beside(text: str, span: Span, mention: Mention) -> bool:
    if mention.span.end <= span.start:
        between = text[mention.span.end : span.start]
        return len(between) < _BESIDE and bool(
            re.fullmatch(r"(?:['’]s)?(?:[\s-][a-z]+)?[\s-]", between)
        )
    between = text[span.end : mention.span.start]
    return len(between) < _BESIDE and bool(
        re.fullmatch(r"\s(?:of|from|with|belonging to|linked to)\s(?:the\s)?", between)
    )


def _statements(account: Account, span: Span, stated: Laid[tuple[Span, str]]) -> frozenset[str]:
    return frozenset(ident for _, ident in stated.touching(span))


def _story(account: Account, span: Span, stated: Laid[tuple[Span, str]]) -> frozenset[str]:
    return frozenset()


_REFERENTS: Mapping[str, Callable[[Account, Span, Laid[tuple[Span, str]]], frozenset[str]]] = {
    "name": _names_beside,
    "statement": _statements,
    "story": _story,
}


def _of_one_thing(words: _Set, uses: Sequence[_Found]) -> Iterator[tuple[str, Sequence[_Found]]]:
    """Group the uses that speak of one thing.

    A word with no name beside it speaks of whom the story names, where that is only one.
    """
    groups: defaultdict[str, list[_Found]] = defaultdict(list)
    for use in uses:
        for referent in use.referents:
            groups[referent].append(use)
    if words.by == "story" or (words.by == "name" and len(groups) < 2):
        if uses:
            yield words.name if words.cased else min(groups, default=""), uses
    else:
        yield from sorted(groups.items())


def _differ(words: _Set, uses: Sequence[_Found]) -> bool:
    """Say whether two outlets, each in its own words, choose no word in common."""
    own: defaultdict[str, set[str]] = defaultdict(set)
    for use in uses:
        if not use.quoted:
            own[use.account.article.family].add(use.word)
    chosen = list({frozenset(words_) for words_ in own.values()})
    return any(
        not one & other and (one | other) - words.plain
        for place, one in enumerate(chosen)
        for other in chosen[place + 1 :]
    )


def _counted(uses: Sequence[_Found]) -> tuple[Use, ...]:
    """Gather uses by outlet and word: the outlet's most used word first."""
    by_outlet: defaultdict[tuple[str, str], list[_Found]] = defaultdict(list)
    for use in uses:
        by_outlet[use.account.article.family, use.word].append(use)
    often = Counter({key: len(found) for key, found in by_outlet.items()})
    ordered = sorted(by_outlet, key=lambda key: (key[0], -often[key], key[1]))
    return tuple(
        Use(
            word,
            by_outlet[family, word][0].account.article.outlet,
            tuple(sorted({use.span for use in by_outlet[family, word]})),
            tuple(sorted({use.span for use in by_outlet[family, word] if use.quoted})),
        )
        for family, word in ordered
    )
