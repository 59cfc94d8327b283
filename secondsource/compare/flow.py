"""The grouping of collections too large to be grouped at once: through the stream, in order of day.

Here lives the canonical order in which a set of units flows through ``arriving`` and ``mending``;
what comes out depends on the set alone, not on the order in which it came.

Why it works: what lies weeks apart is seldom one happening, so in the order of days an article
meets the stories that it may belong to while they are the last that had its terms. Time goes with
the number of articles; average link over all of them needs ever more of it for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from secondsource.compare.arriving import Newcomer, State, arrived
from secondsource.compare.bonds import Gist
from secondsource.compare.days import Day
from secondsource.compare.mending import repaired

_BATCH = 500
"""Units that arrive together, before what they changed is put right."""


def flowed(
    gists: Sequence[Gist],
    days: Sequence[Mapping[Day, int]],
    apart: Mapping[int, Iterable[int]],
) -> list[tuple[int, ...]]:
    """Group units by letting them arrive in the order of their days; indices in order.

    Units without a day come last. ``apart`` gives the units that may not stand with one.

    >>> from secondsource.compare.bonds import gist_of
    >>> sofia = gist_of({"sofia": 0.6, "^sofia": 0.4}, {})
    >>> tram = gist_of({"tram": 0.6, "^tram": 0.4}, {})
    >>> flowed([sofia, tram, sofia, sofia], [{}] * 4, {0: [3], 3: [0]})
    [(0, 2), (1,), (3,)]
    """
    known = [min((one.day for one in several if one.day), default=None) for several in days]
    order = sorted(range(len(gists)), key=lambda at: (known[at] or date.max, at))
    state = State()
    for first in range(0, len(order), _BATCH):
        some = order[first : first + _BATCH]
        state, _ = arrived(
            state,
            (
                Newcomer(_name(at), gists[at], known[at], apart=_names(apart.get(at, ())))
                for at in some
            ),
        )
        state, _ = repaired(state)
    while state.touched:
        state, _ = repaired(state)
    return sorted(tuple(map(int, state.articles(name))) for name in state.stories)


def _names(several: Iterable[int]) -> tuple[str, ...]:
    return tuple(map(_name, sorted(several)))


def _name(at: int) -> str:
    return f"{at:09}"
