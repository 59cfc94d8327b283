"""Measurement: one command a task, each printing rows that anyone can make again."""
