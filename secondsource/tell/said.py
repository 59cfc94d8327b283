"""Who said what: each quotation once as it was said, with every place that prints it.

What may live here: gathering prints into sayings, and choosing those that a person asks for.
Prints that are the same quotation inside one story (``Quotation.same_as``, and what hangs
together by it) are one saying: a copy is no second utterance. Across stories the same words are
named beside it and stay apart, for a man may say them twice. Nothing is dropped in silence:
what has no day is counted, and so is what a limit leaves out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from secondsource.errors import Misuse
from secondsource.language import language
from secondsource.records import Quotation, Report, Span
from secondsource.tell.days_said import Day, Days, asked_days, content_of, joined, span_of
from secondsource.tell.desk import Desk, desk_of
from secondsource.tell.topics import Phrase, folded, holds, phrases_of, roots_of
from secondsource.tell.whom import Spoken, Whom, speakers_meant
from secondsource.textview import level

_KINDS = {"direct": 0, "mixed": 1, "indirect": 2}

Near = Literal["content", "around"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person wants to know: who said it, about what, to whom, between which days.

    ``since`` and ``until`` are days, months or years; ``undated`` takes what has no day along;
    ``unnamed`` asks for the quotations whose speaker is not established.
    """

    name: str | None = None
    about: str = ""
    to: str = ""
    since: str | None = None
    until: str | None = None
    undated: bool = False
    limit: int | None = None
    unnamed: bool = False

    @property
    def by_speaker(self) -> bool:
        """Say whether quotations of many are asked for, to be listed under each speaker."""
        return self.name is None and bool(self.about or self.to or self.unnamed)

    def days(self) -> tuple[str | None, str | None]:
        """Give the first and the last day asked for; ``Misuse`` where one cannot be read."""
        since = asked_days(self.since)[0] if self.since else None
        until = asked_days(self.until)[1] if self.until else None
        if since and until and since > until:
            raise Misuse(f"nothing can be said since {self.since} and until {self.until}")
        return since, until


@dataclass(frozen=True, slots=True)
class Print:
    """One place that prints a quotation: when it says it was said, and who tells it if not it.

    ``tellers`` are the quotations in which it is told; ``headline`` says that it stands there.
    """

    quotation: Quotation
    day: Day
    tellers: tuple[str, ...] = ()
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """One quotation as said, with its prints by day and place; the first to show is ``best``.

    ``id`` is that of its first quotation. ``speaker`` is the entity that most of its prints
    give; ``again`` are places in other stories that print the same words; ``near`` says where
    asked words were found, in what was said or only in the sentence around it.
    """

    id: str
    speaker: str | None
    day: Day
    best: Print
    prints: tuple[Print, ...]
    again: tuple[Span, ...] = ()
    near: Near | None = None

    def pages(self) -> list[str]:
        """Give the articles that print it, each once."""
        return [*dict.fromkeys(one.quotation.span.page for one in self.prints)]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: the sayings by day and place, and what was left out and why.

    ``whom`` is who is meant by the name; ``undated`` counts what was left out since nothing
    says when it was said; ``more`` what lies beyond the limit; ``whole`` counts all that the
    named one said, whatever else was asked. Where the quotations of many are asked for,
    ``speakers`` are those who said them, and the sayings stand in their order.
    """

    asked: Asked
    whom: Whom | None
    sayings: tuple[Saying, ...]
    undated: int = 0
    more: int = 0
    whole: int = 0
    speakers: tuple[Speaker, ...] = ()


# -- gathering ------------------------------------------------------------------------------


def sayings_of(desk: Desk) -> tuple[Saying, ...]:
    """Gather the quotations of a report into sayings, by day and place.

    >>> sayings_of(desk_of(Report()))
    ()
    """
    days = Days.of(desk)
    quotations = desk.quotations
    groups = _groups(desk, quotations)
    prints = {ident: _print(desk, days, one) for ident, one in quotations.items()}
    made = (
        _saying(desk, [prints[one] for one in group], _again(desk, group, quotations))
        for group in groups
    )
    return tuple(sorted(made, key=lambda one: _order(desk, one)))


def _order(desk: Desk, saying: Saying) -> tuple[object, ...]:
    first = saying.prints[0].quotation.span
    return (saying.day.order, desk.names[first.page], first, saying.id)


def _groups(desk: Desk, quotations: Mapping[str, Quotation]) -> list[list[str]]:
    """Group what hangs together as the same quotation inside one story."""
    root = {ident: ident for ident in quotations}

    def find(one: str) -> str:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for ident, one in sorted(quotations.items()):
        for other in one.same_as:
            if other in quotations and _one_saying(desk, one, quotations[other]):
                low, high = sorted((find(ident), find(other)))
                root[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for ident in sorted(quotations):
        groups[find(ident)].append(ident)
    return [*groups.values()]


def _one_saying(desk: Desk, one: Quotation, other: Quotation) -> bool:
    """Say whether two prints are of one story, and none tells the other inside itself."""
    if one.span.page == other.span.page:
        return not one.span.touches(other.span)
    story = desk.story_of.get(one.span.page)
    return story is not None and story is desk.story_of.get(other.span.page)


def _again(
    desk: Desk, group: Sequence[str], quotations: Mapping[str, Quotation]
) -> tuple[Span, ...]:
    """Give the places in other stories that print the same words."""
    own = set(group)
    others = {
        quotations[other].span
        for ident in group
        for other in quotations[ident].same_as
        if other in quotations and other not in own
        and not any(quotations[mine].span.touches(quotations[other].span) for mine in group)
    }  # fmt: skip
    return tuple(sorted(others, key=lambda span: (_published(desk, span.page), span)))


def _published(desk: Desk, page: str) -> str:
    return desk.accounts[page].article.published.earliest or "9999"


def _print(desk: Desk, days: Days, quotation: Quotation) -> Print:
    headline = desk.accounts[quotation.span.page].article.headline
    tellers = sorted(days.around(quotation), key=lambda one: (-one.span.start, one.id))
    return Print(
        quotation,
        days.day_of(quotation),
        tuple(one.id for one in tellers),
        headline is not None and quotation.span.within(headline),
    )


def _saying(desk: Desk, prints: Sequence[Print], again: tuple[Span, ...]) -> Saying:
    ordered = sorted(
        prints,
        key=lambda one: (
            _published(desk, one.quotation.span.page),
            desk.names[one.quotation.span.page],
            one.quotation.span,
            one.quotation.id,
        ),
    )
    speakers = Counter(one.quotation.speaker for one in ordered if one.quotation.speaker)
    return Saying(
        min(one.quotation.id for one in ordered),
        min(speakers, key=lambda one: (-speakers[one], one), default=None),
        joined(one.day for one in ordered),
        _best(desk, ordered),
        tuple(ordered),
        again,
    )


def _best(desk: Desk, prints: Sequence[Print]) -> Print:
    """Choose the print to show: in marks before reported, then that which holds most others."""
    if len(prints) == 1:
        return prints[0]
    words = [level(words_said(desk, one.quotation), fold=True) for one in prints]
    many = Counter(words)
    holds_of = {one: sum(n for other, n in many.items() if other in one) for one in many}
    ranked = zip(prints, words, range(len(prints)), strict=True)
    return min(
        ranked,
        key=lambda row: (
            row[0].headline,
            _KINDS[row[0].quotation.kind],
            -holds_of[row[1]],
            -len(row[1]),
            row[2],
        ),
    )[0]


def words_said(desk: Desk, quotation: Quotation) -> str:
    """Read what was said; the words that interrupt it are left out and their place is shown."""
    return " ... ".join(desk.words(part) for part in content_of(quotation))


# -- asking ---------------------------------------------------------------------------------


def said(report: Report | Desk, asked: Asked) -> Answer:
    """Answer who said what; ``Misuse`` names near or several names and days that cannot be read.

    Without a name the sayings of all speakers are given.

    >>> said(Report(), Asked(about="dam")).sayings
    ()
    """
    desk = report if isinstance(report, Desk) else desk_of(report)
    if asked.unnamed and asked.name is not None:
        raise Misuse("whose speaker is not established has no name: --unnamed stands alone")
    days = asked.days()
    whole = sayings_of(desk)
    whom = None
    if asked.name is not None:
        whom, whole = _of_one(desk, whole, asked.name)
    if asked.unnamed:
        whole = tuple(one for one in whole if one.speaker not in desk.entities)
    found = _to(desk, _about(desk, whole, asked.about), asked.to)
    kept, undated = _of_days(desk, found, days, undated=asked.undated)
    speakers: tuple[Speaker, ...] = ()
    if asked.by_speaker:
        speakers = (unnamed_in if asked.unnamed else speakers_in)(desk, kept)
        kept = [one for speaker in speakers for one in speaker.sayings]
    lists = asked.name is not None or asked.by_speaker
    shown = kept[: asked.limit] if lists else kept
    return Answer(asked, whom, tuple(shown), undated, len(kept) - len(shown), len(whole), speakers)


def _of_days(
    desk: Desk, found: Sequence[Saying], days: tuple[str | None, str | None], *, undated: bool
) -> tuple[Sequence[Saying], int]:
    """Keep what was said between two days, and count what is left out as it has no day."""
    if days == (None, None):
        return found, 0
    dated = [one for one in found if one.day.within(*days)]
    unknown = [one for one in found if one.day.earliest is None and one.day.latest is None]
    if undated:
        return sorted([*dated, *unknown], key=lambda one: _order(desk, one)), 0
    return dated, len(unknown)


def _of_one(desk: Desk, sayings: Sequence[Saying], name: str) -> tuple[Whom, tuple[Saying, ...]]:
    spoken = {
        one.id: Spoken(
            tuple(p.quotation.speaker_span for p in one.prints if p.quotation.speaker_span),
            frozenset(p.quotation.speaker for p in one.prints if p.quotation.speaker),
        )
        for one in sayings
    }
    whom = speakers_meant(desk, spoken, name)
    return whom, tuple(one for one in sayings if one.id in whom.sayings)


def _about(desk: Desk, sayings: Sequence[Saying], words: str) -> Sequence[Saying]:
    """Keep what is about some words: they stand in what was said, or in the sentence around."""
    phrases = phrases_of(words)
    if not phrases:
        return sayings
    found = ((one, _near(desk, one, phrases)) for one in sayings)
    return [replace(one, near=near) for one, near in found if near]


def _near(desk: Desk, saying: Saying, phrases: Sequence[Phrase]) -> Near | None:
    quotations = [one.quotation for one in saying.prints]
    if any(holds(roots_of(words_said(desk, one)), phrases) for one in quotations):
        return "content"
    around = (roots_of(desk.words(desk.passage(one.span))) for one in quotations)
    return "around" if any(holds(roots, phrases) for roots in around) else None


def _to(desk: Desk, sayings: Sequence[Saying], name: str) -> Sequence[Saying]:
    """Keep what was said to somebody, or by way of somebody."""
    phrases = phrases_of(name)
    if not phrases:
        return sayings
    names = {
        mention.span
        for entity in desk.report.entities
        if any(holds(roots_of(one), phrases) for one in entity.names)
        for mention in entity.mentions
    }
    named: dict[str, list[Span]] = defaultdict(list)
    for span in names:
        named[span.page].append(span)
    return [
        one
        for one in sayings
        if any(
            holds(roots_of(desk.words(heard)), phrases)
            or any(span.within(heard) for span in named[heard.page])
            for heard in _heard(one.prints)
        )
    ]


def _heard(prints: Iterable[Print]) -> list[Span]:
    places = (place for p in prints for place in (p.quotation.addressee, p.quotation.via))
    return [place for place in places if place]


# -- everybody who speaks -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted, with how much in how many outlets, and from when to when.

    ``entity`` is None for all whose name is not established, together, or for those that have
    the same words for the speaker, which are then ``printed``.
    """

    entity: str | None
    sayings: tuple[Saying, ...]
    outlets: int
    earliest: str | None
    latest: str | None
    printed: str = ""


def speakers_in(desk: Desk, sayings: Iterable[Saying]) -> tuple[Speaker, ...]:
    """Give those who speak, most quoted first; those without an established name come last."""
    own: dict[str | None, list[Saying]] = defaultdict(list)
    for one in sayings:
        known = one.speaker if one.speaker in desk.entities else None
        own[known].append(one)
    found = (_speaker(desk, entity, said_by) for entity, said_by in own.items())
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.entity is None,
                -len(one.sayings),
                -one.outlets,
                desk.name(one.entity) or "",
                one.entity or "",
            ),
        )
    )


def unnamed_in(desk: Desk, sayings: Iterable[Saying]) -> tuple[Speaker, ...]:
    """Give those without an established name by the words printed for them, most first."""
    own: dict[tuple[str, ...], list[Saying]] = defaultdict(list)
    for one in sayings:
        own[_without_article(_printed(desk, one))].append(one)
    found = (
        replace(_speaker(desk, None, said_by), printed=_printed(desk, said_by[0]))
        for _, said_by in sorted(own.items())
    )
    return tuple(sorted(found, key=lambda one: (not one.printed, -len(one.sayings))))


def _without_article(printed: str) -> tuple[str, ...]:
    """Give folded words without an article: "an official", but "his office" is not "her office"."""
    articles = language("en").terms("speakers.articles")
    return tuple(word for word in folded(printed) if word not in articles)


def _printed(desk: Desk, saying: Saying) -> str:
    span = saying.best.quotation.speaker_span
    return desk.words(span) if span else ""


def _speaker(desk: Desk, entity: str | None, sayings: Sequence[Saying]) -> Speaker:
    outlets = desk.outlets({page for one in sayings for page in one.pages()})
    return Speaker(entity, tuple(sayings), outlets, *span_of(one.day for one in sayings))
