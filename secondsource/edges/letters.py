"""Messages as the mail standards write them (RFC 5322, MIME): headers, parts, charsets.

What may live here: taking a message apart. Mail is full of broken headers, so nothing here
believes one: what cannot be decoded comes as it stands, and nothing is raised for it.
"""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import email.utils
import re
from email.message import Message

_MOST_PARTS = 2_000  # boundaries in one message; a newsletter has three
_SPACES = re.compile(r"\s+")
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)


def letter_of(raw: bytes) -> Message | None:
    """Take a message apart, or give None where its parts are nested too deep to be meant."""
    if len(_BOUNDARY.findall(raw)) > _MOST_PARTS:
        return None
    try:
        return email.message_from_bytes(raw, policy=email.policy.compat32)
    except (RecursionError, ValueError):
        return None


def header(letter: Message, name: str) -> str | None:
    """Give a header as a person reads it: encoded words decoded, white space levelled.

    >>> letter = letter_of(b"Subject: =?utf-8?q?Ferry_sinks=2C_9_dead?=\\n\\nNine died.")
    >>> header(letter, "subject")
    'Ferry sinks, 9 dead'
    """
    wanted = name.lower()
    value = next((str(v) for n, v in letter.raw_items() if n.lower() == wanted), None)
    return None if value is None else words_of(value) or None


def words_of(value: str) -> str:
    """Decode the encoded words of a header's value; what is broken stays as it stands."""
    plain = value.encode("utf-8", "surrogateescape")
    try:
        value = plain.decode("utf-8")
    except UnicodeDecodeError:
        value = plain.decode("cp1252", "replace")
    if "=?" in value:
        value = _decoded(value) or value
    return _SPACES.sub(" ", value.replace("\x00", "")).strip()


def _decoded(value: str) -> str:
    try:
        parts = email.header.decode_header(value)
    except (email.errors.HeaderParseError, ValueError):
        return value
    return "".join(part if isinstance(part, str) else _in(part, charset) for part, charset in parts)


def _in(raw: bytes, charset: str | None) -> str:
    try:
        return raw.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return raw.decode("cp1252", "replace")


def payload_of(part: Message) -> bytes:
    """Give a part's bytes, its transfer encoding undone as far as it can be."""
    try:
        payload = part.get_payload(decode=True)
    except (LookupError, ValueError):
        payload = None
    return payload if isinstance(payload, bytes) else b""


def parts_of(letter: Message) -> list[Message]:
    """Give the messages that a message holds, in their order."""
    held = letter.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def charset_of(part: Message) -> str | None:
    """Give the charset that a part declares."""
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, TypeError):
        return None


def day_of(letter: Message) -> str | None:
    """Give a message's date as an ISO time with its zone, or as it stands where it is no date.

    >>> day_of(letter_of(b"Date: Wed, 21 May 2031 08:00:00 +0200\\n\\n"))
    '2031-05-21T08:00:00+02:00'
    """
    value = header(letter, "Date")
    try:
        return email.utils.parsedate_to_datetime(value).isoformat() if value else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return value
