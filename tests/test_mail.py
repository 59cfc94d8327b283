"""Letters, mailboxes and saved pages: what was written, by whom and when, and nothing else."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.edges import mail
from secondsource.edges.files import pages_in
from secondsource.edges.letters import header, letter_of
from secondsource.edges.opening import opened_over
from secondsource.edges.raw import Raw
from secondsource.records import Unread
from tests.documents import pdf

HTML = "<html><body><h1>Ferry sinks</h1><p>Nine people died off Osk, police said.</p></body></html>"
DATE = "Wed, 21 May 2031 08:00:00 +0200"


def letter(text: str | None = "Nine people died.", html: str | None = None) -> EmailMessage:
    one = EmailMessage()
    one["From"] = "The Osk Herald <news@oskherald.example>"
    one["Subject"] = "Ferry sinks, nine dead – what we know"
    one["Date"] = DATE
    one["Message-ID"] = "<21@oskherald.example>"
    if text is not None:
        one.set_content(text)
    if html is not None and text is not None:
        one.add_alternative(html, subtype="html")
    elif html is not None:
        one.set_content(html, subtype="html")
    return one


def read(raw: bytes, name: str = "news.eml") -> list[Raw | Unread]:
    return list(pages_in(opened_over(io.BytesIO(raw).read), name))


def test_a_newsletter_is_its_html_with_what_its_head_states() -> None:
    [page] = read(letter(html=HTML).as_bytes())
    assert isinstance(page, Raw)
    assert page.media == "html" and b"<h1>Ferry sinks" in page.raw and page.input == "news.eml"
    assert page.given.outlet == "The Osk Herald"
    assert page.given.headline == "Ferry sinks, nine dead – what we know"
    assert page.given.date == "2031-05-21T08:00:00+02:00"
    assert page.key == "21@oskherald.example" and page.address.endswith("#" + page.key)
    assert page.given.charset == "utf-8"


def test_a_letter_of_text_alone_is_text() -> None:
    [page] = read(letter("Nine people died – police.").as_bytes())
    assert isinstance(page, Raw) and page.media == "plain"
    assert page.raw.decode().strip() == "Nine people died – police."


def test_html_that_shows_nothing_gives_way_to_the_text() -> None:
    [page] = read(letter(html="<html><style>p{}</style><img src='x'>&nbsp;</html>").as_bytes())
    assert isinstance(page, Raw) and page.media == "plain"


def test_the_archive_of_a_list_gives_the_address() -> None:
    one = letter()
    one["Archived-At"] = "<https://lists.osk.example/ferry/21>"
    [page] = read(one.as_bytes())
    assert isinstance(page, Raw)
    assert (page.url, page.key) == ("https://lists.osk.example/ferry/21", None)


def test_a_forwarded_letter_and_a_document_are_pages_of_their_own() -> None:
    inner, outer = letter("Ten people died."), letter("See below.")
    del inner["Message-ID"]
    outer.add_attachment(inner)
    told = pdf([[(60, 700, 11, "Nine died.")]])
    outer.add_attachment(told, maintype="application", subtype="pdf", filename="r.pdf")
    outer.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    outer.add_attachment(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", maintype="application",
                         subtype="msword", filename="r.doc")  # fmt: skip
    found = read(outer.as_bytes())
    keys = [(one.key, one.media) for one in found if isinstance(one, Raw)]
    assert keys == [
        ("21@oskherald.example", "plain"), ("part 1", "plain"), ("r.pdf", "pdf")
    ]  # fmt: skip
    [named] = [one for one in found if isinstance(one, Unread)]
    assert named.input == "news.eml" and named.reason.startswith("r.doc: ")


def test_letters_in_letters_have_an_end() -> None:
    one = letter("The innermost.")
    for _ in range(30):
        outer = letter("Forwarded.")
        outer.add_attachment(one)
        one = outer
    found = read(one.as_bytes())
    assert any(isinstance(each, Unread) and "inside one another" in each.reason for each in found)


HEADS = [
    (b"Subject: =?utf-8?B?RmVycnkg4oCTIG5pbmU=?=", "Ferry – nine"),
    (b"Subject: =?iso-8859-1?Q?F=E4hre?= =?utf-8?Q?_sinkt?=", "Fähre sinkt"),
    (b"Subject: =?no-such?Q?Ferry?=", "Ferry"),
    (b"Subject: =?utf-8?B?%%%?=", "=?utf-8?B?%%%?="),
    ("Subject: Fähre sinkt".encode(), "Fähre sinkt"),
    ("Subject: Fähre sinkt".encode("cp1252"), "Fähre sinkt"),
    (b"Subject: Ferry\r\n sinks", "Ferry sinks"),
    (b"Subject:", None),
    (b"X: y", None),
]


@pytest.mark.parametrize(("head", "words"), HEADS)
def test_a_header_is_read_as_a_person_reads_it(head: bytes, words: str | None) -> None:
    one = letter_of(head + b"\r\n\r\nNine died.")
    assert one is not None and header(one, "Subject") == words


BROKEN = [
    b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\nNine died.",
    b'From: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\nNine died.',
    b'From: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\nNine died.',
    b"From: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=no\n\nNine \xe9 died.",
    b"From: x\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nTmluZSBka*ZWQ",
    b"From: x\nMIME-Version: 1.0\nDate: yesterday\n\nNine died.",
    b"From: x\nMIME-Version: 1.0\nDate: Wed, 99 May 99999 08:00:00 +9999\n\nNine died.",
    b"From: =?utf-8?q?=22?= <\nMIME-Version: 1.0\n\nNine died.",
    b"From: x\nMIME-Version: 1.0\nContent-Type: ;;;\n\nNine died.",
    b"From: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset*=utf-8''%ff\n\nNine died.",
]


@pytest.mark.parametrize("raw", BROKEN)
def test_a_broken_letter_is_read_as_far_as_it_goes_or_named(raw: bytes) -> None:
    found = read(raw)
    assert found and all(isinstance(one, Raw) or one.reason for one in found)


def test_a_multipart_without_its_boundary_keeps_its_text() -> None:
    pages = [one for one in read(BROKEN[0]) if isinstance(one, Raw)]
    assert [b"Nine died." in one.raw for one in pages] == [True]


@given(st.binary(max_size=500))
def test_any_bytes_are_a_letter_or_say_why_not(raw: bytes) -> None:
    for one in read(b"From: x\nMIME-Version: 1.0\n" + raw):
        assert isinstance(one, Raw) or one.reason


# -- mailboxes ------------------------------------------------------------------------------


def box(*letters: EmailMessage) -> bytes:
    return b"".join(
        b"From news@osk.example Wed May 21 08:00:00 2031\n"
        + one.as_bytes().replace(b"\nFrom ", b"\n>From ")
        + b"\n"
        for one in letters
    )


def test_a_mailbox_is_cut_at_its_letters() -> None:
    first, second = letter("Nine died.\nFrom Osk they came."), letter("Ten died.")
    second.replace_header("Message-ID", "<22@oskherald.example>")
    found = read(box(first, second), "inbox")
    assert [one.key for one in found if isinstance(one, Raw)] == [
        "21@oskherald.example", "22@oskherald.example"
    ]  # fmt: skip
    assert isinstance(found[0], Raw) and b"\nFrom Osk they came." in found[0].raw


def test_a_mailbox_that_breaks_off_keeps_its_letters() -> None:
    found = read(box(letter(), letter(html=HTML))[:-200], "inbox")
    assert sum(isinstance(one, Raw) for one in found) == 2


def test_a_letter_over_the_limit_is_named_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mail, "LARGEST", 1_000)
    found = read(box(letter("Nine died. " * 500), letter("Ten died.")), "inbox")
    assert [type(one) for one in found] == [Unread, Raw]


# -- pages saved as one file ----------------------------------------------------------------

SAVED = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://osk.example/ferry?id=1\r\n"
    b"Subject: =?utf-8?Q?Ferry=20sinks?=\r\nDate: Wed, 21 May 2031 08:00:00 -0000\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
    b'\tboundary="----M"\r\n\r\n\r\n------M\r\nContent-Type: text/html\r\n'
    b"Content-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: https://osk.example/ferry?id=1\r\n\r\n"
    b"<html><p>Nine people died =E2=80=93 police=\r\n.</p></html>\r\n"
    b"------M\r\nContent-Type: text/html\r\nContent-Location: https://ads.example/\r\n\r\n"
    b"<p>Buy now</p>\r\n------M\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
    b"\r\niVBORw0KGgo=\r\n------M--\r\n"
)


def test_a_saved_page_is_the_page_its_address_and_when_it_was_saved() -> None:
    [page] = read(SAVED, "ferry.mhtml")
    assert isinstance(page, Raw)
    assert page.raw.decode().strip() == "<html><p>Nine people died – police.</p></html>"
    assert (page.url, page.address) == ("https://osk.example/ferry?id=1",) * 2
    assert page.given.fetched is not None and page.given.fetched.startswith("2031-05-21T08:00")
    assert (page.media, page.key) == ("html", None)


def test_a_saved_page_that_breaks_off_says_so() -> None:
    found = read(SAVED[: SAVED.index(b"------M\r\nContent-Type: image")], "ferry.mhtml")
    assert [type(one) for one in found] == [Raw, Unread]
    assert isinstance(found[1], Unread) and "breaks off" in found[1].reason


def test_a_saved_page_without_a_page_says_so() -> None:
    raw = SAVED.replace(b"text/html\r\n", b"text/css\r\n")
    assert [type(one) for one in read(raw, "ferry.mhtml")] == [Unread]
