"""Which pronoun a first name fits: ``PYTHONPATH=FAKER python -m bench.train_sexes > sexes.txt``.

The names are those of the package Faker (MIT), which lists men's and women's names for some
eighty countries. A name is kept where one sex has it in at least four times as many countries as
the other, and, where the American list gives how often each is borne, ten times as often: "Jan",
"Andrea" and "Kelly" fit both and are left out.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from secondsource.extract.spellings import folded

_LISTS = {
    "first_names_male": "he",
    "first_names_female": "she",
    "first_romanized_names_male": "he",
    "first_romanized_names_female": "she",
    "male_first_names": "he",
    "female_first_names": "she",
}
_COUNTRIES = 4  # times as many countries
_BORNE = 10  # times as often
_WEIGHED = "en_US"
_HEAD = """\
# Which pronoun a first name fits, in some eighty countries: from the package Faker 40.54.0 (MIT,
# Daniele Faraglia and contributors) by bench/train_sexes.py, in small letters without accents.
"""


def _lists() -> Iterator[tuple[str, str, str, float]]:
    """Yield (country, pronoun, name as one folded word, how often it is borne)."""
    person: Any = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute, pronoun in _LISTS.items():
            names = getattr(provider, attribute, ())
            for name in names if isinstance(names, (tuple, list, dict)) else ():
                words = folded(name) if isinstance(name, str) else ()
                borne = float(names[name]) if isinstance(names, Mapping) else 0.0
                if len(words) == 1 and re.fullmatch("[a-z]{2,}", words[0]):
                    yield module.name, pronoun, words[0], borne


def main() -> None:
    """Print the table."""
    places: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"he": set(), "she": set()})
    borne: dict[str, dict[str, float]] = defaultdict(lambda: {"he": 0.0, "she": 0.0})
    for country, pronoun, name, often in _lists():
        places[name][pronoun].add(country)
        if country == _WEIGHED:
            borne[name][pronoun] += often
    print(_HEAD, end="")
    for pronoun, other in (("he", "she"), ("she", "he")):
        kept = sorted(
            name
            for name, found in places.items()
            if found[pronoun]
            and len(found[pronoun]) >= _COUNTRIES * len(found[other])
            and (name not in borne or borne[name][pronoun] >= _BORNE * borne[name][other])
        )
        for letter in sorted({name[0] for name in kept}):
            print(f"{pronoun}:", " ".join(name for name in kept if name[0] == letter))


if __name__ == "__main__":
    main()
