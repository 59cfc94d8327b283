"""Where a host leads: its numbers, all of them checked, before anything is connected to.

What may live here: looking names up and judging the answers. A name is looked up once; if any
answer lies in a network that is one's own, the name is refused, for a stranger who serves such an
answer means no good with it. The connection is then made to one of these very numbers, so that a
second, other answer (rebinding) is never asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from secondsource.edges.fetch.failures import Failed, Refused
from secondsource.edges.fetch.targets import Target

Resolve = Callable[[str, int], Sequence[str]]

MOST_ANSWERS = 64  # a name with more answers than this is no news site
_SELF, _LINK = "which is the computer itself", "which is of the local link, as cloud metadata is"
_MANY, _OWN = "which is many computers", "which is a private network"
_NONE, _INNER = "which is no computer's own", "which is an inner service"
# The special-purpose registries of IANA for IPv4 and IPv6, as of 2026, and a cloud's inner service
# that hides behind a public number. Written out, since what Python calls global differs by version.
_FOUR = tuple(
    (IPv4Network(one), why)
    for why, some in (
        (_SELF, "0.0.0.0/8 127.0.0.0/8"),
        (_LINK, "169.254.0.0/16"),
        (_OWN, "10.0.0.0/8 100.64.0.0/10 172.16.0.0/12 192.0.0.0/24 192.168.0.0/16 198.18.0.0/15"),
        (_NONE, "192.0.2.0/24 192.88.99.0/24 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4"),
        (_MANY, "224.0.0.0/4"),
        (_INNER, "168.63.129.16/32"),
    )
    for one in some.split()
)
_SIX = tuple(
    (IPv6Network(one), why)
    for why, some in (
        (_SELF, "::/127"),
        (_LINK, "fe80::/10 fec0::/10"),
        (_OWN, "fc00::/7 64:ff9b:1::/48"),
        (_NONE, "2001::/23 2001:db8::/32 3fff::/20"),
        (_MANY, "ff00::/8"),
    )
    for one in some.split()
)
# IPv6 forms that hold an IPv4 address in their last 32 bits: NAT64 (RFC 6052), mapped, translated.
_HOLDING = tuple(IPv6Network(one) for one in ("64:ff9b::/96", "::ffff:0:0/96", "::ffff:0:0:0/96"))
_GLOBAL = IPv6Network("2000::/3")
_SIXTOFOUR = IPv6Network("2002::/16")


def numbers_of(target: Target, *, resolve: Resolve, private: bool = False) -> tuple[str, ...]:
    """Look a host up and check every answer; the first may be connected to, then the next.

    Raises ``Refused`` if an answer lies in one's own network, ``Failed`` if there is none.
    """
    answers = (target.host,) if _is_number(target.host) else _answers(target, resolve)
    if not answers:
        raise Failed(f"the host {target.host} has no address")
    if len(answers) > MOST_ANSWERS:
        raise Refused(f"the host {target.host} has {len(answers)} addresses")
    if not private:
        for answer in answers:
            if why := own_network(answer):
                raise Refused(
                    f"the host {target.host} leads to {answer}, {why}: give --allow-private to"
                    " fetch from one's own network"
                )
    return answers


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _answers(target: Target, resolve: Resolve) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(resolve(target.host, target.port)))
    except (OSError, UnicodeError) as error:
        raise Failed(f"the host {target.host} cannot be looked up: {_told(error)}") from error


def own_network(number: str) -> str | None:
    """Say why an IP address is not of the public net; None if it is.

    >>> own_network("127.0.0.1"), own_network("::ffff:10.0.0.1"), own_network("1.1.1.1")
    ('which is the computer itself', 'which is a private network', None)
    """
    try:
        found = ip_address(number)
    except ValueError:
        return "which is no address"
    return _why_six(found) if isinstance(found, IPv6Address) else _why_four(found)


def _why_four(found: IPv4Address) -> str | None:
    return next((why for network, why in _FOUR if found in network), None)


def _why_six(found: IPv6Address) -> str | None:
    if any(found in one for one in _HOLDING):
        return _why_four(IPv4Address(int(found) & 0xFFFFFFFF))
    if found in _SIXTOFOUR:
        return _why_four(IPv4Address(int(found) >> 80 & 0xFFFFFFFF))
    why = next((why for network, why in _SIX if found in network), None)
    return why or (None if found in _GLOBAL else _NONE)


def _told(error: OSError | UnicodeError) -> str:
    return str(getattr(error, "strerror", None) or error)
