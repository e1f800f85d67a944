"""How verdicts meet people: text for a terminal or a file."""
