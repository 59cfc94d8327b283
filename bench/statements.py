"""Measure sameness: ``python -m bench.statements`` scores pairs of sentences as assertions.

Pairs of one story are what is grouped: those of the newsroom's odd seeds (kinds of happening that
nobody tunes on) and of ECB+'s odd topics, told one or two by ``compare.paraphrase``, beside word
overlap in the same run. MSRP tells paraphrases from sentences that only look alike; its test part
is measured beside word overlap, TF-IDF cosine and MiniLM, by the curve for sentences alone and as
two assertions of one story. The gold, ECB+'s events and the groups are ``bench.sameness``'s. The
older curve of ``compare.frames``, by which
differences are found, is fitted on its training part (``--fit`` prints the constants).
ClaimDiff's weakening pairs are the only public measure of differences between outlets: precision
first, since most pairs do not differ. A sentence alone has no names tagged, so runs of capitalised
words stand in for them.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from bench.minilm import Encoder
from bench.origins_truth import Tags
from bench.rows import Row, folder, printed
from bench.sameness import rows_of
from bench.scores import auc, average_precision, jaccard
from secondsource.compare.differences import differing
from secondsource.compare.frames import Frame, frame_of, overlaps, weights_of
from secondsource.compare.measures import Told, scaled, told
from secondsource.compare.paraphrase import alone, curved, probability
from secondsource.compare.phrases import phrase
from secondsource.compare.sameness import JOINED
from secondsource.extract.quantities import quantities_of
from secondsource.extract.wording import names_of, wording_of
from secondsource.records import (
    Account,
    Article,
    Entity,
    Instance,
    Mention,
    Page,
    Passage,
    Span,
)

Pair = tuple[str, str, int]
_UNSEEN = range(1, 20, 2)
_CAPITALS = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*)*")


@cache
def sentence_instance(sentence: str) -> Instance:
    """Treat one sentence as an outlet's assertion; capitalised runs are its names."""
    page = Page(id=sentence[:40], input="-", text=sentence)
    whole = Span(page.id, 0, len(sentence))
    mentions = tuple(
        Mention(Span(page.id, run.start(), run.end()), "other")
        for run in _CAPITALS.finditer(sentence)
    )
    entities = [
        Entity(page[m.span].split()[-1].lower(), "other", page[m.span], (), (m,)) for m in mentions
    ]
    account = Account(page, Article(page.id, ""), (Passage(whole, "", 0),), mentions)
    here = {m.span: e.id for e in entities for m in e.mentions}
    words = wording_of(account, names_of(account, here), [(0, len(sentence))])
    counts = quantities_of(page.id, sentence, 0, len(sentence))
    return Instance(
        page.id,
        whole,
        whole,
        "asserts",
        terms=words.terms,
        quantities=counts,
        negated=words.negated,
        subject=words.subject,
        core=words.core,
    )


def weighed(sentences: Sequence[str]) -> list[Told]:
    """Weigh sentences as the assertions of one story."""
    frames = [frame_of(sentence_instance(sentence), {}) for sentence in sentences]
    scale = scaled(frames)
    return [told(frame, scale, words) for frame, words in zip(frames, sentences, strict=True)]


def pairs_of(path: Path) -> list[Pair]:
    """Read an MSRP file: two sentences and 1 where they are paraphrases."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return [(row[3], row[4], int(row[0])) for row in rows if len(row) >= 5]


def cosines(pairs: Sequence[Pair], train: Iterable[Pair]) -> list[float]:
    """Give the TF-IDF cosine of each pair: the second reference."""
    texts = [re.findall(r"\w+", text.lower()) for a, b, _ in train for text in (a, b)]
    used = Counter(word for words in texts for word in set(words))

    def weigh(text: str) -> dict[str, float]:
        counts = Counter(re.findall(r"\w+", text.lower()))
        return {w: n * math.log((1 + len(texts)) / (1 + used[w])) for w, n in counts.items()}

    def cosine(a: dict[str, float], b: dict[str, float]) -> float:
        size = math.hypot(*a.values()) * math.hypot(*b.values())
        return sum(a[w] * b.get(w, 0.0) for w in a) / size if size else 0.0

    return [cosine(weigh(a), weigh(b)) for a, b, _ in pairs]


def _frames(pair: Pair, weights: Mapping[str, float]) -> tuple[Frame, Frame]:
    return tuple(frame_of(sentence_instance(text), weights) for text in pair[:2])  # type: ignore[return-value]


def fitted(train: Sequence[Pair]) -> tuple[float, ...]:
    """Fit the curve's constants on training pairs by Newton's method, lightly ridged.

    Its pairs were all picked for being alike, so strangers are added, one a pair, to bend the
    curve down where little is shared.
    """
    shifted = [*train[7:], *train[:7]]
    train = [
        *train,
        *((a, b, 0) for (a, _, _), (_, b, _) in zip(train, shifted, strict=True)),
    ]
    weights = weights_of(sentence_instance(text) for a, b, _ in train for text in (a, b))
    table = np.array([(1.0, *overlaps(*_frames(pair, weights), weights)) for pair in train])
    truth = np.array([float(same) for *_, same in train])
    curve = np.zeros(table.shape[1])
    for _ in range(25):
        guess = 1 / (1 + np.exp(-table @ curve))
        slope = table.T @ (truth - guess) - 0.1 * curve
        bend = (table * (guess * (1 - guess))[:, None]).T @ table + 0.1 * np.eye(len(curve))
        curve = curve + np.linalg.solve(bend, slope)
    return tuple(round(float(one), 2) for one in curve)


def _paraphrases(root: Path) -> list[Row]:
    train = pairs_of(root / "sentence-pairs" / "para_msr_msr-para-train.tsv")
    test = pairs_of(root / "sentence-pairs" / "para_msr_msr-para-test.tsv")
    truth = [same for *_, same in test]
    ours = {
        "": [alone(phrase(a), phrase(b)) for a, b, _ in test],
        ", as of one story": [curved(*weighed(pair[:2])) for pair in test],
    }
    references = {
        "word Jaccard": [jaccard(a, b) for a, b, _ in test],
        "TF-IDF cosine": cosines(test, train),
        **_minilm([(a, b) for a, b, _ in test]),
    }
    return [
        Row(
            "MSRP",
            "test",
            name + how,
            _figure(measure, scores, truth),
            other,
            _figure(measure, theirs, truth),
        )
        for name, measure in (("AUC", auc), ("average precision", average_precision))
        for how, scores in ours.items()
        for other, theirs in references.items()
    ]


def _minilm(pairs: Sequence[tuple[str, str]]) -> dict[str, list[float]]:
    try:
        return {"MiniLM cosine": Encoder().cosines(pairs)}
    except FileNotFoundError as missing:
        print(f"MSRP: {missing}", file=sys.stderr)
        return {}


def _figure(
    measure: Callable[[Sequence[float], Sequence[int]], float],
    scores: Sequence[float],
    truth: Sequence[int],
) -> float:
    return round(measure(scores, truth), 3)


def _stories(root: Path) -> Iterator[Row]:
    """Measure the pairs of unseen stories that share enough to be measured at all."""
    from bench.assertions import ecb_scenes, newsroom_scenes, pairs_of

    tags: Tags = {}
    rooms = (
        s for level in ("fair", "hard") for n in _UNSEEN for s in newsroom_scenes(level, n, tags)
    )
    sets = {
        "newsroom": ("odd seeds 1-19", rooms),
        "ECB+": ("odd topics", ecb_scenes(root, odd=True)),
    }
    for name, (split, scenes) in sets.items():
        pairs = [pair for scene in scenes for pair in pairs_of(scene)]
        truth = [int(pair.same) for pair in pairs]
        scores = [probability(pair.a, pair.b) for pair in pairs]
        shares = [shared_share(pair.a, pair.b) for pair in pairs]
        told_so = [score >= JOINED for score in scores]
        hits = sum(a and bool(b) for a, b in zip(told_so, truth, strict=True))
        split = f"{split}, {len(pairs)} pairs"
        other = _figure(auc, shares, truth)
        yield Row(name, split, "AUC", _figure(auc, scores, truth), "terms shared", other)
        yield Row(name, split, "precision", round(hits / max(1, sum(told_so)), 3), "-", "-")
        yield Row(name, split, "recall", round(hits / max(1, sum(truth)), 3), "-", "-")


def shared_share(a: Told, b: Told) -> float:
    """Give the plain overlap of two assertions' terms: the reference."""
    return len(a.weights.keys() & b.weights.keys()) / (
        len(a.weights.keys() | b.weights.keys()) or 1
    )


def _weakenings(root: Path) -> list[Row]:
    path = root / "claimdiff" / "ClaimDiff-W" / "ClaimDiff-weak-train.json"
    pairs = json.loads(path.read_text(encoding="utf-8"))["data"]
    truth = [bool(pair["relation"]) for pair in pairs]
    ours = [
        bool(differing(sentence_instance(pair["claim_a"]), sentence_instance(pair["claim_b"])))
        for pair in pairs
    ]
    hits = sum(a and b for a, b in zip(ours, truth, strict=True))
    share = round(sum(truth) / len(truth), 3)
    return [
        Row(
            "ClaimDiff-W",
            "train",
            "precision",
            round(hits / max(1, sum(ours)), 3),
            "chance",
            share,
        ),
        Row(
            "ClaimDiff-W",
            "train",
            "recall",
            round(hits / sum(truth), 3),
            "pairs called",
            sum(ours),
        ),
    ]


def _speed(root: Path) -> Row:
    test = pairs_of(root / "sentence-pairs" / "para_msr_msr-para-test.tsv")
    texts = sorted({text for a, b, _ in test for text in (a, b)})
    sentence_instance.cache_clear()
    begun = time.perf_counter()
    for text in texts:
        sentence_instance(text)
    rate = len(texts) / (time.perf_counter() - begun)
    return Row("MSRP", "test", "sentences read a second", round(rate), "-", "-")


def run(folder: Path) -> list[Row]:
    """Measure everything; ``folder`` is where the data sets are unpacked."""
    return [
        *rows_of(folder),
        *_stories(folder),
        *_paraphrases(folder),
        *_weakenings(folder),
        _speed(folder),
    ]


if __name__ == "__main__":
    root = folder("sentence-pairs").parent
    if "--fit" in sys.argv:
        print(fitted(pairs_of(root / "sentence-pairs" / "para_msr_msr-para-train.tsv")))
    else:
        print(printed(run(root)))
