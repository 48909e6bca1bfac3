"""What lags behind after the decision stands on Today, in the statements Today asks anyway."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cmm.desk.followups import late_month
from identification.enums import Ending
from tests.factories.cases import CaseFactory, ReferralFactory
from tests.factories.followup import ReturnEventFactory, SupportFactory
from tests.factories.periods import DepartureFactory

LEFT = {"on": "2026-05-11", "months": 6}


@pytest.mark.parametrize(
    ("marks", "today", "late"),
    [
        ([], date(2026, 6, 11), None),
        ([], date(2026, 6, 12), (1, date(2026, 6, 11))),
        ([("contact", "2026-06-10", 1)], date(2026, 6, 12), None),
        ([("contact", "2026-07-10", 2)], date(2026, 9, 1), (1, date(2026, 6, 11))),
        ([("completed", "2026-06-20", None)], date(2026, 9, 1), None),
        ([("interrupted", "2026-06-20", None)], date(2026, 9, 1), None),
    ],
)
def test_the_first_month_nobody_has_followed_up_is_late(marks, today, late):
    told = [{"mark": mark, "on": on, "month": month} for mark, on, month in marks]
    assert late_month(LEFT, told, today) == late


@pytest.mark.django_db
def test_what_is_late_after_the_decision_stands_on_today(as_role, caseworker):
    today = timezone.localdate()
    home = CaseFactory(caseworker=caseworker, status="in_support")
    DepartureFactory(case=home, departed_on=today - timedelta(days=40), recorded_at=timezone.now())
    ReturnEventFactory(case=home, mark="arrived", happened_on=today - timedelta(days=39))
    here = CaseFactory(caseworker=caseworker, status="in_support")
    SupportFactory(case=here, due_on=today - timedelta(days=3), begins_on=today - timedelta(days=9))
    SupportFactory(case=here, due_on=today - timedelta(days=2), begins_on=today - timedelta(days=9))
    SupportFactory(case=here, due_on=today - timedelta(days=2), begins_on=today - timedelta(days=9), status="met")
    SupportFactory(
        case=here, due_on=today - timedelta(days=2), begins_on=today - timedelta(days=9), closed_as=Ending.CORRECTED,
        closed_at=timezone.now(), closed_by=caseworker,
    )  # fmt: skip
    ReferralFactory(case=CaseFactory(caseworker=caseworker), kind="transfer", receiver="immigration")

    answer = as_role("cmm_caseworker").get(reverse("today"))

    lines = [(due.heading, due.text) for group in answer.context["groups"] for due in group.due]
    assert [heading for heading, _text in lines] == [
        "En overdragelse er ikke besvaret", "Der er ikke fulgt op efter hjemrejsen", "Støtteplanen er forsinket",
    ]  # fmt: skip
    assert lines[2][1] == "2 linjer i planen har overskredet deres frist."
