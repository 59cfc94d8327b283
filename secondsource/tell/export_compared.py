"""The parts of the report contract that comparing yields, each record as its JSON entry.

What may live here: one function a kind of record; which parts the contract has, and in what order
its lists stand, is ``export``'s.
"""

from __future__ import annotations

from math import isinf

from secondsource.records import (
    Choice,
    Conflict,
    Coverage,
    Instance,
    Member,
    Moment,
    Novelty,
    Part,
    Quantity,
    Relation,
    Reuse,
    Side,
    Statement,
    Story,
    Use,
    Utterance,
    Variation,
)
from secondsource.tell.comparison import Comparison, Lone
from secondsource.tell.desk import Desk
from secondsource.tell.fields import Json, ends_of, number_of, place_of, reasons_of
from secondsource.tell.proof import proof_of
from secondsource.tell.steps import Step


def reuse_entry(_: Desk, reuse: Reuse) -> Json:
    """Write shared text."""
    return {
        "kind": reuse.kind,
        "a": place_of(reuse.a),
        "b": place_of(reuse.b),
        "likeness": reuse.likeness,
        "direction": reuse.direction,
        "probability": reuse.probability,
        "reasons": reasons_of(reuse.reasons),
    }


def story_entry(desk: Desk, story: Story) -> Json:
    """Write a story."""
    return {
        "id": story.id,
        "headline": place_of(story.headline) if story.headline else None,
        "articles": list(story.articles),
        "earliest": story.earliest,
        "latest": story.latest,
        "why": reasons_of(story.why),
        "related": list(story.related),
        "relations": [_relation(one) for one in story.relations],
        "also": [_part(one) for one in story.also],
        "side_by_side": _coverage(desk.coverage.get(story.id)),
    }


def _coverage(one: Coverage | None) -> Json | None:
    """Write who carries which statements: distinct texts as their articles, statements as ids."""
    if one is None:
        return None
    return {
        "texts": [list(articles) for articles in one.texts],
        "every": list(one.every),
        "some": list(one.some),
        "alone": [list(statements) for statements in one.alone],
    }


def _relation(one: Relation) -> Json:
    return {"story": one.story, "order": one.order, "reasons": reasons_of(one.reasons)}


def _part(one: Part) -> Json:
    return {
        "article": one.article,
        "spans": [ends_of(span) for span in one.spans],
        "reasons": reasons_of(one.reasons),
    }


def _member(member: Member) -> Json:
    instance = member.instance
    return {
        **place_of(instance.span),
        "stance": instance.stance,
        "probability": member.probability,
        "speaker": instance.speaker,
        "speaker_span": ends_of(instance.speaker_span),
        "quotation": instance.quotation,
        "frame": _frame(instance),
    }


def _frame(one: Instance) -> Json:
    """Write what an instance asserts, slot by slot; terms are as they are compared."""
    return {
        "subject": one.subject,
        "predicate": one.predicate,
        "arguments": list(one.arguments),
        "quantities": [_quantity(quantity) for quantity in one.quantities],
        "place": one.place,
        "times": [ends_of(time.span) for time in one.times],
        "negated": one.negated,
        "mood": one.mood,
        "status": one.status,
        "hedge": ends_of(one.hedge),
    }


def _quantity(one: Quantity) -> Json:
    """Write a number; "at least" has no upper end."""
    low, high = float(one.low), float(one.high)
    ends = [None if isinf(end) else end for end in (low, high)]
    return {"span": ends_of(one.span), "low": ends[0], "high": ends[1], "unit": one.unit}


def _step(step: Step) -> Json:
    return {
        "section": step.section,
        "kind": step.kind,
        "text": step.text,
        "spans": [place_of(span) for span in step.spans()],
        "marked": [place_of(span) for span in step.marked],
    }


def statement_entry(desk: Desk, statement: Statement) -> Json:
    """Write a statement with its three numbers and their proof."""
    return {
        "id": statement.id,
        "story": statement.story,
        "speaker": statement.speaker,
        "instances": [_member(member) for member in statement.members],
        "reach": statement.reach,
        "texts": number_of(statement.texts),
        "origins": number_of(statement.origins),
        "groups": [
            {
                "origin": group.origin,
                "articles": list(group.articles),
                "reasons": reasons_of(group.reasons),
            }
            for group in statement.groups
        ],
        "reasons": reasons_of(statement.reasons),
        "proof": [_step(step) for step in proof_of(desk, statement)],
    }


def _side(side: Side) -> Json:
    return {**place_of(side.span), "value": side.value, "statement": side.statement}


def conflict_entry(_: Desk, conflict: Conflict) -> Json:
    """Write how two accounts differ."""
    return {
        "kind": conflict.kind,
        "slot": conflict.slot,
        "story": conflict.story,
        "a": _side(conflict.a),
        "b": _side(conflict.b),
        "why": conflict.why,
    }


def moment_entry(_: Desk, moment: Moment) -> Json:
    """Write a line of a timeline."""
    return {
        "story": moment.story,
        "earliest": moment.earliest,
        "latest": moment.latest,
        **place_of(moment.span),
        "reach": moment.reach,
        "origins": number_of(moment.origins),
    }


def novelty_entry(_: Desk, one: Novelty) -> Json:
    """Write whether a passage is new."""
    earlier = place_of(one.earlier) if one.earlier else None
    return {**place_of(one.span), "status": one.status, "earlier": earlier}


def utterance_entry(_: Desk, one: Utterance) -> Json:
    """Write one thing that was said, with its prints."""
    variations = [_variation(variation) for variation in one.variations]
    return {"id": one.id, "quotations": list(one.quotations), "variations": variations}


def _variation(one: Variation) -> Json:
    return {
        "kind": one.kind,
        "a": {"quotation": one.fuller, **(place_of(one.a) if one.a else {"span": None})},
        "b": {"quotation": one.other, **(place_of(one.b) if one.b else {"span": None})},
    }


def choice_entry(_: Desk, one: Choice) -> Json:
    """Write what outlets call one thing: counts by word and outlet, with the places."""
    return {
        "story": one.story,
        "thing": one.thing,
        "uses": [_use(use) for use in one.uses],
        "also": [_use(use) for use in one.also],
    }


def _use(use: Use) -> Json:
    return {
        "word": use.word,
        "outlet": use.outlet,
        "count": len(use.spans),
        "spans": [place_of(span) for span in use.spans],
        "quoted": [place_of(span) for span in use.quoted],
    }


# -- two articles ---------------------------------------------------------------------------


def comparison_entry(desk: Desk, one: Comparison) -> Json:
    """Write two articles side by side; every span stands in the article that is named with it."""
    story = desk.story_of.get(one.a)
    return {
        "a": one.a,
        "b": one.b,
        "story": story.id if story else None,
        "both": [
            {
                "statement": shared.statement.id,
                "probability": shared.probability,
                "verbatim": shared.verbatim,
                "a": [_member(member) for member in shared.a],
                "b": [_member(member) for member in shared.b],
            }
            for shared in one.both
        ],
        "only_a": [_lone(lone) for lone in one.only_a],
        "only_b": [_lone(lone) for lone in one.only_b],
        "differences": [conflict_entry(desk, conflict) for conflict in one.differences],
        "choices": [choice_entry(desk, choice) for choice in one.choices],
        "reuse": [reuse_entry(desk, reuse) for reuse in one.copied],
    }


def _lone(one: Lone) -> Json:
    return {
        "statement": one.statement.id,
        "instances": [_member(member) for member in one.members],
    }
