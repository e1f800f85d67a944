"""For whoever revises the plan: change a number in a copy of the rulebook and see whose verdict changes.

Run it with ``python examples/revise.py``: what if the plan asked for four articles a year instead of three?
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from cchc_rules import LoadedRulebook, load_rulebook

HERE = Path(__file__).resolve().parent
PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
AWARD = "giay-khen-ca-nhan-hang-nam"


def revised_copy(folder: Path) -> Path:
    """A copy of the plan's folder in which ``articles_per_year`` is 4; an official would edit the line by hand."""
    copy = folder / PLAN
    shutil.copytree(HERE.parent / "criteria" / PLAN, copy)
    page = copy / "rulebook.yaml"
    before = page.read_text(encoding="utf-8")
    head, found, tail = before.partition("  articles_per_year:\n")
    assert found, "the parameter is on this page"
    page.write_text(head + found + tail.replace("value: 3", "value: 4", 1), encoding="utf-8")
    return copy


def outcomes(rulebook: LoadedRulebook) -> dict[str, str]:
    """Every candidate of the example file with the outcome under a rulebook."""
    dossiers = rulebook.load_dossiers(HERE / "nam-2024.yaml")
    result = rulebook.award(AWARD).evaluate_many(dossiers, year=2024, as_of=dossiers.as_of)
    return {verdict.candidate: verdict.outcome.text.vi for verdict in result.verdicts}


def main() -> None:
    """Both rulebooks over the same dossiers, and the difference."""
    with tempfile.TemporaryDirectory() as folder:
        before = load_rulebook(HERE.parent / "criteria" / PLAN)
        after = load_rulebook(revised_copy(Path(folder)))
        assert before.digest != after.digest
        old, new = outcomes(before), outcomes(after)
    print(f"{AWARD}: mức tin, bài mỗi năm từ 3 lên 4")
    for candidate in old:
        if old[candidate] != new[candidate]:
            print(f"  {candidate}: {old[candidate]} → {new[candidate]}")
    print(f"  không đổi: {sum(old[c] == new[c] for c in old)} trên {len(old)} hồ sơ")


if __name__ == "__main__":
    main()
