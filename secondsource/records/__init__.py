"""Every record that passes between stages: frozen, slotted, with spans.

Two rules for this folder: a record holds ids and spans, never another record's text; and it
knows nothing of how it was made. What is shown to a reader is always ``page.text[start:end]``.

    page -> article -> passages -> (names, times, quotations, instances)
         -> reuse -> lineage -> stories -> agreement -> corroboration -> report

One page gives one article, so an article carries its page's id and a span's ``page`` names
both. Offsets count code points of ``Page.text``. Days are ISO strings (``2015-05-21``, or a
full time with its zone as printed); an unknown day is ``None``.
"""

from secondsource.records.comparing import (
    AlignedPair,
    Carried,
    Conflict,
    Direction,
    Group,
    Hidden,
    Lineage,
    Member,
    Novelty,
    Parent,
    Reuse,
    ReuseKind,
    Side,
    Statement,
    Story,
    Utterance,
    Variation,
    VariationKind,
)
from secondsource.records.extracting import (
    Account,
    Bound,
    Entity,
    How,
    Instance,
    Mention,
    NameKind,
    Quantity,
    Quotation,
    Stance,
    Tagged,
    Telling,
    Tense,
    TimeMention,
)
from secondsource.records.places import Interval, Reason, Span
from secondsource.records.reading import (
    Article,
    Block,
    Clue,
    Credit,
    Cut,
    Dating,
    Draft,
    Field,
    Given,
    Link,
    Media,
    Page,
    Passage,
    Reference,
    Unread,
)
from secondsource.records.telling import Decision, Moment, Report

__all__ = [
    "Account",
    "AlignedPair",
    "Article",
    "Block",
    "Bound",
    "Carried",
    "Clue",
    "Conflict",
    "Credit",
    "Cut",
    "Dating",
    "Decision",
    "Direction",
    "Draft",
    "Entity",
    "Field",
    "Given",
    "Group",
    "Hidden",
    "How",
    "Instance",
    "Interval",
    "Lineage",
    "Link",
    "Media",
    "Member",
    "Mention",
    "Moment",
    "NameKind",
    "Novelty",
    "Page",
    "Parent",
    "Passage",
    "Quantity",
    "Quotation",
    "Reason",
    "Reference",
    "Report",
    "Reuse",
    "ReuseKind",
    "Side",
    "Span",
    "Stance",
    "Statement",
    "Story",
    "Tagged",
    "Telling",
    "Tense",
    "TimeMention",
    "Unread",
    "Utterance",
    "Variation",
    "VariationKind",
]
