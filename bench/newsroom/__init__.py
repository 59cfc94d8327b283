"""Fictional coverage with known truth: who heard what from whom, and who took whose text.

    world -> happenings -> knowledge -> authoring -> copying -> layout -> counting -> truth

Later sections say how it works; the whole is given by a level, a seed and a number of stories.
"""

from bench.newsroom.coverage import coverage_of
from bench.newsroom.truth import Coverage, truth_of, written

__all__ = ["Coverage", "coverage_of", "truth_of", "written"]
