"""What `rulebook.yaml` and the heads of awards declare: every name that they mention exists, every value is possible."""

from __future__ import annotations

from cchc_rules.errors import Place, Related
from cchc_rules.language.checks.options import check_options
from cchc_rules.language.checks.predicates import check_predicate
from cchc_rules.language.checks.report import Step, declared_at, key_at, value_at
from cchc_rules.language.checks.scope import Desk, Scope
from cchc_rules.language.checks.windows import is_empty, ranges
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Dated, Parameter, PerOption, Range, Value, Window
from cchc_rules.text import Text


def check_declarations(desk: Desk) -> None:
    """Everything in the rulebook but predicates and vocabulary."""
    rulebook, report = desk.rulebook, desk.report
    for parameter in rulebook.parameters.values():
        _check_parameter(parameter, desk)
    for window in rulebook.windows.values():
        _check_window(window, desk)
    _check_stretch(rulebook.effective, rulebook.place, desk, "effective")
    for reading in rulebook.readings.values():
        if reading.default not in reading.options:
            report.unknown("CR340", value_at(reading.place, "default"), reading.default, reading.options)
        if len(reading.options) == 1:
            report.add("CR410", key_at(reading.place, "options"), name=reading.id)
    for authority in rulebook.authorities.values():
        if authority.of is not None and authority.of not in rulebook.vocabulary.entities:
            report.unknown("CR302", value_at(authority.place, "of"), authority.of, rulebook.vocabulary.entities)
    for form in rulebook.forms.values():
        if form.conferred_by not in rulebook.authorities:
            word = value_at(form.place, "conferred_by")
            report.unknown("CR311", word, form.conferred_by, rulebook.authorities)
    for notice in rulebook.notices.values():
        for position, award in enumerate(notice.awards):
            if award not in rulebook.awards:
                report.unknown("CR315", value_at(notice.place, "awards", position), award, rulebook.awards)
    for definition in rulebook.definitions.values():
        if definition.list is not None and definition.list not in rulebook.vocabulary.lists:
            word = value_at(definition.place, "list")
            report.unknown("CR303", word, definition.list, rulebook.vocabulary.lists)


def _check_parameter(parameter: Parameter, desk: Desk) -> None:
    """A value for each option of its reading; dated values in the order of their years."""
    if not isinstance(parameter.value, PerOption):
        _check_ascending(parameter.value, parameter.place, desk)
        return
    desk.use("readings", parameter.value.reading)
    check_options(desk.rulebook, desk.report, parameter.place, parameter.value.reading, parameter.value.options)
    for option, value in parameter.value.options.items():
        _check_ascending(value, parameter.place, desk, "options", option)


def _check_ascending(value: Value | Dated, place: Place, desk: Desk, *steps: Step) -> None:
    years = [year for year, _ in value.entries] if isinstance(value, Dated) else []
    for position in range(1, len(years)):
        if years[position] <= years[position - 1]:
            word = value_at(place, *steps, "dated", position, "from")
            desk.report.add("CR338", word, year=years[position], before=years[position - 1])


def _check_window(window: Window, desk: Desk) -> None:
    """A stretch for each option of its reading, none of them empty."""
    if window.reading is not None and not isinstance(window.ranges, Range):
        desk.use("readings", window.reading)
        check_options(desk.rulebook, desk.report, window.place, window.reading, window.ranges)
    for option, stretch in ranges(window, FrozenDict()):
        steps = () if option is None else ("options", option)
        _check_stretch(stretch, window.place, desk, *steps)


def _check_stretch(stretch: Range, place: Place, desk: Desk, *steps: Step) -> None:
    if is_empty(stretch):
        desk.report.add("CR339", value_at(place, *steps, "to"), start=stretch.start, end=stretch.end)


def check_award(award: Award, desk: Desk) -> None:
    """The head of an award, and its criteria in the years in which it can be given."""
    rulebook, report = desk.rulebook, desk.report
    for position, kind in enumerate(award.recipient):
        if kind not in rulebook.recipients:
            report.unknown("CR314", value_at(award.place, "recipient", position), kind, rulebook.recipients)
    if award.form is not None and award.form not in rulebook.forms:
        report.unknown("CR313", value_at(award.place, "form"), award.form, rulebook.forms)
    if award.period is not None:
        _check_period(award, award.period, desk)
    if award.annual and not rulebook.award_years:
        report.add("CR341", value_at(award.place, "cycle"))
    kinds = tuple(kind for kind in award.recipient if kind in rulebook.recipients)
    years = rulebook.award_years if award.annual else None
    coarse = not desk.extents.can_be_written_out(award.criteria)
    check_predicate(award.criteria, Scope(kinds, years, coarse=coarse), desk)


def _check_period(award: Award, name: str, desk: Desk) -> None:
    """The window of a period award has a last day under every option: up to then dated lists are counted."""
    word = value_at(award.place, "period")
    window = desk.rulebook.windows.get(name)
    if window is None:
        desk.report.unknown("CR310", word, name, desk.rulebook.windows)
        return
    desk.use("windows", name)
    for option, stretch in ranges(window, FrozenDict()):
        if stretch.end is None:
            steps = () if option is None else ("options", option)
            text = Text("khoảng thời gian được khai báo ở đây", "the window is declared here")
            span = declared_at(window.place, "from") if option is None else value_at(window.place, *steps).span
            related = [Related(text, span)]
            desk.report.add("CR344", word, related=related, window=name)
