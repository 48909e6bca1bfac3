"""What a house writes of its residents: services, incidents, and who is away."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cases.enums import CodeList
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from shelters import selectors, services
from shelters.enums import NoteEnding, NoteKind, StrikeReason
from shelters.models import Service
from tests.factories.cases import code
from tests.factories.shelters import (
    NoteFactory,
    PlacementFactory,
    ServiceFactory,
    UnitFactory,
    night,
    nights,
    other_house,
)

pytestmark = pytest.mark.django_db
SAID = "Græd hele aftenen og ville ikke spise."


@pytest.fixture
def keeper(people):
    return people["shelter_staff"]


def hours(number):
    return timezone.now() + timedelta(hours=number)


def served(keeper, stay, **facts):
    known = {"kind": code(CodeList.SERVICE_TYPE, "danish"), "given_on": night(0)} | facts
    return services.log_service(actor=keeper, placement=stay, **known)


def test_a_service_is_one_line_and_leaves_a_trace_without_its_text(keeper):
    stay = PlacementFactory()

    service = served(keeper, stay, minutes=45, note=SAID)

    found = Service.objects.get(pk=service.pk)
    assert (found.kind.code, found.given_on, found.minutes, found.text) == ("danish", night(0), 45, SAID)
    assert (found.case_id, found.house_organisation) == (stay.case_id, keeper.organisation_id)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.case_ref, entry.details) == (
        AuditAction.SERVICE_LOGGED,
        stay.case.ref,
        {"stay": stay.ref},
    )


def test_the_same_line_sent_twice_is_stored_once(keeper):
    stay, key = PlacementFactory(), uuid4()

    assert served(keeper, stay, key=key) == served(keeper, stay, key=key)
    assert (Service.objects.count(), AuditEntry.objects.count()) == (1, 1)


@pytest.mark.parametrize(("day", "code_of"), [(-8, "before"), (1, "after")])
def test_nothing_is_given_before_the_arrival_or_tomorrow(keeper, day, code_of):
    with pytest.raises(RuleError) as refused:
        served(keeper, PlacementFactory(), given_on=night(day))
    assert (refused.value.code, refused.value.field) == (code_of, "given_on")


def test_papers_may_follow_after_a_stay_and_not_for_days_after_it(keeper):
    stay = PlacementFactory(stay=nights(-9, 7))
    services.end_placement(actor=keeper, placement=stay, on=night(-2), cause="returned")

    served(keeper, stay, given_on=night(-2))
    with pytest.raises(RuleError):
        served(keeper, stay, given_on=night(-1))


def test_a_wrong_line_is_struck_once_and_stays_readable(keeper):
    service = ServiceFactory(said=SAID)

    struck = services.strike_service(actor=keeper, service=service, reason=StrikeReason.WRONG_PERSON)

    assert (struck.is_struck, struck.struck_by, struck.text) == (True, keeper, SAID)
    with pytest.raises(Conflict):
        services.strike_service(actor=keeper, service=service, reason=StrikeReason.TWICE)


@pytest.mark.parametrize("factory", [ServiceFactory, NoteFactory])
def test_what_is_said_is_not_what_the_database_holds(factory):
    row = factory(said=SAID)
    table = row._meta.db_table

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT row_to_json(r)::text, encode(said, 'escape') FROM {table} r")
        assert SAID not in "".join(cursor.fetchone())
    with pytest.raises(IntegrityError, match="is_closed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET said = %s", [b"Mira"])


def test_an_incident_says_what_happened(keeper):
    stay = PlacementFactory()

    note = services.write_incident(actor=keeper, placement=stay, at=hours(-2), text=SAID)

    assert (note.kind, note.text, note.written_by) == (NoteKind.INCIDENT, SAID, keeper)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.details) == (
        AuditAction.HOUSE_NOTE_WRITTEN,
        {"stay": stay.ref, "kind": "incident"},
    )


@pytest.mark.parametrize("when", [1, -24 * 9])
def test_an_incident_lies_within_the_stay_and_not_ahead(keeper, when):
    with pytest.raises(RuleError) as refused:
        services.write_incident(actor=keeper, placement=PlacementFactory(), at=hours(when), text=SAID)
    assert refused.value.field == "at"


def test_somebody_is_away_once_and_comes_back(keeper):
    stay = PlacementFactory()
    note = services.note_absence(actor=keeper, placement=stay, at=hours(-3), expected_at=hours(-1))

    assert (note.is_overdue(timezone.now()), note.is_overdue(hours(-2))) == (True, False)
    with pytest.raises(Conflict, match="allerede noteret"):
        services.note_absence(actor=keeper, placement=stay, at=hours(-1))

    back = services.end_absence(actor=keeper, note=note, back_at=hours(0))
    assert (back.ended_as, back.back_at, back.ended_by) == (NoteEnding.BACK, hours(0), keeper)
    with pytest.raises(Conflict):
        services.end_absence(actor=keeper, note=note, back_at=hours(0))
    services.note_absence(actor=keeper, placement=stay, at=hours(0))


@pytest.mark.parametrize(("back", "code_of"), [(1, "future"), (-4, "backwards")])
def test_nobody_is_back_before_leaving_or_tomorrow(keeper, back, code_of):
    with pytest.raises(RuleError) as refused:
        services.end_absence(actor=keeper, note=NoteFactory(), back_at=hours(back))
    assert (refused.value.code, refused.value.field) == (code_of, "back_at")


def test_a_return_comes_after_leaving(keeper):
    with pytest.raises(RuleError) as refused:
        services.note_absence(actor=keeper, placement=PlacementFactory(), at=hours(0), expected_at=hours(0))
    assert refused.value.field == "expected_at"


def test_who_has_left_is_not_away(keeper):
    stay = PlacementFactory()
    services.end_placement(actor=keeper, placement=stay, on=night(0), cause="returned")
    with pytest.raises(RuleError, match="allerede slut"):
        services.note_absence(actor=keeper, placement=stay, at=hours(0))


def test_a_note_is_corrected_by_another_and_both_are_read(keeper):
    old = NoteFactory(said="Til lægen.", expected_at=hours(1))

    new = services.correct_note(actor=keeper, note=old, at=old.at, text="Til tandlægen.", expected_at=hours(4))

    old.refresh_from_db()
    assert (old.ended_as, old.text, new.follows, new.text) == (
        NoteEnding.CORRECTED,
        "Til lægen.",
        old,
        "Til tandlægen.",
    )
    assert new.is_open
    with pytest.raises(Conflict):
        services.correct_note(actor=keeper, note=old, at=old.at, text="Igen")


def test_that_somebody_is_gone_is_not_corrected(keeper):
    with pytest.raises(RuleError):
        services.correct_note(
            actor=keeper, note=NoteFactory(kind="disappeared", planned_to=night(7)), at=hours(0), text="Nej"
        )


def test_the_houses_own_page_goes_on_over_a_move_and_no_further(keeper):
    stay = PlacementFactory()
    served(keeper, stay)
    moved = services.move_victim(actor=keeper, placement=stay, unit=UnitFactory(shelter=stay.unit.shelter), on=night(0))
    elsewhere = PlacementFactory(
        case=stay.case, victim=stay.victim, stay=nights(-30, -20), unit__shelter__organisation=other_house()
    )
    NoteFactory(placement=elsewhere, said="Et andet hus")

    diary = selectors.diary_of(moved.case_id, keeper, house=moved.house_organisation)

    assert (len(diary.services), diary.notes) == (1, [])


@pytest.mark.parametrize("factory", [ServiceFactory, NoteFactory])
def test_the_row_follows_the_stay_whatever_writes(factory):
    """The composite keys and the triggers carries_house and carries_case."""
    row, other = factory(), PlacementFactory(unit__shelter__organisation=other_house())
    told = ("house_organisation", "case_organisation", "case_protection", "case_authority")
    wrong = {"house_organisation": other.house_organisation, "case_organisation": 0, "case_protection": "named"}
    type(row).objects.filter(pk=row.pk).update(**wrong)
    row.refresh_from_db()
    assert [getattr(row, name) for name in told] == [getattr(row.placement, name) for name in told]
    with pytest.raises(IntegrityError, match="follows_its_stay"), transaction.atomic():
        factory(placement=other, case=row.case)
