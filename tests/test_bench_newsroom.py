"""The generated newsroom: same seed, same bytes; every passage reads back; the truth adds up."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from bench.newsroom import Coverage, coverage_of, written
from bench.newsroom.__main__ import main
from bench.newsroom.wording import kinds, kinds_of, table
from bench.newsroom.wording import lines as lines_of
from secondsource import pipeline
from secondsource.records import Given

ALONE = {"stories": 2}
FULL = {"stories": 2, "twins": 1, "sagas": 1, "digests": 2}
CASES = [
    ("easy", 2, ALONE), ("fair", 4, ALONE), ("hard", 6, ALONE),
    ("easy", 3, ALONE), ("fair", 5, ALONE), ("hard", 7, ALONE),
    ("fair", 6, FULL), ("hard", 5, FULL),
    ("hard", 8, {**FULL, "differences": 7}), ("fair", 9, {**FULL, "differences": 7}),
]  # fmt: skip
CARRIED = {"asserts", "attributes", "hedges"}
FORMULAS = {"credit", "dateline", "byline"}


@pytest.fixture(
    scope="module", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}-{len(case[2])}"
)
def coverage(request: pytest.FixtureRequest) -> Coverage:
    level, seed, asked = request.param
    return coverage_of(level, seed, **asked)


def levelled(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written(coverage_of("fair", 8, stories=2), tmp_path / name)
    for name in ("coverage.jsonl", "outlets.csv", "truth.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert coverage_of("fair", 8) != coverage_of("fair", 10)


def test_every_passage_stands_on_the_page_in_its_order(coverage: Coverage) -> None:
    articles = {one.key: one for one in coverage.articles}
    for line in coverage.lines:
        media = "html" if "html" in line else "plain"
        page, _ = pipeline.read_page(
            line[{"html": "html", "plain": "text"}[media]].encode(),
            input=line["id"], media=media, given=Given(), key=line["id"],
        )  # fmt: skip
        text, place = levelled(page.text), 0
        for passage in articles[line["id"]].passages:
            found = text.find(levelled(passage.text), place)
            assert found >= 0, (line["id"], passage.text)
            place = found + len(levelled(passage.text))


def test_every_instance_is_words_of_its_passage(coverage: Coverage) -> None:
    articles = {one.key: one for one in coverage.articles}
    for statement in coverage.statements:
        assert statement.instances
        for one in statement.instances:
            assert one.text and one.text in articles[one.article].passages[one.passage].text


def test_two_passages_share_text_if_and_only_if_they_have_one_root(coverage: Coverage) -> None:
    roots = {
        article.key: {one.root for one in article.passages if one.role not in FORMULAS}
        for article in coverage.articles
    }
    told = {(one.a, one.b, one.root) for one in coverage.shared}
    assert told == {
        (a, b, root) for a, b in combinations(sorted(roots), 2) for root in roots[a] & roots[b]
    }
    assert len(told) == len(coverage.shared)


def test_one_root_is_one_wording(coverage: Coverage) -> None:
    """What has one root shares most of its words; edits are small."""
    words: dict[str, set[str]] = {}
    for article in coverage.articles:
        for one in article.passages:
            if one.role in FORMULAS or one.role == "headline":
                continue
            here = set(re.findall(r"\w{5,}", one.text.lower()))
            if len(here) < 4:
                continue
            first = words.setdefault(one.root, here)
            assert len(here & first) >= 0.4 * min(len(here), len(first)), (one.text, first)


def test_roots_of_their_own_share_long_runs_rarely(coverage: Coverage) -> None:
    """A lazy method fails: eight words in a row are seldom shared by chance (.015 in the mean)."""
    homes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for article in coverage.articles:
        for one in article.passages:
            if one.role == "body":
                words = re.findall(r"\w+", one.text.lower())
                for at in range(len(words) - 7):
                    homes[tuple(words[at : at + 8])].add(one.root)
    chance = sum(len(roots) > 1 for roots in homes.values())
    assert chance <= 0.06 * len(homes)


def test_the_numbers_are_what_a_count_by_hand_gives(coverage: Coverage) -> None:
    articles = {one.key: one for one in coverage.articles}
    stands = {one.id: one.of for one in coverage.knowers}
    for statement in coverage.statements:
        carried = [one for one in statement.instances if one.stance in CARRIED]
        assert statement.reach == len({articles[one.article].family for one in carried})
        assert statement.origins == len({stands[one.knower] for one in carried if one.knower})
        least = 1 if carried else 0
        assert least <= statement.texts <= len({one.article for one in carried}) + 1
        own = {
            one.article
            for one in carried
            if (articles[one.article].passages[one.passage].parent or _NONE).kind in ("speech", "")
        }
        assert statement.texts >= bool(own)


class _Nothing:
    kind = ""


_NONE = _Nothing()


def test_parents_exist_and_come_before_their_children(coverage: Coverage) -> None:
    days = {one.key: one.day for one in coverage.articles}
    hidden = {one.id: set(one.articles) for one in coverage.hidden}
    for article in coverage.articles:
        assert sum(one.share for one in article.parents) <= 1.001
        assert list(article.parents) == sorted(article.parents, key=lambda one: -one.share)
        for parent in article.parents:
            if parent.article:
                assert parent.article != article.key
                assert days[parent.article] <= article.day
            else:
                assert article.key in hidden[str(parent.hidden)]


def test_a_page_credits_in_its_own_formulas_only(coverage: Coverage) -> None:
    seen: dict[str, str] = {}
    for article in coverage.articles:
        for one in article.passages:
            if one.role in FORMULAS:
                assert seen.setdefault(one.root, article.key) == article.key


def test_long_sentences_that_are_alike_have_one_root(coverage: Coverage) -> None:
    roots: dict[str, set[str]] = defaultdict(set)
    for article in coverage.articles:
        for one in article.passages:
            if one.role == "body" and len(one.text.split()) > 12:
                roots[re.sub(r"\W+", " ", one.text.lower())].add(one.root)
    assert sum(len(names) > 1 for names in roots.values()) <= 0.01 * len(roots)


def test_pairs_that_share_speech_only_do_not_carry_one_text(coverage: Coverage) -> None:
    kinds = {one.kind for one in coverage.shared}
    assert kinds <= {"furniture", "own", "wire", "pickup", "speech"}
    parents = {one.key: {each.article for each in one.parents} for one in coverage.articles}
    for one in coverage.shared:
        if one.kind == "speech":
            assert one.root.startswith("speech.")
        if one.kind in ("wire", "pickup") and not parents[one.a] and not parents[one.b]:
            raise AssertionError(f"{one.a} and {one.b} carry {one.root}, and neither took anything")


def test_a_spokesman_counts_as_his_principal_and_a_state_agency_as_the_state() -> None:
    known = [
        one for seed in range(6) for one in coverage_of("fair", seed).knowers if one.of != one.id
    ]
    houses = defaultdict(set)
    for one in known:
        houses[one.of].add(one.kind)
    assert any({"person", "organisation"} <= kinds for kinds in houses.values())


@pytest.mark.parametrize("level", ["easy", "fair", "hard"])
def test_every_stratum_of_origins_and_texts_is_filled(level: str) -> None:
    told = [one for seed in range(20) for one in coverage_of(level, seed).statements]
    for numbers in ([one.origins for one in told], [one.texts for one in told]):
        for low, high in ((1, 1), (2, 2), (3, 4), (5, 99)):
            assert sum(low <= number <= high for number in numbers) >= 0.01 * len(numbers)
    assert sum(one.origins == 1 for one in told) > 0.5 * len(told)  # most go back to one knower
    assert any(one.origins > one.texts for one in told)
    assert any(one.origins < one.texts for one in told)


def test_harder_levels_credit_less_and_rewrite_more() -> None:
    rewrites, credits_ = [], []
    for level in ("easy", "fair", "hard"):
        told = [one for seed in range(12) for one in coverage_of(level, seed).articles]
        taken = [one for one in told if one.parents]
        rewrites.append(
            sum(
                p.parent is not None and p.parent.kind == "rewrite"
                for a in taken
                for p in a.passages
            )
            / sum(len(a.passages) for a in taken)
        )
        credits_.append(
            sum(any(p.role in ("credit", "dateline") for p in a.passages) for a in taken)
            / len(taken)
        )
    assert rewrites[0] < rewrites[2]
    assert credits_[0] > credits_[1] > credits_[2]


def test_the_command_line_writes_the_folder_it_is_asked_for(tmp_path: Path) -> None:
    assert main(["hard", "9", str(tmp_path / "desk"), "--stories", "2"]) == 0
    names = {place.name for place in (tmp_path / "desk").iterdir()}
    assert names == {"coverage.jsonl", "outlets.csv", "truth.json"}
    truth = json.loads((tmp_path / "desk" / "truth.json").read_text("utf-8"))
    assert {"level", "seed", "articles", "hidden", "knowers", "statements", "shared"} <= set(truth)
    lines = (tmp_path / "desk" / "coverage.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["id"] for line in lines} == {one["key"] for one in truth["articles"]}


def test_the_splits_have_no_kind_in_common() -> None:
    assert not set(kinds_of(0)) & set(kinds_of(1))
    assert set(kinds_of(0)) | set(kinds_of(1)) == set(kinds())
    outlets = [set(table("world")[split]["outlet_heads"]) for split in ("tuning", "unseen")]
    assert not outlets[0] & outlets[1]


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_says_each_fact_in_many_ways(kind: str) -> None:
    told = table(f"kinds/{kind}")
    assert len(told["facts"]) >= 12
    for fact in told["facts"]:
        assert len(fact["say"]) >= 6, fact["id"]
        assert len(set(fact["say"])) == len(fact["say"])
        assert fact["spoken"] and fact["know"].split()
    assert len(told["heads"]) >= 5 and told["split"] in ("tuning", "unseen")


def test_each_split_has_frames_of_its_own() -> None:
    for key in ("attributed", "quoted", "lede", "alone", "document", "picked"):
        even, odd = set(lines_of("frames", key, 0)), set(lines_of("frames", key, 1))
        assert even - odd and odd - even
