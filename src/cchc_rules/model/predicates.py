"""Predicates (điều kiện) as an author writes them: names not yet looked up, readings not yet chosen."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TypeAlias

from attrs import field, frozen

from cchc_rules.errors import Place
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.vocabulary import PlainValue
from cchc_rules.text import Text


@frozen
class Literal:
    """A value written out."""

    value: PlainValue


@frozen
class ParameterRef:
    """``{param: NAME}``: a value of the rulebook's parameters."""

    name: str


Operand: TypeAlias = "Literal | ParameterRef"


class Comparison(Enum):
    """How a fact is held against its operands. All bounds but `more_than`, `less_than`, `after`, `before` are inclusive."""

    IS = "is"
    ONE_OF = "one_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    ON_OR_AFTER = "on_or_after"
    ON_OR_BEFORE = "on_or_before"
    AFTER = "after"
    BEFORE = "before"


@frozen
class Bound:
    """How many: ``at_least`` and ``at_most`` alone or together, or ``exactly`` alone."""

    at_least: Operand | None = None
    at_most: Operand | None = None
    exactly: Operand | None = None

    def operands(self) -> Iterator[tuple[str, Operand]]:
        """The bounds that are written, with their keys."""
        for key in ("at_least", "at_most", "exactly"):
            operand: Operand | None = getattr(self, key)
            if operand is not None:
                yield key, operand


@frozen
class ByReading:
    """One name per option of a declared reading."""

    reading: str
    options: FrozenDict[str, str]


@frozen
class During:
    """``during``: a window (``year``, a named one, or ``None``: up to the end of the current year or the award's period)
    and the date field that must fall into it (``None``: the list's dating field).
    """

    window: str | None = None
    by_date: str | ByReading | None = None
    place: Place = field(factory=Place, eq=False, repr=False)


@frozen(kw_only=True)
class _Predicate:
    """What every predicate may carry: an id, a title, the clauses that it comes from."""

    id: str | None = None
    title: Text | None = None
    clauses: tuple[str, ...] = ()
    place: Place = field(factory=Place, eq=False, repr=False)


@frozen(kw_only=True)
class AllOf(_Predicate):
    """Every child holds."""

    children: tuple[Predicate, ...]


@frozen(kw_only=True)
class AnyOf(_Predicate):
    """At least one child holds."""

    children: tuple[Predicate, ...]


@frozen(kw_only=True)
class NoneOf(_Predicate):
    """No child holds."""

    children: tuple[Predicate, ...]


@frozen(kw_only=True)
class Of(_Predicate):
    """k of n: the number of children that hold is within the bound."""

    children: tuple[Predicate, ...]
    bound: Bound


@frozen(kw_only=True)
class FactIs(_Predicate):
    """A fact compares as said with the operands: two for `between`, any number for `one_of`, else one."""

    fact: str
    comparison: Comparison
    operands: tuple[Operand, ...]


@frozen(kw_only=True)
class Attested(_Predicate):
    """A boolean fact that needs an attestation is true."""

    fact: str


@frozen(kw_only=True)
class CountOf(_Predicate):
    """The number of the list's records within `during` that match `where` is within the bound."""

    list: str
    where: tuple[Predicate, ...] = ()
    during: During | None = None
    bound: Bound


@frozen(kw_only=True)
class Some(_Predicate):
    """At least one record within `during` matches `where`."""

    list: str
    where: tuple[Predicate, ...] = ()
    during: During | None = None


@frozen(kw_only=True)
class Every(_Predicate):
    """No record within `during` that passes `where` fails `must`; true of no records at all."""

    list: str
    where: tuple[Predicate, ...] = ()
    must: tuple[Predicate, ...]
    during: During | None = None


@frozen(kw_only=True)
class Years(_Predicate):
    """The number of calendar years of the window in which `where` holds is within the bound; with ``consecutive`` there is
    an unbroken run of ``at_least`` such years.
    """

    window: str
    where: tuple[Predicate, ...]
    bound: Bound
    consecutive: bool = False


@frozen(kw_only=True)
class Nothing(_Predicate):
    """No further requirement: an option of a reading may say so."""


@frozen(kw_only=True)
class Reading(_Predicate):
    """One predicate per option of a declared reading; the option in force is the predicate."""

    reading: str
    options: FrozenDict[str, Predicate]


@frozen(kw_only=True)
class Use(_Predicate):
    """A shared definition stands here."""

    definition: str


@frozen(kw_only=True)
class External(_Predicate):
    """The criteria of a document that this rulebook does not hold: undetermined, whatever the dossier says."""

    document: str


Group: TypeAlias = "AllOf | AnyOf | NoneOf | Of"
OverList: TypeAlias = "CountOf | Some | Every"
Predicate: TypeAlias = "Group | FactIs | Attested | OverList | Years | Nothing | Reading | Use | External"


def parts(predicate: Predicate) -> tuple[Predicate, ...]:
    """The predicates directly inside one, in the author's order; the options of a reading are parts too."""
    match predicate:
        case AllOf() | AnyOf() | NoneOf() | Of():
            return predicate.children
        case Every():
            return predicate.where + predicate.must
        case CountOf() | Some() | Years():
            return predicate.where
        case Reading():
            return tuple(predicate.options.values())
        case _:
            return ()


def walk(predicate: Predicate) -> Iterator[Predicate]:
    """The predicate and everything inside it, outermost first; definitions are not entered."""
    yield predicate
    for part in parts(predicate):
        yield from walk(part)
