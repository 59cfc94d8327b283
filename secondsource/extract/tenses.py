"""When a reporting word tells, and whether it tells anything: read from its own words alone.

"Said" is past, "says" present, "will say" future; "saying" takes its time from elsewhere and
"according to" has none. "Declined to say" and "did not say" tell that somebody kept silent: what
stands behind them was not said. Only the cue's words are looked at, so a cue found by whatever
means is read alike.
"""

from __future__ import annotations

from secondsource.extract.cues import Form, Words
from secondsource.language import language
from secondsource.records import Tense

_BY_FORM: dict[Form, Tense] = {
    "past": "past",
    "part": "past",
    "third": "present",
    "base": "present",
}


def tense_of(cue: str, words: Words) -> Tense:
    """Give the time of telling that a cue's first verb shows; "" where none is shown.

    >>> from secondsource.extract.cues import words_for
    >>> [tense_of(cue, words_for("en")) for cue in ("has warned", "will not say", "according to")]
    ['past', 'future', '']
    """
    for low in _words(cue):
        for name, tense in _TABLES.items():
            if words.has(name, low.removesuffix("n't")):
                return tense
        verb = words.verbs.get(low)
        if verb is not None:
            return _BY_FORM.get(verb.form, "")
        if words.has("chains", low):
            return "present" if low.endswith("s") else "past"
    return ""


_TABLES: dict[str, Tense] = {
    "tense_future": "future",
    "tense_past": "past",
    "tense_present": "present",
}


def refuses(cue: str, words: Words) -> bool:
    """Say whether a cue tells of silence: "declined to comment", "has not said".

    What somebody does not think or believe he denies; he does not keep it to himself.

    >>> from secondsource.extract.cues import words_for
    >>> [refuses(cue, words_for("en")) for cue in ("would not say", "does not think", "denied")]
    [True, False, False]
    """
    lows = _words(cue)
    if any(words.has("refusals", low) for low in lows):
        return True
    if not any(words.has("negations", low) or low.endswith("n't") for low in lows):
        return False
    verb = next((words.verbs[low] for low in reversed(lows) if low in words.verbs), None)
    return verb is not None and "mind" not in verb.takes


def supposed(around: tuple[str, str]) -> bool:
    """Say whether a telling is only supposed: "if Roos had said", "Roos might say".

    ``around`` are the words before whoever speaks, and those between him and the cue's end.

    >>> supposed(("If ", " had said")), supposed(("", " might say")), supposed(("", " will say"))
    (True, True, False)
    """
    before, cue = around
    pack = language("en")
    lows, opened = _words(cue), _words(before)
    if any(low in pack.terms("quotations.supposing") for low in lows):
        return "not" not in lows
    while opened and opened[-1] in pack.terms("quotations.determiners"):
        opened.pop()
    return bool(opened) and opened[-1] in pack.terms("quotations.supposed_after")


def _words(cue: str) -> list[str]:
    return cue.lower().replace("’", "'").split()
