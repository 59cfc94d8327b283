"""The example coverage against what a careful reader finds in it (``examples/expected.json``).

Every finding is looked up through the report contract, as a user of the JSON would. A figure
is the share of expected findings that are there; what is missing is printed with ``-v``.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.rows import Row, printed
from secondsource.textview import TextView

Json = dict[str, Any]
Place = tuple[str, int, int]
Check = tuple[str, bool]

EXAMPLES = Path(__file__).parent.parent / "examples"


class Findings:
    """An exported report (with texts) in which words can be looked up by file."""

    def __init__(self, contract: Json) -> None:
        self.contract = contract
        self.articles = {name_of(one): one for one in contract["articles"]}
        self.file = {one["id"]: name for name, one in self.articles.items()}
        self.views = {
            name: TextView.of(one["id"], one["text"]) for name, one in self.articles.items()
        }
        self.entities = {one["id"]: one for one in contract["entities"]}
        self.stories = {one["id"]: one for one in contract["stories"]}

    def place(self, file: str, words: str) -> Place | None:
        """Find where words stand in a file's text, quotation marks and spaces levelled."""
        view = self.views[file]
        wanted = TextView.of("", words).text
        at = view.text.find(wanted)
        if at < 0:
            return None
        span = view.span(at, at + len(wanted))
        return self.articles[file]["id"], span.start, span.end

    def names(self, entity: str | None) -> set[str]:
        """Give every spelling of an entity."""
        return set(self.entities[entity]["names"]) if entity else set()


def name_of(article: Json) -> str:
    """Name an article as ``expected.json`` does."""
    name = Path(article["input"]).name
    return f"{name}#{article['key']}" if article["key"] else name


def touches(place: Place | None, article: str, span: list[int]) -> bool:
    """Say whether a span shares a character with a place."""
    return place is not None and place[0] == article and span[0] < place[2] and place[1] < span[1]


def share(place: Place | None, article: str, span: list[int]) -> float:
    """Give the share of a place that a span covers."""
    if place is None or not touches(place, article, span):
        return 0.0
    return (min(place[2], span[1]) - max(place[1], span[0])) / max(1, place[2] - place[1])


# -- reading --------------------------------------------------------------------------------


def articles(found: Findings, expected: Json) -> Iterator[Check]:
    """Check outlet, day, headline, body, furniture and credits of every article."""
    for one in expected["articles"]:
        file, got = one["file"], found.articles[one["file"]]
        text = got["text"]
        body = [text[a:b] for a, b in got["body"]]
        flat = " ".join(" ".join(body).split())
        yield f"{file} outlet {got['outlet']}", got["outlet"] == one["outlet"]
        published = got["published"]
        yield (
            f"{file} day {published['earliest']}",
            (published["earliest"] or "")[:10] == (one["published"] or ""),
        )
        if got["headline"]:
            words = " ".join(text[slice(*got["headline"])].split())
            yield f"{file} headline {words!r}", words == one["headline"]
        before, first, _ = flat.partition(one["body_first"][:30])
        yield f"{file} first words, before them {before!r}", bool(first) and _only(before, one)
        _, last, after = flat.rpartition(one["body_last"])
        yield f"{file} last words, after them {after!r}", bool(last) and _only(after, one)
        for words in one["furniture"]:
            place = found.place(file, words)
            inside = any(share(place, got["id"], span) > 0 for span in got["body"])
            yield f"{file} furniture {words!r}", not inside
        agencies = {credit["agency"] for credit in got["credit"]}
        for credit in one["credits"]:
            yield f"{file} credit {credit['agency']}", credit["agency"] in agencies


def _only(words: str, article: Json) -> bool:
    """Say whether words are marks and strings that may stand in the body or not."""
    for either in article["either"]:
        words = words.replace(either, "")
    return not any(char.isalnum() for char in words)


def dates(found: Findings, expected: Json) -> Iterator[Check]:
    """Check the days that times mean."""
    for one in expected["times"]:
        place = found.place(one["file"], one["words"])
        days = [
            (time["earliest"] or "")[:10]
            for time in found.contract["times"]
            if touches(place, time["article"], time["span"])
        ]
        yield f"{one['file']} {one['words']!r} {days}", one["day"] in days


# -- extracting -----------------------------------------------------------------------------


def entities(found: Findings, expected: Json) -> Iterator[Check]:
    """Check names that are one, and pairs that are not."""
    for one in expected["entities"]:
        holders = [
            entity
            for entity in found.contract["entities"]
            if {bare(name) for name in one["names"]} & {bare(name) for name in entity["names"]}
        ]
        yield f"one: {one['names']} in {[h['names'] for h in holders]}", len(holders) == 1
    for one, other in expected["entities_apart"]:
        together = [
            entity for entity in found.contract["entities"] if {one, other} <= set(entity["names"])
        ]
        yield f"apart: {one}, {other}", not together


TITLES = ("Captain ", "Commodore ", "Admiral ", "Minister ", "Mr ", "Ms ", "Dr ", "the ", "The ")


def bare(name: str) -> str:
    """Drop a title or article in front of a name."""
    for title in TITLES:
        name = name.removeprefix(title)
    return name


def quotations(found: Findings, expected: Json) -> Iterator[Check]:
    """Check that each quotation is there, of its kind, with its speaker."""
    for one in expected["quotations"]:
        if one.get("optional"):
            continue
        place = found.place(one["file"], one["parts"][0])
        there = [
            quotation
            for quotation in found.contract["quotations"]
            if share(place, quotation["article"], quotation["span"]) > 0.8
        ]
        label = f"{one['file']} {one['kind']} {one['parts'][0][:50]!r}"
        yield label, bool(there)
        if not there:
            continue
        kinds = {quotation["kind"] for quotation in there}
        yield f"{label} kind {kinds}", one["kind"] in kinds
        names = [found.names(quotation["speaker"]) for quotation in there]
        wanted = one["speaker"]
        yield (
            f"{label} speaker {wanted} in {names}",
            any(wanted in some if wanted else not some for some in names),
        )
    for one in expected["not_speech"]:
        place = found.place(one["file"], one["words"])
        claimed = [
            quotation
            for quotation in found.contract["quotations"]
            if any(
                touches(place, quotation["article"], part)
                for part in (quotation["marked"] or quotation["parts"])
            )
            and quotation["kind"] != "indirect"
        ]
        yield f"{one['file']} no speech {one['words']!r}", not claimed


# -- comparing ------------------------------------------------------------------------------


def stories(found: Findings, expected: Json) -> Iterator[Check]:
    """Check every pair of articles: one story or two; and related stories."""
    label = {file: one["label"] for one in expected["stories"] for file in one["files"]}
    files = sorted(label)
    for place, file in enumerate(files):
        for other in files[place + 1 :]:
            same = found.articles[file]["story"] == found.articles[other]["story"]
            yield f"{file} + {other}: together {same}", same == (label[file] == label[other])
    for one, other in expected["related"]:
        left, right = (
            {found.articles[file]["story"] for file, its in label.items() if its == name}
            for name in (one, other)
        )
        linked = any(set(found.stories[story]["related"]) & right for story in left)
        yield f"related: {one}, {other}", linked


def reuse(found: Findings, expected: Json) -> Iterator[Check]:
    """Check shared text with kind and direction, and that nothing else is shared."""
    pairs: dict[frozenset[str], list[Json]] = {}
    for one in found.contract["reuse"]:
        key = frozenset(found.file[one[side]["article"]] for side in "ab")
        pairs.setdefault(key, []).append(one)
    for one in expected["reuse"]:
        there = pairs.get(frozenset((one["a"], one["b"])), [])
        there = [entry for entry in there if entry["kind"] != "furniture"]
        label = f"{one['a'][:2]}-{one['b'][:2]} {one['kind']}"
        if one.get("optional") and not there:
            continue
        yield label, bool(there)
        if there:
            kinds = {entry["kind"] for entry in there}
            yield f"{label} kind {kinds}", one["kind"] in kinds
            yield (
                f"{label} direction {one['direction']} {[e['direction'] for e in there]}",
                any(turned(entry, found, one["a"]) == one["direction"] for entry in there),
            )
    for one in expected["no_reuse"]:
        there = pairs.get(frozenset((one["a"], one["b"])), [])
        there = [entry for entry in there if entry["kind"] not in ("furniture", "speech")]
        yield f"{one['a'][:2]}-{one['b'][:2]} share nothing", not there
    for one in expected["hidden"]:
        files = [
            {found.file[article] for article in hidden["articles"]}
            for hidden in found.contract["hidden"]
            if hidden["agency"] in (one["agency"], None)
        ]
        yield f"hidden {one['agency']} behind {one['files']}: {files}", set(one["files"]) in files


def turned(entry: Json, found: Findings, first: str) -> str:
    """Give an entry's direction as seen from the file that is named first."""
    if found.file[entry["a"]["article"]] == first:
        return str(entry["direction"])
    return str({"a>b": "b>a", "b>a": "a>b"}.get(entry["direction"], entry["direction"]))


def statements(found: Findings, expected: Json) -> Iterator[Check]:
    """Check that a statement's places are one statement, and its three numbers."""
    for one in expected["statements"]:
        places = [found.place(i["file"], i["words"]) for i in one["instances"]]
        held = [
            (
                sum(
                    any(
                        share(place, i["article"], i["span"]) > 0.5
                        or share(place, i["article"], i["span"]) * 2 > 1
                        for i in statement["instances"]
                        if i["stance"] != "denies"
                    )
                    for place in places
                ),
                statement,
            )
            for statement in found.contract["statements"]
        ]
        count, best = max(held, key=lambda pair: (pair[0], pair[1]["reach"], pair[1]["id"]))
        label = f"{one['label']} ({len(places)} places)"
        yield f"{label} together {count}", count == len(places)
        yield f"{label} reach {best['reach']} of {one['reach']}", best["reach"] == one["reach"]
        for name in ("texts", "origins"):
            low, likely, high = (one[name][key] for key in ("low", "likely", "high"))
            got = best[name]
            yield (
                f"{label} {name} {list(got.values())} of {low}-{likely}-{high}",
                (got["likely"] == likely) if likely is not None else low <= got["likely"] <= high,
            )


def conflicts(found: Findings, expected: Json) -> Iterator[Check]:
    """Check differences by their two places and kind, and that others are not claimed.

    A side is right at its place or in another print of its statement, for one entry stands for
    all prints of two values.
    """
    for one in [*expected["conflicts"], *expected["no_conflict"]]:
        a, b = (found.place(one[side]["file"], one[side]["words"]) for side in "ab")
        there = [
            entry
            for entry in found.contract["conflicts"]
            if (_printed_in(a, entry["a"], found) and _printed_in(b, entry["b"], found))
            or (_printed_in(a, entry["b"], found) and _printed_in(b, entry["a"], found))
        ]
        kinds = {entry["kind"] for entry in there}
        label = f"{one['a']['file'][:2]}-{one['b']['file'][:2]} {one['a']['words'][:40]!r} {kinds}"
        if "kind" not in one:
            yield f"not: {label}", not kinds - {"compatible"}
        else:
            wanted = set(one.get("kinds_accepted") or [one["kind"]])
            yield f"{one['kind']}: {label}", bool(kinds & wanted)


def _stated(place: Place | None, found: Findings) -> set[str]:
    """Give the statements that are printed at a place."""
    return {
        statement["id"]
        for statement in found.contract["statements"]
        if any(
            i["stance"] != "denies" and touches(place, i["article"], i["span"])
            for i in statement["instances"]
        )
    }


def _printed_in(place: Place | None, side: Json, found: Findings) -> bool:
    return _near(place, side, found) or side["statement"] in _stated(place, found)


def _near(place: Place | None, side: Json, found: Findings) -> bool:
    """Say whether an end of a difference stands in the sentence that holds a place."""
    if place is None or place[0] != side["article"]:
        return False
    text = found.articles[found.file[place[0]]]["text"]
    left = max(text.rfind(". ", 0, place[1]), text.rfind("\n", 0, place[1])) + 1
    rights = [at for at in (text.find(". ", place[2]), text.find("\n", place[2])) if at >= 0]
    return touches((place[0], left, min(rights, default=len(text))), place[0], side["span"])


def novelty(found: Findings, expected: Json) -> Iterator[Check]:
    """Check what is new, repeated or background."""
    for one in expected["novelty"]:
        place = found.place(one["file"], one["words"])
        status = {
            entry["status"]
            for entry in found.contract["novelty"]
            if share(place, entry["article"], entry["span"]) > 0.3
        }
        yield f"{one['file']} {one['words'][:40]!r} {status}", one["status"] in status


CHECKS: dict[str, Callable[[Findings, Json], Iterator[Check]]] = {
    "articles": articles,
    "times": dates,
    "entities": entities,
    "quotations": quotations,
    "stories": stories,
    "reuse": reuse,
    "statements": statements,
    "conflicts": conflicts,
    "novelty": novelty,
}


def findings(folder: Path = EXAMPLES) -> tuple[Findings, Json]:
    """Read the example coverage and what is expected of it."""
    from secondsource.edges.collection import read, report
    from secondsource.edges.files import inputs_of
    from secondsource.edges.outlets import outlets_of
    from secondsource.edges.store import Store
    from secondsource.tell.export import exported

    with tempfile.TemporaryDirectory() as place, Store(Path(place) / "examples.db") as store:
        store.keep_outlets(outlets_of(folder / "outlets.csv"))
        read(store, inputs_of([str(folder / "coverage")]))
        contract = exported(report(store), with_text=True)
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return Findings(contract), expected


def scores(found: Findings, expected: Json) -> dict[str, tuple[int, int, list[str]]]:
    """Count each group's checks: right, all, and the labels of those that are wrong."""
    told = {}
    for name, check in CHECKS.items():
        checks = list(check(found, expected))
        wrong = [label for label, right in checks if not right]
        told[name] = (len(checks) - len(wrong), len(checks), wrong)
    return told


def run(root: Path) -> list[Row]:
    """Give a row for each group; the data set is our own, so the folder is not used."""
    return [
        Row("examples", "all", f"{name}: {right} of {whole} checks", right / whole, "", "")
        for name, (right, whole, _) in scores(*findings()).items()
    ]


if __name__ == "__main__":
    for group, (right, whole, wrong) in scores(*findings()).items():
        print(f"{group}: {right} of {whole}")
        if "-v" in sys.argv:
            print("".join(f"    {label}\n" for label in wrong), end="")
    print(printed(run(EXAMPLES)) if "--rows" in sys.argv else "", end="")
