"""What a later version of an article changed, sentence by sentence, and whether it says so.

What may live here: comparing two versions of one article; which page is a version of which is
``versions``'. It works because an edit leaves most sentences as they were: those pair off, and
what lies between them was changed, added or removed. A sentence that only moved is none of the
three, nor is one whose marks alone changed. Notes, and the lines that say when a page was
updated, are not the news; where the later page has one that the earlier lacks, or states a later
day for programs, it owns up to the change. A change without is silent.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from secondsource.language import language
from secondsource.read.versions import address_key
from secondsource.records import Account, Article, Changed, Page, Revision, Span
from secondsource.sentences import words_of
from secondsource.textview import level

# The share of words that makes one sentence another's later form. Of 2,407 rewordings of sentences
# of the news (MSRP) 99 % have .4, and of 4,570 sentences that follow one another one in 160; .7 has
# half of the rewordings, and none of those.
_ALIKE = 0.4
_MOVED = 0.7  # where the two stand at different places
_MOST_PAIRS = 250_000  # pairs of sentences compared at one place; beyond, none is held for changed
_STATES = ("jsonld:", "meta:", "itemprop:", "time:", "given.modified")
_LEAST_WORDS = 4  # of a sentence that is looked for outside the body; shorter ones stand anywhere
_LONGEST_LINE = 12  # words of a line that says when a page was updated


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence: its place, and its words levelled, by which it is known."""

    span: Span
    words: tuple[str, ...]


def revisions_of(accounts: Iterable[Account]) -> tuple[Revision, ...]:
    """Tell what each version changed of the one before it, in the order of the later ones' ids.

    Compared are versions that hold the same part of the article: not a feed's teaser with the
    page, nor the page with what a paywall left of it, nor a phone's page with the other. An
    address that prints another article now has no revision, and a version that changed nothing
    has one without changes.

    >>> pages = [Page("p1", "a", "Two died. Rain fell."), Page("p2", "a", "Six died. Rain fell.")]
    >>> spans = [[Span(p.id, 0, 9), Span(p.id, 10, 20)] for p in pages]
    >>> from secondsource.records import Passage
    >>> told = [tuple(Passage(s, "", 0) for s in found) for found in spans]
    >>> articles = [Article("p1", "osk"), Article("p2", "osk", version_of="p1")]
    >>> found = revisions_of(map(Account, pages, articles, told))[0]
    >>> [(pages[0][one.before], pages[1][one.after]) for one in found.changes], found.silent
    ([('Two died.', 'Six died.')], True)
    """
    known = {account.article.id: account for account in accounts}
    found = []
    for ident in sorted(known):
        later = known[ident]
        earlier = known.get(later.article.version_of or "")
        if earlier and _comparable(earlier, later) and (one := _revision(earlier, later)):
            found.append(one)
    return tuple(found)


def _comparable(earlier: Account, later: Account) -> bool:
    one, other = earlier.article.whole.state, later.article.whole.state
    same_part = earlier.page.given.part == later.page.given.part
    places = {address_key(page.url) for page in (earlier.page, later.page) if page.url}
    return len(places) < 2 and same_part and one == other and one in ("whole", "stub")


def _revision(earlier: Account, later: Account) -> Revision | None:
    before = _gone_from(later, _news(earlier))
    after = _gone_from(earlier, _news(later))
    titles = (_headline(earlier), _headline(later))
    kept, gaps = _aligned(before, after)
    if not kept and not _same_article(titles, before, after):
        return None
    changes = [*_titled(*titles), *_changes(gaps)]
    noted = _noted(earlier, later)
    stated = _stated(earlier.article, later.article)
    return Revision(
        before=earlier.article.id,
        after=later.article.id,
        changes=tuple(changes),
        noted=noted,
        silent=bool(changes) and not noted and not stated,
        stated=stated,
    )


# -- the news -------------------------------------------------------------------------------


def _news(account: Account) -> list[_Said]:
    """Give the sentences of the body that are news: no note, and no line that bears the day."""
    notes = [*(note.span for note in account.article.notes), *_day_lines(account)]
    found = []
    for passage in account.passages:
        span = passage.span
        if passage.headline or any(span.touches(note) for note in notes):
            continue
        words = _words(account.page, span)
        if words and not (len(words) <= _LONGEST_LINE and _updated().match(account.page[span])):
            found.append(_Said(span, words))
    return found


def _gone_from(other: Account, said: Sequence[_Said]) -> list[_Said]:
    """Leave out what the other version prints outside its body: there the reading differs.

    A reader that takes a sentence for furniture in one version and not in the other is in doubt;
    the outlet has changed nothing.
    """
    page = other.page
    cuts = (_words(page, cut.span) for cut in other.article.furniture)
    beside = "\n".join(f" {' '.join(words)} " for words in cuts)
    return [
        one
        for one in said
        if len(one.words) < _LEAST_WORDS or f" {' '.join(one.words)} " not in beside
    ]


def _day_lines(account: Account) -> Iterator[Span]:
    """Yield the sentences that are little more than evidence for a day."""
    article = account.article
    clues = (*article.published.evidence, *article.modified.evidence)
    days = [clue.span for clue in clues if clue.span]
    for span in (passage.span for passage in account.passages):
        if any(day.touches(span) and 2 * _size(day) > _size(span) for day in days):
            yield span


def _size(span: Span) -> int:
    return span.end - span.start


def _headline(account: Account) -> _Said | None:
    span = account.article.headline
    return _Said(span, _words(account.page, span)) if span else None


def _words(page: Page, span: Span) -> tuple[str, ...]:
    text = page[span]
    return tuple(level(text[a:b], fold=True) for a, b in words_of(text))


@cache
def _updated() -> re.Pattern[str]:
    return re.compile("|".join(language("en").terms("versions.lines")), re.IGNORECASE)


def _same_article(
    titles: tuple[_Said | None, _Said | None], before: Sequence[_Said], after: Sequence[_Said]
) -> bool:
    """Say whether two texts without one sentence in common are of one article all the same."""
    if titles[0] and titles[1] and _likeness(titles[0].words, titles[1].words) >= _ALIKE:
        return True
    one, other = ([word for said in text for word in said.words] for text in (before, after))
    return _likeness(one, other) >= _ALIKE


# -- pairing off ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Gap:
    """What lies between two sentences that stayed: what stood there, what stands there now."""

    before: tuple[_Said, ...]
    after: tuple[_Said, ...]


def _aligned(before: Sequence[_Said], after: Sequence[_Said]) -> tuple[int, list[_Gap]]:
    """Pair off the sentences that stayed, wherever they stand; give how many, and the gaps."""
    matcher = SequenceMatcher(
        None, [one.words for one in before], [one.words for one in after], autojunk=False
    )
    raw = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    gone = Counter(before[at].words for a, b, _, _ in raw for at in range(a, b))
    come = Counter(after[at].words for _, _, a, b in raw for at in range(a, b))
    moved = gone & come
    left, right = Counter(moved), Counter(moved)
    gaps = [
        _Gap(tuple(_without(before[a:b], left)), tuple(_without(after[c:d], right)))
        for a, b, c, d in raw
    ]
    stayed = sum(block.size for block in matcher.get_matching_blocks())
    return stayed + moved.total(), gaps


def _without(said: Sequence[_Said], moved: Counter[tuple[str, ...]]) -> Iterator[_Said]:
    for one in said:
        if moved[one.words] > 0:
            moved[one.words] -= 1
        else:
            yield one


def _titled(before: _Said | None, after: _Said | None) -> Iterator[Changed]:
    if (before.words if before else ()) != (after.words if after else ()):
        yield Changed(before.span if before else None, after.span if after else None)


def _changes(gaps: Sequence[_Gap]) -> Iterator[Changed]:
    """Yield what changed, in the order of the later text; what was removed where it stood."""
    pairs: dict[Span, _Said] = {}
    for gap in gaps:
        pairs.update(_paired(gap))
    taken = {said.span for said in pairs.values()}
    lone_after = [one for gap in gaps for one in gap.after if one.span not in pairs]
    lone_before = [one for gap in gaps for one in gap.before if one.span not in taken]
    pairs.update(_paired_afar(lone_before, lone_after))
    taken = {said.span for said in pairs.values()}
    for gap in gaps:
        removed = [one for one in gap.before if one.span not in taken]
        for one in gap.after:
            earlier = pairs.get(one.span)
            while earlier and removed and removed[0].span < earlier.span:
                yield Changed(removed.pop(0).span, None)
            yield Changed(earlier.span if earlier else None, one.span)
        yield from (Changed(one.span, None) for one in removed)


def _paired(gap: _Gap) -> dict[Span, _Said]:
    """Pair the sentences of a gap in order, the most alike first in sum (as sequences align)."""
    rows, columns = len(gap.before), len(gap.after)
    if not rows or not columns or rows * columns > _MOST_PAIRS:
        return {}
    likeness = [[_likeness(a.words, b.words) for b in gap.after] for a in gap.before]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            found = likeness[row][column]
            both = found + best[row + 1][column + 1] if found >= _ALIKE else 0.0
            best[row][column] = max(both, best[row + 1][column], best[row][column + 1])
    pairs: dict[Span, _Said] = {}
    row = column = 0
    while row < rows and column < columns:
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            pairs[gap.after[column].span] = gap.before[row]
            row, column = row + 1, column + 1
    return pairs


def _paired_afar(before: Sequence[_Said], after: Sequence[_Said]) -> dict[Span, _Said]:
    """Pair sentences that moved and were changed a little, each with the most alike."""
    holding: Mapping[str, list[int]] = defaultdict(list)
    for place, said in enumerate(before):
        for word in set(said.words):
            holding[word].append(place)
    ranked = []
    for at, said in enumerate(after):
        shared = Counter(place for word in set(said.words) for place in holding.get(word, ())[:50])
        for place, _ in shared.most_common(5):
            likeness = _likeness(before[place].words, said.words)
            if likeness >= _MOVED:
                ranked.append((-likeness, at, place))
    pairs: dict[Span, _Said] = {}
    used: set[int] = set()
    for _, at, place in sorted(ranked):
        if after[at].span not in pairs and place not in used:
            pairs[after[at].span] = before[place]
            used.add(place)
    return pairs


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Give the share of words that two sentences have in common, of the words of both."""
    if not one or not other:
        return 0.0
    shared = (Counter(one) & Counter(other)).total()
    return round(2 * shared / (len(one) + len(other)), 4)


# -- owning up ------------------------------------------------------------------------------


def _noted(earlier: Account, later: Account) -> tuple[Span, ...]:
    """Give what the later page prints of its change, and the earlier one does not."""
    before = {_words(earlier.page, span) for span in _marks(earlier)}
    found = [span for span in _marks(later) if _words(later.page, span) not in before]
    return tuple(sorted(set(found)))


def _marks(account: Account) -> Iterator[Span]:
    """Yield the notes of a page, and the lines that say when it was updated."""
    yield from (note.span for note in account.article.notes)
    yield from (clue.span for clue in account.article.modified.evidence if clue.span)
    for passage in account.passages:
        text = account.page[passage.span]
        if not passage.headline and _updated().match(text):
            words = _words(account.page, passage.span)
            if len(words) <= _LONGEST_LINE:
                yield passage.span


def _stated(before: Article, after: Article) -> tuple[str, ...]:
    """Name the fields that state a change for programs, and did not before."""
    known = {(clue.field, clue.value) for clue in before.modified.evidence}
    days = {clue.value for clue in before.modified.evidence}
    found = {
        clue.field
        for clue in after.modified.evidence
        if clue.field
        and clue.field.startswith(_STATES)
        and (clue.field, clue.value) not in known
        and clue.value not in days
    }
    return tuple(sorted(found))
