"""Somebody says no: they are counted, and cannot be found again."""

from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.enums import InquiryOutcome
from cases.forms.refusals import months
from cases.models import Inquiry, Refusal, Victim
from cases.selectors import refusal_figures, refusals
from cases.services import NewRefusal, close_inquiry, record_refusal
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from reports.selectors.populations import inquiries
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import InquiryFactory, code

pytestmark = pytest.mark.django_db
NEW = reverse("cases:refusal_create")


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(date(2026, 11, 23), tick=False):
        yield


def known(**facts):
    form, reason = code("exploitation_form", "sexual_prostitution"), code("consent_refusal", "fear_of_traffickers")
    least = {"month": date(2026, 11, 1), "exploitation_form": form, "reason": reason, "sex": "female"}
    return NewRefusal(**least | {"citizenship": "NG", "region": "hovedstaden"} | facts)


def test_a_refusal_is_counted_by_six_things(caseworker):
    record_refusal(actor=caseworker, new=known())
    record_refusal(actor=caseworker, new=known(sex="male", month=date(2026, 2, 1)))
    record_refusal(actor=caseworker, new=known(month=date(2025, 12, 1)))

    assert refusal_figures(2026) == {
        "year": 2026,
        "refusals": 2,
        "by": {
            "sex": {"female": 1, "male": 1},
            "citizenship": {"NG": 2},
            "form": {"sexual_prostitution": 2},
            "month": {2: 1, 11: 1},
            "region": {"hovedstaden": 2},
            "reason": {"fear_of_traffickers": 2},
        },
    }


def test_the_record_holds_nothing_else_and_leads_nowhere(caseworker):
    inquiry = InquiryFactory()
    record_refusal(actor=caseworker, new=known(), inquiry=inquiry)

    assert {field.name for field in Refusal._meta.get_fields()} == {
        "id", "organisation", "month", "sex", "citizenship", "exploitation_form", "region", "reason"
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t)::text FROM cases_refusal t")
        ((row,),) = cursor.fetchall()
    assert inquiry.ref not in row
    assert not Victim.objects.exists()
    (entry,) = AuditEntry.objects.all()
    assert (entry.target_ref, entry.details) == (inquiry.ref, {"outcome": "declined"})


def test_the_inquiry_ends_so_and_counts(caseworker):
    record_refusal(actor=caseworker, new=known(), inquiry=InquiryFactory())

    assert Inquiry.objects.get().outcome == InquiryOutcome.DECLINED
    assert [row["outcome"] for row in inquiries(2026)] == ["declined"]


def test_an_inquiry_that_was_answered_is_not_declined_and_nothing_is_counted(caseworker):
    inquiry = InquiryFactory()
    close_inquiry(actor=caseworker, inquiry=inquiry, outcome="advice_only", reason="Rådgivet om løn.")

    with pytest.raises(Conflict):
        record_refusal(actor=caseworker, new=known(), inquiry=inquiry)

    assert not Refusal.objects.exists()


@pytest.mark.parametrize("month", [date(2026, 12, 1), date(2006, 12, 1)])
def test_a_month_has_begun_and_belongs_to_the_statistics(caseworker, month):
    with pytest.raises(RuleError) as refused:
        record_refusal(actor=caseworker, new=known(month=month))

    assert refused.value.field == "month"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_refusal SET month = '2026-11-03'",
        "UPDATE cases_refusal SET sex = 'male'",
        "DELETE FROM cases_refusal",
    ],
)
def test_it_is_never_changed(caseworker, statement):
    record_refusal(actor=caseworker, new=known())

    with pytest.raises(DatabaseError, match=r"permission denied|append-only"), transaction.atomic():
        connection.cursor().execute(statement)


def test_another_organisation_sees_its_own_alone(caseworker):
    record_refusal(actor=caseworker, new=known())
    elsewhere = staff("cmm_caseworker", organisation=OrganisationFactory(capabilities=["casework"]))

    assert (refusals(caseworker).count(), refusals(elsewhere).count()) == (1, 0)


# In the browser


def told(**facts):
    new = known()
    least = {"month": "2026-11-01", "exploitation_form": new.exploitation_form.pk, "reason": new.reason.pk}
    return least | {"sex": "female", "citizenship": "NG", "region": "hovedstaden"} | facts


def test_from_an_inquiry_to_the_record(as_role):
    inquiry = InquiryFactory()
    browser = as_role("cmm_caseworker")

    answer = browser.post(f"{NEW}?inquiry={inquiry.ref}", told(), follow=True)

    assert answer.redirect_chain == [(inquiry.get_absolute_url(), 302)]
    assert "Ville ikke registreres" in answer.text
    assert "Nigeria" in browser.get(reverse("cases:refusal_list")).text


@pytest.mark.parametrize("field", ["month", "exploitation_form", "reason"])
def test_what_is_missing_is_asked_for_at_the_field(as_role, field):
    answer = as_role("cmm_caseworker").post(NEW, told(**{field: ""}))

    assert (answer.status_code, answer.context["form"].errors) == (422, {field: ["Vælg en mulighed."]})
    assert not Refusal.objects.exists()


def test_the_months_are_this_one_and_those_of_the_year_before_it():
    offered = [value for value, _label in months(date(2026, 1, 31))]
    assert (offered[0], offered[1], offered[-1], len(offered)) == ("2026-01-01", "2025-12-01", "2025-01-01", 13)
