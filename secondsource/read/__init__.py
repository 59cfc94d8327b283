"""Reading: from a page's bytes to an article's passages."""
