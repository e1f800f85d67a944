"""The fast way from plain data to a dossier: values, bare or with their evidence, and who attests them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from attrs import field, frozen

from cchc_rules.language.dossiers.facts import FactKey
from cchc_rules.language.dossiers.fast_shapes import (
    NOWHERE,
    File,
    IrregularError,
    day,
    day_or_none,
    id_text,
    refuse_repeated_years,
    scalar,
    text,
    year_of_key,
)
from cchc_rules.language.dossiers.values import UNKNOWN_KEYS, VALUE_KEYS
from cchc_rules.model.dossier import Attestation, Claim, Document, Stated
from cchc_rules.model.region import CoreValue
from cchc_rules.model.vocabulary import Authority, FactSpec, FactType, LiteralError

Given: TypeAlias = "dict[Any, object]"
"""A mapping of the caller's."""

VALUE_NODES = len(VALUE_KEYS) + 1
"""The most nodes that one value has."""

MOST_REMEMBERED = 4096
"""How many different values of one kind are remembered."""

_VALUE_KEYS, _UNKNOWN_KEYS = frozenset(VALUE_KEYS), frozenset(UNKNOWN_KEYS)
_WHO = ("capacity", "date", "by", "of")
_REMEMBERED = (bool, int, float, str, datetime.date)
_LITERALS = frozenset({*_REMEMBERED, Decimal})
_DAYS = (str, datetime.date)


@frozen
class Words:
    """The words that a rulebook has for every value: who may attest, and why something may be unknown.

    ``attested`` remembers what is stated by values that somebody attests without a document.
    """

    authorities: Mapping[str, Authority]
    unknown: Mapping[str, Stated]
    attested: dict[object, Stated] = field(factory=dict)


class ValueReader:
    """Reads the values of one fact or field.

    What a bare value states depends on the value alone, so it is worked out once and remembered, apart by type: in Python
    ``1``, ``1.0`` and ``True`` are equal, here they are not. Free text is not remembered.
    """

    __slots__ = ("_bare", "_decimals", "_spec", "_words", "dated", "name", "yearly")

    def __init__(self, name: str, spec: FactSpec, words: Words, *, dated: bool = False) -> None:
        self.name = name
        self.yearly = spec.per_year
        self.dated = dated
        self._spec = spec
        self._words = words
        kinds = (kind for kind in _REMEMBERED if kind is not str or spec.type is not FactType.TEXT)
        self._bare: dict[type, dict[Any, Stated]] = {kind: {} for kind in kinds}
        self._decimals: dict[str, Stated] = {}

    def stated(self, value: object, file: File) -> Stated | None:
        """``literal``, ``null`` (nothing stated), ``{value: literal, …}`` or ``{unknown: REASON}``."""
        known = self._bare.get(type(value))
        if known is not None:
            return known.get(value) or remember(known, value, self._first(value))
        if type(value) is dict:
            return self._unknown(value) if "unknown" in value else self._long(value, file)
        return None if value is None else self._bare_one(value)

    def core(self, value: object) -> CoreValue:
        """``literal``: one of the fact's values."""
        known = self._bare.get(type(value))
        stated = known.get(value) if known is not None else None
        return (stated or self._bare_one(value)).claims[0].value

    def _bare_one(self, value: object) -> Stated:
        if type(value) is Decimal:
            # By its digits: 90 and 90.00…0 are equal, but a reader may refuse the second as too long.
            digits = str(value)
            return self._decimals.get(digits) or remember(self._decimals, digits, self._first(value))
        known = self._bare.get(type(value))
        return self._first(value) if known is None else remember(known, value, self._first(value))

    def _first(self, value: object) -> Stated:
        if type(value) not in _LITERALS:
            raise IrregularError
        try:
            core = self._spec.encode(text(value) if type(value) is str else scalar(value))
        except LiteralError:
            raise IrregularError from None
        return Stated(claims=(Claim(value=core, place=NOWHERE),))

    def _long(self, given: Given, file: File) -> Stated:
        """``{value: literal, …}``; with a capacity, a date and perhaps a document, and no more, it is remembered too."""
        core = self.core(given.get("value"))
        capacity, date, document = given.get("capacity"), given.get("date"), given.get("document")
        if type(core) is not int or type(capacity) is not str or type(date) not in _DAYS:
            return self._claimed(core, given, file)
        if document is None and len(given) == 3:
            known = self._words.attested
        elif type(document) is str and len(given) == 4:
            known = file.attested
        else:
            return self._claimed(core, given, file)
        key = (core, capacity, date, document)
        stated = known.get(key) or remember(known, key, self._claimed(core, given, file))
        attestation = stated.claims[0].attestation
        if attestation is None or attestation.date > file.as_of:
            raise IrregularError
        return stated

    def _unknown(self, given: Given) -> Stated:
        """``{unknown: REASON, remark?}``."""
        reason = given["unknown"]
        stated = self._words.unknown.get(reason) if type(reason) is str else None
        if stated is None or not given.keys() <= _UNKNOWN_KEYS:
            raise IrregularError
        passenger(given, "remark")
        return stated

    def _claimed(self, core: CoreValue, given: Given, file: File) -> Stated:
        """``{value: literal, known_from?, capacity?, date?, document?, by?, of?, remark?}``."""
        if not given.keys() <= _VALUE_KEYS:
            raise IrregularError
        passenger(given, "remark")
        attestation, document = attested(given, self._words, file)
        known_from = day_or_none(given.get("known_from"))
        claim = Claim(value=core, attestation=attestation, known_from=known_from, document=document, place=NOWHERE)
        return Stated(claims=(claim,))


def remember(known: dict[Any, Stated], key: object, stated: Stated) -> Stated:
    """Keep it for the next time, among so many and no more."""
    if len(known) >= MOST_REMEMBERED:
        known.clear()
    known[key] = stated
    return stated


def attested(
    given: Given, words: Words, file: File, *, required: bool = False
) -> tuple[Attestation | None, Document | None]:
    """``capacity``, ``date``, ``document?``, ``by?``, ``of?`` among the keys of a mapping."""
    document = None
    cited = given.get("document")
    if cited is not None:
        document = file.documents.get(cited) if type(cited) is str else None
        if document is None:
            raise IrregularError
    capacity, date, by, of = map(given.get, _WHO)
    if not required and capacity is date is by is of is None:
        return None, document
    attested_on = day(date)
    if type(capacity) is not str or attested_on > file.as_of:
        raise IrregularError
    authority = words.authorities.get(capacity)
    if authority is None or (authority.of is None) is not (of is None):
        raise IrregularError
    if authority.of is not None:
        file.units.add((authority.of, id_text(of)))
    attestation = Attestation(
        capacity=capacity,
        date=attested_on,
        document=document,
        by=None if by is None else id_text(by),
        of=None if of is None else id_text(of),
    )
    return attestation, document


def passenger(given: Given, key: str) -> str | None:
    """``name`` or ``remark``: text for people, which takes part in nothing."""
    value = given.get(key)
    return None if value is None else text(value)


def facts_of(
    given: object, readers: Mapping[str, ValueReader], file: File, *, beside: Collection[str] = ()
) -> dict[FactKey, Stated]:
    """``{FACT: value | {YEAR: value}}``; keys ``beside`` these are no facts."""
    if type(given) is not dict:
        raise IrregularError
    facts: dict[FactKey, Stated] = {}
    for name, value in given.items():
        reader = readers.get(name)
        if reader is None:
            if name in beside:
                continue
            raise IrregularError
        if not reader.yearly:
            stated = reader.stated(value, file)
            if stated is not None:
                facts[reader.name, None] = stated
        elif type(value) is dict:
            if len(value) > 1:
                refuse_repeated_years(value)
            for key, each in value.items():
                year = year_of_key(key)
                file.years.add(year)
                stated = reader.stated(each, file)
                if stated is not None:
                    facts[reader.name, year] = stated
        elif value is not None:
            raise IrregularError
    return facts
