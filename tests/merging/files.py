"""Two files that are one human being's, with everything a file may hold, and the register written out whole."""

from django.db import connection

from cases.enums import CaseStatus, InquiryOutcome
from cases.models import Identity, StatedPurpose
from cases.particulars import GROUPS
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import (
    CaseFactory,
    InquiryFactory,
    JournalEntryFactory,
    ReferralFactory,
    RepresentativeFactory,
    TaskFactory,
)
from tests.factories.documents import DocumentFactory
from tests.factories.followup import (
    ClaimFactory,
    CriminalFactory,
    DisclosureFactory,
    SharedFactory,
    SupportFactory,
)
from tests.factories.handovers import TiedHandoverFactory
from tests.factories.identification import (
    ConsentFactory,
    DecisionFactory,
    EventFactory,
    InterviewFactory,
    LetterFactory,
    ObservationFactory,
)
from tests.factories.identities import IdentityFactory
from tests.factories.periods import PeriodFactory
from tests.factories.shelters import NoteFactory, PlacementFactory, ServiceFactory, nights

# The log, the jobs, and what a merge leaves behind it.
BESIDE = ("audit_", "auth_", "guardian_", "jobs_", "merging_", "django_", "accounts_session")


def police():
    return OrganisationFactory(code="prøvepoliti", name_da="Prøveby Politi", capabilities=["police"])


def full_file(*, first=1, until=9, decided=True, identity=True, **case):
    """A course with something in every room. ``first`` and ``until`` are its nights in a shelter."""
    case = CaseFactory(status=CaseStatus.IN_SUPPORT, **case)
    InquiryFactory(case=case, outcome=InquiryOutcome.CASE_OPENED, referring_organisation=police())
    TiedHandoverFactory(case=case)
    JournalEntryFactory(case=case)
    TaskFactory(case=case)
    RepresentativeFactory(case=case)
    document = DocumentFactory(case=case)
    referral = ReferralFactory(case=case)
    DisclosureFactory(case=case)
    SharedFactory(case=case, referral=referral)
    interview = InterviewFactory(case=case)
    ConsentFactory(case=case, interview=interview)
    EventFactory(case=case)
    ObservationFactory(case=case, source="document", document_number=document.number)
    if decided:
        decision = DecisionFactory(case=case)
        LetterFactory(case=case, decision=decision)
    ended_period(case)
    for factory in (SupportFactory, CriminalFactory, ClaimFactory):
        factory(case=case)
    stay = PlacementFactory(case=case, victim=case.victim, stay=nights(first, until))
    NoteFactory(placement=stay)
    ServiceFactory(placement=stay)
    StatedPurpose.objects.create(case=case, user=staff("cmm_caseworker"), purpose="decision")
    if identity:
        IdentityFactory(case=case, victim=case.victim)
    return case


def ended_period(case):
    period = PeriodFactory(case=case)
    period.is_open = False
    period.save()
    return period


def register():
    """Every row of every table, but those of ``BESIDE``; what is encrypted as what it says."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if not name.startswith(BESIDE)]
        found = {}
        for name in names:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {name} t")
            found[name] = sorted(row for (row,) in cursor.fetchall())
    found["cases_identity"] = sorted(
        (
            str(one.pk),
            one.case_id,
            one.victim_id,
            one.version,
            one.changed_by_id,
            one.changed_at.isoformat(),
            *tuple(str(one.particulars(group)) for group in GROUPS),
            one.search_form(),
            bytes(one.number_index or b"").hex(),
        )
        for one in Identity.objects.all()
    )
    return found


def changed(before, after):
    """The tables in which two dumps differ, with the rows of either: empty where nothing was lost or left."""
    return {
        name: (sorted(set(before[name]) - set(after[name])), sorted(set(after[name]) - set(before[name])))
        for name in before
        if before[name] != after[name]
    }
