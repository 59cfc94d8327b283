"""Where the example coverage stands, in an installed package and in a checkout."""

from __future__ import annotations

from pathlib import Path

import secondsource
from secondsource.errors import Misuse


def example_folder() -> Path:
    """Give the folder of the example coverage; ``Misuse`` where it was not installed."""
    package = Path(secondsource.__file__).parent
    for place in (package / "examples", package.parent / "examples"):
        if (place / "coverage").is_dir():
            return place
    raise Misuse("the example coverage is not installed: install the package as its README says")
