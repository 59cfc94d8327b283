"""The names of one article, each with all its mentions: short forms bound to the long.

What may live here: what one article's own words settle about who is meant. "Roos" is the one
person of that surname whose full name the article prints; "(FBH)" stands for the name before
its bracket; "the ministry's Observatory" for the only longer name that holds the word. Where
two could be meant the short form stays loose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from secondsource.extract.directory import states, world
from secondsource.extract.spellings import (
    folded,
    given_names,
    initials_of,
    organisation_key,
    person_of,
    same_givens,
    sound,
    stands_for,
)
from secondsource.extract.titles import gender_of
from secondsource.language import language
from secondsource.records import Account, Mention, NameKind
from secondsource.textview import level

_Key = tuple[str, ...]
_DOTTED = re.compile(r"(?:[^\W\d_]\. ?){2,}")
_ARTICLE = re.compile("^[Aa]l[- ]")
_BRACKET = re.compile(r"[\"'”’]?\s*[(\[]\s*(?:the\s|or\s|known as\s)?[\"'“‘]?$")


_NO_KINDS: Mapping[_Key, NameKind] = MappingProxyType({})


@dataclass(slots=True)
class Name:
    """A name of one article in the making, with its mentions there and the key it joins others by.

    ``loose`` names carry their article in their key, so they join nothing by themselves;
    ``ambiguous`` ones could be two people of the article and must not be joined at all.
    ``short_forms`` are the keys of the words that may stand for it alone.
    """

    article: str
    kind: NameKind
    words: str
    key: _Key
    known: str | None = None
    loose: bool = False
    ambiguous: bool = False
    common: bool = False
    short_key: _Key | None = None
    short_forms: tuple[_Key, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    titles: set[str] = field(default_factory=set)

    def absorb(self, other: Name) -> None:
        """Take over the mentions of a shorter form."""
        self.mentions += other.mentions
        self.forms.update(other.forms)
        self.titles |= other.titles


@cache
def generic() -> frozenset[str]:
    """Give the words of organisations that every country has."""
    pack = language("en")
    ends = (word.lower() for word in pack.terms("names.organisation_words"))
    return frozenset(pack.terms("names.generic")) | frozenset(ends)


def bare(words: str) -> str:
    """Give a printed name without its article and its possessive.

    >>> bare("the Harbour Board's")
    'Harbour Board'
    """
    return re.sub(r"^(?:the|The)\s+|(?:'s|(?<=s)')$", "", level(words).strip())


def _plain(article: str, words: str, kind: NameKind) -> Name:
    known = world("en").get(words) or world("en").get(_plainer(words))
    if known and kind == known.kind:
        common = known.name in states("en")
        return Name(article, kind, words, ("known", known.name), known.name, common=common)
    if kind == "person":
        return _person(article, words)
    key = organisation_key(words)
    name = Name(article, kind, words, ("thing", *key), short_forms=_shorts(key))
    if kind == "organisation" and set(key) <= generic():
        name.key = ("loose", article, *key)
        name.loose = True
        name.short_forms = (("word", " ".join(key)),)
    return name


def _plainer(words: str) -> str:
    """Give initials without points and gaps ("U. S."), a place without its Arabic article."""
    if _DOTTED.fullmatch(words):
        return words.replace(".", "").replace(" ", "")
    return _ARTICLE.sub("", words)


def _shorts(key: _Key) -> tuple[_Key, ...]:
    tails = (key[at:] for at in range(1, len(key)) if set(key[at:]) <= generic())
    return tuple(("word", " ".join(tail)) for tail in tails)


@cache
def _family_first() -> frozenset[str]:
    return frozenset(language("en").terms("people.family_first"))


def _person(article: str, words: str) -> Name:
    parts = person_of(words)
    word: tuple[_Key, ...] = (("surname", parts.key),)
    if parts.given:
        if parts.given[0] in _family_first():  # "Xi" for Xi Panlong
            word = (*word, ("surname", sound(parts.given[0])))
        key: _Key = ("person", parts.surname, *parts.given)
        return Name(article, "person", words, key, short_forms=word)
    key = ("loose", article, "person", parts.surname)
    return Name(article, "person", words, key, loose=True, short_forms=word)


def _gathered(account: Account, kinds: Mapping[_Key, NameKind]) -> dict[_Key, Name]:
    names: dict[_Key, Name] = {}
    for mention in account.mentions:
        words = bare(account.page[mention.span])
        kind = kinds.get(folded(words), mention.kind)
        fresh = _plain(account.article.id, words, kind)
        name = names.setdefault(fresh.key, fresh)
        name.mentions.append(mention)
        name.forms[words] += 1
        if mention.title:
            name.titles.add(account.page[mention.title])
    return names


def names_of(account: Account, kinds: Mapping[_Key, NameKind] = _NO_KINDS) -> list[Name]:
    """Give an article's names, short forms bound to the long ones, in order of their keys.

    ``kinds`` are those that the collection makes plain, by folded words; they go before the
    mentions' own.

    >>> from secondsource.records import Article, Page, Span
    >>> text = "Ada Roos of the Harbour Board (HB) left. Roos slept."
    >>> page = Page(id="p1", input="a.txt", text=text)
    >>> cuts = [(0, 8, "person"), (16, 29, "organisation"), (31, 33, "organisation")]
    >>> cuts.append((41, 45, "person"))
    >>> found = tuple(Mention(Span("p1", a, b), kind) for a, b, kind in cuts)
    >>> account = Account(page, Article(id="p1", family="x"), mentions=found)
    >>> [sorted(name.forms) for name in names_of(account)]
    [['Ada Roos', 'Roos'], ['HB', 'Harbour Board']]
    """
    names = _gathered(account, kinds)
    _bind_brackets(account, names)
    _bind_persons(names)
    _bind_things(names)
    return [names[key] for key in sorted(names)]


def _bind(names: dict[_Key, Name], short: Name, long: Name) -> None:
    long.absorb(short)
    del names[short.key]


# -- brackets: "Harbour Board (HB)" --------------------------------------------------------


def _bind_brackets(account: Account, names: dict[_Key, Name]) -> None:
    by_span = {mention.span: name.key for name in names.values() for mention in name.mentions}
    ordered = sorted(account.mentions, key=lambda mention: mention.span)
    for left, right in pairwise(ordered):
        long = names.get(by_span[left.span])
        short = names.get(by_span[right.span])
        gap = account.page.text[left.span.end : right.span.start]
        if long is None or short is None or long is short or not _BRACKET.fullmatch(gap):
            continue
        if not short.known and stands_for(short.words, long.words):
            long.short_key = short.key
            _bind(names, short, long)


# -- persons -------------------------------------------------------------------------------


def _bind_persons(names: dict[_Key, Name]) -> None:
    full: dict[str, list[Name]] = {}
    for name in names.values():
        if name.kind == "person" and not name.loose and not name.known:
            for word in {sound(part) for part in folded(name.words)}:
                full.setdefault(word, []).append(name)
    for short in [name for name in names.values() if name.kind == "person" and not name.known]:
        owners = _owners(short, full)
        if len(owners) == 1:
            _bind(names, short, owners[0])
            full = {word: [o for o in found if o is not short] for word, found in full.items()}
        elif short.loose:
            short.ambiguous = len(owners) > 1


def _owners(short: Name, full: Mapping[str, Sequence[Name]]) -> list[Name]:
    """Give the longer names of the article that a shorter one can stand for."""
    form = person_of(short.words)
    alike = [
        name
        for name in full.get(form.key, ())
        if name is not short and len(folded(name.words)) > len(folded(short.words))
    ]
    if form.given:
        words = set(folded(short.words))
        return [
            name
            for name in alike
            if words < set(folded(name.words))
            or (person_of(name.words).key == form.key and _fits(form.given, name))
        ]
    by_surname = [name for name in alike if person_of(name.words).key == form.key]
    found = by_surname or [name for name in alike if form.surname in folded(name.words)]
    if len(found) > 1 and all(_fits(person_of(found[0].words).given, name) for name in found[1:]):
        return found[:1]
    return _of_gender(found, short.titles) if len(found) > 1 else found


def _fits(given: tuple[str, ...], name: Name) -> bool:
    return same_givens(given, person_of(name.words).given)


def _of_gender(found: Sequence[Name], titles: set[str]) -> list[Name]:
    genders = {gender_of(title) for title in titles} - {None}
    if len(genders) != 1:
        return list(found)
    (gender,) = genders
    fitting = [
        name
        for name in found
        if person_of(name.words).given[:1]
        and person_of(name.words).given[0] in given_names(str(gender))
    ]
    return fitting or list(found)


# -- organisations and places --------------------------------------------------------------


def _bind_things(names: dict[_Key, Name]) -> None:
    """Bind "Foreign Ministry" to the one "Levonian Foreign Ministry", "HB" to its long form."""
    long: dict[_Key, list[Name]] = {}
    for name in names.values():
        if name.kind == "organisation" and not name.loose:
            for word in name.short_forms:
                long.setdefault(word, []).append(name)
    for short in [name for name in names.values() if name.loose and name.kind != "person"]:
        owners = long.get(short.short_forms[0], [])
        if len(owners) == 1:
            _bind(names, short, owners[0])
        else:
            short.ambiguous = len(owners) > 1
    _bind_first_words(names)
    _bind_initials(names)


def _bind_first_words(names: dict[_Key, Name]) -> None:
    """Bind "Kestrel" to "Kestrel Brothers" when that is the only longer name it opens."""
    longs: dict[str, list[Name]] = {}
    for name in names.values():
        words = organisation_key(name.words)
        if name.kind == "organisation" and not name.loose and len(words) > 1:
            longs.setdefault(words[0], []).append(name)
    shorts = [
        name
        for name in names.values()
        if name.kind == "organisation" and not (name.loose or name.known or " " in name.words)
    ]
    for short in shorts:
        owners = longs.get("".join(organisation_key(short.words)), [])
        if len(owners) == 1:
            _bind(names, short, owners[0])


def _bind_initials(names: dict[_Key, Name]) -> None:
    organisations = [
        name for name in names.values() if name.kind == "organisation" and not name.loose
    ]
    longs: dict[str, list[Name]] = {}
    for name in organisations:
        for letters in initials_of(name.words):
            longs.setdefault(letters, []).append(name)
    for short in organisations:
        if short.known or " " in short.words or not short.words.isupper():
            continue
        owners = [name for name in longs.get("".join(folded(short.words)), ()) if name is not short]
        if len(owners) == 1 and stands_for(short.words, owners[0].words):
            owners[0].short_key = short.key
            _bind(names, short, owners[0])
