"""An article's passages: its headline and sentences, the unit copied, cached and compared.

What may live here: cutting body spans into paragraphs at line ends and paragraphs into
sentences. A sentence never runs over a line end, so an unclosed mark ends with its paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.language import has_pack
from secondsource.records import Article, Page, Passage, Span
from secondsource.sentences import sentences_of
from secondsource.textview import passage_key


def passages_of(page: Page, article: Article) -> tuple[Passage, ...]:
    """Give the headline (paragraph -1) and the sentences of the body, in the order of the page.

    >>> text = "Ferry sinks\\n\\nNine died. More are missing.\\nA search goes on."
    >>> page = Page("p1", "a.txt", text)
    >>> article = Article("p1", "?p1", headline=Span("p1", 0, 11), body=(Span("p1", 13, 60),))
    >>> [(page[one.span], one.paragraph) for one in passages_of(page, article)][1:]
    [('Nine died.', 0), ('More are missing.', 0), ('A search goes on.', 1)]
    """
    code = article.language if article.language and has_pack(article.language) else "en"
    found = []
    if article.headline is not None:
        found.append(Passage(article.headline, passage_key(page[article.headline]), -1, True))
    paragraphs = (line for span in article.body for line in _paragraphs(page.text, span))
    for number, (start, end) in enumerate(paragraphs):
        for first, last in sentences_of(page.text, start, end, code=code):
            span = Span(page.id, first, last)
            found.append(Passage(span, passage_key(page[span]), number))
    return tuple(found)


def _paragraphs(text: str, span: Span) -> Iterator[tuple[int, int]]:
    start = span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line)
        start += len(line)
