"""One outlet, one name: the spellings of an outlet's name settled over the collection.

What may live here: choosing, among the names that pages give one outlet, the one to show. A
name from a person's table wins; else the form that most pages print, so that one page's "the
Osk Herald" or "OSK HERALD" shows as the others do. The proof on the page stays where it is. A
name that looks like another's in other letters stays apart and says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from secondsource.read.imitations import lookalikes, note_of, visible
from secondsource.read.mastheads import family_key
from secondsource.records import Article


def with_outlets(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Give articles of one outlet one name and one family; order kept.

    >>> names = ["Osk Herald", "OSK HERALD", "Osk Herald", "Strait Post"]
    >>> articles = [Article(f"p{n}", family_key(name), name) for n, name in enumerate(names)]
    >>> [article.outlet for article in with_outlets(articles)]
    ['Osk Herald', 'Osk Herald', 'Osk Herald', 'Strait Post']
    """
    forms: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for article in articles:
        if article.outlet:
            forms[_key(article.outlet)][article.outlet, article.family] += 1
    chosen = {key: max(found, key=lambda form: _rank(form, found)) for key, found in forms.items()}
    alike = lookalikes({key: outlet for key, (outlet, _) in chosen.items()})
    return tuple(_settled(article, chosen, alike) for article in articles)


def _settled(
    article: Article, chosen: Mapping[str, tuple[str, str]], alike: Mapping[str, str]
) -> Article:
    if not article.outlet:
        return article
    outlet, family = chosen[_key(article.outlet)]
    note = note_of(alike[outlet]) if outlet in alike else article.outlet_note
    if (outlet, family, note) == (article.outlet, article.family, article.outlet_note):
        return article
    return replace(article, outlet=outlet, family=family, outlet_note=note)


def _key(outlet: str) -> str:
    return family_key(outlet).replace(" ", "")


def _rank(form: tuple[str, str], found: Counter[tuple[str, str]]) -> tuple[bool, bool, int, str]:
    """Prefer a family with an owner, then a written name, then the most common form."""
    outlet, family = form
    owned = family != family_key(outlet)
    plain = visible(outlet) == outlet
    return owned, plain and outlet[:1].isupper() and not outlet.isupper(), found[form], outlet
