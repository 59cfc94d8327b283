"""The store's tables, as a ladder of migrations: step N takes a store from version N to N + 1.

A step is never edited once released; a change is a new step. What is derived can always be
made again from ``pages``, so a step may drop derived tables but never ``pages``, ``inputs``,
``unread``, ``decisions``, ``outlets`` or ``publishers``, which hold what the world and people gave,
nor ``history``: what a story was called is what somebody may have cited; nor ``visits``.
"""

import re

LADDER: tuple[str, ...] = (
    """
    CREATE TABLE pages (
        arrival INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        key TEXT, url TEXT, media TEXT NOT NULL, given BLOB NOT NULL,
        raw BLOB NOT NULL, raw_sha256 TEXT NOT NULL, text_sha256 TEXT NOT NULL,
        reader TEXT NOT NULL
    );
    CREATE TABLE inputs (
        page TEXT NOT NULL, input TEXT NOT NULL, address TEXT NOT NULL,
        PRIMARY KEY (page, input, address)
    ) WITHOUT ROWID;
    CREATE TABLE unread (input TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (input, reason));
    CREATE TABLE drafts (page TEXT PRIMARY KEY, made_with TEXT NOT NULL, value BLOB NOT NULL);
    CREATE TABLE tags (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE derived (
        kind TEXT NOT NULL, place INTEGER NOT NULL, value BLOB NOT NULL, words TEXT NOT NULL,
        PRIMARY KEY (kind, place)
    );
    CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    CREATE TABLE decisions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        verb TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, note TEXT NOT NULL
    );
    CREATE TABLE outlets (
        word TEXT PRIMARY KEY, name TEXT NOT NULL, owner TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    CREATE VIRTUAL TABLE words USING fts5 (
        text, page UNINDEXED, start UNINDEXED, stop UNINDEXED,
        tokenize = "unicode61 remove_diacritics 2"
    );
    """,
    """
    CREATE TABLE aligned (
        a TEXT NOT NULL, b TEXT NOT NULL, made_with TEXT NOT NULL, value BLOB NOT NULL,
        PRIMARY KEY (a, b)
    ) WITHOUT ROWID;
    CREATE TABLE postings (
        shingle INTEGER NOT NULL, article INTEGER NOT NULL, beside INTEGER NOT NULL,
        PRIMARY KEY (shingle, article)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE publishers (text TEXT NOT NULL);
    """,
    """
    DROP TABLE tags;
    CREATE TABLE tags (
        key TEXT PRIMARY KEY, made_with TEXT NOT NULL, value BLOB NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE history (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        verb TEXT NOT NULL, story TEXT NOT NULL, other TEXT, value BLOB NOT NULL
    );
    CREATE INDEX history_of_story ON history (story);
    CREATE INDEX history_of_other ON history (other) WHERE other IS NOT NULL;
    """,
    """
    CREATE TABLE visits (
        address TEXT PRIMARY KEY,
        kind TEXT NOT NULL, host TEXT NOT NULL, feed TEXT NOT NULL, given BLOB NOT NULL,
        entered REAL NOT NULL, due REAL, fetched REAL,
        etag TEXT, modified TEXT, words TEXT, failed INTEGER NOT NULL,
        holder TEXT, until REAL
    ) WITHOUT ROWID;
    CREATE INDEX visits_due ON visits (kind, due) WHERE due IS NOT NULL;
    CREATE INDEX visits_of_feed ON visits (feed) WHERE kind = 'feed';
    CREATE INDEX visits_held ON visits (holder) WHERE holder IS NOT NULL;
    """,
)

VERSION = len(LADDER)


def match_of(words: str) -> str:
    """Put what a person looks for as the table ``words`` is asked: all of it, phrases whole.

    >>> match_of('dam "burst early" --')
    '"dam" "burst early"'
    """
    marked = re.findall(r'"([^"]*)"|(\S+)', words)
    cleaned = (re.sub(r"[\"\x00]", "", phrase or word).strip() for phrase, word in marked)
    return " ".join(f'"{term}"' for term in cleaned if re.search(r"\w", term))
