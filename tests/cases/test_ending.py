import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.enums import CaseStatus
from cases.models import Case, JournalEntry
from cases.services import close_case, reopen_case
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db


def address(case):
    return reverse("cases:case_close", args=[case.ref])


def test_a_case_closes_with_its_reason_in_the_journal(caseworker):
    case = close_case(actor=caseworker, case=CaseFactory(), reason="Personen er rejst hjem.")

    assert Case.objects.get().status == CaseStatus.CLOSED
    assert JournalEntry.objects.get(case=case).text == "Personen er rejst hjem."
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        AuditAction.CASE_MOVED,
        AuditAction.JOURNAL_WRITTEN,
    ]


def test_a_closed_case_is_taken_up_again(caseworker):
    reopen_case(actor=caseworker, case=CaseFactory(status=CaseStatus.CLOSED), reason="Personen er mødt igen.")

    assert Case.objects.values_list("status", "closed_on").get() == (CaseStatus.IN_CLARIFICATION, None)


def test_what_is_closed_cannot_close_and_nothing_is_written(caseworker):
    with pytest.raises(RuleError):
        close_case(actor=caseworker, case=CaseFactory(status=CaseStatus.CLOSED), reason="Igen.")

    assert not JournalEntry.objects.exists()


def test_the_deciding_authority_closes_no_case(people):
    with pytest.raises(PermissionDenied):
        close_case(actor=people["immigration_officer"], case=CaseFactory(authority="us"), reason="x")


def test_a_case_is_closed_and_opened_in_the_browser(as_role):
    case, browser = CaseFactory(), as_role("cmm_caseworker")

    assert "Luk sagen" in browser.get(address(case)).text
    assert browser.post(address(case), {"reason": "Personen er rejst hjem."}).url == case.get_absolute_url()
    assert "Genoptag sagen" in browser.get(address(case)).text


def test_a_case_is_not_closed_without_a_reason(as_role):
    case = CaseFactory()

    answer = as_role("cmm_caseworker").post(address(case), {"reason": ""})

    assert (answer.status_code, answer.context["form"].errors) == (422, {"reason": ["Udfyld feltet."]})
    assert Case.objects.get().status == case.status
