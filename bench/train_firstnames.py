"""The table of first names: ``PYTHONPATH=FAKER python -m bench.train_firstnames > firstnames.txt``.

The names are those of the package Faker (MIT), which has them for some eighty countries. A name
that the training texts of PolNeAR write small, or that the directory knows as a place or a body,
is left out: it would tell nothing.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

from bench.rows import folder
from secondsource.extract.directory import world
from secondsource.extract.spellings import folded
from secondsource.extract.titles import is_title

_LISTS = re.compile(r"first_(?:romanized_)?names?(?:_.*)?|(?:fe)?male_first_names?")

_HEAD = """\
# First names of some eighty countries, from the package Faker 40.54.0 (MIT, Daniele Faraglia and
# contributors) by bench/train_firstnames.py, in small letters without accents.
"""


def _lists() -> Iterator[str]:
    """Yield each first name of one word that Faker has, folded."""
    person: Any = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for name in filter(_LISTS.fullmatch, dir(provider)):
            values = getattr(provider, name)
            for value in values if isinstance(values, (tuple, list, dict)) else ():
                words = folded(value) if isinstance(value, str) else ()
                if len(words) == 1 and len(words[0]) > 2 and re.fullmatch("[a-z]+", words[0]):
                    yield words[0]


def _small() -> frozenset[str]:
    texts = (folder("polnear") / "train").rglob("*.txt")
    words = (
        re.findall(r"(?<![\w'.@/-])[a-z]+(?![\w'.@/-]*\w)", text.read_text(encoding="utf-8"))
        for text in texts
    )
    return frozenset(word for found in words for word in found)


def main() -> None:
    """Print the table."""
    names = set(_lists()) - _small()
    kept = sorted(n for n in names if not world("en").get(n.title()) and not is_title(n))
    print(_HEAD, end="")
    for letter in sorted({name[0] for name in kept}):
        print(" ".join(name for name in kept if name[0] == letter))


if __name__ == "__main__":
    main()
