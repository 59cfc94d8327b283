"""What no likeness may overrule: two assertions that cannot be one statement, whatever they share.

Here live the slots that a careful reader checks before he counts a second voice: what became of
the people counted, where, who did it to whom, how far it had come, when, and who is "we". Words
weigh the same whoever stands before the verb; a single statement made of "the town warned the
mill" and "the mill warned the town" would print a confirmation where there is a contradiction.
Only one quotation or one copied passage ties what is forbidden here (``sameness``). Where a slot
is not filled on both sides nothing is forbidden. Tables are the pack's ``vetoes``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from secondsource.compare.contrasts import shared_by, typed
from secondsource.compare.frames import fates, one_toll
from secondsource.compare.measures import MARKS, Told, met_days
from secondsource.compare.senses import near, opposites
from secondsource.language import language
from secondsource.records import Instance


def forbidden(a: Told, b: Told, *, tied: bool = False) -> str | None:
    """Name the slot in which two assertions cannot be one; None where nothing forbids it.

    The same either way round: "fate", "date", "place", "voice", "roles" or "stage". Two that are
    ``tied``, by a quotation or a copied passage, are only kept apart by words that were changed.
    """
    if tied and a.phrase.stems == b.phrase.stems:
        return None
    if _fates_apart(a, b):
        return "fate"
    if met_days(a.frame.days, b.frame.days) is False:
        return "date"
    if _places_apart(a, b):
        return "place"
    if tied or one_toll(a.frame, b.frame):
        return None
    return _deed_apart(a, b)


def _deed_apart(a: Told, b: Told) -> str | None:
    """Name what is other in who does what: who speaks, who acts, how far it has come."""
    one, other = a.frame.instance, b.frame.instance
    if _voices_apart(one, other):
        return "voice"
    if _stages_apart(one, other) or _deeds_apart(a, b):
        return "stage"
    same = bool(one.predicate) and one.predicate == other.predicate
    if _turned_round(one, other) or (same and (_roles_apart(a, b) or _suffered_apart(a, b))):
        return "roles"
    return None


# -- what became of the people, where, when ------------------------------------------------------


def _fates_apart(a: Told, b: Told) -> bool:
    """Say whether people are counted on both sides and never with the same fate."""
    mine, yours = _fates_of(a.frame.instance), _fates_of(b.frame.instance)
    return bool(mine and yours) and not mine & yours


def _fates_of(one: Instance) -> frozenset[str]:
    """Give what became of those an assertion counts: by the unit, else by the deed beside it."""
    units = [(q.unit.split(":")[0], q.unit.split(":")[-1]) for q in one.quantities]
    told = {first for first, _ in units if first in fates()}
    deed = _table("fates").get(one.predicate)
    if deed and any(last in _persons() for first, last in units if first not in fates()):
        told.add(deed)
    return frozenset(told)


def _places_apart(a: Told, b: Told) -> bool:
    """Say whether both happen somewhere else; a town may lie in a state that the other names."""
    one, other = a.frame.instance.place, b.frame.instance.place
    if not one or not other or one == other or one[0] != other[0]:
        return False
    return one not in b.frame.words and other not in a.frame.words


def _voices_apart(one: Instance, other: Instance) -> bool:
    """Say whether two people each tell what they did: the "I" of one is not that of the other."""
    told = one.speaker and other.speaker and one.speaker != other.speaker
    return bool(told) and all(each.subject == f"#{each.speaker}" for each in (one, other))


# -- who did it to whom --------------------------------------------------------------------------


def _roles_apart(a: Told, b: Told) -> bool:
    """Say whether two others act, or the two are turned round; the deed is the same."""
    one, other = a.frame.instance.subject, b.frame.instance.subject
    if not one or not other or one == other or _kin(one, other):
        return False
    if a.frame.instance.predicate in _mutual():
        return False
    if (one[0] in MARKS) != (other[0] in MARKS):
        return _across(one, b) and _across(other, a)
    if typed(shared_by(a, b)):
        return _across(one, b) and _across(other, a)
    return not _beside_subject(one, b) and not _beside_subject(other, a)


def _turned_round(one: Instance, other: Instance) -> bool:
    """Say whether who acts on one side is named as acted upon on the other, both ways.

    Of two other deeds each may be the other seen from its end ("paid for", "cost"), unless one is
    only promised or asked for: then its verb is a stage and no deed to compare.
    """
    if one.predicate != other.predicate and not (one.status or other.status):
        return False
    if one.subject == other.subject or not _mutual().isdisjoint((one.predicate, other.predicate)):
        return False
    if other.predicate in opposites().get(one.predicate, ()):
        return False
    return one.subject in other.arguments and other.subject in one.arguments


def _suffered_apart(a: Told, b: Told) -> bool:
    """Say whether the deed, by nobody known, is done to two others: "Mr Weld was arrested"."""
    one, other = a.frame.instance, b.frame.instance
    if one.subject or other.subject or not one.arguments or not other.arguments:
        return False
    return one.arguments[0] not in b.frame.words and other.arguments[0] not in a.frame.words


def _kin(one: str, other: str) -> bool:
    """Say whether two may be the same: near in meaning, or people of whatever kind."""
    if one[0] in MARKS or other[0] in MARKS:
        return False
    return other in near(one) or one in near(other) or {one, other} <= _persons()


def _beside_subject(term: str, told: Told) -> bool:
    """Say whether a term stands on the subject's side of the verb: "the owner of the mill"."""
    return term in told.frame.words and not _across(term, told)


def _across(term: str, told: Told) -> bool:
    """Say whether a term stands on the other side of the verb than the subject."""
    one = told.frame.instance
    terms = one.terms
    if term not in terms or one.subject not in terms or one.predicate not in terms:
        return False
    verb = terms.index(one.predicate)
    return (terms.index(term) < verb) != (terms.index(one.subject) < verb)


# -- how far it had come -------------------------------------------------------------------------


def _stages_apart(one: Instance, other: Instance) -> bool:
    """Say whether a deed is done on one side, and only asked for or intended on the other.

    Of two deeds only where a stage is all that is told of something counted: "asked for 60 trucks".
    """
    if not one.predicate or not other.predicate or _stage_of(one) == _stage_of(other):
        return False
    if _counts_deed(one) or _counts_deed(other):
        return True
    return one.predicate == other.predicate and one.mood == other.mood


def _counts_deed(one: Instance) -> bool:
    return bool(one.status) and any(q.unit == one.predicate for q in one.quantities)


def _stage_of(one: Instance) -> str:
    told = one.status or ("sought" if one.predicate in _asking() else "")
    return _table("stages").get(told, "ahead" if one.mood == "will" else "")


def _deeds_apart(a: Told, b: Told) -> bool:
    """Say whether the deed of one answers, follows or undoes that of the other."""
    mine, yours = a.frame.instance.predicate, b.frame.instance.predicate
    if not mine or not yours or mine == yours:
        return False
    if frozenset((mine, yours)) in _steps():
        return True
    return yours in opposites().get(mine, ()) and not typed(shared_by(a, b))


# -- tables --------------------------------------------------------------------------------------


@cache
def _table(name: str, code: str = "en") -> Mapping[str, str]:
    """Give a table of the pack turned round: from each word to what it stands for."""
    return language(code).groups(f"vetoes.{name}")


@cache
def _steps(code: str = "en") -> frozenset[frozenset[str]]:
    """Give the pairs of deeds of which one answers or follows the other."""
    chains = language(code).table("vetoes.steps").values()
    return frozenset(
        frozenset((one, other)) for chain in chains for one in chain for other in chain
    )


@cache
def _asking(code: str = "en") -> frozenset[str]:
    return frozenset(language(code).terms("vetoes.asking"))


@cache
def _mutual(code: str = "en") -> frozenset[str]:
    return frozenset(language(code).terms("vetoes.mutual"))


@cache
def _persons(code: str = "en") -> frozenset[str]:
    pack = language(code)
    return frozenset(pack.terms("quantities.people")) | frozenset(pack.terms("quantities.persons"))
