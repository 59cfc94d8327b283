"""What the tests share: where the development texts are, and saying what was left out."""

from __future__ import annotations

import gc
import os
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared texts beside the checkout, or one that is named."""
    place = Path(os.environ.get("SECONDSOURCE_SHARED", ROOT.parent / "shared"))
    if not (place / "seeds").is_dir():
        pytest.skip("the shared texts are not beside the checkout (SECONDSOURCE_SHARED names them)")
    return place


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was left out, and why."""
    why: Counter[tuple[str, str]] = Counter()
    for one in terminalreporter.stats.get("skipped", []):
        reason = one.longrepr[2] if isinstance(one.longrepr, tuple) else str(one.longrepr)
        why[one.nodeid.partition("::")[0], reason.removeprefix("Skipped: ")] += 1
    if why:
        terminalreporter.write_sep("-", f"{why.total()} tests were left out")
    for (file, reason), count in sorted(why.items()):
        terminalreporter.write_line(f"{file}: {count} left out: {reason}")


@pytest.fixture(autouse=True)
def _kept_apart() -> None:
    """Keep what earlier tests hold out of the search for garbage: it took half a second of some
    test that measures time."""
    gc.freeze()
