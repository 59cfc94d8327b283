"""What an address spells and where it leads: nothing of one's own network, however written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.edges.fetch.failures import Failed, Refused
from secondsource.edges.fetch.reachable import numbers_of, own_network
from secondsource.edges.fetch.targets import Target, beside, target_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("http://levpress.example", "http://levpress.example/"),
        ("HTTP://LevPress.example:80/A?b=C#d", "http://levpress.example/A?b=C"),
        ("https://levpress.example:443/a", "https://levpress.example/a"),
        ("https://levpress.example:8443/a", "https://levpress.example:8443/a"),
        ("https://levpress.example./a", "https://levpress.example/a"),
        (
            " https://levpress.example/über?q=ä b ",
            "https://levpress.example/%C3%BCber?q=%C3%A4%20b",
        ),
        ("https://levpress.example/%C3%BC?x=%20", "https://levpress.example/%C3%BC?x=%20"),
        ("https://zürich.example/", "https://xn--zrich-kva.example/"),
        ("https://press_1.levpress.example/", "https://press_1.levpress.example/"),
        ("http://93.184.216.34/a", "http://93.184.216.34/a"),
        ("http://[2606:2800:220:1:0:0:0:1]:8080/", "http://[2606:2800:220:1::1]:8080/"),
        ("https://levpress.example/?", "https://levpress.example/?"),
    ],
)
def test_an_address_is_read_one_way(written: str, read: str) -> None:
    assert target_of(written).address == read
    assert target_of(read).address == read, "reading it twice changes nothing"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("ftp://levpress.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://levpress.example/", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("levpress.example/ferry", "only http and https"),
        ("https://desk:word@levpress.example/", "name or password"),
        ("https://desk@levpress.example/", "name or password"),
        ("http://levpress.example\\@127.0.0.1/", "name or password"),
        ("http://levpress.example:22/", "port 22"),
        ("http://levpress.example:6379/", "port 6379"),
        ("http://levpress.example:99999/", "cannot be read"),
        ("http:///ferry", "no host"),
        ("http://lev press.example/", "no host"),
        ("http://%31%32%37.0.0.1/", "no host"),
        ("http://levpress..example/", "no host"),
        ("http://" + "a" * 300 + ".example/", "no host"),
        ("http://[::1", "cannot be read"),
        ("http://[fe80::1%25eth0]/", "network card"),
        ("http://levpress.example/a\r\nHost: other", "control characters"),
        ("http://levpress.example/" + "a" * 9000, "the limit is"),
        ("http://localhost/", "one's own computer"),
        ("http://LOCALHOST./", "one's own computer"),
        ("http://desk.localhost/", "one's own computer"),
        ("http://printer.local/", "one's own computer"),
        ("http://metadata.google.internal/", "one's own computer"),
        ("http://intranet/", "one's own computer"),
        ("http://2130706433/", "not written plainly"),
        ("http://0x7f000001/", "not written plainly"),
        ("http://0x7f.0.0.1/", "not written plainly"),
        ("http://0177.0.0.1/", "not written plainly"),
        ("http://127.1/", "not written plainly"),
        ("http://127.0.0.1./x", ""),
        ("http://①②⑦.⓪.⓪.①/", ""),
        ("http://straße.example/", "xn--"),
    ],
)
def test_an_address_that_is_not_fetched_says_why(written: str, why: str) -> None:
    with pytest.raises(Refused, match=why or None):
        numbers_of(target_of(written), resolve=lambda host, port: ["93.184.216.34"])


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.255.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "198.18.0.1",
        "192.88.99.1", "198.51.100.1", "3fff::1",
        "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "192.0.2.1", "203.0.113.9", "::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:0:10.0.0.1", "::10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001::1",
        "2001:db8::1", "100::1", "4000::1", "nonsense",
    ],
)  # fmt: skip
def test_a_number_of_ones_own_network_is_known(number: str) -> None:
    assert own_network(number)


@pytest.mark.parametrize(
    "number",
    ["93.184.216.34", "1.1.1.1", "2606:2800:220:1::1", "64:ff9b::101:101", "::ffff:1.1.1.1"],
)
def test_a_number_of_the_public_net_is_known(number: str) -> None:
    assert own_network(number) is None


def test_every_answer_is_checked_and_a_number_is_not_looked_up() -> None:
    target = target_of("https://levpress.example/")
    assert numbers_of(target, resolve=lambda h, p: ["1.1.1.1", "1.0.0.1", "1.1.1.1"]) == (
        "1.1.1.1",
        "1.0.0.1",
    )
    with pytest.raises(Refused, match=r"leads to 192\.168\.0\.1"):
        numbers_of(target, resolve=lambda h, p: ["1.1.1.1", "192.168.0.1"])
    with pytest.raises(Refused, match="100 addresses"):
        numbers_of(target, resolve=lambda h, p: [f"1.1.1.{n}" for n in range(100)])
    with pytest.raises(Failed, match="has no address"):
        numbers_of(target, resolve=lambda h, p: [])
    plain = target_of("http://93.184.216.34/")
    assert numbers_of(plain, resolve=lambda h, p: ["10.0.0.1"]) == ("93.184.216.34",)
    own = target_of("http://localhost:9000/", private=True)
    assert numbers_of(own, resolve=lambda h, p: ["127.0.0.1"], private=True) == ("127.0.0.1",)


@pytest.mark.parametrize(
    ("location", "leads"),
    [
        ("/b", "https://levpress.example/b"),
        ("b?c", "https://levpress.example/news/b?c"),
        ("//other.example/b", "https://other.example/b"),
        (" http://other.example/ ", "http://other.example/"),
        ("?page=2", "https://levpress.example/news/a?page=2"),
    ],
)
def test_a_redirect_may_be_relative(location: str, leads: str) -> None:
    assert beside(target_of("https://levpress.example/news/a"), location) == leads


@given(st.text(max_size=60))
def test_whatever_is_written_an_address_is_read_or_refused(words: str) -> None:
    for written in (words, f"http://{words}", f"http://levpress.example/{words}"):
        try:
            found = target_of(written)
        except Refused:
            continue
        assert isinstance(found, Target)
        assert found.address.isascii() and not set("\r\n \t\\@") & set(found.authority)
        assert "\r" not in found.path and "\n" not in found.path and " " not in found.path
        assert target_of(found.address) == found


def test_a_path_with_dots_is_asked_for_as_what_it_means() -> None:
    """So that robots.txt, which speaks of paths without them, is asked about the same one."""
    for written in ("/open/../secret/x", "/open/%2E%2e/secret/./x", "/../secret/x"):
        assert target_of(f"https://levpress.example{written}").path == "/secret/x"
