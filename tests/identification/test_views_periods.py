"""The pages of a case's periods, as they are read and filled in."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from identification.models import PeriodEvent, PeriodRule
from tests.factories.cases import CaseFactory
from tests.factories.periods import PeriodFactory, happened

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(caseworker):
    return PeriodFactory(case__caseworker=caseworker)


def address(period, page, *more):
    return reverse(f"identification:{page}", args=[period.case.ref, *more])


def extension(**other):
    given = {"seen": 2, "applied_on": "02-11-2026", "on": "02-11-2026", "ground": "special_reasons"}
    return given | {"measure": "days", "amount": "60", "until": "", "override_reason": ""} | other


def test_the_page_shows_the_clock_and_why(as_role, period):
    happened(period, "extended", date(2026, 11, 2), days=60, ground="prepared_return", judged_on_day=29)
    text = as_role("cmm_caseworker").get(address(period, "period_list")).text
    for words in (
        "40 dage tilbage",
        "dag 50 af 90",
        "Udløber lørdag 2. januar 2027.",
        "Kan højst forlænges til 1. februar 2027.",
        "Hvorfor er det denne dato?",
        "blev perioden forlænget. Den er nu 90 dage.",
        "Forlæng perioden",
        "60 dage mere. Samarbejder om hjemsendelse. Vurderet på dag 29",
    ):
        assert words in text


def test_the_head_of_every_page_of_the_case_shows_the_clock(as_role, period):
    for page in ("case_detail", "identification:assessment_list", "shelters:case_placements"):
        assert "dag 30 af 30" in as_role("cmm_caseworker").get(reverse(page, args=[period.case.ref])).text


@time_machine.travel(datetime(2026, 11, 30, 9, tzinfo=UTC), tick=False)
def test_a_week_without_any_job_later_the_page_shows_that_week(as_role, caseworker):
    period = PeriodFactory(case__caseworker=caseworker, start=date(2026, 11, 20))
    assert "dag 11 af 30" in as_role("cmm_caseworker").get(address(period, "period_list")).text


def test_a_period_is_offered_from_the_page(as_role, caseworker):
    case = CaseFactory(caseworker=caseworker, status="in_support")
    client, url = as_role("cmm_caseworker"), reverse("identification:period_create", args=[case.ref])
    answer = client.post(url, {"kind": "restitution", "on": "05-10-2026"}, follow=True)
    assert "Tilbudt, men ikke begyndt. Intet ur går." in answer.text
    again = client.post(url, {"kind": "restitution", "on": "05-10-2026"})
    assert (again.status_code, again.context["form"].errors) == (
        422,
        {"kind": ["Sagen har allerede en åben periode af denne art."]},
    )


def test_each_act_is_recorded_from_its_form(as_role, period):
    client = as_role("cmm_caseworker")
    for seen, act, on in ((2, "suspended", "10-10-2026"), (3, "resumed", "20-10-2026"), (4, "ended", "23-11-2026")):
        answer = client.post(address(period, "period_act", 1, act), {"seen": seen, "on": on, "reason": ""})
        assert answer.status_code == 302
    assert "Ophørte 23. november 2026. 40 af 30 dage" not in client.get(address(period, "period_list")).text


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"amount": "91"}, "override_reason", "Det bliver 121 dage i alt. Højst 120 er tilladt."),
        ({"amount": ""}, "amount", "Skriv antallet af dage."),
        ({"amount": "mange"}, "amount", "Indtast et heltal."),
        ({"amount": "0"}, "amount", ""),
        ({"measure": "until"}, "until", "Skriv den sidste dag."),
        ({"measure": "total", "amount": "30"}, "amount", "Perioden er allerede på 30 dage. Giv flere."),
        ({"applied_on": "04-11-2026"}, "override_reason", "Der er søgt efter den sidste dag (3. november 2026)."),
        ({"on": "31-02-2026"}, "on", "Skriv datoen som dag-måned-år"),
        ({"on": "01-10-2026"}, "on", "Datoen kan ikke ligge før periodens første dag (5. oktober 2026)."),
        ({"on": "01-02-2027"}, "on", "Datoen ligger mere end 14 dage ude i fremtiden."),
        ({"ground": ""}, "ground", "Vælg"),
    ],
)
def test_bad_input_is_answered_in_danish_at_its_field_and_nothing_typed_is_lost(as_role, period, sent, field, words):
    answer = as_role("cmm_caseworker").post(address(period, "period_extend", 1), extension(**sent))
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, [field])
    assert words in form.errors[field][0]
    assert (form["applied_on"].value(), PeriodEvent.objects.count()) == (extension(**sent)["applied_on"], 2)


def test_over_the_cap_with_a_reason_is_given_and_said(as_role, period):
    client = as_role("cmm_caseworker")
    sent = extension(amount="120", override_reason="Pandemi: ingen fly")
    answer = client.post(address(period, "period_extend", 1), sent, follow=True)
    assert "Loftet er 150 dage. Det er fraveget med en begrundelse." in answer.text


def test_somebody_was_first_and_the_form_says_so(as_role, period):
    happened(period, "suspended", date(2026, 10, 10))
    answer = as_role("cmm_caseworker").post(address(period, "period_extend", 1), extension())
    assert answer.status_code == 422
    assert "En anden har ændret perioden, mens du skrev. Intet er gemt." in answer.text


def test_an_event_is_corrected_and_both_stand(as_role, period):
    client = as_role("cmm_caseworker")
    sent = {"seen": 2, "what": "day", "on": "07-10-2026", "reason": "Forkert dag"}
    answer = client.post(address(period, "period_correct", 1, 2), sent, follow=True)
    assert "Dag 30 er 5. november 2026." in answer.text
    assert "<s>Begyndt</s> (rettet)" in answer.text
    empty = client.post(address(period, "period_correct", 1, 3), sent | {"seen": 3, "on": "", "reason": ""})
    assert set(empty.context["form"].errors) == {"on", "reason"}


def test_an_act_nobody_knows_and_an_event_that_is_not_there_are_404(as_role, period):
    client = as_role("cmm_caseworker")
    for page, more in (("period_act", (1, "paused")), ("period_act", (1, "override")), ("period_correct", (1, 9))):
        assert client.get(address(period, page, *more)).status_code == 404
    assert client.get(address(period, "period_act", 2, "ended")).status_code == 404


def test_a_coordinator_changes_the_law_and_the_clock_follows(as_role, period):
    client, rule = as_role("cmm_coordinator"), PeriodRule.objects.latest("valid_from")
    assert "L 129, 2013" in client.get(reverse("identification:period_rule_list")).text
    sent = {"valid_from": "01-06-2013", "first_days": 45, "cap_days": 130, "support_months": 6, "source": "Ny"}
    assert client.post(rule.get_absolute_url(), sent).status_code == 302
    assert "dag 45 af 45" in client.get(address(period, "period_list")).text
    refused = client.post(rule.get_absolute_url(), sent | {"cap_days": 20})
    assert (refused.status_code, "Loftet kan ikke være mindre" in refused.text) == (422, True)
    twice = client.post(reverse("identification:period_rule_create"), sent)
    assert (twice.status_code, list(twice.context["form"].errors)) == (422, ["valid_from"])
