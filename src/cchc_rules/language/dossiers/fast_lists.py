"""The fast way from plain data to a dossier: lists of records."""

from __future__ import annotations

from cchc_rules.language.dossiers.fast_shapes import File, IrregularError, day, regular, text
from cchc_rules.language.dossiers.fast_values import VALUE_NODES, ValueReader, Words
from cchc_rules.language.dossiers.keys import same_thing
from cchc_rules.language.dossiers.records import LIST_KEYS
from cchc_rules.model.dossier import RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue
from cchc_rules.model.vocabulary import ListSpec

_LIST_KEYS = frozenset(LIST_KEYS)


class ListReader:
    """Reads the records of one list."""

    __slots__ = ("_fields", "_nodes", "_spec", "name")

    def __init__(self, name: str, spec: ListSpec, words: Words) -> None:
        self.name = name
        dates = spec.date_fields
        self._spec = spec
        # The key `remark` is a record's own; a field of that name would be both, which is left to the full way.
        self._fields = {
            own: ValueReader(own, field, words, dated=own in dates)
            for own, field in regular(spec.fields, but=("remark",)).items()
        }
        self._nodes = 2 + VALUE_NODES * len(self._fields)

    def records(self, given: object, file: File) -> RecordList:
        """``[records]``, or ``{to?: date, complete?: true, items: [records]}``."""
        to, complete = None, True
        if type(given) is dict:
            if not given.keys() <= _LIST_KEYS:
                raise IrregularError
            if "complete" in given:
                if type(given["complete"]) is not bool:
                    raise IrregularError
                complete = given["complete"]
            if "to" in given:
                to = day(given["to"])
                if self._spec.dated_by is None or not complete or to > file.as_of:
                    raise IrregularError
            given = given.get("items")
        if type(given) is not list and type(given) is not tuple:
            raise IrregularError
        if self._spec.maximum is not None and len(given) > self._spec.maximum:
            raise IrregularError
        file.take(len(given) * self._nodes)
        records = tuple([self._record(item, file) for item in given])
        self._refuse_repeated(records)
        return RecordList(records=records, cut_off=file.as_of, complete=complete, to=to)

    def _record(self, given: object, file: File) -> FrozenDict[str, Stated]:
        """``{FIELD: value, remark?}``; no date in it is later than the cut-off of the data."""
        if type(given) is not dict:
            raise IrregularError
        record: dict[str, Stated] = {}
        for name, value in given.items():
            field = self._fields.get(name)
            if field is None:
                self._remark(name, value)
                continue
            stated = field.stated(value, file)
            if stated is not None:
                record[field.name] = stated
                if field.dated and stated.claims and _later(stated.claims[0].value, file):
                    raise IrregularError
        return FrozenDict(record)

    def _remark(self, name: object, value: object) -> None:
        if name != "remark" or "remark" in self._spec.fields:
            raise IrregularError
        if value is not None:
            text(value)

    def _refuse_repeated(self, records: tuple[FrozenDict[str, Stated], ...]) -> None:
        """No two records have one key."""
        key = self._spec.key
        if key is None:
            return
        given = [record[key].claims for record in records if key in record]
        keys = [same_thing(claims[0].value) for claims in given if claims]
        if len(set(keys)) < len(keys):
            raise IrregularError


def _later(value: CoreValue, file: File) -> bool:
    return isinstance(value, int) and value > file.today
