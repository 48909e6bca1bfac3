"""One row of each kind in each relation to the thirteen colleagues: what the matrix knocks on.

A relation is named as a caseworker would: ``mine``, ``colleague's``, ``restricted``, ``kept`` (to named persons),
``theirs`` (the Immigration Service decides), ``ours``, ``others'``, and ``absent`` (no such row).
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.utils import timezone

from cases.enums import CaseStatus, CodeList, InquiryOutcome, Protection
from cases.merging.models import Notice
from identification.models import PeriodRule
from reports.enums import EditionState
from reports.models import EditionFile
from tests.factories import coordination
from tests.factories.accounts import OrganisationFactory, UserFactory, staff
from tests.factories.caseload import ChangeoverFactory, CoverFactory
from tests.factories.cases import (
    CaseFactory,
    DuplicateFactory,
    GlassFactory,
    InquiryFactory,
    ReferralFactory,
    TaskFactory,
)
from tests.factories.documents import DocumentFactory
from tests.factories.editions import FIGURES, edition_in, freeze_rows
from tests.factories.followup import (
    ClaimFactory,
    CriminalFactory,
    DisclosureFactory,
    SharedFactory,
    SupportFactory,
)
from tests.factories.handovers import HandoverFactory, TiedHandoverFactory
from tests.factories.identification import AssessmentFactory, ConsentFactory, EventFactory, LetterFactory
from tests.factories.identities import IdentityFactory
from tests.factories.legacy import DoneFactory, PastFactory
from tests.factories.logins import DeviceFactory, PasskeyFactory, RoleProposalFactory
from tests.factories.merging import MergeFactory
from tests.factories.outreach import (
    ActivityFactory,
    ContactFactory,
    ImportBatchFactory,
    IncidentFactory,
    RoundFactory,
    StatusNoteFactory,
    StatusNoteFileFactory,
    VenueFactory,
)
from tests.factories.periods import DepartureFactory, PeriodFactory
from tests.factories.phones import SealedFactory, SealingKeyFactory
from tests.factories.reports import FreeTableFactory
from tests.factories.retention import DestructionFactory, RuleChangeFactory, closed_case
from tests.factories.returns import ExternalCountFactory, SubmissionFactory
from tests.factories.rulings import AppealFactory, FindingFactory
from tests.factories.unusual import EntryFactory
from tests.permissions.houses import add_shelters


@dataclass
class World:
    """Keyword arguments of addresses, by kind of row and relation."""

    people: dict[str, Any]
    rows: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

    def add(self, kind: str, relation: str, /, **address: Any) -> None:
        self.rows.setdefault(kind, {})[relation] = address


def build(people: dict[str, Any]) -> World:
    """A row of every kind in every relation."""
    world = World(people)
    cases = add_cases(world)
    for add in ADDED:
        add(world, cases)
    return world


def add_cases(world):
    mine, colleague = world.people["cmm_caseworker"], staff("cmm_caseworker")
    cases = {
        "mine": CaseFactory(caseworker=mine, protection=Protection.NAMED),
        "colleague's": CaseFactory(caseworker=colleague),
        "restricted": CaseFactory(caseworker=colleague, protection=Protection.RESTRICTED),
        "kept": CaseFactory(caseworker=colleague, protection=Protection.NAMED),
        "theirs": CaseFactory(caseworker=colleague, protection=Protection.RESTRICTED, authority="us"),
    }
    for relation, case in cases.items():
        world.add("case", relation, ref=case.ref)
        world.add("representative", relation, ref=case.ref, number=1)
    add_documents(world, cases)
    add_case_referrals(world, cases)
    add_tasks(world, cases)
    add_caseload(world, cases)
    add_follow_up(world, cases)
    add_shared(world, cases)
    add_identities(world, cases)
    world.add("case", "absent", ref="CMM-1999-0001")
    world.add("representative", "absent", ref="CMM-1999-0001", number=1)
    return cases


def add_documents(world, cases):
    for relation, case in cases.items():
        world.add("document", relation, ref=case.ref, number=DocumentFactory(case=case).number)
    gone = DocumentFactory(case=cases["mine"], withdrawn=True)
    world.add("document", "withdrawn", ref=gone.case.ref, number=gone.number)
    world.add("document", "absent", ref=cases["mine"].ref, number=999)


def add_case_referrals(world, cases):
    for relation, case in cases.items():
        world.add("case referral", relation, ref=case.ref, number=ReferralFactory(case=case).number)
    world.add("case referral", "absent", ref=cases["mine"].ref, number=999)


def add_tasks(world, cases):
    for relation, case in cases.items():
        world.add("task", relation, pk=TaskFactory(case=case).pk)
    world.add("task", "of an inquiry", pk=TaskFactory(case=None, inquiry=InquiryFactory()).pk)
    world.add("task", "absent", pk=999_999)


def add_caseload(world, cases):
    for relation, case in cases.items():
        world.add("changeover", relation, pk=ChangeoverFactory(case=case).pk)
    asked = ChangeoverFactory(
        case=CaseFactory(caseworker=staff("cmm_caseworker"), protection=Protection.RESTRICTED),
        receiver=world.people["cmm_caseworker"],
    )
    world.add("changeover", "offered", pk=asked.pk)
    world.add("changeover", "absent", pk=999_999)
    world.add("cover", "ours", pk=CoverFactory().pk)
    world.add("cover", "absent", pk=999_999)


def add_follow_up(world, cases):
    for relation, case in cases.items():
        world.add("disclosure", relation, ref=case.ref, number=DisclosureFactory(case=case).number)
        world.add("support line", relation, ref=case.ref, number=SupportFactory(case=case).number)
        world.add("criminal case", relation, ref=case.ref, proceeding=CriminalFactory(case=case).proceeding)
        world.add("claim", relation, ref=case.ref, number=ClaimFactory(case=case).number)
        world.add("line to withdraw", relation, ref=case.ref, kind="claim", number=1)
    mine = cases["mine"].ref
    for kind in ("disclosure", "support line", "claim"):
        world.add(kind, "absent", ref=mine, number=999)
    world.add("criminal case", "absent", ref=mine, proceeding=999)
    world.add("line to withdraw", "absent", ref=mine, kind="claim", number=999)


def add_shared(world, cases):
    now, police = timezone.now(), world.people["police_liaison"].organisation
    others = OrganisationFactory(capabilities=["police"])
    for relation in ("mine", "restricted", "kept"):
        world.add("shared part", relation, pk=SharedFactory(case=cases[relation], organisation=police).pk)
    ours = cases["colleague's"]
    world.add("shared part", "with others", pk=SharedFactory(case=ours, organisation=others).pk)
    world.add("shared part", "expired", pk=SharedFactory(case=ours, organisation=police, expires_at=now).pk)
    world.add("shared part", "taken back", pk=SharedFactory(case=ours, organisation=police, closed_at=now).pk)
    world.add("shared part", "absent", pk=uuid4())


def add_identities(world, cases):
    for relation, case in cases.items():
        world.add("identity", relation, ref=IdentityFactory(case=case).case.ref, group="names")
    world.add("identity", "absent", ref="CMM-1999-0001", group="names")


def add_list_entries(world, _cases):
    mine = world.people["cmm_caseworker"]
    world.add("list entry", "mine", pk=EntryFactory(actor_id=mine.pk).pk)
    world.add("list entry", "another's", pk=EntryFactory().pk)
    world.add("list entry", "not asked", pk=EntryFactory(actor_id=mine.pk, asked="").pk)
    world.add("list entry", "absent", pk=999_999)


def add_glasses(world, _cases):
    mine, colleague = world.people["cmm_caseworker"], staff("cmm_caseworker")
    world.add("glass", "mine", ref=GlassFactory(user=mine).ref)
    world.add("glass", "colleague's", ref=GlassFactory(user=colleague).ref)
    kept = CaseFactory(caseworker=staff("cmm_caseworker"), protection=Protection.NAMED)
    world.add("glass", "kept", ref=GlassFactory(user=colleague, case=kept).ref)
    world.add("glass", "absent", ref="N-1999-0001")


def add_duplicates(world, cases):
    world.add("duplicate", "both sides", pk=DuplicateFactory(cases=(cases["theirs"], cases["colleague's"])).pk)
    world.add("duplicate", "one side kept", pk=DuplicateFactory(cases=(cases["colleague's"], cases["kept"])).pk)
    world.add("duplicate", "absent", pk=999_999)


def add_merges(world, cases):
    """Of cases like those of the world, whose own are worked in."""
    for relation, case in cases.items():
        alike = {"caseworker": case.caseworker, "protection": case.protection, "authority": case.authority}
        merge = MergeFactory(case=CaseFactory(**alike), husk=CaseFactory(**alike))
        world.add("merge", relation, ref=merge.case.ref, pk=merge.pk)
        beside = cases["restricted" if relation == "colleague's" else "colleague's"]
        world.add("pair", relation, ref=case.ref, other=beside.ref)
    world.add("pair", "one side kept", ref=cases["colleague's"].ref, other=cases["kept"].ref)
    world.add("pair", "absent", ref=cases["colleague's"].ref, other="CMM-1999-0001")
    world.add("merge", "absent", ref=cases["colleague's"].ref, pk=uuid4())
    for relation, role in {"ours": "police_liaison", "an NGO's": "outreach_worker"}.items():
        told = {"organisation": world.people[role].organisation, "ref": "H-2026-0001", "kind": "merged"}
        world.add("merge notice", relation, pk=Notice.objects.create(merge=merge, **told).pk)
    world.add("merge notice", "absent", pk=999_999)


def add_destructions(world, cases):
    """Of closed cases like those of the world."""
    for relation, case in cases.items():
        alike = {"caseworker": case.caseworker, "protection": case.protection, "authority": case.authority}
        world.add("destruction", relation, pk=DestructionFactory(case=closed_case(**alike)).pk)
    world.add("destruction", "absent", pk=uuid4())
    world.add("change of years", "any", pk=RuleChangeFactory().pk)
    world.add("change of years", "absent", pk=999_999)
    world.add("kind of kept case", "any", category="child")
    world.add("kind of kept case", "absent", category="no-such-kind")


def add_inquiries(world, cases):
    world.add("inquiry", "ours", ref=InquiryFactory().ref)
    for role in ("police_liaison", "outreach_worker"):
        of = {"case": cases["colleague's"], "outcome": InquiryOutcome.CASE_OPENED}
        InquiryFactory(referring_organisation=world.people[role].organisation, **of)
    world.add("inquiry", "absent", ref="H-1999-0001")


def add_handovers(world, cases):
    worker = world.people["outreach_worker"]
    stranger = staff("outreach_worker", organisation=OrganisationFactory(capabilities=["outreach"]))
    world.add("handover", "ours", ref=HandoverFactory(sent_by=worker).ref)
    world.add("handover", "others'", ref=HandoverFactory(sent_by=stranger).ref)
    world.add("handover", "restricted", ref=TiedHandoverFactory(sent_by=worker, case=cases["restricted"]).ref)
    world.add("handover", "absent", ref="H-1999-0001")


def add_assessments(world, cases):
    for relation, case in cases.items():
        add_assessment(world, relation, AssessmentFactory(submitted=True, case=case))
        world.add("observation", relation, ref=case.ref, number=1)
        world.add("section", relation, ref=case.ref, section="d4_exploitation")
        world.add("event", relation, ref=case.ref, number=EventFactory(case=case).number)
        world.add("consent", relation, ref=case.ref, topic=ConsentFactory(case=case).topic)
    add_assessment(world, "a draft of theirs", AssessmentFactory(case=CaseFactory(authority="us")))
    ours = cases["colleague's"].ref
    world.add("assessment", "absent", ref=ours, number=999)
    world.add("support", "absent", ref=ours, number=1, claim="act-recruit", observation=999)
    world.add("observation", "absent", ref=ours, number=999)
    world.add("event", "absent", ref=ours, number=999)
    world.add("consent", "absent", ref="CMM-1999-0001", topic="research")
    world.add("indicator", "any", code="x_excessive_hours")
    world.add("indicator", "absent", code="no-such-indicator")
    world.add("section", "no such", ref=ours, section="d7_nothing")
    world.add("section", "absent", ref="CMM-1999-0001", section="d4_exploitation")


def add_assessment(world, relation, assessment):
    at = {"ref": assessment.case.ref, "number": assessment.number}
    world.add("assessment", relation, **at)
    world.add("support", relation, **at, claim="act-recruit", observation=1)


def add_letters(world, cases):
    """About decisions in cases like those of the world, which still wait for theirs."""
    for relation, case in cases.items():
        alike = {"caseworker": case.caseworker, "protection": case.protection, "authority": case.authority}
        letter = LetterFactory(case=CaseFactory(status=CaseStatus.IN_SUPPORT, **alike))
        world.add("decided", relation, ref=letter.case.ref, language="da")
        world.add("letter", relation, ref=letter.case.ref, number=letter.number)
        world.add("in force", relation, ref=letter.case.ref)
        appeal = AppealFactory(decision=letter.decision)
        world.add("appeal", relation, ref=letter.case.ref, number=appeal.number)
        world.add("finding", relation, ref=case.ref, number=FindingFactory(case=case).number)
    world.add("decided", "absent", ref="CMM-1999-0001", language="da")
    world.add("in force", "absent", ref="CMM-1999-0001")
    for kind in ("letter", "appeal", "finding"):
        world.add(kind, "absent", ref=letter.case.ref, number=999)


def add_periods(world, cases):
    for relation, case in cases.items():
        world.add("period", relation, ref=case.ref, number=PeriodFactory(case=case).number)
        world.add("departure", relation, ref=case.ref, number=DepartureFactory(case=case).number)
        world.add("period act", relation, ref=case.ref, number=1, act="ended")
        world.add("period event", relation, ref=case.ref, number=1, event=2)
    absent = {"ref": cases["colleague's"].ref, "number": 999}
    world.add("period", "absent", **absent)
    world.add("departure", "absent", **absent)
    world.add("period act", "absent", **absent, act="ended")
    world.add("period event", "absent", **absent, event=2)
    world.add("rule", "any", pk=PeriodRule.objects.latest("valid_from").pk)
    world.add("rule", "absent", pk=999_999)


def add_outreach(world, _cases):
    stranger = staff("outreach_worker", organisation=OrganisationFactory(capabilities=["outreach"]))
    workers = {"mine": world.people["outreach_worker"], "colleague's": staff("outreach_worker"), "others'": stranger}
    for relation, worker in workers.items():
        one_round = RoundFactory(worker=worker)
        world.add("round", relation, ref=one_round.ref)
        world.add("contact", relation, ref=ContactFactory(recorded_by=worker, round=one_round).ref)
        world.add("sealed", relation, pk=SealedFactory(sender=worker).pk)
        world.add("street event", relation, pk=IncidentFactory(recorded_by=worker).pk)
    for relation, worker in {"ours": workers["mine"], "others'": stranger}.items():
        world.add("sealing key", relation, pk=SealingKeyFactory(organisation=worker.organisation).pk)
    world.add("sealing key", "absent", pk=uuid4())
    for relation, whose in {"ours": workers["mine"], "others'": stranger}.items():
        world.add("venue", relation, pk=VenueFactory(organisation=whose.organisation).pk)
        note = StatusNoteFactory(organisation=whose.organisation, finished=True)
        world.add("status note", relation, ref=note.ref)
        world.add("drawn note", relation, ref=note.ref, language=StatusNoteFileFactory(note=note).language)
    world.add("venue", "absent", pk=999_999)
    world.add("status note", "absent", ref="S-1999-0001")
    world.add("drawn note", "absent", ref="S-1999-0001", language="da")
    world.add("kind of file", "any", kind="csv")
    world.add("kind of file", "absent", kind="exe")
    courses = {"ours": workers["mine"], "the centre's": world.people["cmm_caseworker"], "others'": stranger}
    for relation, colleague in courses.items():
        world.add("course", relation, pk=ActivityFactory(recorded_by=colleague).pk)
    world.add("street event", "absent", pk=999_999)
    world.add("course", "absent", pk=999_999)
    world.add("round", "absent", ref="R-1999-0001")
    world.add("contact", "absent", ref="K-1999-0001")
    world.add("sealed", "absent", pk=999_999)


def add_imports(world, cases):
    stranger = staff("outreach_lead", organisation=OrganisationFactory(capabilities=["outreach"]))
    world.add("import", "ours", ref=ImportBatchFactory(imported_by=world.people["outreach_lead"]).ref)
    world.add("import", "others'", ref=ImportBatchFactory(imported_by=stranger).ref)
    world.add("import", "absent", ref="I-1999-0001")
    elsewhere = staff("cmm_coordinator", organisation=OrganisationFactory(capabilities=["decides"]))
    batch = DoneFactory(uploaded_by=world.people["cmm_coordinator"])
    PastFactory(batch=batch, case=cases["colleague's"])
    world.add("former sheets", "ours", ref=batch.ref)
    world.add("former sheets", "others'", ref=DoneFactory(uploaded_by=elsewhere).ref)
    world.add("former sheets", "absent", ref="G-1999-0001")


def add_editions(world, _cases):
    by = world.people["cmm_statistician"]
    published = edition_in(EditionState.PUBLISHED, by=by, year=2021, figures=FIGURES)
    drawn = edition_in(EditionState.DRAWN, by=by, year=2020, figures=FIGURES)
    freeze_rows(drawn)
    for relation, edition in {"published": published, "unpublished": drawn}.items():
        EditionFile.objects.create(
            edition=edition, kind="pdf", language="da", name="rapport.pdf", size=4, sha256="3" * 64, content=b"%PDF"
        )
        world.add("edition", relation, year=edition.year)
        world.add("file", relation, year=edition.year, kind="pdf", language="da")
        world.add("figure", relation, year=edition.year, table="sexes")
    world.add("figure", "absent", year=1999, table="sexes")
    world.add("definition", "known", code="sexes")
    world.add("definition", "absent", code="fantasi")
    world.add("free table", "any", number=FreeTableFactory().pk)
    world.add("free table", "absent", number=999_999_999)
    world.add("edition", "absent", year=1999)
    world.add("file", "absent", year=1999, kind="pdf", language="da")
    world.add("external count", "any", pk=ExternalCountFactory().pk)
    world.add("external count", "absent", pk=999_999)
    released = SubmissionFactory(kind="thb", released=True, requested_by=by)
    waiting = SubmissionFactory()
    world.add("return", "any", pk=waiting.pk)
    world.add("return", "absent", pk=999_999)
    for relation, pk in {"released": released.pk, "unreleased": waiting.pk, "absent": 999_999}.items():
        world.add("return file", relation, pk=pk, form="csv")


def add_coordination(world, _cases):
    forum, status = coordination.ForumFactory(), coordination.StatusFactory()
    rows = {
        "forum": forum,
        "seat": coordination.ContactFactory(forum=forum),
        "agreement": coordination.AgreementFactory(forum=forum),
        "activity": status.activity,
        "status": status,
    }
    for kind, row in rows.items():
        world.add(kind, "any", pk=row.pk)
        world.add(kind, "absent", pk=999_999)
    file = coordination.ReportFileFactory()
    world.add("plan year", "any", first=2022, year=2024)
    world.add("plan year", "absent", first=2022, year=1999)
    world.add("status report", "any", pk=file.report_id)
    world.add("status report", "absent", pk=999_999)
    world.add("drawn status report", "any", pk=file.report_id, language="da")
    world.add("drawn status report", "absent", pk=file.report_id, language="fr")


def add_accounts(world, _cases):
    own, other = world.people["user_administrator"].organisation, OrganisationFactory()
    world.add("user", "own organisation", pk=UserFactory(organisation=own).pk)
    world.add("user", "other organisation", pk=UserFactory(organisation=other).pk)
    world.add("user", "absent", pk=999_999)
    for relation in ("own organisation", "absent"):
        asked = RoleProposalFactory(user__organisation=own)
        role = asked.role if relation != "absent" else "cmm_coordinator"
        world.add("proposed role", relation, pk=asked.user_id, role=role)
    for kind, factory in (("passkey", PasskeyFactory), ("device", DeviceFactory)):
        world.add(kind, "another's", pk=factory().pk)
        world.add(kind, "absent", pk=999_999)
    world.add("session", "absent", key="a" * 16)
    world.add("organisation", "own", code=own.code)
    world.add("organisation", "absent", code="no-such-organisation")


def add_codes(world, _cases):
    world.add("code", "any", code_list=CodeList.EXPLOITATION_FORM.value, code="forced_labour")
    world.add("code", "absent", code_list=CodeList.EXPLOITATION_FORM.value, code="no-such-code")


ADDED = (
    add_destructions,
    add_glasses, add_list_entries,
    add_duplicates, add_merges, add_inquiries, add_handovers, add_assessments, add_letters, add_periods,
    add_shelters, add_outreach,
    add_imports, add_editions, add_coordination, add_accounts, add_codes,
)  # fmt: skip
