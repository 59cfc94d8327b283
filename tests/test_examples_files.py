"""The example coverage is what its notes say it is.

Every string of ``expected.json`` stands in its file, the counts follow from the files listed, and
each device that the demonstration must show is there. Only the standard library is used, so that
the examples are checked by something other than the program they are meant to check.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
COVERAGE = EXAMPLES / "coverage"
EXPECTED: dict[str, Any] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))
ARTICLES: dict[str, dict[str, Any]] = {entry["file"]: entry for entry in EXPECTED["articles"]}

UNSEEN = {"head", "script", "style", "noscript", "template"}
INLINE = {"a", "b", "i", "em", "strong", "span", "small", "button", "label"}
SHARED_RUN = 8  # words; the longest run that two independent articles here share by chance is 7


class VisibleText(HTMLParser):
    """The text a reader of the page sees, with a space at every block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.depth_unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth_unseen += tag in UNSEEN
        if tag not in INLINE:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.depth_unseen -= tag in UNSEEN
        if tag not in INLINE:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.depth_unseen:
            self.pieces.append(data)


def levelled(text: str) -> str:
    """Every run of white space as one space."""
    return " ".join(text.split())


@cache
def raw_feed() -> dict[str, dict[str, str]]:
    """The lines of the feed by the name that ``expected.json`` gives them."""
    lines = (COVERAGE / "feed.jsonl").read_text(encoding="utf-8").splitlines()
    return {f"feed.jsonl#{record['id']}": record for record in map(json.loads, lines)}


@cache
def texts() -> dict[str, str]:
    """The levelled visible text of every article."""
    found = {
        name: levelled(record["headline"] + " " + record["text"])
        for name, record in raw_feed().items()
    }
    for path in sorted(COVERAGE.iterdir()):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            reader = VisibleText()
            reader.feed(text)
            found[path.name] = levelled("".join(reader.pieces))
        elif path.suffix == ".txt":
            found[path.name] = levelled(text)
    return found


@cache
def body(file: str) -> str:
    """The article from the first to the last words of its body, less its known furniture."""
    entry, text = ARTICLES[file], texts()[file]
    start = text.index(entry["body_first"])
    end = text.index(entry["body_last"], start) + len(entry["body_last"])
    kept = text[start:end]
    for words in sorted(entry["furniture"] + entry["either"], key=len, reverse=True):
        kept = kept.replace(words, " | ")
    return kept


@cache
def prose(file: str) -> str:
    """The body less what people say in it, direct or mixed."""
    kept = body(file)
    spoken = [e for e in EXPECTED["quotations"] if e["file"] == file and e["kind"] != "indirect"]
    for part in sorted((p for e in spoken for p in e["parts"]), key=len, reverse=True):
        kept = kept.replace(part, " | ")
    return kept


def article_strings(entry: dict[str, Any]) -> Iterator[str]:
    yield from (entry["headline"], entry["body_first"], entry["body_last"])
    yield from entry["furniture"] + entry["either"]
    for credit in entry["credits"]:
        yield credit["words"]
        if credit["covers"] != "article":
            yield credit["covers"]


def quotation_strings(entry: dict[str, Any]) -> Iterator[str]:
    yield from entry["parts"]
    for field in ("first", "last", "cue", "via", "addressee", "occasion", "speaker_words"):
        if entry.get(field):
            yield entry[field]


def placed_strings() -> Iterator[tuple[str, str, str]]:
    """Every (section, file, string) that must hold."""
    for entry in EXPECTED["articles"]:
        yield from (("articles", entry["file"], text) for text in article_strings(entry))
    for entry in EXPECTED["quotations"]:
        yield from (("quotations", entry["file"], text) for text in quotation_strings(entry))
    for section in ("not_speech", "times", "date_traps", "novelty"):
        for entry in EXPECTED[section]:
            yield section, entry["file"], entry["words"]
            if entry.get("earlier"):
                yield section, entry["earlier"]["file"], entry["earlier"]["words"]
    for entry in EXPECTED["reuse"]:
        yield from (("reuse", entry[end], entry["snippet"]) for end in "ab")
    for entry in EXPECTED["furniture_groups"]:
        yield from (("furniture_groups", file, entry["snippet"]) for file in entry["files"])
    for entry in EXPECTED["statements"]:
        for instance in entry["instances"] + entry["not_counted"]:
            yield "statements", instance["file"], instance["words"]
    for section in ("conflicts", "no_conflict"):
        for entry in EXPECTED[section]:
            yield from ((section, entry[end]["file"], entry[end]["words"]) for end in "ab")


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of ``length`` words that no cut ("|") interrupts, case and marks levelled."""
    found: set[tuple[str, ...]] = set()
    for stretch in text.lower().replace("\u2019", "'").split("|"):
        words = re.findall(r"[\w']+", stretch)
        found |= {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
    return found


def pairs_that_share() -> set[frozenset[str]]:
    return {frozenset((entry["a"], entry["b"])) for entry in EXPECTED["reuse"]}


def families() -> dict[str, str]:
    """The owner of each outlet."""
    with (EXAMPLES / "outlets.csv").open(encoding="utf-8", newline="") as lines:
        return {row["name"]: row["owner"] for row in csv.DictReader(lines)}


def kinds(section: str, field: str = "kind") -> Counter[str]:
    return Counter(entry[field] for entry in EXPECTED[section])


def test_every_file_is_annotated_and_every_annotation_has_its_file() -> None:
    assert set(ARTICLES) == set(texts())
    assert {p.suffix for p in COVERAGE.iterdir()} == {".html", ".txt", ".jsonl"}
    assert {e["file"] for e in EXPECTED["quotations"]} <= set(texts())


@pytest.mark.parametrize("section", sorted({section for section, _, _ in placed_strings()}))
def test_every_string_stands_in_its_file(section: str) -> None:
    missing = [
        (file, text)
        for where, file, text in placed_strings()
        if where == section and text not in texts()[file]
    ]
    assert missing == []


def test_every_name_stands_somewhere() -> None:
    everything = " ".join(texts().values())
    names = [name for entry in EXPECTED["entities"] for name in entry["names"]]
    names += [name for pair in EXPECTED["entities_apart"] for name in pair]
    assert [name for name in names if name not in everything] == []


def test_furniture_is_outside_what_a_quotation_or_statement_points_at() -> None:
    for section, file, words in placed_strings():
        if section in ("quotations", "statements"):
            assert words in texts()[file]
            assert not any(words == cut for cut in ARTICLES[file]["furniture"]), (file, words)


def test_bodies_have_the_length_of_news() -> None:
    counts = {file: len(body(file).split()) for file in ARTICLES}
    assert {f: n for f, n in counts.items() if not 140 <= n <= 450} == {}


def test_each_article_is_in_one_story() -> None:
    listed = [file for story in EXPECTED["stories"] for file in story["files"]]
    assert sorted(listed) == sorted(ARTICLES)
    for story in EXPECTED["stories"]:
        assert {ARTICLES[file]["story"] for file in story["files"]} == {story["label"]}


def test_every_direct_and_mixed_quotation_is_listed() -> None:
    known: dict[str, list[str]] = {file: [] for file in ARTICLES}
    for entry in EXPECTED["quotations"]:
        known[entry["file"]] += entry["parts"]
    for entry in EXPECTED["not_speech"]:
        known[entry["file"]].append(entry["words"])
    for file in ARTICLES:
        for words in re.findall(r'[“"]([^”"]+)[”"]', body(file)):
            bare = words.strip(" ,.")
            assert any(bare in part or part.strip(" ,.") in bare for part in known[file]), words


def test_reach_follows_from_the_files_with_families_merged() -> None:
    owner = families()
    for entry in EXPECTED["statements"]:
        files = {instance["file"] for instance in entry["instances"]}
        outlets = {owner.get(ARTICLES[file]["outlet"] or "", file) for file in files}
        assert entry["reach"] == len(outlets), entry["label"]
        assert {ARTICLES[file]["story"] for file in files} == {entry["story"]}, entry["label"]


def test_counts_are_ordered_and_texts_do_not_exceed_files() -> None:
    for entry in EXPECTED["statements"]:
        files = {instance["file"] for instance in entry["instances"]}
        for count in (entry["texts"], entry["origins"]):
            likely = count["low"] if count["likely"] is None else count["likely"]
            assert 0 <= count["low"] <= likely <= count["high"], entry["label"]
        assert 1 <= entry["texts"]["high"] <= len(files), entry["label"]


def test_a_denial_or_reaction_is_never_an_instance() -> None:
    for entry in EXPECTED["statements"]:
        assert {i["stance"] for i in entry["instances"]} <= {"asserts", "attributes"}
        assert {i["stance"] for i in entry["not_counted"]} <= {"denies", "hedges", "reacts"}


def test_independent_articles_share_no_long_run_outside_speech() -> None:
    allowed = pairs_that_share()
    for a, b in combinations(sorted(ARTICLES), 2):
        if frozenset((a, b)) not in allowed:
            shared = runs(prose(a), SHARED_RUN) & runs(prose(b), SHARED_RUN)
            assert not shared, (a, b, sorted(shared)[:2])


def test_reports_of_one_speaker_share_his_words_and_nothing_else() -> None:
    for entry in EXPECTED["reuse"]:
        if entry["kind"] == "speech":
            a, b = entry["a"], entry["b"]
            assert runs(body(a), SHARED_RUN) & runs(body(b), SHARED_RUN), (a, b)
            assert not runs(prose(a), SHARED_RUN) & runs(prose(b), SHARED_RUN), (a, b)


def test_copies_share_most_of_their_text() -> None:
    for entry in EXPECTED["reuse"]:
        if entry["kind"] == "wire" and not entry.get("optional"):
            first, second = runs(body(entry["a"]), 5), runs(body(entry["b"]), 5)
            assert len(first & second) >= 0.6 * min(len(first), len(second))


def test_the_three_happenings_have_enough_articles() -> None:
    sizes = {story["label"]: len(story["files"]) for story in EXPECTED["stories"]}
    assert sizes["sinking"] >= 11
    assert sizes["inquiry"] >= 4
    assert sizes["reef"] >= 3
    assert ["sinking", "inquiry"] in EXPECTED["related"]


def test_eight_outlets_one_family_and_one_article_of_no_outlet() -> None:
    owner = families()
    outlets = {entry["outlet"] for entry in EXPECTED["articles"]}
    assert outlets - {None} == set(owner)
    assert len(owner) == 8
    assert sorted(Counter(owner.values()).values())[-2:] == [1, 2]
    assert None in outlets


def test_outlets_stand_in_the_page_that_is_theirs() -> None:
    for file, entry in ARTICLES.items():
        if entry["outlet"] and "#" not in file:
            page = (COVERAGE / file).read_text(encoding="utf-8").lower()
            assert entry["outlet"].lower().removeprefix("the ") in page, file


def test_two_agencies_one_of_them_outside_the_collection() -> None:
    (hidden,) = EXPECTED["hidden"]
    credited = {file: {c["agency"] for c in e["credits"]} for file, e in ARTICLES.items()}
    assert hidden["agency"] == "HPA" not in {e["outlet"] for e in EXPECTED["articles"]}
    assert 0 < sum("HPA" in credited[file] for file in hidden["files"]) < len(hidden["files"])
    wire = [e for e in EXPECTED["reuse"] if e.get("agency") == "Levpress" and not e.get("optional")]
    copies = {e["b"] for e in wire if e["direction"] == "a>b"}
    assert len(copies) >= 3
    assert 0 < sum("Levpress" in credited[file] for file in copies) < len(copies)


def test_a_credit_may_cover_one_sentence() -> None:
    covers = [c["covers"] for e in EXPECTED["articles"] for c in e["credits"]]
    assert [c for c in covers if c != "article"] == [
        "Divers found three of the bodies in the forward lounge"
    ]


def test_every_kind_of_reuse_and_every_direction_is_there() -> None:
    assert set(kinds("reuse")) == {"wire", "own", "pickup", "speech"}
    assert set(kinds("reuse", "direction")) == {"a>b", "hidden", "undirected"}
    assert kinds("reuse")["speech"] >= 3
    assert any(len(entry["files"]) >= 3 for entry in EXPECTED["furniture_groups"])


def test_every_kind_of_quotation_is_there() -> None:
    assert set(kinds("quotations")) == {"direct", "mixed", "indirect"}
    quotations = EXPECTED["quotations"]
    assert any(len(entry["parts"]) > 1 for entry in quotations)
    assert sum(bool(entry.get("unclosed")) for entry in quotations) == 1
    assert any(entry.get("anonymous") for entry in quotations)
    assert any(entry.get("principal") for entry in quotations)
    words = {str(entry.get("speaker_words")).lower() for entry in quotations}
    assert {"he", "she", "the minister", "the official", "the opposition leader"} <= words
    assert {"told", "according to"} <= {entry["cue"] for entry in quotations}
    assert {"Levpress", "HPA"} <= {entry.get("via") for entry in quotations}
    assert {"scare quote", "title of a report"} <= {e["why"] for e in EXPECTED["not_speech"]}


def test_the_unclosed_mark_really_is_unclosed() -> None:
    (entry,) = (entry for entry in EXPECTED["quotations"] if entry.get("unclosed"))
    page = (COVERAGE / entry["file"]).read_text(encoding="utf-8")
    (paragraph,) = (line for line in page.splitlines() if entry["parts"][0] in line)
    assert paragraph.count('"') == 1


def test_one_captain_in_two_renderings_of_his_words_and_two_spellings_of_his_name() -> None:
    captain = [e for e in EXPECTED["quotations"] if e["speaker"] == "Alexei Dorokhin"]
    assert Counter(entry["first"] for entry in captain) == {
        "We did everything that": 4,
        "We did all that": 3,
    }
    names = [set(entry["names"]) for entry in EXPECTED["entities"]]
    assert any({"Alexei Dorokhin", "Aleksey Dorohin"} <= group for group in names)
    assert any({"National Maritime Safety Authority", "NMSA"} <= group for group in names)


def test_every_kind_of_difference_is_there() -> None:
    assert set(kinds("conflicts")) == {"conflict", "update", "dispute", "compatible"}
    slots = {(entry["kind"], entry["slot"]) for entry in EXPECTED["conflicts"]}
    assert {("conflict", "last inspection"), ("compatible", "injured")} <= slots


def test_counts_above_below_and_of_unknown_origin_are_there() -> None:
    likely = [(e["texts"]["likely"], e["origins"]["likely"]) for e in EXPECTED["statements"]]
    assert any(origins is not None and origins < number for number, origins in likely)
    assert any(origins is not None and origins > number for number, origins in likely)
    assert any(origins is None for _, origins in likely)
    assert any(e["origins"]["low"] == 0 for e in EXPECTED["statements"])


def test_dates_missing_and_misleading() -> None:
    assert sum(entry["published"] is None for entry in EXPECTED["articles"]) == 2
    years = {entry["year"] for entry in EXPECTED["date_traps"]}
    assert "2031" in years
    for entry in EXPECTED["date_traps"]:
        published = ARTICLES[entry["file"]]["published"]
        assert entry["year"] in entry["words"]
        assert not published.startswith(entry["year"])


def test_the_pickup_came_minutes_later() -> None:
    (pickup,) = (entry for entry in EXPECTED["reuse"] if entry["kind"] == "pickup")
    assert "The Varnova Post newspaper first reported" in texts()[pickup["b"]]
    assert "17:02" in texts()[pickup["a"]]
    assert "15:06:00Z" in (COVERAGE / pickup["b"]).read_text(encoding="utf-8")


def test_one_copy_is_in_american_spelling() -> None:
    british = ("harbour", "metres", "rumours", "centre", "programme", "defence")
    american = ("harbor", "meters", "rumors", "center", "program", "defense")
    wire, copy = body("02-toll-rises-to-12.html"), body("05-12-killed-as-ferry-sinks.html")
    assert all(word in wire for word in british)
    assert all(word in copy for word in american)
    assert not any(word in copy for word in british)


def test_plain_text_comes_in_both_kinds_of_paragraph_and_a_caption_is_glued() -> None:
    plain = {p.name: p.read_text(encoding="utf-8") for p in COVERAGE.glob("*.txt")}
    assert any(text.count("\n\n") > 4 for text in plain.values())
    assert any("\n\n" not in text for text in plain.values())
    assert "Photo: HandoutA commuter ferry" in plain["08-ferry-capsizes-twelve-dead.txt"]
