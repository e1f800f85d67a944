"""Why a value counts for nothing, and whose word is wanted, in words."""

from __future__ import annotations

import pytest

from cchc_rules import shipped_rulebook
from cchc_rules.explain.findings import ENGINE_REASONS, Findings
from cchc_rules.model.vocabulary import FactSpec

RULEBOOK = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022").rulebook
FINDINGS = Findings(RULEBOOK)


def _spec(name: str) -> FactSpec:
    spec = RULEBOOK.vocabulary.fact("individual", name)
    assert spec is not None
    return spec


def test_the_head_of_another_unit() -> None:
    """The kind of unit comes from the authority; where no authority is of a unit there is a general word."""
    text = FINDINGS.lacking("other_unit", _spec("in_charge_of_par"))
    assert text.vi.startswith(
        "người xác nhận là của đơn vị khác, không phải phòng của đối tượng được xét; cần xác nhận của"
    )
    assert "the candidate's own division; to be attested by the " in text.in_lang("en")
    assert "không phải đơn vị của" in FINDINGS.reason("other_unit").vi


def test_whoever_attests_for_himself_needs_somebody_else() -> None:
    """The same authority may be meant, but another person."""
    text = FINDINGS.lacking("self_attested", _spec("typical_in_par"))
    assert "; cần người khác có thẩm quyền xác nhận: Chánh Thanh tra tỉnh hoặc" in text.vi
    assert "; somebody else has to attest it: the Provincial Chief" in text.in_lang("en")


@pytest.mark.parametrize("code", ENGINE_REASONS)
def test_no_reason_has_a_hole(code: str) -> None:
    """Every reason is filled with words, for any fact."""
    for spec in (None, _spec("in_charge_of_par"), _spec("office.par_rank")):
        assert not {"{", "}"} & set(FINDINGS.reason(code, spec).vi)
