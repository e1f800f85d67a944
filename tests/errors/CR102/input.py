"""A file larger than one megabyte."""

from cchc_rules.language.nodes import Node
from cchc_rules.language.reading.reader import read_text


def read() -> Node:
    """Raises the error."""
    return read_text(b" " * ((1 << 20) + 1), "input.yaml")
