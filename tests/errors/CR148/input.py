"""A moment where a date is wanted."""

from datetime import datetime

from cchc_rules.language.nodes import Node
from cchc_rules.language.reading.reader import node_from_python


def read() -> Node:
    """Raises the error."""
    return node_from_python({"as_of": datetime(2025, 1, 20, 8, 30)}, "hồ sơ")
