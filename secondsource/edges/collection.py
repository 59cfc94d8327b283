"""A collection: a store and the pipeline over it. What every front door calls.

``read`` acknowledges pages in small transactions as they come; then ``report`` derives what
is new, and only that: pages are read once, passages are tagged once. What was derived carries
the state of the collection it came from (its pages, readers and people's decisions), so a
view never shows what an interrupted or overtaken run left behind - it derives again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from secondsource import __version__
from secondsource.compare.succession import NO_PAST, Past
from secondsource.edges.kept import Bytes
from secondsource.edges.raw import Raw
from secondsource.edges.scale import batched, mapped, processes_for, unswept
from secondsource.edges.shelves import words_hash
from secondsource.edges.store import Store
from secondsource.errors import Unreadable
from secondsource.pipeline import (
    Tags,
    compared,
    extracted,
    passages_in,
    read_page,
    read_together,
    shared_text,
    tags_of,
    untagged,
)
from secondsource.publishers import publishers
from secondsource.read.pages import page_of
from secondsource.records import Account, AlignedPair, Article, Draft, Page, Report, Unread

BATCH = 64  # pages in one transaction: what a kill can cost, against some 5 ms a commit
BATCH_BYTES = 64_000_000  # beyond, a transaction ends early: giant pages are not held together
PASSAGES_AN_ARTICLE = 20  # a typical article of 450 words
PASSAGES = 512  # passages read at a time, so that memory stays flat and progress is told

Outlets = Mapping[str, tuple[str, str]]
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, whole: int) -> None:
    """Show no progress."""


def every(raw: Raw, draft: Draft) -> bool:
    """Take every page."""
    return True


@dataclass(frozen=True, slots=True)
class Reading:
    """What a run of reading did."""

    new: int
    known: int
    unread: tuple[Unread, ...]


# -- reading --------------------------------------------------------------------------------


def read(
    store: Store,
    inputs: Iterable[Raw | Unread],
    *,
    processes: int | None = None,
    progress: Progress = silent,
    taken: Callable[[Raw, Draft], bool] = every,
) -> Reading:
    """Read inputs into the store; each batch is safe on disk before the next is read.

    A page that is already there changes nothing. What cannot be read becomes an ``Unread``
    with its reason, in the store and in the answer. ``taken`` is asked of each page, inside the
    transaction that keeps it, whether it is to be kept.
    """
    outlets, publishing = store.outlets(), store.publishers()
    made_with = _made_with(outlets, publishing)
    new = known = 0
    unread: list[Unread] = []
    last = None  # the input that the batch before ended in, which may go on in this one
    for batch in _batches(inputs, BATCH * (processes or 1)):
        whole = [one for one in batch if isinstance(one, Raw)]
        failed = [one for one in batch if isinstance(one, Unread)]
        drafts = mapped(
            partial(_draft, outlets=outlets, publishing=publishing),
            whole,
            processes=processes_for(0, processes),
        )
        with store.writing():
            for raw, draft in zip(whole, drafts, strict=True):
                if isinstance(draft, Unread):
                    failed.append(draft)
                elif taken(raw, draft) and store.add(draft, raw.raw, made_with=made_with):
                    new += 1
                else:
                    known += 1
            store.keep_unread({one.input for one in batch} - {last}, failed)
        last = batch[-1].input
        unread.extend(failed)
        progress("read", new + known, 0)
    return Reading(new, known, tuple(unread))


def _batches(inputs: Iterable[Raw | Unread], most: int) -> Iterator[list[Raw | Unread]]:
    """Cut what comes into lists of at most ``most``, and of few where they are large."""
    batch: list[Raw | Unread] = []
    size = 0
    for one in inputs:
        batch.append(one)
        size += len(one.raw) if isinstance(one, Raw) else 0
        if len(batch) == most or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _draft(raw: Raw, *, outlets: Outlets, publishing: str) -> Draft | Unread:
    try:
        page, article = read_page(
            raw.raw,
            input=raw.input,
            media=raw.media,
            given=raw.given,
            url=raw.url,
            key=raw.key,
            outlets=outlets,
            known=publishers(publishing),
        )
    except Unreadable as error:
        name = raw.url or raw.key
        which = f" ({name})" if name and name != raw.input else ""  # one of many in its input
        return Unread(raw.input, f"{error}{which}")
    return Draft(page, article, raw.address)


def _made_with(outlets: Outlets, publishing: str) -> str:
    """Name what drafts are made with; ``publishing`` is a person's file of publishers, as text."""
    words = repr((sorted(outlets.items()), publishing))
    return f"{__version__} {hashlib.sha256(words.encode()).hexdigest()[:12]}"


# -- deriving -------------------------------------------------------------------------------


def drafts_of(store: Store, *, processes: int | None = None) -> tuple[Draft, ...]:
    """Give every page's draft, reading again those made by another reader or with other outlets."""
    outlets, publishing = store.outlets(), store.publishers()
    made_with = _made_with(outlets, publishing)
    missing = store.pages_without_draft(made_with)
    for batch in batched(missing, BATCH):
        kept = list(store.bytes_of(batch))
        made = mapped(
            partial(_draft_again, outlets=outlets, publishing=publishing),
            kept,
            processes=processes_for(len(missing), processes),
        )
        with store.writing():
            for draft in made:
                store.keep_draft(draft, made_with=made_with)
    return read_together(store.drafts(made_with), known=publishers(publishing))


def _draft_again(kept: Bytes, *, outlets: Outlets, publishing: str) -> Draft:
    page, article = read_page(
        kept.raw,
        input=kept.input,
        media=kept.media,
        given=kept.given,
        url=kept.url,
        key=kept.key,
        outlets=outlets,
        known=publishers(publishing),
    )
    return Draft(page, article, kept.address, kept.arrival)


def report(store: Store, *, processes: int | None = None, progress: Progress = silent) -> Report:
    """Give the report of the collection as it is now, deriving it if anything has changed."""
    drafts = drafts_of(store, processes=processes)
    state = _state(store, drafts)
    if store.note("state") == state:
        return store.report(drafts)
    found = _derived(store, drafts, store.annals().past(), processes=processes, progress=progress)
    store.keep_report(found, state)
    return replace(found, former=store.annals().former(found))


def _derived(
    store: Store,
    drafts: tuple[Draft, ...],
    past: Past,
    *,
    processes: int | None,
    progress: Progress,
) -> Report:
    tags = _tagged(store, drafts, processes=processes, progress=progress)
    several = processes_for(len(drafts), processes)
    with unswept():
        accounts = list(accounts_of(drafts, tags, processes=several))
        return compared(
            accounts,
            unread=store.unread(),
            decisions=store.decisions(),
            aligned=_aligned(store, accounts),
            known=publishers(store.publishers()),
            past=past,
        )


def _aligned(store: Store, accounts: Iterable[Account]) -> tuple[AlignedPair, ...]:
    """Align what is new with its partners; pairs that have not changed are taken from the store."""
    index = store.index()
    known = index.aligned(__version__)
    pairs = shared_text(accounts, known)
    with store.writing():
        new = (pair for pair in pairs if known.get((pair.a, pair.b)) is not pair)
        index.keep_aligned(new, __version__)
    return pairs


def _state(store: Store, drafts: Iterable[Draft]) -> str:
    digest = hashlib.sha256(_made_with(store.outlets(), store.publishers()).encode())
    for draft in drafts:
        digest.update(f"{draft.page.id} {draft.page.input} {draft.article.version_of}\n".encode())
    digest.update(repr((store.unread(), store.decisions())).encode("utf-8", "replace"))
    return digest.hexdigest()


def _tagged(
    store: Store, drafts: tuple[Draft, ...], *, processes: int | None, progress: Progress
) -> Tags:
    known = store.tags(__version__)
    new = untagged(((draft.page, draft.article) for draft in drafts), known)
    batches = [dict(batch) for batch in batched(sorted(new.items()), PASSAGES)]
    several = processes_for(len(new) // PASSAGES_AN_ARTICLE, processes)
    for done, tags in enumerate(mapped(tags_of, batches, processes=several), start=1):
        store.keep_tags(tags, __version__)
        known.update(tags)
        progress("names", min(done * PASSAGES, len(new)), len(new))
    return known


def accounts_of(drafts: Iterable[Draft], tags: Tags, *, processes: int = 1) -> Iterator[Account]:
    """Yield what is found in each article alone, in the order of the drafts."""
    pairs = ((draft.page, draft.article) for draft in drafts)
    if processes == 1:
        yield from (extracted(page, article, tags) for page, article in pairs)
        return
    own = (
        (page, article, {p.key: tags[p.key] for p in passages_in(page, article) if p.key in tags})
        for page, article in pairs
    )
    yield from mapped(_account, own, processes=processes)


def _account(own: tuple[Page, Article, Tags]) -> Account:
    return extracted(*own)


# -- proving --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proof:
    """What ``verify`` found: how much was checked, and each fault in words."""

    pages: int
    records: int
    faults: tuple[str, ...]


def verify(store: Store) -> Proof:
    """Read every page's bytes again and prove that each span still yields its words."""
    faults: list[str] = []
    pages: dict[str, Page] = {}
    for kept in store.bytes_of():
        if hashlib.sha256(kept.raw).hexdigest() != kept.raw_sha256:
            faults.append(f"page {kept.id} ({kept.input}): its bytes have changed")
            continue
        page = page_of(
            kept.raw,
            input=kept.input,
            media=kept.media,
            given=kept.given,
            url=kept.url,
            key=kept.key,
        )
        pages[page.id] = page
        if page.id != kept.id or page.text_sha256 != kept.text_sha256:
            faults.append(f"page {kept.id} ({kept.input}): this reader reads other text in it")
    records = 0
    for kind, record, words in store.derived():
        records += 1
        try:
            sound = words_hash(record, pages) == words
        except KeyError as error:
            faults.append(f"{kind} record {records}: its page {error} cannot be read")
            continue
        if not sound:
            faults.append(f"{kind} record {records}: a span no longer yields its words")
    return Proof(len(pages), records, tuple(faults))


def rebuild(store: Store, *, processes: int | None = None, progress: Progress = silent) -> Report:
    """Throw away all that is derived and derive it again from the bytes.

    Stories are named as if all had come at once, so the order of arrival does not show; what they
    went by before is kept in the annals and still finds them.
    """
    store.forget_derived()
    drafts = drafts_of(store, processes=processes)
    found = _derived(store, drafts, NO_PAST, processes=processes, progress=progress)
    store.keep_report(found, _state(store, drafts))
    return replace(found, former=store.annals().former(found))
