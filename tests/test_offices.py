"""What persons are said to be is kept with the days of the articles that say so."""

from __future__ import annotations

from secondsource.extract.offices import with_roles
from secondsource.records import Account, Article, Dating, Entity, Mention, Page, Span


def account(number: int, text: str, day: str | None) -> Account:
    page = Page(id=f"p{number}", input="a.txt", text=text)
    dating = Dating(earliest=day, latest=day) if day else Dating()
    at = text.index("Ada Roos")
    title = Span(page.id, 0, at - 1) if at else None
    names = (Mention(Span(page.id, at, at + 8), "person", title),)
    return Account(page, Article(page.id, "x", published=dating), mentions=names)


def roles(*accounts: Account) -> list[tuple[str, str | None, str | None, bool]]:
    mentions = tuple(mention for one in accounts for mention in one.mentions)
    roos = Entity("e1", "person", "Ada Roos", ("Ada Roos",), mentions)
    (found,) = with_roles(accounts, [roos])
    return [(role.words, role.earliest, role.latest, role.former) for role in found.roles]


def test_a_role_has_the_days_of_those_who_print_it() -> None:
    found = roles(
        account(1, "Foreign Minister Ada Roos left.", "2031-03-01"),
        account(2, "foreign minister Ada Roos stayed.", "2031-03-09"),
        account(3, "Former foreign minister Ada Roos wrote.", "2031-05-02"),
    )
    assert found == [
        ("foreign minister", "2031-03-01", "2031-03-09", False),
        ("former foreign minister", "2031-05-02", "2031-05-02", True),
    ]


def test_a_role_may_stand_behind_the_name() -> None:
    found = roles(account(1, "Ada Roos, head of the Harbour Board, left.", None))
    assert found == [("head of the harbour board", None, None, False)]


def test_a_form_of_address_and_a_clause_are_no_roles() -> None:
    assert roles(account(1, "Ms Ada Roos, who heads the board, left.", "2031-03-01")) == []
