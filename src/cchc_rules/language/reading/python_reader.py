"""A dossier that another program hands over as mappings, lists, text, numbers and dates, under the rules of a file."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingABC
from datetime import date, datetime
from decimal import Decimal

from cchc_rules.errors import CchcRulesError, DossierError, Pointer
from cchc_rules.language.nodes import Mapping, Node, Scalar, ScalarValue, Sequence
from cchc_rules.language.reading.scalars import DOSSIER_LIMITS, MOST_DIGITS, Limits, clean, exact
from cchc_rules.language.reading.source import Faults, grouped, quoted

_TOO_LARGE = 10**MOST_DIGITS


class _Open:
    """A mapping or list whose members are being taken one by one."""

    __slots__ = ("entries", "items", "members", "step")

    def __init__(self, value: MappingABC[object, object] | list[object] | tuple[object, ...]) -> None:
        self.entries: dict[str, Node] | None = None
        self.items: list[Node] = []
        self.step: str | int | None = None
        self.members: Iterator[tuple[object, object]]
        if isinstance(value, MappingABC):
            self.entries = {}
            self.members = iter(value.items())
        else:
            self.members = iter(enumerate(value))


def node_from_python(
    value: object,
    name: str,
    *,
    limits: Limits = DOSSIER_LIMITS,
    error: type[CchcRulesError] = DossierError,
) -> Node:
    """The document that ``value`` is: None, bool, int, Decimal, float, str, date, mappings and lists of these.

    A float is the number that its repr shows, a date its ISO text, a key a text or an integer such as 2024. There are
    no places, so faults say the way of keys instead, and ``name``.
    """
    return _PythonReader(name, limits, error).document(value)


class _PythonReader:
    def __init__(self, name: str, limits: Limits, error: type[CchcRulesError]) -> None:
        self._faults = Faults(error, name, None, self._pointer)
        self._limits = limits
        self._stack: list[_Open] = []
        self._nodes = 0

    def document(self, value: object) -> Node:
        """Depth first, with a list for a stack: a value that contains itself runs into the limit of depth."""
        node = self._node(value)
        while self._stack:
            top = self._stack[-1]
            if node is not None:
                self._put(top, node)
            member = next(top.members, None)
            if member is None:
                node = self._closed()
            else:
                self._step(top, member[0])
                node = self._node(member[1])
        self._faults.finish()
        assert node is not None
        return node

    def _node(self, value: object) -> Node | None:
        """The node of a scalar; None for a container, which is opened instead."""
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            self._faults.stop("CR103", most=grouped(self._limits.nodes))
        if isinstance(value, (MappingABC, list, tuple)):
            if len(self._stack) >= self._limits.depth:
                self._faults.stop("CR108", most=self._limits.depth)
            self._stack.append(_Open(value))
            return None
        return Scalar(self._scalar(value))

    def _closed(self) -> Node:
        done = self._stack.pop()
        return Sequence(tuple(done.items)) if done.entries is None else Mapping(done.entries)

    def _put(self, top: _Open, node: Node) -> None:
        if top.entries is None:
            top.items.append(node)
        elif top.step is not None:
            top.entries[str(top.step)] = node

    def _step(self, top: _Open, key: object) -> None:
        """The key or position of the next member: text, or an integer, which becomes text in a mapping."""
        if top.entries is None:
            top.step = len(top.items)
            return
        top.step = None
        if isinstance(key, bool) or not isinstance(key, (str, int)):
            self._faults.add("CR149", kind=quoted(type(key).__name__))
            return
        top.step = str(self._scalar(key))
        if key == "":
            self._faults.add("CR111")
        elif top.step in top.entries:
            self._faults.add("CR110", key=quoted(top.step))

    def _scalar(self, value: object) -> ScalarValue:
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return clean(str.__str__(value), self._faults, self._limits.scalar)
        if isinstance(value, int):
            if abs(value) < _TOO_LARGE:
                return int(value)
            self._faults.add("CR113", most=MOST_DIGITS)
        elif isinstance(value, float):
            return exact(Decimal(float.__repr__(value)), self._faults)
        elif isinstance(value, Decimal):
            return exact(value, self._faults)
        elif isinstance(value, datetime):
            self._faults.add("CR148")
        elif isinstance(value, date):
            return value.isoformat()
        else:
            self._faults.add("CR147", kind=quoted(type(value).__name__))
        return None

    def _pointer(self) -> Pointer:
        return tuple(frame.step for frame in self._stack if frame.step is not None)
