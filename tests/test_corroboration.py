"""The three numbers: outlets, texts, origins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.compare.agreement import statements_of
from secondsource.compare.chances import interval_of
from secondsource.compare.corroboration import counted, in_doubt
from secondsource.records import Account, Lineage, Parent, Reuse, Span, Statement
from tests.newsroom import Said, account, read


def biggest(
    accounts: tuple[Account, ...],
    lineage: Lineage = Lineage(),  # noqa: B008
    reuse: tuple[Reuse, ...] = (),
) -> Statement:
    read_, entities, stories = read(*accounts)
    found = counted(statements_of(read_, entities, stories, reuse), read_, entities, lineage, reuse)
    return max(found, key=lambda one: (len(one.members), one.id))


def found(
    accounts: tuple[Account, ...],
    lineage: Lineage = Lineage(),  # noqa: B008
) -> tuple[str, str]:
    """Texts and origins of the biggest statement as found, before they are calibrated."""
    read_, entities, stories = read(*accounts)
    stated = statements_of(read_, entities, stories, ())
    counts = in_doubt(stated, read_, entities, lineage)
    ranked = zip(stated, counts, strict=True)
    _, (origins, texts) = max(ranked, key=lambda one: (len(one[0].members), one[0].id))
    return str(interval_of(texts)), str(interval_of(origins))


def roos(name: str, outlet: str | None, words: str = "the harbour would stay closed") -> Account:
    return account(
        name,
        f"Roos said {words}.",
        outlet=outlet,
        names=[("Roos", "person")],
        said=[Said(words, "Roos", kind="mixed")],
    )


def test_ten_reporters_and_one_speaker_are_one_origin() -> None:
    one = biggest(tuple(roos(f"a{n}", f"Paper {n}") for n in range(10)))
    assert (one.reach, one.texts.likely, str(one.origins)) == (10, 10, "1")
    assert one.reasons[0].text == (
        "10 outlets; 10 texts (7-10); 1 named speaker. Independent confirmation: none found in "
        "this collection."
    )


def test_two_articles_of_one_outlet_reach_one() -> None:
    one = biggest((roos("a", "The Post"), roos("b", "The Post")))
    assert (one.reach, one.origins.likely) == (1, 1)
    assert one.texts.likely == 1


def test_an_article_without_an_outlet_is_its_own_and_says_so() -> None:
    one = biggest((roos("a", None), roos("b", "The Post")))
    assert one.reach == 2
    assert "unnamed-outlet" in {reason.kind for reason in one.reasons}


def test_a_copy_is_one_text() -> None:
    pair = (roos("a", "The Post"), roos("b", "The Echo"))
    spans = [Span(one.page.id, 0, len(one.page.text)) for one in pair]
    reuse = (Reuse("pickup", spans[0], spans[1], 1.0, "a>b", 1.0),)
    lineage = Lineage(parents=(Parent("b", "a", None, 1.0), Parent("a", None, None, 1.0)))
    one = biggest(pair, lineage, reuse)
    assert (one.reach, str(one.texts), str(one.origins)) == (2, "1", "1")


def test_a_denial_and_a_reaction_add_nothing() -> None:
    words = "the Alma had cracked its hull"
    claim = account("a", f"Holm said {words}.", said=[Said(words, "Holm", "Holm")], outlet="Post")
    denial = account(
        "b", f"Norlines denied {words}.", outlet="Echo", said=[Said(words, "Norlines", denied=True)]
    )
    one = biggest((claim, denial))
    assert (len(one.members), one.reach, one.origins.likely) == (2, 1, 1)


def test_an_organisation_and_its_spokesman_are_one_origin() -> None:
    words = "the Alma had passed its inspection"
    names = [("Norlines", "organisation"), ("Ada Krol", "person")]
    firm = account(
        "a",
        f"Norlines said {words}.",
        names=names[:1],  # type: ignore[arg-type]
        said=[Said(words, "Norlines")],
        outlet="Post",
    )
    aide = account(
        "b",
        f"Ada Krol, spokeswoman for Norlines, said {words}.",
        names=names,
        said=[Said(words, "Krol", "Ada Krol")],
        outlet="Echo",
    )  # type: ignore[arg-type]
    assert biggest((firm, aide)).reach == 2
    assert found((firm, aide))[1] == "1"


def test_two_of_one_government_are_likely_one_origin() -> None:
    words = "the border would stay closed to lorries"
    accounts = tuple(
        account(
            key,
            f"Norwegian {office} {name} said {words}.",
            names=[(name, "person")],
            said=[Said(words, name.split()[-1], name)],
            outlet=key,
        )
        for key, office, name in (
            ("a", "Foreign Minister", "Kari Holm"),
            ("b", "Prime Minister", "Olav Lind"),
        )
    )
    assert found(accounts)[1] == "1 (1-2)"


def test_an_unnamed_official_may_be_somebody_already_counted() -> None:
    words = "the harbour would stay closed"
    unnamed = account("b", f"An official said {words}.", said=[Said(words, None, "An official")])
    assert found((roos("a", "Post"), unnamed))[1] == "1 (1-2)"


def test_an_outlets_own_words_may_come_from_the_speaker_named_elsewhere() -> None:
    own = account("b", "The Ostby harbour would stay closed.", names=[("Ostby", "place")])
    said = account(
        "a",
        "Roos said the Ostby harbour would stay closed.",
        outlet="Post",
        names=[("Roos", "person"), ("Ostby", "place")],
        said=[Said("the Ostby harbour would stay closed", "Roos")],
    )
    assert biggest((said, own)).reach == 2
    assert found((said, own))[1] == "1 (1-2)"


def test_one_body_is_one_knower_however_it_is_spelled() -> None:
    words = "the harbour would stay closed"
    spelled = ("The coast guard", "the coastguard", "The Coast-Guard")
    accounts = tuple(
        account(f"a{n}", f"{who} said {words}.", said=[Said(words, None, who)], outlet=f"P{n}")
        for n, who in enumerate(spelled)
    )
    one = biggest(accounts)
    assert (one.reach, found(accounts)[1], len(one.groups)) == (3, "1", 1)


def test_what_outlets_say_in_their_own_words_is_likely_one_origin() -> None:
    text = "The Ostby harbour would stay closed."
    three = tuple(
        account(f"a{n}", text, names=[("Ostby", "place")], outlet=f"P{n}") for n in range(3)
    )
    one = biggest(three)
    assert found(three) == ("3", "1 (1-2)")
    assert "how it knows is not told" in one.groups[0].reasons[0].text
    assert "none found" in one.reasons[0].text


def test_headlines_never_add_origins() -> None:
    text = "The Ostby harbour would stay closed."
    plain = tuple(
        account(f"a{n}", text, names=[("Ostby", "place")], outlet=f"P{n}") for n in range(3)
    )
    headed = tuple(
        replace(one, article=replace(one.article, headline=Span(one.page.id, 0, len(text))))
        for one in plain
    )
    assert found(headed)[1] == "1"
    assert found((plain[0], *headed[1:]))[1] == "1"


def test_what_is_put_in_other_words_may_have_been_overlooked_and_the_interval_says_so() -> None:
    said = account(
        "a",
        "Roos said the harbour would stay closed.",
        outlet="Post",
        names=[("Roos", "person")],
        said=[Said("the harbour would stay closed", "Roos")],
    )
    assert found((said,))[1] == "1"
    assert str(biggest((said,)).origins) == "1 (1-2)"
    assert str(biggest((roos("a", "Post"),)).origins) == "1"


def doubted(probability: float) -> Statement:
    """Count a statement of two speakers whose second print belongs with a probability."""
    pair = (
        roos("a", "The Post"),
        account(
            "b",
            "Berg said the harbour would stay closed.",
            outlet="The Echo",
            names=[("Berg", "person")],
            said=[Said("the harbour would stay closed", "Berg", kind="mixed")],
        ),
    )
    read_, entities, stories = read(*pair)
    stated = statements_of(read_, entities, stories, ())
    one = max(stated, key=lambda one: (len(one.members), one.id))
    first, second = sorted(one.members, key=lambda member: member.instance.span)
    members = (replace(first, probability=1.0), replace(second, probability=probability))
    return counted([replace(one, members=members)], read_, entities, Lineage(), ())[0]


@pytest.mark.parametrize("probability", [0.1, 0.25, 0.4, 0.49])
def test_what_hardly_belongs_makes_no_second_source_and_widens_the_interval(
    probability: float,
) -> None:
    one = doubted(probability)
    assert (one.texts.likely, one.origins.likely) == (1, 1)
    assert min(one.texts.high, one.origins.high) >= 2
    assert (one.texts.low, one.origins.low) == (1, 1)
    assert "Independent confirmation: none found" in one.reasons[0].text


def test_what_belongs_only_likely_makes_no_second_origin() -> None:
    one = doubted(0.59)
    assert (one.origins.low, one.origins.likely) == (1, 1)
    assert one.origins.high >= 2


def test_what_surely_belongs_is_a_second_source() -> None:
    one = doubted(1.0)
    assert (one.texts.likely, one.origins.likely) == (2, 2)
    assert "Likely: 2 origins in 2 texts" in one.reasons[0].text


def test_the_sentence_agrees_with_the_numbers() -> None:
    said = account(
        "b",
        "Holm said the harbour would stay closed.",
        outlet="Echo",
        names=[("Holm", "person")],
        said=[Said("the harbour would stay closed", "Holm")],
    )
    pair = (roos("a", "Post"), said)
    spans = [Span(one.page.id, 0, len(one.page.text)) for one in pair]
    reuse = (Reuse("pickup", spans[0], spans[1], 1.0, "a>b", 1.0),)
    lineage = Lineage(parents=(Parent("b", "a", None, 0.4), Parent("b", None, None, 0.6)))
    one = biggest(pair, lineage, reuse)
    assert (str(one.texts), one.origins.likely) == ("2 (1-2)", 2)
    assert "Likely: 2 origins in 2 texts" in one.reasons[0].text
