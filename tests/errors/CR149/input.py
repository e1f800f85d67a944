"""A key that is neither text nor an integer."""

from cchc_rules.language.nodes import Node
from cchc_rules.language.reading.reader import node_from_python


def read() -> Node:
    """Raises the error."""
    return node_from_python({"entities": {"office": {"ttt": {"par_rank": {2024.0: 4}}}}}, "hồ sơ")
