"""A demonstration of the pictures' own, so that nobody's register is touched, and a server in front of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.db import connection, transaction
from django.test.testcases import LiveServerThread

from cases.enums import CodeList
from cases.models import Code
from cases.outreach.models import Venue
from cases.outreach.services.rounds import start_round
from cmm.accounts.models import User
from cmm.core.context import system
from cmm.jobs.services import run
from reports import tasks  # noqa: F401 -- names the kind of job that is done here
from reports.coordination import tasks as coordination_tasks  # noqa: F401 -- likewise
from reports.coordination.services import request_status_report
from reports.services import approve_edition, publish_edition, request_edition
from tests import database

NAME = "cmm_screenshots"


def person(role: str) -> User:
    return User.objects.select_related("organisation").get(email=f"{role}@demo.test")


def load(name: str = NAME, **demo: Any) -> None:
    """The whole demonstration, the report of 2021 published, last year's drawn, a status report, a round under way.

    What else is said, such as its size, is said to the demonstration.
    """
    template = f"cmm_template_{database.fingerprint()}"
    database.build_template(template)
    database.fresh(template, name)
    call_command("compile_texts", verbosity=0)
    call_command("load_history")
    call_command("load_demo", **demo)
    with system("pictures"):
        statistician = person("cmm_statistician")
        publish(draw(statistician, 2021))
        draw(statistician, 2025)
        start_a_round()
        draw_status_report()


def draw(statistician: User, year: int):
    with transaction.atomic():
        edition = request_edition(actor=statistician, year=year)
    run(edition.job_id)
    edition.refresh_from_db()
    return edition


def publish(edition) -> None:
    """Reviewed and published by the coordinator."""
    coordinator = person("cmm_coordinator")
    with transaction.atomic():
        edition = approve_edition(actor=coordinator, edition=edition)
    run(edition.job_id)
    publish_edition(actor=coordinator, edition=edition)


def draw_status_report() -> None:
    with transaction.atomic():
        report = request_status_report(actor=person("cmm_coordinator"), first=2022, year=2024)
    run(report.job_id)


def start_a_round() -> None:
    worker = person("outreach_worker")
    venue = Venue.objects.get(organisation=worker.organisation, name="Istedgade")
    street = Code.objects.get(list=CodeList.CONTACT_TYPE, code="street")
    start_round(actor=worker, name="Vesterbro nat", venue=venue, contact_type=street, preset_sex="female")


@contextmanager
def served() -> Iterator[str]:
    """The register's address, as long as the block lasts."""
    server = LiveServerThread("localhost", StaticFilesHandler, connections_override={})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://localhost:{server.port}"
    finally:
        server.terminate()
        server.join()
        connection.close()
