"""What the tests share: where the development texts are, and saying what was left out."""

from __future__ import annotations

import os
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
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.write_sep("-", f"{len(skipped)} tests were left out")
    for one in sorted(skipped, key=lambda report: report.nodeid):
        why = one.longrepr[2] if isinstance(one.longrepr, tuple) else one.longrepr
        terminalreporter.write_line(f"{one.nodeid}: {why}")
