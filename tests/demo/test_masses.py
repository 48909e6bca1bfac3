"""A few patterns many times over: what is laid is valid, can be opened, and its log verifies."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.db.models import F

from cases.enums import CaseStatus
from cases.models import Case, Identity, JournalEntry
from cases.outreach.models import Contact
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry, Unsealed
from cmm.audit.services import record
from cmm.audit.verifying import verify
from cmm.demo.masses.log import AlreadySealed
from cmm.demo.masses.sizes import Masses, masses
from cmm.demo.masses.world import lay
from identification.models import StatusDecision
from shelters.models import Placement
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, JournalEntryFactory
from tests.factories.identification import DecisionFactory
from tests.factories.outreach import ContactFactory, RoundFactory
from tests.factories.shelters import PlacementFactory

WANTED = Masses(cases=40, contacts=30, placements=21, entries=90)
THEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_size_is_a_part_of_the_world_or_a_number_of_cases():
    assert (masses(1), masses(0.01), masses(1_000)) == (Masses(), *[Masses(1_000, 10_000, 2_000, 50_000)] * 2)
    with pytest.raises(ValueError, match="no part"):
        masses(200_000)


@transaction.atomic
def patterns():
    """A case that is over, with all that hangs on it, one that is not, a stay and a meeting that are over."""
    worker = staff("cmm_caseworker", email="cmm_caseworker@demo.test")
    over = {"status": CaseStatus.CLOSED, "closed_on": date(2026, 3, 2), "opened_on": date(2026, 1, 5)}
    closed, _open = CaseFactory(caseworker=worker, **over), CaseFactory(caseworker=worker)
    DecisionFactory(case=closed)
    JournalEntryFactory(case=closed)
    stay = PlacementFactory(case=CaseFactory(caseworker=worker), ended_at=THEN, ended_by=worker, exit_cause="moved")
    met = ContactFactory(round=RoundFactory(ended_at=THEN, started_at=THEN))
    record(worker, AuditAction.CASE_CREATED, closed, case_ref=closed.ref)
    record(met.recorded_by, AuditAction.CONTACT_RECORDED, met)
    return closed, stay


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_few_patterns_grow_into_a_world_that_holds(settings, tmp_path):
    settings.CMM_ANCHOR_FOLDER, told = str(tmp_path), []
    closed, stay = patterns()
    lay(WANTED, told.append)
    found = Masses(*(model.objects.count() for model in (Case, Contact, Placement, AuditEntry)))
    assert (found, any("rows a second" in line for line in told)) == (WANTED, True)
    copies = Case.objects.filter(status=CaseStatus.CLOSED).exclude(pk=closed.pk)
    assert StatusDecision.objects.filter(case__in=copies, assessment__case=F("case")).count() == copies.count()
    assert JournalEntry.objects.filter(case__in=copies).count() == copies.count()
    assert {one.search.reveal() == one.search_form() for one in Identity.objects.all()} == {True}
    assert {one.known_as for one in Placement.objects.all()} == {stay.known_as}
    proof = verify("worker")
    assert (proof.ok, proof.faults, Unsealed.objects.using("worker").count()) == (True, [], 0)
    with pytest.raises(AlreadySealed):
        lay(WANTED, told.append)
