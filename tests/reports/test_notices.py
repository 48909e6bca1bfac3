"""Readers are told that there is something for them: once, without a word of what, and only while they may read it."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

import reports.tasks  # noqa: F401 -- registers what the worker does
from cmm.jobs import services as jobs
from cmm.jobs.models import Job, JobState
from reports.enums import EditionState
from reports.models import EditionFile, Notice
from reports.services import promise_notices, record_download
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.editions import edition_in

TODAY, YESTERDAY = timezone.localdate(), timezone.localdate() - timedelta(days=1)


@pytest.fixture
def published(statistician):
    edition = edition_in(EditionState.PUBLISHED, by=statistician)
    EditionFile.objects.create(
        edition=edition, kind="pdf", language="da", name="rapport.pdf", size=4, sha256="3" * 64, content=b"%PDF"
    )
    return edition


@pytest.fixture
def post(settings):
    settings.EMAIL_HOST = "mail.test"


def reader(**of):
    return staff("ministry_reader", organisation=OrganisationFactory(capabilities=["reads_reports"], **of))


def work():
    promise_notices()
    while job := Job.objects.due(timezone.now()).order_by("pk").first():
        jobs.run(job.pk)


def told():
    return [(notice.user_id, notice.mailed_at is None) for notice in Notice.objects.order_by("user")]


def test_every_reader_is_told_once_however_often_somebody_rings(published, people):
    other = reader()
    for _ring in range(3):
        work()
    assert told() == sorted((one.pk, True) for one in (people["ministry_reader"], other))


def test_whose_time_is_over_is_told_nothing_and_reads_nothing(published, people, client):
    gone = reader(valid_from=YESTERDAY - timedelta(days=9), valid_to=TODAY)
    work()
    assert told() == [(people["ministry_reader"].pk, True)]
    client.force_login(gone)
    pages = [reverse("reports:edition_list"), published.get_absolute_url(),
             reverse("reports:file_download", args=[2021, "pdf", "da"])]  # fmt: skip
    assert [client.get(page).status_code for page in pages] == [404] * 3
    with pytest.raises(PermissionDenied):
        record_download(actor=gone, file=published.files.get())


def test_the_last_day_is_the_one_before_the_end(published, client):
    client.force_login(reader(valid_from=YESTERDAY, valid_to=TODAY + timedelta(days=1)))
    assert client.get(reverse("reports:file_download", args=[2021, "pdf", "da"])).status_code == 200


def test_a_mail_says_that_there_is_something_and_no_more(published, people, post):
    work()
    work()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([people["ministry_reader"].email], "Der er noget til dig i systemet.")
    assert letter.body == "Der er noget til dig i systemet.\n\nLog ind for at se det: http://localhost:8000\n"
    assert told() == [(people["ministry_reader"].pk, False)]


def test_a_mail_is_sent_once_though_the_worker_dies_after_it(published, people, post, monkeypatch):
    """What was noted is not sent again; a mail on its way when the worker died bears the same number."""
    second = reader()
    sent = []

    def send(letter):
        sent.append((letter.to[0], letter.extra_headers["Message-ID"]))
        if len(sent) == 2:
            raise OSError("the worker is gone")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)
    work()
    Job.objects.update(not_before=timezone.now() - timedelta(seconds=1))
    work()
    numbers = {address: {number for to, number in sent if to == address} for address, _number in sent}
    assert [len(found) for found in numbers.values()] == [1, 1]
    assert ([to for to, _number in sent].count(people["ministry_reader"].email), second.email in numbers) == (1, True)


def test_an_address_that_takes_no_mail_keeps_nobody_else_from_theirs(published, people, post, monkeypatch):
    second, taken = reader(), []

    def send(letter):
        if letter.to == [people["ministry_reader"].email]:
            raise SMTPRecipientsRefused({})
        taken.append(letter.to[0])

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)
    work()
    assert (taken, Job.objects.get(kind="reports.mail").state) == ([second.email], JobState.DONE)


def test_the_readers_page_says_what_is_new_until_it_is_opened(published, people, as_role):
    browser, page = as_role("ministry_reader"), reverse("reports:edition_list")
    work()
    before = "Der er noget nyt til dig" in browser.get(page).text
    browser.get(published.get_absolute_url())
    assert (before, "Der er noget nyt til dig" in browser.get(page).text) == (True, False)


def test_an_edition_of_long_ago_is_told_to_nobody(published):
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert promise_notices() == []
