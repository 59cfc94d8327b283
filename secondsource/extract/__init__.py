"""Extracting: names, times, quotations and statements, each with its span."""
