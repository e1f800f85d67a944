"""The nodes of a lowered award, found by path and by what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from cchc_rules.engine.conditions import FactCondition, ListCondition, Lowered
from cchc_rules.engine.core import Count, Leaf, block_of, leaves, negate
from cchc_rules.engine.identity import Same
from cchc_rules.engine.search import Block


@frozen(eq=False)
class Nodes:
    """All nodes of one award. ``about``: the innermost ones about a fact or list, in the author's order."""

    by_path: dict[str, Lowered]
    about: dict[Block, list[Lowered]]

    def of(self, leaf: Leaf) -> Lowered:
        """The author's node about the same fact or list: the very one where the normal form left it as it was, else one that
        asks for the opposite, or counts the same records.
        """
        alike = self.about[block_of(leaf)]
        opposite = negate(leaf)
        for wanted in (
            lambda node: node.core == leaf,
            lambda node: node.core == opposite,
            lambda node: isinstance(leaf, Count) and isinstance(node.core, Count) and node.core.where == leaf.where,
        ):
            found = next(filter(wanted, alike), None)
            if found is not None:
                return found
        return alike[0]


def nodes_of(root: Lowered) -> Nodes:
    """The nodes of an award, looked for once."""
    return _nodes_of(Same(root))


@lru_cache(maxsize=256)
def _nodes_of(root: Same[Lowered]) -> Nodes:
    found = list(_all(root.value))
    about: dict[Block, list[Lowered]] = {}
    for node in found:
        if isinstance(node.condition, FactCondition | ListCondition) or not node.children:
            for block in dict.fromkeys(map(block_of, leaves(node.core))):
                about.setdefault(block, []).append(node)
    return Nodes({node.path: node for node in found}, about)


def _all(node: Lowered) -> Iterator[Lowered]:
    """A node and those below it; the conditions on records of a list are part of the list's own node."""
    yield node
    if not isinstance(node.condition, ListCondition):
        for child in node.children:
            yield from _all(child)
