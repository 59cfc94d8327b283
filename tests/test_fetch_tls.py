"""A certificate is checked for the name that was asked for, though the number is connected to."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from secondsource.edges.fetch import exchange
from secondsource.edges.fetch.failures import Failed, Refused
from tests.webroom import PAGE, Web, answer, fetcher, web

FERRY = "https://levpress.example/ferry"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate for levpress.example, which nobody has signed but itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes a certificate for the test, is not installed")
    folder = tmp_path_factory.mktemp("papers")
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3 -keyout key"
    names = ["-subj", "/CN=levpress.example", "-addext", "subjectAltName=DNS:levpress.example"]
    call = ["openssl", *words.split(), "-out", "paper", *names]
    subprocess.run(call, cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def desk(papers: Path) -> Iterator[Web]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(papers / "paper", papers / "key")
    with web(secured=context, ferry=answer(PAGE)) as running:
        yield running


@pytest.fixture
def believed(papers: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The certificate counts as signed by somebody who is believed."""
    monkeypatch.setenv("SSL_CERT_FILE", str(papers / "paper"))
    exchange._trusted.cache_clear()
    yield
    exchange._trusted.cache_clear()


def test_a_certificate_that_nobody_signed_is_refused(desk: Web) -> None:
    with pytest.raises(Refused, match="certificate is not valid"):
        fetcher(desk).fetched(FERRY)
    assert desk.asked == []


@pytest.mark.usefixtures("believed")
def test_the_name_is_checked_and_told_though_the_number_is_connected_to(desk: Web) -> None:
    assert fetcher(desk).fetched(FERRY).raw == PAGE.encode()
    assert desk.paths == ["/ferry"]
    with pytest.raises(Refused, match="mismatch"):
        fetcher(desk).fetched("https://herald.example/ferry")


def test_a_server_that_speaks_no_tls_is_named() -> None:
    with web(ferry=answer(PAGE)) as plain, pytest.raises(Failed, match="cannot be connected to"):
        fetcher(plain).fetched(FERRY)
