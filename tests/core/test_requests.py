"""A request is one line of the log and one count: its page, its answer, its reader's role, and nobody's name."""

import io
import json
import logging
import sys

import pytest

from cmm.core import counting
from cmm.core.logs import in_lines, request_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    """What production would write, as it writes it."""
    stream, log = io.StringIO(), logging.getLogger("cmm.requests")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(in_lines())
    log.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    log.removeHandler(handler)


def test_a_line_names_the_page_and_not_its_address(as_role, lines):
    answer = as_role("cmm_caseworker").get("/cases/SAG-2024-123456/?q=Anna+010190-1234")
    (line,) = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line.pop("ms") >= 0
    assert line.pop("event").startswith("GET case_detail: 404 in ")
    assert line == {
        "level": "info", "logger": "cmm.requests", "request_id": answer.headers["X-Request-ID"],
        "route": "case_detail", "method": "GET", "status": 404, "roles": ["cmm_caseworker"],
    }  # fmt: skip


def test_who_is_not_logged_in_has_no_role_and_an_address_of_nobody_no_name(client, lines):
    client.get("/there/is/nothing/010190-1234/")
    assert [(line["route"], line["roles"], line["status"]) for line in lines()] == [("none", [], 404)]


def test_what_machines_ask_all_the_time_is_not_told(client, lines):
    client.get("/healthz")
    assert lines() == []


def test_the_number_of_a_line_stands_in_the_log_of_changes(as_role, caseworker):
    from cmm.audit.models import Change
    from tests.factories.cases import CaseFactory

    case = CaseFactory(caseworker=caseworker)
    answer = as_role("cmm_caseworker").post(f"/cases/{case.ref}/close/", {"reason": "Personen er rejst hjem."})
    noted = Change.objects.filter(table_name="cases_case", operation="update").values_list("request_id", flat=True)
    assert {str(one) for one in noted} == {answer.headers["X-Request-ID"]}


def test_what_django_says_of_an_address_names_the_page(client, caplog):
    client.get("/cases/Anna-Hansen/")
    client.get("/Anna-Hansen/")
    said = [json.loads(in_lines().format(one))["event"] for one in caplog.records if one.name == "django.request"]
    assert (said[-1], "Anna" in str(said)) == ("Not Found: none", False)


def test_an_error_is_told_by_its_kind_and_place_and_never_by_what_somebody_typed():
    try:
        raise ValueError("Anna Hansen 010190-1234")
    except ValueError:
        record = logging.LogRecord("cmm", 40, __file__, 1, "a %s from %s", ("form", "a@b.dk"), sys.exc_info())
    mark = request_id.set("one")
    line = json.loads(in_lines().format(record))
    request_id.reset(mark)
    assert (line["event"], line["level"], line["request_id"]) == ("a form from [address]", "error", "one")
    assert line["error"].startswith("builtins.ValueError\n")
    assert "Anna" not in json.dumps(line)


def test_requests_are_counted_by_page_and_answer_over_all_processes(client, settings, tmp_path):
    settings.CMM_FIGURES_PORT, settings.CMM_FIGURES_FOLDER = 9100, str(tmp_path)
    counting.own_file.cache_clear()
    for page in ("/login/", "/login/", "/nothing/", "/healthz"):
        client.get(page)
    # Another process of the same web, which died.
    (own,) = tmp_path.iterdir()
    (tmp_path / "1.counts").write_bytes(own.read_bytes())
    requests, seconds = counting.counted()
    counting.own_file.cache_clear()
    assert requests == {("login", 200): 4, ("none", 404): 2, ("healthz", 200): 2}
    assert set(seconds) <= {"login", "none", "healthz"}
