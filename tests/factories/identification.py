from datetime import UTC, date, datetime
from hashlib import sha256

import factory
from django.db import transaction

from cases.enums import AgeBand, CaseStatus, CodeList
from cmm.crypto import vault
from identification.enums import (
    AssessmentState,
    ConsentScope,
    ElementStatus,
    FourAnswer,
    ObservationSource,
    Outcome,
)
from identification.models import (
    Assessment,
    Consent,
    Event,
    Indicator,
    Interview,
    Letter,
    Observation,
    Revision,
    SecondOpinion,
    StatusDecision,
    Support,
)
from identification.rules.grounds import Claim, Grounds
from identification.selectors.catalogue import latest
from identification.selectors.texts import grounds_of
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, code

CONTENT = b"%PDF-1.7 brev"
EVIDENCE = {
    "act": {"recruit": "Samtale 1: en bekendt lovede arbejde."},
    "means": {"deception": "Samtale 1: arbejdet var et andet end lovet."},
    "purpose": "Lønsedlerne viser 12 timer om dagen for 20 kr. i timen.",
}


def grounds(**parts):
    """A whole text that supports a positive assessment; each part can be another."""
    whole = EVIDENCE | {
        "facts": "Personen blev hentet i lufthavnen og fik taget sit pas.",
        "act_status": ElementStatus.MET.value,
        "means_status": ElementStatus.MET.value,
        "purpose_status": ElementStatus.MET.value,
        "exploitation_form": "forced_labour",
        "speaks_against": "Personen havde egen telefon.",
        "recommendation": Outcome.TRAFFICKED.value,
        "reasons": "Forklaringen støttes af lønsedlerne.",
    }
    whole |= parts
    for element in ("act", "means"):
        whole[element] = {kind: claim(said) for kind, said in whole[element].items()}
    return Grounds(**whole | {"purpose": claim(whole["purpose"])})


def claim(said):
    """What something rests on; a text is one that shall become an observation."""
    return Claim(new=said) if isinstance(said, str) else said


def as_written(assessment, text=None):
    """The text as it was typed, with the words of its observations where it links to them."""
    words = dict(Observation.objects.filter(case=assessment.case).values_list("number", "evidence"))
    said = text or grounds_of(assessment)
    return said.resting_on(lambda one: Claim(new="\n\n".join(words[number] for number in one.links)))


class ObservationFactory(factory.django.DjangoModelFactory):
    """Something observed in a case, in somebody's own words unless an indicator is named by its code."""

    class Meta:
        model = Observation

    class Params:
        code = None

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda row: Observation.objects.filter(case=row.case).count() + 1)
    indicator = factory.LazyAttribute(lambda row: Indicator.objects.get(code=row.code) if row.code else None)
    answer = FourAnswer.YES
    evidence = "»Chefen tog passet den første aften.«"
    source = ObservationSource.OWN
    observed_on = date(2026, 9, 10)
    recorded_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    recorded_at = datetime(2026, 9, 10, 9, 0, tzinfo=UTC)


class EventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Event

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda row: Event.objects.filter(case=row.case).count() + 1)
    kind = "exploitation"
    country = "DK"
    city = "Odense"
    recorded_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    recorded_at = datetime(2026, 9, 10, 9, 0, tzinfo=UTC)


class ConsentFactory(factory.django.DjangoModelFactory):
    """A yes to one of the seven questions, in an interview of its own."""

    class Meta:
        model = Consent

    case = factory.SubFactory(CaseFactory)
    interview = factory.LazyAttribute(lambda row: InterviewFactory(case=row.case))
    topic = "research"
    answer = "yes"
    given_on = date(2026, 9, 10)


class OpinionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SecondOpinion

    assessment = factory.LazyFunction(lambda: AssessmentFactory())
    author = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    recommendation = "inconclusive"
    reasons = "Forklaringen er ikke prøvet."
    speaks_against = "Lønsedlerne taler for."


def link(assessment, element, kind, observation):
    return Support.objects.create(
        assessment=assessment,
        element=element,
        kind=kind,
        observation=observation,
        added_by=assessment.prepared_by,
        added_at=assessment.prepared_at,
    )


def rest_on(assessment, element, kind, words):
    """The claim rests on an observation with these words; on nothing where there are none."""
    if words:
        seen = ObservationFactory(case=assessment.case, evidence=words, recorded_by=assessment.prepared_by)
        link(assessment, element, kind, seen)


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
    """A draft of which nothing is missing, with the revision that says who wrote it.

    ``act_evidence``, ``means_evidence`` and ``purpose_evidence`` are the words of the observations it rests on.
    """

    class Meta:
        model = Assessment
        skip_postgeneration_save = True

    class Params:
        submitted = factory.Trait(
            case=factory.SubFactory(CaseFactory, status=CaseStatus.AWAITING_DECISION),
            state=AssessmentState.SUBMITTED,
            submitted_by=factory.SelfAttribute("prepared_by"),
            submitted_at=datetime(2026, 10, 5, 9, 0, tzinfo=UTC),
            catalogue=factory.LazyFunction(latest),
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
    act_evidence = factory.LazyFunction(lambda: dict(EVIDENCE["act"]))
    means_status = ElementStatus.MET
    means_types = factory.LazyAttribute(lambda row: sorted(row.means_evidence))
    means_evidence = factory.LazyFunction(lambda: dict(EVIDENCE["means"]))
    purpose_status = ElementStatus.MET
    exploitation_form = factory.LazyFunction(lambda: code(CodeList.EXPLOITATION_FORM, "forced_labour"))
    purpose_evidence = EVIDENCE["purpose"]
    speaks_against = grounds().speaks_against
    recommendation = Outcome.TRAFFICKED
    reasons = grounds().reasons
    age_band = AgeBand.UNKNOWN

    @classmethod
    @transaction.atomic
    def _create(cls, model_class, *args, act_evidence, means_evidence, purpose_evidence, **kwargs):
        made = super()._create(model_class, *args, **kwargs)
        for element, evidence in (
            ("act", act_evidence),
            ("means", means_evidence),
            ("purpose", {"": purpose_evidence}),
        ):
            for kind, words in evidence.items():
                rest_on(made, element, kind, words)
        return made

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
