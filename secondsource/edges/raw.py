"""A page as it came in, before anything is decoded, and how large it may be."""

from __future__ import annotations

from dataclasses import dataclass, field

from secondsource.records import Given, Media

LARGEST = 200_000_000  # bytes; a page of news is a ten-thousandth of it


@dataclass(frozen=True, slots=True)
class Raw:
    """A page as it came: its bytes, where it came from and what was given with it.

    ``input`` is the file or address as it was named; ``address`` the absolute path or the
    address, by which versions of one page are known; ``key`` the id that a JSON line gave.
    """

    raw: bytes
    input: str
    address: str
    media: Media | None = None
    given: Given = field(default_factory=Given)
    url: str | None = None
    key: str | None = None
