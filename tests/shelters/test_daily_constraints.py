"""What the tables of daily life refuse, whatever writes in them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories.accounts import staff
from tests.factories.shelters import NoteFactory, PlacementFactory, ServiceFactory, night

pytestmark = pytest.mark.django_db


def now():
    return timezone.now()


def ended(how, **facts):
    return {"ended_at": now(), "ended_by": staff("shelter_staff"), "ended_as": how} | facts


REFUSED = [
    (ServiceFactory, "takes_minutes", lambda: {"minutes": 0}),
    (ServiceFactory, "takes_minutes", lambda: {"minutes": 1441}),
    (ServiceFactory, "struck_by_somebody", lambda: {"struck_as": "twice"}),
    (ServiceFactory, "struck_by_somebody",
     lambda: {"struck_at": now(), "struck_by": staff("shelter_staff"), "struck_as": "fordi"}),
    (NoteFactory, "note_kind_is_known", lambda: {"kind": "andet"}),
    (NoteFactory, "incident_says_what", lambda: {"kind": "incident"}),
    (NoteFactory, "absent_until_later", lambda: {"expected_at": now() - timedelta(hours=4)}),
    (NoteFactory, "absent_until_later", lambda: {"kind": "incident", "said": "Fald", "expected_at": now()}),
    (NoteFactory, "gone_keeps_what_was_planned", lambda: {"kind": "disappeared"}),
    (NoteFactory, "gone_keeps_what_was_planned", lambda: {"planned_to": night(3)}),
    (NoteFactory, "note_ended_by_somebody", lambda: {"ended_as": "back"}),
    (NoteFactory, "note_ended_by_somebody", lambda: ended("back")),
    (NoteFactory, "note_ended_by_somebody", lambda: ended("back", back_at=now() - timedelta(hours=4))),
    (NoteFactory, "note_ended_by_somebody", lambda: ended("corrected", back_at=now())),
    (NoteFactory, "note_ended_by_somebody",
     lambda: ended("corrected", kind="disappeared", planned_to=night(3))),
    (NoteFactory, "note_seen_by_somebody", lambda: {"seen_at": now(), "seen_by": staff("cmm_caseworker")}),
    (NoteFactory, "note_seen_by_somebody", lambda: {"kind": "disappeared", "planned_to": night(3), "seen_at": now()}),
]  # fmt: skip


@pytest.mark.parametrize(("factory", "constraint", "facts"), REFUSED, ids=[row[1] for row in REFUSED])
def test_a_row_that_makes_no_sense_is_refused(factory, constraint, facts):
    known = {"placement": PlacementFactory()} | facts()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory(**known)


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [("away_once_at_a_time", {}), ("gone_once", {"kind": "disappeared", "planned_to": night(3)})],
)
def test_nobody_is_away_or_gone_twice(constraint, facts):
    note = NoteFactory(**facts)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        NoteFactory(placement=note.placement, **facts)
