"""The layout of a program: which facts, lists and fields its leaves read, and where each stands in a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from cchc_rules.engine.core import Atom, Core, Count, FactKey, leaves
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Region
from cchc_rules.model.vocabulary import Authority, FactSpec, ListSpec, Vocabulary


@frozen
class Slot:
    """Where a fact, or a field of a list, stands in a row, and every value that it can have.

    ``bare_counts``: a value counts without an attestation. ``vouching``: the capacities in which anybody but the candidate
    can attest it, whatever the unit and with or without a document.
    """

    index: int
    spec: FactSpec
    domain: Region
    bare_counts: bool
    vouching: frozenset[str]


def _slot(index: int, spec: FactSpec, authorities: Mapping[str, Authority]) -> Slot:
    vouching = {name for name in spec.attested_by if authorities[name].of is None and not spec.document_required}
    return Slot(index, spec, spec.domain, not spec.needs_attestation, frozenset(vouching))


@frozen
class ListLayout:
    """Where a list stands in a row, and its fields that are read: they alone are in the rows of the list.

    ``loaded``: these fields, and behind them the dates that nothing reads. ``dates``: the places among ``loaded`` of all
    dates, which say whether a record counts yet.
    """

    index: int
    spec: ListSpec
    fields: FrozenDict[str, Slot]
    loaded: tuple[tuple[str, Slot], ...]
    dates: tuple[int, ...]


@frozen(eq=False)
class Layout:
    """``atoms`` and ``counted`` (a list and a condition on its records) are the leaves, each once: ``record`` keeps them in
    this order. ``atoms`` and ``counts`` say where each of them stands among its like.
    """

    slots: FrozenDict[FactKey, Slot]
    lists: FrozenDict[str, ListLayout]
    atoms: FrozenDict[Atom, int]
    counted: tuple[tuple[str, Core], ...]
    counts: FrozenDict[tuple[str, Core], int]

    def list_of(self, count: int) -> ListLayout:
        """The list that a count is over."""
        return self.lists[self.counted[count][0]]


def layout_of(core: Core, vocabulary: Vocabulary, kind: str) -> Layout:
    """The layout for the leaves of a core, in their order, with the vocabulary of one kind of candidate."""
    atoms = tuple(dict.fromkeys(leaf for leaf in leaves(core) if isinstance(leaf, Atom)))
    counted = tuple(dict.fromkeys((leaf.list, leaf.where) for leaf in leaves(core) if isinstance(leaf, Count)))
    wheres: dict[str, list[Core]] = {}
    for name, where in counted:
        wheres.setdefault(name, []).append(where)
    return Layout(
        slots=_slots(dict.fromkeys(atom.key for atom in atoms), vocabulary, kind),
        lists=FrozenDict(
            {
                name: _list_layout(index, vocabulary.lists[name], conditions, vocabulary.authorities)
                for index, (name, conditions) in enumerate(wheres.items())
            }
        ),
        atoms=FrozenDict({atom: index for index, atom in enumerate(atoms)}),
        counted=counted,
        counts=FrozenDict({pair: index for index, pair in enumerate(counted)}),
    )


def _slots(keys: Iterable[FactKey], vocabulary: Vocabulary, kind: str) -> FrozenDict[FactKey, Slot]:
    found = {}
    for index, key in enumerate(keys):
        spec = vocabulary.fact(kind, key.name)
        assert spec is not None, f"{key} was checked to exist"
        found[key] = _slot(index, spec, vocabulary.authorities)
    return FrozenDict(found)


def _list_layout(index: int, spec: ListSpec, wheres: list[Core], authorities: Mapping[str, Authority]) -> ListLayout:
    """The fields that conditions on the records read, and the dates, which say whether a record counts."""
    read = dict.fromkeys(leaf.key.name for where in wheres for leaf in leaves(where) if isinstance(leaf, Atom))
    names = dict.fromkeys([*read, *spec.date_fields])
    loaded = {name: _slot(place, spec.fields[name], authorities) for place, name in enumerate(names)}
    fields = FrozenDict({name: loaded[name] for name in read})
    return ListLayout(
        index, spec, fields, tuple(loaded.items()), tuple(loaded[name].index for name in spec.date_fields)
    )
