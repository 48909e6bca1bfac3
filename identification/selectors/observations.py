"""What is observed in a case, and what the six dimensions make of it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cases.models import Case
from identification.enums import AssessmentState, FourAnswer, Profile
from identification.models import Assessment, Interview, Observation, Support
from identification.rules.dimensions import Observed, Result, dimensions, profile_of
from identification.selectors.catalogue import in_force, indication_of

SENT = (AssessmentState.SUBMITTED, AssessmentState.DECIDED)


@dataclass(frozen=True)
class Picture:
    """The six dimensions as an assessment sees them, by which list, and the names of what they speak of."""

    profile: Profile
    results: tuple[Result, ...]
    labels: dict[str, str]
    catalogue: int | None


def rows_of(case: Case) -> QuerySet[Observation]:
    rows: QuerySet[Observation] = Observation.objects.filter(case=case)
    return rows.select_related("indicator", "interview", "recorded_by", "closed_by", "corrects", "corrected_by")


def observations_of(case: Case) -> list[Observation]:
    """Those that stand, the oldest first."""
    return list(rows_of(case).filter(closed_at__isnull=True).order_by("number"))


def closed_observations(case: Case) -> list[Observation]:
    """The latest hundred that were corrected or withdrawn."""
    return list(rows_of(case).filter(closed_at__isnull=False).order_by("-closed_at", "-pk")[:100])


def by_number(case: Case) -> dict[int, Observation]:
    """Every observation of the case, closed ones too: what was decided rests on them."""
    return {row.number: row for row in rows_of(case)}


def observation_called(case: Case, number: int) -> Observation | None:
    """The one with this number, whether it still stands or not."""
    found: Observation | None = rows_of(case).filter(number=number).first()
    return found


def supporting(rows: Any) -> list[Observation]:
    """Those of ``rows`` that can support something."""
    return [row for row in rows if row.is_standing and row.answer == FourAnswer.YES]


def interviews_for(case: Case) -> list[Interview]:
    """To choose a source from, the latest first."""
    return list(case.interviews.order_by("-held_at", "-pk"))


def support_history(assessment: Assessment) -> list[Support]:
    """Who linked and who unlinked, the latest hundred first."""
    rows = assessment.support.select_related("observation", "observation__indicator", "added_by", "removed_by")
    return list(rows.order_by("-pk")[:100])


def picture_of(case: Case, assessment: Assessment | None, rows: Any) -> Picture:
    """The dimensions now; of what was sent, as they were on that catalogue and on what was observed by then.

    ``rows`` are the observations of the case. A retired indicator counts as it last stood.
    """
    sent = assessment if assessment is not None and assessment.state in SENT else None
    number = sent.catalogue_id if sent else None
    form = assessment.exploitation_form if assessment else None
    profile = profile_of(
        sent.age_band if sent and sent.outcome else case.victim.age_band, form.counted_as if form else ""
    )
    known = {row.code: row for row in in_force(number)}
    seen = [row for row in rows if row.indicator and was_standing(row, sent)]
    named = {row.indicator.code: known.get(row.indicator.code, row.indicator) for row in seen}
    indications = {code: indication_of(row) for code, row in named.items()}
    answers = [Observed(indications[row.indicator.code], row.answer, row.number) for row in seen]
    labels = {code: row.label for code, row in named.items()}
    return Picture(profile, dimensions(answers, profile), labels, number)


def was_standing(row: Observation, sent: Assessment | None) -> bool:
    """Whether it stood when the assessment was last written before it was answered; of a draft, whether it stands."""
    if sent is None or sent.submitted_at is None:
        return row.is_standing
    moment = max(sent.submitted_at, sent.saved_at)
    return row.recorded_at <= moment and (row.closed_at is None or row.closed_at > moment)
