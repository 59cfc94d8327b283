"""Whose text it is: agencies, pick-ups, one speaker heard by two, and what is not known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from secondsource.compare.evidence import rows
from secondsource.compare.kinds import settled
from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.records import Account, Lineage, Reference, Reuse, Span
from tests.desk import filed

TEXT = (
    "The pilot had warned the harbour office twice of the broken lamp on the north pier.\n"
    "Clerks filed both warnings in a drawer, where divers found them swollen with salt water.\n"
    "The company that owns the pier has gone bankrupt three times since it was founded."
)
SPOKEN = '"I told them in June and again in July, and nobody so much as wrote it down,"'


def judged(*accounts: Account) -> tuple[tuple[Reuse, ...], Lineage]:
    """Find and settle what accounts share."""
    found = reuse_of(accounts)
    lineage = lineage_of(accounts, found)
    return settled(accounts, found, lineage), lineage


def test_look_alikes_without_a_parent_share_one_hidden_text_with_its_agency() -> None:
    reuse, lineage = judged(
        filed("a", f"Lamp dark\n{TEXT}", outlet="Post"),
        filed("b", f"Pier warned\n{TEXT}\nReporting by ZNA", outlet="Echo", credit="ZNA: by ZNA"),
        filed("c", f"Drawer of warnings\n{TEXT}", outlet="Mail"),
    )
    assert {(one.kind, one.direction) for one in reuse} == {("wire", "hidden")}
    [hidden] = lineage.hidden
    assert (hidden.agency, hidden.articles) == ("ZNA", ("a", "b", "c"))


def test_an_agencys_own_page_is_the_parent_and_nothing_is_hidden() -> None:
    reuse, lineage = judged(
        filed("w", f"Lamp\nPORT (ZNA) - {TEXT}", outlet="ZNA"),
        filed("a", f"Pier warned\nPORT (ZNA) - {TEXT}", outlet="Echo"),
        filed("b", f"Drawer\n{TEXT}", outlet="Mail"),
    )
    assert not lineage.hidden
    assert {one.kind for one in reuse} == {"wire"}
    best = {one.child: one.article for one in reversed(lineage.parents)}
    assert (best["a"], best["b"], best["w"]) == ("w", "w", None)


def _naming(account: Account, outlet: str) -> Account:
    start = account.page.text.index(outlet)
    span = Span(account.page.id, start, start + len(outlet))
    said = Reference(outlet, outlet.lower(), "first reported", span, (span,))
    return replace(account, article=replace(account.article, references=(said,)))


def test_who_says_that_another_reported_it_took_it_from_there() -> None:
    reuse, lineage = judged(
        filed("a", f"Lamp dark\n{TEXT}", outlet="Harbour Post", day="2024-03-14"),
        _naming(
            filed("b", f"Claim\nThe Harbour Post first reported it.\n{TEXT}", outlet="Echo"),
            "Harbour Post",
        ),
    )
    assert {(one.kind, one.direction) for one in reuse} == {("pickup", "a>b")}
    assert not lineage.hidden


def test_the_words_of_one_speaker_heard_by_two_are_speech() -> None:
    reuse, lineage = judged(
        filed("a", f"Pilot speaks\n{SPOKEN} the old man told a crowd on the quay.", outlet="Post"),
        filed("b", f"Anger\nAt a meeting in town there was fury. {SPOKEN} he said.", outlet="Echo"),
    )
    assert [(one.kind, one.direction) for one in reuse] == [("speech", "undirected")]
    assert not lineage.hidden


def test_a_translated_quotation_has_one_translator() -> None:
    reuse, lineage = judged(
        filed("a", f"Pilot\n{SPOKEN} he said in remarks translated from Levonian.", outlet="Post"),
        filed("b", f"Anger\nAt a meeting there was fury. {SPOKEN} he said.", outlet="Echo"),
    )
    assert [(one.kind, one.direction) for one in reuse] == [("wire", "hidden")]
    assert len(lineage.hidden) == 1


def test_an_outlets_own_background_is_its_own_and_older_where_it_was_news() -> None:
    rest = "\n".join(
        f"Divers went down again on day {at} and came up with nothing." for at in range(9)
    )
    reuse, lineage = judged(
        filed("a", f"Inquiry\n{rest}\n{TEXT}", outlet="Post"),
        filed(
            "b",
            f"Lamp dark\n{TEXT}\nA harbour mass was said.\nBells rang in the old town.",
            outlet="Post",
        ),
    )
    assert {(one.kind, one.direction) for one in reuse} == {("own", "b>a")}
    assert not lineage.hidden


def test_a_credit_alone_gives_a_hidden_parent_that_is_not_sure() -> None:
    _, lineage = judged(
        filed("a", f"Lamp dark\n{TEXT}\nReporting by ZNA", outlet="Post", credit="ZNA: by ZNA")
    )
    [hidden] = lineage.hidden
    assert hidden.agency == "ZNA"
    first = lineage.parents[0]
    assert first.hidden == hidden.id
    assert 0.5 < first.probability < 1


def test_time_alone_gives_no_direction() -> None:
    reuse, _ = judged(
        filed("a", f"Lamp dark\n{TEXT}", outlet="Post", day="2024-03-14"),
        filed("b", f"Pier warned\n{TEXT}", outlet="Echo", day="2024-03-16"),
    )
    assert {one.direction for one in reuse} <= {"hidden", "undirected"}


@pytest.mark.parametrize("count", [1, 3, 60])
def test_parents_add_up_to_one_and_never_run_in_a_ring(count: int) -> None:
    accounts = [
        filed(f"p{at:03}", f"Head {at}\n{TEXT}", outlet=f"Outlet {at % 7}") for at in range(count)
    ]
    _, lineage = judged(*accounts)
    sums: defaultdict[str, float] = defaultdict(float)
    for one in lineage.parents:
        sums[one.child] += one.probability
    assert sorted(sums) == [account.page.id for account in accounts]
    assert all(abs(total - 1) < 1e-9 for total in sums.values())
    best = {one.child: one.article for one in reversed(lineage.parents)}
    _without_rings({(parent, child) for child, parent in best.items() if parent})


def _without_rings(edges: set[tuple[str, str]]) -> None:
    waiting = {name for edge in edges for name in edge}
    while waiting:
        roots = {name for name in waiting if not any(c == name and p in waiting for p, c in edges)}
        assert roots, "the lineage runs in a ring"
        waiting -= roots


def test_every_row_of_evidence_says_why() -> None:
    assert all(len(row.why) > 20 for row in rows().values())
    assert all(row.adds * row.prior >= 0 for row in rows().values()), (
        "a figure turned its row round"
    )


COURT = '"My client has done nothing wrong and he will clear his name,"'
CHARGE = '"These charges follow a three-year inquiry across four countries,"'


def _wired(name: str, body: str, outlet: str) -> Account:
    return filed(name, f"{name}\n{TEXT}\n{body}\nBy ZNA", outlet=outlet, credit="ZNA: By ZNA")


def test_the_credit_of_a_copy_does_not_pass_to_a_page_that_shares_only_speech() -> None:
    court = f"{CHARGE} the prosecutor said.\n{COURT} the lawyer told reporters."
    reuse, lineage = judged(
        _wired("a", court, "Echo"),
        _wired("b", court, "Mail"),
        filed("c", f"Bailed\nThe old owner came late. {COURT} his solicitor said.", outlet="Post"),
        filed(
            "d",
            f"Two charges\n{CHARGE} she said.\nHer rival was calm. {COURT} he added.\n"
            'An engineer told the Kelso Star of the tests. "We ran it until it passed," he said.',
            outlet="Kelso Star",
        ),
    )
    kinds = {(one.a.page, one.b.page): (one.kind, one.direction) for one in reuse}
    assert kinds.pop(("a", "b")) == ("wire", "hidden")
    assert set(kinds.values()) == {("speech", "undirected")}
    assert [hidden.articles for hidden in lineage.hidden] == [("a", "b")]
    best = {one.child: one.hidden for one in reversed(lineage.parents)}
    assert (best["c"], best["d"]) == (None, None)


def test_several_sentences_of_one_speaker_heard_by_two_are_speech() -> None:
    said = [
        '"The lamp on the north pier was broken for the whole of the winter,"',
        '"Nobody in that drawer of an office ever answered a single letter of ours,"',
        '"Divers will tell you what they found below the harbour wall that morning,"',
        '"We shall ask for the books of the company that let the mooring rot,"',
    ]
    reuse, lineage = judged(
        filed("a", "Anger\n" + "\n".join(f"{one} he said." for one in said), outlet="Post"),
        filed("b", "Quay\n" + "\n".join(f"The pilot: {one}" for one in said), outlet="Echo"),
    )
    assert {(one.kind, one.direction) for one in reuse} == {("speech", "undirected")}
    assert not lineage.hidden


def test_an_agencys_text_is_wire_between_outlets_of_one_owner_too() -> None:
    both = [
        replace(one, article=replace(one.article, family="levant press"))
        for one in (
            filed("a", f"Pier warned\nPORT (ZNA) - {TEXT}", outlet="Echo"),
            filed("b", f"Drawer\nPORT (ZNA) - {TEXT}", outlet="Mail"),
        )
    ]
    reuse, lineage = judged(filed("w", f"Lamp\nPORT (ZNA) - {TEXT}", outlet="ZNA"), *both)
    assert {(one.a.page, one.b.page, one.kind, one.direction) for one in reuse} == {
        ("a", "b", "wire", "undirected"),
        ("a", "w", "wire", "b>a"),
        ("b", "w", "wire", "b>a"),
    }
    reuse, lineage = judged(*both)
    assert {(one.kind, one.direction) for one in reuse} == {("wire", "hidden")}
    assert [hidden.articles for hidden in lineage.hidden] == [("a", "b")]


@pytest.mark.parametrize(
    "tip",
    [
        "Do you know more about this? Email us in confidence at tips@quayside.example now.",
        "Did you see what happened there?\nYou can ring our reporters on 020 7946 0000 all day.",
    ],
)
def test_a_tip_line_shared_by_unrelated_articles_is_furniture(tip: str) -> None:
    reuse, lineage = judged(
        filed("a", f"Lamp dark\n{TEXT}\n{tip}", outlet="Post"),
        filed(
            "b", f"Homes\nThe council of Kelso approved the homes on Tuesday.\n{tip}", outlet="E"
        ),
    )
    assert {(one.kind, one.direction) for one in reuse} == {("furniture", "undirected")}
    assert not lineage.hidden
    assert {one.article for one in lineage.parents} == {None}


def test_a_tip_line_below_a_copied_text_is_parted_from_it() -> None:
    tip = "Do you know more about this? Email us in confidence at tips@quayside.example now."
    reuse, _ = judged(
        filed("a", f"Lamp dark\n{TEXT}\n{tip}", outlet="Post"),
        filed("b", f"Pier warned\n{TEXT}\n{tip}", outlet="Echo"),
    )
    assert sorted(one.kind for one in reuse) == ["furniture", "wire"]
