"""A statistician asks for the yearly report, a worker draws it, a coordinator reviews and publishes it, and a ministry
reads it and nothing else."""

import pytest
from playwright.sync_api import expect

from reports.models import Edition
from reports.services import load_history

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ELSEWHERE = ("/cases/", "/inquiries/", "/shelters/", "/outreach/", "/reports/history/", "/audit/", "/users/", "/codes/")


def test_a_report_is_asked_for_drawn_published_and_read(visitor, workers, size):
    load_history()
    workers()
    statistician = visitor("cmm_statistician").visit("/reports/").is_clean()
    statistician.page.get_by_label("År").fill("2021")
    statistician.press("Få rapporten tegnet").sees("2021").is_clean()
    expect(statistician.page.get_by_text("En anden skal læse den")).to_be_visible(timeout=120_000)
    statistician.is_clean()
    coordinator = visitor("cmm_coordinator").visit("/reports/2021/").is_clean().press("Udgaven er i orden")
    expect(coordinator.page.get_by_role("button", name="Offentliggør udgaven")).to_be_visible(timeout=120_000)
    coordinator.is_clean()

    reader = visitor("ministry_reader").visit("/reports/")
    expect(reader.page.locator("main")).not_to_contain_text("2021")
    assert reader.is_clean().page.goto(f"{reader.address}/reports/2021/").status == 404

    coordinator.press("Offentliggør udgaven")
    coordinator.visit("/reports/definitions/forms/").is_clean().visit("/reports/2021/figures/series/").is_clean()
    reader.visit("/reports/").sees("2021").is_clean()
    with reader.page.expect_download() as started:
        reader.page.get_by_role("link", name="PDF").first.click()
    assert started.value.path().read_bytes().startswith(b"%PDF-")
    assert Edition.objects.get().year == 2021
    for room in ELSEWHERE:
        assert reader.page.goto(reader.address + room).status == 404, room
