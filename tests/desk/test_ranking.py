"""What is worst to miss: a table worked out by hand, and the order of Today."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cmm.desk.ranking import Worry, tone_of
from tests.factories.cases import CaseFactory, InquiryFactory, ReferralFactory, TaskFactory
from tests.factories.identification import ConsentFactory

# Kind, days until its day, and how long it can wait.
TABLE = [
    (Worry.CLOCK, -5, "now"), (Worry.CLOCK, 3, "now"), (Worry.CLOCK, 4, "soon"), (Worry.CLOCK, 10, "soon"),
    (Worry.CLOCK, 11, "later"),
    (Worry.CALL, -1, "now"), (Worry.CALL, 0, "now"), (Worry.CALL, 1, "soon"), (Worry.CALL, 2, "later"),
    (Worry.PAPERS, -1, "now"), (Worry.PAPERS, 0, "soon"), (Worry.PAPERS, 1, "later"),
    (Worry.CONSENT, -40, "soon"), (Worry.CONSENT, 3, "soon"), (Worry.CONSENT, 4, "later"),
    (Worry.REFERRAL, 0, "soon"), (Worry.REFERRAL, -30, "soon"), (Worry.REFERRAL, 1, "later"),
    (Worry.TASK, -8, "now"), (Worry.TASK, -7, "soon"), (Worry.TASK, 0, "soon"), (Worry.TASK, 1, "later"),
    (Worry.PHONES, -1, "now"), (Worry.PHONES, 0, "soon"),
    (Worry.GONE, -9, "now"), (Worry.GONE, 0, "now"),
    (Worry.CASE, -90, "later"),
]  # fmt: skip


@pytest.mark.parametrize(("worry", "ahead", "tone"), TABLE)
def test_how_long_it_can_wait(worry, ahead, tone):
    assert tone_of(worry, ahead) == tone


def test_nothing_that_waits_longer_cannot_wait_while_what_is_nearer_can():
    order = {"now": 0, "soon": 1, "later": 2}
    for worry in Worry:
        tones = [order[tone_of(worry, ahead)] for ahead in range(-60, 60)]
        assert tones == sorted(tones), worry


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def full_desk(caseworker):
    case = CaseFactory(caseworker=caseworker)
    TaskFactory(case=case, assignee=caseworker, due_on=in_days(0), kind="other", what="Bestil tolk")
    ReferralFactory(case=case, sent_on=in_days(-9), consented_on=in_days(-9))
    ConsentFactory(case=case, until=in_days(2), given_on=date(2026, 1, 1))
    TaskFactory(case=case, assignee=caseworker, due_on=in_days(1))
    TaskFactory(case=case, assignee=caseworker, due_on=in_days(-1), what="Ring om tolken")
    TaskFactory(case=None, inquiry=InquiryFactory(urgent=True), assignee=caseworker, due_on=in_days(0))
    return case


@pytest.mark.django_db
def test_today_is_in_the_order_of_what_is_worst_to_miss(as_role, full_desk):
    page = as_role("cmm_caseworker").get("/")
    found = [(group.tone, [due.worry for due in group.due]) for group in page.context["groups"]]
    assert found == [
        ("now", [Worry.HELD, Worry.CALL, Worry.CALL]),
        ("soon", [Worry.CALL, Worry.CONSENT, Worry.REFERRAL, Worry.TASK]),
    ]


@pytest.mark.django_db
def test_each_line_leads_to_what_it_asks_for(as_role, full_desk):
    client = as_role("cmm_caseworker")
    lines = [due for group in client.get("/").context["groups"] for due in group.due]
    assert [client.get(due.act_url).status_code for due in lines] == [200] * len(lines)


@pytest.mark.django_db
def test_a_desk_asks_as_often_whatever_lies_on_it(as_role, full_desk, caseworker):
    client = as_role("cmm_caseworker")
    client.get("/")
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        counts.append(len(asked))
        for day in range(5):
            case = CaseFactory(caseworker=caseworker)
            TaskFactory(case=case, assignee=caseworker, due_on=in_days(day))
            ReferralFactory(case=case, sent_on=in_days(-9 - day), consented_on=in_days(-30))
            ConsentFactory(case=case, until=in_days(day), given_on=date(2026, 1, 1))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_a_colleagues_promise_in_ones_own_case_is_seen_and_others_are_not(as_role, caseworker):
    TaskFactory(case__caseworker=caseworker, due_on=in_days(0), what="Kollegaen ringer")
    TaskFactory(due_on=in_days(0), what="En andens opgave")
    page = as_role("cmm_caseworker").get("/").content.decode()
    assert "Kollegaen ringer" in page
    assert "En andens opgave" not in page
