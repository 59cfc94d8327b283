"""The report as one page of HTML: it needs no script, no network and no other file.

What may live here: what the page holds, in which order, and where its links lead. How it looks
is in ``templates``. Everything untrusted is escaped by the template engine; only addresses of
the web become links; the page forbids itself (by a content policy) to load or run anything.
The same report gives the same bytes: there is no clock and nothing is numbered at random.

The page is bounded: beyond so many stories, articles and statements of a story, or characters
of an article, the rest is counted and said to be left out, and where it can be seen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import jinja2
from markupsafe import Markup, escape

from secondsource.records import Account, Changed, Reason, Report, Span, Statement, Story
from secondsource.tell import kin, phrases
from secondsource.tell.abreast import COLUMNS, SHORT_MARKS, abreast_of
from secondsource.tell.desk import Desk, desk_of
from secondsource.tell.gaps import gaps_of
from secondsource.tell.graph import LEAST, graph_of
from secondsource.tell.graph_svg import svg_of
from secondsource.tell.known import HELD, facts_of
from secondsource.tell.marked import CUT, Mark, marked
from secondsource.tell.plain import cut_to, one_line, quoted, web_address
from secondsource.tell.proof import SECTIONS, decision_words, proof_of
from secondsource.tell.reprints import reprints_of, said
from secondsource.tell.revised import (
    Course,
    courses_of,
    headed,
    owned_up,
    summary,
    version_words,
    when,
)
from secondsource.tell.said import Saying, Speaker, sayings_of, speakers_in
from secondsource.tell.saying_words import (
    how_words,
    outlet_words,
    shown_words,
    speaker_words,
    tellers_words,
    when_words,
)
from secondsource.tell.sharing import sharing_of
from secondsource.tell.sidebyside import pieces_of, shared_in
from secondsource.tell.steps import Step, listed, section_of
from secondsource.tell.voices import voice_words
from secondsource.tell.word_choice import lines_of, thing_of, use_words

STORIES = 200  # told in full; a thousand articles' worth, some 10 MB that a browser opens at once
ARTICLES = 100  # of one story; of a wire's two hundred copies the last tell nothing new
STATEMENTS = 60  # of one story; beyond the first screens nobody reads on
HEADS = 5  # statements of a story on the first screen
PLACES = 24  # of one reason
UNREAD = 500
TEXT = 60_000  # characters of one article: ten times a long read
MOMENTS = 40  # of one story
VOICES, SAYINGS, PRINTS = 40, 8, 6  # speakers, quotations of one, prints of one: ten sheets at most
COURSES, CHANGES = 100, 40  # articles that changed, and changes of one kind of one version
_CARRIERS = 6  # outlets named beside a statement
_AROUND = 90  # characters on each side of words that are shown in their context

References = dict[tuple[int, int], list[tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the templates ask: the desk, what is shown in full, and the addresses of places."""

    desk: Desk
    told: Sequence[Story]
    brief: Sequence[Story]
    numbers: dict[str, int]
    linked: dict[str, set[tuple[int, int]]]
    proofs: dict[str, tuple[Step, ...]]
    refs: dict[str, References]
    voices: Sequence[Speaker] = ()
    courses: Sequence[Course] = ()

    def heard(self, speaker: Speaker) -> Sequence[Saying]:
        """Give the sayings of a speaker that the page shows."""
        return _heard(self.desk, speaker)

    def shown(self, story: Story) -> Sequence[Statement]:
        """Give the statements of a story that the page shows."""
        return self.desk.stated.get(story.id, ())[:STATEMENTS]

    def address(self, span: Span) -> str | None:
        """Give the address of a span in this page; None where its text is not shown."""
        if (span.start, span.end) in self.linked.get(span.page, ()):
            return f"#{_anchor(span)}"
        return None

    def article(self, article: str) -> str | None:
        """Give the address of an article in this page; None where it is not shown."""
        return f"#a-{article[:12]}" if article in self.linked else None

    def statement(self, ident: str | None) -> str | None:
        """Give the address of a statement in this page; None where it is not shown."""
        return f"#q-{ident}" if ident in self.numbers else None

    def story(self, ident: str) -> str | None:
        """Give the address of a story in this page; None where it is not shown."""
        return f"#s-{ident}" if any(story.id == ident for story in self.told) else None

    def unanalysed(self, story: Story) -> str:
        """Name the languages of a story's articles that were passed through; empty if none."""
        accounts = (self.desk.accounts[one] for one in story.articles)
        return phrases.unanalysed(one.article.language for one in accounts)

    def members(self, story: Story) -> list[Account]:
        """Give the articles of a story that are shown in full."""
        return self.desk.in_order(story.articles)[:ARTICLES]

    def accounts(self) -> list[Account]:
        """Give the articles that are shown in full, story by story."""
        return [account for story in self.told for account in self.members(story)]

    def tally(self) -> list[tuple[phrases.Verdict, int]]:
        """Count the verdicts on the statements that more than one outlet carries."""
        carried = [one for one in self.desk.report.statements if one.reach > 1]
        found = Counter(phrases.verdict_of(one).key for one in carried)
        return [(one, found[one.key]) for one in phrases.VERDICTS if found[one.key]]

    def heads(self, story: Story) -> Sequence[Statement]:
        """Choose the statements for the first screen: those with a second source among them."""
        carried = [one for one in self.shown(story) if one.reach > 1]
        answered = [one for one in carried if phrases.verdict_of(one).key in ("found", "likely")]
        kept = [*answered[:2], *carried][:HEADS]
        return [one for one in carried if one in kept]

    def context(self, span: Span) -> tuple[str, str, str]:
        """Give the words of a span and a little of what stands before and after it."""
        whole = self.desk.passage(span)
        text = self.desk.accounts[span.page].page.text
        first, last = max(whole.start, span.start - _AROUND), min(whole.end, span.end + _AROUND)
        before, after = (
            one_line(text[first : span.start] + "|"),
            one_line("|" + text[span.end : last]),
        )
        if first > whole.start:
            before = "... " + before.partition(" ")[2]
        if last < whole.end:
            after = after.rpartition(" ")[0] + " ..."
        return before.removesuffix("|"), self.desk.words(span), after.removeprefix("|")

    def printed(self, spans: Iterable[Span]) -> list[tuple[str, list[Span]]]:
        """Give the words of some spans, each once, with the places that print them."""
        found: dict[str, list[Span]] = defaultdict(list)
        for span in [*spans][:PLACES]:
            found[cut_to(self.desk.words(span), 90)].append(span)
        return list(found.items())

    def carriers(self, statement: Statement) -> str:
        """Name the outlets that print a statement."""
        pages = dict.fromkeys(one.instance.span.page for one in self.desk.shown(statement))
        return listed(dict.fromkeys(self.desk.outlet(page) for page in pages), most=_CARRIERS)

    def proof(self, statement: Statement) -> list[tuple[str, list[Step]]]:
        """Give the steps of a statement's proof under the questions they answer."""
        told = (
            (words, section_of(self.proofs[statement.id], name)) for name, words in SECTIONS.items()
        )
        return [(words, own) for words, own in told if own]

    def side(self, span: Span, step: Step) -> Markup:
        """Write one of two prints with the words that both share marked."""
        mark = Markup('<span class="shared">{}</span>')
        pieces = pieces_of(self.desk, span, step.marked)
        return Markup("").join(mark.format(text) if on else escape(text) for text, on in pieces)

    def edited(self, span: Span, change: Changed) -> Markup:
        """Write one version of a changed sentence with the words that both have marked."""
        shared: Sequence[Span] = ()
        if change.before and change.after:
            shared = shared_in(self.desk, change.before, change.after)
        own = [one for one in shared if one.page == span.page]
        mark = Markup('<span class="shared">{}</span>')
        pieces = pieces_of(self.desk, span, own)
        return Markup("").join(mark.format(text) if on else escape(text) for text, on in pieces)

    def picture(self, story: Story) -> Markup | None:
        """Draw who shares text with whom in a story, if anybody does; its articles are links."""
        graph = graph_of(self.desk, story)
        if not graph.edges:
            return None
        links = {one: self.article(one) for one in story.articles}
        return svg_of(graph, alone=False, links={one: at for one, at in links.items() if at})

    def text(self, account: Account) -> Markup:
        """Write an article's text with its furniture and its proofs marked."""
        return marked(account.page.text[:TEXT], _marks(self, account))


def html_of(report: Report) -> str:
    """Write the report as one self-contained page.

    Raises nothing for any report; a report without stories gives a page that says so.
    """
    sheet = sheet_of(report)
    page = _environment().get_template("page.html.j2")
    return page.render(sheet=sheet, desk=sheet.desk, report=report)


def sheet_of(report: Report) -> Sheet:
    """Choose what the page shows, and where each of its places stands."""
    desk = desk_of(report)
    ordered = sorted(
        report.stories,
        key=lambda story: (-desk.outlets(story.articles), -len(story.articles), story.id),
    )
    told, brief = ordered[:STORIES], ordered[STORIES:]
    linked: dict[str, set[tuple[int, int]]] = {
        account.page.id: set()
        for story in told
        for account in desk.in_order(story.articles)[:ARTICLES]
    }
    shown = [one for story in told for one in desk.stated.get(story.id, ())[:STATEMENTS]]
    proofs = {one.id: proof_of(desk, one) for one in shown}
    voices = [one for one in speakers_in(desk, sayings_of(desk)) if one.entity]
    quoted_at = (
        one.quotation.span
        for voice in voices[:VOICES]
        for saying in _heard(desk, voice)
        for one in saying.prints[:PRINTS]
    )
    courses = [one for one in courses_of(desk) if one.changed]
    edits = (span for one in courses[:COURSES] for span in one.spans())
    for span in (*_proofs(desk, told, proofs.values()), *quoted_at, *edits):
        if span.page in linked and span.end <= TEXT and span.start < span.end:
            linked[span.page].add((span.start, span.end))
    numbers = {
        one.id: at
        for story in told
        for at, one in enumerate(desk.stated.get(story.id, ())[:STATEMENTS], start=1)
    }
    refs = _references(desk, numbers)
    return Sheet(desk, told, brief, numbers, linked, proofs, refs, voices, courses)


def _heard(desk: Desk, speaker: Speaker) -> Sequence[Saying]:
    """Choose the sayings that most outlets print, and give them in their own order."""
    widest = sorted(speaker.sayings, key=lambda one: -desk.outlets(one.pages()))[:SAYINGS]
    kept = {one.id for one in widest}
    return [one for one in speaker.sayings if one.id in kept]


def _proofs(desk: Desk, told: Iterable[Story], proofs: Iterable[Iterable[Step]]) -> Iterator[Span]:
    """Yield every span to which the page may link."""
    for story in told:
        yield from _spans(story.why)
        for relation in story.relations:
            yield from _spans(relation.reasons)
        for part in story.also:
            yield from (*part.spans[: kin.PARTS], *_spans(part.reasons))
        for conflict in desk.conflicts.get(story.id, ()):
            yield from (conflict.a.span, conflict.b.span)
        for reprint in reprints_of(desk, story)[:MOMENTS]:
            yield reprint.fullest.span
            yield from (span for line in reprint.lines for _, span in line if span)
        yield from (moment.span for moment in desk.moments.get(story.id, ())[:MOMENTS])
        for choice in desk.choices.get(story.id, ()):
            uses = (*choice.uses, *choice.also)
            yield from (span for use in uses for span in use.spans[:3])
        yield from _abreast(desk, story)
        for article in story.articles:
            for parent in desk.parents.get(article, ()):
                yield from _spans(parent.reasons)
    for steps in proofs:
        for step in steps:
            yield from step.spans()


def _abreast(desk: Desk, story: Story) -> Iterator[Span]:
    """Yield the places that the table of a story's accounts links to."""
    found = abreast_of(desk, story)
    for row in [*found.rows()][:STATEMENTS] if found else ():
        yield from (member.instance.span for member in row.cells[:COLUMNS] if member)


def _spans(reasons: Iterable[Reason]) -> Iterator[Span]:
    for reason in reasons:
        yield from reason.spans


# -- an article's text ----------------------------------------------------------------------


def _marks(sheet: Sheet, account: Account) -> Iterator[Mark]:
    article = account.article
    for kind, span in (
        ("headline", article.headline),
        ("byline", article.byline),
        ("dateline", article.dateline),
    ):
        if span:
            yield Mark(span.start, span.end, kind)
    for cut in article.furniture:
        yield Mark(cut.span.start, min(cut.span.end, TEXT), CUT, note=one_line(cut.why))
    for credit in (one for one in article.credits if one.span.start < one.span.end):
        yield Mark(credit.span.start, credit.span.end, "credit")
    yield from _stretches(sheet.desk, account.page.id)
    refs = sheet.refs.get(account.page.id, {})
    for start, end in sorted(sheet.linked.get(account.page.id, ())):
        anchor = _anchor(Span(account.page.id, start, end))
        kind = "w said" if (start, end) in refs else "w"
        yield Mark(start, end, kind, anchor, refs=tuple(refs.get((start, end), ())))


def _stretches(desk: Desk, article: str) -> Iterator[Mark]:
    """Mark what others print too, with whose words they may be."""
    for one in desk.stretches.get(article, ()):
        named = [parent for parent in one.parents if parent.article or parent.hidden]
        best = max(named, key=lambda parent: parent.probability, default=None)
        if best and best.probability >= LEAST and one.span.end <= TEXT:
            tip = f"{phrases.percent(best.probability)} likely from {desk.parent(best)}"
            yield Mark(one.span.start, one.span.end, "stretch", tip=tip)


def _references(desk: Desk, numbers: dict[str, int]) -> dict[str, References]:
    """Give the statements that stand at each place of each article, for the way back."""
    found: dict[str, References] = defaultdict(lambda: defaultdict(list))
    for ident, number in numbers.items():
        statement = desk.statements[ident]
        title = f"statement {number}: {phrases.three_numbers(statement)}"
        for member in desk.shown(statement):
            span = member.instance.span
            found[span.page][span.start, span.end].append((f"#q-{ident}", str(number), title))
    return found


def _anchor(span: Span) -> str:
    return f"w-{span.page[:12]}-{span.start}-{span.end}"


# -- templates ------------------------------------------------------------------------------


def _in_templates() -> dict[str, object]:
    """Name what the templates may ask beside the sheet."""
    return {
        "kin": kin,
        "phrases": phrases,
        "gaps_of": gaps_of,
        "facts_of": facts_of,
        "held": HELD,
        "reprints_of": reprints_of,
        "reprinted": said,
        "sharing_of": sharing_of,
        "decision_words": decision_words,
        "cut_to": cut_to,
        "voice_words": voice_words,
        "abreast_of": abreast_of,
        "lines_of": lines_of,
        "thing_of": thing_of,
        "use_words": use_words,
        "COLUMNS": COLUMNS,
        "SHORT_MARKS": SHORT_MARKS,
        "STATEMENTS": STATEMENTS,
        "MOMENTS": MOMENTS,
        "ARTICLES": ARTICLES,
        "UNREAD": UNREAD,
        "PLACES": PLACES,
        "TEXT": TEXT,
        "VOICES": VOICES,
        "PRINTS": PRINTS,
        "how_words": how_words,
        "outlet_words": outlet_words,
        "shown_words": shown_words,
        "speaker_words": speaker_words,
        "tellers_words": tellers_words,
        "when_words": when_words,
        "when": when,
        "summary": summary,
        "owned_up": owned_up,
        "headed": headed,
        "version_words": version_words,
        "COURSES": COURSES,
        "CHANGES": CHANGES,
    }


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("secondsource.tell", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        line=one_line,
        quoted=quoted,
        percent=phrases.percent,
        web=web_address,
    )
    made.globals.update(_in_templates())
    return made
