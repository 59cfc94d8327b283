"""Speech over the paragraph's edge, and the law of the lost mark.

A mark that is taken away changes the words quoted in its own paragraph and in no other. Whose
words they are can change too only where a paragraph has marked words and nobody in it who says
them: such a one follows the last paragraph that has a voice, so the reach of a lost mark ends at
the next paragraph that has one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.records import Account
from tests.test_quotations import account, told

VOICED = [
    "“We built it,” Roos said. “It floats.”",
    "“We built it,” Roos said. “It floats.",
    "Petrov said it was “a fine boat” on Monday.",
    "Roos said that it was “old. It had holes.",
    '"It sank in an hour," said Petrov, "and nobody saw it."',
    '"It sank in an hour," said Petrov. "Nobody saw it.',
    "‘It sank,’ Roos said. ‘We all saw it.’",
    "„Es sank“, said Petrov.",
    "Petrov said it had sunk.",
]
FOLLOWING = [
    "“We ran to the boats and then it sank.”",
    "“We ran to the boats. Then it sank.",
    '"Nobody came."',
    '"Nobody came to us. We waited.',
    "“Never.",
]
PLAIN = ["It rained on the “ghost ferry” all day.", "It rained.", "The boat was 12 feet long."]
MARKS = '“”"„‘’'

paragraphs = st.lists(st.sampled_from([*VOICED, *FOLLOWING, *PLAIN]), min_size=1, max_size=7)


def _shown(read: Account, lines: Sequence[str]) -> list[Counter[tuple[object, ...]]]:
    """Give what each paragraph shows: its quoted words with their kind, speaker and sureness."""
    page, found, at = read.page, [], 0
    for line in lines:
        inside = range(at, at + len(line) + 1)
        found.append(
            Counter(
                (
                    page[part],
                    any(part.within(one) or one.within(part) for one in quote.marked),
                    quote.kind,
                    page[quote.speaker_span] if quote.speaker_span else "",
                    page[quote.cue] if quote.cue else "",
                    quote.confidence,
                )
                for quote in read.quotations
                for part in quote.parts
                if part.start in inside
            )
        )
        at += len(line) + 1
    return found


def _words(shown: Counter[tuple[object, ...]]) -> Counter[tuple[object, ...]]:
    return Counter((one[0], one[1]) for one in shown.elements())


def _reach(lines: Sequence[str], lost: int) -> set[int]:
    """Give the paragraphs that follow a voice that may have changed in paragraph ``lost``."""
    reach = set()
    for at in range(lost + 1, len(lines)):
        if lines[at] in VOICED:
            break
        if lines[at] in FOLLOWING:
            reach.add(at)
    return reach


@settings(max_examples=150, deadline=None)
@given(paragraphs, st.integers(0, 200))
def test_a_lost_mark_changes_its_paragraph_and_at_most_whose_the_words_after_it_are(
    lines: list[str], which: int
) -> None:
    places = [
        (row, at) for row, line in enumerate(lines) for at, sign in enumerate(line) if sign in MARKS
    ]
    if not places:
        return
    row, at = places[which % len(places)]
    broken = [*lines]
    broken[row] = lines[row][:at] + lines[row][at + 1 :]
    before = _shown(account("\n".join(lines)), lines)
    after = _shown(account("\n".join(broken)), broken)
    reach = _reach(lines, row)
    for here in range(len(lines)):
        if here == row:
            continue
        assert _words(before[here]) == _words(after[here])
        if here not in reach:
            assert before[here] == after[here]


def test_a_speech_left_open_goes_on_until_it_is_closed() -> None:
    text = "“It began,” Roos said. “We ran.\n“Then it sank.\n“Nobody came.”\n“All died that day.”"
    assert told(text) == [
        ("direct", "Roos", "It began|We ran.|Then it sank.|Nobody came."),
        ("direct", "Roos", "All died that day."),
    ]


def test_a_speech_ends_where_a_paragraph_does_not_begin_with_a_mark() -> None:
    text = "“It began,” Roos said. “We ran.\nIt rained.\n“Then it sank, all of it.”"
    assert told(text) == [
        ("direct", "Roos", "It began|We ran."),
        ("direct", "Roos", "Then it sank, all of it."),
    ]


def test_whoever_speaks_next_is_not_taken_into_an_open_speech() -> None:
    text = "“It began,” Roos said. “We ran.\n“It sank,” Petrov said.\n“Nobody came to us.”"
    assert [one[1] for one in told(text)] == ["Roos", "Petrov", "Petrov"]


def test_words_in_marks_that_follow_a_mixed_quotation_belong_to_it() -> None:
    text = "Roos said it was “vile.” “It sank in an hour.”"
    assert told(text) == [("mixed", "Roos", "it was “vile.”|It sank in an hour.")]


def test_a_name_in_marks_that_stands_alone_is_no_speech() -> None:
    assert told("“It sank,” Roos said.\n“Alma”\nIt rained.") == [("direct", "Roos", "It sank")]


def test_a_line_that_ends_in_a_colon_leads_in_the_next_paragraph() -> None:
    assert told("Roos went on:\n“It sank.”") == [("direct", "Roos", "It sank.")]
