"""What one case says of a person, as far as the standard of case data asks."""

from typing import Any

from cases.models import Case
from identification.enums import FourAnswer, Precision
from identification.models import Assessment, Consent, Event, StatusDecision
from reports.returning.htcds import Facts, Happened

EXACTLY = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y", Precision.ABOUT: "%Y"}


def facts_of(case: Case) -> Facts:
    """The decision in force, the newest assessment, and the events nobody has corrected."""
    decision = StatusDecision.objects.filter(case=case, in_force=True).first()
    events = list(Event.objects.standing().filter(case=case).select_related("sector", "exploitation_form"))
    return Facts(
        sex=case.victim.sex,
        citizenship=case.victim.citizenship,
        language=case.victim.language.code if case.victim.language else "",
        status=case.status,
        outcome=decision.outcome if decision else "",
        decided_by=decision.authority if decision else "",
        forms=forms_of(case, events),
        sectors=tuple(one.sector.code for one in events if one.sector),
        control=tuple(sorted({name for one in events for name, said in one.control.items() if said == FourAnswer.YES})),
        recruiters=tuple(one.recruiter for one in events if one.recruiter),
        events=tuple(happened(one) for one in events),
        referred_by=str(case.source),
        opened_on=case.opened_on.isoformat(),
        consents=consents_of(case),
    )


def forms_of(case: Case, events: list[Event]) -> tuple[str, ...]:
    """What was assessed first, then what the events say."""
    assessment = Assessment.objects.filter(case=case).select_related("exploitation_form").order_by("-number").first()
    found: list[Any] = [one.exploitation_form for one in events]
    if assessment:
        found = [assessment.exploitation_form, *assessment.secondary_forms.order_by("position"), *found]
    return tuple(dict.fromkeys(one.code for one in found if one))


def happened(one: Event) -> Happened:
    known = one.begins_on and one.begins_on.strftime(EXACTLY[Precision(one.begins_precision)])
    return Happened(one.kind, one.country, one.city, known or "")


def consents_of(case: Case) -> tuple[str, ...]:
    """The topics whose newest answer is yes and was not taken back."""
    newest = {one.topic: one for one in Consent.objects.filter(case=case).order_by("given_on", "pk")}
    return tuple(topic for topic, one in newest.items() if one.answer == FourAnswer.YES and one.withdrawn_on is None)
