"""Kinds of files: told by what they hold; the name counts only where bytes cannot tell."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.edges.files import _READERS
from secondsource.edges.opening import HEAD
from secondsource.edges.sniffing import UNREAD_KINDS, ending_of, kind_of
from tests.documents import docx, pdf

NEWS = b"Ferry sinks off Osk\n\nNine people died on Monday when a ferry sank off Osk.\n"
MAIL = (
    b"Return-Path: <n@osk.example>\r\nFrom: Osk <n@osk.example>\r\nSubject: Ferry\r\n\r\nNine.\r\n"
)
SAVED = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://osk.example/1\r\nMIME-Version:"
    b' 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="b"\r\n\r\n'
)
RSS = b'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Osk</title></channel></rss>'

KINDS = [
    (NEWS, "a.txt", "plain"),
    (NEWS, "notes", "plain"),
    (NEWS, "a.md", "markdown"),
    (NEWS.decode().encode("utf-16"), "a", "plain"),
    (NEWS.decode().encode("utf-16-le"), "a", "plain"),
    ("Паром затонул у берега".encode("cp1251"), "a", "plain"),
    (b"<!doctype html><p>Nine died.", "a", "html"),
    (b"\xef\xbb\xbf  <html><p>Nine died.", "a.txt", "plain"),  # the reader sees that it is a page
    (b"<p>Nine died.", "a.html", "html"),
    (b"<!doctype html>".decode().encode("utf-16"), "a", "html"),
    (b"Nine died.", "a.HTM", "html"),
    (pdf([[(60, 700, 11, "Nine died.")]]), "a.html", "pdf"),
    (docx(["Nine died."]), "a.docx", "zip"),
    (MAIL, "a.eml", "mail"),
    (MAIL, "a", "mail"),
    (b"From: Osk\nSubject: Ferry\n\nNine died.", "a.txt", "plain"),  # as an editor heads a note
    (b"From osk@osk.example Wed May 21 08:00:00 2031\n" + MAIL, "inbox", "mbox"),
    (SAVED, "a.mhtml", "mhtml"),
    (SAVED, "a", "mhtml"),
    (RSS, "a.xml", "feed"),
    (RSS, "a.html", "feed"),
    (b'<?xml version="1.0"?><urlset><url/></urlset>', "a.xml", "listing"),
    (b'<opml version="2.0"><body/></opml>', "a.opml", "listing"),
    (b'<?xml version="1.0"?><invoice><total>9</total></invoice>', "a.xml", "xml"),
    (b'{"text": "Nine died."}\n{"text": "Ten."}\n', "-", "lines"),
    (b'{"articles": [{"text": "Nine died."}]}', "a.json", "array"),
    (b'{\n "text": "Nine died."\n}', "a.json", "array"),
    (b'[{"text": "Nine died."}]', "a.json", "array"),
    (b"[Osk] Nine people died.", "a", "plain"),
    (b"{Correction} Nine people died.", "a", "plain"),
    (json.dumps({"version": "https://jsonfeed.org/version/1.1"}).encode(), "a.json", "feed"),
    (b"title,text,date\nFerry,Nine died.,2031\n", "-", "table"),
    (b"title;text\nFerry;Nine died.\n", "a.csv", "table"),
    (b"The text, and the date, of it", "-", "plain"),
    (gzip.compress(NEWS, mtime=0), "a.txt.gz", "gzip"),
    (bz2.compress(NEWS), "a.bz2", "bzip2"),
    (lzma.compress(NEWS), "a.xz", "xz"),
    (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "a", "warc"),
    (gzip.compress(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", mtime=0), "a.gz", "warc"),
    (b"\xff\xd8\xff\xe0", "a.txt", "picture"),
    (b"<svg xmlns='x'/>", "a.svg", "picture"),
    (b"RIFF0000WEBP", "a", "picture"),
    (b"\x00\x00\x00\x18ftypmp42", "a", "recording"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "office"),
    (b"{\\rtf1 Nine died.}", "a.rtf", "rtf"),
    (b"SQLite format 3\x00", "secondsource.db", "database"),
    (b"var a = 1;", "a.js", "code"),
    (bytes(range(256)) * 20, "a", "binary"),
    (b"", "a.csv", "table"),
    (b"", "a", "plain"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "name", "kind"), KINDS)
def test_a_kind_is_told_by_what_a_file_holds(raw: bytes, name: str, kind: str) -> None:
    assert kind_of(raw[:HEAD], name) == kind


@given(st.binary(max_size=300), st.sampled_from(["a", "a.txt", "a.csv", "a.html", "a.eml", "-"]))
def test_every_file_has_a_kind_that_is_read_or_named(raw: bytes, name: str) -> None:
    kind = kind_of(raw, name)
    assert (kind in _READERS) != (kind in UNREAD_KINDS)


def test_every_kind_that_is_not_read_says_what_to_do() -> None:
    for one, many, then in UNREAD_KINDS.values():
        assert one and many != one and len(then) > 10


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.tar.GZ", ".gz"), (".hidden", ""), ("a/b.c/d", ""), ("C:\\a\\b.Txt", ".txt")],
)
def test_an_ending_is_that_of_the_last_name(name: str, ending: str) -> None:
    assert ending_of(name) == ending
