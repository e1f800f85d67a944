"""Generated code: K over a core as Python functions on a :class:`~cchc_rules.engine.row.Row`.

The functions are built as a syntax tree out of our own names. What an author wrote gets into it only as constant objects,
numbers and sets of texts, and is never parsed. An unknown value is a NaN, with which every comparison is false: so
``inside(region)`` says "certainly inside", and ``not inside(complement)`` says "possibly inside". K is the two together.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from types import CodeType
from typing import Any, Protocol, TypeAlias

from attrs import define, field, frozen

from cchc_rules.engine.core import Among, Atom, Core, FactKey
from cchc_rules.engine.layout import Layout
from cchc_rules.model.region import Intervals, Region, overlap

Place: TypeAlias = Callable[[FactKey], tuple[ast.expr, Region]]
"""Where the value of a fact or field stands, and every value that it can have."""


class Judge(Protocol):
    """``met`` or ``may``: facts, the rows of the lists, how many unseen records each count may add."""

    def __call__(self, facts: tuple[Any, ...], lists: tuple[Any, ...], extra: tuple[float, ...], /) -> bool:
        """Whether the criteria are met for certain, or whether they may be."""
        ...


class Recorder(Protocol):
    """Every leaf: the codes of the atoms, then for each count the codes of the records."""

    def __call__(self, facts: tuple[Any, ...], lists: tuple[Any, ...], /) -> tuple[Any, ...]:
        """Codes: 0 not met, 1 met, 2 undetermined."""
        ...


@frozen(eq=False)
class Code:
    """The functions of one core. ``record_known`` is for rows in which nothing is unknown."""

    met: Judge
    may: Judge
    record: Recorder
    record_known: Recorder


def written(core: Core, layout: Layout) -> ast.Module:
    """The functions of a core over its layout, as a syntax tree."""
    return _Writer(layout).module(core)


def units(core: Core) -> int:
    """How much code a core becomes: its nodes, but those below a two-sided connective are written for either side."""
    if not isinstance(core, Among):
        return 1
    sides = 2 if core.low > 0 and core.high < len(core.children) else 1
    return 1 + sides * sum(map(units, core.children))


def generate(core: Core, layout: Layout) -> Code:
    """Compile a core over its layout."""
    code: CodeType = compile(written(core, layout), "<criteria>", "exec", dont_inherit=True)
    names: dict[str, Any] = {"__builtins__": {}}
    exec(code, names)
    return Code(names["met"], names["may"], names["record"], names["record_known"])


@define
class _Writer:
    """Writes the functions; those that count records as they are needed."""

    layout: Layout
    _counting: dict[str, ast.stmt] = field(factory=dict, init=False)

    def module(self, core: Core) -> ast.Module:
        """All functions, the counting ones first."""
        judges = [
            _function("met", "fle", [ast.Return(self._core(core, False, self._fact))]),
            _function("may", "fle", [ast.Return(self._core(core, True, self._fact))]),
        ]
        recorders = [
            _function("record", "fl", [ast.Return(self._record(self._open_code))]),
            _function("record_known", "fl", [ast.Return(self._record(self._known_code))]),
        ]
        return ast.fix_missing_locations(ast.Module([*self._counting.values(), *judges, *recorders], []))

    def _fact(self, key: FactKey) -> tuple[ast.expr, Region]:
        slot = self.layout.slots[key]
        return _item("f", slot.index), slot.domain

    def _field(self, list_name: str) -> Place:
        fields = self.layout.lists[list_name].fields
        return lambda key: (_name(f"r{fields[key.name].index}"), fields[key.name].domain)

    def _core(self, core: Core, possible: bool, place: Place) -> ast.expr:
        """Whether a core holds for certain, or, if ``possible``, whether it may."""
        if isinstance(core, Atom):
            return _atom(core, possible, *place(core.key))
        if isinstance(core, Among):
            return self._among(core, possible, place)
        index = self.layout.counts[core.list, core.where]
        enough = self._matching(index, possible, core.low)
        return enough if core.high is None else _all([enough, _not(self._matching(index, not possible, core.high + 1))])

    def _among(self, core: Among, possible: bool, place: Place) -> ast.expr:
        """Enough children hold, and not too many: for the second, "certainly" and "possibly" change places."""
        size = len(core.children)

        def hold(number: int, possible: bool) -> ast.expr:
            if number <= 0 or number > size:
                return ast.Constant(number <= 0)
            children = [self._core(child, possible, place) for child in core.children]
            if number == size:
                return _all(children)
            return _any(children) if number == 1 else _compare(_sum(children), ast.GtE(), ast.Constant(number))

        return _all([hold(core.low, possible), _not(hold(core.high + 1, not possible))])

    def _matching(self, index: int, possible: bool, number: int) -> ast.expr:
        """A call that says whether so many records match: of those that may, the unseen ones count as well."""
        if number <= 0:
            return ast.Constant(True)
        name = f"{'may' if possible else 'met'}_{index}"
        if name not in self._counting:
            self._counting[name] = self._counting_function(name, index, possible)
        rows = _item("l", self.layout.list_of(index).index)
        wanted: ast.expr = ast.Constant(number)
        if possible:
            wanted = ast.BinOp(wanted, ast.Sub(), _item("e", index))
        return ast.Call(_name(name), [rows, wanted], [])

    def _counting_function(self, name: str, index: int, possible: bool) -> ast.stmt:
        """``number`` records match; counting stops there."""
        list_name, where = self.layout.counted[index]
        matches = self._core(where, possible, self._field(list_name))
        found: list[ast.stmt] = [
            ast.AugAssign(ast.Name("n", ast.Store()), ast.Sub(), ast.Constant(1)),
            ast.If(_compare(_name("n"), ast.LtE(), ast.Constant(0)), [ast.Return(ast.Constant(True))], []),
        ]
        loop = ast.For(self._row(list_name), _name("rows"), [ast.If(matches, found, [])], [])
        none_wanted = _compare(_name("n"), ast.LtE(), ast.Constant(0))
        return _function(name, ("rows", "n"), [loop, ast.Return(none_wanted)])

    def _row(self, list_name: str) -> ast.expr:
        """The fields of one record, unpacked."""
        slots = self.layout.lists[list_name].fields.values()
        return ast.Tuple([ast.Name(f"r{slot.index}", ast.Store()) for slot in slots], ast.Store())

    def _record(self, code: Callable[[Core, Place], ast.expr]) -> ast.expr:
        """The codes of all atoms, and for each count those of all records."""
        items: list[ast.expr] = [code(atom, self._fact) for atom in self.layout.atoms]
        for index, (list_name, where) in enumerate(self.layout.counted):
            rows = _item("l", self.layout.list_of(index).index)
            each = ast.comprehension(self._row(list_name), rows, [], 0)
            items.append(ast.ListComp(code(where, self._field(list_name)), [each]))
        return ast.Tuple(items, ast.Load())

    def _known_code(self, core: Core, place: Place) -> ast.expr:
        return self._core(core, False, place)

    def _open_code(self, core: Core, place: Place) -> ast.expr:
        undetermined = ast.IfExp(self._core(core, True, place), ast.Constant(2), ast.Constant(0))
        return ast.IfExp(self._core(core, False, place), ast.Constant(1), undetermined)


def _atom(atom: Atom, possible: bool, value: ast.expr, domain: Region) -> ast.expr:
    """One fact in one region; an unknown one is inside if all its values are, and outside if none is."""
    outside = overlap(domain, atom.region.complement())
    if overlap(domain, atom.region).empty:
        possible = False
    elif outside.empty:
        possible = True
    return _not(_inside(value, outside)) if possible else _inside(value, atom.region)


def _inside(value: ast.expr, region: Region) -> ast.expr:
    """Whether a known value lies in a region; false of an unknown one."""
    if isinstance(region, Intervals):
        return _any([_between(value, low, high) for low, high in region.parts])
    texts: Any = region.values  # a set is a constant to the compiler, though not to the type of `Constant`
    named = _compare(value, ast.NotIn() if region.others else ast.In(), ast.Constant(texts))
    return _all([_known(value), named]) if region.others else named


def _between(value: ast.expr, low: int | None, high: int | None) -> ast.expr:
    assert low is not None or high is not None, "nothing lies outside a region of all numbers, so it is not asked about"
    if low is None or high is None:
        return _compare(value, ast.LtE() if low is None else ast.GtE(), ast.Constant(high if low is None else low))
    if low == high:
        return _compare(value, ast.Eq(), ast.Constant(low))
    return ast.Compare(ast.Constant(low), [ast.LtE(), ast.LtE()], [value, ast.Constant(high)])


def _known(value: ast.expr) -> ast.expr:
    """Whether a value is known: only a NaN differs from itself."""
    return _compare(value, ast.Eq(), value)


def _constant(expression: ast.expr) -> object:
    return expression.value if isinstance(expression, ast.Constant) else None


def _all(parts: list[ast.expr]) -> ast.expr:
    rest = [part for part in parts if _constant(part) is not True]
    if any(_constant(part) is False for part in rest):
        return ast.Constant(False)
    return _joined(ast.And(), rest) if rest else ast.Constant(True)


def _any(parts: list[ast.expr]) -> ast.expr:
    rest = [part for part in parts if _constant(part) is not False]
    if any(_constant(part) is True for part in rest):
        return ast.Constant(True)
    return _joined(ast.Or(), rest) if rest else ast.Constant(False)


def _joined(by: ast.boolop, parts: list[ast.expr]) -> ast.expr:
    return parts[0] if len(parts) == 1 else ast.BoolOp(by, parts)


def _not(expression: ast.expr) -> ast.expr:
    constant = _constant(expression)
    return ast.UnaryOp(ast.Not(), expression) if constant is None else ast.Constant(not constant)


def _sum(parts: list[ast.expr]) -> ast.expr:
    """How many hold; as a balanced tree, since the compiler's depth is limited."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return ast.BinOp(_sum(parts[:middle]), ast.Add(), _sum(parts[middle:]))


def _compare(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
    return ast.Compare(left, [operator], [right])


def _name(name: str) -> ast.expr:
    return ast.Name(name, ast.Load())


def _item(name: str, index: int) -> ast.expr:
    return ast.Subscript(_name(name), ast.Constant(index), ast.Load())


def _function(name: str, parameters: Iterable[str], body: list[ast.stmt]) -> ast.stmt:
    """A function under one of our own names; parsed, because what a definition's node must hold differs between Pythons."""
    (function,) = ast.parse(f"def {name}({', '.join(parameters)}): pass").body
    assert isinstance(function, ast.FunctionDef)
    function.body = body
    return function
