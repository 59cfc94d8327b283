"""What a model told of each passage alone, put where it belongs: into the reporter's sentences.

The model sees one passage and gives reporting words, and for each its speaker and content; the
rules (sayings.py) see a sentence whole, with each stretch in marks as one token, and what stands
around a reporting word. Here both become one list of sayings. A telling's places are read as
tokens of the reporter's sentence, so content that touches a stretch in marks is the whole of it,
over as many passages as it runs. What the model cannot give - addressee, channel, occasion,
hedge, denial - is read by the rules around its reporting word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.extract.answers import answered
from secondsource.extract.attributions import Range, is_point
from secondsource.extract.clauses import Sentence, sentences_in, tokens_of
from secondsource.extract.contents import has_verb
from secondsource.extract.cues import Cue, Verb, Words, cues_in
from secondsource.extract.listeners import Surroundings, after_verb
from secondsource.extract.marks import Marked, marked_in
from secondsource.extract.sayings import Saying
from secondsource.records import Mention, Page, Passage, Tagged, Telling
from secondsource.sentences import sentences_of
from secondsource.textview import TextView

Piece = tuple[int, int]
# Places in PolNeAR's tuning part where the two differ: below, the model's content is right in 32
# and the rules' in 40 of 111; above, in 124 and 29 of 198. A speaker is the model's at any rate.
_CONTENT = 0.2
_LEAST = 0.4  # below it a telling is none; from .3 to .5 the same F1 within .003
# Something put down to somebody and not said, with its speaker named or not: below, .24 and .29 of
# the reporting words are the annotators' in PolNeAR's tuning part, which lowers F1.
_UNSAID = (0.7, 0.9)
_ALONE = 0.9  # the rules' own sureness of a speaker before or after his verb
_SPEECH = 4  # words in marks: fewer are a term or a title
_PLAIN = Verb("past", "", frozenset())


@dataclass(frozen=True, slots=True)
class Told:
    """A telling in offsets of its page's text."""

    cue: Piece
    speaker: tuple[Piece, ...]
    contents: tuple[Piece, ...]
    sure: float
    speaker_sure: float
    content_sure: float


def told_in(
    page: Page, passages: Iterable[Passage], tags: Mapping[str, Tagged]
) -> tuple[Told, ...]:
    """Put the tellings of some passages into offsets of their page, in order.

    >>> from secondsource.records import Span
    >>> page = Page("p1", "a.txt", "It rained.  “No,” she said.")
    >>> tags = {"k": Tagged(tellings=(Telling((10, 14), ((6, 9),), ((0, 5),)),))}
    >>> told_in(page, [Passage(Span("p1", 12, 27), "k", 0)], tags)[0].cue
    (22, 26)
    """
    found = []
    for passage in passages:
        tagged = tags.get(passage.key)
        if tagged is not None and tagged.tellings:
            view = TextView.of(page.id, page.text, passage.span.start, passage.span.end)
            found += [_placed(view, one) for one in tagged.tellings]
    return tuple(sorted(found, key=lambda told: (told.cue, told.contents, told.speaker)))


def _placed(view: TextView, telling: Telling) -> Told:
    lost = len(view.text) - len(view.text.lstrip())

    def place(piece: Piece) -> Piece:
        span = view.span(piece[0] + lost, min(piece[1] + lost, len(view.text)))
        return span.start, span.end

    return Told(
        place(telling.cue),
        tuple(map(place, telling.speaker)),
        tuple(map(place, telling.contents)),
        telling.sure,
        telling.speaker_sure,
        telling.content_sure,
    )


# -- into a sentence ------------------------------------------------------------------------


def joined_sayings(
    sentence: Sentence, ruled: Sequence[Saying], told: Sequence[Told], words: Words
) -> tuple[Saying, ...]:
    """Give a sentence's sayings by the rules and by a model.

    Of one reporting word that both read the places are the model's; what only the rules read is
    kept where it is plainly speech.
    """
    cues = tuple(cues_in(sentence, words)) if told or ruled else ()
    left = [one for one in ruled if not _quoted_as(sentence, one, words)]
    kept = [one for one in ruled if _quoted_as(sentence, one, words)]
    found = []
    for one in told:
        where = _tokens(sentence, one.cue)
        if where is None or one.sure < _LEAST or sentence.tokens[where[0]].kind == "marked":
            continue
        if any(_meet(saying.cue, where) for saying in kept):
            continue
        rule = next((saying for saying in left if _meet(saying.cue, where)), None)
        saying = _saying(sentence, one, where, cues, words)
        if saying and not rule and not saying.said and one.sure < _UNSAID[saying.speaker is None]:
            continue
        if rule is not None:
            left.remove(rule)
        both = _agreed(rule, saying, one.content_sure) if rule and saying else rule or saying
        if both is not None:
            found.append(both)
    found = _with_carriers(sentence, [one for one in found if not _idle(one, found)], words)
    found = [_cut_off(sentence, one, found, words) for one in found]
    found += kept
    found += [one for one in left if _plain_speech(sentence, one, found, cues, words)]
    return tuple(sorted(found, key=lambda one: one.cue))


def _idle(one: Saying, found: Sequence[Saying]) -> bool:
    """Say whether nobody says a thing, inside what somebody says."""
    if one.said or one.speaker is not None:
        return False
    return any(
        start <= one.cue[0] < end
        for other in found
        if other is not one
        for start, end in other.contents
    )


def _with_carriers(sentence: Sentence, found: Sequence[Saying], words: Words) -> list[Saying]:
    """Take who only carries what another said for its channel: "..., she said, | reports AFP"."""
    kept = []
    for one in found:
        carriers = [other for other in found if _carries(sentence, other, one, words)]
        if carriers and one.via is None:
            last = carriers[0]
            ends = [last.cue[1], *([last.speaker[1]] if last.speaker else [])]
            one = replace(one, via=(last.cue[0], max(ends)))
        if not any(_carries(sentence, one, other, words) for other in found):
            kept.append(one)
    return kept


def _carries(sentence: Sentence, one: Saying, other: Saying, words: Words) -> bool:
    """Say whether a saying holds another with its words and stands behind it as a carrier."""
    behind = one.cue[0] >= other.cue[1]
    if not behind or not words.has("carriers", sentence.low(one.cue[0])):
        return False
    return all(
        any(start <= piece[0] and piece[1] <= end for start, end in one.contents)
        for piece in other.contents
    )


def _quoted_as(sentence: Sentence, rule: Saying, words: Words) -> bool:
    """Say whether the rules read "was quoted by | as saying", which has more parts than a verb."""
    return any(
        sentence.low(at - 1) == "as" and verb.form == "ing"
        for at in range(rule.cue[0] + 2, rule.cue[1])
        if (verb := words.verbs.get(sentence.low(at)))
    )


def _meet(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _agreed(rule: Saying, told: Saying, content_sure: float) -> Saying:
    """Join what the rules and the model say of one reporting word: its places are the model's."""
    whose = told if told.speaker else rule
    said = told if content_sure >= _CONTENT else rule
    return replace(
        rule,
        cue=told.cue,
        cue_at=told.cue_at,
        reporting=told.reporting,
        speaker=whose.speaker,
        speaker_at=whose.speaker_at,
        confidence=whose.confidence,
        contents=said.contents,
        denied=said.denied,
        reacts=said.reacts,
    )


def _cut_off(sentence: Sentence, saying: Saying, found: Sequence[Saying], words: Words) -> Saying:
    """End what is said before the same speaker's next reporting word: "... | and predicted"."""
    contents = []
    for start, end in saying.contents:
        for other in found:
            same = other is not saying and other.speaker == saying.speaker is not None
            if same and start < other.cue[0] < end:
                end = other.cue[0]
        end = _before_main_verb(sentence, saying, (start, end), words)
        while end - start > 1 and words.has("joints", sentence.low(end - 1)):
            end -= 1
        contents.append(_trimmed(sentence, (start, end)) or (start, end))
    return replace(saying, contents=tuple(contents))


def _before_main_verb(sentence: Sentence, saying: Saying, content: Range, words: Words) -> int:
    """End what an aside tells with the aside: "Roos, who said that it sank, | was detained"."""
    start, end = content
    whose = saying.speaker
    aside = whose and words.has("relative", sentence.low(whose[0])) and whose[1] <= start
    if not whose or not aside or sentence.low(whose[0] - 1) != ",":
        return end
    for at in range(end - 2, start, -1):
        if sentence.low(at) == "," and words.has("finite", sentence.low(at + 1)):
            return at if has_verb(sentence.tokens[start:at], words) else end
    return end


def _plain_speech(
    sentence: Sentence,
    rule: Saying,
    found: Sequence[Saying],
    cues: Sequence[Cue],
    words: Words,
) -> bool:
    """Say whether a saying that the model does not read is kept.

    That is where a verb of speech has its speaker and a clause or words in marks, and where a
    colon leads to marks: .57 and .75 of them are the annotators' in PolNeAR's tuning part, of the
    rest .28. Inside what another says it is kept if it keeps inside.
    """
    contents = [piece for one in found for piece in one.contents]
    held = [piece for piece in contents if piece[0] <= rule.cue[0] < piece[1]]
    if any(_meet(piece, other) for piece in rule.contents for other in contents if not held):
        return False
    tokens = [token for start, end in rule.contents for token in sentence.tokens[start:end]]
    marked = any(token.marked for token in tokens)
    cue = next((one for one in cues if rule.cue[0] <= one.verb < rule.cue[1]), None)
    if cue is None:
        return marked
    told = marked or has_verb(tokens, words)
    return is_speech(cue.what) and told and rule.confidence >= _ALONE


def is_speech(verb: Verb) -> bool:
    """Say whether a verb tells of speech, and not of a thought or of what a paper shows."""
    return "quote" in verb.takes and not verb.takes & {"mind", "show"}


def _saying(
    sentence: Sentence, told: Told, where: Range, cues: Sequence[Cue], words: Words
) -> Saying | None:
    """Read a telling as a saying, with what the rules find around its reporting word."""
    cue = next((one for one in cues if where[0] <= one.verb < where[1]), None)
    held = cue or Cue(where[0], where[1] - 1, where[1] - 1, _PLAIN)
    whose = _nearest(told.speaker, told.cue)
    speaker = _tokens(sentence, whose) if whose else None
    contents = _contents(sentence, told.contents, speaker)
    if not contents:
        return None
    around = _around(sentence, held, speaker, contents, words)
    contents = _past_addressee(sentence, contents, around, words)
    answer = answered(sentence, contents[0], cue, words)
    return Saying(
        where,
        speaker,
        (answer.content, *contents[1:]),
        told.speaker_sure if speaker else 0.0,
        addressee=around.addressee,
        occasion=around.occasion,
        via=around.via,
        hedge=(held.hedge, held.hedge + 1) if held.hedge >= 0 else None,
        denied=answer.denied or held.refused or "denial" in held.what.takes,
        reacts=answer.reacts,
        cue_at=_core(sentence, told.cue, where, held),
        speaker_at=_past_clock(sentence, whose, speaker) if whose and speaker else None,
        reporting=told.cue,
        said=_is_said(sentence, contents, cue, words),
    )


def _is_said(sentence: Sentence, contents: Sequence[Range], cue: Cue | None, words: Words) -> bool:
    """Say whether a telling that the rules do not read tells something that is so or is not.

    Words in marks do, and a clause after a reporting verb that takes one; "favours the plan",
    "his view of the port" and "hopes to win" only put a view, a topic or a wish down to somebody.
    """
    tokens = [token for start, end in contents for token in sentence.tokens[start:end]]
    if any(token.marked and token.text.count(" ") >= _SPEECH - 1 for token in tokens):
        return True
    takes = cue.what.takes if cue is not None else frozenset()
    return bool(takes & {"bare", "that"}) and "mind" not in takes and has_verb(tokens, words)


def _core(sentence: Sentence, at: Piece, where: Range, cue: Cue) -> Piece:
    """Cut a cue to its verb: "said | in a statement", "voiced | concern about"."""
    return at if cue.last + 1 >= where[1] else (at[0], sentence.tokens[cue.last].end)


def _around(
    sentence: Sentence, cue: Cue, speaker: Range | None, contents: Sequence[Range], words: Words
) -> Surroundings:
    """Find addressee, channel and occasion; what is said or who says it is none of them.

    An addressee with which the content would begin is one: "asked | the mayor | to leave".
    """
    if speaker is not None and speaker[0] == cue.last + 1:
        cue = replace(cue, last=speaker[1] - 1, passive=True)
    found = after_verb(sentence, cue, words)
    first, *rest = contents
    whom = found.addressee
    leads = whom is not None and whom[0] == first[0] and whom[1] < first[1]
    taken = [(found.content, first[1]) if leads else first, *rest, *([speaker] if speaker else [])]

    def free(where: Range | None) -> Range | None:
        met = where and any(start < where[1] and where[0] < end for start, end in taken)
        return None if met else where

    return Surroundings(found.content, free(whom), free(found.occasion), free(found.via))


def _past_addressee(
    sentence: Sentence, contents: tuple[Range, ...], around: Surroundings, words: Words
) -> tuple[Range, ...]:
    """Leave out whom a content's first words only address: "accused | the mayor of | lying"."""
    (start, end), *rest = contents
    if around.addressee is None or around.addressee[0] != start:
        return contents
    start = max(around.addressee[1], around.content)
    if sentence.low(start) in ("of", "that") and end - start > 1:
        start += 1
    first = _trimmed(sentence, (start, end)) if start < end else None
    return (first, *rest) if first else contents


def _nearest(pieces: Sequence[Piece], cue: Piece) -> Piece | None:
    """Choose of a speaker's pieces the one that stands nearest to its reporting word."""
    return min(pieces, key=lambda one: (max(one[0] - cue[1], cue[0] - one[1]), one), default=None)


def _past_clock(sentence: Sentence, at: Piece, where: Range) -> Piece:
    """Leave out the time of day that a line opens with: "21:40 | Roos"."""
    start = where[0]
    while start < where[1] - 1 and not sentence.tokens[start].text[0].isalpha():
        start += 1
    clock = start > where[0] and sentence.tokens[start].text[0].isupper() and not where[0]
    return (sentence.tokens[start].start, at[1]) if clock else at


def _tokens(sentence: Sentence, piece: Piece) -> Range | None:
    """Give the tokens that a stretch of the page touches."""
    first = bisect_right(sentence.tokens, piece[0], key=lambda token: token.end)
    last = bisect_left(sentence.tokens, piece[1], key=lambda token: token.start)
    return (first, last) if first < last else None


def _contents(
    sentence: Sentence, pieces: Sequence[Piece], speaker: Range | None
) -> tuple[Range, ...]:
    """Give what is said as tokens, without the commas, the "that" and the speaker in it."""
    found: list[Range] = []
    for piece in pieces:
        where = _trimmed(sentence, _tokens(sentence, piece))
        held = where and speaker and speaker[0] <= where[0] and where[1] <= speaker[1]
        if where is None or held:
            continue
        if found and where[0] <= found[-1][1]:
            found[-1] = (found[-1][0], max(where[1], found[-1][1]))
        else:
            found.append(where)
    return tuple(found)


def _trimmed(sentence: Sentence, where: Range | None) -> Range | None:
    if where is None:
        return None
    start, end = where
    while start < end and is_point(sentence.tokens[start], ".,;:!?…-–—"):
        start += 1
    if start == 1 and sentence.low(0) == "that":
        start = 0  # "That year, Roos said, ..."
    elif start and end - start > 1 and sentence.low(start) == "that":
        start += 1
    while start < end and is_point(sentence.tokens[end - 1], ".,;:!?…-–—"):
        end -= 1
    lows = [sentence.low(at) for at in range(start, end)]
    if sentence.low(end) in _CLOSES and lows.count(_CLOSES[sentence.low(end)]) > lows.count(
        sentence.low(end)
    ):
        end += 1
    return (start, end) if start < end else None


_CLOSES = {")": "(", "]": "["}


def inner_sentences(text: str, marked: Marked, mentions: Sequence[Mention]) -> tuple[Sentence, ...]:
    """Read what stands inside a pair of marks as sentences of their own; ``mentions`` in order.

    >>> text = "“He left. She said ‘no’.”"
    >>> [len(one.tokens) for one in inner_sentences(text, Marked(0, 1, 24, 25), ())]
    [3, 4]
    """
    inside = [one for one in mentions if marked.first <= one.span.start < marked.last]
    within = marked_in(text, marked.first, marked.last)
    tokens = tokens_of(text, marked.first, marked.last, within, inside)
    ends = [end for _, end in sentences_of(text, marked.first, marked.last)]
    return sentences_in(tokens, ends)
