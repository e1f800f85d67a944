"""Small criteria and snapshots for holding grounds against brute force: everything takes the values 0, 1, 2.

The trees are of the shapes that authors write, with facts and lists shared between criteria far more often than anybody
would; every third one is crowded into one fact and one list, so that K is not exact.
"""

from __future__ import annotations

from math import prod
from random import Random

from attrs import frozen
from engine.worlds import AS_OF, SIZE, brute_truth, largest_bound

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.conditions import ListCondition, Lowered, NumberCondition, YearsCondition
from cchc_rules.engine.core import FALSE, Among, Atom, Core, Count, FactKey, all_of, any_of, block_of, leaves
from cchc_rules.engine.evidence import Unit, keep
from cchc_rules.engine.grounds import Ground, Grounds, grounds_of
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot, Unknown, unseen_record
from cchc_rules.engine.trace import Trace, reference_trace
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec, Vocabulary
from cchc_rules.text import same

KIND = "person"
MOST_WORLDS = 20_000
"""More completions than this are not listed."""


def _number(name: str) -> FactSpec:
    return FactSpec(name=name, type=FactType.INTEGER, label=same(name), minimum=0, maximum=SIZE - 1)


def _numbers(names: str) -> FrozenDict[str, FactSpec]:
    return FrozenDict({name: _number(name) for name in names})


VOCABULARY = Vocabulary(
    candidates=FrozenDict({KIND: _numbers("abcde")}),
    lists=FrozenDict(
        {
            "l": ListSpec(name="l", kinds=(KIND,), label=same("l"), fields=_numbers("x")),
            "m": ListSpec(name="m", kinds=(KIND,), label=same("m"), fields=_numbers("xy"), maximum=2),
        }
    ),
)


@frozen
class Small:
    """Random criteria and snapshots; ``crowded``: about little, so that much is shared."""

    random: Random
    crowded: bool = False

    def root(self) -> Lowered:
        """Criteria."""
        return self._node("award", self.random.choice((1, 2, 3, 3)))

    def _node(self, path: str, depth: int) -> Lowered:
        draw = self.random.random()
        if depth == 0 or draw < 0.1:
            return self._leaf(path)
        children = tuple(self._node(f"{path}/{at}", depth - 1) for at in range(1, self.random.randint(1, 3) + 1))
        cores, size = tuple(child.core for child in children), len(children)
        if draw < 0.35:
            number, kind, core = NumberCondition(size, None, size), "all_of", all_of(cores)
        elif draw < 0.72:
            number, kind, core = NumberCondition(1, None, size), "any_of", any_of(cores)
        elif draw < 0.8:
            return self._run(path, children)
        else:
            low, high = sorted((self.random.randint(0, size), self.random.randint(0, size)))
            most = None if self.random.random() < 0.5 else high
            number, kind = NumberCondition(low, most, size), "of" if low or most else "none_of"
            core = Among(low, size if most is None else most, cores)
        return Lowered(path=path, kind=kind, core=core, condition=number, children=children)

    def _run(self, path: str, children: tuple[Lowered, ...]) -> Lowered:
        length, cores = self.random.randint(1, len(children) + 1), tuple(child.core for child in children)
        runs = tuple(all_of(cores[at : at + length]) for at in range(len(cores) - length + 1))
        condition = YearsCondition(tuple(range(len(cores))), NumberCondition(length, None), consecutive=True)
        core = any_of(runs) if runs else FALSE
        return Lowered(path=path, kind="years", core=core, condition=condition, children=children)

    def _leaf(self, path: str) -> Lowered:
        if self.random.random() < 0.05:
            return Lowered(path=path, kind="nothing", core=Among(0, 0, ()))
        if self.random.random() < 0.6:
            return Lowered(path=path, kind="fact", core=self._atom("ab" if self.crowded else "abcde"))
        spec = VOCABULARY.lists["l" if self.crowded or self.random.random() < 0.5 else "m"]
        low = self.random.randint(0, 2)
        high = self.random.choice((None, low, low + 1))
        where = self._where("".join(spec.fields))
        condition = ListCondition(spec, NumberCondition(low, high), where)
        return Lowered(path=path, kind="count", core=Count(low, high, spec.name, where), condition=condition)

    def _where(self, fields: str) -> Core:
        draw = self.random.random()
        if draw < 0.1:
            return Among(0, 0, ())
        if draw < 0.7:
            return self._atom(fields)
        few = (self._atom(fields), self._atom(fields))
        return Among(1, 2, few) if draw < 0.85 else Among(2, 2, few)

    def _atom(self, names: str) -> Core:
        values = self.random.sample(range(SIZE), self.random.choice((1, 1, 2, 2, 0)))
        return Atom(FactKey(self.random.choice(names)), Intervals.of(values))

    def snapshot(self) -> Snapshot:
        """What is known."""
        facts = {FactKey(name): self._state(_number(name)) for name in VOCABULARY.candidates[KIND]}
        lists = {name: self._list(spec) for name, spec in VOCABULARY.lists.items()}
        return Snapshot(KIND, AS_OF, VOCABULARY, FrozenDict(), FrozenDict(facts), FrozenDict(lists))

    def _state(self, spec: FactSpec) -> FactState:
        if self.random.random() < 0.2:
            return Unknown(spec.domain, "not_given")
        return Known(self.random.randrange(SIZE))

    def _list(self, spec: ListSpec) -> ListState:
        positions = sorted(self.random.sample(range(1, 5), self.random.randint(0, 2)))
        records = tuple(
            RecordState(at, FrozenDict({name: self._field(field) for name, field in spec.fields.items()}))
            for at in positions
        )
        more = None if spec.maximum is None else spec.maximum - len(records)
        draw = self.random.random()
        if more == 0 or draw < 0.5:
            return ListState(records, None, more)
        if draw < 0.75:
            return ListState(records, unseen_record(spec, None), more)
        later = {name: Unknown(Intervals.between(1, SIZE - 1), "unseen") for name in spec.fields}
        return ListState(records, RecordState(0, FrozenDict(later)), more, AS_OF)

    def _field(self, spec: FactSpec) -> FactState:
        if self.random.random() < 0.1:
            return Unknown(Intervals.between(0, SIZE - 2), "after_as_of")
        return self._state(spec)


def worlds(core: Core, snapshot: Snapshot) -> int:
    """At most so many completions has a snapshot of which nothing is kept."""
    found: int = SIZE ** len({leaf.key for leaf in leaves(core) if isinstance(leaf, Atom)})
    for name in {leaf.list for leaf in leaves(core) if isinstance(leaf, Count)}:
        spec = VOCABULARY.lists[name]
        record: int = SIZE ** len(spec.fields)
        most = largest_bound(core) if spec.maximum is None else spec.maximum
        found *= int(record ** len(snapshot.lists[name].records)) * prod(record + at for at in range(most))
    return found


@frozen
class Case:
    """Criteria over a snapshot, and how it is decided by listing completions."""

    root: Lowered
    snapshot: Snapshot

    def truth(self, kept: frozenset[Unit], core: Core | None = None) -> Truth:
        """With some evidence alone."""
        return brute_truth(core or self.root.core, keep(self.snapshot, kept))

    def trace(self) -> Trace:
        """As the reference interpreter finds it."""
        decider = Decider(self.snapshot)
        decider.decide(self.root.core)
        return reference_trace(self.root, decider)

    def grounds(self) -> Grounds:
        """As the engine finds them."""
        return grounds_of(self.trace(), self.snapshot)

    def node(self, path: str) -> Lowered:
        """The node at a path."""
        (found,) = [node for node in nodes(self.root) if node.path == path]
        return found


def nodes(root: Lowered) -> list[Lowered]:
    """A node and all below it."""
    return [root, *(node for child in root.children for node in nodes(child))]


def case(random: Random) -> Case:
    """A random case that can be listed."""
    while True:
        small = Small(random, crowded=random.random() < 0.35)
        found = Case(small.root(), small.snapshot())
        if worlds(found.root.core, found.snapshot) <= MOST_WORLDS:
            return found


def complaints(case: Case, found: Grounds) -> list[str]:
    """What is wrong with grounds, by listing completions."""
    truth = brute_truth(case.root.core, case.snapshot)
    if found.truth is not truth:
        return [f"{found.truth} instead of {truth}"]
    if truth is Truth.UNDETERMINED:
        return ["grounds of nothing"] if found.grounds else []
    wrong = [] if found.grounds else ["no grounds"]
    if len({frozenset(ground.units) for ground in found.grounds}) < len(found.grounds):
        wrong.append("told twice")
    for ground in found.grounds:
        wrong += _not_minimal(case, ground.units, case.root.core, truth)
        wrong += _of_reason(case, ground) if truth is Truth.MET else _of_blocker(case, ground)
        wrong += [f"{path} decides nothing" for path in read(ground) if path not in found.decisive]
        wrong += [f"{unit} decides nothing" for unit, of in zip(ground.units, ground.paths, strict=True) if not of]
    return wrong + (_not_covered(case, found) if truth is Truth.MET and found.all_routes else [])


def read(ground: Ground) -> set[str]:
    """The leaves that a ground's pieces decide."""
    return {path for paths in ground.paths for path in paths}


def _not_minimal(case: Case, units: tuple[Unit, ...], core: Core, truth: Truth) -> list[str]:
    """Sufficient, and without any one piece no longer."""
    kept = frozenset(units)
    if case.truth(kept, core) is not truth:
        return [f"{units} are not sufficient"]
    return [f"{unit} can be left out of {units}" for unit in units if case.truth(kept - {unit}, core) is truth]


def _of_reason(case: Case, ground: Ground) -> list[str]:
    """Exactly the members on the way that are met with the evidence alone."""
    kept = frozenset(ground.units)
    held = [node.path for node in on_the_way(case.root) if case.truth(kept, node.core) is Truth.MET]
    told = [path for path in held if path.rsplit("/", 1)[0] in _ways(case, held)]
    return [] if sorted(ground.routes) == sorted(told) else [f"routes {ground.routes} instead of {told}"]


def on_the_way(node: Lowered) -> list[Lowered]:
    """All members of an `any_of` that connectives of these two kinds lead to."""
    if node.kind not in ("any_of", "all_of"):
        return []
    own = list(node.children) if node.kind == "any_of" else []
    return own + [found for child in node.children for found in on_the_way(child)]


def _ways(case: Case, held: list[str]) -> set[str]:
    """The connectives to which only members lead that are met."""
    members = {node.path for node in on_the_way(case.root)}
    return {
        node.path
        for node in nodes(case.root)
        if all(path in held for path in members if node.path == path or node.path.startswith(f"{path}/"))
    }


def _of_blocker(case: Case, ground: Ground) -> list[str]:
    """What it rules out is ruled out, alternative by alternative."""
    kept, node = frozenset(ground.units), case.node(ground.path)
    if case.truth(kept, node.core) is not Truth.NOT_MET:
        return [f"{ground.path} is not ruled out"]
    expected = [child.path for child in node.children] if node.kind == "any_of" else []
    if [each.path for each in ground.alternatives] != expected:
        return ["other alternatives"]
    wrong = []
    for each in ground.alternatives:
        wrong += _not_minimal(case, each.units, case.node(each.path).core, Truth.NOT_MET)
        wrong += ["not of the blocker"] if not kept.issuperset(each.units) else []
    return wrong


def outermost(node: Lowered) -> list[Lowered]:
    """The `any_of` that only `all_of` lead to."""
    if node.kind == "any_of":
        return [node]
    return [found for child in node.children for found in outermost(child)] if node.kind == "all_of" else []


def _not_covered(case: Case, found: Grounds) -> list[str]:
    """Every member that is met has a reason, unless one needs no more than its route reads anyway."""
    wrong, told = [], {path for ground in found.grounds for path in ground.routes}
    for node in outermost(case.root):
        for member in node.children:
            if member.path not in told and brute_truth(member.core, case.snapshot) is Truth.MET:
                others = {below.path for other in node.children if other is not member for below in nodes(other)}
                route = [each for each in nodes(case.root) if each.path not in others and not each.children]
                blocks = {block_of(leaf) for each in route for leaf in leaves(each.core)}
                if not any(blocks >= {_block(unit) for unit in ground.units} for ground in found.grounds):
                    wrong.append(f"no reason by {member.path}")
    return wrong


def _block(unit: Unit) -> FactKey | str:
    return unit if isinstance(unit, FactKey) else unit.list
