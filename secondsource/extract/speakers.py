"""Which entity each quotation's speaker is, or none where the words do not establish it.

A name in the speaker's words is its entity. "The minister" is whoever carries that title in the
article; "he" is whoever is likeliest of those who stand before; "who" is the name before it; "I"
inside somebody's words is that somebody. Nobody named means nobody bound: an official who asked
not to be named, a group of witnesses, a pronoun with two equal candidates. Each says how it was
bound or why not (``Quotation.bound``).

A page is walked once, in order, since whoever is bound here may be meant by the next "he". At
the end the copies vote: the same words in several articles have one speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from secondsource.extract.antecedents import WEIGHTS, Chance, Weights, chances
from secondsource.extract.cues import words_for
from secondsource.extract.echoes import echoed
from secondsource.extract.gender import Sex
from secondsource.extract.holders import (
    Binding,
    Known,
    described,
    last_body,
    named,
    opening_role,
    signed,
)
from secondsource.extract.roles import is_role
from secondsource.extract.scenes import Named, Role, Scene, Stand
from secondsource.extract.sureness import sure_of
from secondsource.records import Account, Entity, Quotation, Span
from secondsource.textview import level

_STATED = 0.8  # a place that only a verb without a subject leads to has not spoken
_SURE = 0.9  # of a pronoun that tells the next one whom it fits
_NEITHER = re.compile(r"\bneither\b[^.!?]*$", re.IGNORECASE)
_LIKELY = 0.55  # of a pronoun's first candidate: two equals stay open


def with_speakers(accounts: Sequence[Account], entities: Sequence[Entity]) -> tuple[Account, ...]:
    """Bind the speakers of all quotations to entities; order is kept.

    ``speaker`` is an entity's id or None, ``bound`` says how; ``confidence`` becomes how likely
    the speaker is right. Errors: none.
    """
    found: dict[str, list[Named]] = defaultdict(list)
    for entity in entities:
        for mention in entity.mentions:
            found[mention.span.page].append(Named(mention, entity))
    scenes = [Scene.of(account, found[account.page.id]) for account in accounts]
    known: dict[str, set[Role]] = defaultdict(set)
    for scene in scenes:
        for ident, roles in scene.roles.items():
            known[ident].update(roles)
    ordered = {ident: tuple(sorted(roles)) for ident, roles in known.items()}
    return echoed(
        tuple(replace(scene.account, quotations=walked(scene, ordered)[0]) for scene in scenes)
    )


def walked(
    scene: Scene, known: Known, *, weights: Weights = WEIGHTS
) -> tuple[tuple[Quotation, ...], tuple[Stand, ...]]:
    """Walk one page: its quotations with their speakers, and who stood where. Errors: none."""
    walk = _Walk(scene, known, scene.stands(), weights, dict(scene.sexes))
    return walk.quotations(), tuple(walk.stands)


@dataclass(slots=True)
class _Walk:
    """One page walked in order: who stands where so far, and who speaks."""

    scene: Scene
    known: Known
    stands: list[Stand]
    weights: Weights
    sexes: dict[str, Sex]
    bindings: dict[Span, Binding] = field(default_factory=dict)

    def quotations(self) -> tuple[Quotation, ...]:
        """Bind the page's quotations one after the other, each seeing those before."""
        scene, quotations = self.scene, self.scene.account.quotations
        steps: list[tuple[int, int, str, Quotation | Sex | None]] = [
            (at, 1, "", sex) for at, sex in scene.pronouns()
        ]
        steps += [(one.span.start, 0, "", None) for one in scene.account.passages]
        steps += [((one.speaker_span or one.span).start, 2, one.id, one) for one in quotations]
        made: dict[str, Quotation] = {}
        told_at = {one.speaker_span.start for one in quotations if one.speaker_span}
        for at, _, ident, step in sorted(steps, key=lambda one: one[:3]):
            if isinstance(step, Quotation):
                made[ident] = self._with_speaker(step)
            elif at not in told_at and not scene.is_told(at):
                self._pass(at, step) if step else self._open(at)
        return tuple(self._nested(made[one.id], made) for one in quotations)

    def _pass(self, at: int, sex: Sex) -> None:
        """Let "he" or "she" in the reporter's words stand for whoever is likeliest."""
        ranked = chances(
            self.scene, self.stands, at, sex=sex, sexes=self.sexes, weights=self.weights
        )
        if ranked and ranked[0].share >= _LIKELY:
            self._learn(ranked[0], sex)
            self._stand(self.scene.stand(at, "pronoun", ranked[0].entity))

    def _open(self, at: int) -> None:
        """Let a role that opens a sentence stand for whoever holds it."""
        entity = opening_role(self.scene, at, self.stands, self.scene.roles)
        if entity is not None:
            self._stand(self.scene.stand(at, "subject", entity))

    def _learn(self, one: Chance, sex: Sex) -> None:
        """Keep which pronoun was surely somebody's, where his names do not tell."""
        if one.share >= _SURE:
            self.sexes.setdefault(one.entity.id, sex)

    def _stand(self, stand: Stand) -> None:
        insort_right(self.stands, stand, key=lambda one: one.at)

    # -- one quotation -----------------------------------------------------------------------

    def _with_speaker(self, quotation: Quotation) -> Quotation:
        under = None if quotation.cue else signed(self.scene, quotation.span.end)
        if under is not None and quotation.kind == "direct":
            self._stand(self.scene.stand(under.start, "speaks", under.entity))
            quotation = replace(quotation, speaker_span=under.mention.span)
            return self._made(quotation, Binding(under.entity, "named", 1.0, (under.entity.id,)))
        span = quotation.speaker_span
        if span is None:
            return self._made(quotation, self._presented(quotation) or Binding(None, "nothing"))
        first = span not in self.bindings
        binding = self.bindings.get(span) or self._binding(quotation, span)
        self.bindings[span] = binding
        if binding.entity is not None and not self._may_speak(binding.entity, quotation):
            binding = Binding(None, "unclear", 1.0, (binding.entity.id,))
        if first and (binding.entity is not None or self._is_one(span)):
            self._stand(self.scene.stand(span.start, "speaks", binding.entity))
        if not first and binding.entity is not None and quotation.cue is None:
            binding = replace(binding, how="carried")
        return self._made(quotation, binding)

    def _made(self, quotation: Quotation, binding: Binding) -> Quotation:
        return replace(
            quotation,
            speaker=binding.entity.id if binding.entity else None,
            bound=binding.bound,
            confidence=sure_of(binding.how, binding.share, quotation.confidence),
        )

    def _binding(self, quotation: Quotation, span: Span) -> Binding:
        text = level(self.scene.account.page[span], fold=True).strip()
        words = self.scene.words
        if _NEITHER.search(self.scene.account.page.text[max(0, span.start - 60) : span.end]):
            return Binding(None, "group")
        first = text.partition(" ")[0]  # a reader may take more: "he | had told reporters"
        if text in words["he"] or text in words["she"] or first in ("he", "she"):
            fits: Sex = "he" if text in words["he"] or first == "he" else "she"
            return self._pronoun(quotation, span, fits)
        if text in words["it"] or text in words["they"]:
            open_as = "group" if text in words["they"] else "unclear"
            binding = last_body(self.scene, span.start, self.stands, how="pronoun")
            return binding if binding.entity else Binding(None, open_as)  # type: ignore[arg-type]
        if first in words["who"]:
            return self._antecedent(span)
        if text in words["nobody"]:
            return Binding(None, "itself" if text in words["self"] else "group")
        return (
            self._presented(quotation)
            or named(self.scene, span)
            or described(self.scene, span, self.stands, self.known)
        )

    def _presented(self, quotation: Quotation) -> Binding | None:
        """Bind an interview's turn to whom its intro presents, or its label is short for."""
        span, label = quotation.described, quotation.speaker_span
        if span is None or quotation.cue is not None or (label is not None and label.touches(span)):
            return None
        found = named(self.scene, span)
        return replace(found, how="role") if found is not None and label is None else found

    def _pronoun(self, quotation: Quotation, span: Span, sex: Sex) -> Binding:
        ranked = chances(
            self.scene,
            self.stands,
            span.start,
            sex=sex,
            sexes=self.sexes,
            quotation=quotation,
            weights=self.weights,
        )
        near = tuple(one.entity.id for one in ranked[:3])
        if not ranked or ranked[0].share < _LIKELY or self._answers(quotation, ranked):
            return Binding(None, "unclear", 1.0, near)
        self._learn(ranked[0], sex)
        return Binding(ranked[0].entity, "pronoun", ranked[0].share, near)

    def _answers(self, quotation: Quotation, ranked: Sequence[Chance]) -> bool:
        """Say whether "she replied" would answer herself, though somebody else stands near."""
        page, cue = self.scene.account.page, quotation.cue
        if cue is None or len(ranked) < 2:
            return False
        if not any(word in self.scene.words["replies"] for word in page[cue].lower().split()):
            return False
        before = [one for one in self.stands if one.part == "speaks" and one.at < cue.start]
        last = before[-1] if before else None
        return (
            last is not None
            and last.entity == ranked[0].entity
            and ("\n" not in page.text[last.at : cue.start])
        )

    def _antecedent(self, span: Span) -> Binding:
        """Bind "who" to the name before it, past what a comma adds: "Roos, a sailor, who"."""
        here = bisect_left(self.scene.starts, span.start) - 1
        if here < 0:
            return Binding()
        one = self.scene.named[here]
        between = self.scene.account.page.text[one.end : span.start].strip()
        aside = between.startswith((",", "(")) and not set(between) & set('."“”;:\n')
        if len(between) > 60 or one.entity.kind == "other" or not (aside or not between):
            return Binding()
        return Binding(one.entity, "who", 1.0 if between in (",", "") else 0.6, (one.entity.id,))

    def _is_one(self, span: Span) -> bool:
        """Say whether one unnamed person speaks: a pronoun after it may not pass it over."""
        words = level(self.scene.account.page[span], fold=True).split()
        opened = words[:1] and (
            words[0] in self.scene.words["definite"] or words[0] in ("a", "an", "one")
        )
        return bool(opened) and is_role(words)

    def _may_speak(self, entity: Entity, quotation: Quotation) -> bool:
        """Say whether an entity can say this: a product never, a place where states speak so."""
        if entity.kind != "place":
            return entity.kind != "other"
        span = quotation.speaker_span
        if span is not None and self.scene.is_metonym(span):
            return True
        if quotation.cue is None or quotation.confidence < _STATED or quotation.kind == "direct":
            return False
        said = self.scene.account.page[quotation.cue].lower().split()
        verbs = words_for("en").verbs
        acts = self.scene.words["state_acts"]
        return any(word in verbs and verbs[word].lemma in acts for word in said)

    def _nested(self, quotation: Quotation, made: dict[str, Quotation]) -> Quotation:
        """Bind "I" in somebody's words to that somebody."""
        span = quotation.speaker_span
        if quotation.bound.how != "itself" or span is None:
            return quotation
        outer = [
            one
            for one in made.values()
            if one.speaker is not None and any(span.within(part) for part in one.parts)
        ]
        if not outer:
            return replace(quotation, bound=Binding().bound)
        inmost = min(outer, key=lambda one: (one.span.end - one.span.start, one.id))
        sure = round(quotation.confidence * inmost.confidence, 4)
        return replace(
            quotation, speaker=inmost.speaker, bound=replace(inmost.bound, how="itself"),
            confidence=sure,
        )  # fmt: skip
