"""Site names: the outlet's name in a page's title, and in its text as the address has it.

What may live here: choosing the part of a title that is the site's, and finding how a page itself
writes the name that its address runs together: "oskherald.example" is "The Osk Herald" there.
It works because the letters of a domain are nearly always those of the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_PIECES = re.compile(r"\s+[|–—»«·•:>/-]+\s+|:\s+|\s*&gt;\s*|\s+[|–—»«]|[|]\s*")
_LETTERS = re.compile(r"[^\W_]+")
_LONGEST = 60  # characters of a name
_LEAST = 4  # letters of a domain that are enough to know its name by
_LOOKED_AT = 200_000  # characters of a page in which the name is looked for
_LEGAL = re.compile(
    r",? (?:GmbH(?: & Co\.? KG)?|AG|SE|KG|Ltd\.?|Limited|LLC|L\.L\.C\.|Inc\.?|PLC|plc"
    r"|S\.?A\.?|S\.?p\.?A\.?|e\. ?V\.|B\.?V\.?|Pty|Corp\.?|Corporation|Co\.)\Z"
)


def tight(name: str) -> str:
    """Run a name together as a domain does.

    >>> tight("The Osk Herald")
    'oskherald'
    """
    return "".join(_LETTERS.findall(name.lower().removeprefix("the ")))


def of_label(name: str, label: str) -> bool:
    """Say whether a name is the one that a domain's label is made of, or nearly.

    >>> of_label("The Osk Herald", "theoskherald"), of_label("Osk Today", "oskherald")
    (True, False)
    """
    if not label:
        return False
    ours, theirs = tight(name), tight(label)
    theirs = theirs.removeprefix("the") if len(theirs) > _LEAST + 3 else theirs
    initials = "".join(word[0] for word in _LETTERS.findall(name.lower()))
    whole = (
        len(ours) >= _LEAST
        and (ours in theirs or theirs in ours)
        and (min(len(ours), len(theirs)) >= 0.6 * max(len(ours), len(theirs)))
    )
    return ours == theirs or whole or (len(theirs) > 2 and initials.endswith(theirs))


def in_title(title: str, label: str) -> str | None:
    """Give the part of a title that is the site's name by its domain's label.

    >>> in_title("The Osk Herald > World > Ferry sinks", "oskherald")
    'The Osk Herald'
    """
    parts = [part.strip() for part in _PIECES.split(title) if part and part.strip()]
    fit = [part for part in parts if len(part) <= _LONGEST and of_label(part, label)]
    named = [part for part in fit if "." not in part] or fit
    return max(named, key=lambda part: (tight(part) == tight(label), -len(part))) if named else None


def as_printed(label: str, text: str) -> tuple[str, int] | None:
    """Find how a page writes the name that a domain's label runs together, and where first.

    >>> as_printed("oskherald", "About the Osk Herald. (c) Osk Herald")
    ('Osk Herald', 10)
    """
    letters = _LETTERS.findall(label.lower())
    label = "".join(letters)
    if len(label) < _LEAST:
        return None
    spaced = r"[ '’&-]?".join(re.escape(letter) for letter in label)
    found = [
        match
        for match in re.finditer(
            rf"(?<![\w@/.-]){spaced}(?![\w@]|\.[a-z])", text[:_LOOKED_AT], re.IGNORECASE
        )
        if not match[0].islower()
    ]
    if not found:
        return None
    forms = Counter(match[0] for match in found)
    best = max(forms, key=lambda form: (" " in form, not form.isupper(), forms[form], form))
    return best, next(match.start() for match in found if match[0] == best)


def without_legal_form(name: str) -> str:
    """Drop what the law adds to a company's name.

    >>> without_legal_form("Osk Herald GmbH & Co. KG")
    'Osk Herald'
    """
    return _LEGAL.sub("", name)


def written_best(names: Sequence[str]) -> str:
    """Choose, of the first name and others that run together alike, the one that is written out.

    >>> written_best(["kestrelnews", "Lind Media", "Kestrel News"])
    'Kestrel News'
    """
    same = [name for name in names if tight(name) == tight(names[0])]
    return max(same, key=lambda name: (" " in name and not name.islower(), name == names[0]))
