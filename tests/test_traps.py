"""The traps that a good tester sets for whoever counts copies, each through the whole program."""

from __future__ import annotations

from functools import cache

from secondsource.records import Report
from tests.pressroom import Print, between, key_of, parents, report_of, stating, words

APPEAL = (
    "Dear reader, the Ostrava Post stands under pressure as never before. Our reporters are called "
    "agents for telling you what happens in your own streets. We need your help to go on: give "
    "what you can each month, it takes two minutes and keeps our newsroom open. Give today."
)
WIRE = """\
VARNOVA, May 12 (Levpress) - Twelve people died on Sunday when the ferry Sela struck a reef and
sank within sight of Varnova harbour, the Levonian coast guard said.

Divers brought up nine bodies before dusk, and three more were found at low water under the
wheelhouse, coast guard captain Mira Tolan told reporters on the mole.

"We heard the hull scrape for a minute or more, and then the lights went out on every deck,"
Tolan said, reading from the log of the pilot boat.

The Sela had left Port Anders at noon with 64 passengers, eleven more than its papers allow, and
the harbour office had asked the owner twice this spring to mend its bow door.
"""


@cache
def appeals() -> Report:
    """Two unrelated articles whose longest common text is an appeal for money."""
    weather = (
        "Hail broke the glass of forty greenhouses near Lom on Tuesday, growers said.\n\n"
        "Tomatoes will be dear until August, the market's warden Ilka Bron expects.\n\n"
    )
    chess = (
        "A girl of eleven won the chess open of Dresna on Saturday without losing a game.\n\n"
        "Her grandfather taught her on trams, she told the audience after the last round.\n\n"
    )
    return report_of(
        Print("a", weather + APPEAL, "Ostrava Post", "2024-05-01"),
        Print("b", chess + APPEAL, "Ostrava Post", "2024-05-09"),
        Print("c", WIRE + "\n" + APPEAL, "Ostrava Post", "2024-05-13"),
    )


def test_an_appeal_for_money_is_furniture_and_nobodys_copy() -> None:
    found = between(appeals(), "a", "b")
    assert all(one.kind == "furniture" for one in found)
    assert max(parents(appeals(), "a"), key=parents(appeals(), "a").__getitem__) == "none"


@cache
def pickups() -> Report:
    """A scoop, one who picks it up in four minutes and names it, and one whose page is re-dated."""
    scoop = (
        "The Osk bridge was opened in March although two of its bearings had failed, according to "
        "an engineers' letter that the Strait Courier has seen.\n\n"
        "The letter, dated 9 February, asks the roads office for a limit of twelve tonnes until "
        "new bearings come from the foundry in Trall.\n\n"
        "No limit was ever posted, and lorries of forty tonnes use the bridge every night.\n"
    )
    taken = (
        "The Osk bridge was opened in March although two of its bearings had failed, according to "
        "an engineers' letter, the Strait Courier reported.\n\n"
        "The letter, dated 9 February, asks the roads office for a limit of twelve tonnes until "
        "new bearings come from the foundry in Trall.\n\n"
        "No limit was ever posted, and lorries of forty tonnes use the bridge every night.\n"
    )
    return report_of(
        Print("scoop", scoop, "Strait Courier", "2024-04-02T09:00:00+00:00"),
        Print("quick", taken, "Daily Lantern", "2024-04-02T09:04:00+00:00"),
        Print("redated", taken, "Hill Gazette", "2024-03-30"),
    )


def test_a_pickup_four_minutes_later_has_its_parent() -> None:
    found = parents(pickups(), "quick")
    assert max(found, key=found.__getitem__) == "scoop"


def test_a_page_dated_earlier_than_its_parent_is_still_a_child() -> None:
    found = parents(pickups(), "redated")
    assert found.get("none", 0.0) < 0.5
    assert parents(pickups(), "scoop")["none"] > 0.5


def test_one_scoop_and_two_pickups_are_one_text() -> None:
    one = stating(pickups(), "bearings", "failed")
    assert (one.reach, one.texts.likely) == (3, 1)


def test_articles_that_name_each_other_make_no_ring() -> None:
    body = (
        "Nine wells near Trall hold more arsenic than the law allows, and the mine above them has "
        "known it since autumn, papers from its own laboratory show."
    )
    report = report_of(
        Print("a", f"{body} The Hill Gazette reported it first.", "Daily Lantern", "2024-06-01"),
        Print("b", f"{body} The Daily Lantern reported it first.", "Hill Gazette", "2024-06-01"),
    )
    surest = {key: max(parents(report, key), key=parents(report, key).__getitem__) for key in "ab"}
    assert surest != {"a": "b", "b": "a"}
    assert stating(report, "wells", "arsenic").texts.likely == 1


@cache
def wired() -> Report:
    """One agency's text, whole, trimmed and respelt without a credit, and one sentence of it."""
    trimmed = "\n\n".join(WIRE.split("\n\n")[:3]).replace("VARNOVA, May 12 (Levpress) - ", "")
    respelt = trimmed.replace("harbour", "harbor").replace("Mira Tolan", "Myra Tolan")
    mixed = (
        "Families of the Sela's passengers slept in Varnova's school on Sunday night, and the "
        "headmistress lit the stoves herself.\n\n"
        "Divers brought up nine bodies before dusk, and three more were found at low water under "
        "the wheelhouse, reports Levpress.\n\n"
        "A fisherman, Bern Adal, told this newspaper he pulled four children into his boat.\n"
    )
    return report_of(
        Print("whole", WIRE, "Ostrava Post", "2024-05-13"),
        Print("cut", respelt, "Harbor Tribune", "2024-05-13"),
        Print("mixed", mixed, "Coast Weekly", "2024-05-14"),
    )


def test_respelt_copies_without_a_credit_share_one_hidden_text() -> None:
    whole, cut = parents(wired(), "whole"), parents(wired(), "cut")
    assert max(whole, key=whole.__getitem__) == "(Levpress)"
    assert max(cut, key=cut.__getitem__) in ("(Levpress)", "whole")
    assert stating(wired(), "ferry Sela struck").texts.likely == 1


def test_an_agency_credited_with_one_sentence_has_not_written_the_rest() -> None:
    report = wired()
    page = next(one for one in report.accounts if key_of(report, one.page.id) == "mixed").page
    carried = [one for one in report.lineage.stretches if one.span.page == page.id]
    assert carried
    for one in carried:
        assert "fisherman" not in page[one.span]
        assert "headmistress" not in page[one.span]
    shared = between(report, "whole", "mixed") + between(report, "cut", "mixed")
    assert shared
    assert not any("fisherman" in words(report, one) for one in shared)


@cache
def room() -> Report:
    """Ten reporters at one press conference, each with words of their own around the same ones."""
    said = '"The bow door was never mended because nobody would sign for the money,"'
    openings = (
        "Anger met the ferry's owner on Monday in a hot school hall.",
        "It took an hour before Sela's owner spoke of the door at all.",
        "Relatives shouted when the shipping man sat down in Varnova.",
        "The owner of the sunken ferry gave way under questions.",
        "Nobody had expected Oskar Wend to come, and he came alone.",
        "After three days of silence the shipping line explained itself.",
        "Wet coats hung on the wall bars as the hearing of the press began.",
        "Cameras filled the gymnasium where Varnova now meets its dead's owners.",
        "What the divers had guessed, the line now admits.",
        "A small man in a borrowed tie faced the town.",
    )
    closings = (
        "He left by the kitchen.",
        "The prosecutor was not in the hall.",
        "Bank papers may say more.",
        "A widow asked for the log and was promised it.",
        "Insurers declined to speak.",
        "His lawyer stopped him there.",
        "The yard in Trall did not answer a letter.",
        "Two deputies took notes.",
        "Then the lights failed for a moment.",
        "Outside it had begun to rain.",
    )
    return report_of(
        *(
            Print(
                f"r{number}",
                f"{opening}\n\n{said} Oskar Wend told reporters on Monday.\n\n{closing}\n",
                f"Paper {'ABCDEFGHIJ'[number]}",
                "2024-05-14",
            )
            for number, (opening, closing) in enumerate(zip(openings, closings, strict=True))
        )
    )


def test_ten_reporters_in_one_room_are_ten_texts_and_one_origin() -> None:
    one = stating(room(), "bow door was never mended")
    assert one.reach == 10
    assert one.texts.high == 10
    assert one.texts.likely >= 8
    assert (one.origins.low, one.origins.likely, one.origins.high) == (1, 1, 1)


def test_what_ten_reporters_heard_is_speech_and_no_copy() -> None:
    assert {one.kind for one in room().reuse} == {"speech"}


@cache
def background() -> Report:
    """An outlet that repeats a quotation a month later, and another that respells it."""
    quoted = (
        '"No neighbouring country has asked us for a single crane, and none will get one," '
        "minister Edda Voss said."
    )
    return report_of(
        Print(
            "first",
            f"Talks on the port failed on Friday.\n\n{quoted}\n",
            "Hill Gazette",
            "2024-03-01",
        ),
        Print(
            "month",
            "A crane fell into the basin at Lom on Tuesday and nobody was hurt, the port said.\n\n"
            f"In March, {quoted}\n",
            "Hill Gazette",
            "2024-04-02",
        ),
        Print(
            "respelt",
            "The minister walked out of the port talks before lunch.\n\n"
            + quoted.replace("neighbouring", "neighboring")
            + "\n",
            "Harbor Tribune",
            "2024-03-01",
        ),
    )


def test_an_outlets_own_words_a_month_later_are_its_own() -> None:
    assert {one.kind for one in between(background(), "first", "month")} == {"own"}


def test_neighbouring_and_neighboring_are_one_quotation() -> None:
    found = between(background(), "first", "respelt")
    assert any("crane, and none will get one" in words(background(), one) for one in found)
    one = stating(background(), "neighbouring country has asked")
    assert (one.reach, one.origins.likely, one.origins.high) == (2, 1, 1)


def test_an_unclosed_mark_spoils_no_more_than_its_paragraph() -> None:
    own = (
        "Snow had closed the pass to Trall since Thursday noon and three lorries stood empty there"
    )
    report = report_of(
        Print("a", f'"We walked down in the dark, she said.\n\n{own}, wardens said.\n', "Post A"),
        Print("b", f"Nobody was hurt on the road.\n\n{own}, the wardens told us.\n", "Post B"),
    )
    [one] = between(report, "a", "b")
    assert one.kind != "speech"


def test_a_government_and_its_own_agency_are_not_two() -> None:
    said = "the rocket fell into the sea forty kilometres off the coast of Kamchatka"
    report = report_of(
        Print(
            "a",
            f"MOSCOW, May 2 - On Thursday {said}, Russian Defence Minister Ivan Orlov said.\n",
            "Ostrava Post",
            "2024-05-02",
        ),
        Print(
            "b",
            f"On Thursday {said}, the Russian state news agency TASS said.\n",
            "Hill Gazette",
            "2024-05-02",
        ),
    )
    one = stating(report, "rocket fell into the sea")
    assert one.reach == 2
    assert one.origins.likely == 1


def test_a_denial_is_no_support_and_a_reaction_is_no_confirmation() -> None:
    report = report_of(
        Print(
            "a",
            "The mine poisoned nine wells near Trall, biologist Hanna Reiss said on Monday.\n",
            "Post A",
            "2024-06-03",
        ),
        Print(
            "b",
            "The mine denied that it had poisoned nine wells near Trall.\n",
            "Post B",
            "2024-06-03",
        ),
        Print(
            "c",
            "Mayor Otto Lind said he was shocked that the mine poisoned nine wells near Trall.\n",
            "Post C",
            "2024-06-04",
        ),
    )
    one = stating(report, "poisoned nine wells")
    assert one.origins.likely == 1
    assert one.origins.low == 1


def test_a_spokesman_and_his_principal_are_one() -> None:
    report = report_of(
        Print(
            "a",
            "Norlines will pay for the raising of the Sela, its chief executive Ada Krol "
            "said.\n\nNorlines spokesman Jens Bo said the same by telephone.\n",
            "Post A",
        ),
        Print(
            "b",
            "Norlines will pay for the raising of the Sela, Jens Bo, a spokesman for "
            "Norlines, said.\n",
            "Post B",
        ),
    )
    one = stating(report, "pay for the raising")
    assert (one.reach, one.origins.likely) == (2, 1)


def test_coverage_without_dates_outlets_or_addresses_is_still_told() -> None:
    bare = "\n\n".join(WIRE.split("\n\n")).replace("VARNOVA, May 12 (Levpress) - ", "")
    report = report_of(Print("a", bare), Print("b", bare.replace("harbour", "harbor")))
    one = stating(report, "ferry Sela struck")
    assert one.reach == 2
    assert one.texts.likely == 1
    assert all(reuse.direction in ("hidden", "undirected") for reuse in report.reuse)
