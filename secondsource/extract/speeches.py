"""Speech that goes on: over the end of a sentence, and over the paragraph's edge.

What stands in marks without a reporting word of its own belongs to the speech beside it in its
paragraph. A paragraph that begins with a mark and says of those words nothing of who speaks goes
on with the speech before it: as one quotation where that was left open, else as a quotation of
its own in the same voice, believed less.

Which words are quoted is told by their own paragraph alone, so a mark too many or too few changes
the words of no other. Only whose they are can hang on an earlier paragraph, and only for those
that begin with a mark and have no voice: they follow the last paragraph that has one, and no
influence reaches beyond the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from secondsource.extract.clauses import Sentence
from secondsource.extract.drafts import QuotationDraft, words_of
from secondsource.extract.marks import Marked
from secondsource.extract.paragraphs import Paragraph

_BACK = 3  # quotations looked back for the voice of a paragraph that is nothing but marks
_PIECES = 64  # of one speech; 160 texts of PolNeAR's training part have up to 9
_SCARE = 4  # words: a shorter stretch in marks that nobody says is a title or a scare quote


@dataclass(frozen=True, slots=True)
class Speeches:
    """A paragraph's quotations while it is read, and the marked words that wait for a voice."""

    paragraph: Paragraph
    made: list[QuotationDraft] = field(default_factory=list)
    waiting: list[tuple[int, Marked]] = field(default_factory=list)

    def add(self, number: int, sentence: Sentence, fresh: list[QuotationDraft]) -> None:
        """Add the paragraph's next sentence and the quotations that it gives by itself."""
        stretches = [token.marked for token in sentence.tokens if token.marked is not None]
        claimed = [part for draft in fresh for part in (*draft.parts, *draft.marked)]
        loose = [marked for marked in stretches if not _covered(marked, claimed)]
        if stretches and all(token.kind != "word" for token in sentence.tokens):
            self._alone(number, loose)
            return
        if loose and not fresh and sentence.tokens[0].marked is loose[0]:
            loose = self._resumed(number, loose)
        leads = bool(self.waiting) and self.waiting[-1][0] == number - 1
        if leads and fresh and fresh[0].kind == "direct":
            fresh[0] = _with_parts(fresh[0], [m for _, m in self.waiting], fresh[0].last)
            self.waiting.clear()
        self.made.extend(fresh)
        self.made.extend(_unclaimed(self.paragraph, loose, fresh or self.made))

    def _alone(self, number: int, loose: Sequence[Marked]) -> None:
        """Join a sentence that is nothing but a quotation to the speech before it."""
        at = self._speech(number)
        if at is None or self.waiting:
            self.waiting.extend((number, one) for one in loose)
            return
        speech = self.made[at]
        if speech.kind != "indirect" and len(speech.parts) < _PIECES:
            self.made[at] = _with_parts(speech, loose, number)
        else:
            carried = QuotationDraft(
                "direct",
                (),
                speaker=speech.speaker,
                addressee=speech.addressee,
                confidence=round(speech.confidence * 0.9, 4),
            )
            self.made.append(_with_parts(carried, loose, number))

    def _resumed(self, number: int, loose: list[Marked]) -> list[Marked]:
        """Join what opens a sentence in marks that nobody is said to say to a direct speech.

        Gives what is left: "“...,” Roos said. “It is not there yet” | for the “new” port."
        """
        at = self._speech(number)
        if at is None or self.made[at].kind != "direct" or len(self.made[at].parts) >= _PIECES:
            return loose
        self.made[at] = _with_parts(self.made[at], loose[:1], number)
        return loose[1:]

    def _speech(self, number: int) -> int | None:
        """Give which quotation words in marks alone go on with: that of the sentence before.

        Words in marks come first ("“...,” Roos said, calling it a pity. “...”"); where the sentence
        before tells nothing, the paragraph's last direct speech goes on.
        """
        near = [at for at, one in enumerate(self.made) if one.last == number - 1]
        for kind in ("direct", "mixed"):
            spoken = [at for at in near if self.made[at].kind == kind]
            if spoken:
                return spoken[0]
        if near:
            return near[-1]
        last = len(self.made) - 1
        return last if last >= 0 and self.made[last].kind == "direct" else None


def joined_on(
    drafts: list[QuotationDraft], speeches: Speeches, lead: QuotationDraft | None
) -> None:
    """Add a paragraph's quotations to those before it; ``lead`` is a voice that led it in."""
    paragraph, made = speeches.paragraph, speeches.made
    last = paragraph.marked[-1] if paragraph.marked else None
    if last is not None and not last.closed and made and made[-1].kind != "indirect":
        made[-1] = replace(made[-1], open=_holds(made[-1], last))
    pieces = _going_on(speeches)
    before = drafts[-1] if drafts else None
    if before is not None and before.open:
        grows = bool(pieces) and pieces[0].start == paragraph.start
        grows = grows and len(before.parts) < _PIECES
        drafts[-1] = before = replace(before, open=False)
        if grows:
            rest = [draft for draft in made if not _holds(draft, pieces[0])]
            still = last is not None and not last.closed and not rest
            drafts[-1:] = [replace(_with_parts(before, pieces, before.last), open=still), *rest]
            return
    if speeches.waiting and pieces:
        voice = _voice(drafts, made, lead)
        carried = replace(_with_parts(voice, pieces, 0), open=not pieces[-1].closed)
        made.insert(len(made) if carried.open else 0, carried)
    drafts += made


def _going_on(speeches: Speeches) -> list[Marked]:
    """Give the marked words of a paragraph that go on with what somebody said before it.

    They stand alone, and are more than a name or a whole sentence; or they are the first words
    and nobody is said to say them.
    """
    paragraph, made = speeches.paragraph, speeches.made
    alone = [one for _, one in speeches.waiting]
    texts = [paragraph.text[one.first : one.last] for one in alone]
    whole = any(text.endswith((".", "!", "?", "…")) for text in texts)
    if alone:
        words = sum(len(text.split()) for text in texts)
        return alone if made or whole or words >= _SCARE else []
    first = paragraph.marked[0] if paragraph.marked else None
    if first is None:
        return []
    held = [draft for draft in made if _holds(draft, first)]
    return [first] if held and not any(draft.cue for draft in held) else []


def _voice(
    drafts: Sequence[QuotationDraft], made: Sequence[QuotationDraft], lead: QuotationDraft | None
) -> QuotationDraft:
    """Give who speaks words in marks that stand alone: whoever leads in, else the neighbour."""
    if lead is not None:
        return replace(lead, kind="direct")
    before = (one for one in reversed(drafts[-_BACK:]) if one.voiced and one.speaker)
    voice = made[0] if made else next(before, None)
    if voice is None:
        return QuotationDraft("direct", ())
    sure = round(0.6 * voice.confidence, 4)
    return QuotationDraft("direct", (), speaker=voice.speaker, confidence=sure)


def _unclaimed(
    paragraph: Paragraph, loose: Sequence[Marked], near: Sequence[QuotationDraft]
) -> list[QuotationDraft]:
    """Keep a long stretch in marks that no reporting word claims, with its neighbour's voice."""
    drafts = []
    for marked in loose:
        text = paragraph.text[marked.first : marked.last].split()
        capitals = sum(word[0].isupper() for word in text)
        if len(text) < _SCARE + 1 or capitals * 2 > len(text):
            continue
        voice = near[-1] if near else None
        drafts.append(
            QuotationDraft(
                "direct",
                (words_of(marked),),
                (words_of(marked),),
                speaker=voice.speaker if voice else None,
                confidence=round(0.5 * voice.confidence, 4) if voice else 0.0,
            )
        )
    return drafts


def _with_parts(draft: QuotationDraft, marked: Sequence[Marked], last: int) -> QuotationDraft:
    extra = tuple(words_of(one) for one in marked)
    return replace(
        draft,
        parts=tuple(sorted({*draft.parts, *extra})),
        marked=tuple(sorted({*draft.marked, *extra})),
        last=last,
    )


def _covered(marked: Marked, claimed: Sequence[tuple[int, int]]) -> bool:
    return any(start <= marked.first and marked.last <= end for start, end in claimed)


def _holds(draft: QuotationDraft, marked: Marked) -> bool:
    return any(start <= marked.first and marked.last <= end for start, end in draft.parts)
