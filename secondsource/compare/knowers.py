"""Who can know: which speakers are one root, and which depend on one another.

A spokesman and his principal, an organisation and the head who speaks for it, are one knower.
Two people of one government are told apart but not independent: they count as one, and as more
only at the high end. What ties them is read from the words around their names ("Ada Krol,
spokeswoman for Norlines"), never guessed from who agrees with whom.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from secondsource.compare.alternatives import any_of, no_case
from secondsource.compare.cast import Cast, Named, named_in
from secondsource.compare.offices import Office, office_at, office_of
from secondsource.language import language
from secondsource.records import Account, Entity, Instance, Mention

_BEFORE, _AFTER, _SENTENCE, _FAR = 70, 110, 200, 400
# Who speaks for one person as a spokesman does, where "his" or "her" stands before.
_ATTENDING = ("chief of staff", "press secretary", "lawyer", "solicitor", "attorney", "agent")
_OF = re.compile(r" of (?:the )?")
# What follows a comma and stands for the name: no clause of what he did.
_TRAIL = re.compile(r",\s(?!who|which|whose|and|but|said|as|after|when|while)[^,]{0,60}")
_STOP = re.compile(r"[.;!?\n\"“”]\s|[\n\"“”]|\b(?:said|told|says)\b")


@dataclass(frozen=True, slots=True)
class Knowers:
    """The root of each speaker and the state its office belongs to, by entity id.

    ``doubts`` pairs roots that may be one: somebody is said to speak for more than one body.
    """

    root: Mapping[str, str]
    states: Mapping[str, str]
    names: Mapping[str, str]
    places: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    doubts: frozenset[tuple[str, str]] = frozenset()
    offices: Mapping[str, Office] = field(default_factory=dict)
    cast: Cast = Cast({})  # noqa: RUF009

    def who(self, instance: Instance) -> str | None:
        """Give the root knower an assertion is credited to; None where nobody is established."""
        if instance.speaker is None:
            return None
        return self.root.get(instance.speaker, instance.speaker)

    def can_speak(self, ident: str) -> bool:
        """Say whether a knower can know: a place only where it stands for its government."""
        return ident not in self.places or ident in self.states

    def fewest(self, idents: Collection[str]) -> int:
        """Count roots where whatever is doubtful is one: never two for one doubtful pair."""
        left = set(idents)
        return len(left) - len({a for a, b in self.doubts if a in left and b in left and a != b})

    def meant(self, phrase: str, pages: Iterable[str]) -> str | None:
        """Give the root of whomever words mean in some articles, where they can mean but one."""
        who = self.cast.meant(phrase, pages)
        return None if who is None else self.root.get(who, who)

    def roles(self, who: str, pages: Iterable[str]) -> frozenset[str]:
        """Give the roles that some articles give whoever has a root."""
        named = (one for page in pages for one in self.cast.articles.get(page, ()))
        return frozenset(
            role for one in named if self.root.get(one.who, one.who) == who for role in one.roles
        )

    def state(self, ident: str) -> str | None:
        """Give the state a knower speaks for, if its office says so."""
        return self.states.get(ident)


@dataclass(slots=True)
class _Notes:
    """What was read of each speaker, with how often; lives for one call."""

    ties: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    states: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    offices: defaultdict[str, Counter[Office]] = field(default_factory=lambda: defaultdict(Counter))


@dataclass(frozen=True, slots=True)
class _Words:
    """Patterns of what may stand between a person and a principal, and of offices."""

    aide: re.Pattern[str]  # OTHER| spokesman |NAME
    post: re.Pattern[str]  # OTHER| chief executive |NAME
    its: re.Pattern[str]  # OTHER will pay, |its chief executive |NAME
    his: re.Pattern[str]  # OTHER will pay, |his spokeswoman |NAME
    aide_of: re.Pattern[str]  # NAME|, a spokesman for (the minister, )|OTHER
    post_of: re.Pattern[str]  # NAME|, head of |OTHER
    leads: re.Pattern[str]  # the head of |OTHER, NAME
    holds: re.Pattern[str]  # NAME, OTHER|'s chief executive|,
    offices: re.Pattern[str]
    states: Mapping[str, str]
    seats: Mapping[str, str]
    state: re.Pattern[str]


@cache
def _words(code: str = "en") -> _Words:
    pack = language(code)
    states, seats = pack.groups("states"), pack.table("seats")
    aides, heads = pack.terms("statements.spokespeople"), pack.terms("statements.heads")
    past, clause = pack.terms("statements.former"), pack.terms("statements.clauses")
    aide, post = any_of(aides), any_of((*aides, *heads))
    plain = rf"(?!{any_of((*past, *clause))}\b)[\w-]+ "
    kinds = any_of(set(pack.terms("titles.modifier")) - set(past))
    before = rf"(?:['’]s?)? (?:(?:{kinds}) )*?"
    opens = rf"(?:, (?:(?:an?|the|its) (?:{plain}){{0,3}}?)?| )(?:{kinds} )*?"
    governs = rf"(?: officer)? (?:of|for|at|to) (?:the )?(?:(?-i:(?=[a-z])){plain}){{0,3}}"
    return _Words(
        no_case(rf"{before}{aide},? "),
        no_case(rf"{before}{post}(?: officer)?,? "),
        no_case(rf"[^.!?\n\"“”]*\bits (?:{kinds} )*?{post}(?: officer)?,? "),
        no_case(rf"\b(?:his|her) (?:{kinds} )*?{any_of((*aides, *_ATTENDING))},? $"),
        no_case(rf"{opens}{aide}{governs}(?:{any_of(heads)}, )?"),
        no_case(opens + post + governs),
        no_case(rf"(?:^|[.\n\"“”] ?|\band )(?:(?:the|an?) )?(?:{kinds} )*?{post}{governs}$"),
        no_case(rf"(?:['’]s?)? (?:{kinds} )*?{post}(?: officer)?(?=[,.;\n\"“”]|\Z)"),
        re.compile(rf"\b(?:{'|'.join(pack.terms('statements.offices'))})\b"),
        states,
        seats,
        re.compile(rf"\b{any_of(states)}\b"),
    )


def knowers_of(accounts: Sequence[Account], entities: Sequence[Entity] = ()) -> Knowers:
    """Tie the speakers of a collection to their roots.

    Without ``entities`` names are known only where somebody was quoted. Errors: none.

    >>> from secondsource.records import Span
    >>> knowers_of([]).who(Instance("i", Span("p", 0, 1), Span("p", 0, 1), "asserts")) is None
    True
    """
    speakers = {q.speaker for account in accounts for q in account.quotations if q.speaker}
    placed = {account.page.id: _placed(account) for account in accounts}
    if entities:
        placed = _placed_by(accounts, entities)
    else:
        said = {name: who for found in placed.values() for name, who in found.items()}
        placed = {account.page.id: said for account in accounts}
    tails = _tails(speakers, ((name, who) for own in placed.values() for name, who in own.items()))
    notes, cast = _Notes(), {}
    kinds = {entity.id: entity.kind for entity in entities}  # wins over how one mention was read
    for account in accounts:
        own = placed[account.page.id]
        named = [
            (replace(m, kind=kinds.get(own[name], m.kind)), own[name])
            for m in account.mentions
            if (name := account.page[m.span].lower()) in own
        ]
        called = {named_in(account, mention, ident) for mention, ident in named}
        cast[account.page.id] = tuple(sorted(called, key=_in_order))
        _note(account, named, speakers, tails, notes)
    ties, states, offices = notes.ties, notes.states, notes.offices
    principals, doubts = _principals({ident: found for ident, found in ties.items() if found})
    root = _roots(filter(None, speakers), principals)
    return Knowers(
        root,
        {
            root.get(ident, ident): min(found, key=lambda state: (-found[state], state))
            for ident, found in sorted(states.items())
            if found
        },
        {entity.id: entity.name for entity in entities},
        frozenset(entity.id for entity in entities if entity.kind == "place"),
        frozenset(entity.id for entity in entities if entity.kind == "person"),
        frozenset((root.get(a, a), root.get(b, b)) for a, b in doubts),
        _offices(offices, root),
        Cast(cast),
    )


def _in_order(one: Named) -> tuple[str, str, tuple[str, ...]]:
    return one.who, one.name, one.roles


def _note(
    account: Account,
    named: Sequence[tuple[Mention, str]],
    speakers: Collection[str | None],
    tails: Mapping[str, str],
    notes: _Notes,
) -> None:
    """Note what the words around each speaker's names in one article say of him."""
    for place, (mention, ident) in enumerate(named):
        if ident in speakers:
            near = named[max(0, place - 2) : place + 3]
            notes.ties[ident].update(_attended(account, place, named))
            served = {whose for whose in _served(account, mention, tails) if whose != ident}
            notes.ties[ident].update({*_tied(account, mention, ident, near), *served})
            notes.states[ident].update(filter(None, [_state(account, mention)]))
        notes.offices[ident].update(filter(None, [_office(account, mention)]))


def _office(account: Account, mention: Mention) -> Office | None:
    if mention.kind == "person":
        return office_at(account.page.text, mention.span.start, mention.span.end)
    return office_of(account.page[mention.span])


def _offices(offices: Mapping[str, Counter[Office]], root: Mapping[str, str]) -> dict[str, Office]:
    """Give each root the office that is named most often for it."""
    votes: defaultdict[str, Counter[Office]] = defaultdict(Counter)
    for ident in sorted(offices):
        votes[root.get(ident, ident)].update(offices[ident])
    return {
        ident: min(found, key=lambda one: (-found[one], one.body, one.whose))
        for ident, found in votes.items()
        if found
    }


def _placed(account: Account) -> dict[str, str]:
    """Give the names that speakers are given in one article, where nothing more is known."""
    named: dict[str, str] = {}
    for quote in account.quotations:
        if quote.speaker and quote.speaker_span:
            named[account.page[quote.speaker_span].lower()] = quote.speaker
            for mention in account.mentions:
                if mention.span.within(quote.speaker_span):
                    named[account.page[mention.span].lower()] = quote.speaker
    return named


def _placed_by(
    accounts: Sequence[Account], entities: Sequence[Entity]
) -> dict[str, dict[str, str]]:
    """Give each article's names and whom they mean there: one surname may be two people's."""
    pages = {account.page.id: account.page for account in accounts}
    placed: dict[str, dict[str, str]] = {page: {} for page in pages}
    for entity in entities:
        for mention in entity.mentions:
            page = pages.get(mention.span.page)
            if page is not None:
                placed[page.id][page[mention.span].lower()] = entity.id
    return placed


def _around(account: Account, mention: Mention) -> tuple[str, str]:
    """Give the words before and after a name inside its sentence."""
    text, start, end = account.page.text, mention.span.start, mention.span.end
    before = _STOP.split(text[max(0, start - _BEFORE) : start])[-1]
    return before, _STOP.split(text[end : end + _AFTER])[0]


def _tied(
    account: Account, mention: Mention, ident: str, near: Iterable[tuple[Mention, str]]
) -> Iterable[str]:
    """Give whom a person speaks for, where nothing but the role stands between the names."""
    if mention.kind != "person":
        return
    for other, whose in near:
        if whose != ident and other.kind in ("organisation", "person"):
            if other.span.start >= mention.span.end:
                tied = _named_after(account.page.text, mention, other)
            else:
                tied = _named_before(account.page.text, mention, other)
            if tied:
                yield whose


def _attended(account: Account, place: int, named: Sequence[tuple[Mention, str]]) -> Iterator[str]:
    """Give the person last named before "his spokeswoman NAME": whom she speaks for."""
    mention, ident = named[place]
    before = account.page.text[max(0, mention.span.start - _BEFORE) : mention.span.start]
    if mention.kind == "person" and _words().his.search(before):
        people = [
            (other.span.start, whose)
            for other, whose in named
            if other.kind == "person"
            and mention.span.start - _FAR < other.span.start < mention.span.start
        ]
        if people and max(people)[1] != ident:
            yield max(people)[1]


def _named_after(text: str, mention: Mention, other: Mention) -> bool:
    """Say whether "NAME, spokesman for OTHER", "NAME of OTHER" or "NAME, OTHER's head" is said."""
    words = _words()
    between = text[mention.span.end : other.span.start]
    if len(between) > _AFTER:
        return False
    aide = words.aide_of.fullmatch(between)
    if other.kind == "person":
        return bool(aide)
    if aide or words.post_of.fullmatch(between) or _OF.fullmatch(between):
        return True
    held = words.holds.match(text[other.span.end : other.span.end + _AFTER])
    return bool(held and re.fullmatch(r", (?:(?:an?|the) )?", between))


def _named_before(text: str, mention: Mention, other: Mention) -> bool:
    """Say whether "OTHER spokesman NAME" or "the head of OTHER, NAME" is said."""
    words = _words()
    between = text[other.span.end : mention.span.start]
    if other.kind == "organisation" and len(between) <= _SENTENCE and words.its.fullmatch(between):
        return True
    if len(between) > _BEFORE:
        return False
    if other.kind == "person":
        return bool(words.aide.fullmatch(between)) and between[:1] in "'’"
    if words.aide.fullmatch(between) or words.post.fullmatch(between):
        return True
    led = words.leads.search(text[max(0, other.span.start - _BEFORE) : other.span.start])
    return bool(led and re.fullmatch(r",? ", between))


def _tails(speakers: Collection[str | None], whose: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give the last two words of each quoted organisation's name, where no other ends so."""
    tails: dict[str, str] = {}
    for name, ident in sorted(set(whose)):
        words = name.split()
        if ident in speakers and len(words) > 1:
            tail = " ".join(words[-2:])
            tails[tail] = ident if tails.get(tail, ident) == ident else ""
    return tails


def _served(account: Account, mention: Mention, tails: Mapping[str, str]) -> Iterable[str]:
    """Give the organisation that a titled person is said to be of, though not by its full name."""
    _, after = _around(account, mention)
    served = re.match(r"(?:,[^,]{0,40})?\s(?:of|for)\s(?:the\s)?(\w+\s\w+)", after)
    if not served or mention.kind != "person" or not mention.title:
        return
    lead, ident = after[: served.start(1)], tails.get(served.group(1).lower())
    roles = (_words().aide_of, _words().post_of, _OF)
    if ident and any(role.fullmatch(lead) for role in roles):
        yield ident


def _state(account: Account, mention: Mention) -> str | None:
    """Give the state whose office a name holds: "Norwegian Foreign Minister Kari Holm"."""
    words, name = _words(), account.page[mention.span].lower().removeprefix("the ")
    if mention.kind != "person":
        own = words.states.get(name) or words.seats.get(name)
        if own or not words.offices.search(name):
            return own
    before, after = _around(account, mention)
    lead = re.split(r"[,;:]|\band\b", before.lower())[-1]
    lead += name if mention.kind != "person" else ""
    found = words.state.findall(lead)
    if found and words.offices.search(lead[lead.rindex(found[-1]) :]):
        return words.states[found[-1]]
    trail = _TRAIL.match(after.lower())
    found = words.state.findall(trail.group()) if trail else []
    return (
        words.states[found[0]] if trail and found and words.offices.search(trail.group()) else None
    )


def _roots(speakers: Iterable[str], principals: Mapping[str, str]) -> dict[str, str]:
    """Follow each speaker to the principal he speaks for, and that one's, never in a ring."""
    root: dict[str, str] = {}
    for ident in sorted({*speakers, *principals.values()}):
        seen, at = [ident], ident
        while at in principals and principals[at] not in seen:
            at = principals[at]
            seen.append(at)
        root[ident] = min(seen) if principals.get(at) in seen else at
    return root


def _principals(ties: Mapping[str, Counter[str]]) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """Give each person one principal, the one named most often; two as often leave a doubt."""
    chosen: dict[str, str] = {}
    doubts: set[tuple[str, str]] = set()
    for ident, found in sorted(ties.items()):
        first = min(found, key=lambda whose: (-found[whose], whose))
        contested = [whose for whose in found if found[whose] == found[first]]
        if len(contested) == 1:
            chosen[ident] = first
        doubts.update((ident, whose) for whose in found if chosen.get(ident) != whose)
    return chosen, doubts
