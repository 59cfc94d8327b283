"""What is asserted, and where: the contents of quotations and the outlet's own sentences.

"X said that q" asserts q, with X as one origin of it; so the words of the attribution are left
out and what remains is read once, never both as the quotation and as the sentence around it.
What is left of a sentence when its quotations are taken away is the outlet's own, if it still
says something. Reactions and denials are marked, for they never count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from secondsource.extract.asserted import (
    Told,
    fates,
    instance_of,
    led,
    passage_of,
    told_in,
    with_counts,
)
from secondsource.extract.claims import cue_of, finite, left_over, mere_thing, past_address, tail_of
from secondsource.extract.framing import noun_of, stage_of, supposes
from secondsource.extract.lemmas import lemma
from secondsource.extract.parts import EDGES, told_apart, trimmed
from secondsource.extract.support import as_supposed, doubts, mentioned, nobody, put_to
from secondsource.extract.wording import Names, names_of, owners_of, state_of
from secondsource.laid import Laid
from secondsource.language import analysed, language
from secondsource.records import (
    Account,
    Entity,
    Instance,
    Passage,
    Quotation,
    Span,
    Stance,
)

# Fewer terms than these are a fragment ("heartsick"), not an assertion.
_LEAST_QUOTED, _LEAST_OWN = 2, 3
# "She said | she would stay": in a report these are mostly the speaker.
_HIMSELF, _ITSELF = frozenset(("he", "she", "i", "we")), frozenset(("it", "they"))


@cache
def _phrases(name: str, code: str = "en") -> re.Pattern[str]:
    words = sorted(language(code).terms(f"statements.{name}"), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


_PART = re.compile(r"\w+")


@cache
def _firsts(names: tuple[str, ...], code: str = "en") -> frozenset[str]:
    """Give the first word of each phrase of some lists: most clauses have none of them."""
    words = (word for name in names for word in language(code).terms(f"statements.{name}"))
    return frozenset(found[0].lower() for word in words if (found := _PART.search(word)))


def _unlike(clause: str, *names: str) -> bool:
    """Say whether no phrase of some lists can stand in a clause."""
    return _firsts(names).isdisjoint(_PART.findall(clause.lower()))


@cache
def _cues(name: str, code: str = "en") -> frozenset[str]:
    return frozenset(lemma(word, code) for word in language(code).terms(f"statements.{name}"))


def instances_of(account: Account, entities: Sequence[Entity]) -> tuple[Instance, ...]:
    """Find every assertion of one article, in the order in which it stands.

    Quotations need their speakers. Errors: none; an article without passages asserts nothing.

    >>> from secondsource.records import Article, Mention, Page
    >>> page = Page(id="p", input="a.txt", text="The ferry Alma sank off Ostby on Monday.")
    >>> passage = Passage(Span("p", 0, 40), "k", 0)
    >>> alma = Mention(Span("p", 10, 14), "other")
    >>> account = Account(page, Article("p", "p"), (passage,), (alma,))
    >>> [(one.stance, one.terms) for one in instances_of(account, ())]
    [('asserts', ('vessel', 'alma', 'sink', 'ostby', 'monday'))]
    """
    page = account.page.id
    here = {m.span: e.id for e in entities for m in e.mentions if m.span.page == page}
    return _instances(account, names_of(account, here))


def with_instances(accounts: Sequence[Account], entities: Sequence[Entity]) -> tuple[Account, ...]:
    """Give accounts with their instances; the entities of the collection are indexed once.

    >>> with_instances([], [])
    ()
    """
    owners = owners_of(entities)
    return tuple(
        replace(account, instances=_instances(account, names_of(account, owners)))
        for account in accounts
    )


def _instances(account: Account, names: Names) -> tuple[Instance, ...]:
    if not analysed(account.article.language):
        return ()
    said = tuple(_cleft(account, q) for q in account.quotations if q.said)
    named = [q for q in said if _only_names(account, q)]
    account = replace(account, quotations=tuple(q for q in said if q not in named))
    found = [one for q in account.quotations if not q.refused for one in _quoted(account, names, q)]
    taken = Laid.of(_taken(account), lambda span: span)
    felt = Laid.of([q.span for q in named if _felt(account, q)], lambda span: span)
    for passage in account.passages:
        own = _own(account, names, passage, taken.touching(passage.span))
        reacts = bool(felt.touching(passage.span))
        found.extend(replace(one, stance="reacts") if reacts else one for one in own)
    unique = {one.id: one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (one.span, one.id)))


# -- quotations -----------------------------------------------------------------------------


def _quoted(account: Account, names: Names, quote: Quotation) -> Iterator[Instance]:
    """Read each sentence of a quotation: others may print only one of them."""
    speaker, cue = _speaker_term(account, names, quote), _cue(account, quote)
    for pieces in told_apart(account.page.text, quote.parts or (quote.span,)):
        begin, end = pieces[0]
        begin = _past_dateline(account, begin, end)
        first, clause = begin, account.page.text[begin:end]
        told = mentioned(clause)
        if told:
            begin, end = first + told.start, first + told.end
        elif quote.kind == "indirect":
            begin = past_address(account.page.text, begin, end, cue)
        pieces[0] = trimmed(account.page.text, begin, end)
        content = " ".join(account.page.text[a:b] for a, b in pieces)
        asked = put_to(content, cue, voiced=bool(quote.speaker_span))
        if quote.kind == "indirect" and (asked or mere_thing(content, cue)):
            continue
        if content.rstrip(EDGES).endswith("?"):
            continue
        stance = told.stance if told else _stance(account, content, quote, cue)
        for one in told_in(account, names, pieces, speaker, whole=bool(told)):
            made = _spoken(account, one, quote, (speaker, cue), stance=stance)
            if _says(made, one, _LEAST_QUOTED):
                asserted = made if told else _supposed(account, made, clause, first)
                yield from with_counts(account, names, asserted)


def _says(made: Instance, one: Told, least: int) -> bool:
    """Say whether an assertion is more than a fragment: "27 were hurt" is, "heartsick" is not."""
    if made.predicate and (made.quantities or (one.deed.topic and one.finite)):
        least = min(least, _LEAST_QUOTED)
    if one.finite and made.negated and made.predicate not in ("", "be"):
        least = 1  # "nobody was hurt"
    return len(made.terms) + len(made.quantities) >= least


@cache
def _conditions(code: str = "en") -> tuple[str, ...]:
    return language(code).terms("clauses.conditions")


def _supposed(account: Account, made: Instance, sentence: str, start: int) -> Instance:
    """Tell a clause that its sentence only supposes, or that supposes something itself."""
    if sentence.lower().startswith(_conditions()):
        return as_supposed(made, sentence, start)
    return as_supposed(made, account.page[made.span], made.span.start)


def _spoken(
    account: Account, one: Told, quote: Quotation, voice: tuple[str | None, str], *, stance: Stance
) -> Instance:
    """Make the instance of a clause of a quotation; ``voice`` is its speaker's term and its cue."""
    speaker, cue = voice
    content = " ".join(account.page.text[a:b] for a, b in one.pieces)
    if one.kind not in ("main", "joined"):
        cue = ""  # "vowed to rebuild the pier, which fell": the fall is no vow
    bare = not one.finite and not one.deed.passive
    start = one.pieces[0][0]
    first = content.split(" ", 1)[0].lower()
    plainly = first in _HIMSELF or (first in _ITSELF and one.wording.subject is None)
    himself = one.deed.topic is None and plainly
    if cue and (bare or himself):
        who = speaker or _voice(account, quote)
        led_by = bare and quote.speaker and speaker and one.deed.subject != speaker
        if speaker and led_by and _implied(account, content, start, cue):
            one = one._replace(wording=led(one.wording, speaker))
        one = one._replace(deed=one.deed._replace(subject=who or one.deed.subject))
    stage = stage_of(cue, content, _telling(account, quote)) if cue and not one.deed.status else ""
    if stage:
        noun = one.deed.predicate or one.deed.topic or ""
        one = one._replace(deed=one.deed._replace(status=stage, predicate=noun))
    made = instance_of(account, one, stance=stance, mood=_mood(content, cue), quote=quote)
    weakened = None if made.hedge else _weakened(quote, cue)
    return replace(made, hedge=weakened) if weakened else made


def _weakened(quote: Quotation, cue: str) -> Span | None:
    """Give the words of a quotation's telling that weaken it: "the suspect | is believed | to"."""
    return quote.hedge or (quote.cue if supposes(cue) and quote.speaker_span is None else None)


def _felt(account: Account, quote: Quotation) -> bool:
    """Say whether what is named is only felt about: "he praised the crew"."""
    return quote.reacts or _cue(account, quote) in _cues("reaction_cues")


def _only_names(account: Account, quote: Quotation) -> bool:
    """Say whether a quotation tells nothing that is said: "voters rejected the tunnel".

    Its sentence is then the outlet's own, also that somebody "declined to comment".
    """
    if quote.kind != "indirect" or quote.marked:
        return False
    words = " ".join(account.page[part] for part in quote.parts or (quote.span,))
    return quote.refused or mere_thing(words, _cue(account, quote))


_WHAT = re.compile(r"What\s(?:\w+\s){0,3}\w+")
_IS_THAT = re.compile(r"[^.!?\n\"“”]{0,160}?,\s(?:is|was)\sthat\s(?P<said>[^\n]*)")


def _cleft(account: Account, quote: Quotation) -> Quotation:
    """Give a quotation its content: "What is certain, she said, is that the pier held"."""
    text = account.page.text
    if quote.kind != "indirect" or not _WHAT.fullmatch(text, quote.span.start, quote.span.end):
        return quote
    passage = passage_of(account, quote.span)
    found = _IS_THAT.match(text, quote.span.end, passage.end)
    if found is None:
        return quote
    span = Span(quote.span.page, *trimmed(text, *found.span("said")))
    return replace(quote, span=span, parts=(span,))


def _speaker_term(account: Account, names: Names, quote: Quotation) -> str | None:
    """Give the term of whoever speaks: the state for a state and those who speak for it."""
    if quote.speaker is None:
        return None
    state = state_of(account.page[quote.speaker_span]) if quote.speaker_span else None
    return state or names.states.get(quote.speaker, f"#{quote.speaker}")


def _voice(account: Account, quote: Quotation) -> str | None:
    """Give the class of whoever speaks without a name: "the mayor"."""
    span = quote.speaker_span
    return noun_of(account.page.text, span.start, span.end) if span else None


def _implied(account: Account, content: str, start: int, cue: str) -> bool:
    """Say whether a content leaves its subject to the speaker: "to send doctors"."""
    if cue not in _cues("will_cues"):
        return bool(re.match(r"\W*(?:to|not to)\s", content, re.IGNORECASE))
    return not account.page.text[max(0, start - 6) : start].lower().endswith(" that ")


def _cue(account: Account, quote: Quotation) -> str:
    return cue_of(account.page[quote.cue]) if quote.cue else ""


def _telling(account: Account, quote: Quotation) -> str:
    """Give the reporting words with the one behind them: "called for"."""
    return account.page.text[quote.cue.start : quote.cue.end + 5] if quote.cue else ""


def _mood(content: str, cue: str = "") -> Literal["fact", "will", "wish"]:
    lead = content[:160]
    if cue in _cues("wish_cues"):
        return "wish"
    if cue in _cues("will_cues"):
        return "will"
    wishes, wills = _phrases("wish_words"), _phrases("will_words")
    if _unlike(lead, "wish_words", "will_words"):
        return "fact"
    if not (wishes.search(lead) or wills.search(lead)):
        return "fact"
    lead = re.split(r"(?<=\w\s)(?:that|who|which|what|if|did)\b", lead)[0] or lead
    wish, will = wishes.search(lead), wills.search(lead)
    first = re.search(r",\s|\b(?:who|which|because|after)\b", lead)
    stop = first.start() if first and first.start() > 25 else len(lead)
    if wish and wish.start() < stop and not (will and will.start() < wish.start()):
        return "wish"
    return "will" if will and will.start() < stop else "fact"


def _stance(account: Account, content: str, quote: Quotation, cue: str) -> Stance:
    unsaid = quote.speaker_span is not None and nobody(account.page[quote.speaker_span])
    if quote.denied or doubts(cue) or unsaid:
        return "denies"
    like = not _unlike(content, "reaction_words")
    felt = like and _phrases("reaction_words").search(content) and not re.search(r"\d", content)
    if quote.reacts or cue in _cues("reaction_cues") or felt:
        return "reacts"
    return "hedges" if quote.hedge else "attributes"


# -- the outlet's own words -----------------------------------------------------------------


def _own(
    account: Account, names: Names, passage: Passage, taken: Sequence[Span]
) -> Iterator[Instance]:
    """Read what is left of a sentence when its quotations and their tags are taken away."""
    text = account.page.text
    for start, end in _left(passage.span, taken):
        start = _past_dateline(account, start, end)
        if end < passage.span.end:
            end = tail_of(text, start, end)
        start, end = trimmed(text, start, end)
        content = text[start:end]
        if start >= end or text[start : passage.span.end].rstrip().endswith("?"):
            continue
        if taken and (left_over(content) or not finite(content)):
            continue
        yield from _asserted(account, names, passage, (start, end))


def _asserted(
    account: Account, names: Names, passage: Passage, piece: tuple[int, int]
) -> Iterator[Instance]:
    text = account.page.text
    clause = text[slice(*piece)]
    told = mentioned(clause)
    stretch = (piece[0] + told.start, piece[0] + told.end) if told else piece
    for one in told_in(account, names, [stretch], whole=bool(told)):
        start, end = one.pieces[0][0], one.pieces[-1][1]
        made = instance_of(
            account,
            one,
            stance=told.stance if told else _vouched(text[start:end]),
            passage=passage.span,
            mood=_mood(text[start:end]),
        )
        whole = made.headline or bool(made.predicate) or finite(text[start:end])
        if not whole and not any(count.unit in fates() for count in made.quantities):
            continue
        if _says(made, one, _LEAST_OWN):
            asserted = made if told else _supposed(account, made, clause, piece[0])
            yield from with_counts(account, names, asserted)


def _vouched(clause: str) -> Stance:
    if _unlike(clause, "hedges"):
        return "asserts"
    return "hedges" if _phrases("hedges").search(clause) else "asserts"


def _past_dateline(account: Account, start: int, end: int) -> int:
    """Give where a sentence begins once the dateline and the agency's credit are passed."""
    article = account.article
    spans = [*(c.span for c in article.credits), *([article.dateline] if article.dateline else [])]
    for span in sorted(spans):
        if start <= span.start < min(end, start + 40) and span.end - span.start < 60:
            start = max(start, span.end)
        elif span.start < start < span.end:
            start = span.end
    return min(start, end)


def _taken(account: Account) -> list[Span]:
    """Give the stretches of an article that belong to a quotation or to its tag, in order."""
    taken: set[Span] = set()
    for quote in account.quotations:
        tags = (quote.cue, quote.speaker_span, quote.via, quote.addressee, quote.occasion)
        taken.update(quote.parts or (quote.span,), quote.marked, (tag for tag in tags if tag))
    return sorted(taken)


def _left(passage: Span, taken: Sequence[Span]) -> Iterator[tuple[int, int]]:
    place = passage.start
    for span in taken:
        if span.start > place:
            yield place, min(span.start, passage.end)
        place = max(place, span.end)
    if place < passage.end:
        yield place, passage.end
