"""What a clause tells: who does what, where, how far it has come and how surely.

A verb may only say how far a deed has come ("*pledged* to send", "was *ordered* to close", "*began*
loading"): then the deed is the verb behind it, and the stage is kept. A light verb ("carried out
an attack") gives way to its noun. Whoever acts stands before an active verb or behind "by"; of a
passive without "by" nobody is known to act. Words and stages are the pack's ``frames``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from secondsource.extract.lemmas import lemma, sense
from secondsource.extract.nounphrases import Phrases, named_words, tables_of
from secondsource.extract.sight import Clause
from secondsource.extract.splitting import Cut
from secondsource.extract.verbgroups import Group, groups_of
from secondsource.extract.verbs import GOING, INFINITIVE, words_in
from secondsource.extract.wording import Names

# How far behind a verb of a stage its deed stands: "ordered the owner of the mill | to close".
_STAGE_REACH, _CHAIN = 6, 4
_BREAKS = frozenset((",", ";", ":", "(", ")", '"', "sub", "rel", "that", "coord"))


class Deed(NamedTuple):
    """A clause's frame; ``subject``, ``arguments`` and ``place`` are terms, ``hedge`` offsets."""

    predicate: str = ""
    subject: str | None = None
    arguments: tuple[str, ...] = ()
    place: str | None = None
    status: str = ""
    hedge: tuple[int, int] | None = None
    negated: bool = False
    topic: str | None = None  # what stands before the verb, whoever acts
    passive: bool = False
    owner: str | None = None  # what "whose", "in which" stands for


def stage_of(cue: str, content: str, told: str = "") -> str:
    """Give the stage that a reporting word puts a deed in; ``cue`` is its root.

    ``told`` are the reporting words as they stand, if known.

    >>> stage_of("vow", "to rebuild the pier"), stage_of("vow", "the pier was safe")
    ('pledged', '')
    """
    stage = tables_of().stages.get(cue, "")
    if cue in tables_of().asking and told and " for" not in told:
        return ""
    bare = content[:4].lower().startswith(("to ", "not "))
    first = content.partition(" ")[0].lower()
    if bare or first.endswith("ing") or stage == "denied":
        return stage
    words = words_in(content, 0, len(content)) if stage else []
    return "" if any(group.finite for group in groups_of(words)) else stage


def supposes(cue: str) -> bool:
    """Say whether a reporting word, a root, tells what is only thought.

    >>> supposes("believe"), supposes("see")
    (True, False)
    """
    return cue in tables_of().supposed


def noun_of(text: str, start: int, end: int) -> str | None:
    """Give the class of the head of a noun phrase, none for a pronoun.

    >>> noun_of("the owner of the mill", 0, 21)
    'owner'
    """
    words = words_in(text, start, end)
    whole = Clause(((0, len(words)),), None, "main")
    phrases = Phrases(Cut(words, (), ()), whole, text, Names({}, (), {}), {})
    return phrases.term(phrases.head_of(0, len(words)))


def deeds_of(cut: Cut, text: str, names: Names) -> tuple[Deed, ...]:
    """Give the frame of each clause of a sentence, in their order.

    >>> from secondsource.extract.splitting import cut_of
    >>> text = "The council failed to repair the pier."
    >>> cut = cut_of(text, [(0, len(text))])
    >>> (deed,) = deeds_of(cut, text, Names({}, (), {}))
    >>> deed.subject, deed.predicate, deed.status, deed.negated
    ('council', 'repair', 'failed', True)
    """
    found: list[Deed] = []
    named = named_words(cut.words, names)
    for clause in cut.clauses:
        host = found[clause.heir] if clause.heir is not None and clause.heir < len(found) else None
        found.append(_Framing(cut, clause, text, names, named).deed(host))
    return tuple(found)


class _Framing(Phrases):
    """One clause while its frame is read; lives for one call."""

    __slots__ = ("own",)

    def __init__(
        self, cut: Cut, clause: Clause, text: str, names: Names, named: Mapping[int, int]
    ) -> None:
        super().__init__(cut, clause, text, names, named)
        pieces = clause.pieces
        self.own = [
            group
            for group in cut.groups
            if any(first <= group.first and group.head < end for first, end in pieces)
        ]

    def deed(self, host: Deed | None) -> Deed:
        group = self.clause.group
        if group is None:
            head = self.head_of(*self.clause.pieces[0])
            names = tuple(t for t, *_ in self.named())
            return Deed(hedge=self.hedge(()), arguments=names, topic=self.term(head))
        sharing = self.clause.sharing
        if sharing is not None and sharing.passive and group.first == group.head:
            group = group._replace(passive=True)
        chain, status, negated, noun = self.chain(group)
        last = chain[-1]
        if not status and self.clause.sharing is not None and host:
            status = host.status
        if not status and any(one.modal in self.tables.expected for one in chain):
            status = "expected"
        predicate = noun or self.predicate(last)
        subject, promoted = self.subject(chain, host), None
        taking = self.happens(last)
        if not noun and (taking or (last.passive and status and group is last)):
            promoted = self.event(self.head_of(*self.before(group)))
            subject = None if promoted else subject
        where = self.place(last)
        own = [term for term, *_ in self.named() if term not in (subject, where)]
        return Deed(
            promoted or predicate,
            subject,
            tuple(dict.fromkeys(own)),
            where,
            status,
            self.hedge(chain),
            negated or self.none(chain),
            self.topic(chain[0], host),
            last.passive,
            self.owner(chain[0]),
        )

    # -- the verb ------------------------------------------------------------------------------

    def chain(self, group: Group) -> tuple[list[Group], str, bool, str]:
        """Follow verbs that only say how far a deed has come; the deed's own verb is the last.

        Gives the groups passed, the stage, the polarity, and the deed's noun where it is one.
        """
        chain, status, negated = [group], "", group.negated
        for _ in range(_CHAIN):
            last = chain[-1]
            stage, passed = self.stage(last)
            onward = self.onward(last, passed=passed, stage=stage)
            if onward is not None:
                status = status or stage
                negated ^= (stage in ("failed", "denied")) ^ onward.negated
                chain.append(onward)
                continue
            noun = self.deed_noun(last, stage)
            if stage and (noun or (stage in _PLAIN and not negated)) and not status:
                status = stage
                negated ^= stage in ("failed", "denied") and bool(noun)
            return chain, status, negated, noun
        return chain, status, negated, ""

    def stage(self, group: Group) -> tuple[str, bool]:
        """Give the stage that a verb tells, and whether it passes on to the verb behind it."""
        root = lemma(self.words[group.head].low)
        if root in self.tables.stages:
            return self.tables.stages[root], True
        if self.words[group.head].kind in ("be", "pronbe"):
            for at in range(group.head + 1, min(group.head + 4, len(self.words))):
                low = self.words[at].low
                if low in self.tables.adjectives:
                    return self.tables.adjectives[low], True
            following = self.following(group)
            if following is not None and following.first == group.head + 1:
                return ("planned" if following.form == INFINITIVE else ""), True
        if (
            self.words[group.head].low in ("has", "have", "had")
            and self.low(group.head + 1) == "yet"
        ):
            return "failed", True
        return "", root in self.tables.passed

    def onward(self, group: Group, *, passed: bool, stage: str) -> Group | None:
        """Give the verb that a stage or a mere helping verb leads to."""
        following = self.following(group)
        if following is None or not passed:
            return None
        gap = following.first - group.head - 1
        between = {self.words[at].kind for at in range(group.head + 1, following.first)}
        if between & (_BREAKS | {"prep"}) and not (self.noun_bids(group, following)):
            return None
        if following.form == INFINITIVE:
            reach = _STAGE_REACH if stage else 2
            bids = self.noun_bids(group, following)
            told = stage in ("sought", "ordered") or gap <= 1 or bids
            return following if gap <= reach and told else None
        goes = following.form == GOING and gap == 0 and not group.passive
        return following if goes else None

    def noun_bids(self, group: Group, following: Group) -> bool:
        """Say whether a noun stands between that leads to a deed: "approved a plan to build"."""
        between = self.words[group.head + 1 : following.first]
        return len(between) <= 9 and any(lemma(w.low) in self.tables.bids for w in between)

    def following(self, group: Group) -> Group | None:
        return next((one for one in self.own if one.first > group.head), None)

    def deed_noun(self, group: Group, stage: str) -> str:
        """Give the deed that the noun behind a verb names: "launched a search"."""
        root = lemma(self.words[group.head].low)
        light = root in self.tables.light
        if not (light or stage) or group.passive:
            return ""
        if root in self.tables.asking and self.low(group.head + 1) != "for":
            return ""
        head = self.head_after(group.head + 1)
        if head is None:
            return ""
        always = stage in ("sought", "pledged") and self.words[head].kind == "n"
        return (self.event(head) or "") if light or not always else sense(self.words[head].low)

    def predicate(self, group: Group) -> str:
        head = self.words[group.head]
        if head.kind in ("be", "pronbe"):
            told = self.head_after(group.head + 1, of_being=True)
            if told is None:
                told = next(iter(self.besides(group.head + 1)), None)
            return sense(self.words[told].low) if told is not None else "be"
        if head.kind in ("have", "do"):
            return head.kind
        return sense(head.low) if head.kind not in ("modal", "pronmodal") else ""

    def happens(self, group: Group) -> bool:
        """Say whether a verb tells that the noun before it happens: "is taking place"."""
        root = lemma(self.words[group.head].low)
        phrase = root == "take" and self.low(group.head + 1) in self.tables.phrases
        return phrase or root in self.tables.happening

    def besides(self, at: int) -> Iterator[int]:
        """Yield what may be told with "is" where no noun is: "is aboard", "is fine"."""
        end = min(self.clause.pieces[-1][1], at + 3)
        return (n for n in range(at, end) if self.words[n].kind == "prep")

    # -- who -----------------------------------------------------------------------------------

    def subject(self, chain: Sequence[Group], host: Deed | None) -> str | None:
        first, last = chain[0], chain[-1]
        if last.passive:
            return self.agent(last)
        if first.passive and len(chain) > 1 and not self.raises(first):
            return self.agent(first)
        if first.passive and len(chain) == 1:
            return self.agent(first)
        return self.topic(first, host)

    def topic(self, first: Group, host: Deed | None) -> str | None:
        """Give what stands before a verb, in the clause or in the one it shares a subject with."""
        begin, end = self.before(first)
        if self.clause.kind == "rel" and begin < end:
            return self.relative(begin, end, host)
        head = self.head_of(begin, end) if begin < end else None
        if head is not None:
            return self.term(head)
        return host.topic if host else None

    def raises(self, group: Group) -> bool:
        """Say whether a passive leaves its subject to the verb behind it: "is expected to end"."""
        return lemma(self.words[group.head].low) in self.tables.raised

    def relative(self, begin: int, end: int, host: Deed | None) -> str | None:
        """Give who "which" and "who" stand for; "whose brother" is a phrase of its own."""
        if any(self.words[at].low == "whose" for at in range(begin, end)):
            return self.term(self.head_of(begin + 1, end))
        if end - begin > 1 or self.words[begin].low in ("where", "whom"):
            return self.term(self.head_of(begin + 1, end)) if begin + 1 < end else None
        return self.term(self.antecedent(begin)) or (host.topic if host else None)

    def owner(self, first: Group) -> str | None:
        """Give what "whose" and "in which" stand for, where another thing is the subject."""
        begin, end = self.before(first)
        if self.clause.kind != "rel" or end - begin < 2:
            return None
        told = any(self.words[at].kind == "rel" for at in range(begin, min(end, begin + 2)))
        return self.term(self.antecedent(begin)) if told else None

    def before(self, group: Group) -> tuple[int, int]:
        """Give the words of a clause that stand before its verb."""
        first = next(first for first, end in self.clause.pieces if group.first < end)
        if first != self.clause.pieces[0][0] and first == group.first:
            return self.clause.pieces[0]
        return min(first, group.first), group.first

    def agent(self, group: Group) -> str | None:
        """Give who stands behind "by" after a passive verb."""
        end = next(stop for first, stop in self.clause.pieces if group.head < stop)
        for at in range(group.head + 1, min(end, group.head + 8)):
            if self.words[at].kind in _BREAKS:
                return None
            if self.words[at].low == "by" and at + 1 < end:
                return self.term(self.head_of(at + 1, end))
        return None

    # -- where, how surely -----------------------------------------------------------------------

    def named(self) -> Iterator[tuple[str, int, str]]:
        """Yield the names of the clause: term, place of its first word, kind."""
        for at, start in self.named_at.items():
            if start == self.words[at].start and any(a <= at < b for a, b in self.clause.pieces):
                yield self.named_term(start), at, self.names.by_start[start][0].kind

    def place(self, last: Group) -> str | None:
        """Give the place that a clause happens in: "in Norvik", "off the coast of Ostby"."""
        found = [
            (at < last.head, at, term)
            for term, at, kind in self.named()
            if kind == "place" and self.lies(at)
        ]
        if found:
            return min(found)[2]
        begin = self.clause.pieces[0][0]
        if self.clause.kind == "rel" and self.low(begin) == "where":
            return self._standing_before(begin)
        return None

    def _standing_before(self, begin: int) -> str | None:
        """Give the place that "where" stands for."""
        for at in range(begin - 1, max(-1, begin - 4), -1):
            start = self.mention_at(at)
            if start is not None:
                known = self.names.by_start[start][0].kind == "place"
                return self.named_term(start) if known else None
        return None

    def lies(self, at: int) -> bool:
        """Say whether a name is where something is: right behind "in", or "in the port of"."""
        inside = 0
        for back in range(at - 1, max(-1, at - 7), -1):
            word = self.words[back]
            if word.low in self.tables.where:
                return (
                    inside == 0
                    or self.words[at - 1].low == "of"
                    or self.words[at - 1].kind != "prep"
                )
            if word.kind == "prep" and word.low != "of":
                return False
            if word.kind not in ("det", "n", "name", "prep", "num", "poss", "v") or word.tag:
                return False
        return False

    def hedge(self, chain: Sequence[Group]) -> tuple[int, int] | None:
        """Give the words that weaken a clause: "reportedly", "may", "is believed"."""
        for one in chain:
            if one.modal in self.tables.maybe and not one.negated:
                last = one.first
                if self.low(one.first + 1) == "have":
                    last += 1
                return self.words[one.first].start, self.words[last].end
            root = lemma(self.words[one.head].low)
            if one.passive and root in self.tables.supposed and one is not chain[-1]:
                return self.words[one.first].start, self.words[one.head].end
            if root in self.tables.hedging and one is not chain[-1]:
                return self.words[one.first].start, self.words[one.head].end
        for first, end in self.clause.pieces:
            for at in range(first, end):
                if self.words[at].low in self.tables.hedging:
                    return self.words[at].start, self.words[at].end
        return None

    def none(self, chain: Sequence[Group]) -> bool:
        """Say whether nobody does it, or it is done to nothing: "no passengers were hurt"."""
        begin, end = self.before(chain[0])
        if any(self.words[at].low in _NOBODY for at in range(begin, end)):
            return True
        after = self.low(chain[-1].head + 1)
        return after in ("no", "nobody", "nothing", "none") and not self.bounded(chain[-1].head + 2)

    def bounded(self, at: int) -> bool:
        return self.low(at) in ("more", "fewer", "less", "longer", "doubt", "later", "sooner")


# Stages that a verb tells by itself: "the talks failed", "the drug was approved".
_PLAIN = frozenset(("agreed", "stopped", "done", "failed"))
_NOBODY = frozenset(("no", "nobody", "none", "neither", "nothing"))
