"""Folders of any size, walked without listing them all first.

What may live here: finding files. A folder's names come in bundles of ``BUNDLE``, each sorted, so
an ordinary folder gives its files in order and one of a million is never held. The walk keeps one
open listing a level and has a deepest level; a link to a folder is never followed, so no loop can
be entered.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice

from secondsource.records import Unread

BUNDLE = 10_000  # names held at a time of one folder: some 2 MB
DEEPEST = 64  # levels of folders; each holds one listing open, and a process may open 256 or more
_Listed = tuple[str, bool]


def files_in(path: str) -> Iterator[str | Unread]:
    """Yield the path of every file in a folder and its folders, and an ``Unread`` for the rest.

    Hidden files and folders (those that begin with a dot) are left out, and so is the folder in
    which a browser keeps the pictures and scripts of a page that stands beside it. Pipes, devices
    and links come as they are: opening them is another's.
    """
    levels = [_listed(path)]
    while levels:
        one = next(levels[-1], None)
        if one is None:
            levels.pop()
        elif isinstance(one, Unread):
            yield one
        elif not one[1]:
            yield one[0]
        elif len(levels) < DEEPEST:
            levels.append(_listed(one[0]))
        else:
            yield Unread(one[0], f"over {DEEPEST} folders deep: read it by its own path")


def _listed(path: str) -> Iterator[_Listed | Unread]:
    """List one folder: paths, and whether each is a folder to go into."""
    try:
        with os.scandir(path) as found:
            while bundle := sorted(islice((_entry(one) for one in found), BUNDLE)):
                yield from (one for one in bundle if one[0])
    except OSError as error:
        yield Unread(path, said_of_fault(error))


def _entry(one: os.DirEntry[str]) -> _Listed:
    if one.name.startswith("."):
        return ("", False)
    try:
        folder = one.is_dir(follow_symlinks=False)
        return ("", True) if folder and _is_of_page(one.path) else (one.path, folder)
    except OSError:
        return (one.path, False)


def _is_of_page(folder: str) -> bool:
    """Say whether a browser made a folder for the parts of a page: page.html and page_files."""
    stem = folder.removesuffix("_files")
    return stem != folder and any(os.path.exists(stem + ending) for ending in (".html", ".htm"))


def said_of_fault(error: OSError | ValueError) -> str:
    """Say why a file or folder could not be opened, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file: check the path (a link may point to nothing)"
    if isinstance(error, PermissionError):
        return "reading it is not permitted: change its permissions or copy it"
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"it could not be opened: {told}"
