"""The measurement of origins, on a coverage small enough to count in the head."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bench.origins import wrong
from bench.origins_copies import Copies, measured
from bench.origins_counts import Case, cases_of, figures
from bench.origins_peers import Grams, alike_documents, pieces
from bench.origins_truth import Run, Tags, run_in
from secondsource.records import Interval

WIRE = (
    "The ferry Alma sank off Varnova harbour on Tuesday night after its bow door broke open in "
    "a storm, coast guard captain Mira Tolan said.",
    "Divers brought up nine bodies before dawn and went on searching the wheelhouse.",
)
OWN = (
    "Families waited at the quay of Varnova through the night in blankets from the mission.",
    "The ferry Alma sank because its bow door broke open, engineer Jens Bo said.",
)
HEADS = {"post": "Alma sinks in storm", "echo": "Ferry lost", "herald": "A night at the quay"}


def passage(text: str, root: str, parent: str | None, role: str = "body") -> dict[str, object]:
    origin = {"article": None, "hidden": parent, "kind": "wire"} if parent else None
    return {"text": text, "role": role, "root": root, "parent": origin}


def article(key: str, body: tuple[str, ...], hidden: str | None) -> dict[str, object]:
    heads = [passage(HEADS[key], f"head {key}", None, "headline")]
    whose = "w" if hidden else key
    return {
        "key": key,
        "outlet": key.title(),
        "family": key.title(),
        "day": "2024-05-15",
        "parents": [{"article": None, "hidden": hidden, "share": 1.0}] if hidden else [],
        "passages": heads + [passage(t, f"{whose}{n}", hidden) for n, t in enumerate(body)],
    }


def instance(key: str, number: int, text: str, knower: str) -> dict[str, object]:
    return {
        "article": key, "passage": number, "text": text, "stance": "attributes", "knower": knower
    }  # fmt: skip


def truth() -> dict[str, object]:
    said = WIRE[0].removesuffix(", coast guard captain Mira Tolan said.")
    own = OWN[1].removesuffix(", engineer Jens Bo said.")
    return {
        "level": "easy",
        "seed": 2,
        "articles": [
            article("post", WIRE, "h"), article("echo", WIRE, "h"), article("herald", OWN, None)
        ],
        "hidden": [{"id": "h", "agency": "Levpress", "articles": ["post", "echo"]}],
        "knowers": [
            {"id": "k1", "kind": "person", "name": "Mira Tolan"},
            {"id": "k2", "kind": "person", "name": "Jens Bo"},
        ],
        "statements": [
            {
                "id": "s1",
                "words": "the Alma sank as its bow door broke",
                "instances": [
                    instance("post", 1, said, "k1"),
                    instance("echo", 1, said, "k1"),
                    instance("herald", 2, own, "k2"),
                ],
                "reach": 3,
                "texts": 2,
                "origins": 2,
            }
        ],
        "shared": [
            {"a": "echo", "b": "post", "root": f"w{n}", "kind": "wire"} for n in range(2)
        ],
    }  # fmt: skip


@cache
def told() -> Run:
    known = truth()
    lines = [
        {
            "id": one["key"],  # type: ignore[index]
            "outlet": one["outlet"],  # type: ignore[index]
            "date": "2024-05-15",
            "text": "\n\n".join(p["text"] for p in one["passages"]) + "\n",  # type: ignore[index]
        }
        for one in known["articles"]  # type: ignore[attr-defined]
    ]
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "coverage.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines))
        (folder / "outlets.csv").write_text("name,domain,owner\nPost,,\nEcho,,\nHerald,,\n")
        (folder / "truth.json").write_text(json.dumps(known))
        tags: Tags = {}
        return run_in(folder, tags=tags)


@cache
def only() -> Case:
    (case,) = cases_of(told())
    return case


def test_every_passage_of_the_truth_is_found_in_its_page() -> None:
    assert len(told().places) == 9
    place = told().places["herald", 2]
    assert told().texts[place.page][place.start : place.end] == OWN[1]


def test_copied_characters_are_those_of_the_wire_and_no_others() -> None:
    copies = Copies()
    measured(told(), copies)
    assert copies.letters["ours"]["true"] == 2 * sum(c.isalnum() for text in WIRE for c in text)
    assert copies.recall("ours") == 1.0
    assert copies.precision("ours") == 1.0
    assert copies.parents_right() == 1.0
    assert sum(copies.kinds.values()) == 2


def test_the_easy_ways_count_what_they_say() -> None:
    ways = {name: found[0].likely for name, found in only().told.items()}
    assert ways["always one"] == 1
    assert ways["counting outlets"] == 3
    assert ways["no shared 8-gram"] == 2
    assert ways["5-grams contained > .3"] == 2
    assert ways["true places, knowers"] == 2


def test_with_every_truth_given_texts_are_right() -> None:
    assert only().told["true places, knowers, lineage"][1].likely == 2


def test_a_statement_that_was_not_found_counts_as_nothing() -> None:
    run = told()
    silent = Run(
        run.name,
        run.report.__class__(accounts=run.report.accounts, lineage=run.report.lineage),
        run.truth, run.page, run.places, run.texts,
    )  # fmt: skip
    (case,) = cases_of(silent)
    assert case.match.found is None
    assert case.told["ours"][0] == Interval(0, 0, 0)
    assert figures([case], "ours").plain == 2
    assert figures([case], "ours").covered == 0
    assert "NOT FOUND" in "\n".join(wrong(silent))


def test_strata_weigh_the_same() -> None:
    one = only()
    alone = [
        Case(one.collection, f"s{n}", "", 1, 1, 1, 1, {"ours": (Interval(1, 1, 1),) * 2}, one.match)
        for n in range(9)
    ]
    off = Case(one.collection, "x", "", 6, 6, 6, 6, {"ours": (Interval(1, 2, 3),) * 2}, one.match)
    found = figures([*alone, off], "ours")
    assert found.plain == pytest.approx(0.4)
    assert found.balanced == pytest.approx(2.0)
    assert found.by_stratum == {"1": 1.0, "5+": 0.0}
    assert found.width == pytest.approx(0.2)


def test_minhash_finds_documents_that_are_alike_and_only_those() -> None:
    accounts = told().report.accounts
    pairs = alike_documents(accounts, Grams(accounts, 5))
    keys = [sorted(k for k, page in told().page.items() if page in pair) for pair in pairs]
    assert keys == [["echo", "post"]]


def test_ties_join_names() -> None:
    assert pieces(["a", "b", "c", "d"], [("a", "b"), ("c", "b")]) == 2
