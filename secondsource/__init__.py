"""Second Source: who stated what, and how many independent origins stand behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["__version__", "said", "side_by_side"]
__version__ = "0.4.0"


def said(
    store: str | Path,
    name: str | None = None,
    *,
    about: str = "",
    to: str = "",
    since: str | None = None,
    until: str | None = None,
    undated: bool = False,
    limit: int | None = None,
    unnamed: bool = False,
) -> dict[str, Any]:
    """Say who said what: the object that ``secondsource said --json`` prints.

    ``store`` is the file of a collection. With a name the object has ``sayings``, by day and
    place, each with its ``prints``; without one ``speakers``, and with ``about``, ``to`` or
    ``unnamed`` (whose speaker is not established) both. A span is ``[start, end]`` in code
    points of its article's text. ``Misuse`` if the name fits nobody or several, if a day cannot
    be read, or if there is no such store.

    >>> said("no-such-store.db", "Marta Roos")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    secondsource.errors.Misuse: there is no store at no-such-store.db: ...
    """
    from secondsource.edges.saying import said_in
    from secondsource.tell.said import Asked

    asked = Asked(name, about, to, since, until, undated=undated, limit=limit, unnamed=unnamed)
    return said_in(Path(store), asked)


def side_by_side(store: str | Path, one: str, other: str) -> dict[str, Any]:
    """Lay two articles side by side: the object that ``secondsource compare --json`` prints.

    Each article is named by its id or a part of its file's name. The object has ``both``,
    ``only_a``, ``only_b``, ``differences``, ``choices`` and ``reuse``; ``apart`` is true where the
    two stand in different stories. ``Misuse`` if a name fits no article or several, or if there
    is no such store.

    >>> side_by_side("no-such-store.db", "herald", "post")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    secondsource.errors.Misuse: there is no store at no-such-store.db: ...
    """
    from secondsource.edges.comparing import comparison_in
    from secondsource.edges.options import report_in

    return comparison_in(report_in(Path(store)), one, other)
