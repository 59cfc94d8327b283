"""What the store gives back of what it keeps: a page's bytes, and where a search found words."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.records import Given, Media


@dataclass(frozen=True, slots=True)
class Bytes:
    """The bytes of a page as they came, with what was given beside them."""

    id: str
    arrival: int
    input: str
    address: str | None
    key: str | None
    url: str | None
    media: Media
    given: Given
    raw: bytes
    raw_sha256: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a search found."""

    page: str
    start: int
    end: int
