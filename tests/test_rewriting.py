"""The same facts in other words: who may have written from whom."""

from __future__ import annotations

from dataclasses import replace

from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.records import Account, Reference, Span
from tests.desk import filed

SCOOP = (
    "Nine wells near Trall hold 47 micrograms of arsenic, papers of the Orsk mine show.\n"
    "Geologist Hanna Reiss measured 61 micrograms in the well of the school in October.\n"
    "Director Pavel Orsk ordered 300 metres of pipe in November and sent it back in March.\n"
    "Mayor Otto Lind asked for bottled water twice and received a calendar of the company.\n"
    "Cattle of the Brenner farm died in the week in which the Vell stream turned green."
)
REWRITE = (
    "In the water of nine Trall wells 47 micrograms of arsenic were found, Orsk papers say.\n"
    "The school's well was worse: Hanna Reiss, a geologist, came to 61 micrograms there.\n"
    "Pavel Orsk had pipe brought, 300 metres, only to return all of it by March.\n"
    "A calendar was what Otto Lind, the mayor, got when he wrote for bottled water.\n"
    "Green water ran in the Vell when the Brenner cattle fell dead."
)
OTHER = (
    "Trall has had a fair every June since the mill was built, and this year it rained.\n"
    "Otto Lind opened it with a hammer that his grandfather had carried.\n"
    "Six bands played, and the brass of Dresna was the loudest by far.\n"
    "Children threw apples at a painted bear until the bear gave in.\n"
    "Two lamps failed on the bridge and were mended before the fireworks."
)


def likeliest(*accounts: Account) -> dict[str, str | None]:
    lineage = lineage_of(accounts, reuse_of(accounts))
    return {one.child: one.article for one in reversed(lineage.parents)}


def naming(account: Account, outlet: str) -> Account:
    span = Span(account.page.id, 0, 1)
    said = Reference(outlet, outlet.lower(), "first reported", span)
    return replace(account, article=replace(account.article, references=(said,)))


def test_who_tells_the_same_in_other_words_and_names_the_other_has_it_from_there() -> None:
    scoop = filed("a", f"Wells\n{SCOOP}", outlet="Hill Gazette", day="2024-06-01")
    rewrite = filed("b", f"Arsenic\n{REWRITE}", outlet="Daily Lantern", day="2024-06-02")
    fair = filed("c", f"Fair\n{OTHER}", outlet="Echo", day="2024-06-02")
    found = likeliest(scoop, naming(rewrite, "Hill Gazette"), fair)
    assert found == {"a": None, "b": "a", "c": None}


def test_who_names_the_other_for_something_else_has_nothing_from_it() -> None:
    scoop = filed("a", f"Wells\n{SCOOP}", outlet="Hill Gazette", day="2024-06-01")
    fair = filed("c", f"Fair\n{OTHER}", outlet="Echo", day="2024-06-02")
    assert likeliest(scoop, naming(fair, "Hill Gazette"))["c"] is None


def test_the_rewritten_sentences_are_a_stretch_with_their_parent() -> None:
    scoop = filed("a", f"Wells\n{SCOOP}", outlet="Hill Gazette", day="2024-06-01")
    rewrite = filed("b", f"Arsenic\n{REWRITE}", outlet="Daily Lantern", day="2024-06-02")
    accounts = (scoop, naming(rewrite, "Hill Gazette"))
    lineage = lineage_of(accounts, reuse_of(accounts))
    own = [one for one in lineage.stretches if one.span.page == "b"]
    assert own
    for one in own:
        assert one.parents[0].article == "a"
        assert any(reason.kind.startswith("rewriting") for reason in one.parents[0].reasons)
