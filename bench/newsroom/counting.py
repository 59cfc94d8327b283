"""What is true of the sheets: parents, shared wordings and why, and the three numbers.

Everything here is read off the ways that passages came; nothing is drawn and nothing typed in.

- A passage's *line* is the texts it was carried through unchanged, the article first; it ends in
  the text that worded it (or heard it).
- Its *home* is the end of its whole way, through rewritings and updates: the text whose newsroom
  learned it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bench.newsroom.happenings import day_of
from bench.newsroom.layout import Sheet
from bench.newsroom.prose import gloss_of, statement_of
from bench.newsroom.texts import Happening, Newsroom, Passage, Text
from bench.newsroom.truth import (
    Also,
    Hidden,
    Instance,
    Known,
    Origin,
    Parent,
    Printed,
    Shared,
    Stated,
    Told,
)

COUNTED = frozenset(("asserts", "attributes", "hedges"))
FORMULAS = frozenset(("credit", "dateline", "byline"))


@dataclass(frozen=True, slots=True)
class Archive:
    """All texts and newsrooms of a coverage, and the key of each text that is an article.

    ``affairs`` gives the affair of each story that is an episode of one.
    """

    texts: Mapping[str, Text]
    rooms: Mapping[str, Newsroom]
    keys: Mapping[str, str]
    affairs: Mapping[str, str] = field(default_factory=dict)

    def family(self, writer: str) -> str:
        """Name the owner of a newsroom."""
        room = self.rooms.get(writer)
        return room.owner if room else writer


def line_of(text: str, passage: Passage) -> tuple[str, ...]:
    """Follow a wording back through the texts that carried it, as far as it is the same one."""
    found = [text]
    for parent, how in passage.way:
        if how == "rewrite":
            break
        found.append(parent)
    return tuple(found)


def home_of(archive: Archive, text: str, passage: Passage) -> str:
    """Follow a passage back to the text whose newsroom learned it; updates are their first text."""
    home = passage.way[-1][0] if passage.way else text
    while (older := archive.texts[home].version_of) is not None:
        home = older
    return home


def kind_of(archive: Archive, author: str, readers: Iterable[str]) -> str:
    """Name the kind of what ``readers`` carry of an author's text."""
    writer = archive.texts[author].writer
    room = archive.rooms.get(writer)
    if room is None or room.agency:
        return "wire"
    families = {archive.family(archive.texts[one].writer) for one in readers}
    return "own" if families == {archive.family(writer)} else "pickup"


def origin_of(archive: Archive, sheet: Sheet, passage: Passage) -> Origin | None:
    """Say where a passage was taken from."""
    if passage.role == "furniture":
        return Origin(None, None, "furniture")
    if not passage.way:
        return Origin(None, None, "speech") if passage.heard else None
    parent, how = passage.way[0]
    line = line_of(sheet.text.id, passage)
    kind = "rewrite" if how == "rewrite" else kind_of(archive, line[-1], (sheet.text.id,))
    key = archive.keys.get(parent)
    return Origin(key, None if key else parent, kind)


def told_of(archive: Archive, sheet: Sheet) -> Told:
    """Give the truth of one article."""
    printed = tuple(
        Printed(one.text, one.role, one.root, origin_of(archive, sheet, one))
        for one in sheet.passages
    )
    return Told(
        key=sheet.key,
        outlet=sheet.room.name,
        family=sheet.room.owner,
        day=f"{day_of(sheet.text.minute):%Y-%m-%d}",
        story=sheet.text.story,
        parents=_parents(printed),
        passages=printed,
        affair=archive.affairs.get(sheet.text.story, ""),
        also=_also(sheet),
    )


def _also(sheet: Sheet) -> tuple[Also, ...]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(sheet.passages):
        if one.of and one.of != sheet.text.story:
            found[one.of].append(at)
    return tuple(Also(story, tuple(places)) for story, places in sorted(found.items()))


def _parents(printed: Sequence[Printed]) -> tuple[Parent, ...]:
    words: dict[tuple[str | None, str | None], int] = defaultdict(int)
    body = [one for one in printed if one.role == "body"]
    for one in body:
        if one.parent and (one.parent.article or one.parent.hidden):
            words[one.parent.article, one.parent.hidden] += len(one.text.split())
    whole = sum(len(one.text.split()) for one in body)
    found = [Parent(*parent, round(count / whole, 4)) for parent, count in words.items()]
    return tuple(sorted(found, key=lambda one: (-one.share, one.article or "", one.hidden or "")))


def hidden_of(archive: Archive, articles: Sequence[Told]) -> tuple[Hidden, ...]:
    """List the texts that were carried and are not in the collection."""
    found: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        for parent in article.parents:
            if parent.hidden:
                found[parent.hidden].append(article.key)
    return tuple(
        Hidden(name, _agency(archive, name), tuple(sorted(keys)))
        for name, keys in sorted(found.items())
    )


def _agency(archive: Archive, text: str) -> str | None:
    room = archive.rooms.get(archive.texts[text].writer)
    return room.name if room else None


def shared_of(archive: Archive, sheets: Sequence[Sheet]) -> tuple[Shared, ...]:
    """List every two articles that carry one wording, and why they do."""
    carriers: dict[str, dict[str, tuple[Sheet, Passage]]] = defaultdict(dict)
    for sheet in sheets:
        for passage in sheet.passages:
            if passage.role not in FORMULAS:
                carriers[passage.root].setdefault(sheet.key, (sheet, passage))
    found = [
        Shared(a, b, root, _why(archive, both[a], both[b]))
        for root, both in carriers.items()
        for a, b in combinations(sorted(both), 2)
    ]
    return tuple(sorted(found, key=lambda one: (one.a, one.b, one.root)))


def _why(archive: Archive, a: tuple[Sheet, Passage], b: tuple[Sheet, Passage]) -> str:
    if a[1].role == "furniture":
        return "furniture"
    first = line_of(a[0].text.id, a[1])
    second = line_of(b[0].text.id, b[1])
    meet = next((text for text in first if text in second), None)
    if meet is None:
        return "speech"
    return kind_of(archive, first[-1], (first[0], second[0]))


def statements_of(
    archive: Archive,
    sheets: Sequence[Sheet],
    stories: Sequence[Happening],
    stands: Mapping[str, str],
) -> tuple[Stated, ...]:
    """Count each statement; ``stands`` says whom a knower counts as."""
    words = {
        statement_of(story, fact, late=late): gloss_of(story, fact, late=late)
        for story in stories
        for fact in story.known
        for late in (False, True)
    }
    instances: dict[str, list[Instance]] = defaultdict(list)
    homes: dict[str, set[str]] = defaultdict(set)
    families: dict[str, set[str]] = defaultdict(set)
    for sheet in sheets:
        for at, passage in enumerate(sheet.passages):
            for part in passage.segments:
                if part.claim is None:
                    continue
                name, stance = part.claim.statement, part.claim.stance
                knower = part.claim.knower
                instances[name].append(Instance(sheet.key, at, part.text, stance, knower))
                if stance in COUNTED:
                    homes[name].add(home_of(archive, sheet.text.id, passage))
                    families[name].add(sheet.room.owner)
    return tuple(
        Stated(
            id=name,
            words=words[name],
            instances=tuple(found),
            reach=len(families[name]),
            texts=len(homes[name]),
            origins=origins_in(found, stands),
        )
        for name, found in sorted(instances.items())
    )


def origins_in(instances: Iterable[Instance], stands: Mapping[str, str]) -> int:
    """Count those who knew: a spokesman is his principal, two of one government are one."""
    return len({stands[one.knower] for one in instances if one.stance in COUNTED and one.knower})


def known_of(names: Mapping[str, tuple[str, str, str]]) -> tuple[Known, ...]:
    """List the knowers, from id to kind, name and whom it counts as."""
    return tuple(Known(name, *rest) for name, rest in sorted(names.items()))
