"""The desk: what belongs to what in a report, so that a view can ask and need not search.

What may live here: finding - the words of a span, the outlet of an article, the statements of
a story in the order in which they matter. Nothing is laid out, and nothing is counted again:
the numbers are the report's own. All words come out safe to show (see ``plain``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from secondsource.laid import Laid
from secondsource.records import (
    Account,
    Carried,
    Choice,
    Conflict,
    Coverage,
    Credit,
    Entity,
    Group,
    Hidden,
    Instance,
    Interval,
    Member,
    Moment,
    Page,
    Parent,
    Quotation,
    Report,
    Reuse,
    Span,
    Statement,
    Story,
    Utterance,
)
from secondsource.tell.leaning import lead_in
from secondsource.tell.phrases import verdict_of
from secondsource.tell.plain import cut_to, one_line, quoted
from secondsource.textview import level

UNNAMED = "an outlet that is not named"
_POSSIBLE = 0.05  # the 90 % interval: what is rarer than this on one side is left out
_TOGETHER = 20  # passages that one span may run through and be shown with
_WEIGHT = {"found": 4, "likely": 3, "open": 2, "none": 1, "nobody": 0}

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Desk:
    """A report laid out for answering questions; made by ``desk_of``."""

    report: Report
    accounts: Mapping[str, Account]
    entities: Mapping[str, Entity]
    hidden: Mapping[str, Hidden]
    stories: Mapping[str, Story]
    story_of: Mapping[str, Story]
    also_in: Mapping[str, Sequence[Story]]
    stated: Mapping[str, Sequence[Statement]]
    statements: Mapping[str, Statement]
    parents: Mapping[str, Sequence[Parent]]
    stretches: Mapping[str, Sequence[Carried]]
    reuse: Mapping[str, Sequence[Reuse]]
    conflicts: Mapping[str, Sequence[Conflict]]
    moments: Mapping[str, Sequence[Moment]]
    coverage: Mapping[str, Coverage]
    choices: Mapping[str, Sequence[Choice]]
    quotations: Mapping[str, Quotation]
    utterances: Mapping[str, Sequence[Utterance]]
    names: Mapping[str, str]
    _shown: dict[str, tuple[Statement, Sequence[Member]]] = field(default_factory=dict)

    # -- words ------------------------------------------------------------------------------

    def words(self, span: Span) -> str:
        """Read a span on one line, safe to show."""
        return one_line(self.accounts[span.page].page[span])

    def place(self, span: Span) -> str:
        """Say where a span stands: ``input:start-end``."""
        return f"{self.names[span.page]}:{span.start}-{span.end}"

    def credit(self, credit: Credit) -> str:
        """Read the words of a credit; where it stands outside the text, say in which field."""
        if credit.span.start < credit.span.end:
            return f"“{self.words(credit.span)}”"
        return f"its {one_line(credit.field or 'page')}"

    def passage(self, span: Span) -> Span:
        """Give the passages that a span runs through, whole."""
        passages = self.accounts[span.page].passages  # the headline, then in the order of the page
        first = int(bool(passages) and passages[0].headline)
        at = bisect_right(passages, span.start, lo=first, key=lambda one: one.span.end)
        start, end = span.start, span.end
        for one in (*passages[:first], *passages[at : at + _TOGETHER]):
            if one.span.touches(span):
                start, end = min(start, one.span.start), max(end, one.span.end)
        return Span(span.page, start, end)

    # -- articles ---------------------------------------------------------------------------

    def outlet(self, article: str) -> str:
        """Name the outlet of an article."""
        return one_line(self.accounts[article].article.outlet or UNNAMED)

    def headline(self, article: str) -> str:
        """Read an article's headline, in its text or given with it."""
        account = self.accounts[article]
        if account.article.headline:
            return self.words(account.article.headline)
        return one_line(account.page.given.headline or "") or "no headline"

    def title(self, story: Story) -> str:
        """Read the headline that stands for a story."""
        if story.headline:
            return self.words(story.headline)
        return self.headline(story.articles[0]) if story.articles else "no headline"

    def in_order(self, articles: Iterable[str]) -> list[Account]:
        """Give articles by day, the unknown last, then by id."""
        found = (self.accounts[article] for article in articles)
        return sorted(
            found, key=lambda a: (a.article.published.earliest or "9999", a.page.input, a.page.id)
        )

    def outlets(self, articles: Iterable[str]) -> int:
        """Count outlets, publisher families merged."""
        return len({self.accounts[article].article.family for article in articles})

    def companions(self, article: str) -> list[tuple[str, list[Reuse]]]:
        """Give the other articles with which one shares text, most shared first."""
        found: dict[str, list[Reuse]] = defaultdict(list)
        for one in self.reuse.get(article, ()):
            found[one.b.page if one.a.page == article else one.a.page].append(one)
        return sorted(found.items(), key=lambda pair: (-_length(pair[1]), pair[0]))

    # -- statements -------------------------------------------------------------------------

    def shown(self, statement: Statement) -> Sequence[Member]:
        """Give a statement's instances; one that lies inside another of them is left out."""
        known = self._shown.get(statement.id)
        if known is None or known[0] is not statement:
            known = self._shown[statement.id] = (statement, self._laid_out(statement))
        return known[1]

    def _laid_out(self, statement: Statement) -> Sequence[Member]:
        spans = [member.instance.span for member in statement.members]
        laid = Laid.of(set(spans), lambda span: span)
        kept = {
            span
            for span in spans
            if not any(span.within(other) and span != other for other in laid.touching(span))
        }
        members = [one for one in statement.members if one.instance.span in kept]
        unique = {one.instance.span: one for one in reversed(members)}
        order = {a.page.id: at for at, a in enumerate(self.in_order({s.page for s in kept}))}
        return tuple(
            sorted(
                unique.values(), key=lambda one: (order[one.instance.span.page], one.instance.span)
            )
        )

    def typical(self, statement: Statement) -> Instance:
        """Give the instance whose words most articles print, the earliest of them.

        A headline sums up and is nobody's words: it stands for a statement that has nothing else.
        Nor does one speaker's quotation stand for what several say, or a clause that cannot be
        read by itself for one that can.
        """
        shown = [one.instance for one in self.shown(statement)]
        told = [one for one in shown if one.stance in ("asserts", "attributes")] or shown
        told = [one for one in told if not self.in_headline(one)] or told
        told = [one for one in told if not self.lead_in(one)] or told
        if len({one.speaker for one in told}) > 1:
            told = [one for one in told if not self.in_marks(one)] or told
        prints = [level(self.words(one.span), fold=True) for one in told]
        most = Counter(prints)
        return max(zip(told, prints, strict=True), key=lambda pair: most[pair[1]])[0]

    def stated_as(self, statement: Statement, most: int) -> str:
        """Read what a statement says; in quotation marks only if it is printed in them."""
        one = self.typical(statement)
        words = cut_to(self.words(one.span), most)
        told = quoted(words) if self.in_marks(one) else words
        before = self.lead_in(one)
        return f"({before}) {told}" if before else told

    def lead_in(self, instance: Instance) -> str:
        """Read what stands before a clause that leans on it: "who fled", "leaving 12 dead".

        Empty where the words begin their sentence or their quotation, or stand by themselves.
        """
        text = self.accounts[instance.span.page].page.text
        return one_line(lead_in(text, self._begun(instance), instance.span.start))

    def _begun(self, instance: Instance) -> int:
        """Give where the sentence of an instance begins, or the words of its quotation."""
        start = self.passage(instance.span).start
        told = self.quotations.get(instance.quotation or "")
        parts = [one.start for one in told.parts if one.touches(instance.span)] if told else []
        return max([start, *(at for at in parts if at <= instance.span.start)])

    def in_marks(self, instance: Instance) -> bool:
        """Say whether an instance's words stand in quotation marks as somebody's."""
        told = self.quotations.get(instance.quotation or "")
        if told is None:
            return False
        return told.kind == "direct" or any(instance.span.within(one) for one in told.marked)

    def in_headline(self, instance: Instance) -> bool:
        """Say whether an instance stands in its article's headline."""
        headline = self.accounts[instance.span.page].article.headline
        return headline is not None and instance.span.within(headline)

    def name(self, entity: str | None) -> str | None:
        """Name an entity by its id; None where it is not established."""
        found = self.entities.get(entity) if entity else None
        return one_line(found.name) if found else None

    def speaker(self, statement: Statement) -> str | None:
        """Name whoever a statement is attributed to: its speaker, or the words for them."""
        typical = self.typical(statement)
        name = self.name(statement.speaker) or self.name(typical.speaker)
        if name or not typical.speaker_span:
            return name
        return self.words(typical.speaker_span)

    def introduced(self, statement: Statement) -> str | None:
        """Name the speaker with what the articles mostly say he or she is, where they do."""
        name = self.speaker(statement)
        who = statement.speaker or self.typical(statement).speaker
        entity = self.entities.get(who) if who else None
        if not name or entity is None or not entity.roles:
            return name
        return f"{name} ({self.words(entity.roles[0].span)})"

    def origin(self, group: Group) -> str:
        """Name the root knower of a group."""
        name = self.name(group.origin)
        if name:
            return name
        kind, _, rest = group.origin.partition(":")
        if kind == "own" and rest in self.accounts:
            return f"{self.outlet(rest)}, in its own words"
        return f"“{one_line(rest)}”, not named" if kind == "unnamed" else one_line(group.origin)

    # -- texts ------------------------------------------------------------------------------

    def parent(self, parent: Parent) -> str:
        """Name a possible parent: an article, a hidden text, or nobody."""
        if parent.article is not None:
            return f"{self.outlet(parent.article)} ({self.names[parent.article]})"
        if parent.hidden is not None:
            return self.behind(parent.hidden)
        return "no other text"

    def behind(self, ident: str) -> str:
        """Name a text that is not in the collection."""
        agency = self.hidden[ident].agency if ident in self.hidden else None
        whose = f"a text of {one_line(agency)}" if agency else "a text of unknown origin"
        return f"{whose}, not in the collection"

    def texts(self, articles: Sequence[str]) -> Interval:
        """Count the editorial texts behind some articles, by their most likely parents.

        The ends of the interval take every tie that is possible, or only those that are sure.
        """
        low = self._roots(articles, _POSSIBLE, most=len(articles))
        likely = self._roots(articles, 0.5, most=1)
        high = self._roots(articles, 1 - _POSSIBLE, most=1)
        return Interval(min(low, likely), likely, max(likely, high))

    def _roots(self, articles: Sequence[str], least: float, *, most: int) -> int:
        """Count what is left apart when each article is tied to its surest parents."""
        root = {article: article for article in articles}

        def find(one: str) -> str:
            while root.setdefault(one, one) != one:
                root[one] = root[root[one]]
                one = root[one]
            return one

        for article in articles:
            named = [one for one in self.parents.get(article, ()) if one.article or one.hidden]
            for parent in sorted(named, key=lambda one: -one.probability)[:most]:
                if parent.probability >= least:
                    root[find(article)] = find(parent.article or parent.hidden or "")
        return len({find(article) for article in articles})


def desk_of(report: Report) -> Desk:
    """Lay a report out for answering questions.

    >>> desk_of(Report()).stories
    {}
    """
    by_article: dict[str, list[Reuse]] = defaultdict(list)
    for one in report.reuse:
        if one.kind != "furniture":
            by_article[one.a.page].append(one)
            by_article[one.b.page].append(one)
    disputed = {side.statement for c in report.conflicts for side in (c.a, c.b)}
    ranked = sorted(report.statements, key=lambda one: _weight(one, disputed))
    story_of = {article: story for story in report.stories for article in story.articles}
    quotations = {one.id: one for a in report.accounts for one in a.quotations}
    return Desk(
        report=report,
        accounts={account.page.id: account for account in report.accounts},
        entities={entity.id: entity for entity in report.entities},
        hidden={one.id: one for one in report.lineage.hidden},
        stories={story.id: story for story in report.stories},
        story_of=story_of,
        also_in=_also_in(report.stories),
        stated=_gathered(ranked, lambda one: one.story),
        statements={one.id: one for one in report.statements},
        parents=_gathered(report.lineage.parents, lambda one: one.child),
        stretches=_gathered(report.lineage.stretches, lambda one: one.span.page),
        reuse=by_article,
        conflicts=_gathered(report.conflicts, lambda one: one.story),
        moments=_gathered(report.timeline, lambda one: one.story),
        coverage={one.story: one for one in report.coverage},
        choices=_gathered(report.choices, lambda one: one.story),
        quotations=quotations,
        utterances=_told_in(report.utterances, quotations, story_of),
        names=_names(report.accounts),
    )


def _also_in(stories: Iterable[Story]) -> dict[str, list[Story]]:
    """Give for each article the stories that only some of its passages belong to."""
    found: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        for part in story.also:
            found[part.article].append(story)
    return found


def _told_in(
    utterances: Iterable[Utterance],
    quotations: Mapping[str, Quotation],
    story_of: Mapping[str, Story],
) -> dict[str, list[Utterance]]:
    """Give for each story the utterances of which it has two prints, or the fullest."""
    found: dict[str, list[Utterance]] = defaultdict(list)
    for one in utterances:
        pages = [quotations[ident].span.page for ident in one.quotations if ident in quotations]
        stories = [story_of[page].id for page in pages if page in story_of]
        twice = {ident for ident, count in Counter(stories).items() if count > 1}
        for story in sorted({*stories[:1], *twice}):
            found[story].append(one)
    return found


def _gathered(things: Iterable[Thing], key: Callable[[Thing], Key]) -> dict[Key, list[Thing]]:
    found: dict[Key, list[Thing]] = defaultdict(list)
    for thing in things:
        found[key(thing)].append(thing)
    return dict(found)


def _weight(statement: Statement, disputed: set[str | None]) -> tuple[Any, ...]:
    """Order by how much hangs on a statement: who carries it, then what is in dispute."""
    articles = {member.instance.span.page for member in statement.members}
    return (
        -statement.reach,
        -len(articles),
        statement.id not in disputed,
        -_checkable(statement),
        -_WEIGHT[verdict_of(statement).key],
        -max((member.probability for member in statement.members), default=0.0),
        statement.id,
    )


def _checkable(statement: Statement) -> int:
    """Count what can be checked: a number or a day in the words, somebody credited with them."""
    told = [member.instance for member in statement.members]
    return any(one.quantities or one.times for one in told) + any(
        one.speaker or one.speaker_span for one in told
    )


def _length(shared: Iterable[Reuse]) -> int:
    return sum(one.a.end - one.a.start for one in shared)


def _names(accounts: Sequence[Account]) -> dict[str, str]:
    """Name each article by the shortest end of its input that no other input shares.

    Of several in one input - an archive, a feed - each is named by its key or its address too.
    """
    held = Counter(account.page.input for account in accounts)
    inputs = sorted(held)
    ends: Counter[str] = Counter(end for name in inputs for end in _ends(name))
    short = {name: next((end for end in _ends(name) if ends[end] == 1), name) for name in inputs}
    return {
        account.page.id: one_line(
            short[account.page.input] + _within(account.page, alone=held[account.page.input] == 1)
        )
        for account in accounts
    }


def _within(page: Page, *, alone: bool) -> str:
    """Name a page inside its input."""
    if page.key:
        return f"#{page.key}"
    if alone or not page.url or page.url == page.input:
        return ""
    return f"#{page.url.partition('//')[2] or page.url}"


def _ends(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[at:]) for at in range(len(parts) - 1, -1, -1) if "/".join(parts[at:])]
