"""A text of more than twenty thousand characters."""

from cchc_rules.language.nodes import Node
from cchc_rules.language.reading.reader import read_text


def read() -> Node:
    """Raises the error."""
    return read_text("remark: " + "rất " * 5001, "input.yaml")
