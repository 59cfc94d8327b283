"""An outlet whose name only looks like another's is another outlet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.publishers import publishers
from secondsource.read.imitations import imitated, skeleton, visible
from secondsource.read.mastheads import family_key, outlet_of
from secondsource.read.outlets import with_outlets
from secondsource.records import Article, Field, Page

FALSE = "Оѕk Неrаld"  # Cyrillic o, s, h, e, a


def site(name: str) -> Page:
    return Page("p", "a", "x", fields=(Field("meta:og:site_name", name),))


@pytest.mark.parametrize("name", ["Rеutеrs", "Reutеrs", "Ｒeuters", "Βloomberg"])
def test_a_name_in_look_alike_letters_is_not_the_known_one(name: str) -> None:
    found = outlet_of(site(name), ())
    assert found.name == name
    assert found.family not in ("reuters", "bloomberg")
    assert found.note is not None
    assert "in other letters" in found.note


@pytest.mark.parametrize("name", ["Reu\u200bters", "\u202eReuters", "Reuters\ufeff", "Reuters"])
def test_what_cannot_be_seen_makes_no_other_outlet(name: str) -> None:
    found = outlet_of(site(name), ())
    assert (found.name, found.family, found.note) == ("Reuters", family_key("Reuters"), None)


@pytest.mark.parametrize("name", ["Вести", "Τα Νέα", "Комсомольская правда", "ABC News", "T1 News"])
def test_an_outlet_in_its_own_letters_imitates_nobody(name: str) -> None:
    assert imitated(name, publishers()) is None


def test_in_a_collection_the_imitation_is_kept_apart_and_told() -> None:
    names = ["Osk Herald", FALSE, "OSK HERALD"]
    articles = [Article(f"p{n}", family_key(name), name) for n, name in enumerate(names)]
    settled = with_outlets(articles)
    assert [one.outlet for one in settled] == ["Osk Herald", FALSE, "Osk Herald"]
    assert settled[1].family != settled[0].family
    assert [bool(one.outlet_note) for one in settled] == [False, True, False]


@given(st.text(max_size=30))
def test_drawing_a_skeleton_twice_changes_nothing(name: str) -> None:
    assert skeleton(skeleton(name)) == skeleton(name)
    assert visible(visible(name)) == visible(name)
