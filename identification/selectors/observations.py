"""What is observed in a case, and what the six dimensions make of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from cases.models import Case, Document
from identification.enums import AssessmentState, FourAnswer, Profile
from identification.models import Assessment, Indicator, Interview, Observation, Support
from identification.rules.dimensions import Observed, Result, dimensions, profile_of
from identification.selectors.catalogue import indication_of, newest_and

MOST = 100  # documents to choose a source from
SENT = (AssessmentState.SUBMITTED, AssessmentState.DECIDED)


@dataclass(frozen=True)
class Picture:
    """The six dimensions as an assessment sees them, by which list, and the names of what they speak of.

    ``newest`` are the indicators in force today, whatever list the assessment was judged by.
    """

    profile: Profile
    results: tuple[Result, ...]
    labels: dict[str, str]
    catalogue: int | None
    newest: Sequence[Indicator] = ()


@dataclass(frozen=True)
class Sources:
    """What is kept with the case that something may be read or heard from."""

    interviews: Sequence[Interview] = ()
    documents: Sequence[Document] = ()


def rows_of(case: Case, reader: Any) -> QuerySet[Observation]:
    """With the title of the document each comes from, where ``reader`` may open that."""
    rows: QuerySet[Observation] = Observation.objects.filter(case=case)
    joins = ("indicator", "interview", "recorded_by", "closed_by", "corrects", "corrected_by")
    here = open_documents(reader, case).filter(number=OuterRef("document_number")).order_by()
    return rows.select_related(*joins).annotate(document_title=Subquery(here.values("title")[:1]))


def open_documents(reader: Any, case: Case) -> QuerySet[Document]:
    """The documents of the case that ``reader`` may open, the newest first."""
    found: QuerySet[Document] = Document.objects.allowed(reader, "write_journal").filter(case=case)
    return found.filter(withdrawn_at=None).order_by("-number")


def sources_for(case: Case, reader: Any) -> Sources:
    """The interviews and the documents of a case that something may come from, the latest first."""
    return Sources(interviews_for(case), list(open_documents(reader, case)[:MOST]))


def standing(rows: Iterable[Observation]) -> list[Observation]:
    """Those of ``rows`` that are neither corrected nor withdrawn, the newest first."""
    return sorted((row for row in rows if row.is_standing), key=lambda row: -row.number)


def closed(rows: Iterable[Observation]) -> list[Observation]:
    """The latest hundred of ``rows`` that were corrected or withdrawn."""
    found = [(row.closed_at, row.pk, row) for row in rows if row.closed_at]
    return [row for _at, _pk, row in sorted(found, key=lambda one: one[:2], reverse=True)[:100]]


def by_number(case: Case, reader: Any) -> dict[int, Observation]:
    """Every observation of the case, closed ones too: what was decided rests on them."""
    return {row.number: row for row in rows_of(case, reader)}


def observation_called(case: Case, number: int, reader: Any) -> Observation | None:
    """The one with this number, whether it still stands or not."""
    found: Observation | None = rows_of(case, reader).filter(number=number).first()
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
    newest, judged_by = newest_and(number)
    known = {row.code: row for row in judged_by}
    seen = [row for row in rows if row.indicator and was_standing(row, sent)]
    named = {row.indicator.code: known.get(row.indicator.code, row.indicator) for row in seen}
    indications = {code: indication_of(row) for code, row in named.items()}
    answers = [Observed(indications[row.indicator.code], row.answer, row.number) for row in seen]
    labels = {code: row.label for code, row in named.items()}
    return Picture(profile, dimensions(answers, profile), labels, number, newest)


def was_standing(row: Observation, sent: Assessment | None) -> bool:
    """Whether it stood when the assessment was last written before it was answered; of a draft, whether it stands."""
    if sent is None or sent.submitted_at is None:
        return row.is_standing
    moment = max(sent.submitted_at, sent.saved_at)
    return row.recorded_at <= moment and (row.closed_at is None or row.closed_at > moment)
