"""A person's own file, as far as it is theirs to read: plain values, whatever language they are then set in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cases.countries import country_name
from cases.legacy.enums import PastOutcome
from cases.legacy.models import Past
from cases.legacy.selectors import past_of
from cases.models import Case, Disclosure, Document, JournalEntry, Victim
from cases.selectors import disclosures_of
from identification.followup.selectors import courses_of
from identification.models import Consent, Interview, Observation, StatusDecision
from identification.selectors.periods import periods_of
from shelters.selectors import stays_of

MOST = 200


@dataclass(frozen=True)
class Span:
    """Something that lasted: what, from when, and until when, if it is over."""

    what: str
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Talk:
    """An interview. Its notes are there where a colleague has read them for the names of others."""

    on: date
    notes: str


@dataclass(frozen=True)
class Answered:
    """What the person said to one question, until when it holds, and whether they took it back."""

    topic: str
    answer: str
    given_on: date
    until: date | None
    withdrawn_on: date | None


@dataclass(frozen=True)
class Told:
    """Somebody outside was told something; what ends a consent to it stands with it as it was written."""

    on: date
    whom: str
    what: str
    basis: str
    consented_to: str
    withdrawn_on: date | None
    effect: str
    is_corrected: bool


@dataclass(frozen=True)
class LeftOut:
    """How many rows of each kind are not in the copy."""

    notes: int
    papers: tuple[str, ...]


@dataclass(frozen=True)
class Copy:
    """Everything on the paper, as it stood at one moment; whatever is drawn is drawn from this alone."""

    ref: str
    at: datetime
    facts: tuple[tuple[str, str], ...]
    decisions: tuple[tuple[date, str], ...]
    periods: tuple[Span, ...]
    stays: tuple[Span, ...]
    talks: tuple[Talk, ...]
    support: tuple[tuple[date, str], ...]
    consents: tuple[Answered, ...]
    told: tuple[Told, ...]
    left_out: LeftOut


def copy_of(user: Any, case: Case, *, identity: Collection[tuple[str, str]] = (), read: Collection[int] = ()) -> Copy:
    """``identity`` was opened by the verb that logs it; ``read`` are the interviews in whose notes a colleague found
    nobody else.
    """
    decided = StatusDecision.objects.filter(case=case).order_by("decided_on", "pk")
    past = past_of(user, case)
    return Copy(
        ref=case.ref,
        at=timezone.now(),
        facts=(*facts_of(case), *(((label_of(Past, "number"), past.number),) if past else ()), *identity),
        decisions=(*decided_before(past), *decided.values_list("decided_on", "outcome")),
        periods=tuple(period_spans(user, case)),
        stays=tuple(
            Span(str(stay.unit.shelter.accommodation_type or ""), stay.arrives_on, stay.departs_on)
            for stay in stays_of(case, user)[:MOST]
        ),
        talks=tuple(
            Talk(timezone.localdate(one.held_at), one.notes if one.pk in read else "") for one in interviews_of(case)
        ),
        support=tuple(support_of(user, case)),
        consents=tuple(consents_of(case)),
        told=tuple(told_of(case)),
        left_out=left_out_of(case),
    )


# What was decided before the register, in the words of the copy where they are others.
BEFORE = {PastOutcome.DECLINED: "withdrawn", PastOutcome.UNKNOWN: "inconclusive"}


def decided_before(past: Past | None) -> list[tuple[date, str]]:
    if past is None or past.decided_on is None:
        return []
    return [(past.decided_on, BEFORE.get(PastOutcome(past.outcome), past.outcome))]


def cases_of(user: Any, case: Case) -> list[Case]:
    """The person's cases that the reader works in: this one first, then the others, the oldest first."""
    rows = Case.objects.allowed(user, "write_journal").filter(victim=case.victim_id).exclude(pk=case.pk)
    others = rows.select_related("victim__language", "residence_basis").order_by("opened_on", "pk")
    return [case, *others[:MOST]]


def interviews_of(case: Case) -> list[Interview]:
    return list(Interview.objects.filter(case=case).order_by("held_at", "pk")[:MOST])


def facts_of(case: Case) -> list[tuple[str, str]]:
    """What is registered, in the register's own words."""
    person = case.victim
    said = [
        (label_of(Victim, "sex"), person.get_sex_display()),
        (label_of(Victim, "age_band"), person.get_age_band_display()),
        (label_of(Victim, "citizenship"), country_name(person.citizenship) if person.citizenship else ""),
        (label_of(Victim, "language"), person.language.label if person.language else ""),
        (label_of(Case, "residence_basis"), case.residence_basis.label),
        (label_of(Case, "authority"), case.get_authority_display()),
    ]
    return [(str(label), str(value)) for label, value in said if value]


def label_of(model: Any, name: str) -> str:
    label = str(model._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def period_spans(user: Any, case: Case) -> Any:
    for one in periods_of(user, case):
        if one.clock:
            yield Span(f"period.{one.period.kind}", one.clock.start, one.clock.deadline)


def support_of(user: Any, case: Case) -> list[tuple[date, str]]:
    """Lines of the plan, the return, what happened in a criminal case, and claims, by their days."""
    courses = courses_of(user, case, works=True)
    lines = [
        (line.item.begins_on, f"{line.item.need}. {line.item.goal}. {line.item.get_status_display()}")
        for line in (*courses.running, *courses.over)
    ]
    lines += [(event.happened_on, str(event.get_mark_display())) for event in courses.returning.events]
    lines += [
        (event.happened_on, f"{event.get_step_display()}, {event.get_provision_display()}")
        for proceeding in courses.proceedings
        for event in proceeding.events
    ]
    lines += [
        (claim.claimed_on, f"{claim.get_body_display()}. {claim.get_outcome_display()}") for claim in courses.claims
    ]
    return sorted((on, text.strip(" .")) for on, text in lines)


def consents_of(case: Case) -> list[Answered]:
    """Every answer to every question, in the order they were given."""
    rows = Consent.objects.filter(case=case).order_by("given_on", "pk")[:MOST]
    return [Answered(row.topic, row.answer, row.given_on, row.until, row.withdrawn_on) for row in rows]


def told_of(case: Case) -> list[Told]:
    return [told(row) for row in disclosures_of(case).order_by("told_on", "number")[:MOST]]


def told(row: Disclosure) -> Told:
    referral = row.referral
    return Told(
        on=row.told_on,
        whom=f"{row.get_receiver_display()}: {row.receiver_name}",
        what=row.told,
        basis=row.basis,
        consented_to=row.consented_to,
        withdrawn_on=referral.consent_withdrawn_on if referral else None,
        effect=referral.consent_withdrawn_effect if referral else "",
        is_corrected=hasattr(row, "corrected_by"),
    )


def left_out_of(case: Case) -> LeftOut:
    notes = JournalEntry.objects.filter(case=case).count() + Observation.objects.filter(case=case).count()
    papers = Document.objects.filter(case=case, withdrawn_at__isnull=True).order_by("number")[:MOST]
    return LeftOut(notes, tuple(f"{paper.number}. {timezone.localdate(paper.added_at):%d-%m-%Y}" for paper in papers))
