"""Editions at any point of their way, as they stand when they have come there."""

from django.utils import timezone

from reports.enums import EditionState
from reports.models import Edition
from tests.factories.accounts import staff


def edition_in(state, *, by, year=2021, number=1, **more):
    """An edition ``by`` asked for, with whatever the state says was done by others."""
    facts = {"figures": {}, "digest": f"{year}{number}".zfill(64)} | more
    return Edition.objects.create(state=state, year=year, number=number, requested_by=by, **facts, **done(state))


def done(state):
    """What stands in the row of a reviewed, sealed or published edition."""
    now, second, found = timezone.now(), {}, {}
    if state in ("reviewed", "sealed", "published"):
        second = {"reviewed_by": staff("cmm_coordinator"), "reviewed_at": now}
    if state in ("sealed", "published"):
        found = {"sealed_at": now, "seal": {"figures": "", "extract": "", "files": {}, "code": "", "earlier": []}}
    if state == EditionState.PUBLISHED:
        found |= {"published_by": second["reviewed_by"], "published_at": now}
    return second | found
