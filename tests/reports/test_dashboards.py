"""Figures on screen: true counts for CMM alone, published ones for whoever reads reports."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

import reports.tasks  # noqa: F401 -- registers what the worker does
from cases.enums import Protection
from cmm.jobs import services as jobs
from reports.enums import EditionState
from reports.figures.waiting import waiting
from reports.models import Overview
from reports.selectors.dashboards import DIVISIONS, Line, named, parts_panel, table_panel
from reports.services import promise_overview
from tests.factories.cases import CaseFactory, InquiryFactory
from tests.factories.editions import edition_in
from tests.factories.identification import DecisionFactory
from tests.statements import asking

INTERNAL, PUBLISHED = reverse("reports:overview"), reverse("reports:figures")
THIS_YEAR = timezone.localdate().year


@pytest.mark.parametrize(
    ("days", "groups", "median"),
    [
        ([], [0, 0, 0, 0], None),
        ([0, 7, 8, 30, 31, 90, 91, 400], [2, 2, 2, 2], 30),
        ([-1, 3, 500], [2, 0, 0, 1], 3),
    ],
)
def test_everybody_waited_in_one_group(days, groups, median):
    found = waiting(days)
    assert (list(found["groups"].values()), found["median"]) == (groups, median)


def test_parts_have_a_share_only_of_what_somebody_counted():
    whole = parts_panel("a", "A", "", [("x", 3), ("y", 1)], 4)
    part = parts_panel("a", "A", "", [("x", 30), ("y", None)])
    assert [line.share for line in whole.lines] == ["75\N{NO-BREAK SPACE}%", "25\N{NO-BREAK SPACE}%"]
    assert part.lines == [Line("x", 30), Line("y", None)]
    assert [strip.width for strip in part.chart["strips"]] == [100.0, 0.0]


def frozen(name, year, cells):
    label = {"da": name, "en": name}
    codes = [{"code": code, **label} for code in cells]
    return {
        "id": name, "title": label, "population": label,
        "dimensions": [{"categories": codes, "total": "all"}, {"categories": [{"code": str(year)}], "total": None}],
        "cells": [{"key": [code, str(year)], "value": value, "status": "shown"} for code, value in cells.items()],
    }  # fmt: skip


def test_a_panel_says_what_the_frozen_table_says_and_not_its_total():
    panel = table_panel(frozen("sexes", 2021, {"female": 42, "male": None, "all": 80}), 2021)
    assert [(line.value, line.share) for line in panel.lines] == [(42, "53\N{NO-BREAK SPACE}%"), (None, "")]


def test_what_was_printed_without_a_total_is_never_added_up():
    table = frozen("forms", 2021, {"sexual": 32, "forced_labour": 22})
    table["dimensions"][0]["total"] = None
    assert [line.share for line in table_panel(table, 2021).lines] == ["", ""]


def published(by, year, **tables):
    series = frozen("series", year, {"all": 80})
    divided = [frozen(name, year, cells) for name, cells in tables.items()]
    return edition_in(EditionState.PUBLISHED, by=by, year=year, figures={"tables": [series, *divided]})


@pytest.fixture
def counted(people):
    """The register of this year: one case kept to a named person, who is counted like everybody."""
    for protection in (Protection.NORMAL, Protection.NAMED):
        case = CaseFactory(opened_on=timezone.localdate() - timedelta(days=9), protection=protection)
        DecisionFactory(case=case, decided_on=timezone.localdate())
    InquiryFactory()
    jobs.run(promise_overview().pk)
    return Overview.objects.get()


def test_the_worker_counts_every_case_whoever_it_is_kept_to(counted):
    told = counted.counts[str(THIS_YEAR)]
    assert (told["identified"], told["flow"]["trafficked"], sum(told["waiting"]["groups"].values())) == (2, 2, 2)
    assert sum(told["by"]["sex"].values()) == 2


def test_a_day_is_counted_once_however_often_somebody_rings(counted):
    jobs.run(promise_overview().pk)
    assert Overview.objects.count() == 1


def test_the_overview_says_that_it_is_not_for_publication(counted, loaded, as_role):
    text = as_role("cmm_statistician").get(INTERNAL, {"year": THIS_YEAR, "by": "form"}).text
    words = ("Ikke til offentliggørelse", "Fra henvendelse til afgørelse", "Halvdelen fik den inden for 9 dage")
    assert [word in text for word in words] == [True] * 3
    assert "style=" not in text


@pytest.mark.parametrize("query", [{"year": "x", "by": "name"}, {"year": "1999"}, {"by": ""}])
def test_filters_that_make_no_sense_filter_nothing(counted, loaded, as_role, query):
    assert as_role("cmm_coordinator").get(INTERNAL, query).context["year"] == THIS_YEAR


def test_before_the_first_night_the_page_says_so(db, as_role):
    assert "Den første opgørelse er ikke lavet endnu" in as_role("cmm_coordinator").get(INTERNAL).text


def test_a_ministry_sees_published_figures_and_never_the_others(counted, people, as_role):
    by = people["cmm_statistician"]
    published(by, 2021, sexes={"female": 42, "male": 37, "all": 80})
    edition_in(EditionState.SEALED, by=by, year=2022, figures={"tables": [frozen("series", 2022, {"all": 4711})]})
    browser = as_role("ministry_reader")
    answer = browser.get(PUBLISHED)
    assert [panel.anchor for panel in answer.context["panels"]] == ["series", "sexes"]
    assert (answer.context["year"], "4711" in answer.text, browser.get(INTERNAL).status_code) == (2021, False, 404)


def test_the_year_in_the_address_is_the_year_on_the_page(people, as_role):
    for year in (2020, 2021):
        published(people["cmm_statistician"], year, sexes={"female": year - 2000, "male": 9})
    context = as_role("ministry_reader").get(PUBLISHED, {"year": 2020}).context
    assert (context["year"], context["panels"][1].lines[0].value) == (2020, 20)


@pytest.mark.parametrize("number", [1, 6])
def test_the_pages_ask_as_little_of_many_years_as_of_one(loaded, counted, people, as_role, number):
    for year in range(2021, 2021 - number, -1):
        published(people["cmm_statistician"], year, sexes={"female": 42, "male": 38})
    maker, reader = as_role("cmm_statistician"), as_role("ministry_reader")
    with asking(5):
        maker.get(INTERNAL)
    with asking(4):
        reader.get(PUBLISHED)


def test_what_persons_are_divided_by_has_a_table_in_the_reports(figures_live):
    assert set(DIVISIONS.values()) <= {table["id"] for table in figures_live["tables"]}


def test_a_new_year_has_no_count_yet(counted, loaded, as_role, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_given: date(THIS_YEAR + 1, 1, 1))
    assert len(as_role("cmm_statistician").get(INTERNAL).context["panels"]) == 1


def test_codes_of_the_register_are_said_in_its_own_words(db):
    assert named("sex", [("female", 3), ("unknown", 1)]) == [("Kvinde", 3), ("Køn ukendt", 1)]
    assert named("age", [("15_17", 2)]) == [("15–17", 2)]
    assert named("form", [("forced_labour", 2)]) == [("Tvangsarbejde", 2)]
    assert named("citizenship", [("NG", 2)]) == [("Nigeria", 2)]
