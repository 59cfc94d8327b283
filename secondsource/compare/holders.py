"""Who holds one office: two people with one full title who never meet in a text.

Two spellings of a name are no difference, and a body with two spokesmen has not contradicted
itself: only where each of two names bears the same title of two words or more, and no article
knows both, one of the accounts has the wrong name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from secondsource.compare.slots import Related, Scene, entry
from secondsource.records import Account, Conflict, Mention, Side

# Two surnames that share so much may be one in two spellings.
_SPELLED = 0.6


def holders_in(scene: Scene, accounts: Sequence[Account]) -> Iterator[Conflict]:
    """Yield where two names are given to one office: slot ``name``."""
    holders: defaultdict[str, list[tuple[Account, Mention, str]]] = defaultdict(list)
    meets: defaultdict[str, set[str]] = defaultdict(set)
    for account in accounts:
        for mention in account.mentions:
            if mention.kind != "person":
                continue
            last = account.page[mention.span].split()[-1].lower()
            meets[last].add(account.page.id)
            title = _title(account, mention)
            if title:
                holders[title].append((account, mention, last))
    for title, found in sorted(holders.items()):
        firsts = {last: (account, mention) for account, mention, last in reversed(found)}
        if len(firsts) == 2:
            (one, (a, mine)), (other, (b, yours)) = sorted(firsts.items())
            if not meets[one] & meets[other] and not _spelled(one, other):
                ends = (
                    Side(mine.span, a.page[mine.span]),
                    Side(yours.span, b.page[yours.span]),
                )
                related = Related("conflict", "no article knows both")
                yield entry(related, "name", scene.story, ends, topic=f"who is {title}")


def _title(account: Account, mention: Mention) -> str:
    """Give a title that only one person can hold: two words or more, before a full name."""
    if mention.title is None or len(account.page[mention.span].split()) < 2:
        return ""
    words = account.page[mention.title].lower().split()
    return " ".join(words) if len(words) > 1 else ""


def _spelled(a: str, b: str) -> bool:
    """Say whether two surnames may be one in two spellings: no difference, then."""
    return Levenshtein.normalized_similarity(a, b) >= _SPELLED
