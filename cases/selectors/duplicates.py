"""Persons who may be one: among the rows somebody may see, and what a coordinator is told of the rest."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from cases.enums import AgeBand, DuplicateVerdict, Sex
from cases.matching.alike import Facts, Likeness, alike
from cases.matching.form import Form
from cases.matching.ranking import Query, ranked
from cases.models import Case, DuplicateProposal, Identity, Victim
from cases.querysets import DuplicateQuerySet
from cases.selectors.search import forms_in
from cmm.accounts.models import User

MOST_LIKELY = 10
BANDS = [band.value for band in AgeBand if band != AgeBand.UNKNOWN]


@dataclass(frozen=True)
class Likely:
    """Another person who may be the same, and what speaks for it."""

    victim_id: int
    case_id: int
    likeness: Likeness


def likely_among(identity: Identity, rows: QuerySet[Identity]) -> list[Likely]:
    """Whom of ``rows`` the person may be the same as, the likeliest first."""
    own = Form.read(identity.search_form())
    forms = dict(forms_in(rows.exclude(victim=identity.victim_id)))
    near = {hit.key for query in queries_of(own) for hit in ranked(query, forms.items())}
    facts = facts_of({identity.victim_id, *(victim for _pk, victim in near)})
    found = [
        (key, alike(own, Form.read(forms[key]), facts[identity.victim_id], facts.get(key[1], Facts()))) for key in near
    ]
    proposed = sorted((one for one in found if one[1].is_proposed), key=lambda one: (-one[1].score, one[0][1]))
    through = Identity.objects.filter(pk__in=[pk for (pk, _victim), _likeness in proposed[:MOST_LIKELY]])
    cases = {str(pk): case for pk, case in through.values_list("pk", "case_id")}
    return [Likely(victim, cases[pk], likeness) for (pk, victim), likeness in proposed[:MOST_LIKELY]]


def queries_of(own: Form) -> list[Query]:
    """The person looked for by each of their names, and by their numbers."""
    return [Query((), own.phones, own.numbers), *(Query(name) for name in own.names)]


def facts_of(victims: set[int]) -> dict[int, Facts]:
    rows = Victim.objects.filter(pk__in=victims).values_list("pk", "sex", "age_band", "citizenship")
    return {
        pk: Facts("" if sex == Sex.UNKNOWN else sex, BANDS.index(band) if band in BANDS else None, citizenship)
        for pk, sex, band, citizenship in rows
    }


@dataclass(frozen=True)
class Resembling:
    """A case of another person who may be the same, for whoever may see it."""

    case: Case
    reasons: tuple[str, ...]


def resembling(user: Any, identity: Identity) -> list[Resembling]:
    """Possible duplicates of a person among the rows ``user`` may see."""
    likely = likely_among(identity, Identity.objects.allowed(user))
    rows = Case.objects.allowed(user).filter(pk__in=[one.case_id for one in likely]).select_related("victim")
    cases = {case.pk: case for case in rows}
    return [Resembling(cases[one.case_id], one.likeness.reasons) for one in likely if one.case_id in cases]


@dataclass(frozen=True)
class Told:
    """A proposal as a coordinator who may open both sides is told of it."""

    proposal: DuplicateProposal
    sides: tuple[Case, Case]


@dataclass(frozen=True)
class HalfTold:
    """Of a pair a coordinator may open one side of: that one, and the colleagues who may open both and judge it."""

    case: Case
    judges: tuple[User, ...]


def duplicates_for(user: Any) -> DuplicateQuerySet:
    """Proposals that wait for a coordinator who may open both sides."""
    mine = Case.objects.allowed(user).values("pk")
    rows: DuplicateQuerySet = DuplicateProposal.objects.unsettled()
    return rows.filter(first_case__in=mine, second_case__in=mine).order_by("-found_at", "-pk")


def as_told(user: Any, proposals: list[DuplicateProposal]) -> list[Told]:
    wanted = {pk for one in proposals for pk in (one.first_case_id, one.second_case_id)}
    cases = cases_called(user, wanted)
    return [Told(one, (cases[one.first_case_id], cases[one.second_case_id])) for one in proposals]


def half_told(user: Any) -> list[HalfTold]:
    """Pairs with a side a wall or a seal keeps from ``user``: the database tells no more of them than stands here.

    In three statements, one where there is none.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, judges FROM sec.half_told()")
        found = cursor.fetchall()
    if not found:
        return []
    cases = cases_called(user, {case for case, _judges in found})
    judges = User.objects.in_bulk({pk for _case, judges in found for pk in judges})
    return [
        HalfTold(cases[case], tuple(sorted((judges[pk] for pk in theirs), key=lambda one: (one.name, one.pk))))
        for case, theirs in found
        if case in cases
    ]


def unseen_pairs() -> int:
    """How many pairs there are of which the reader may open neither side; the database says the number and no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.unseen_pairs()")
        (number,) = cursor.fetchone()
    return int(number)


def cases_called(user: Any, wanted: set[int]) -> dict[int, Case]:
    rows = Case.objects.allowed(user).filter(pk__in=wanted).select_related("victim", "caseworker")
    return {case.pk: case for case in rows}


def same_persons(user: Any, case: Case) -> list[Case]:
    """Cases of the same person under another code name, as a coordinator judged, among those ``user`` may see."""
    pairs = DuplicateProposal.objects.filter(verdict=DuplicateVerdict.SAME).filter(
        Q(first=case.victim_id) | Q(second=case.victim_id)
    )
    victims = {victim for pair in pairs.values_list("first", "second") for victim in pair} - {case.victim_id}
    if not victims:
        return []
    rows = Case.objects.allowed(user).filter(victim__in=victims).select_related("victim")
    return list(rows.order_by("-pk")[:MOST_LIKELY])
