"""Whoever a page shows, the log says so: one reading for each person on it, and none for anybody else."""

import pytest
from django.db import transaction
from django.urls import reverse

from cmm.core.spreadsheets import XLSX
from tests.permissions.houses import STAY
from tests.permissions.matrix import EVERYBODY, FORMS_ONLY, PAGES
from tests.permissions.persons import logged, marks, shown_on, text_of
from tests.permissions.standing import as_role, drawer, logged_in, shelf, some, world

__all__ = ["as_role", "drawer", "logged_in", "shelf", "world"]

pytestmark = pytest.mark.django_db
# The data protection officer reads the log itself, which is an act: it names the refs of those who were seen.
THE_LOG = {
    "audit_log", "audit_readings", "audit_events", "audit_patterns", "audit_user", "audit_people", "audit_person",
    "audit_sheet", "unusual:entry_list", "unusual:entry_detail",
}  # fmt: skip
SLEPT = {"year": STAY.lower.year, "month": STAY.lower.month}  # the month whose nights the test world has
# What these pages show, where the matrix' own addresses would show nothing.
ASKING = {
    "cases:person_search": lambda world: {"inquiry": world.rows["inquiry"]["ours"]["ref"]},
    "shelters:invoice_list": lambda _world: SLEPT,
    "shelters:invoice_file": lambda _world: SLEPT,
}


def look(browser, address, question):
    """What one page shows and what is logged of it; afterwards it was never looked at."""
    with transaction.atomic():
        answer = browser.get(address, question)
        seen = (shown_by(answer) if answer.status_code == 200 else "", logged())
        transaction.set_rollback(True)
    return seen


def shown_by(answer):
    """The page or the workbook; of another file its name, which has the number of the case in it."""
    if answer.headers["Content-Type"] == XLSX:
        return text_of(answer.content)
    if answer.headers["Content-Type"].startswith("text/csv"):
        return answer.content.decode()
    name = answer.headers.get("Content-Disposition", "")
    return name.replace("-dok-", " ").replace("-brev-", " ") or answer.content.decode()


@pytest.mark.parametrize("name", sorted(set(PAGES) - FORMS_ONLY - THE_LOG))
def test_each_person_on_a_page_is_logged_once_and_nobody_else_is(name, world, as_role):
    kind, relations = PAGES[name]
    question, known, wrong = ASKING.get(name, lambda _world: {})(world), marks(), {}
    for relation, roles in relations.items():
        address = reverse(name, kwargs=world.rows[kind][relation] if kind else {})
        for role in some(EVERYBODY, of=name, most=2) if relation == "absent" else sorted(roles):
            page, readings = look(as_role(role), address, question)
            if readings != shown_on(page, known):
                wrong[relation, role] = {"logged": readings, "shown": shown_on(page, known)}
    assert wrong == {}


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("cmm_coordinator", "today"),
        ("cmm_caseworker", "cases:case_list"),
        ("cmm_caseworker", "cases:inquiry_list"),
        ("cmm_coordinator", "identification:decision_list"),
        ("shelter_manager", "shelters:tonight"),
        ("shelter_manager", "shelters:request_list"),
        ("cmm_caseworker", "shelters:board"),
        ("outreach_lead", "outreach:contact_list"),
    ],
)
def test_the_lists_of_the_test_world_do_show_persons(name, role, world, as_role):
    page, readings = look(as_role(role), reverse(name), {})
    assert readings
    assert readings == shown_on(page, marks())
