"""Fictional coverage with known truth: who heard what from whom, and who took whose text.

    world -> happenings, twins, differing -> conferences, knowledge, dealing
          -> authoring -> copying, sagas -> history -> digests -> crediting, layout
          -> counting, contrasts -> truth

Real news has no truth to count against: nobody knows who copied whom. So a newsroom is played.
A *happening* of one of fourteen kinds has a dozen facts, each with those who know it; most go
back to one knower, a few are known all over town. Speakers hold press conferences, witnesses
tell one paper, papers are leaked, reporters look for themselves. *Authors* (agencies and
outlets' own reporters) write what they heard, each in words drawn anew from a small grammar.
All others take: copies whole or trimmed, respelled, joined, with names dropped; rewrites in
other words; two wires mixed; paragraphs put into one's own text; "the Post reported"; copies of
copies. Then pages are dressed with credits that are true or missing, furniture, dates that may be
wrong, and printed as text or HTML.

Every passage carries its ``root`` (the authored wording) and its ``way`` (the texts it came
through). All of the truth is read off these two: parents, hidden texts, every pair that shares
wording and why, and for each statement

- *reach*: publisher families that carry it; denials and reactions do not;
- *texts*: the texts whose newsroom learned it, rewritings and an agency's updates followed back;
- *origins*: root knowers; a spokesman is his principal, two of one government are one, a reporter
  of the state's own agency is the state. Somebody without a name is, as it was simulated, one of
  those who are named or somebody else.

What is shared by chance is kept rare as among people, not impossible: names with their titles,
formulae ("could not immediately be reached for comment") and some runs of eight words (about one
in fifty) are shared by texts that took nothing from each other.

``easy``, ``fair`` and ``hard`` set the odds of everything that hides who wrote what (``levels``).
Even seeds draw from the tuning kinds, odd ones from the unseen kinds, with mostly other outlets,
frames, credits and furniture. Level, seed and number of stories give everything, byte for byte.
Every story also has one to three older articles of its outlets on other happenings, so that what
an outlet repeats can be told from what is news. Quotations are passages of their own; so are
datelines, bylines and credits, which are formulae and count as shared with nobody.

Asked for, there are *twins* (the same kind of happening at the same time), *sagas* (episodes of
one affair, which recall each other) and *digests*; what an article tells of other stories than its
own is in its ``also``. Asked for, too, accounts of one story *differ* in typed slots: ``differing``
draws in which, ``dealing`` who is told what, ``contrasts`` reads off what came of it in print.

To add a kind: a file in ``words/kinds`` with its split, headlines, values and facts (six ways of
saying each at least, in brackets what may vary); nothing else. An affair is a file in
``words/sagas`` whose episodes each have headlines and facts. Words are tables, never code.
"""

from bench.newsroom.coverage import coverage_of
from bench.newsroom.truth import Coverage, truth_of, written

__all__ = ["Coverage", "coverage_of", "truth_of", "written"]
