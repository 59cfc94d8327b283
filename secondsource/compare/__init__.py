"""Comparing: what is shared, who carries whose text, what agrees and what does not."""
