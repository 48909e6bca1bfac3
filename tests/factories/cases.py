from datetime import UTC, date, datetime, timedelta

import factory

from cases.enums import Authority, CaseStatus, CodeList, InquiryOutcome
from cases.models import (
    BrokenGlass,
    Case,
    Code,
    DuplicateProposal,
    Inquiry,
    JournalEntry,
    PersonSearch,
    Referral,
    Refusal,
    Representative,
    SafetyNote,
    Task,
    Victim,
    Wall,
)
from cases.rules.safety import needs_representative
from cases.services import open_case, open_cases
from cmm.accounts.models import User
from tests.factories.accounts import OrganisationFactory, staff


def code(code_list, value):
    """An entry of the code lists every database begins with."""
    return Code.objects.get(list=code_list, code=value)


def cmm():
    return OrganisationFactory(code="cmm", name_da="Center mod Menneskehandel", capabilities=["casework"])


class CodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Code

    list = CodeList.EXPLOITATION_FORM
    code = factory.Sequence(lambda n: f"code-{n}")
    label_da = factory.Sequence(lambda n: f"Kode {n}")
    label_en = factory.Sequence(lambda n: f"Code {n}")


class VictimFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Victim

    code_name = factory.Sequence(lambda n: f"Prøvenavn {n}")
    organisation = factory.LazyFunction(cmm)


class CaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Case
        skip_postgeneration_save = True

    # Far from the first numbers, which verbs take: the two never meet, however many rows came before.
    ref = factory.Sequence(lambda n: f"CMM-2026-{n + 5000:04d}")
    victim = factory.SubFactory(VictimFactory, organisation=factory.SelfAttribute("..organisation"))
    organisation = factory.LazyFunction(cmm)
    status = CaseStatus.IN_CLARIFICATION
    opened_on = date(2026, 9, 2)
    closed_on = factory.LazyAttribute(lambda row: date(2026, 10, 1) if row.status == CaseStatus.CLOSED else None)
    residence_basis = factory.LazyFunction(lambda: code(CodeList.RESIDENCE_BASIS, "eu_eea"))
    authority = Authority.CMM
    authority_proposed = factory.SelfAttribute("authority")
    source = factory.LazyFunction(lambda: code(CodeList.REFERRAL_SOURCE, "police"))

    @factory.post_generation
    def safe(case, create, extracted, **_facts):  # noqa: N805 -- factory_boy hands over the row
        """As a case that may leave clarification; ``safe=False`` makes one that may not."""
        if create and extracted is not False and case.status != CaseStatus.INQUIRY:
            SafetyNoteFactory(case=case)
            if needs_representative(case.victim.age_band):
                RepresentativeFactory(case=case)


class SafetyNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SafetyNote

    case = factory.SubFactory(CaseFactory, safe=False)
    number = factory.LazyAttribute(lambda row: row.case.safety_notes.count() + 1)
    no_threat = True
    said = factory.LazyFunction(lambda: {"who_may": "Kun kontaktpersonen", "when": "Hverdage 10-12"})
    written_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))


class RepresentativeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Representative

    case = factory.SubFactory(CaseFactory, safe=False)
    kind = "personal"
    said = factory.LazyFunction(lambda: {"name": "Repræsentant Prøvesen", "reached_by": "+45 00 00 00 02"})
    recorded_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))


class ReferralFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Referral

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda row: row.case.referrals.count() + 1)
    receiver = "municipality"
    receiver_name = "Prøveby Kommune"
    told = "Personen har brug for en bolig."
    basis = "consent"
    consented_on = date(2026, 9, 10)
    consented_by = "person"
    consented_how = "spoken"
    consented_to = "At kommunen hører om behovet for en bolig"
    sent_on = date(2026, 9, 11)
    sent_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))


class TaskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Task

    case = factory.SubFactory(CaseFactory)
    kind = "call"
    what = "Ring med svar fra lægen"
    assignee = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    due_on = date(2026, 11, 24)
    added_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))


class InquiryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Inquiry

    ref = factory.Sequence(lambda n: f"H-2026-{n + 5000:04d}")
    organisation = factory.LazyFunction(cmm)
    received_at = datetime(2026, 9, 2, 1, 40, tzinfo=UTC)
    channel = factory.LazyFunction(lambda: code(CodeList.REFERRAL_CHANNEL, "hotline"))
    caller_type = factory.LazyAttribute(
        lambda row: code(CodeList.CALLER_TYPE, "police") if row.channel.counted_as == "hotline" else None
    )
    source = factory.LazyFunction(lambda: code(CodeList.REFERRAL_SOURCE, "police"))
    summary = "En person i arresthuset viser tegn på menneskehandel."
    outcome = InquiryOutcome.OPEN
    logged_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    closed_at = factory.LazyAttribute(
        lambda row: None if row.outcome == InquiryOutcome.OPEN else datetime(2026, 9, 3, 9, 0, tzinfo=UTC)
    )


class RefusalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Refusal

    organisation = factory.LazyFunction(cmm)
    month = date(2026, 11, 1)
    exploitation_form = factory.LazyFunction(lambda: code(CodeList.EXPLOITATION_FORM, "unknown"))
    reason = factory.LazyFunction(lambda: code(CodeList.CONSENT_REFUSAL, "other"))


class JournalEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JournalEntry

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda row: row.case.journal.count() + 1)
    title = "Samtale om hjemrejse"
    text = "Personen vil gerne fortsætte planen."
    author = factory.LazyFunction(lambda: staff("cmm_caseworker"))


class WallFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Wall

    case = factory.SubFactory(CaseFactory)
    user = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    reason = "Kender den mistænkte."
    raised_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))


class GlassFactory(factory.django.DjangoModelFactory):
    """An emergency access that somebody broke and nobody has judged; the grant beside it is the verb's."""

    class Meta:
        model = BrokenGlass

    ref = factory.Sequence(lambda n: f"N-2026-{n + 5000:04d}")
    case = factory.SubFactory(CaseFactory, protection="restricted")
    case_ref = factory.SelfAttribute("case.ref")
    user = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    category = "life"
    reason = "Politiet har personen på stationen og spørger, hvor hun kan sove."
    opened_at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    ends_at = factory.LazyAttribute(lambda row: row.opened_at + timedelta(hours=4))


class PersonSearchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PersonSearch

    user = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    hits = 0


def search_and_open(*, actor, inquiry=None, **given):
    """A case as it is opened: somebody looked for the person first."""
    PersonSearchFactory(user=actor, inquiry=inquiry)
    return open_case(actor=actor, inquiry=inquiry, **given)


def search_and_open_all(*, actor, inquiry, **given):
    PersonSearchFactory(user=actor, inquiry=inquiry)
    return open_cases(actor=actor, inquiry=inquiry, **given)


def searched_by_all(inquiry):
    """Everybody there is has looked for the person of ``inquiry``."""
    for user in User.objects.all():
        PersonSearchFactory(user=user, inquiry=inquiry)
    return inquiry


class DuplicateFactory(factory.django.DjangoModelFactory):
    """Two persons who may be one, as the worker proposes them."""

    class Meta:
        model = DuplicateProposal
        exclude = ("cases", "ordered")

    cases = factory.LazyFunction(lambda: (CaseFactory(), CaseFactory()))
    ordered = factory.LazyAttribute(lambda row: sorted(row.cases, key=lambda case: case.victim_id))
    first = factory.LazyAttribute(lambda row: row.ordered[0].victim)
    first_case = factory.LazyAttribute(lambda row: row.ordered[0])
    second = factory.LazyAttribute(lambda row: row.ordered[1].victim)
    second_case = factory.LazyAttribute(lambda row: row.ordered[1])
    score = 95
    reasons = factory.LazyFunction(lambda: ["name_sounds", "phone"])
