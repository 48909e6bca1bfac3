"""The two commands of the room, as the first start uses them."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from cmm.jobs import bell, services
from reports.history.counts import BrokenHistory
from reports.management.commands import first_report
from reports.models import Edition
from tests.factories.accounts import staff


def told(*words, **options):
    out = io.StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def demonstration(db, settings, tmp_path, monkeypatch, quick_drawing):
    settings.ROOT = tmp_path
    monkeypatch.setattr(first_report, "PATIENCE", 0)  # the bell is rung by the sweep alone: nothing is committed here
    monkeypatch.setattr(bell, "ring", services.run)
    staff("cmm_coordinator", email="cmm_coordinator@demo.test")
    return staff("cmm_statistician", email="cmm_statistician@demo.test")


@pytest.mark.django_db
def test_loading_answers_machines_and_people():
    assert json.loads(told("load_history", "--json"))["contradictions"] == 24
    assert "852 historical counts" in told("load_history")


@pytest.mark.django_db
def test_a_broken_file_stops_the_command_with_one_line(monkeypatch):
    def broken():
        raise BrokenHistory("published.csv", 3, "value", "-4")

    monkeypatch.setattr("reports.management.commands.load_history.load_history", broken)
    with pytest.raises(CommandError, match=r"published\.csv.* 3.*value"):
        told("load_history")


def test_the_first_report_is_drawn_published_and_kept(demonstration, tmp_path):
    last = told("first_report").splitlines()[-1]
    path = tmp_path / ".local" / "reports" / "report-da.pdf"
    assert last == f"The report of 2021: {path}"
    assert (path.read_bytes(), Edition.objects.get().state) == (
        f"{Edition.objects.get().digest}pdf".encode(),
        "published",
    )


def test_the_first_report_again_is_the_same_one(demonstration):
    assert (told("first_report").splitlines()[-1], Edition.objects.count()) == (told("first_report").strip(), 1)


def test_without_a_worker_it_says_so(demonstration, monkeypatch):
    monkeypatch.setattr(bell, "ring", lambda _job: None)
    with pytest.raises(CommandError, match="no worker answers"):
        told("first_report", seconds=0)


@pytest.mark.django_db
def test_without_the_demonstration_it_says_so():
    with pytest.raises(CommandError, match="no statistician"):
        told("first_report")
