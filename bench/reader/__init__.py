"""Trains the reader model that ``secondsource/extract/reader`` ships (its card says on what)."""
