"""A file of signs only."""

from cchc_rules.language.nodes import Node
from cchc_rules.language.reading.reader import read_text


def read() -> Node:
    """Raises the error."""
    return read_text(b"- " * 150_001, "input.yaml")
