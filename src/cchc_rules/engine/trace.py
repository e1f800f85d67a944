"""The trace: what was found at every node of the author's tree, without words. The explanation is made from it."""

from __future__ import annotations

from typing import NamedTuple

from cchc_rules.engine.completion import Decider, Matches
from cchc_rules.engine.conditions import ListCondition, Lowered
from cchc_rules.engine.core import Count
from cchc_rules.model.truth import Truth

OVER_LIST = "a predicate over a list is lowered to a count"


class Trace(NamedTuple):
    """One node and its exact truth; of a count over a list which records match, and so how many.

    The truth is that of the node by itself. A named tuple, because it is the cheapest value that cannot change.
    """

    node: Lowered
    truth: Truth
    children: tuple[Trace, ...] = ()
    matches: Matches | None = None


def reference_trace(node: Lowered, decider: Decider) -> Trace:
    """The trace as the reference interpreter finds it: every node is decided for itself."""
    if isinstance(node.condition, ListCondition):
        assert isinstance(node.core, Count), OVER_LIST
        matches = decider.matches(node.core.list, node.core.where)
        return Trace(node, decider.decide(node.core).truth, (), matches)
    children = tuple(reference_trace(child, decider) for child in node.children)
    return Trace(node, decider.decide(node.core).truth, children)


def remember(trace: Trace, decider: Decider) -> None:
    """Let a decider know what a trace that another engine made has found: of what is met that it is, and of the rest
    everything below it.
    """
    decider.remember(trace.node.core, trace.truth, trace.matches)
    if trace.truth is not Truth.MET:
        for child in trace.children:
            remember(child, decider)
