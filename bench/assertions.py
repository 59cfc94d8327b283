"""Pairs of assertions of one story with the truth about them: are they one statement?

Two collections tell: ECB+ (people marked which mentions in two articles are one event) and the
newsroom (made-up coverage that knows what each sentence states). What an assertion states is the
set of marks that stand in its span; a pair is one statement where the two sets are mostly the
same, two where they share nothing, and left aside in between. Word-for-word prints count once.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, product
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from bench.collections import _GLUED as GLUED
from bench.collections import Collection, ecbplus, fictions, wire_events
from bench.gold.pairs import Part, pairs
from bench.origins_truth import Run, Tags, place_of, run_of, same_place
from secondsource.compare.frames import frame_of
from secondsource.compare.measures import Told, scaled, told
from secondsource.compare.sameness import candidates
from secondsource.extract.lemmas import lemma
from secondsource.extract.people import entities_of
from secondsource.extract.speakers import with_speakers
from secondsource.extract.statements import with_instances
from secondsource.laid import Laid
from secondsource.records import Account, Instance

# So much of two sets must be shared (Dice) for one statement.
_SAME = 0.6
LABELS = Path(__file__).parent / "labels" / "same-statement.csv"
FICTION = Path(__file__).parent / "gold" / "fiction"


class Scene(NamedTuple):
    """The accounts of one story, and what each of their instances states, by instance id."""

    accounts: tuple[Account, ...]
    states: Mapping[str, frozenset[str]]
    whole: bool  # an instance without marks states something else than one with them
    heads: Mapping[str, frozenset[str]] = {}  # the lemmas of the marked events in each instance


class Pair(NamedTuple):
    """Two assertions ready to be measured, and whether they are one statement."""

    a: Told
    b: Told
    same: bool


def instanced(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Give accounts with speakers and instances, as the pipeline does."""
    entities = entities_of(accounts)
    return with_instances(with_speakers(accounts, entities), entities)


def pairs_of(scene: Scene) -> Iterator[Pair]:
    """Yield the pairs of a story that the program would compare, each wording once."""
    first: dict[object, Instance] = {}
    for account in scene.accounts:
        for one in account.instances:
            if one.stance in ("denies", "reacts"):
                continue
            shape = (one.terms, one.mood, one.negated, one.speaker, scene.states.get(one.id))
            first.setdefault(shape, one)
    instances = {one.id: one for one in first.values()}
    frames = {ident: frame_of(one, {}) for ident, one in instances.items()}
    scale = scaled(frames.values())
    words = {account.page.id: account.page for account in scene.accounts}
    weighed = {
        ident: told(frame, scale, words[instances[ident].span.page][instances[ident].span])
        for ident, frame in frames.items()
    }
    for a, b in candidates({ident: one.weights for ident, one in weighed.items()}):
        same = stated_same(scene.states.get(a), scene.states.get(b), whole=scene.whole)
        if same is not None:
            yield Pair(weighed[a], weighed[b], same)


def stated_same(
    one: frozenset[str] | None, other: frozenset[str] | None, *, whole: bool
) -> bool | None:
    """Say whether two sets of marks are one statement; None where that is left aside."""
    if one and other:
        shared = 2 * len(one & other) / (len(one) + len(other))
        return True if shared >= _SAME else None if shared else False
    return False if whole and (one or other) else None


# -- ECB+ -----------------------------------------------------------------------------------


def ecb_scenes(folder: Path, *, odd: bool) -> Iterator[Scene]:
    """Yield the happenings of ECB+'s odd or even topics."""
    yield from scenes_in(ecbplus(folder, odd=odd), folder)


def ecb_topics(folder: Path, *, odd: bool) -> Iterator[Scene]:
    """Yield ECB+'s odd or even topics, both happenings of each together."""
    yield from scenes_in(ecbplus(folder, odd=odd), folder, whole_topics=True)


def scenes_in(
    collection: Collection, folder: Path, *, whole_topics: bool = False
) -> Iterator[Scene]:
    """Yield the happenings, or the topics, of some of ECB+ that was read."""
    accounts = instanced(collection.accounts)
    by_happening: defaultdict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        name = collection.happening[account.page.id]
        by_happening[name.rstrip("ecbplus") if whole_topics else name].append(account)
    for _, own in sorted(by_happening.items()):
        states: dict[str, frozenset[str]] = {}
        heads: dict[str, frozenset[str]] = {}
        for account in own:
            events = list(_events(folder, account.page.input))
            states.update(_stated(account, [(at, event) for at, event, _ in events]))
            heads.update(_stated(account, [(at, head) for at, _, head in events]))
        yield Scene(tuple(own), states, whole=False, heads=heads)


def _stated(
    account: Account, events: Sequence[tuple[int, str]]
) -> Iterator[tuple[str, frozenset[str]]]:
    for one in account.instances:
        inside = frozenset(e for at, e in events if one.span.start <= at < one.span.end)
        if inside:
            yield one.id, inside


def _events(folder: Path, name: str) -> Iterator[tuple[int, str, str]]:
    """Yield where each mention of an event that others mention too begins, the event, its lemma.

    The lemma is that of the mention's last word: "was shot", "shooting".
    """
    topic = name.partition("_")[0]
    root = ElementTree.parse(folder / "ecbplus" / "ECB+" / topic / f"{name}.xml").getroot()
    starts = _starts(root)
    words = {token.get("t_id"): token.text or "" for token in root.iter("token")}
    event = {
        mention.get("m_id"): str(chain.get("note"))
        for chain in root.iter("CROSS_DOC_COREF")
        for mention in chain.iter("source")
    }
    for mark in root.iter():
        known = mark.get("m_id") in event and mark.tag.startswith(("ACTION", "NEG_ACTION"))
        tokens = [anchor.get("t_id") for anchor in mark.iter("token_anchor")] if known else []
        if tokens and tokens[0] in starts:
            head = lemma(words.get(tokens[-1], "").lower())
            yield starts[tokens[0]], event[mark.get("m_id")], head


def _starts(root: ElementTree.Element) -> dict[str | None, int]:
    """Give where each token begins in the text that ``bench.collections`` writes."""
    lines: defaultdict[int, list[ElementTree.Element]] = defaultdict(list)
    for token in root.iter("token"):
        lines[int(token.get("sentence", "0"))].append(token)
    starts: dict[str | None, int] = {}
    place = 0
    for at in sorted(lines):
        written = " ".join(token.text or "" for token in lines[at])
        if written.startswith("http"):
            continue
        glued = [found.start() for found in GLUED.finditer(written)]
        offset = 0
        for token in lines[at]:
            starts[token.get("t_id")] = place + offset - sum(cut < offset for cut in glued)
            offset += len(token.text or "") + 1
        place += len(GLUED.sub("", written)) + 1
    return starts


# -- the newsroom ---------------------------------------------------------------------------


def newsroom_scenes(level: str, seed: int, tags: Tags) -> Iterator[Scene]:
    """Yield the stories of one made-up coverage, as the program parted it; ``tags`` grows."""
    yield from scenes_of(run_of(level, seed, tags=tags))


def scenes_of(run: Run) -> Iterator[Scene]:
    """Yield the stories of a coverage that was run through the pipeline."""
    laid = Laid.of(
        (one for account in run.report.accounts for one in account.instances), attrgetter("span")
    )
    states: defaultdict[str, set[str]] = defaultdict(set)
    for statement in run.truth["statements"]:
        for true in statement["instances"]:
            place = place_of(run, true)
            if place is None:
                continue
            for one in laid.touching(place):
                if same_place(one.span, place):
                    states[one.id].add(statement["id"])
    by_page = {account.page.id: account for account in run.report.accounts}
    for story in run.report.stories:
        accounts = tuple(by_page[article] for article in story.articles)
        yield Scene(accounts, {i: frozenset(s) for i, s in states.items()}, whole=True)


# -- pairs that people labelled --------------------------------------------------------------


class Labelled(NamedTuple):
    """Two labelled sentences, and the assertions that stand in each, weighed for their story."""

    name: str
    a: tuple[Told, ...]
    b: tuple[Told, ...]
    same: bool


def gold(root: Path, part: Part) -> Iterator[Labelled]:
    """Yield the gold's pairs of a part: of wire-events, ECB+ and the fictions."""
    for name, own in groupby(pairs(), key=lambda pair: pair.set):
        asked = [pair for pair in own if pair.part == part]
        rooms = _Rooms(_collection_of(root, name, odd=part == "unseen"))
        for pair in asked:
            a, b = (
                rooms.asserted(pair.story.split("/"), place.article, place.start, place.end)
                for place in (pair.a, pair.b)
            )
            yield Labelled(name, a, b, pair.label == "same")


def labelled(root: Path) -> Iterator[Labelled]:
    """Yield the pairs of ``labels/same-statement.csv``: even events of wire-events, for tuning."""
    rooms = _Rooms(wire_events(root))
    with LABELS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            a, b = (
                rooms.asserted([row["event"]], row[s], int(row[f"{s}_start"]), int(row[f"{s}_end"]))
                for s in "ab"
            )
            yield Labelled("wire-events", a, b, row["same"] == "1")


def crossed(one: Labelled) -> list[Pair]:
    """Give each assertion of one sentence with each of the other."""
    return [Pair(a, b, one.same) for a, b in product(one.a, one.b)]


def _collection_of(root: Path, name: str, *, odd: bool) -> Collection:
    if name == "fiction":
        return fictions(FICTION)
    return wire_events(root) if name == "wire-events" else ecbplus(root, odd=odd)


class _Rooms:
    """The stories of a collection, each weighed when it is first asked for."""

    def __init__(self, collection: Collection) -> None:
        self.accounts: defaultdict[str, list[Account]] = defaultdict(list)
        for account in instanced(collection.accounts):
            self.accounts[collection.happening[account.page.id]].append(account)
        self.weighed: dict[tuple[str, ...], Mapping[str, Sequence[Told]]] = {}

    def asserted(
        self, stories: Sequence[str], article: str, start: int, end: int
    ) -> tuple[Told, ...]:
        """Give the assertions of which most stands in a sentence."""
        key = tuple(stories)
        if key not in self.weighed:
            self.weighed[key] = _weighed([a for one in key for a in self.accounts[one]])
        spans = [(one, one.frame.instance.span) for one in self.weighed[key][article]]
        return tuple(
            one
            for one, at in spans
            if 2 * (min(end, at.end) - max(start, at.start)) > at.end - at.start
        )


def _weighed(accounts: Sequence[Account]) -> Mapping[str, Sequence[Told]]:
    """Weigh the assertions of a story's articles, by the articles' names."""
    frames = {one.id: frame_of(one, {}) for account in accounts for one in account.instances}
    scale = scaled(frames.values())
    return {
        account.page.input: [
            told(frames[one.id], scale, account.page[one.span]) for one in account.instances
        ]
        for account in accounts
    }
