from datetime import UTC, date, datetime
from hashlib import sha256

import factory
from django.db import transaction

from cases.enums import AgeBand, CaseStatus, CodeList
from cmm.crypto import vault
from identification.enums import AssessmentState, ConsentScope, ElementStatus, Outcome
from identification.models import Assessment, Interview, Letter, Revision, StatusDecision
from identification.rules.grounds import Grounds
from identification.selectors.texts import grounds_of
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, code

CONTENT = b"%PDF-1.7 brev"


def grounds(**parts):
    """A whole text that supports a positive assessment; each part can be another."""
    whole = {
        "facts": "Personen blev hentet i lufthavnen og fik taget sit pas.",
        "act_status": ElementStatus.MET.value,
        "act": {"recruit": "Samtale 1: en bekendt lovede arbejde."},
        "means_status": ElementStatus.MET.value,
        "means": {"deception": "Samtale 1: arbejdet var et andet end lovet."},
        "purpose_status": ElementStatus.MET.value,
        "exploitation_form": "forced_labour",
        "purpose_evidence": "Lønsedlerne viser 12 timer om dagen for 20 kr. i timen.",
        "speaks_against": "Personen havde egen telefon.",
        "recommendation": Outcome.TRAFFICKED.value,
        "reasons": "Forklaringen støttes af lønsedlerne.",
    }
    return Grounds(**whole | parts)


class InterviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Interview

    case = factory.SubFactory(CaseFactory)
    held_at = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
    place = factory.LazyFunction(lambda: code(CodeList.INTERVIEW_PLACE, "cmm"))
    consent = ConsentScope.INTERNAL
    notes = "Personen fortæller om rejsen."
    interviewer = factory.LazyFunction(lambda: staff("cmm_caseworker"))


class AssessmentFactory(factory.django.DjangoModelFactory):
    """A draft of which nothing is missing, with the revision that says who wrote it."""

    class Meta:
        model = Assessment
        skip_postgeneration_save = True

    class Params:
        submitted = factory.Trait(
            case=factory.SubFactory(CaseFactory, status=CaseStatus.AWAITING_DECISION),
            state=AssessmentState.SUBMITTED,
            submitted_by=factory.SelfAttribute("prepared_by"),
            submitted_at=datetime(2026, 10, 5, 9, 0, tzinfo=UTC),
        )
        decided = factory.Trait(
            submitted=True,
            state=AssessmentState.DECIDED,
            outcome=factory.SelfAttribute("recommendation"),
            age_band=factory.SelfAttribute("case.victim.age_band"),
        )

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda row: row.case.assessments.count() + 1)
    prepared_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    facts = grounds().facts
    act_status = ElementStatus.MET
    act_types = factory.LazyAttribute(lambda row: sorted(row.act_evidence))
    act_evidence = factory.LazyFunction(lambda: dict(grounds().act))
    means_status = ElementStatus.MET
    means_types = factory.LazyAttribute(lambda row: sorted(row.means_evidence))
    means_evidence = factory.LazyFunction(lambda: dict(grounds().means))
    purpose_status = ElementStatus.MET
    exploitation_form = factory.LazyFunction(lambda: code(CodeList.EXPLOITATION_FORM, "forced_labour"))
    purpose_evidence = grounds().purpose_evidence
    speaks_against = grounds().speaks_against
    recommendation = Outcome.TRAFFICKED
    reasons = grounds().reasons
    age_band = AgeBand.UNKNOWN

    @factory.post_generation
    def revision(self, create, _extracted, **_kwargs):
        text = grounds_of(self).stored()
        Revision.objects.create(assessment=self, version=self.version, author=self.prepared_by, text=text)


class DecisionFactory(factory.django.DjangoModelFactory):
    """A decision by somebody else than the author; an earlier one of the case is out of force, as after the verb."""

    class Meta:
        model = StatusDecision

    case = factory.SubFactory(CaseFactory, status=CaseStatus.IN_SUPPORT)
    outcome = Outcome.TRAFFICKED
    assessment = factory.LazyAttribute(lambda row: AssessmentFactory(case=row.case, decided=True, outcome=row.outcome))
    authority = factory.SelfAttribute("case.authority")
    prepared_by = factory.SelfAttribute("assessment.prepared_by")
    decided_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))
    decided_on = date(2026, 10, 6)
    reason = factory.SelfAttribute("assessment.reasons")

    @classmethod
    @transaction.atomic
    def _create(cls, model_class, *args, **kwargs):
        StatusDecision.objects.filter(case=kwargs["case"], in_force=True).update(in_force=False)
        return super()._create(model_class, *args, **kwargs)


class LetterFactory(factory.django.DjangoModelFactory):
    """A letter that lies in its place; what it says is nothing a person would be sent."""

    class Meta:
        model = Letter

    case = factory.SubFactory(CaseFactory, status=CaseStatus.IN_SUPPORT)
    decision = factory.LazyAttribute(lambda row: DecisionFactory(case=row.case))
    number = factory.LazyAttribute(lambda row: row.case.letters.count() + 1)
    language = "da"
    size = len(CONTENT)
    sha256 = sha256(CONTENT).hexdigest()
    made_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        letter = super()._create(model_class, *args, **kwargs)
        vault.put(letter.uuid, CONTENT)
        return letter
