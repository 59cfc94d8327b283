"""Kinds of reuse, stretch by stretch: one pair may share a wire and a quotation."""

from __future__ import annotations

import pytest

from secondsource.compare.kinds import kind_of, settled
from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.records import Account, Reuse
from tests.desk import filed, words_at
from tests.test_groups import LAMP

SPOKEN = '"I told them in June and again in July, and nobody so much as wrote it down,"'
APPEAL = "Never miss a story: join the forty thousand readers of our free weekly letter today."


def kinds(*accounts: Account) -> set[tuple[str, str]]:
    found: tuple[Reuse, ...] = reuse_of(accounts)
    done = settled(accounts, found, lineage_of(accounts, found))
    return {(words_at(accounts, one.a)[:12], one.kind) for one in done}


def test_a_standing_line_is_furniture_beside_a_wire() -> None:
    found = kinds(
        filed("a", f"Lamp\n{LAMP}\nBy ZNA\n{APPEAL}", outlet="Post", credit="ZNA: By ZNA"),
        filed("b", f"Pier\n{LAMP}\nBy ZNA\nOther words.\n{APPEAL}", outlet="Echo",
              credit="ZNA: By ZNA"),
    )  # fmt: skip
    assert {kind for words, kind in found if words.startswith("Never")} == {"furniture"}
    assert {kind for words, kind in found if words.startswith("The pilot")} == {"wire"}


def test_what_one_outlet_prints_again_is_its_own_whoever_said_it() -> None:
    found = kinds(
        filed("a", f"Pilot\n{SPOKEN} the old man told a crowd on the quay.", outlet="Post"),
        filed("b", f"Trial\nThe court sat at noon. In June he had said: {SPOKEN}", outlet="Post"),
    )
    assert {kind for _, kind in found} == {"own"}


@pytest.mark.parametrize(
    ("traits", "kind"),
    [
        ({"base": 1, "apart": 0.95, "spoken": 1, "spoken apart": 0.95}, "speech"),
        ({"base": 1, "apart": 0.95, "spoken": 0}, "unknown"),
        ({"base": 1, "apart": 0.1, "spoken": 0, "agency hidden": 1, "both credit": 1}, "wire"),
        ({"base": 1, "apart": 0.1, "spoken": 0, "outlet": 1, "one names an outlet": 1}, "pickup"),
        ({"base": 1, "apart": 0.1, "spoken": 0, "outlet": 1, "one owner": 1}, "own"),
        ({"base": 1, "apart": 0.1, "spoken": 0, "agency page": 1, "one owner": 1}, "wire"),
    ],
)
def test_a_kind_says_where_words_were_first_written(traits: dict[str, float], kind: str) -> None:
    assert kind_of(traits) == kind
