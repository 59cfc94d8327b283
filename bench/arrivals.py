"""Stories of a made-up stream, timed as articles arrive: ours, and TF-IDF in a single pass.

Ours goes from an article's text to its story: terms, weights, candidates, decision, and the
putting right after each batch. The reference is an incremental TF-IDF of the same texts: each
article joins the story of the likest of the last days, if alike enough; it is given the threshold
that is best on this very stream. Both are told which article prints which other's text, for
copies inherit. Each side runs in a process of its own, on one core, and its own time is counted.
"""

from __future__ import annotations

import importlib
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import numpy as np

from bench.stories import bcubed
from bench.tidings import PER_DAY, account, day_of_number, happening_of, wire_of
from secondsource.records import Account, Span

FIRST, WARM, TIMED, BATCH = 100_000, 2000, 4000, 500
WINDOW = timedelta(days=30)
_DAYS = 3  # of the reference; more made it slower and hardly better
_THRESHOLDS = [round(step / 50, 2) for step in range(3, 31)]


class Side(NamedTuple):
    """Milliseconds an article by stage, and each article's story."""

    spent: dict[str, float]
    found: dict[str, str]


def copies_of(first: int, size: int, prints: dict[tuple[int, int], int]) -> dict[int, int]:
    """Give, of some articles, those whose text an earlier one has, and that one; notes prints."""
    found = {}
    for number in range(first, first + size):
        wire = wire_of(number)
        if wire is not None and prints.setdefault(wire, number) != number:
            found[number] = prints[wire]
    return found


def truth() -> dict[str, str]:
    """Give the happening of each timed article."""
    return {str(at): str(happening_of(at)) for at in range(FIRST + WARM, FIRST + WARM + TIMED)}


def _add_priors(
    priors: dict[str, float], made: Iterable[tuple[Account, Mapping[Span, str]]]
) -> None:
    """Add how common the names of some articles are in the news at large; not timed."""
    from secondsource.compare.likeness import prior_of
    from secondsource.records import Entity

    for one, named in made:
        for span, entity in named.items():
            if entity not in priors:
                name = one.page[span]
                priors[entity] = prior_of(Entity(entity, "other", name, (name,), ()))


def _add_times(spent: dict[str, float], clock: Sequence[float]) -> None:
    stages = ("terms", "weights", "candidates and decision", "putting right")
    for stage, begun, done in zip(stages, clock, clock[1:], strict=False):
        spent[stage] += done - begun


def ours() -> Side:
    """Put the stream through the program's own stages, batch after batch."""
    from secondsource.compare.arriving import Newcomer, State, aged, arrived
    from secondsource.compare.bonds import gist_of
    from secondsource.compare.days import day_of
    from secondsource.compare.likeness import terms_of
    from secondsource.compare.mending import repaired
    from secondsource.compare.weighing import SILENT, Telling, weighed
    from secondsource.edges.scale import unswept

    state, tally = State(), SILENT
    prints: dict[tuple[int, int], int] = {}
    spent: dict[str, float] = defaultdict(float)
    nothing, priors = gist_of({}, {}), dict[str, float]()
    with unswept():  # as the program itself does
        for first in range(FIRST, FIRST + WARM + TIMED, BATCH):
            copied = copies_of(first, BATCH, prints)
            own = [at for at in range(first, first + BATCH) if at not in copied]
            made = {at: account(at) for at in own}
            _add_priors(priors, made.values())
            clock = [time.process_time()]
            told = {}
            for at, (one, named) in made.items():
                names = {entity: priors[entity] for entity in named.values()}
                told[at] = Telling(terms_of(one, named), names, day_of(one))
            clock.append(time.process_time())
            tally, gists = weighed(tally, list(told.values()))
            about = dict(zip(own, gists, strict=True))
            clock.append(time.process_time())
            new = [
                Newcomer(str(at), about[at], told[at].day.day)
                if at in about
                else Newcomer(str(at), nothing, day_of_number(at), copies=(str(copied[at]),))
                for at in range(first, first + BATCH)
            ]
            state, _ = arrived(state, new)
            clock.append(time.process_time())
            state, _ = repaired(state)
            clock.append(time.process_time())
            if first >= FIRST + WARM:
                _add_times(spent, clock)
    found = {name: story for story in state.stories for name in state.articles(story)}
    assert aged(state, state.today and state.today - WINDOW)[1] == ()
    return Side(dict(spent), {name: found[name] for name in truth()})


def tfidf() -> tuple[dict[str, float], list[tuple[int, int, float]]]:
    """Give the reference's time, and of each article the likest before it and how alike."""
    text = importlib.import_module("sklearn.feature_extraction.text")
    sparse = importlib.import_module("scipy.sparse")
    words = text.HashingVectorizer(stop_words="english", norm=None, alternate_sign=False)
    prints: dict[tuple[int, int], int] = {}
    counts, articles = np.ones(words.n_features), 1
    kept: list[tuple[list[int], Any]] = []
    nearest: list[tuple[int, int, float]] = []
    spent = 0.0
    for first in range(FIRST, FIRST + WARM + TIMED, BATCH):
        copied = copies_of(first, BATCH, prints)
        own = [at for at in range(first, first + BATCH) if at not in copied]
        texts = [account(at)[0].page.text for at in own]
        begun = time.process_time()
        raw = words.transform(texts)
        raw.data = 1 + np.log(raw.data)
        counts += np.bincount(raw.indices, minlength=words.n_features)
        articles += len(own)
        raw.data *= np.log(articles / counts[raw.indices])
        raw.data /= np.repeat(np.sqrt(raw.multiply(raw).sum(axis=1)).A1, np.diff(raw.indptr))
        kept.append((own, raw))
        kept = [one for one in kept if one[0][-1] > first - _DAYS * PER_DAY]
        names = [at for some, _ in kept for at in some]
        alike = (raw @ sparse.vstack([rows for _, rows in kept]).T).tocsr()
        nearest += [(at, at, 1.0) if one is None else one for at, one in _likest(own, names, alike)]
        if first >= FIRST + WARM:
            spent += time.process_time() - begun
        nearest += [(at, other, 1.0) for at, other in copied.items()]
    return {"all": spent}, sorted(nearest)


def _likest(
    own: Sequence[int], names: Sequence[int], alike: Any
) -> Iterator[tuple[int, tuple[int, int, float] | None]]:
    before = len(names) - len(own)
    for row, at in enumerate(own):
        start, end = alike.indptr[row], alike.indptr[row + 1]
        columns, values = alike.indices[start:end], alike.data[start:end]
        earlier = columns < before + row
        if not earlier.any():
            yield at, None
            continue
        best = int(np.argmax(np.where(earlier, values, -1.0)))
        yield at, (at, names[columns[best]], float(values[best]))


def best_of(nearest: Sequence[tuple[int, int, float]]) -> tuple[float, tuple[float, float, float]]:
    """Give the threshold that groups best, with its BCubed precision, recall and F1."""
    gold = truth()
    found = []
    for least in _THRESHOLDS:
        labels: dict[int, int] = {}
        for at, other, alike in nearest:
            labels[at] = labels.get(other, at) if alike >= least else at
        found.append((least, bcubed({name: str(labels[int(name)]) for name in gold}, gold)))
    return max(found, key=lambda one: one[1][2])
