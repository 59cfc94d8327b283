"""The values a page states outside its visible text: title, meta, JSON-LD, canonical link, times.

What may live here: collecting them under plain names, in the order they stand; nothing is
believed or compared here. Names: ``title``, ``html:lang``, ``link:canonical``,
``html:amp``, ``meta:<name or property>``, ``itemprop:<name>``, ``time:datetime``,
``jsonld:<key>`` (``linkeddata``).
"""

from __future__ import annotations

from secondsource.read.linkeddata import stated
from secondsource.records import Field

MOST = 500  # fields kept of one page; a page of a million meta elements is not meant to be read
Attributes = dict[str, str]
SCRIPT = "json-ld"  # the attribute in which a script's text comes


class Fields:
    """The fields seen so far on a walk over a page."""

    __slots__ = ("seen",)

    def __init__(self) -> None:
        """Begin with none."""
        self.seen: list[Field] = []

    def add(self, name: str, value: str | None) -> None:
        """Keep a value unless it is blank."""
        if value and (value := " ".join(value.split())) and len(self.seen) < MOST:
            self.seen.append(Field(name, value))

    def see(self, name: str, attributes: Attributes) -> None:
        """Look at an element on the way; most state nothing."""
        if key := attributes.get("itemprop"):
            self.add(f"itemprop:{key}", attributes.get("content") or attributes.get("datetime"))
        if reader := STATING.get(name):
            reader(self, attributes)

    def found(self) -> tuple[Field, ...]:
        """Give the fields, each once, in the order of the page."""
        return tuple(dict.fromkeys(self.seen))


def _meta(fields: Fields, attributes: Attributes) -> None:
    for key in ("property", "name", "http-equiv"):
        if name := attributes.get(key):
            fields.add(f"meta:{name.strip().lower()}", attributes.get("content"))


def _link(fields: Fields, attributes: Attributes) -> None:
    if (attributes.get("rel") or "").lower() == "canonical":
        fields.add("link:canonical", attributes.get("href"))


def _time(fields: Fields, attributes: Attributes) -> None:
    fields.add("time:datetime", attributes.get("datetime"))


def _html(fields: Fields, attributes: Attributes) -> None:
    fields.add("html:lang", attributes.get("lang") or attributes.get("xml:lang"))
    if "amp" in attributes or "⚡" in attributes:
        fields.add("html:amp", "amp")


def _script(fields: Fields, attributes: Attributes) -> None:
    if "ld+json" in (attributes.get("type") or "").lower():
        for name, value in stated(attributes.get(SCRIPT, "")):
            fields.add(f"jsonld:{name}", value)


STATING = {
    "meta": _meta,
    "link": _link,
    "time": _time,
    "html": _html,
    "script": _script,
}
