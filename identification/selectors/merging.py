"""What of this room stands in the way of merging two files: what a person has one of."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases.models import Case
from identification.enums import OPEN_STATES, PeriodKind
from identification.models import Appeal, Assessment, CourtFinding, Departure, Period, StatusDecision


def obstacles(here: Case, there: Case) -> Iterator[str]:
    yield from of_periods(here, there)
    yield from of_decisions(here, there)


def of_periods(here: Case, there: Case) -> Iterator[str]:
    both, pair = {here.pk, there.pk}, [here, there]
    running = Period.objects.filter(case__in=pair, is_open=True).values_list("kind", "case")
    for kind in PeriodKind:
        if {case for one, case in running if one == kind} == both:
            yield _("Both cases have a running period: %(kind)s. End or correct one of them first.") % {
                "kind": kind.label.lower()
            }
    if set(Departure.objects.standing().filter(case__in=pair).values_list("case", flat=True)) == both:
        yield _("Both cases have a day of departure. Withdraw the one that is wrong first.")


def of_decisions(here: Case, there: Case) -> Iterator[str]:
    both, pair = {here.pk, there.pk}, [here, there]
    judging = set(Assessment.objects.filter(case__in=pair, state__in=OPEN_STATES).values_list("case", flat=True))
    decided = dict(StatusDecision.objects.filter(case__in=pair, in_force=True).values_list("case", "outcome"))
    if judging == both:
        yield _("Both cases have an assessment that is not decided. Have one of them decided first.")
    elif any(both - {case} <= set(decided) for case in judging):
        yield _("One case is decided, and the other has an assessment that is not. Have it decided first.")
    if len(set(decided.values())) == 2:
        yield _("The cases were decided differently. A merge cannot settle that: have one of them decided again first.")
    elif set(decided) == both and Appeal.objects.filter(case=there, outcome="").exists():
        yield _("An appeal in the case that would lie in the other is not ended. Merge them the other way, or wait.")
    if len(decided) == 2 and CourtFinding.objects.filter(case__in=pair, answered_at__isnull=True).exists():
        yield _("A court’s finding waits to be confirmed. Have it answered first.")
