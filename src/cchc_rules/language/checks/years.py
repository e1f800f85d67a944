"""The current year: what needs one has one, and dated values are there for every year that can be current."""

from __future__ import annotations

from cchc_rules.errors import Related
from cchc_rules.language.checks.options import parameter_values
from cchc_rules.language.checks.report import Word, declared_at
from cchc_rules.language.checks.scope import Desk, Scope
from cchc_rules.model.rulebook import Dated, Parameter
from cchc_rules.text import Text

_MOST_YEARS = 3


def need_year(what: Text, word: Word, scope: Scope, desk: Desk) -> bool:
    """Whether there is a current year here; a fault if not."""
    if scope.years is not None:
        return True
    if scope.definition is None:
        desk.report.add("CR335", word, what=what)
    else:
        advice = Text("thêm `per: year` vào `{name}`", "add `per: year` to `{name}`").format(name=scope.definition)
        desk.report.add("CR336", word, help=advice, what=what, definition=scope.definition)
    return False


def check_dated(parameter: Parameter, word: Word, scope: Scope, desk: Desk) -> None:
    """A parameter with dated values has one for every year that can be current here."""
    dated = [value for _, value in parameter_values(parameter, scope.fixed) if isinstance(value, Dated)]
    if not dated:
        return
    what = Text("mức theo năm `{name}`", "the dated parameter `{name}`").format(name=parameter.name)
    if not need_year(what, word, scope, desk):
        return
    first = max(min(start for start, _ in value.entries) for value in dated)
    missing = [year for year in scope.years or () if year < first]
    if missing:
        related = Related(
            Text("mức này có giá trị từ năm {year}", "it has a value from {year} on").format(year=first),
            declared_at(parameter.place, "dated", "options"),
        )
        desk.report.add("CR337", word, related=[related], param=parameter.name, years=years_text(missing))


def years_text(years: list[int]) -> Text:
    """As in "2022, 2023": the first few of them."""
    shown = ", ".join(map(str, years[:_MOST_YEARS])) + (", …" if len(years) > _MOST_YEARS else "")
    return Text(f"năm {shown}", shown)
