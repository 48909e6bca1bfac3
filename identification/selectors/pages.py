"""Rows the pages show."""

from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.enums import CaseStatus
from cases.models import Case
from cmm.accounts.scoping import can
from identification.enums import AssessmentState, ConsentTopic
from identification.models import Assessment, Consent, Event, Interview, Observation, SecondOpinion, StatusDecision
from identification.querysets import AssessmentQuerySet
from identification.selectors.rulings import appeals_of


def waiting(user: Any) -> AssessmentQuerySet:
    """Assessments that wait for the decision of ``user``'s authority, longest waiting first; none of closed cases."""
    allowed: AssessmentQuerySet = Assessment.objects.allowed(user, "decide").waiting()
    competent: AssessmentQuerySet = allowed.filter(case__authority=user.organisation.code)
    competent = competent.exclude(case__status=CaseStatus.CLOSED)
    return competent.select_related("case__victim", "prepared_by", "exploitation_form")


def interviews_of(case: Case) -> list[Interview]:
    return list(case.interviews.select_related("place", "language", "interviewer").order_by("-held_at", "-pk"))


def assessments_of(case: Case, user: Any) -> list[Assessment]:
    """Those of the case the reader may see; drafts are no business of another authority."""
    rows = Assessment.objects.allowed(user).filter(case=case)
    return list(rows.select_related("prepared_by", "exploitation_form").order_by("-number"))


def decisions_of(case: Case) -> list[StatusDecision]:
    """With what came of appeals against each, the latest first."""
    joins = ("decided_by", "prepared_by", "assessment", "finding__court", "appeal__body")
    return list(case.decisions.select_related(*joins).prefetch_related(appeals_within(case)).order_by("-pk"))


def appeals_within(case: Case) -> Any:
    return Prefetch("appeals", queryset=appeals_of(case))


def open_assessment(case: Case) -> Assessment | None:
    """The assessment under way in the case, if there is one."""
    rows = Assessment.objects.filter(case=case).exclude(state=AssessmentState.DECIDED)
    found: Assessment | None = rows.select_related("exploitation_form").prefetch_related("secondary_forms").first()
    if found:
        found.case = case
    return found


def revisions_of(assessment: Assessment) -> QuerySet[Any]:
    return assessment.revisions.select_related("author").order_by("-version")


def may_read_notes(case: Case, user: Any) -> bool:
    """Notes of interviews are for those who hold them; the deciding authority reads the assessment."""
    return can(user, "interview", case)


def counts_of(case: Case) -> dict[str, int]:
    """How much the clarification rests on so far, in one statement."""
    standing = {"closed_at__isnull": True}
    counted = {
        "n_interviews": number_of(Interview.objects.all()),
        "n_events": number_of(Event.objects.filter(**standing)),
        "n_observations": number_of(Observation.objects.filter(**standing)),
    }
    found = Case.objects.filter(pk=case.pk).values(**counted).get()
    return {name.removeprefix("n_"): number for name, number in found.items()}


def number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of ``rows`` belong to the case that is asked about."""
    of_the_case = rows.filter(case=OuterRef("pk")).order_by().values("case")
    return Coalesce(Subquery(of_the_case.annotate(number=Count("pk")).values("number")), 0)


def opinions_of(assessment: Assessment) -> list[SecondOpinion]:
    return list(SecondOpinion.objects.filter(assessment=assessment).select_related("author").order_by("pk"))


def consents_of(case: Case) -> list[tuple[ConsentTopic, Consent | None]]:
    """The latest answer to each of the seven questions; nothing where nobody has asked."""
    latest = Consent.objects.filter(case=case).order_by("topic", "-given_on", "-pk").distinct("topic")
    found = {row.topic: row for row in latest.select_related("withdrawn_by")}
    return [(topic, found.get(topic)) for topic in ConsentTopic]
