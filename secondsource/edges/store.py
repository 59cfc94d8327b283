"""The store: one SQLite file that holds a collection, and the only place that knows SQL.

What the world gave (pages with their raw bytes, inputs, what could not be read) and what
people decided are kept for ever; all else is derived from them and can be thrown away. A page
is acknowledged when its transaction is committed: the write-ahead log then survives a kill at
any moment. Readers never wait; writers take turns, and one that waits too long says so.

Every derived row also keeps a hash of the words its spans cover, so that ``verify`` can read
the bytes again and prove that each span still yields them.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

from secondsource.edges.annals import Annals
from secondsource.edges.faults import fault_of
from secondsource.edges.kept import Bytes, Found
from secondsource.edges.postings import Index
from secondsource.edges.rulebook import filed, replaces
from secondsource.edges.schema import LADDER, VERSION, match_of
from secondsource.edges.shelves import KINDS, LINEAGE, PLAIN, shelves_of, without_text, words_hash
from secondsource.edges.visits import Visits
from secondsource.errors import Misuse, StoreCorrupt, StoreError, StoreNewer
from secondsource.records import (
    Decision,
    Draft,
    Given,
    Lineage,
    Report,
    Span,
    Tagged,
    Unread,
)

LEVEL = 3  # zlib: 1.2 ms a page of pages-fulltext against 2.6 at 6, for a tenth more of room
WAIT_SECONDS = 30.0  # a writer holds the store for seconds, not minutes; then something is wrong
PAUSE_SECONDS = 0.01  # between two tries where SQLite does not wait by itself; a commit takes 5 ms

Kept = TypeVar("Kept")


class Store:
    """A collection on disk. Use it as a context manager, or close it."""

    def __init__(self, path: Path | str, *, create: bool = True) -> None:
        """Open the store at a path, making or migrating it.

        Errors: ``Misuse`` if there is none and ``create`` is false; ``StoreNewer``,
        ``StoreCorrupt``, ``StoreBusy``, ``StoreFull``.
        """
        self.path = Path(path)
        if not create and not self.path.exists():
            raise Misuse(
                f"there is no store at {self.path}: read some coverage first "
                "(secondsource read FOLDER), or name another with --store FILE"
            )
        if self.path.is_dir():
            raise Misuse(f"{self.path} is a folder; --store wants a file")
        with self._told():
            self._db = sqlite3.connect(self.path, timeout=WAIT_SECONDS, isolation_level=None)
        try:
            with self._told():
                self._prepare()
        except StoreError:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        """Give the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store; an open transaction is rolled back."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # -- opening ----------------------------------------------------------------------------

    def _prepare(self) -> None:
        # Before the version: another process may make the tables between the two questions.
        tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise StoreNewer(
                f"{self.path} was written by a newer version of this program (store version "
                f"{version}, this one knows {VERSION}): install the newer one, or name another "
                "store with --store FILE"
            )
        if version == 0 and tables:
            raise StoreCorrupt(f"{self.path} is a database, but not a store of this program")
        self._log_ahead()
        self._db.execute("PRAGMA synchronous = FULL")
        if version < VERSION:
            self._migrate()

    def _log_ahead(self) -> None:
        """Switch to the write-ahead log. SQLite waits for nobody there, so we do."""
        until = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
            time.sleep(PAUSE_SECONDS)

    def _migrate(self) -> None:
        with self.writing():
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            for number, step in enumerate(LADDER[version:], start=version + 1):
                for statement in step.split(";\n"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {number}")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise fault_of(str(error), self.path, WAIT_SECONDS) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write in one transaction: all of it, or, on an error or a kill, none."""
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._told():
            return self._db.execute(query, values).fetchall()

    # -- what the world gave ----------------------------------------------------------------

    def add(self, draft: Draft, raw: bytes, *, made_with: str) -> bool:
        """Keep a page, its bytes and its draft; say whether it is new. Call inside ``writing``."""
        page = draft.page
        new = self._db.execute(
            "INSERT OR IGNORE INTO pages"
            " (id, key, url, media, given, raw, raw_sha256, text_sha256, reader)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                page.id,
                page.key,
                page.url,
                page.media,
                _packed(page.given),
                zlib.compress(raw, LEVEL),
                page.raw_sha256,
                page.text_sha256,
                page.reader,
            ),
        ).rowcount
        self._db.execute(
            "INSERT OR IGNORE INTO inputs VALUES (?, ?, ?)",
            (page.id, page.input, draft.address or ""),
        )
        if new:
            self.keep_draft(draft, made_with=made_with)
        return bool(new)

    def has(self, page: str) -> bool:
        """Say whether a page is in the store."""
        return bool(self._rows("SELECT 1 FROM pages WHERE id = ?", page))

    def size(self) -> int:
        """Count the pages."""
        return int(self._rows("SELECT count(*) FROM pages")[0][0])

    def bytes_of(self, pages: Iterable[str] | None = None) -> Iterator[Bytes]:
        """Yield the bytes of all pages, or of some, in the order of their ids.

        Of several inputs of one page the first in the alphabet is named, so that the order
        of reading does not show.
        """
        wanted = None if pages is None else set(pages)
        ids = [row[0] for row in self._rows("SELECT id FROM pages ORDER BY id")]
        for page in ids:
            if wanted is None or page in wanted:
                yield self._bytes(page)

    def _bytes(self, page: str) -> Bytes:
        arrival, read_from, address, key, url, media, given, raw, *hashes = self._rows(
            "SELECT p.arrival, i.input, i.address, p.key, p.url, p.media, p.given, p.raw,"
            " p.raw_sha256, p.text_sha256 FROM pages p JOIN inputs i ON i.page = p.id"
            " WHERE p.id = ? ORDER BY i.input, i.address LIMIT 1",
            page,
        )[0]
        try:
            unpacked = zlib.decompress(raw)
        except zlib.error as error:
            raise StoreCorrupt(f"{self.path}: the bytes of page {page} are damaged") from error
        return Bytes(
            id=page,
            arrival=arrival,
            input=read_from,
            address=address or None,
            key=key,
            url=url,
            media=media,
            given=self._unpacked(given, Given),
            raw=unpacked,
            raw_sha256=hashes[0],
            text_sha256=hashes[1],
        )

    def keep_unread(self, inputs: Iterable[str], unread: Iterable[Unread]) -> None:
        """Replace what is known to be unreadable in the inputs just read. Inside ``writing``."""
        self._db.executemany("DELETE FROM unread WHERE input = ?", [(one,) for one in inputs])
        self._db.executemany(
            "INSERT OR IGNORE INTO unread VALUES (?, ?)", [(u.input, u.reason) for u in unread]
        )

    def unread(self) -> tuple[Unread, ...]:
        """Give all that could not be read."""
        rows = self._rows("SELECT input, reason FROM unread ORDER BY input, reason")
        return tuple(Unread(*row) for row in rows)

    # -- what people decided ----------------------------------------------------------------

    def decide(self, decision: Decision, *, undoing: Collection[Decision] = ()) -> None:
        """Keep a person's decision; it takes the place of those that ``rulebook`` says."""
        new = filed(decision)
        with self.writing():
            for old in self.decisions():
                if replaces(new, old) or old in undoing:
                    self._db.execute(
                        "DELETE FROM decisions WHERE (verb, a, b) = (?, ?, ?)",
                        (old.verb, old.a, old.b),
                    )
            self._db.execute(
                "INSERT INTO decisions (verb, a, b, note) VALUES (?, ?, ?, ?)",
                (new.verb, new.a, new.b, new.note),
            )

    def forget(self, a: str, b: str) -> int:
        """Take back all that was decided of two articles or names; say how much that was."""
        with self.writing():
            return self._db.execute(
                "DELETE FROM decisions WHERE (a, b) IN (VALUES (?, ?), (?, ?))", (a, b, b, a)
            ).rowcount

    def decisions(self) -> tuple[Decision, ...]:
        """Give the decisions in a stable order."""
        rows = self._rows("SELECT verb, a, b, note FROM decisions ORDER BY a, b, verb")
        return tuple(Decision(*row) for row in rows)

    def keep_outlets(self, outlets: Mapping[str, tuple[str, str]]) -> None:
        """Keep a person's table of outlets: a domain or name to (name, owner)."""
        with self.writing():
            self._db.executemany(
                "INSERT OR REPLACE INTO outlets VALUES (?, ?, ?)",
                [(word, *named) for word, named in outlets.items()],
            )

    def outlets(self) -> dict[str, tuple[str, str]]:
        """Give the table of outlets."""
        rows = self._rows("SELECT word, name, owner FROM outlets ORDER BY word")
        return {word: (name, owner) for word, name, owner in rows}

    def keep_publishers(self, text: str) -> None:
        """Keep a person's table of publishers, as it was written, in place of the last."""
        with self.writing():
            self._db.execute("DELETE FROM publishers")
            self._db.execute("INSERT INTO publishers VALUES (?)", (text,))

    def publishers(self) -> str:
        """Give the table of publishers as it was written; empty if there is none."""
        rows = self._rows("SELECT text FROM publishers")
        return str(rows[0][0]) if rows else ""

    # -- what is derived --------------------------------------------------------------------

    def keep_draft(self, draft: Draft, *, made_with: str) -> None:
        """Keep a page's draft. Inside ``writing``."""
        self._db.execute(
            "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)",
            (draft.page.id, made_with, _packed(draft)),
        )

    def drafts(self, made_with: str) -> Iterator[Draft]:
        """Yield the drafts that were made with this reader, in the order of their ids."""
        rows = self._rows(
            "SELECT d.value, p.arrival, min(i.input), min(i.address) FROM drafts d"
            " JOIN pages p ON p.id = d.page JOIN inputs i ON i.page = d.page"
            " WHERE d.made_with = ? GROUP BY d.page ORDER BY d.page",
            made_with,
        )
        for value, arrival, read_from, address in rows:
            draft = self._unpacked(value, Draft)
            page = replace(draft.page, input=read_from)
            yield Draft(page, draft.article, address or None, arrival)

    def pages_without_draft(self, made_with: str) -> tuple[str, ...]:
        """Give the pages that have no draft made with this reader."""
        rows = self._rows(
            "SELECT id FROM pages WHERE id NOT IN (SELECT page FROM drafts WHERE made_with = ?)"
            " ORDER BY id",
            made_with,
        )
        return tuple(row[0] for row in rows)

    def tags(self, made_with: str) -> dict[str, Tagged]:
        """Give the passages that this analyser has read: key to what was found in them."""
        rows = self._rows("SELECT key, value FROM tags WHERE made_with = ?", made_with)
        return {key: msgspec.msgpack.decode(value, type=Tagged) for key, value in rows}

    def keep_tags(self, tags: Mapping[str, Tagged], made_with: str) -> None:
        """Keep analysed passages."""
        with self.writing():
            self._db.executemany(
                "INSERT OR REPLACE INTO tags VALUES (?, ?, ?)",
                [(key, made_with, msgspec.msgpack.encode(value)) for key, value in tags.items()],
            )

    def forget_derived(self) -> None:
        """Throw away all that can be made again."""
        with self.writing():
            for table in ("drafts", "tags", "derived", "notes", "words", "aligned", "postings"):
                self._db.execute(f"DELETE FROM {table}")

    def index(self) -> Index:
        """Give what comparing has kept: pairs aligned before, and shingles of older articles."""
        return Index(self._rows, self._db.executemany)

    def annals(self) -> Annals:
        """Give what happened to the stories, which nothing throws away."""
        return Annals(self._rows, self._db.executemany)

    def visits(self) -> Visits:
        """Give the addresses that are watched."""
        return Visits(self._rows, self._db.executemany)

    def note(self, name: str) -> str | None:
        """Read a note about what is derived."""
        rows = self._rows("SELECT value FROM notes WHERE name = ?", name)
        return rows[0][0] if rows else None

    def keep_report(self, report: Report, state: str) -> None:
        """Replace what is derived, note the state it came from, and what happened to stories."""
        pages = {account.page.id: account.page for account in report.accounts}
        with self.writing():
            self._db.execute("DELETE FROM derived")
            self._db.execute("DELETE FROM words")
            for kind, records in shelves_of(report).items():
                self._db.executemany(
                    "INSERT INTO derived VALUES (?, ?, ?, ?)",
                    (
                        (kind, place, _packed(without_text(record)), words_hash(record, pages))
                        for place, record in enumerate(records)
                    ),
                )
            self._db.executemany(
                "INSERT INTO words VALUES (?, ?, ?, ?)",
                (
                    (account.page[passage.span], account.page.id, *_ends(passage.span))
                    for account in report.accounts
                    for passage in account.passages
                ),
            )
            self.annals().keep(report)
            self._db.execute("INSERT OR REPLACE INTO notes VALUES ('state', ?)", (state,))

    def derived(self) -> Iterator[tuple[str, Any, str]]:
        """Yield every derived record with its kind and the hash of its words."""
        for kind, value, words in self._rows(
            "SELECT kind, value, words FROM derived ORDER BY kind, place"
        ):
            yield kind, self._unpacked(value, KINDS[kind]), words

    def report(self, drafts: Iterable[Draft]) -> Report:
        """Read the derived report; the pages come from their drafts."""
        pages = {draft.page.id: draft.page for draft in drafts}
        shelves: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        for kind, record, _ in self.derived():
            shelves[kind].append(record)
        found = Report(
            accounts=tuple(
                replace(account, page=pages[account.page.id]) for account in shelves["accounts"]
            ),
            unread=self.unread(),
            lineage=Lineage(*(tuple(shelves[kind]) for kind in LINEAGE)),
            decisions=self.decisions(),
            **{kind: tuple(shelves[kind]) for kind in PLAIN},
        )
        return replace(found, former=self.annals().former(found))

    def found(self, words: str, limit: int) -> tuple[Found, ...]:
        """Find passages that hold all the words; a phrase may stand in quotation marks."""
        asked = match_of(words)
        if not asked:
            raise Misuse("search wants at least one word")
        rows = self._rows(
            "SELECT page, start, stop FROM words WHERE words MATCH ?"
            " ORDER BY rank, page, start LIMIT ?",
            asked,
            limit,
        )
        return tuple(Found(*row) for row in rows)

    def _unpacked(self, value: bytes, kind: type[Kept]) -> Kept:
        try:
            return msgspec.msgpack.decode(zlib.decompress(value), type=kind)
        except (zlib.error, msgspec.DecodeError) as error:
            raise StoreCorrupt(
                f"{self.path}: a derived record is damaged; run: secondsource rebuild"
            ) from error


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _packed(record: object) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(record), LEVEL)
