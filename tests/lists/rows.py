"""Rows for every list: each call gives every reader more of everything they may read."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cases.enums import Authority, CaseStatus
from cases.outreach.selectors.clock import service_day
from cmm.accounts.readings import read_by
from cmm.audit.enums import AuditAction, EventKind, Surface
from cmm.audit.services import note_event, record
from cmm.oversight.unusual.models import Entry, WeekList
from reports.enums import EditionState
from reports.models import Edition, EditionFile, ExternalCount, HistoricalCount, HistoricalSource
from reports.rules import FIRST_YEAR
from tests.factories import coordination
from tests.factories.accounts import OrganisationFactory, home_of, staff
from tests.factories.caseload import ChangeoverFactory, CoverFactory
from tests.factories.cases import CaseFactory, CodeFactory, DuplicateFactory, GlassFactory, InquiryFactory
from tests.factories.editions import edition_in
from tests.factories.followup import SharedFactory
from tests.factories.handovers import HandoverFactory
from tests.factories.identification import AssessmentFactory
from tests.factories.legacy import BatchFactory
from tests.factories.outreach import (
    ActivityFactory,
    ContactFactory,
    ImportBatchFactory,
    IncidentFactory,
    RoundFactory,
    VenueFactory,
)  # fmt: skip
from tests.factories.periods import PeriodFactory, PeriodRuleFactory
from tests.factories.reports import FreeTableFactory
from tests.factories.retention import ConfirmedChangeFactory, DestructionFactory
from tests.factories.returns import ExternalCountFactory, SubmissionFactory
from tests.factories.shelters import PlacementFactory, RequestFactory, ShelterFactory, UnitFactory, nights_from
from tests.factories.unusual import EntryFactory


@transaction.atomic
def add_rows(people, number):
    """``number`` more rows for every list and every reader of it."""
    WeekList.objects.get_or_create(week="2026-W47", opened=1, listed=1, asked=1)
    asked = [EntryFactory.build(actor_id=user.pk) for user in people.values() for _row in range(number)]
    Entry.objects.bulk_create(asked)
    for _row in range(number):
        add_cases(people)
        add_inquiries(people)
        add_beds(people)
        add_contacts(people)
        add_figures(people)
        ChangeoverFactory(receiver=people["cmm_caseworker"])
        coordination.AgreementFactory()
        coordination.StatusFactory()
        CoverFactory(absent=staff("cmm_caseworker"))
        OrganisationFactory()
        CodeFactory()
        PeriodRuleFactory()
        for role in ("police_liaison", "immigration_officer"):
            SharedFactory(organisation=people[role].organisation)
        PeriodFactory(case__caseworker=people["cmm_caseworker"])
        note_event(EventKind.LOGGED_IN, actor=people["cmm_caseworker"])
        record(people["data_protection_officer"], AuditAction.LOG_READ, people["data_protection_officer"])


def add_cases(people):
    """One's own, a colleague's, nobody's, and for both authorities one that waits for a decision."""
    worker, colleague = people["cmm_caseworker"], staff("cmm_caseworker")
    CaseFactory(caseworker=worker, status=CaseStatus.INQUIRY)
    CaseFactory(caseworker=people["cmm_coordinator"], status=CaseStatus.INQUIRY)
    CaseFactory(caseworker=None)
    GlassFactory(user=colleague)
    DuplicateFactory()
    DestructionFactory()
    ConfirmedChangeFactory()
    for authority in (Authority.CMM, Authority.US):
        waiting = CaseFactory(caseworker=colleague, status=CaseStatus.AWAITING_DECISION, authority=authority)
        AssessmentFactory(submitted=True, case=waiting, prepared_by=worker)
    for role in ("cmm_caseworker", "cmm_coordinator", "immigration_officer"):
        read_by(people[role], "case_detail", [waiting], surface=Surface.PAGE)


def add_inquiries(people):
    """Open ones, of which the police and the NGO each referred one."""
    worker = people["cmm_caseworker"]
    InquiryFactory(logged_by=worker)
    InquiryFactory(logged_by=worker, outcome="advice_only", outcome_reason="Intet at gøre.")
    for role in ("police_liaison", "outreach_lead"):
        InquiryFactory(logged_by=worker, referring_organisation=home_of(role))


def add_beds(people):
    """A house with one bed and somebody in it tonight, and two who ask for a place there, one of them answered."""
    unit = UnitFactory(shelter=ShelterFactory(organisation=people["shelter_manager"].organisation))
    case = CaseFactory(caseworker=people["cmm_caseworker"], authority=Authority.US)
    today = timezone.localdate()
    stay = nights_from(today - timedelta(days=2), 9)
    PlacementFactory(case=case, unit=unit, stay=stay, placed_by=people["shelter_manager"])
    asked = {"case": case, "shelter": unit.shelter, "requested_by": people["cmm_caseworker"]}
    RequestFactory(**asked)
    RequestFactory(**asked, state="accepted", answered_by=people["shelter_manager"], answered_at=timezone.now())


def add_contacts(people):
    """A place, somebody met there today, and a round somebody forgot to hand in."""
    worker, now = people["outreach_worker"], timezone.now()
    venue = VenueFactory(organisation=worker.organisation)
    ContactFactory(recorded_by=worker, venue=venue, met_at=now, service_day=service_day(now))
    IncidentFactory(recorded_by=worker, happened_on=timezone.localdate(now))
    HandoverFactory(sent_by=worker)
    ImportBatchFactory(imported_by=people["outreach_lead"])
    BatchFactory(uploaded_by=people["cmm_coordinator"])
    for holder in (worker, people["cmm_caseworker"]):
        ActivityFactory(recorded_by=holder, held_on=timezone.localdate(now))
    RoundFactory(worker=staff("outreach_worker"), venue=venue, started_at=now - timedelta(days=3))


def add_figures(people):
    """A published edition with its file, a historical figure, and one of another authority."""
    by, number = people["cmm_statistician"], Edition.objects.count() + 1
    edition = edition_in(EditionState.PUBLISHED, by=by, year=FIRST_YEAR + number)
    EditionFile.objects.create(
        edition=edition, kind="pdf", language="da", name="rapport.pdf", size=4, sha256="3" * 64, content=b"%PDF"
    )
    ExternalCountFactory(citizenship=f"{ExternalCount.objects.count()}", entered_by=by)
    SubmissionFactory(edition=edition, requested_by=by)
    FreeTableFactory(released_by=by)
    source, _new = HistoricalSource.objects.get_or_create(key="prove", publisher="Prøve", title="Prøvetal")
    HistoricalCount.objects.create(
        source=source, file="prove.csv", line=number, population="prosecuted", dimension="total", category="all",
        year=2010, value=7, printed="7",
    )  # fmt: skip
