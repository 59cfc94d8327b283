"""Every way this can fail, drawn as a tree.

SecondSourceError
├── Unreadable        a page's fault: becomes an Unread record, never stops a run
├── Misuse            the caller's fault: says what, where and what to do (exit 2)
└── StoreError        the store's fault
    ├── StoreNewer    written by a newer version of the program
    ├── StoreCorrupt  not a store, or damaged
    ├── StoreBusy     another process is writing
    └── StoreFull     the disk, or a limit on file size, is full
"""


class SecondSourceError(Exception):
    """The root: catch it to catch everything this program raises on purpose."""


class Unreadable(SecondSourceError):
    """A page that cannot be read; the message is the reason a reader is shown."""


class Misuse(SecondSourceError):
    """A call that cannot be meant; the message says what to do instead."""


class StoreError(SecondSourceError):
    """The store cannot do what was asked; nothing that was acknowledged is lost."""


class StoreNewer(StoreError):
    """The store was written by a newer version of the program."""


class StoreCorrupt(StoreError):
    """The file is not a store, or is damaged."""


class StoreBusy(StoreError):
    """Another process holds the store."""


class StoreFull(StoreError):
    """There is no room to write."""
