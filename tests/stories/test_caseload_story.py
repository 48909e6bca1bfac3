"""The coordinator's day: somebody is away, a case changes hands, and cases are given out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, WallFactory

pytestmark = pytest.mark.browser


def test_a_coordinator_covers_hands_over_and_assigns(visitor):
    worker = visitor("cmm_caseworker")
    away = staff("cmm_caseworker", name="Prøve Bortrejst")
    held = CaseFactory(caseworker=away, protection="restricted")
    free, barred = CaseFactory(caseworker=None), CaseFactory(caseworker=None)
    wall = WallFactory(case=barred, user=worker.user)
    coordinator = visitor("cmm_coordinator").visit("/team/").sees("Holdet").is_clean()

    coordinator.press("Afløsning ved fravær").is_clean()
    coordinator.page.get_by_label("Hvem er fraværende?").select_option(str(away.pk))
    coordinator.page.get_by_label("Hvem afløser?").select_option(str(worker.user.pk))
    last = timezone.localdate() + timedelta(days=7)
    coordinator.page.get_by_label("Sidste dag").fill(f"{last:%d-%m-%Y}")
    coordinator.press("Gem afløsningen").sees("afløser Prøve Bortrejst.").is_clean()
    worker.visit(held.get_absolute_url()).sees(held.ref)

    coordinator.visit(held.get_absolute_url()).press("Overdrag til en kollega").is_clean()
    coordinator.page.get_by_label("Hvem skal overtage sagen?").select_option(str(worker.user.pk))
    coordinator.page.get_by_label("Hvad skal den næste vide?").fill("Hun skal ringes op på fredag.")
    coordinator.press("Spørg kollegaen").sees("bliver spurgt på siden I dag")
    worker.visit("/").sees("En kollega beder dig overtage en sag")
    offer = held.changeovers.get()
    worker.visit(offer.get_absolute_url()).sees("ringes op på fredag").is_clean()
    worker.page.get_by_label("Jeg overtager sagen").check()
    worker.press("Send svaret").sees("Sagen er din.")

    coordinator.visit("/cases/assign/").sees(free.ref)
    for case in (free, barred):
        coordinator.page.get_by_label(case.ref).check()
    coordinator.page.get_by_label("Hvem skal have sagerne?").select_option(str(worker.user.pk))
    coordinator.press("Fordel sagerne").sees("Ingen sager er fordelt.").sees("holdt ude af sagen").is_clean()
    assert coordinator.page.get_by_label(free.ref).is_checked()
    coordinator.page.get_by_label(barred.ref).uncheck()
    coordinator.press("Fordel sagerne").sees("Én sag er fordelt til")
    held.refresh_from_db()
    free.refresh_from_db()
    assert (held.caseworker, free.caseworker, wall.case.caseworker) == (worker.user, worker.user, None)
