"""What a name names is told by its contexts in the whole collection."""

from __future__ import annotations

import pytest

from secondsource.extract.kinds import kinds_of
from secondsource.records import Account, Article, Mention, NameKind, Page, Span


def told(text: str, kind: NameKind, *names: str) -> dict[str, NameKind]:
    """Read a made-up article in which the tagger took every name for ``kind``."""
    page = Page(id="p1", input="a.txt", text=text)
    spans = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            spans.append(Span("p1", at, at + len(name)))
            at = text.find(name, at + 1)
    mentions = tuple(Mention(span, kind) for span in sorted(spans))
    account = Account(page, Article(id="p1", family="x"), mentions=mentions)
    return {" ".join(words): kind for words, kind in kinds_of([account]).items()}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Levmar said it regretted this.", "Levmar", "organisation"),
        ("Battery maker Levmar sank.", "Levmar", "organisation"),
        ("The ferry's owner, Levmar, left.", "Levmar", "organisation"),
        ("They live in Sel Varno. He was born in Sel Varno.", "Sel Varno", "place"),
        ("The village of Varno slept.", "Varno", "place"),
        ("The authority's director, Ilko Brasev, said it was closed.", "Ilko Brasev", None),
        ("Levmar left in June.", "Levmar", None),
    ],
)
def test_contexts_tell_the_kind(text: str, name: str, kind: NameKind | None) -> None:
    assert told(text, "other", name).get(name.lower()) == kind
