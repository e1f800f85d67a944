"""A file that is not there."""

from cchc_rules.language.nodes import Node
from cchc_rules.language.reading.reader import read_file


def read() -> Node:
    """Raises the error."""
    return read_file("no-such-folder/input.yaml")
