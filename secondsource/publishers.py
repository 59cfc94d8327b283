"""Who owns which outlet, which agencies there are, and which of them belong to a state: as data.

What may live here: reading such a file and asking it about a name or an address. The program
has one (``publishers.toml``); a person's own file is laid over it entry by entry and wins, since
whoever covers a country knows its papers better. ``docs/publishers.md`` tells the format. An
owner is a fact about money: that two outlets have one makes them one in reach and nothing more.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from secondsource.errors import Misuse
from secondsource.language import language
from secondsource.textview import level

_AGENCY = {
    "name": str, "also": list, "country": str, "state": bool, "owner": str, "domains": list,
    "paths": list, "pictures": bool, "releases": bool, "signature": str, "note": str,
}  # fmt: skip
_FAMILY = {"outlets": list, "country": str, "state": bool, "note": str}
_OUTLET = {"name": str, "also": list, "domains": list, "common": bool, "note": str}
_WHOLE = {"agencies": dict, "families": dict, "platforms": list, "without": list, "checked": str}


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency: ``short`` is the name it is credited by, ``state`` says that one runs it.

    ``pictures`` marks those whose name beside a text is no credit of it, ``releases`` those
    that distribute what others say of themselves; ``paths`` are the parts of an address under
    which outlets put its texts.
    """

    short: str
    name: str
    also: tuple[str, ...] = ()
    country: str | None = None
    state: bool = False
    owner: str | None = None
    domains: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    pictures: bool = False
    releases: bool = False
    signature: str | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Give every name it goes by, the short one first, each once."""
        return tuple(dict.fromkeys((self.short, self.name, *self.also)))


@dataclass(frozen=True, slots=True)
class Holding:
    """An outlet and who owns it; ``common`` says that other outlets bear its name too.

    ``given`` marks an entry of a person's own file: its name counts at any address.
    """

    name: str
    owner: str
    domains: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    common: bool = False
    country: str | None = None
    state: bool = False
    given: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Publishers:
    """What is known of agencies and outlets before anything is read. Make one with ``publishers``.

    The mappings are keyed by short name (agencies), by levelled name and by domain.
    """

    agencies: Mapping[str, Agency]
    agency_names: Mapping[str, str]
    names: Mapping[str, Holding]
    domains: Mapping[str, Holding]
    platforms: frozenset[str]

    def agency_named(self, name: str) -> str | None:
        """Give the short name of an agency by any of its spellings, or by its domain.

        >>> publishers().agency_named("the Associated Press"), publishers().agency_named("Osk Post")
        ('AP', None)
        """
        return self.agency_names.get(_key(name))

    def holding(self, name: str | None, hosts: Iterable[str] = ()) -> Holding | None:
        """Find the outlet with one of these hosts, or with this name where no host says other.

        >>> publishers().holding("The Sun", ["www.thesun.co.uk"]).owner
        'News Corp'
        >>> publishers().holding("The Sun") is None
        True
        """
        stated = [host for host in hosts if host]
        if found := self._at(stated):
            return found
        bare = _key(name or "")
        found = self._at([bare]) or self.names.get(bare)
        trusted = found is not None and (found.given or bare in found.domains)
        return found if found and (trusted or not (found.common or stated)) else None

    def _at(self, hosts: Iterable[str]) -> Holding | None:
        found = (self.domains.get(domain) for host in hosts for domain in suffixes(host))
        return next((one for one in found if one is not None), None)

    def state_of(self, name: str) -> str | None:
        """Give the state that an agency or an outlet belongs to, keyed as a language pack does.

        None for one that belongs to none, and for a name that is not known.

        >>> publishers().state_of("ITAR-TASS"), publishers().state_of("Reuters")
        ('russia', None)
        """
        agency = self.agencies.get(self.agency_named(name) or "")
        found: Agency | Holding | None = agency or self.holding(name)
        if found is None or not found.state or found.country is None:
            return None
        return _states().get(found.country.lower())


@lru_cache(maxsize=8)
def publishers(text: str = "") -> Publishers:
    """Read the program's own file, with a person's file (its text) laid over it.

    ``Misuse`` says what in the person's file cannot be used.

    >>> mine = '[families."Roos Media"]\\noutlets = [{ name = "Osk Herald" }]'
    >>> publishers(mine).holding("The Osk Herald").owner
    'Roos Media'
    """
    shipped = resources.files("secondsource").joinpath("publishers.toml").read_text("utf-8")
    ours, theirs = _read(shipped), _read(text)
    without = {_key(name) for name in theirs.get("without", ())}
    agencies = {one.short: one for one in (*_agencies(ours, without), *_agencies(theirs, set()))}
    holdings = [*_holdings(ours, without), *_holdings(theirs, set(), given=True)]
    holdings = [*_as_holdings(agencies.values()), *holdings]
    return Publishers(
        agencies,
        {_key(word): one.short for one in agencies.values() for word in _words(one)},
        {_key(word): one for one in holdings for word in (one.name, *one.also)},
        {domain: one for one in holdings for domain in one.domains},
        frozenset((*ours.get("platforms", ()), *theirs.get("platforms", ()))),
    )


def agencies_alone(names: Iterable[str]) -> Publishers:
    """Make agencies of names that only a collection makes known, and of nothing else."""
    found = {name: Agency(name, name) for name in names}
    return Publishers(found, {_key(name): name for name in found}, {}, {}, frozenset())


def suffixes(host: str) -> Iterator[str]:
    """Give a host and the domains above it that may be an outlet's, the longest first.

    >>> list(suffixes("www.news.osk.example"))
    ['www.news.osk.example', 'news.osk.example', 'osk.example']
    """
    labels = host.lower().strip(".").split(".")
    for first in range(len(labels) - 1):
        yield ".".join(labels[first:])


def page_address(url: str) -> str:
    """Level an address, so that two links to one page are the same: host and path alone.

    >>> page_address("https://www.osk.example/ferry/?from=home#top")
    'osk.example/ferry'
    """
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.") + parts.path.rstrip("/")


# -- reading a file -------------------------------------------------------------------------


def _key(name: str) -> str:
    return level(name, fold=True).strip().removeprefix("the ")


def _states() -> dict[str, str]:
    return language("en").groups("states")


def _words(agency: Agency) -> tuple[str, ...]:
    return (*agency.spellings, *agency.domains)


def _read(text: str) -> dict[str, Any]:
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Misuse(f"the file of publishers is not TOML: {error}") from error
    _checked("the file", told, _WHOLE)
    return told


def _checked(where: str, told: object, wanted: Mapping[str, type]) -> None:
    """Refuse what the format does not know, naming the place."""
    if not isinstance(told, dict):
        raise Misuse(f"publishers: {where} must be a table of {', '.join(wanted)}")
    for key, value in told.items():
        if key not in wanted:
            raise Misuse(f"publishers: {where} has {key!r}; it may have {', '.join(wanted)}")
        if not isinstance(value, wanted[key]):
            raise Misuse(f"publishers: {key!r} of {where} must be a {wanted[key].__name__}")
        listed = value if isinstance(value, list) and key != "outlets" else ()
        if not all(isinstance(word, str) and word.strip() for word in listed):
            raise Misuse(f"publishers: {key!r} of {where} must be a list of words")
    if told.get("state") and str(told.get("country", "")).lower() not in _states():
        raise Misuse(f"publishers: {where} is of a state, so its country must be one that is known")


def _agencies(told: Mapping[str, Any], without: set[str]) -> Iterator[Agency]:
    for short, entry in told.get("agencies", {}).items():
        _checked(f"agency {short!r}", entry, _AGENCY)
        try:
            re.compile(entry.get("signature", ""))
        except re.error as error:
            raise Misuse(
                f"publishers: the signature of {short!r} is no pattern: {error}"
            ) from error
        if _key(short) not in without:
            kept = {key: value for key, value in entry.items() if key not in ("note", "name")}
            kept |= {key: tuple(kept[key]) for key in ("also", "domains", "paths") if key in kept}
            yield Agency(short, entry.get("name", short), **kept)


def _holdings(
    told: Mapping[str, Any], without: set[str], *, given: bool = False
) -> Iterator[Holding]:
    for owner, family in told.get("families", {}).items():
        _checked(f"family {owner!r}", family, _FAMILY)
        for entry in family.get("outlets", ()):
            _checked(f"an outlet of {owner!r}", entry, _OUTLET)
            if not entry.get("name", "").strip():
                raise Misuse(f"publishers: an outlet of {owner!r} has no name")
            if _key(entry["name"]) not in without:
                yield Holding(
                    entry["name"],
                    owner,
                    tuple(word.lower().removeprefix("www.") for word in entry.get("domains", ())),
                    tuple(entry.get("also", ())),
                    entry.get("common", False),
                    family.get("country"),
                    family.get("state", False),
                    given,
                )


def _as_holdings(agencies: Iterable[Agency]) -> Iterator[Holding]:
    """Give agencies as outlets, known by their domains: many have pages of their own."""
    for one in agencies:
        if one.domains and not one.releases:
            owner = one.owner or one.short
            yield Holding(
                one.short, owner, one.domains, one.also, country=one.country, state=one.state
            )
