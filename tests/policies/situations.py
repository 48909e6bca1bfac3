"""The readers and the rows of the truth table, by the words it uses for them."""

from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases.models import Case, CaseGroupGrant, CaseUserGrant, JournalEntry, Wall
from cmm.accounts.models import RoleAssignment
from cmm.accounts.scoping import permission_for
from reports.enums import EditionState
from shelters.models import Address, Approval
from tests.factories import shelters as houses
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.caseload import ChangeoverFactory, CoverFactory
from tests.factories.cases import (
    CaseFactory,
    GlassFactory,
    InquiryFactory,
    ReferralFactory,
    RefusalFactory,
    TaskFactory,
    WallFactory,
)
from tests.factories.documents import DocumentFactory
from tests.factories.editions import edition_in, freeze_rows
from tests.factories.followup import (
    ClaimFactory,
    CriminalFactory,
    DisclosureFactory,
    ReturnEventFactory,
    ReturnFactory,
    SharedFactory,
    SupportFactory,
)
from tests.factories.handovers import HandoverFactory, TiedHandoverFactory
from tests.factories.identification import (
    AssessmentFactory,
    ConsentFactory,
    DecisionFactory,
    EventFactory,
    InterviewFactory,
    LetterFactory,
    ObservationFactory,
)
from tests.factories.identities import IdentityFactory
from tests.factories.legacy import DoneFactory, PastFactory
from tests.factories.outreach import (
    ActivityFactory,
    ContactFactory,
    HoursFactory,
    ImportBatchFactory,
    IncidentFactory,
    LookFactory,
    RoundFactory,
    StatusNoteFactory,
    VersionFactory,
)
from tests.factories.periods import DepartureFactory, PeriodFactory
from tests.factories.returns import ExternalCountFactory, SubmissionFactory
from tests.factories.rulings import AppealFactory, FindingFactory
from tests.factories.shelters import (
    AddressFactory,
    ApprovalFactory,
    InspectionFactory,
    LocalityFactory,
    NoteFactory,
    PlacementFactory,
    RequestFactory,
    ServiceFactory,
    ShelterFactory,
    UnitFactory,
    inspector,
)


def reader(people, who):
    if who in people:
        return people[who]
    user = people["cmm_caseworker"]
    if "account is closed" in who:
        user.is_active = False
        user.save(update_fields=["is_active"])
    elif "role was taken" in who:
        RoleAssignment.objects.filter(user=user).update(ended_at=timezone.now())
    else:
        organisation_of(user, who)
    return user


def organisation_of(user, who):
    today = timezone.localdate()
    if "has ended" in who:
        user.organisation.valid_to = today
    elif "has not begun" in who:
        user.organisation.valid_from = today + timedelta(days=1)
    else:
        user.organisation.capabilities = []
    user.organisation.save()


def row(people, what):
    """A row in the situation ``what`` speaks of."""
    noun = next(noun for noun in sorted(NOUNS, key=len, reverse=True) if what.startswith(noun))
    return NOUNS[noun](people, what)


def case(people, what):
    facts = {}
    if "own case" in what:
        facts["caseworker"] = people["cmm_caseworker"]
    elif "without a contact person" not in what:
        facts["caseworker"] = staff("cmm_caseworker")
    if "restricted" in what:
        facts["protection"] = "restricted"
    if "kept to named persons" in what:
        facts["protection"] = "named"
    if "Immigration Service" in what:
        facts["authority"] = "us"
    if "closed" in what:
        facts["status"] = "closed"
    found = CaseFactory(**facts)
    grants(people, what, found)
    covers(people, what, found)
    walls(people, what, found)
    return found


def covers(people, what, found):
    """The caseworker covers for the contact person: now, or until yesterday, or not any more."""
    if "covered" not in what:
        return
    today, day = timezone.localdate(), timedelta(days=1)
    days = DateRange(today - 9 * day, today if "until yesterday" in what else today + day)
    days = DateRange(today + day, today + 9 * day) if "from tomorrow" in what else days
    ended = {}
    if "no longer" in what:
        ended = {"given_at": timezone.now() - day, "ended_at": timezone.now(), "ended_by": staff("cmm_coordinator")}
    CoverFactory(absent=found.caseworker, covering=people["cmm_caseworker"], days=days, **ended)


def walls(people, what, found):
    """Before everybody, so that it stands before the reader."""
    if "wall" in what:
        for user in people.values():
            WallFactory(case=found, user=user)
    if "lifted" in what:
        Wall.objects.filter(case=found).update(lifted_at=timezone.now(), lifted_by=staff("cmm_coordinator"))


def grants(people, what, found):
    if "granted" not in what:
        return
    now, day = timezone.now(), timedelta(days=1)
    terms = {"valid_from": now - 9 * day, "valid_to": None, "reason": "Vagt", "granted_by": staff("cmm_coordinator")}
    terms |= {"valid_to": now + day} if "until tomorrow" in what else {}
    terms |= {"valid_to": now - day} if "until yesterday" in what else {}
    terms |= {"valid_from": now + day} if "from tomorrow" in what else {}
    terms |= {"permission": permission_for(Case, "view"), "content_object": found}
    if "organisation" in what:
        ours = people["outreach_worker"].organisation
        other = OrganisationFactory() if "another organisation" in what else ours
        CaseGroupGrant.objects.create(group=other.group, **terms)
        # The reader's organisation has been given another case, so that its grants are looked at too.
        one_more = CaseFactory(protection="restricted", caseworker=staff("cmm_caseworker"))
        CaseGroupGrant.objects.create(group=ours.group, **terms | {"content_object": one_more})
    elif "colleague" in what:
        CaseUserGrant.objects.create(user=staff("cmm_caseworker"), **terms)
        # The reader has been given another case, so that their own grants are looked at too.
        other = CaseFactory(protection="restricted", caseworker=staff("cmm_caseworker"))
        CaseUserGrant.objects.create(user=people["cmm_caseworker"], **terms | {"content_object": other})
    else:
        CaseUserGrant.objects.create(user=people["cmm_caseworker"], **terms)


def note(people, what):
    found = case(people, what)
    return JournalEntry.objects.create(
        case=found, number=1, title="Notat", text="Tekst", author=staff("cmm_caseworker")
    )


def inquiry(people, what):
    if "became" not in what:
        theirs = {"referring_organisation": people["police_liaison"].organisation} if "their own" in what else {}
        return InquiryFactory(**theirs)
    theirs = {"referring_organisation": people["police_liaison"].organisation} if "theirs" in what else {}
    ended = {"outcome": "case_opened", "case": case(people, what), "closed_at": timezone.now()}
    return InquiryFactory(**ended, **theirs)


def another_case_of_the_person(people, what):
    """The person has a case that no wall stands before, and one that a wall does."""
    behind = case(people, "a colleague's case behind a wall")
    return CaseFactory(victim=behind.victim, caseworker=staff("cmm_caseworker"))


def their_inquirys_case(people, what):
    return inquiry(people, "an inquiry of theirs that became a case").case


def house(people, what):
    ours = people["shelter_manager"].organisation
    return ShelterFactory(organisation=OrganisationFactory(capabilities=["shelters"]) if "another" in what else ours)


def shared(people, what):
    """A part of a file that was shared with the police, or with others, and is open or no more."""
    ours, now = people["police_liaison"].organisation, timezone.now()
    facts = {"expires_at": now - timedelta(minutes=1)} if "expired" in what else {}
    facts |= {"closed_at": now} if "taken back" in what else {}
    to = OrganisationFactory(capabilities=["police"]) if "with others" in what else ours
    return SharedFactory(case=case(people, what), organisation=to, **facts)


def stay(people, what):
    found = case(people, what)
    return PlacementFactory(case=found, victim=found.victim, unit=UnitFactory(shelter=house(people, what)))


def address_where(people, what):
    """A secret address, where the person in a case sleeps, slept until yesterday, is expected, or never came."""
    today = timezone.localdate()
    first = 3 if "is expected" in what else -3
    nights = DateRange(today + timedelta(days=first), today + timedelta(days=-1 if "slept" in what else 9))
    found = case(people, what)
    facts = {"never_came": True, "ended_by": found.caseworker, "ended_at": timezone.now()} if "never" in what else {}
    unit = UnitFactory(shelter=AddressFactory(shelter__organisation=OrganisationFactory()).shelter)
    PlacementFactory(case=found, victim=found.victim, stay=nights, unit=unit, **facts)
    return Address.objects.get()


def supervised_address(_people, what):
    """The address of a house as the authorities stand to it."""
    today, nord = timezone.localdate(), authority("another authority")
    house = AddressFactory(shelter__approved=False).shelter
    LocalityFactory(shelter=house)
    if "another authority supervises" in what:
        ApprovalFactory(shelter=house, **nord)
    if "asked for" in what:
        ApprovalFactory(shelter=house, status="pending", places=None)
    if "withdrawn" in what:
        ApprovalFactory(shelter=house, status="withdrawn", grounds="Lukket", places=None)
    if "lapsed" in what:
        ApprovalFactory(shelter=house, valid_to=today)
    if "visit" in what:
        theirs = nord if "another authority visits" in what else {}
        held = {"held": True} if "visited" in what else {"planned_on": today}
        visit = InspectionFactory(shelter=house, **held, **theirs)
        if "cancelled" in what:
            terms = {"cancelled_because": "Syg", "cancelled_by": visit.planned_by, "cancelled_at": timezone.now()}
            type(visit).objects.filter(pk=visit.pk).update(**terms)
    return Address.objects.get()


def authority(what):
    """The inspector's own, or another one that is at home elsewhere too."""
    if "another authority" in what:
        return {"organisation": OrganisationFactory(code="socialtilsyn-nord", capabilities=["supervises"])}
    return {}


def approval(people, what):
    shelter = house(people, what)
    Approval.objects.filter(shelter=shelter).update(
        ended_on="2020-01-01", ended_at=timezone.now(), ended_by=inspector()
    )
    return ApprovalFactory(shelter=shelter, valid_from="2021-01-01", **authority(what))


def inspection(people, what):
    facts = {"announced": "unannounced" not in what, "held": "to come" not in what} | authority(what)
    return InspectionFactory(shelter=house(people, what), **facts)


def contact(people, what):
    if "another organisation" in what:
        stranger = staff("outreach_worker", organisation=OrganisationFactory(capabilities=["outreach"]))
        return ContactFactory(recorded_by=stranger)
    if "colleague" in what:
        return ContactFactory(recorded_by=staff("outreach_worker"))
    return ContactFactory(recorded_by=people["outreach_worker"])


def offer(people, what):
    """Of a case, to the caseworker or to a colleague."""
    found = case(people, what)
    asked = people["cmm_caseworker"] if "to the caseworker" in what else staff("cmm_caseworker")
    return ChangeoverFactory(case=found, receiver=asked)


def cover(people, what):
    """Of a colleague, by the caseworker or by another."""
    by = people["cmm_caseworker"] if "by the caseworker" in what else staff("cmm_caseworker")
    return CoverFactory(covering=by)


def handover(people, what):
    """The outreach worker's, waiting or tied to a case."""
    sender = people["outreach_worker"]
    if "tied to" in what:
        return TiedHandoverFactory(sent_by=sender, case=case(people, what))
    return HandoverFactory(sent_by=sender)


def status_note(people, what):
    if "another organisation" in what:
        return StatusNoteFactory(organisation=OrganisationFactory(capabilities=["outreach"]))
    return StatusNoteFactory(begun_by=people["outreach_lead"])


def walk(people, what):
    along = [people["outreach_worker"].pk] if "walked along" in what else []
    return RoundFactory(worker=staff("outreach_worker"), companions=along)


def report(people, what):
    state = EditionState.DRAWN if "unpublished" in what else EditionState.PUBLISHED
    return edition_in(state, by=people["cmm_statistician"])


def extract(people, _what):
    return freeze_rows(edition_in(EditionState.DRAWN, by=people["cmm_statistician"])).extract


NOUNS = {
    "an international return": lambda people, what: SubmissionFactory(),
    "a figure of another authority": lambda people, what: ExternalCountFactory(),
    "own case": case,
    "a case": case,
    "a closed case": case,
    "a colleague's case": case,
    "a restricted case": case,
    "the case their inquiry became": their_inquirys_case,
    "the case of somebody who lives in the house": lambda people, what: stay(people, "a stay in the house").case,
    "the other case of a person": another_case_of_the_person,
    "the person with another case": lambda people, what: another_case_of_the_person(people, what).victim,
    "the wall before": lambda people, what: case(people, what).walls.get(user=people["cmm_caseworker"]),
    "the person in": lambda people, what: case(people, what).victim,
    "the person who lives in the house": lambda people, what: stay(people, "a stay in the house").victim,
    "the identity in": lambda people, what: IdentityFactory(case=case(people, what)),
    "an offer of": lambda people, what: offer(people, what),
    "a cover": lambda people, what: cover(people, what),
    "a note in": note,
    "a document in": lambda people, what: DocumentFactory(case=case(people, what)),
    "the safety note in": lambda people, what: case(people, what).safety_notes.get(),
    "a referral in": lambda people, what: ReferralFactory(case=case(people, what)),
    "a referral of an organisation": handover,
    "another organisation's referral": lambda people, what: HandoverFactory(
        sent_by=staff("outreach_worker", organisation=OrganisationFactory(capabilities=["outreach"]))
    ),
    "a spreadsheet of the organisation": lambda people, what: ImportBatchFactory(imported_by=people["outreach_lead"]),
    "a batch of former sheets": lambda people, what: DoneFactory(uploaded_by=people["cmm_coordinator"]),
    "what a case brought with it, in": lambda people, what: PastFactory(case=case(people, what)),
    "a spreadsheet of another organisation": lambda people, what: ImportBatchFactory(
        imported_by=staff("outreach_lead", organisation=OrganisationFactory(capabilities=["outreach"]))
    ),
    "a line of the ledger in": lambda people, what: DisclosureFactory(case=case(people, what)),
    "a line of the support plan in": lambda people, what: SupportFactory(case=case(people, what)),
    "the plan of a return in": lambda people, what: ReturnFactory(case=case(people, what)),
    "a step of a return in": lambda people, what: ReturnEventFactory(case=case(people, what)),
    "a step of a criminal case in": lambda people, what: CriminalFactory(case=case(people, what)),
    "a claim in": lambda people, what: ClaimFactory(case=case(people, what)),
    "a part": shared,
    "a task in": lambda people, what: TaskFactory(case=case(people, what)),
    "a task for an inquiry of ours": lambda people, what: TaskFactory(case=None, inquiry=InquiryFactory()),
    "a task for an inquiry of others": lambda people, what: TaskFactory(
        case=None, inquiry=InquiryFactory(organisation=OrganisationFactory())
    ),
    "the representative in": lambda people, what: case(people, what).representatives.get(),
    "a decision in": lambda people, what: DecisionFactory(case=case(people, what)),
    "a letter in": lambda people, what: LetterFactory(case=case(people, what)),
    "an appeal in": lambda people, what: AppealFactory(decision=DecisionFactory(case=case(people, what))),
    "a finding in": lambda people, what: FindingFactory(case=case(people, what)),
    "an anonymous record of ours": lambda people, what: RefusalFactory(),
    "an anonymous record of others": lambda people, what: RefusalFactory(organisation=OrganisationFactory()),
    "an observation in": lambda people, what: ObservationFactory(case=case(people, what)),
    "an event in": lambda people, what: EventFactory(case=case(people, what)),
    "a consent in": lambda people, what: ConsentFactory(case=case(people, what)),
    "a period in": lambda people, what: PeriodFactory(case=case(people, what)),
    "a day of departure in": lambda people, what: DepartureFactory(case=case(people, what)),
    "an act in a period of": lambda people, what: PeriodFactory(case=case(people, what)).events.first(),
    "an emergency access of a colleague to": lambda people, what: GlassFactory(case=case(people, what)),
    "an interview in": lambda people, what: InterviewFactory(case=case(people, what)),
    "an assessment": lambda people, what: AssessmentFactory(submitted=True, case=case(people, what)),
    "a draft in": lambda people, what: AssessmentFactory(case=case(people, what)),
    "an inquiry": inquiry,
    "a stay": stay,
    "the address where": address_where,
    "a service in": lambda people, what: ServiceFactory(placement=stay(people, what)),
    "a correction of": lambda people, what: houses.CorrectionFactory(placement=stay(people, what)),
    "a house's note in": lambda people, what: NoteFactory(placement=stay(people, what)),
    "the address of a house": supervised_address,
    "the address of": lambda people, what: AddressFactory(shelter=house(people, what)),
    "where the house lies": lambda people, what: LocalityFactory(shelter=house(people, what)),
    "where another house lies": lambda people, what: LocalityFactory(shelter=house(people, what)),
    "the approval of": approval,
    "an inspection of": inspection,
    "a finding of an inspection of": lambda people, what: houses.FindingFactory(inspection=inspection(people, what)),
    "a request": lambda people, what: RequestFactory(case=case(people, what), shelter=house(people, what)),
    "a contact on the street": contact,
    "another organisation's contact": contact,
    "a status note of the half-year": status_note,
    "another organisation's status note": status_note,
    "a colleague's contact": contact,
    "a version of a contact": lambda people, what: VersionFactory(contact=contact(people, what)),
    "an event on the street": lambda people, what: IncidentFactory(recorded_by=people["outreach_worker"]),
    "another organisation's event": lambda people, what: IncidentFactory(
        recorded_by=contact(people, "another organisation").recorded_by
    ),
    "a course of the street's": lambda people, what: ActivityFactory(recorded_by=people["outreach_worker"]),
    "a round": walk,
    "the hours of the organisation": lambda people, what: HoursFactory(),
    "the look of the phone pages": lambda people, what: LookFactory(),
    "an unpublished report": report,
    "a published report": report,
    "the rows a report counts": extract,
}
