"""Who carries whose text and how many stand behind a statement, on the newsroom's coverage.

``python -m bench origins [--level fair --seeds 1-60]`` prints the rows; ``python -m
bench.origins -v LEVEL SEED`` the wrong cases of one collection, to be read. Even seeds are for
tuning; on odd ones, whose happenings are of other kinds, only the figures are taken.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.origins_copies import Copies, measured
from bench.origins_counts import PARTS, Case, Figures, cases_of, figures
from bench.origins_truth import Run, Tags, run_of
from bench.rows import Row, printed
from secondsource.records import Span

_HALVES = {"tuning": 0, "unseen": 1}
_EASY = ("always one", "counting outlets", "no shared 8-gram")


def run(root: Path, *, level: str = "", seeds: str = "1-10") -> list[Row]:
    """Measure collections; ``seeds`` is "1-60" or "2,4"; every level where none is named."""
    rows: list[Row] = []
    tags: Tags = {}
    for one in [level] if level else ["fair", "hard"]:
        for half, rest in _HALVES.items():
            some = [seed for seed in seeds_of(seeds) if seed % 2 == rest]
            if some:
                rows.extend(_rows(f"newsroom {one}", half, one, some, tags))
    return rows


def seeds_of(asked: str) -> list[int]:
    """Read which seeds are meant.

    >>> seeds_of("2,5-7")
    [2, 5, 6, 7]
    """
    found: list[int] = []
    for part in asked.split(","):
        first, _, last = part.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return found


def _rows(data: str, half: str, level: str, seeds: list[int], tags: Tags) -> Iterator[Row]:
    copies, articles = Copies(), 0
    cases: list[Case] = []
    for seed in seeds:
        one = run_of(level, seed, tags=tags)
        measured(one, copies)
        cases.extend(cases_of(one))
        articles += len(one.page)
    size = f"{half}, {articles} articles"
    yield from (Row(data, size, *rest) for rest in _copy_rows(copies))
    yield from (Row(data, size, *rest) for rest in _count_rows(cases))


Rest = tuple[str, float | str, str, float | str]


def _copy_rows(copies: Copies) -> Iterator[Rest]:
    for who in ("8-gram overlap", "MinHash"):
        yield "copied characters, precision", copies.precision("ours"), who, copies.precision(who)
        yield "copied characters, recall", copies.recall("ours"), who, copies.recall(who)
    yield "kinds right, of pairs of passages found", copies.kinds_right(), "-", "-"
    for kind in sorted({true for true, _ in copies.kinds}):
        yield f"kinds right, {kind}", copies.kinds_right(kind), "-", "-"
    yield "parents right", copies.parents_right(), "-", "-"
    for kind in sorted({true for true, _ in copies.parents}):
        yield f"parents right, {kind}", copies.parents_right(kind), "-", "-"


def _count_rows(cases: list[Case]) -> Iterator[Rest]:
    ours = figures(cases, "ours")
    for who in _EASY:
        easy = figures(cases, who)
        yield "origins, error", ours.plain, who, easy.plain
        yield "origins, balanced error", ours.balanced, who, easy.balanced
    yield "origins, in the interval", ours.covered, "-", _sizes(ours)
    for stratum, held in ours.by_stratum.items():
        yield f"origins, in the interval, true {stratum}", held, "-", "-"
    yield "origins, mean width", ours.width, "-", "-"
    texts, easy = (figures(cases, who, texts=True) for who in ("ours", "5-grams contained > .3"))
    yield "texts, error", texts.plain, "5-grams contained > .3", easy.plain
    yield "texts, balanced error", texts.balanced, "5-grams contained > .3", easy.balanced
    yield "texts, in the interval", texts.covered, "-", _sizes(texts)
    lost = sum(case.match.found is None for case in cases) / max(1, len(cases))
    yield "statements not found", lost, "-", "-"
    for part in PARTS[1:]:
        yield f"origins, balanced error: {part}", figures(cases, part).balanced, "-", "-"
        yield f"texts, balanced error: {part}", figures(cases, part, texts=True).balanced, "-", "-"


def _sizes(told: Figures) -> str:
    return ", ".join(f"{name}: {size}" for name, size in told.sizes.items())


# -- to be read -----------------------------------------------------------------------------


def wrong(run: Run) -> Iterator[str]:
    """Say in lines what is wrong in one collection."""
    copies = Copies()
    measured(run, copies)
    yield from copies.wrong
    for case in cases_of(run):
        origins, texts = case.told["ours"]
        if origins.likely == case.origins and texts.likely == case.texts:
            continue
        yield (
            f"\n{case.id} {case.words!r}: reach {case.reach}, "
            f"O {case.origins}, told {_parts(case, 0)}; E {case.texts}, told {_parts(case, 1)}"
        )
        yield from _instances(run, case)


def _parts(case: Case, number: int) -> str:
    return " | ".join(str(case.told[part][number]) for part in PARTS)


def _instances(run: Run, case: Case) -> Iterator[str]:
    found = case.match.found
    key = {page: name for name, page in run.page.items()}
    if found is None:
        yield "  NOT FOUND"
    held = {m.instance.span: m for m in found.members} if found else {}
    seen = set()
    for true, place in case.match.at:
        near = [span for span in held if span.touches(place)]
        seen.update(near)
        words = " ".join(run.texts[place.page][place.start : place.end].split())
        mark = "  " if near else "  LOST "
        who = ", ".join(_credit(run, held[span].instance.speaker_span) for span in near)
        yield f"{mark}{true['article']} {true['stance']} {true['knower']} [{who}] {words[:140]}"
    for span in sorted(held.keys() - seen):
        words = " ".join(run.texts[span.page][span.start : span.end].split())
        stance = held[span].instance.stance
        yield f"  ALSO {key.get(span.page)} {stance} {held[span].probability} {words[:140]}"
    if found:
        yield f"  = {found.reasons[0].text}" if found.reasons else ""
        yield from (f"    {group.origin}: {len(group.articles)}" for group in found.groups[:8])


def _credit(run: Run, span: Span | None) -> str:
    return run.texts[span.page][span.start : span.end] if span else "own"


def main(asked: Iterable[str]) -> int:
    """Print the wrong cases of one collection."""
    words = [one for one in asked if one != "-v"]
    if len(words) != 2:
        print("python -m bench.origins -v LEVEL SEED", file=sys.stderr)
        return 2
    tags: Tags = {}
    one = run_of(words[0], int(words[1]), tags=tags)
    print("\n".join(wrong(one)))
    print(printed(_rows(f"newsroom {words[0]}", "one", words[0], [int(words[1])], tags)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
