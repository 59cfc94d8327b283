"""JSON Feed (jsonfeed.org, 1.0 and 1.1) to entries."""

from __future__ import annotations

import json
from typing import Any

from secondsource.edges.elements import LARGEST_LIST
from secondsource.edges.encodings import moment_of
from secondsource.edges.feed_texts import is_whole, paragraphs_of, plain_words
from secondsource.edges.listings import MOST_ENTRIES, Entry, Listing, joined
from secondsource.errors import Unreadable


def json_feed_of(raw: bytes, address: str | None) -> Listing:
    """Read a JSON Feed; raises ``Unreadable`` where it is none.

    >>> raw = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "Ferry"}]}'
    >>> json_feed_of(raw, None).entries[0].title
    'Ferry'
    """
    if len(raw) > LARGEST_LIST:
        raise Unreadable(f"the feed is over {LARGEST_LIST // 1_000_000} MB: split it")
    try:
        told = json.loads(raw.decode("utf-8-sig", "replace"))
    except ValueError as error:
        raise Unreadable(f"it is not JSON: {error}") from None
    except RecursionError:
        raise Unreadable("it is nested too deep to be a feed") from None
    listed = told.get("items") if isinstance(told, dict) else None
    if not isinstance(listed, list):
        raise Unreadable('it is no JSON Feed: it has no "items"')
    home = joined(address, _word(told.get("home_page_url"))) or address
    entries = [
        _of_object(one, home, n, told)
        for n, one in enumerate(listed[:MOST_ENTRIES], start=1)
        if isinstance(one, dict)
    ]
    return Listing(
        title=_word(told.get("title")),
        address=home,
        entries=tuple(entries),
        language=_word(told.get("language")),
    )


def _of_object(one: dict[str, Any], base: str | None, number: int, feed: dict[str, Any]) -> Entry:
    url = joined(base, _word(one.get("url"))) or joined(base, _word(one.get("external_url")))
    text = _word(one.get("content_html")) or paragraphs_of(_word(one.get("content_text")) or "")
    summary = paragraphs_of(_word(one.get("summary")) or "")
    authors = one.get("authors") or one.get("author") or feed.get("authors") or feed.get("author")
    named = authors if isinstance(authors, list) else [authors]
    names = [_word(author.get("name")) for author in named if isinstance(author, dict)]
    tags = one.get("tags")
    return Entry(
        url=url,
        title=plain_words(_word(one.get("title")) or "") or None,
        byline=", ".join(dict.fromkeys(name for name in names if name))[:300] or None,
        section=_word(tags[0]) if isinstance(tags, list) and tags else None,
        listed=moment_of(_word(one.get("date_published"))),
        modified=moment_of(_word(one.get("date_modified"))),
        text=(text or summary) or None,
        whole=bool(text) and is_whole(text, summary),
        key=(_word(one.get("id")) or str(number))[:300],
    )


def _word(told: Any) -> str | None:
    if isinstance(told, bool) or not isinstance(told, str | int | float):
        return None
    return str(told).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip() or None
