"""Which passages are one wording, and which wordings are one text."""

from __future__ import annotations

from secondsource.compare.groups import layers_of
from secondsource.compare.reuse import reuse_of
from secondsource.compare.sides import sides_of
from secondsource.records import Account
from tests.desk import filed

LAMP = (
    "The pilot had warned the harbour office twice of the broken lamp on the north pier.\n"
    "Clerks filed both warnings in a drawer, where divers found them swollen with salt water.\n"
    "The company that owns the pier has gone bankrupt three times since it was founded."
)
MILL = (
    "Weavers in Trall stopped their looms at noon and walked to the gate of the old mill.\n"
    "A foreman counted ninety of them, among them two who had signed the owner's paper.\n"
    "Bakers sent bread to the gate, and nobody was arrested before the night shift came."
)
PHRASE = "The ministry of transport in the capital did not answer several written questions."


def layers(*accounts: Account) -> list[set[str]]:
    reuse = reuse_of(accounts)
    sides = sides_of(accounts, [one.page.id for one in accounts])
    return [set(layer.articles) for layer in layers_of(reuse, sides)]


def test_an_article_with_two_wires_stands_in_two_layers() -> None:
    found = layers(
        filed("a", f"Lamp\n{LAMP}", outlet="Post"),
        filed("b", f"Pier\n{LAMP}", outlet="Echo"),
        filed("c", f"Looms\n{MILL}", outlet="Mail"),
        filed("d", f"Trall\n{MILL}", outlet="Star"),
        filed("m", f"Two things\n{LAMP}\n{MILL}", outlet="Sun"),
    )
    assert sorted(map(sorted, found)) == [["a", "b", "m"], ["c", "d", "m"]]


def test_a_copy_that_dropped_a_paragraph_is_of_the_same_text() -> None:
    first, _, rest = LAMP.partition("\n")
    found = layers(
        filed("a", f"Lamp\n{LAMP}", outlet="Post"),
        filed("b", f"Pier\n{rest}", outlet="Echo"),
        filed("c", f"Harbour\n{first}\n{rest.partition(chr(10))[0]}", outlet="Mail"),
    )
    assert found == [{"a", "b", "c"}]


def test_a_phrase_that_strangers_share_does_not_make_their_texts_one() -> None:
    found = layers(
        filed("a", f"Lamp\n{LAMP}\n{PHRASE}", outlet="Post"),
        filed("b", f"Pier\n{LAMP}\n{PHRASE}", outlet="Echo"),
        filed("c", f"Looms\n{MILL}\n{PHRASE}", outlet="Mail"),
        filed("d", f"Trall\n{MILL}\n{PHRASE}", outlet="Star"),
    )
    assert {"a", "b"} in found and {"c", "d"} in found
    assert not any({"a", "b", "c", "d"} <= some for some in found)
    assert any(len(some & {"a", "b"}) == len(some & {"c", "d"}) == 1 for some in found)
