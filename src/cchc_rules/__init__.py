"""Decide by written criteria who is eligible for a public award, and say why."""

__version__ = "0.1.0"
