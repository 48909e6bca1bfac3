"""Groups of authorities, what they agree on, and the action plan's activities with figures that are published."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cmm.core.errors import Conflict, RuleError
from reports.coordination.rendering import on_paper
from reports.coordination.rules import check_confirming, check_settled, check_status, is_overdue, is_unsure
from reports.coordination.selectors.forums import forums, outstanding
from reports.coordination.selectors.plan import areas, published
from reports.coordination.services import (
    NewAgreement,
    NewContact,
    NewStatus,
    add_contact,
    agree,
    confirm_contact,
    confirm_status,
    end_contact,
    request_status_report,
    settle_agreement,
    write_status,
)
from tests.factories.accounts import staff
from tests.factories.coordination import (
    ActivityFactory,
    AgreementFactory,
    ContactFactory,
    ForumFactory,
    ReportFactory,
    ReportFileFactory,
    StatusFactory,
)
from tests.factories.returns import ExternalCountFactory

TODAY, DAY = date(2026, 11, 26), timedelta(days=1)


def test_a_contact_is_sure_for_a_year_and_an_agreement_late_the_day_after():
    assert [is_unsure(confirmed_on=TODAY - days * DAY, today=TODAY) for days in (365, 366)] == [False, True]
    told = [(TODAY, None), (TODAY - DAY, None), (TODAY - DAY, TODAY)]
    assert [is_overdue(due_on=due, done_on=done, today=TODAY) for due, done in told] == [False, True, False]


@pytest.mark.parametrize(
    ("check", "facts", "code"),
    [
        (check_settled, {"done": True}, "settled"),
        (check_settled, {"on": TODAY + DAY}, "day"),
        (check_settled, {"on": TODAY - 9 * DAY}, "day"),
        (check_settled, {"outcome": " "}, "no_outcome"),
        (check_status, {"year": 2021}, "year"),
        (check_status, {"year": 2026}, "year"),
        (check_status, {"progress": "delayed", "text_da": ""}, "no_reason"),
        (check_confirming, {"confirmed": True}, "confirmed"),
        (check_confirming, {"is_last": False}, "replaced"),
        (check_confirming, {"own": True}, "four_eyes"),
    ],
)
def test_what_is_refused(check, facts, code):
    said = {
        check_settled: {"done": False, "agreed_on": TODAY - 5 * DAY, "on": TODAY, "outcome": "Gjort", "today": TODAY},
        check_status: {
            "year": 2024, "first": 2022, "last": 2025, "progress": "done", "text_da": "x", "today": TODAY,
        },
        check_confirming: {"confirmed": False, "is_last": True, "own": False},
    }[check]  # fmt: skip
    check(**said)
    with pytest.raises((RuleError, Conflict)) as refused:
        check(**said | facts)
    assert refused.value.code == code


@pytest.mark.django_db
def test_a_group_has_contacts_and_what_it_has_not_done(coordinator):
    forum, today = ForumFactory(name="Referencegruppe Nord"), timezone.localdate()
    add_contact(actor=coordinator, forum=forum, new=NewContact("Nordpolitiet", "Bo Prøve", "Leder", "00 00 00 00"))
    old = ContactFactory(forum=forum, confirmed_on=today - timedelta(days=400))
    gone = ContactFactory(forum=forum)
    late = agree(actor=coordinator, forum=forum, new=NewAgreement("Et møde", "Nordpolitiet", today - DAY, today))
    AgreementFactory(forum=forum, done_on=date(2026, 10, 1), outcome="Gjort", settled_by=coordinator)
    end_contact(actor=coordinator, contact=gone)
    with pytest.raises(Conflict):
        confirm_contact(actor=coordinator, contact=gone)

    row = forums(coordinator).get()
    assert (row.seats, row.unsure, row.outstanding, list(outstanding(coordinator))) == (2, 1, 1, [late])

    confirm_contact(actor=coordinator, contact=old)
    settle_agreement(actor=coordinator, agreement=late, on=today, outcome="Mødet er holdt.")
    row = forums(coordinator).get()
    assert (row.unsure, row.outstanding) == (0, 0)


@pytest.mark.django_db
def test_a_status_counts_when_another_has_confirmed_it_and_a_newer_one_takes_its_place(coordinator):
    activity, another = ActivityFactory(), staff("cmm_statistician")
    new = NewStatus(2024, "under_way", "Der er besøgt 40 klinikker.")
    first = write_status(actor=coordinator, activity=activity, new=new)
    with pytest.raises(RuleError):
        confirm_status(actor=coordinator, status=first)
    confirm_status(actor=another, status=first)
    second = write_status(actor=coordinator, activity=activity, new=NewStatus(2024, "done", "Besøgene er holdt."))
    (area,) = areas(coordinator, 2022, 2024)
    assert (area.told[0].status, area.told[0].counts) == (second, False)
    confirm_status(actor=another, status=second)
    (area,) = areas(coordinator, 2022, 2024)
    assert area.told[0].counts


@pytest.mark.django_db
def test_only_what_is_published_and_confirmed_stands_beside_an_activity(coordinator):
    said = {"population": "charged", "confirmed_by": coordinator, "confirmed_at": timezone.now()}
    ExternalCountFactory(year=2023, value=7, origin="publication", **said)
    ExternalCountFactory(year=2022, value=9, origin="letter", **said)
    ExternalCountFactory(year=2021, value=5, origin="publication", population="charged")
    assert published(2024) == {"identified": {}, "charged": {2023: 7}}


@pytest.mark.django_db
def test_the_status_report_says_what_is_confirmed_and_published_and_keeps_it(coordinator):
    activity = ActivityFactory(area=1, number=1)
    now = timezone.now()
    StatusFactory(activity=activity, written_at=now, confirmed_by=staff("cmm_statistician"), confirmed_at=now)
    StatusFactory(activity=ActivityFactory(area=1, number=2, series=[]), text_da="Ubekræftet udkast.")
    ExternalCountFactory(year=2023, value=7, origin="publication", confirmed=True)
    AgreementFactory()

    report = request_status_report(actor=coordinator, first=2022, year=2024)

    (area,) = report.told["areas"]
    told = [(row["number"], row["progress"], row["text"]["en"], row["series"]) for row in area["rows"]]
    assert told == [
        ("1.1", "under_way", "40 clinics were visited.", {"charged": [(2023, 7)]}), ("1.2", "", "", {}),
    ]  # fmt: skip
    assert (report.told["missing"], report.told["agreements"], report.number) == (
        1, {"all": 1, "open": 1, "late": 1}, 1,
    )  # fmt: skip
    report.refresh_from_db()
    pages = [on_paper(report, language)["html"] for language in ("da", "en")]
    wanted = [
        ("Status for handlingsplanen 2022–2025 i 2024", "Sigtede personer", "Socialministeriet", "I gang"),
        ("Status of the action plan 2022–2025 in 2024", "Persons charged", "Ministry of Social Affairs", "Under way"),
    ]
    assert [[words in page for words in row] for row, page in zip(wanted, pages, strict=True)] == [[True] * 4] * 2
    assert not any("Ubekræftet" in page for page in pages)


@pytest.mark.django_db
def test_the_pages_show_it(as_role):
    status, agreement = StatusFactory(), AgreementFactory()
    browser = as_role("cmm_coordinator")
    pages = [
        browser.get(reverse("coordination:forum_list")).text,
        browser.get(agreement.forum.get_absolute_url()).text,
        browser.get(f"{reverse('coordination:activity_list')}?plan=2022&year=2024").text,
        browser.get(status.activity.get_absolute_url()).text,
    ]
    wanted = [agreement.what, agreement.owner, status.text_da, "Ikke bekræftet."]
    assert [words in page for words, page in zip(wanted, pages, strict=True)] == [True] * 4


GROUP = {"kind": "network", "name": "Myndighedsnetværket", "region": "unknown", "meets": "Hver anden måned"}


def test_a_group_is_corrected_and_keeps_its_agreements(as_role):
    agreement = AgreementFactory()
    page = reverse("coordination:forum_change", args=[agreement.forum_id])
    assert as_role("cmm_coordinator").post(page, GROUP).status_code == 302
    agreement.forum.refresh_from_db()
    forum = agreement.forum
    kept = {name: getattr(forum, name) for name in GROUP}
    assert (kept, list(forum.agreements.all())) == (GROUP, [agreement])


def test_a_name_that_is_taken_is_refused_at_the_name_and_what_was_typed_stands(as_role):
    ForumFactory(name=GROUP["name"])
    page = reverse("coordination:forum_change", args=[ForumFactory().pk])
    answer = as_role("cmm_coordinator").post(page, GROUP)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), form["meets"].value()) == (422, ["name"], GROUP["meets"])


def test_an_activity_is_corrected_and_a_drawn_report_keeps_what_it_said(as_role, coordinator):
    status = StatusFactory()
    confirm_status(actor=coordinator, status=status)
    report = request_status_report(actor=coordinator, first=2022, year=2024)
    told, activity = report.told, status.activity
    said = {"first": 2022, "last": 2025, "area": 2, "number": 7, "ministry": "justice", "series": ["charged"]}
    said |= {"title_da": "Nye ord", "title_en": "New words"}
    page = reverse("coordination:activity_change", args=[activity.pk])
    assert as_role("cmm_coordinator").post(page, said).status_code == 302
    activity.refresh_from_db()
    report.refresh_from_db()
    assert ({name: getattr(activity, name) for name in said}, report.told) == (said, told)


def test_a_ministry_finds_the_last_drawn_report_of_each_year_beside_the_yearly_ones(as_role):
    drawn = ReportFileFactory().report
    ReportFileFactory(report__number=drawn.number - 1, report__asked_by=drawn.asked_by)
    ReportFactory(year=2025)
    ministry = as_role("ministry_reader")
    shown = ministry.get(reverse("reports:edition_list")).context["status_reports"]
    assert (shown, ministry.get(drawn.get_absolute_url()).status_code) == ([drawn], 200)
