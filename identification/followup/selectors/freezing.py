"""Parts of a file as they stand today, in words that need nothing else to be read."""

from collections.abc import Callable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.models import Case
from cases.selectors import safety_of
from identification.followup.enums import Part
from identification.followup.models import CriminalEvent
from identification.followup.selectors.courses import proceedings, return_of, rows_of
from identification.models import StatusDecision
from identification.selectors.periods import clocks_on

Rows = list[list[str]]


def frozen(user: Any, case: Case, parts: list[str]) -> list[dict[str, Any]]:
    """Each part with its lines of two: what, and how it stands."""
    return [{"part": part, "rows": MAKERS[Part(part)](user, case)} for part in parts]


def facts(_user: Any, case: Case) -> Rows:
    person = case.victim
    return [
        [_("Code name"), person.code_name],
        [_("Case"), case.ref],
        [_("Sex"), str(person.get_sex_display())],
        [_("Age"), str(person.get_age_band_display())],
        [_("Language"), str(person.language or _("Not noted"))],
    ]


def safety(_user: Any, case: Case) -> Rows:
    """Who may get in touch, when and as whom; never what threatens, and never a place."""
    note = safety_of(case)
    said = note.safety if note else None
    if said is None or said.lacks_rules:
        return [[_("Contact"), _("Nothing is agreed. Ask the contact person before you get in touch.")]]
    lines = ((_("Who may get in touch"), said.who_may), (_("When"), said.when), (_("As whom"), said.as_whom))
    return [[label, value] for label, value in lines if value]


def decision(_user: Any, case: Case) -> Rows:
    row = StatusDecision.objects.in_force().filter(case=case).first()
    if row is None:
        return [[_("Decision"), _("There is no decision in force")]]
    return [
        [_("Decision"), str(row.get_outcome_display())],
        [_("Decided by"), str(row.get_authority_display())],
        [_("Day"), written(row.decided_on)],
    ]


def periods(user: Any, case: Case) -> Rows:
    """Those that run, each with its last day."""
    lines = [
        [str(one.period.get_kind_display()), _("until %(day)s") % {"day": written(one.clock.deadline)}]
        for one in clocks_on(user, case)
        if one.clock and one.clock.deadline
    ]
    return lines or [[_("Period"), _("No period runs")]]


def criminal(user: Any, case: Case) -> Rows:
    lines = [
        [written(row.happened_on), f"{row.get_step_display()}, {row.get_provision_display()}: {row.case_number}"]
        for one in proceedings(rows_of(CriminalEvent, user, case))
        for row in one.events
    ]
    return lines or [[_("Criminal case"), _("Nothing is recorded")]]


def returning(user: Any, case: Case) -> Rows:
    found = return_of(user, case)
    lines = [[_("Prepared return"), str(found.state.label)]]
    if found.head:
        lines += [
            [_("Country"), found.head.country_label],
            [_("Partner"), str(found.head.get_partner_display())],
        ]
    return lines


def written(day: Any) -> str:
    return date_format(day, "j. F Y")


MAKERS: dict[Part, Callable[[Any, Case], Rows]] = {
    Part.FACTS: facts,
    Part.SAFETY: safety,
    Part.DECISION: decision,
    Part.PERIODS: periods,
    Part.CRIMINAL: criminal,
    Part.RETURN: returning,
}
