"""A period on a screen: offered, begun, extended, refused over the cap, and explained."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.cases import CaseFactory
from tests.factories.periods import PeriodFactory, happened

pytestmark = pytest.mark.browser


def picture(worker, name):
    """Kept only where somebody asked for pictures to look at."""
    if folder := os.environ.get("CMM_PICTURES"):
        width = worker.page.viewport_size["width"]
        worker.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def test_a_period_is_offered_begun_extended_and_explained(visitor):
    worker, today = visitor("cmm_caseworker"), timezone.localdate()
    case = CaseFactory(caseworker=worker.user, status="in_support", victim__code_name="Strandskade ved Vesterhavet")
    worker.visit(reverse("identification:period_list", args=[case.ref])).sees(
        "Der er ikke tilbudt en periode"
    ).is_clean()
    picture(worker, "period-empty")
    worker.press("Tilbyd en periode").is_clean()
    worker.press("Gem").sees("Intet ur går.").is_clean()
    worker.press("Begyndt").is_clean()
    worker.press("Gem").sees("29 dage tilbage").is_clean()

    worker.press("Forlæng perioden").is_clean()
    worker.page.get_by_label("Særlige grunde").check()
    worker.page.locator("[name=amount]").fill("91")
    worker.press("Gem").sees("Højst 120 er tilladt").is_clean()
    picture(worker, "period-refused")
    worker.page.locator("[name=amount]").fill("60")
    worker.press("Gem").sees("dag 1 af 90")
    worker.page.locator("summary", has_text="Hvorfor er det denne dato?").first.click()
    worker.sees("Den er nu 90 dage.").is_clean()
    picture(worker, "period-clock")
    worker.visit(reverse("case_detail", args=[case.ref])).sees("dag 1 af 90").is_clean()
    picture(worker, "period-head")

    PeriodFactory(case=CaseFactory(caseworker=worker.user, status="in_support"), start=today - timedelta(days=28))
    stopped = PeriodFactory(case=CaseFactory(caseworker=worker.user), start=today - timedelta(days=20))
    happened(stopped, "suspended", today - timedelta(days=4))
    worker.visit("/").sees("En periode udløber").is_clean()
    picture(worker, "period-today")
    worker.visit(reverse("identification:period_list", args=[stopped.case.ref])).sees("Uret er standset").is_clean()
    picture(worker, "period-stopped")


def test_a_calendar_gets_an_address_and_a_coordinator_reads_the_rules(visitor):
    boss = visitor("cmm_coordinator")
    boss.visit(reverse("identification:calendar")).sees("Du har ingen adresse endnu.").is_clean()
    boss.press("Lav en adresse").sees("Den vises ikke igen").is_clean()
    picture(boss, "calendar")
    boss.visit(reverse("identification:period_rule_list")).sees("L 129, 2013").is_clean()
    picture(boss, "rules")
    boss.press("3. maj 2013").is_clean()
    picture(boss, "rule")
