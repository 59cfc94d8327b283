"""A round of watching: the feeds that are due, the pages they list, the report at the end.

What may live here: the order of a round and what is due when; nothing here knows the network, which
comes as a fetcher. Each step is acknowledged before the next one builds on it: the pages that a
feed lists are entered together with the word that the feed was read, and a page is noted as read
together with the page. A round that is killed is taken up by the next one where it stood.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from secondsource.edges.collection import Progress, read, silent
from secondsource.edges.fetch.crowd import together
from secondsource.edges.fetch.failures import Failed
from secondsource.edges.fetch.fetcher import Fetched, Fetcher, Seen
from secondsource.edges.fetch.pages import feeds_named, lane_of, listing_in, pages_listed, raws_of
from secondsource.edges.fetch.targets import NAMED_WITH_SECRET, without_secret
from secondsource.edges.listings import given_of
from secondsource.edges.raw import Raw
from secondsource.edges.store import Store
from secondsource.edges.visits import Visit
from secondsource.errors import Unreadable
from secondsource.records import Draft, Unread

if TYPE_CHECKING:
    from secondsource.edges.listings import Listing

AT_ONCE = 64  # pages held at a time: what a kill may have to fetch again
OF_A_HOST = 4  # of these of one host, so that a batch never waits long for a single one
HOUR = 3600.0
AGAIN = 24.0  # hours for which a page is looked at again: after 1, 2, 4, 8 and 16 of them
MOST_TRIES = 5  # rounds in which a page that fails is tried, ever later
FIRST_REST = 900.0  # seconds before the second try; then twice as long each time
LONGEST_REST = 86_400.0
PATIENT = 2  # failures in a row after which a feed is left alone for longer than a round


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms is watched: pages a feed and round, and the hours to look at a page again."""

    limit: int = 100
    again: float = AGAIN
    processes: int | None = None
    progress: Progress = silent


@dataclass(slots=True)
class _Tally:
    feeds: int = 0
    unchanged: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    left: int = 0
    unread: list[Unread] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: feeds asked and unchanged; pages new, changed, looked at and the same.

    ``left`` counts pages that feeds list beyond the limit, which the next round takes.
    """

    feeds: int
    unchanged: int
    new: int
    changed: int
    same: int
    left: int
    unread: tuple[Unread, ...]


class Watch:
    """A watch over some feeds: a store, a fetcher and the hour."""

    def __init__(
        self, store: Store, fetcher: Fetcher, *, now: Callable[[], float], terms: Terms
    ) -> None:
        """Watch with a fetcher into a store; ``now`` gives seconds since 1970."""
        self._store = store
        self._fetcher = fetcher
        self._now = now
        self._terms = terms
        self._holder = f"{platform.node()}:{os.getpid()}"

    def round(self, feeds: Sequence[str]) -> Round:
        """Fetch what is new of some feeds and read it into the store."""
        tally, begun = _Tally(), self._now()
        visits = self._store.visits()
        with self._store.writing():
            visits.let_go(one for one in visits.holders() if _gone(one) or one == self._holder)
            visits.enter(_feed(address, address, begun) for address in feeds)
        while due := self._take("feed", visits.feeds_of(feeds), begun):
            self._read_feeds(due, tally)
        under = visits.feeds_of(feeds)
        while due := self._take("page", under, begun):
            self._read_pages(due, tally)
        return Round(
            tally.feeds,
            tally.unchanged,
            tally.new,
            tally.changed,
            tally.same,
            tally.left,
            tuple(tally.unread),
        )

    def _take(self, kind: str, feeds: Collection[str], begun: float) -> tuple[Visit, ...]:
        with self._store.writing():
            return self._store.visits().take(
                kind,
                feeds,
                now=self._now(),
                before=begun,
                holder=self._holder,
                most=AT_ONCE,
                each=OF_A_HOST,
            )

    def _answers(self, visits: Sequence[Visit]) -> Iterator[tuple[Visit, Fetched | Unreadable]]:
        return together(visits, self._asked, lane=lambda visit: visit.host)

    def _asked(self, visit: Visit) -> Fetched | Unreadable:
        try:
            return self._fetcher.fetched(visit.address, seen=Seen(visit.etag, visit.modified))
        except Unreadable as error:
            return error

    # -- feeds ------------------------------------------------------------------------------

    def _read_feeds(self, due: Sequence[Visit], tally: _Tally) -> None:
        for visit, one in self._answers(due):
            tally.feeds += 1
            try:
                if isinstance(one, Unreadable):
                    raise one
                self._read_feed(visit, one, tally)
            except Unreadable as error:
                self._feed_failed(visit, error, tally)
            self._terms.progress("feeds", tally.feeds, 0)

    def _read_feed(self, visit: Visit, one: Fetched, tally: _Tally) -> None:
        now = self._now()
        kept = replace(visit, due=0.0, fetched=now, failed=0)  # due in every round
        if one.unchanged:
            tally.unchanged += 1
            with self._store.writing():
                self._store.visits().answered(kept)
            return
        listing = listing_in(one)
        if listing is None:
            named = feeds_named(one)
            told = f"; it names a feed, {named[0]}: watch that" if named else ""
            raise Unreadable(f"it is neither a feed, a sitemap nor a list of feeds{told}")
        with self._store.writing():
            left = self._enter(visit, listing, tally, now)
            # While some are left the feed is asked for whole again, so that they come next round.
            seen = Seen() if left else one.seen
            self._store.visits().answered(replace(kept, etag=seen.etag, modified=seen.modified))
            self._store.keep_unread([visit.address], [])
        tally.left += left

    def _enter(self, visit: Visit, listing: Listing, tally: _Tally, now: float) -> int:
        """Enter what a feed lists, up to the limit; give how many are left."""
        visits = self._store.visits()
        pages = {without_secret(named): (named, one) for named, one in pages_listed(listing)}
        known = visits.known(pages)
        new = [address for address in pages if address not in known]
        secret = [one for one in new[: self._terms.limit] if pages[one][0].strip() != one]
        visits.enter(
            Visit(
                address,
                "page",
                lane_of(address),
                visit.address,
                now,
                None if address in secret else now,
                given_of(pages[address][1]),
            )
            for address in new[: self._terms.limit]
        )
        unread = [Unread(address, NAMED_WITH_SECRET) for address in secret]
        self._store.keep_unread(secret, unread)
        tally.unread += unread
        visits.enter(
            _feed(without_secret(address), visit.address, now)
            for address in listing.feeds[: self._terms.limit]
        )
        return max(0, len(new) - self._terms.limit)

    def _feed_failed(self, visit: Visit, error: Unreadable, tally: _Tally) -> None:
        now, failed = self._now(), visit.failed + 1
        rest = FIRST_REST * 2 ** (failed - 1 - PATIENT) if failed > PATIENT else 0.0
        asked = error.wait if isinstance(error, Failed) else 0.0
        due = now + min(max(rest, asked), LONGEST_REST)
        unread = Unread(visit.address, str(error))
        with self._store.writing():
            self._store.visits().answered(replace(visit, due=due, fetched=now, failed=failed))
            self._store.keep_unread([visit.address], [unread])
        tally.unread.append(unread)

    # -- pages ------------------------------------------------------------------------------

    def _read_pages(self, due: Sequence[Visit], tally: _Tally) -> None:
        """Fetch and read some pages; each is noted in the transaction that keeps it."""
        had: dict[str, tuple[Visit, Fetched]] = {}
        noted: set[str] = set()

        def raws() -> Iterator[Raw | Unread]:
            for number, (visit, one) in enumerate(self._answers(due), start=1):
                self._terms.progress("fetched", number, len(due))
                if isinstance(one, Unreadable):
                    self._page_failed(visit, one, tally)
                    noted.add(visit.address)
                    continue
                had[visit.address] = visit, replace(one, raw=b"")
                if not one.unchanged:
                    yield from raws_of(one, visit.given)

        def taken(raw: Raw, draft: Draft) -> bool:
            visit, one = had[raw.input]
            noted.add(visit.address)
            return self._page_read(visit, one, _words_of(draft), tally)

        found = read(
            self._store, raws(), processes=self._terms.processes or 1, taken=taken,
            progress=self._terms.progress,
        )  # fmt: skip
        tally.unread += found.unread
        with self._store.writing():
            for visit, one in had.values():
                if visit.address not in noted:  # unchanged, or nothing in it could be read
                    self._page_read(visit, one, visit.words, tally)

    def _page_read(self, visit: Visit, one: Fetched, words: str | None, tally: _Tally) -> bool:
        """Note a page as read; say whether its words are others than before."""
        now = self._now()
        seen = Seen(visit.etag, visit.modified) if one.unchanged else one.seen
        self._store.visits().answered(
            replace(
                visit,
                due=self._due(visit, now),
                fetched=now,
                etag=seen.etag,
                modified=seen.modified,
                words=words,
                failed=0,
            )
        )
        if words == visit.words:
            tally.same += words is not None
            return False
        tally.new += visit.words is None
        tally.changed += visit.words is not None
        return True

    def _due(self, visit: Visit, now: float) -> float | None:
        """Look again when a page is twice as old, as long as it is young enough."""
        due = now + max(HOUR, now - visit.entered)
        return due if due <= visit.entered + self._terms.again * HOUR else None

    def _page_failed(self, visit: Visit, error: Unreadable, tally: _Tally) -> None:
        now, failed = self._now(), visit.failed + 1
        passing = isinstance(error, Failed) and failed < MOST_TRIES
        asked = error.wait if isinstance(error, Failed) else 0.0
        rest = min(max(asked, FIRST_REST * 2 ** (failed - 1)), LONGEST_REST)
        kept = replace(visit, due=now + rest if passing else None, fetched=now, failed=failed)
        unread = Unread(visit.address, str(error))
        with self._store.writing():
            self._store.visits().answered(kept)
            if visit.words is None:  # it was never read; else what was read stays good
                self._store.keep_unread([visit.address], [unread])
        if visit.words is None:
            tally.unread.append(unread)


def _feed(address: str, feed: str, now: float) -> Visit:
    return Visit(address, "feed", lane_of(address), feed, now, now)


def _words_of(draft: Draft) -> str:
    """Hash the words of an article: what must change for a page to be a new version."""
    page, article = draft.page, draft.article
    spans = [*([article.headline] if article.headline else ()), *article.body]
    words = " ".join(" ".join(page[span].split()) for span in spans) or page.text
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def _gone(holder: str) -> bool:
    """Say whether who holds something was a process of this machine that is no more."""
    machine, _, number = holder.rpartition(":")
    if machine != platform.node() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
