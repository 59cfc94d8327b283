"""Our own gold for names and quotations, forty labelled articles of made-up news, and its figures.

``gold`` reads the labels, ``readings`` what a reader finds in the same articles - ours, spaCy,
textacy - and ``scores`` compares the two. Who speaks and who is who are judged by the labels
alone, so nothing here hangs on the words that a reader knows. Even articles may be read by whoever
tunes; of the odd ones only these figures are looked at.
"""

from bench.press.gold import Labelled, Name, Said, articles
from bench.press.scores import run

__all__ = ["Labelled", "Name", "Said", "articles", "run"]
