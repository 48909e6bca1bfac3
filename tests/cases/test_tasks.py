"""Dated work: what is promised stands until it is done or moved, and follows an inquiry into its case."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from cases.enums import CodeList
from cases.models import Task
from cases.services import NewCase, NewTask, add_task, complete_task, move_task
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import CaseFactory, InquiryFactory, SafetyNoteFactory, TaskFactory, code, search_and_open

pytestmark = pytest.mark.django_db


def call(assignee, **facts):
    day = timezone.localdate() + timedelta(days=1)
    return NewTask(**{"kind": "call", "what": "Ring med svar fra lægen", "assignee": assignee, "due_on": day} | facts)


def test_a_call_is_promised_and_kept(caseworker):
    case = CaseFactory()
    task = add_task(actor=caseworker, on=case, new=call(caseworker, due_at=time(14, 30)))
    complete_task(actor=caseworker, task=task, note=" Talte med hende ")

    task.refresh_from_db()
    assert (task.case, task.due_at, task.ended_as, task.ended_note, task.ended_by) == (
        case, time(14, 30), "done", "Talte med hende", caseworker,
    )  # fmt: skip
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == ["task.added", "task.done"]


def test_what_is_moved_is_kept_and_replaced(caseworker):
    task, later = TaskFactory(), timezone.localdate() + timedelta(days=9)
    moved = move_task(
        actor=caseworker, task=task, due_on=later, due_at=None, assignee=caseworker, reason="Lægen har ferie"
    )
    task.refresh_from_db()
    assert (task.due_on, task.ended_as, task.ended_note) == (date(2026, 11, 24), "moved", "Lægen har ferie")
    assert (moved.replaces, moved.due_on, moved.what, moved.ended_at) == (task, later, task.what, None)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"due_on": date(2020, 2, 29)}, "in_the_past"),
        ({"assignee": "outreach_worker"}, "no_colleague"),
    ],
)
def test_what_nobody_can_promise(caseworker, facts, why):
    if "assignee" in facts:
        facts = {"assignee": staff(facts["assignee"])}
    with pytest.raises(RuleError) as refused:
        add_task(actor=caseworker, on=CaseFactory(), new=call(**{"assignee": caseworker} | facts))
    assert (refused.value.code, Task.objects.count()) == (why, 0)


def test_of_a_protected_case_a_task_is_somebodys_who_sees_it(coordinator):
    case = CaseFactory(protection="restricted", caseworker=staff("cmm_caseworker"))
    with pytest.raises(RuleError) as refused:
        add_task(actor=coordinator, on=case, new=call(staff("cmm_caseworker")))
    assert refused.value.code == "cannot_see"
    add_task(actor=coordinator, on=case, new=call(case.caseworker))
    assert Task.objects.get().assignee == case.caseworker


def test_a_task_follows_its_inquiry_into_the_case(caseworker):
    inquiry = InquiryFactory()
    task = add_task(actor=caseworker, on=inquiry, new=call(caseworker))
    new = NewCase(code_name="Havtorn", source=inquiry.source, residence_basis=code(CodeList.RESIDENCE_BASIS, "eu_eea"))
    case = search_and_open(actor=caseworker, inquiry=inquiry, new=new)
    task.refresh_from_db()
    assert (task.case, task.inquiry, task.case_authority) == (case, inquiry, case.authority)
    with pytest.raises(Conflict):
        add_task(actor=caseworker, on=inquiry, new=call(caseworker))


def test_a_task_follows_the_protection_of_its_case():
    task = TaskFactory()
    task.case.protection = "named"
    task.case.save()
    task.refresh_from_db()
    assert task.case_protection == "named"


def test_the_rule_for_contact_stands_beside_a_promised_call(as_role, caseworker):
    client, case = as_role("cmm_caseworker"), CaseFactory(caseworker=caseworker, safe=False)
    SafetyNoteFactory(case=case, said={"who_may": "Kun Anja", "when": "efter kl. 12", "as_whom": "Tandlægen"})
    task = TaskFactory(case=case, assignee=caseworker)
    for url in (case.get_absolute_url(), task.get_absolute_url(), f"/cases/{case.ref}/tasks/"):
        page = client.get(url).content.decode()
        assert "Kun Anja · efter kl. 12 · som Tandlægen" in page.split("Ring med svar fra lægen")[1]


def test_a_refused_task_keeps_what_was_typed(as_role, caseworker):
    client, case = as_role("cmm_caseworker"), CaseFactory(caseworker=caseworker)
    typed = {
        "kind": "call",
        "what": "Ring tilbage",
        "assignee": caseworker.pk,
        "due_on": "01-01-2020",
        "due_at": "9.30",
    }
    page = client.post(f"/cases/{case.ref}/tasks/new/", typed)
    assert (page.status_code, Task.objects.count()) == (422, 0)
    assert "Datoen må ikke ligge før i dag." in page.content.decode()
    assert 'value="Ring tilbage"' in page.content.decode()


def test_the_page_of_an_inquiry_shows_what_was_promised(as_role, caseworker):
    client, inquiry = as_role("cmm_caseworker"), InquiryFactory(organisation=caseworker.organisation)
    url, day = f"/inquiries/{inquiry.ref}/", timezone.localdate() + timedelta(days=2)
    sent = {"kind": "call", "what": "Ring til betjenten", "assignee": caseworker.pk, "due_on": f"{day:%d-%m-%Y}"}
    assert client.post(f"{url}tasks/new/", sent).status_code == 302
    page = client.get(url).content.decode()
    assert "Ring til betjenten" in page
    assert "Ring kun til den, der henvendte sig." in page


def test_nobody_elses_inquiry_has_a_task_of_ours(as_role, caseworker):
    inquiry = InquiryFactory(organisation=OrganisationFactory(capabilities=["casework"]))
    assert as_role("cmm_caseworker").get(f"/inquiries/{inquiry.ref}/tasks/new/").status_code == 404
