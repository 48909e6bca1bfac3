"""A world with a row in every table the policies close."""

from django.db import connections, transaction
from django.test import Client
from django.utils import timezone

from cases.merging.services import Chosen, merge_cases, undo_merge
from cases.outreach.services.keys import make_ready
from cases.services import state_purpose
from cmm.accounts.scoping import grant
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import Context, acting
from cmm.drafts.services import keep_draft
from reports.models import Edition, Notice, Overview
from tests.factories import coordination
from tests.factories.accounts import staff
from tests.factories.caseload import ChangeoverFactory, CoverFactory
from tests.factories.cases import (
    CaseFactory,
    DuplicateFactory,
    InquiryFactory,
    JournalEntryFactory,
    PersonSearchFactory,
    ReferralFactory,
    RefusalFactory,
    TaskFactory,
    WallFactory,
    code,
)
from tests.factories.documents import DocumentFactory
from tests.factories.followup import (
    ClaimFactory,
    CriminalFactory,
    DisclosureFactory,
    ReturnEventFactory,
    ReturnFactory,
    SharedFactory,
    SupportFactory,
)
from tests.factories.handovers import ReferredContactFactory
from tests.factories.identification import (
    AssessmentFactory,
    ConsentFactory,
    DecisionFactory,
    EventFactory,
    InterviewFactory,
    LetterFactory,
    OpinionFactory,
)
from tests.factories.legacy import PastFactory
from tests.factories.logins import (
    DeviceFactory,
    InvitationFactory,
    OutsideLoginFactory,
    PasskeyFactory,
    RecoveryCodeFactory,
    RoleProposalFactory,
    TotpFactory,
)
from tests.factories.outreach import (
    ActivityFactory,
    ContactFactory,
    HandoutFactory,
    HoursFactory,
    ImportBatchFactory,
    IncidentFactory,
    LookFactory,
    RoundFactory,
    StatusNoteFactory,
    VersionFactory,
    VisitFactory,
)
from tests.factories.periods import CalendarKeyFactory, DepartureFactory, PeriodFactory
from tests.factories.retention import DestructionFactory, HoldFactory, RuleChangeFactory
from tests.factories.rulings import AppealFactory, FindingFactory
from tests.permissions.world import build

FOLLOW_UP = (ClaimFactory, CriminalFactory, DisclosureFactory, ReturnEventFactory, ReturnFactory, SharedFactory)
FOLLOW_UP += (SupportFactory,)
WAYS_IN = (TotpFactory, PasskeyFactory, RecoveryCodeFactory, DeviceFactory, InvitationFactory, OutsideLoginFactory)
WAYS_IN += (RoleProposalFactory,)
OF_CASE = (JournalEntryFactory, ReferralFactory, TaskFactory, WallFactory, ChangeoverFactory, DocumentFactory)
OF_CASE += (InterviewFactory, FindingFactory, EventFactory, ConsentFactory, PeriodFactory, DepartureFactory, *FOLLOW_UP)
OF_CASE += (PastFactory,)
OUTREACH = (HoursFactory, LookFactory, VersionFactory, IncidentFactory, ActivityFactory, VisitFactory, HandoutFactory)
ALONE = (ReferredContactFactory, ImportBatchFactory, CoverFactory, HoldFactory, DestructionFactory, RefusalFactory)
ALONE += (AppealFactory, OpinionFactory, CalendarKeyFactory, PersonSearchFactory, RuleChangeFactory)
COORDINATION = (coordination.ContactFactory, coordination.AgreementFactory, coordination.StatusFactory)
COORDINATION += (coordination.ReportFileFactory,)
# What the worker and the destruction leave, written as they leave it.
LEFT = [
    "INSERT INTO audit_block (number, stream, layout, sealed_at, ids, digests, previous, hash)"
    " VALUES (1, 'entries', 1, now(), '{1}', '', '', '')",
    "INSERT INTO audit_destruction (at, part, row_id, reason) VALUES (now(), 'history', '1', 'frist')",
    "INSERT INTO retention_ledgerentry (id, marks, basis, proposed_by_id, approved_by_id, approved_at, destroyed_at,"
    " counts, files_left, times) VALUES (gen_random_uuid(), '{}', 'term', 1, 2, now(), now(), '{}', '{}', 1)",
    "INSERT INTO unusual_weeklist (at, week, opened, listed, asked) VALUES (now(), '2026-W47', 1, 1, 1)",
    "INSERT INTO unusual_entry (at, actor_id, organisation_id, week, case_id, case_ref, reasons, asked, facts)"
    " VALUES (now(), 1, 1, '2026-W47', 1, 'CMM-2026-0001', '{no_assignment}', 'lot', '{}')",
    "INSERT INTO unusual_saying (at, actor_id, organisation_id, entry_id, kind, errand, words)"
    " SELECT now(), 1, 1, max(id), 'answer', 'mistake', 'Forkert sag' FROM unusual_entry",
    "INSERT INTO audit_finding (kind, at, told) VALUES ('chain', now(), '{}')",
]


def fill(people):
    build(people)
    case = CaseFactory(caseworker=people["cmm_caseworker"])
    for factory in OF_CASE:
        factory(case=case)
    for factory in (*ALONE, *OUTREACH, *COORDINATION, *WAYS_IN):
        factory()
    StatusNoteFactory(number=1)
    LetterFactory(case=case, decision=DecisionFactory(case=case))
    Overview.objects.create(day=timezone.localdate(), counts={})
    Notice.objects.create(edition=Edition.objects.first(), user=people["ministry_reader"])
    DuplicateFactory(cases=(case, CaseFactory()))
    merged_and_parted()
    used(people, case)
    with acting(Context(None, "test"), using="owner"), connections["owner"].cursor() as cursor:
        for statement in LEFT:
            cursor.execute(statement)


def used(people, case):
    """What people leave by using it."""
    make_ready(actor=people["outreach_worker"])
    keep_draft(actor=people["cmm_caseworker"], path="/inquiries/new/", title="", fields={})
    add_links()
    for whom in (staff("cmm_caseworker"), people["outreach_worker"].organisation):
        grant(to=whom, action="view", row=case, reason="Vagt", given_by=people["cmm_coordinator"])
    state_purpose(actor=staff("cmm_caseworker"), case=case, purpose="decision")
    look_around(people["cmm_caseworker"])


def merged_and_parted():
    case, husk, actor = CaseFactory(), CaseFactory(), staff("cmm_coordinator")
    InquiryFactory(case=husk, outcome="case_opened", referring_organisation=staff("police_liaison").organisation)
    merge = merge_cases(actor=actor, case=case, husk=husk, reason="Samme ar", chosen=Chosen())
    undo_merge(actor=actor, merge=merge, reason="To søstre")


def add_links():
    """One link of each kind to a code."""
    chosen = code("given", "food")
    with transaction.atomic():
        contact = ContactFactory()
        for links in (contact.given, contact.needs, contact.signs, contact.languages):
            links.add(chosen)
    RoundFactory().preset_given.add(chosen)
    AssessmentFactory().secondary_forms.add(code("exploitation_form", "forced_labour"))


def look_around(user):
    """A session, a search, a page, a refusal and an act."""
    browser = Client()
    browser.force_login(user)
    browser.get("/cases/?q=Solsikke")
    browser.get("/cases/CMM-1999-0001/")
    with transaction.atomic():
        record(user, AuditAction.LOG_READ, user)


def empty_tables(tables):
    """Those of ``tables`` that have no row, as the system sees them."""
    with acting(Context(None, "test"), using="owner"), connections["owner"].cursor() as cursor:
        return [table for table in tables if not exists(cursor, table)]


def exists(cursor, table):
    cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
    return cursor.fetchone()[0]
