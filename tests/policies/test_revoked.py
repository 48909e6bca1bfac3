"""Whatever opened a case is taken away: the next request of an open session meets nothing, and neither does SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from cases.models import Case, CaseGroupGrant, CaseUserGrant
from cases.services import assign_case, break_glass, end_glass, end_grant, lift_wall, raise_wall, revise_case
from cases.services.facts import Facts
from cmm.accounts.scoping import grant
from cmm.accounts.services import change_roles, close_account
from cmm.core.context import Context, acting
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, JournalEntryFactory
from tests.factories.documents import DocumentFactory
from tests.factories.identification import AssessmentFactory
from tests.factories.identities import IdentityFactory
from tests.factories.shelters import PlacementFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WHY = "Politiet har personen på stationen og spørger, hvem hun er bange for."
# A case and what lies under it, with the column that says so.
TABLES = {
    "cases_case": "id",
    "cases_identity": "case_id",
    "cases_journalentry": "case_id",
    "cases_document": "case_id",
    "cases_safetynote": "case_id",
    "cases_representative": "case_id",
    "cases_referral": "case_id",
    "cases_task": "case_id",
    "identification_assessment": "case_id",
    "identification_observation": "case_id",
    "shelters_placement": "case_id",
}


@dataclass
class Scene:
    """A case, the colleague who has it open, and those who can end that."""

    reader: Any
    coordinator: Any
    administrator: Any
    clock: Any
    case: Any = None
    opened: Any = None

    def has(self, **facts) -> None:
        self.case = CaseFactory(**{"caseworker": staff("cmm_caseworker")} | facts)

    def had(self) -> None:
        self.has(caseworker=self.reader, protection="named")

    def granted(self, to: Any = None, **terms) -> None:
        self.has(protection="restricted")
        terms = {"action": "view", "row": self.case, "reason": "Afløser.", "given_by": self.coordinator} | terms
        self.opened = grant(to=to or self.reader, **terms)

    def broken(self) -> None:
        self.has(protection="restricted")
        self.opened = break_glass(actor=self.reader, case_ref=self.case.ref, category="life", reason=WHY)

    def walled(self) -> None:
        self.opened = raise_wall(actor=self.coordinator, case=self.case, user=self.reader, reason="Kender en sigtet.")

    def becomes(self, protection: str) -> None:
        facts = Facts(residence_basis=self.case.residence_basis, protection=protection)
        revise_case(actor=self.coordinator, case=self.case, facts=facts)


Step = Callable[[Scene], Any]
# What ends: how the case was opened, and how it is closed.
ENDED: dict[str, tuple[Step, Step]] = {
    "a role": (Scene.had, lambda it: change_roles(actor=it.administrator, user=it.reader, roles=[])),
    "the role behind an emergency access": (
        Scene.broken,
        lambda it: change_roles(actor=it.administrator, user=it.reader, roles=["cmm_statistician"]),
    ),
    "an account": (Scene.had, lambda it: close_account(actor=it.administrator, user=it.reader)),
    "an assignment": (
        lambda it: it.has(caseworker=it.reader, protection="restricted"),
        lambda it: assign_case(actor=it.coordinator, case=it.case, caseworker=staff("cmm_caseworker")),
    ),
    "a low protection": (Scene.has, lambda it: it.becomes("restricted")),
    "a grant": (Scene.granted, lambda it: end_grant(actor=it.coordinator, grant=it.opened)),
    "a grant to the organisation": (
        lambda it: it.granted(to=it.reader.organisation),
        lambda it: end_grant(actor=it.coordinator, grant=it.opened),
    ),
    "the time of a grant": (
        lambda it: it.granted(valid_to=timezone.now() + HOUR),
        lambda it: it.clock.shift(HOUR),
    ),
    "an emergency access, by whoever has it": (Scene.broken, lambda it: end_glass(actor=it.reader, glass=it.opened)),
    "an emergency access, by a coordinator": (
        Scene.broken,
        lambda it: end_glass(actor=it.coordinator, glass=it.opened),
    ),
    "the time of an emergency access": (Scene.broken, lambda it: it.clock.shift(4 * HOUR)),
    "sight, at a wall": (Scene.has, Scene.walled),
    "a grant, at a wall": (Scene.granted, Scene.walled),
    "a grant to the organisation, at a wall": (lambda it: it.granted(to=it.reader.organisation), Scene.walled),
    "an emergency access, at a wall": (Scene.broken, Scene.walled),
}


@pytest.fixture
def scene(people, settings):
    settings.CMM_IDLE_MINUTES = 5 * 60  # the session stays open while grants run out
    with time_machine.travel(timezone.now() + HOUR, tick=False) as clock:
        yield Scene(people["cmm_caseworker"], people["cmm_coordinator"], people["user_administrator"], clock)


def fill(case):
    """A row of each table under the case."""
    IdentityFactory(case=case)
    JournalEntryFactory(case=case)
    DocumentFactory(case=case)
    AssessmentFactory(case=case, submitted=True)
    PlacementFactory(case=case, victim=case.victim)


def found(scene):
    """The tables in which a bare SELECT of the reader's finds the case or something under it."""
    with acting(Context(scene.reader.pk)), connection.cursor() as cursor:
        seen = set()
        for table, column in TABLES.items():
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [scene.case.pk])
            seen |= {table} if cursor.fetchone()[0] else set()
        return seen


def changed(scene):
    """How many cases a bare UPDATE of the reader's changes."""
    with acting(Context(scene.reader.pk)), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET touched_at = now() WHERE id = %s", [scene.case.pk])
        return cursor.rowcount


@pytest.mark.parametrize("what", ENDED)
def test_it_works_on_the_next_request_and_in_sql(scene, as_role, what):
    opens, ends = ENDED[what]
    opens(scene)
    fill(scene.case)
    browser = as_role("cmm_caseworker")
    assert (browser.get(scene.case.get_absolute_url()).status_code, "cases_case" in found(scene)) == (200, True)

    ends(scene)

    answer = browser.get(scene.case.get_absolute_url())
    assert answer.status_code == (302 if what == "an account" else 404)
    assert "/login/" in answer.headers.get("Location", "/login/")
    assert (found(scene), changed(scene)) == (set(), 0)


def test_nothing_is_left_in_lists_and_counts_either(scene, as_role):
    scene.has()
    browser = as_role("cmm_caseworker")
    before = browser.get("/cases/?view=all").context["counts"]

    scene.walled()

    answer = browser.get("/cases/?view=all")
    assert scene.case.ref not in answer.text
    fewer = {name: before[name] - now for name, now in answer.context["counts"].items() if before[name] != now}
    assert fewer == {"all": 1}


def test_a_lifted_wall_gives_back_what_the_role_opens_and_no_grant(scene, as_role):
    browser = as_role("cmm_caseworker")
    for opens, status in ((Scene.has, 200), (Scene.granted, 404)):
        opens(scene)
        scene.walled()
        lift_wall(actor=scene.coordinator, wall=scene.opened)
        assert browser.get(scene.case.get_absolute_url()).status_code == status


def test_what_is_revoked_stays_written(scene):
    for model, to in ((CaseUserGrant, scene.reader), (CaseGroupGrant, scene.reader.organisation)):
        scene.granted(to=to)
        end_grant(actor=scene.coordinator, grant=scene.opened)
        assert model.objects.get().valid_to == timezone.now()
    assert Case.objects.count() == 2
