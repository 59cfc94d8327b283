"""What comparing has kept is found again, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from secondsource import __version__
from secondsource.compare.archive import Archive, Slab, aged, joined
from secondsource.compare.shingles import kept_of
from secondsource.compare.words import stream_of
from secondsource.edges.collection import read, rebuild, report
from secondsource.edges.files import inputs_of
from secondsource.edges.store import Store
from secondsource.records import AlignedPair
from tests.desk import filed

PILOT = (
    "The pilot had warned the harbour office twice of the broken lamp on the north pier, but both "
    "letters lay in a drawer beside old menus, a clerk of the port told an inquiry."
)


def test_postings_are_found_by_their_shingles(tmp_path: Path) -> None:
    shingles = np.array([3, 7, 7, 2**64 - 1], dtype=np.uint64)
    slab = Slab(
        shingles,
        np.array([1, 1, 2, 5], np.uint32),
        np.array([0, 9, 65535, 4], np.uint16),
        np.ones(4, np.bool_),
    )
    with Store(tmp_path / "a.db") as store:
        with store.writing():
            store.index().keep_older(slab)
        found = store.index().found(np.array([7, 2**64 - 1, 12], dtype=np.uint64))
    rows = zip(*(part.tolist() for part in found[:3]), strict=True)
    assert sorted(rows) == [(7, 1, 9), (7, 2, 65535), (2**64 - 1, 5, 4)]


def test_a_copy_of_an_article_that_left_the_window_is_found(tmp_path: Path) -> None:
    old = kept_of(stream_of(filed("a", f"Lamp dark\n{PILOT}")))
    new = kept_of(stream_of(filed("b", f"A year at sea\n{PILOT}")))
    with Store(tmp_path / "a.db") as store:
        archive, gone = aged(joined(Archive(), [(1, old)])[0], before=2)
        assert not len(archive)
        with store.writing():
            store.index().keep_older(gone)
        assert joined(archive, [(2, new)], older=store.index())[1] == ((1, 2),)


def test_pairs_are_kept_until_the_program_or_a_rebuild_forgets_them(tmp_path: Path) -> None:
    texts = {"one": "Lamp dark", "two": "Nobody came"}
    for name, head in texts.items():
        (tmp_path / f"{name}.txt").write_text(f"{head}\n\n{PILOT}\n", encoding="utf-8")
    with Store(tmp_path / "a.db") as store:
        read(store, inputs_of([str(tmp_path / f"{name}.txt") for name in texts]))
        first = report(store)
        [kept] = store.index().aligned(__version__).values()
        assert isinstance(kept, AlignedPair)
        assert [(one.a, one.b) for one in kept.reuse] == [(one.a, one.b) for one in first.reuse]
        assert store.index().aligned("another version") == {}
        store.forget_derived()
        assert store.index().aligned(__version__) == {}
        assert rebuild(store) == first


def test_one_more_article_leaves_the_others_pairs_as_they_were(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        text = f"Head {name}\n\n{PILOT}\n\nIt was a {name} to remember.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with Store(tmp_path / "a.db") as store:
        read(store, inputs_of([str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]))
        report(store)
        before = store.index().aligned(__version__)
        read(store, inputs_of([str(tmp_path / "three.txt")]))
        late = report(store)
        after = store.index().aligned(__version__)
        assert (len(before), len(after)) == (1, 3)
        assert before.items() <= after.items()
        assert rebuild(store).reuse == late.reuse
