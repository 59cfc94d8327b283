"""What went wrong with a store, in words that say what is safe and what to do."""

from __future__ import annotations

from pathlib import Path

from secondsource.errors import StoreBusy, StoreCorrupt, StoreError, StoreFull

# The last where SQLite quotes a damaged schema, which need not be text.
_DAMAGED = ("not a database", "malformed", "corrupt", "codec can't decode")


def fault_of(said: str, path: Path, waited: float) -> StoreError:
    """Give the error for what SQLite said of a store; ``waited`` is in seconds.

    >>> type(fault_of("database is locked", Path("a.db"), 30.0)).__name__
    'StoreBusy'
    """
    if "locked" in said or "busy" in said:
        return StoreBusy(
            f"{path} is being written by another process; it did not finish within "
            f"{waited:.0f} seconds - try again when it has"
        )
    if "full" in said or "disk I/O error" in said:
        return StoreFull(
            f"no room to write {path} ({said}): what was acknowledged before is safe; "
            "free some space, then read the same inputs again"
        )
    if any(word in said for word in _DAMAGED):
        return StoreCorrupt(
            f"{path} is not a store, or is damaged ({said}): move it away and read the coverage "
            "again, or name another with --store FILE"
        )
    if "unable to open" in said or "readonly" in said:
        return StoreError(f"cannot open {path} for writing ({said}): check the folder")
    return StoreError(f"{path}: {said}")
