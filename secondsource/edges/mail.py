"""Letters and mailboxes to pages: a newsletter is what it says, who sent it and when.

What may live here: choosing what of a message is its article. A newsletter comes twice, as text
and as HTML, and the HTML is the one that was laid out; a forwarded message, and a document sent
with one, is a page of its own. Pictures, calendars and signatures belong to the letter.
"""

from __future__ import annotations

import email.utils
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

from secondsource.edges.letters import (
    charset_of,
    day_of,
    header,
    letter_of,
    parts_of,
    payload_of,
    words_of,
)
from secondsource.edges.opening import Asked, opened_over, place_of, writable
from secondsource.edges.packed import DEEPEST, Inside, within
from secondsource.edges.raw import LARGEST, Raw
from secondsource.records import Given, Media, Unread

_TEXTS: dict[str, Media] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "plain",
    "text/markdown": "plain",
}
_PART_OF_IT = re.compile(
    r"(?:image|audio|video|font)/|text/(?:calendar|css|x-?vcard|directory|x-amp-html)"
    r"|application/(?:pgp-|pkcs7-|x-pkcs7-|ics)|message/(?:delivery-status|disposition)"
)
_MOST_ENCLOSED = 1_000  # letters and documents in one letter; a digest has a hundred
_ENVELOPE = re.compile(rb"From [^\r\n]{0,200}\d{1,2}:\d\d[^\r\n]{0,100}\d{4}|From \S+\s*$")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_TAG = re.compile(rb"<(?:style|script)[^>]*>.*?</(?:style|script)>|<[^>]*>|&nbsp;", re.I | re.S)
_LINE = 1_000_000  # bytes of a line read at a time; a longer one goes on in the next
_ADDRESS = re.compile(r"<?(https?://[^\s>]+)>?", re.IGNORECASE)


def pages_in_mail(raw: bytes, name: str, asked: Asked, *, inside: Inside) -> Iterator[Raw | Unread]:
    """Yield a letter's article, then the letters and documents in it; ``inside`` reads these.

    The sender's name becomes the outlet, the subject the headline, the date the day; the id of
    the message is the key, unless an archive's address is stated. Errors: none.

    >>> raw = b"From: The Osk Herald <n@o>\\nSubject: Ferry\\nMessage-ID: <1@o>\\n\\nNine died."
    >>> [one] = pages_in_mail(raw, "a.eml", Asked(), inside=iter)
    >>> one.given.outlet, one.given.headline, one.key, one.raw
    ('The Osk Herald', 'Ferry', '1@o', b'Nine died.')
    """
    letter = letter_of(raw)
    if letter is None:
        yield Unread(name, "its parts are nested too deep: save the text as .txt or .html")
        return
    found = False
    for one in _in_letter(letter, name, None, asked, inside):
        found = True
        yield one
    if not found:
        yield Unread(name, "the letter holds no text: only pictures, or nothing")


def _in_letter(
    letter: Message, name: str, part: str | None, asked: Asked, inside: Inside
) -> Iterator[Raw | Unread]:
    """Yield a letter's article and what it encloses; ``part`` names it where its id does not."""
    texts, enclosed = _apart(letter)
    article = _article(letter, texts, name, part)
    if article is not None:
        yield article
    if enclosed and asked.depth >= DEEPEST:
        yield Unread(
            name, f"over {DEEPEST} letters or archives inside one another: save them apart"
        )
        return
    deeper = replace(asked, depth=asked.depth + 1, passed=None)
    for number, one in enumerate(enclosed[:_MOST_ENCLOSED], start=1):
        called = writable(words_of(str(one.get_filename() or "")) or f"part {number}")
        if one.get_content_type() == "message/rfc822":
            for inner in parts_of(one)[:1]:
                yield from _in_letter(inner, name, called, deeper, inside)
        else:
            stream = opened_over(io.BytesIO(payload_of(one)).read)
            for found in inside(stream, called, deeper):
                yield within(found, name, called)


def _apart(letter: Message) -> tuple[list[Message], list[Message]]:
    """Part what a letter says from what it encloses, in its order."""
    texts: list[Message] = []
    enclosed: list[Message] = []
    waiting = [letter]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        if part.is_multipart() and part.get_content_maintype() != "message":
            waiting.extend(reversed(parts_of(part)))
        elif kind in _TEXTS and not _is_file(part):
            texts.append(part)
        elif part.is_multipart() == (kind == "message/rfc822") and not _PART_OF_IT.match(kind):
            enclosed.append(part)
    return texts, enclosed


def _is_file(part: Message) -> bool:
    return (part.get_content_disposition() or "") == "attachment"


def _article(letter: Message, texts: list[Message], name: str, part: str | None) -> Raw | None:
    for media in ("html", "plain"):
        chosen = [one for one in texts if _TEXTS[one.get_content_type()] == media]
        charset = next((charset_of(one) for one in chosen if payload_of(one).strip()), None)
        pieces = [payload_of(one) for one in chosen if charset_of(one) in (charset, None)]
        raw = b"\n\n".join(piece for piece in pieces if piece.strip())
        if raw and not (media == "html" and _is_blank(raw)):
            url, key = _url(letter), header(letter, "Message-ID")
            key = None if url else (key or "").strip("<> ") or part
            return Raw(
                raw=raw,
                input=name,
                address=url or (f"{place_of(name)}#{key}" if key else place_of(name)),
                media="html" if media == "html" else "plain",
                given=_given(letter, charset),
                url=url,
                key=key,
            )
    return None


def _is_blank(raw: bytes) -> bool:
    return not _TAG.sub(b"", raw[:200_000]).strip()


def _given(letter: Message, charset: str | None) -> Given:
    """Give what a letter states beside its text; a sender without a name is named by its domain."""
    sender = next((str(v) for n, v in letter.raw_items() if n.lower() == "from"), "")
    shown, address = email.utils.parseaddr(sender)
    outlet = words_of(shown) or words_of(address.rpartition("@")[2])
    return Given(
        outlet=outlet.strip("\"' ") or None,
        headline=header(letter, "Subject"),
        date=day_of(letter),
        charset=charset,
    )


def _url(letter: Message) -> str | None:
    """Give the address at which an archive of the list keeps the letter (RFC 5064)."""
    found = _ADDRESS.match(header(letter, "Archived-At") or "")
    return found[1] if found else None


# -- mailboxes ------------------------------------------------------------------------------


def pages_in_mbox(
    opened: io.BufferedReader, name: str, asked: Asked, *, inside: Inside
) -> Iterator[Raw | Unread]:
    """Yield the pages of every letter of a mailbox, one letter in memory at a time."""
    number = 0
    for number, raw in enumerate(_letters_in(opened), start=1):
        if raw is None:
            yield Unread(name, f"letter {number} is over {LARGEST // 1_000_000} MB")
            continue
        letter = letter_of(raw)
        found = False
        if letter is not None:
            for one in _in_letter(letter, name, f"letter {number}", asked, inside):
                found = True
                yield one
        if not found:
            yield Unread(name, f"letter {number} holds no text that can be read")
    if not number:
        yield Unread(name, "the mailbox holds no letters")


def _letters_in(opened: io.BufferedReader) -> Iterator[bytes | None]:
    """Cut a mailbox at its "From " lines; a letter over the limit is None."""
    held: list[bytes] = []
    size, blank, begun = 0, True, False
    while line := opened.readline(_LINE):
        if blank and line.startswith(b"From ") and _ENVELOPE.match(line):
            if begun:
                yield _letter(held, size)
            held, size, begun = [], 0, True
        elif begun or line.strip():
            begun = True
            size += len(line)
            if size <= LARGEST:
                held.append(line)
        blank = not line.strip()
    if begun:
        yield _letter(held, size)


def _letter(held: list[bytes], size: int) -> bytes | None:
    return None if size > LARGEST else _QUOTED.sub(rb"\1", b"".join(held))
