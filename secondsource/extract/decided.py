"""What people decided about names: two are one, one is two, one goes by another name.

What may live here: applying decisions to names that are already joined. A decision speaks of
names as printed, so it holds for articles that come later. It means the entity that goes by the
name, and else the only one that has it among its spellings; where several have it, it means
nobody, since a wrong union invents a witness. Entities of one spelling are told apart by an
article in which each stands: ``Roos@`` and the article's id. Splits come first, then merges, then
new names. A split takes its second name out of the entity; what else that had stays with the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.extract.binding import Name, bare
from secondsource.extract.spellings import best_form, folded
from secondsource.records import Decision, Mention, NameKind, Page

_PLACED = re.compile("(.+)@([0-9a-f]{16,64})", re.DOTALL)  # a name, and the id of an article


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Names that are one entity, what was decided of it, and the name it is to go by."""

    names: tuple[Name, ...]
    verbs: frozenset[str] = frozenset()
    renamed: str | None = None

    @property
    def kind(self) -> NameKind:
        """Give the commonest kind of its mentions."""
        kinds: Counter[NameKind] = Counter()
        for name in self.names:
            kinds[name.kind] += len(name.mentions)
        return min(kinds, key=lambda kind: (-kinds[kind], kind))

    @property
    def forms(self) -> Counter[str]:
        """Give its spellings, with how often each is printed."""
        forms: Counter[str] = Counter()
        for name in self.names:
            forms.update(name.forms)
        return forms

    @property
    def known(self) -> str | None:
        """Give the name under which the directory has it."""
        return min((name.known for name in self.names if name.known), default=None)


def name_key(name: str) -> str:
    """Give what two prints of one name share, as decisions compare them; an article id stays.

    >>> name_key("Ada Roos") == name_key("ADA ROOS'S")
    True
    >>> name_key("Ada Roos@0123456789abcdef")
    'ada roos@0123456789abcdef'
    """
    placed = _PLACED.fullmatch(name)
    if placed:
        return f"{' '.join(folded(placed[1]))}@{placed[2]}"
    return " ".join(folded(name))


def placed_name(key: str) -> tuple[str, str | None]:
    """Give the name of a key, and the id of the article in which it is meant, if it says one.

    >>> placed_name("roos@0123456789abcdef"), placed_name("roos")
    (('roos', '0123456789abcdef'), ('roos', None))
    """
    placed = _PLACED.fullmatch(key)
    return (placed[1], placed[2]) if placed else (key, None)


def can_be_one(one: NameKind, other: NameKind) -> bool:
    """Say whether two kinds can be one entity's: a person is no place and no organisation.

    >>> can_be_one("person", "place"), can_be_one("place", "organisation")
    (False, True)
    """
    return one == other or "other" in (one, other) or "person" not in (one, other)


def decided_groups(
    groups: Iterable[list[Name]], decisions: Sequence[Decision], pages: Mapping[str, Page]
) -> list[Group]:
    """Apply the decisions about names to names that are joined; decisions on articles are left."""
    found = [Group(tuple(names)) for names in groups]
    if not any(one.verb in ("split", "merge", "rename") for one in decisions):
        return found
    splits = _pairs(decisions, "split")
    for one, other in splits:
        found = [part for group in found for part in _cut(group, one, other, pages)]
    found = _merged(found, _pairs(decisions, "merge"), splits)
    return _renamed(found, decisions)


def _renamed(groups: Sequence[Group], decisions: Iterable[Decision]) -> list[Group]:
    holders = _holders(groups)
    named: dict[Group, str] = {}
    for decision in sorted(decisions, key=lambda one: (one.a, one.b)):
        if decision.verb == "rename" and decision.b.strip():
            named |= dict.fromkeys(holders(name_key(decision.a)), decision.b)
    return [
        replace(group, renamed=named[group], verbs=group.verbs | {"rename"})
        if group in named
        else group
        for group in groups
    ]


def _pairs(decisions: Iterable[Decision], verb: str) -> list[tuple[str, str]]:
    """Give the names of one verb's decisions as keys, sorted; a split of one name is none."""
    pairs = {(name_key(one.a), name_key(one.b)) for one in decisions if one.verb == verb}
    return sorted(pair for pair in pairs if verb == "merge" or pair[0] != pair[1])


def _holders(groups: Sequence[Group]) -> Callable[[str], Sequence[Group]]:
    """Give who looks up the groups that go by a name, else the only one that has it at all."""
    having: dict[str, list[Group]] = {}
    going: dict[str, list[Group]] = {}
    for group in groups:
        going.setdefault(name_key(_main(group)), []).append(group)
        for key in {name_key(form) for form in group.forms}:
            having.setdefault(key, []).append(group)

    def holders(key: str) -> Sequence[Group]:
        name, article = placed_name(key)
        some = [one for one in having.get(name, []) if _stands(one.names, name, article)]
        by_it = [one for one in going.get(name, []) if one in some]
        return by_it or (some if len(some) == 1 else [])

    return holders


def _main(group: Group) -> str:
    return best_form(group.forms, group.kind, group.known)


# -- split ---------------------------------------------------------------------------------


def _cut(group: Group, one: str, other: str, pages: Mapping[str, Page]) -> list[Group]:
    """Take a name out of a group that has another name too."""
    (first, of_first), (second, of_second) = placed_name(one), placed_name(other)
    if not (_stands(group.names, first, of_first) and _stands(group.names, second, of_second)):
        return [group]
    stay: list[Name] = []
    go: list[Name] = []
    for name in group.names:
        if not _stands([name], second, of_second):
            stay.append(name)
        elif first == second or not _stands([name], first, of_first):
            go.append(name)
        else:
            kept, taken = _parted(name, second, pages[name.article])
            stay.append(kept)
            go.append(taken)
    verbs = group.verbs | {"split"}
    return [Group(tuple(stay), verbs), Group(tuple(go), verbs)]


def _stands(names: Iterable[Name], key: str, article: str | None) -> bool:
    """Say whether names have a spelling, in an article if one is said."""
    return any(
        key in {name_key(form) for form in name.forms}
        for name in names
        if article is None or name.article == article
    )


def _parted(name: Name, key: str, page: Page) -> tuple[Name, Name]:
    """Part an article's name by how each mention is printed."""
    taken = [one for one in name.mentions if name_key(bare(page[one.span])) == key]
    kept = [one for one in name.mentions if one not in taken]
    return _only(name, kept, page), _only(name, taken, page)


def _only(name: Name, mentions: list[Mention], page: Page) -> Name:
    forms = Counter(bare(page[one.span]) for one in mentions)
    return replace(name, mentions=mentions, forms=forms, known=None)


# -- merge ---------------------------------------------------------------------------------


def _merged(
    groups: list[Group], merges: Sequence[tuple[str, str]], splits: Sequence[tuple[str, str]]
) -> list[Group]:
    """Join the groups that two names mean; where a split stands between, they stay apart."""
    grown: dict[Group, Group] = {}  # each group that was joined to what it has become
    holders = _holders(groups)

    def now(group: Group) -> Group:
        while group in grown:
            group = grown[group]
        return group

    for one, other in merges:
        meant = [*holders(one), *holders(other)]
        for group in meant[1:]:
            first, second = now(meant[0]), now(group)
            if first is not second and _may_join(first, second, splits):
                verbs = first.verbs | second.verbs | {"merge"}
                grown[first] = grown[second] = Group(first.names + second.names, verbs)
    return list(dict.fromkeys(now(group) for group in groups))


def _may_join(one: Group, other: Group, splits: Iterable[tuple[str, str]]) -> bool:
    """Say whether two groups may be one: of kinds that can be, and nobody split them."""
    apart = any(
        (_stands(a.names, *placed_name(x)) and _stands(b.names, *placed_name(y)))
        for x, y in splits
        for a, b in ((one, other), (other, one))
    )
    return can_be_one(one.kind, other.kind) and not apart
