"""A kind of value that a dossier in memory cannot have."""

from cchc_rules.language.nodes import Node
from cchc_rules.language.reading.reader import node_from_python


def read() -> Node:
    """Raises the error."""
    return node_from_python({"candidates": [{"id": "cb-01", "facts": {"staff_category": {"civil_servant"}}}]}, "hồ sơ")
