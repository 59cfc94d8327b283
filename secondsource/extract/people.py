"""One entity across spellings, surnames, short forms and acronyms inside a collection.

What may live here: joining the names of articles into entities; how two spellings compare is
in ``spellings``. It goes in three rounds. In an article, a short form is bound to the one
longer name it can stand for ("Roos" to "Ada Roos", "FBH" to the name before its bracket).
Across articles, full names are joined where they are spellings of one another. What is then
still loose - a surname whose owner the article never names in full, "the Foreign Ministry" of
nobody knows which state - joins only where two articles share at least two other names, for a
wrong union invents a witness' words and a missed one only shows a name twice.

Everything is looked up by keys (a surname's sound, a given name's groups), never pair by pair.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.extract.binding import Name, generic, names_of
from secondsource.extract.decided import Group, decided_groups
from secondsource.extract.kinds import kinds_of
from secondsource.extract.spellings import (
    Person,
    best_form,
    folded,
    given_keys,
    person_of,
    same_givens,
)
from secondsource.records import Account, Decision, Entity

# A surname alone joins another article's only beside this many shared names that are not
# states: one is chance in any two pieces of world news.
_SHARED = 2
# One will do where so many articles print the full name. On the even topics of ECB+ 2, 3 and 5
# gave the same (B3 .748 against .742 without), so the most careful stands.
_WIDELY = 5
# Articles of one candidate that are looked at for shared names, the first by id.
_LOOKED_AT = 200

_Key = tuple[str, ...]


@dataclass(slots=True)
class _Union:
    """Which keys have been joined: a forest of keys, each pointing nearer to its root."""

    above: dict[_Key, _Key]

    def root(self, key: _Key) -> _Key:
        path = []
        while (parent := self.above.get(key, key)) != key:
            path.append(key)
            key = parent
        for passed in path:
            self.above[passed] = key
        return key

    def join(self, one: _Key, other: _Key) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self.above[high] = low


def entities_of(
    accounts: Sequence[Account], decisions: Sequence[Decision] = ()
) -> tuple[Entity, ...]:
    """Give the entities that the accounts' mentions name, each mention in exactly one.

    Entities are in order of kind, name and id. An id is a hash of the kind and the levelled
    name, so it does not depend on the order of the accounts, nor on a new name by decision.
    ``decisions`` that merge, split or rename are honoured, others left. Errors: none.

    >>> from secondsource.records import Article, Mention, Page, Span
    >>> page = Page(id="p1", input="a.txt", text="Sergei Rauk and Sergey Rauk: one. Rauk left.")
    >>> spans = [Span("p1", 0, 11), Span("p1", 16, 27), Span("p1", 34, 38)]
    >>> names = tuple(Mention(span, "person") for span in spans)
    >>> account = Account(page, Article(id="p1", family="x"), mentions=names)
    >>> [(entity.name, entity.names) for entity in entities_of([account])]
    [('Sergei Rauk', ('Rauk', 'Sergei Rauk', 'Sergey Rauk'))]
    """
    ordered = sorted(accounts, key=lambda account: account.article.id)
    kinds = kinds_of(ordered)
    names = [name for account in ordered for name in names_of(account, kinds)]
    _doubt_surnames(names)
    union = _Union({})
    _join_full_persons(names, union)
    _join_turned(names, union)
    _join_acronyms(names, union)
    _join_loose(names, union)
    groups: dict[_Key, list[Name]] = {}
    for name in names:
        groups.setdefault(union.root(name.key), []).append(name)
    pages = {account.article.id: account.page for account in ordered}
    return _entities(decided_groups(groups.values(), decisions, pages))


def _doubt_surnames(names: Sequence[Name]) -> None:
    """Hold loose a lone "organisation" whose word is a surname that the collection knows."""
    surnames = {
        (person.surname,): person.key
        for person in (_person(name) for name in names if name.kind == "person" and not name.loose)
        if person.given
    }
    for name in names:
        word = name.key[1:] if name.key[0] == "thing" else ()
        if name.kind in ("organisation", "other") and word in surnames:
            name.key = ("loose", name.article, *name.key)
            name.loose = True
            name.short_forms = (("surname", surnames[word]),)


# -- across articles: full names -----------------------------------------------------------


def _person(name: Name) -> Person:
    return person_of(name.words)


def _rank(form: Person) -> tuple[int, int, Person | tuple[tuple[str, ...], str]]:
    whole = [word for word in form.given if len(word) > 1]
    return (-len(whole), -len(form.given), (form.given, form.surname))


def _lookup(form: Person) -> list[str]:
    first = form.given[0]
    initial = [f"initial {first[0]}"]
    return [*initial, *given_keys(first)] if len(first) > 1 else initial


def _join_full_persons(names: Sequence[Name], union: _Union) -> None:
    """Join full names of one person; the longest first, so that "G. Roos" meets its owners."""
    keys: dict[Person, list[_Key]] = {}
    printed: dict[Person, set[str]] = {}
    for name in names:
        if name.kind == "person" and not name.loose:
            keys.setdefault(_person(name), []).append(name.key)
            printed.setdefault(_person(name), set()).add(name.article)
    persons: dict[tuple[str, str], list[list[Person]]] = {}
    for form in sorted((form for form in keys if form.given), key=_rank):
        fitting = [
            home
            for home in _fitting(form, persons)
            if not any(_beside(form, other, printed) for other in home)
        ]
        home = fitting[0] if len(fitting) == 1 else [form]
        if len(fitting) == 1:
            home.append(form)
        for key in keys[form]:
            union.join(key, keys[home[0]][0])
        for look in _lookup(form):
            homes = persons.setdefault((form.key, look), [])
            if not any(home is other for other in homes):
                homes.append(home)


def _fitting(
    form: Person, persons: Mapping[tuple[str, str], list[list[Person]]]
) -> list[list[Person]]:
    looks = _lookup(form)
    wanted = looks if len(form.given[0]) == 1 else looks[1:]
    found: list[list[Person]] = []
    for look in wanted:
        for home in persons.get((form.key, look), ()):
            if not any(home is other for other in found) and all(
                same_givens(form.given, other.given) and _surnames_fit(form, other)
                for other in home
            ):
                found.append(home)
    return found


def _beside(one: Person, other: Person, printed: Mapping[Person, set[str]]) -> bool:
    """Say whether one article prints both surnames: then it means two people."""
    return one.surname != other.surname and not printed[one].isdisjoint(printed[other])


def _surnames_fit(one: Person, other: Person) -> bool:
    """Say whether two surnames of one sound can be one: "Zelenskiy", but not "Tulley"."""
    if one.surname == other.surname:
        return True
    clipped = [form.surname.endswith("ey") for form in (one, other)]
    ends = [re.sub("(?:ey|y|ie)$", "", form.surname) for form in (one, other)]
    return len(one.key) >= 3 and not (clipped[0] != clipped[1] and ends[0] == ends[1])


# -- across articles: the same words otherwise ---------------------------------------------


def _join_turned(names: Sequence[Name], union: _Union) -> None:
    """Join "University of Kastrin" to "Kastrin University", "EuroBank" to "Euro Bank"."""
    met: dict[_Key, _Key] = {}
    for name in names:
        if name.kind != "organisation" or name.loose or name.key[0] != "thing":
            continue
        words = [word for word in name.key[1:] if word != "of"]
        ways: list[_Key] = [("glued", "".join(name.key[1:]))]
        if len(words) > 1 and not generic().isdisjoint(words):
            ways.append(("turned", *sorted(words)))
        for way in ways:
            union.join(met.setdefault(way, name.key), name.key)


# -- across articles: acronyms -------------------------------------------------------------


def _join_acronyms(names: Sequence[Name], union: _Union) -> None:
    """Join an acronym to the one long form that the collection gives it."""
    meanings: dict[_Key, set[_Key]] = {}
    for name in names:
        if name.short_key:
            meanings.setdefault(name.short_key, set()).add(union.root(name.key))
    for short, longs in sorted(meanings.items()):
        if len(longs) == 1:
            union.join(short, min(longs))


# -- across articles: what is loose --------------------------------------------------------


def _company(names: Sequence[Name], union: _Union) -> dict[str, frozenset[_Key]]:
    """Give each article's telling names: not states, nothing loose."""
    company: dict[str, set[_Key]] = {}
    for name in names:
        if not name.loose and not name.common:
            company.setdefault(name.article, set()).add(union.root(name.key))
    return {article: frozenset(keys) for article, keys in company.items()}


def _join_loose(names: Sequence[Name], union: _Union) -> None:
    company = _company(names, union)
    owners: dict[_Key, dict[_Key, list[str]]] = {}
    for name in names:
        for word in () if name.loose else name.short_forms:
            homes = owners.setdefault(word, {}).setdefault(union.root(name.key), [])
            if not homes or homes[-1] != name.article:
                homes.append(name.article)
    loose: dict[_Key, list[Name]] = {}
    for name in names:
        if name.loose:
            loose.setdefault(name.short_forms[0], []).append(name)
    for word, alike in sorted(loose.items()):
        _join_owner(alike, owners.get(word, {}), company, union)
        _join_alike(alike, company, union)


def _join_owner(
    alike: Iterable[Name],
    owners: Mapping[_Key, Sequence[str]],
    company: Mapping[str, frozenset[_Key]],
    union: _Union,
) -> None:
    """Join loose names to the only full name in the collection that they can stand for."""
    if len(owners) != 1:
        return
    ((owner, articles),) = owners.items()
    for name in alike:
        if name.ambiguous:
            continue
        around = company.get(name.article, frozenset()) - {owner}
        least = _SHARED if len(articles) < _WIDELY else 1
        if any(
            len(around & company.get(article, frozenset())) >= least
            for article in articles[:_LOOKED_AT]
        ):
            union.join(name.key, owner)


def _join_alike(
    alike: Iterable[Name], company: Mapping[str, frozenset[_Key]], union: _Union
) -> None:
    """Join loose names of one form whose articles share enough other names."""
    met: dict[_Key, list[Name]] = {}
    for name in alike:
        if name.ambiguous:
            continue
        shared: Counter[_Key] = Counter()
        around = sorted(company.get(name.article, ()))
        for key in around:
            for other in met.get(key, ())[-_LOOKED_AT:]:
                shared[other.key] += 1
            met.setdefault(key, []).append(name)
        for key, count in sorted(shared.items()):
            if count >= _SHARED:
                union.join(name.key, key)


# -- the entities --------------------------------------------------------------------------


def _entities(groups: Iterable[Group]) -> tuple[Entity, ...]:
    drafts = [_entity(group) for group in groups]
    count = Counter(draft.id for draft in drafts)
    unique = [draft if count[draft.id] == 1 else _told_apart(draft) for draft in drafts]
    return tuple(sorted(unique, key=lambda entity: (entity.kind, entity.name, entity.id)))


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _entity(group: Group) -> Entity:
    mentions = [mention for name in group.names for mention in name.mentions]
    kind, forms, known = group.kind, group.forms, group.known
    best = best_form(forms, kind, known)
    return Entity(
        id=_hashed(kind, known or " ".join(folded(best))),
        kind=kind,
        name=group.renamed or best,
        names=tuple(sorted(forms)),
        mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
        decided=tuple(sorted(group.verbs)),
    )


def _told_apart(entity: Entity) -> Entity:
    span = entity.mentions[0].span
    return replace(entity, id=_hashed(entity.id, span.page, str(span.start)))
