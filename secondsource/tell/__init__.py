"""Telling: evidence first, numbers second; nothing is generated."""
