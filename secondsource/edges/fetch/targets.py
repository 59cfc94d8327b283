"""What an address spells: its scheme, host, port and path, or why it is not fetched.

What may live here: reading addresses as written; nothing is looked up. An address comes from a
stranger - a feed, a redirect - and is read once, here, by rules narrower than any browser's: two
programs that read one address differently are how a check is passed by. What is connected to later
is what was read here, never the address again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import quote, urljoin, urlsplit

from secondsource.edges.fetch.failures import Refused

PORTS = frozenset({80, 443, 8080, 8443})
LONGEST = 8192  # characters; servers refuse longer ones themselves (nginx and Apache: 8 KiB)
NAMED_WITH_SECRET = "the address holds a name or password: take it out (nothing secret is kept)"
_DEFAULT = {"http": 80, "https": 443}
_OWN_NAMES = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa)$"
    r"|^(?:ip6-)?(?:localhost|loopback)$"
)
_HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*"
)
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)$")
_PLAIN_IPV4 = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
_READ_TWO_WAYS = frozenset("ßς\u200c\u200d")  # IDNA 2003 and 2008 make two names of them
_SECRET = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*@")
_SAFE = "/%:@!$&'()*+,;=~-._?[]|"


@dataclass(frozen=True, slots=True)
class Target:
    """An address as it is asked for: ``host`` in small ASCII letters, ``path`` with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """Give scheme, host and port: what a robots.txt is valid for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Give the host as a request names it: with the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT[self.scheme] else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        """Give the address in full, without a fragment."""
        return self.site + self.path


def is_address(words: str) -> bool:
    """Say whether words are meant as an address of the web.

    >>> [is_address(words) for words in ("https://levpress.example/1", "news/ferry.html")]
    [True, False]
    """
    return bool(re.match(r"https?://", words, re.IGNORECASE))


def without_secret(address: str) -> str:
    """Give an address without the name and password it may hold, as it may be printed and kept.

    >>> without_secret("https://desk:word@levpress.example/ferry")
    'https://levpress.example/ferry'
    """
    return _SECRET.sub(lambda found: f"{found[1] or ''}//", address.strip())


def target_of(address: str, *, private: bool = False) -> Target:
    """Read an address; ``private`` permits one's own network and any port.

    Raises ``Refused`` for other schemes and ports, credentials, hosts that are spelled in odd
    numbers and names of one's own network.

    >>> target_of("HTTPS://Levpress.example/ferry sinks#top").address
    'https://levpress.example/ferry%20sinks'
    """
    if len(address) > LONGEST:
        raise Refused(f"the address has {len(address)} characters; the limit is {LONGEST}")
    written = address.strip()
    if re.search(r"[\x00-\x1f\x7f]", written):
        raise Refused("the address holds control characters")
    try:
        parts = urlsplit(written)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        # The error's own words may hold a password.
        raise Refused(
            "the address cannot be read: its host or port is not written as one"
        ) from error
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT:
        raise Refused(f"{scheme or 'no scheme'}: only http and https addresses are fetched")
    if "@" in parts.netloc or "\\" in parts.netloc:
        raise Refused(NAMED_WITH_SECRET)
    port = _DEFAULT[scheme] if port is None else port
    if port not in PORTS and not private:
        raise Refused(
            f"port {port} is not one of the web (80, 443, 8080, 8443): --allow-private allows it"
        )
    path = quote(_without_dots(parts.path), safe=_SAFE) + _query(parts.query, written)
    return Target(scheme, _host(host, private=private), port, path)


def _without_dots(path: str) -> str:
    """Undo the dot segments of a path, as a server would: robots.txt speaks of what is left.

    Encoded dots are dots (WHATWG URL, 4.4; RFC 3986, 5.2.4).

    >>> _without_dots("/a/./b/%2e%2e/../secret/."), _without_dots("/../..")
    ('/secret/', '/')
    """
    kept: list[str] = []
    segments = path.split("/")[1:] or [""]
    for at, segment in enumerate(segments):
        bare = segment.lower().replace("%2e", ".")
        if bare == "..":
            kept = kept[:-1]
        elif bare != ".":
            kept.append(segment)
        if bare in (".", "..") and at == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def beside(target: Target, location: str) -> str:
    """Give the address that a redirect names, which may be relative to the one it was sent for."""
    try:
        return urljoin(target.address, location.strip())
    except ValueError as error:
        raise Refused("it redirects to an address that cannot be read") from error


def _query(query: str, written: str) -> str:
    return "?" + quote(query, safe=_SAFE) if query or "?" in written.partition("#")[0] else ""


def _host(host: str, *, private: bool) -> str:
    if ":" in host:
        return _literal(host)
    plain = _ascii(host).removesuffix(".")
    if not _HOST.fullmatch(plain):
        raise Refused("the address names no host that can be looked up")
    if _NUMBER.match(plain.rpartition(".")[2]) and not _PLAIN_IPV4.fullmatch(plain) and not private:
        raise Refused("its host is a number that is not written plainly: write it as 192.0.2.1")
    if not private and (_OWN_NAMES.search(plain) or "." not in plain):
        raise Refused(
            f"{plain} is a name of one's own computer or network: give --allow-private to fetch it"
        )
    return plain


def _literal(host: str) -> str:
    try:
        found = ip_address(host)
    except ValueError as error:
        raise Refused("the address names no host that can be looked up") from error
    if isinstance(found, IPv6Address) and found.scope_id:
        raise Refused("its host names a network card of one's own")
    return str(found)


def _ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    if set(host) & _READ_TWO_WAYS:
        raise Refused("its host has a letter that has two readings: write the name as xn--...")
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise Refused("the address names no host that can be looked up") from error
