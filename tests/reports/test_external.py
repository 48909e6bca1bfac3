"""Figures other authorities hold: entered by one, confirmed by another, corrected by a new row, and never edited."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connections, transaction
from django.urls import reverse

from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from reports.figures.live import live_figures
from reports.models import ExternalCount
from reports.returning.counts import Heading, Stated, check_heading, check_stated
from reports.selectors.external import overview, prosecuted
from reports.services import confirm_external_count, correct_external_count, record_external_count
from tests.factories.accounts import staff
from tests.factories.returns import ExternalCountFactory
from tests.reports.registers import counted

TODAY = date(2026, 11, 26)
LETTER = Stated("counted", 8, "letter", "Rigsadvokaten", "Brev af 2. marts 2026", date(2026, 3, 2))
TYPED = {
    "population": "charged", "year": "2024", "known_as": "counted", "value": "8", "origin": "letter",
    "authority": "Rigsadvokaten", "document": "Brev af 2. marts 2026", "received_on": "02-03-2026",
}  # fmt: skip


def unlike(**others):
    return Stated(**{**vars(LETTER), **others})


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        (Heading("charged", 2006), "no_such_year"),
        (Heading("charged", 2024, sex="female", age="adult", form="sexual"), "too_fine"),
        (Heading("charged", 2024, sex="female", age="adult"), None),
    ],
)
def test_what_a_figure_may_be_about(heading, code):
    assert refusal(check_heading, heading) == code


@pytest.mark.parametrize(
    ("stated", "corrects", "code"),
    [
        (LETTER, False, None),
        (unlike(value=0), False, None),
        (unlike(value=None), False, "no_value"),
        (unlike(known_as="unknown", value=0), False, "value_unknown"),
        (unlike(known_as="unknown", value=None), False, None),
        (unlike(known_as="withdrawn", value=None), False, "nothing_to_withdraw"),
        (unlike(known_as="withdrawn", value=None), True, None),
        (unlike(received_on=date(2026, 11, 27)), False, "in_the_future"),
        (unlike(received_on=date(2024, 12, 31)), False, "year_not_over"),
    ],
)
def test_what_may_be_said_of_it(stated, corrects, code):
    assert refusal(check_stated, stated, year=2024, corrects=corrects, today=TODAY) == code


def refusal(check, *args, **said):
    try:
        check(*args, **said)
    except ValidationError as refused:
        return refused.code
    return None


@pytest.mark.django_db
def test_a_figure_counts_when_another_has_confirmed_it_and_until_a_correction_is():
    writer, colleague = staff("cmm_statistician"), staff("cmm_coordinator")
    first = record_external_count(actor=writer, heading=Heading("charged", 2024), stated=LETTER)
    assert list(ExternalCount.objects.in_force()) == []
    with pytest.raises(ValidationError, match="anden end den"):
        confirm_external_count(actor=writer, count=first)
    confirm_external_count(actor=colleague, count=first)
    second = correct_external_count(actor=colleague, count=first, stated=unlike(known_as="unknown", value=None))
    assert (list(ExternalCount.objects.in_force()), list(ExternalCount.objects.waiting())) == ([first], [second])
    confirm_external_count(actor=writer, count=second)
    assert [(one.value, one.known_as, one.heading) for one in ExternalCount.objects.in_force()] == [
        (None, "unknown", first.heading)
    ]
    assert list(AuditEntry.objects.order_by("pk").values_list("actor_id", "action", "details__value")) == [
        (writer.pk, AuditAction.EXTERNAL_RECORDED, 8),
        (colleague.pk, AuditAction.EXTERNAL_CONFIRMED, None),
        (colleague.pk, AuditAction.EXTERNAL_CORRECTED, None),
        (writer.pk, AuditAction.EXTERNAL_CONFIRMED, None),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (lambda by, old, _new: confirm_external_count(actor=by, count=old), "allerede rettet"),
        (lambda by, old, _new: correct_external_count(actor=by, count=old, stated=LETTER), "allerede rettet"),
        (
            lambda by, _old, _new: record_external_count(actor=by, heading=Heading("charged", 2024), stated=LETTER),
            "Tallet står her allerede",
        ),
    ],
)
def test_a_heading_has_one_course(verb, words):
    old = ExternalCountFactory()
    new = ExternalCountFactory(supersedes=old, value=9)
    with pytest.raises(ValidationError, match=words):
        verb(staff("cmm_coordinator"), old, new)
    assert list(ExternalCount.objects.order_by("pk").values_list("value", "confirmed_at")) == [(8, None), (9, None)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"value": None}, "external_unknown_is_no_number"),
        ({"known_as": "unknown", "value": 0}, "external_unknown_is_no_number"),
        ({"known_as": "withdrawn", "value": None}, "external_only_a_correction_withdraws"),
        ({"document": ""}, "external_says_where_it_comes_from"),
        ({"received_on": date(2024, 12, 31)}, "external_year_was_over"),
        ({"sex": "male", "form": "sexual", "citizenship": "RO"}, "external_is_split_two_ways_at_most"),
        ({"population": "identified"}, "external_population_is_known"),
        ({"age": "old"}, "external_groups_are_known"),
        ({"confirmed_at": "2026-03-03T09:00Z"}, "external_confirmed_whole"),
    ],
)
def test_the_database_keeps_it_true(facts, constraint):
    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        ExternalCountFactory(**facts)


@pytest.mark.django_db
def test_the_database_refuses_the_same_eyes_and_a_correction_of_something_else():
    """The constraint external_takes_four_eyes and the trigger keeps_heading."""
    count = ExternalCountFactory()
    with pytest.raises(DatabaseError, match="external_takes_four_eyes"), transaction.atomic():
        ExternalCount.objects.filter(pk=count.pk).update(
            confirmed_by=count.entered_by, confirmed_at="2026-03-03T09:00Z"
        )
    with pytest.raises(DatabaseError, match="keeps what the figure is about"), transaction.atomic():
        ExternalCountFactory(supersedes=count, year=2023)


@pytest.mark.django_db
def test_a_year_without_a_figure_is_missing_whatever_stood_the_year_before(as_role):
    known = ExternalCountFactory(confirmed=True, value=0)
    ExternalCountFactory(confirmed=True, sex="female")
    waiting = ExternalCountFactory(year=2025, population="sentenced")
    told = {
        (population.value, one.year): (one.in_force, one.waiting)
        for population, years in overview(ExternalCount.objects.all()).rows
        for one in years
    }
    assert {place: rows for place, rows in told.items() if rows != (None, None)} == {
        ("charged", 2024): (known, None),
        ("sentenced", 2025): (None, waiting),
    }
    browser = as_role("cmm_statistician")
    assert browser.get(reverse("reports:external_list")).text.count("Mangler") == len(told) - 2
    form = browser.get(reverse("reports:external_create"), {"population": "charged", "year": "2025"}).context["form"]
    assert form.initial == {"population": "charged", "year": "2025"}


@pytest.mark.django_db
def test_one_enters_and_another_confirms_on_the_pages(as_role):
    answer = as_role("cmm_statistician").post(reverse("reports:external_create"), TYPED)
    count = ExternalCount.objects.get()
    confirm = reverse("reports:external_confirm", args=[count.pk])
    assert (answer.status_code, answer.url) == (302, count.get_absolute_url())
    assert as_role("cmm_statistician").post(confirm).status_code == 422
    assert as_role("cmm_coordinator").post(confirm).status_code == 302
    assert list(ExternalCount.objects.in_force()) == [count]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"value": ""}, "value"),
        ({"value": "mange"}, "value"),
        ({"value": "-1"}, "value"),
        ({"known_as": "unknown"}, "value"),
        ({"year": "2006"}, "year"),
        ({"year": "2026"}, "received_on"),
        ({"received_on": "i går"}, "received_on"),
        ({"document": ""}, "document"),
        ({"sex": "male", "age": "adult", "form": "sexual"}, "sex"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(as_role, typed, field):
    answer = as_role("cmm_statistician").post(reverse("reports:external_create"), TYPED | typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not ExternalCount.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_correct_or_confirm_at_once_one_is_first():
    count = ExternalCountFactory()
    actors = [staff("cmm_coordinator"), staff("cmm_coordinator")]
    start = Barrier(2)

    def correct(actor):
        try:
            start.wait()
            with transaction.atomic():
                actor = User.objects.get(pk=actor.pk)
                return correct_external_count(actor=actor, count=count, stated=LETTER).supersedes_id
        except ValidationError as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(correct, actors))
    assert sorted(outcomes, key=str) == sorted([count.pk, "corrected_already"], key=str)


@pytest.mark.django_db
def test_the_report_reprints_what_is_confirmed_and_never_nought(history):
    """A publication as it stands, a letter like a figure of the register, and nothing of what nobody knows."""
    ExternalCountFactory(confirmed=True, origin="publication", document="Sigtelser og domme", value=0)
    ExternalCountFactory(confirmed=True, population="indicted", value=3)
    ExternalCountFactory(confirmed=True, population="sentenced", known_as="unknown", value=None)
    ExternalCountFactory(confirmed=True, population="charged", sex="female", value=8)
    ExternalCountFactory(year=2025, value=7)
    told = prosecuted(2025)
    register = {one: counted(one) for one in (2024, 2025)}
    without = live_figures(2025, *history, register)
    figures = live_figures(2025, *history, register | {2025: register[2025] | {"external": told}})
    table = next(one for one in figures["tables"] if one["id"] == "prosecution")
    later = {
        tuple(one["key"]): (one["value"], one["status"]) for one in table["cells"] if one["key"][1] in ("2024", "2025")
    }
    assert later == {("charged", "2024"): (0, "shown"), ("indicted", "2024"): (None, "withheld")}
    assert [one["da"] for one in table["notes"]] == ["Dømt 2024: myndigheden ved det ikke."]
    assert [(one["publisher"], one["note"]) for one in figures["sources"] if one["key"].startswith("external")] == [
        ("Rigsadvokaten", "Indtastet hos CMM af én og bekræftet af en anden"),
        ("Rigsadvokaten", "Brev til CMM. Indtastet hos CMM af én og bekræftet af en anden"),
    ]
    assert without["tables"][-1]["notes"] == []
