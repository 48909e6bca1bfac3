"""What leaves with every answer, and what is refused before any page."""

import json
import logging

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.accounts import staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/cases/CMM%00/", "/users/?q=%00", "/%00"])
def test_an_address_with_a_nul_is_nobodys(client, address):
    client.force_login(staff("user_administrator"))
    assert client.get(address).status_code == 400


def test_pages_are_not_kept_by_the_browser_and_run_no_inline_code(client):
    headers = client.get("/login/").headers
    assert headers["Cache-Control"] == "no-store" or "no-store" in headers["Cache-Control"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


HOSTILE_HOSTS = [
    "evil.example", "localhost.evil.example", "evil.example:80", "localhost:8000@evil.example", "localhost evil",
    "LOCALHOST.EVIL.EXAMPLE", "127.0.0.1.evil.example", "[::1", "[::1]evil", "0.0.0.0", "::1", "localhost/../evil",
    "localhost#evil", "localhost?evil", "localhost\\evil", "evil.example,localhost", "localhost\tevil", "*", "..",
    "xn--80ak6aa92e.com",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTILE_HOSTS)
def test_a_host_that_is_not_ours_is_answered_nothing(host, settings):
    settings.ALLOWED_HOSTS = ["localhost", "register.example"]
    answer = Client(headers={"host": host}).get("/login/")
    assert (answer.status_code, "evil" in answer.content.decode()) == (400, False)


FROM = {"site": "Sec-Fetch-Site", "mode": "Sec-Fetch-Mode", "dest": "Sec-Fetch-Dest"}


@pytest.mark.parametrize(
    ("verb", "site", "mode", "dest", "status"),
    [
        ("get", "same-origin", "cors", "empty", 200),
        ("get", "none", "navigate", "document", 200),
        ("get", "cross-site", "navigate", "document", 200),
        ("get", "cross-site", "navigate", "iframe", 403),
        ("get", "cross-site", "no-cors", "image", 403),
        ("get", "cross-site", "no-cors", "script", 403),
        ("get", "same-site", "cors", "empty", 403),
        ("post", "cross-site", "navigate", "document", 403),
        ("post", "same-site", "cors", "empty", 403),
    ],
)
def test_from_another_site_one_only_comes_by_a_link(client, verb, site, mode, dest, status):
    told = {FROM["site"]: site, FROM["mode"]: mode, FROM["dest"]: dest}
    assert getattr(client, verb)("/help/", headers=told).status_code == status


def test_every_answer_to_somebody_logged_in_leaves_nothing_in_a_cache(client):
    client.force_login(staff("cmm_caseworker"))
    answers = [client.get(path) for path in ("/", "/cases/", "/cases/CMM-1900-0001/", "/logout/", "/none/")]
    answers += [client.get("/cases/", headers={"hx-request": "true"}), client.post("/session/keep/")]
    assert {
        (answer.status_code, answer.headers["Cache-Control"])
        for answer in answers
        if "no-store" not in answer.headers["Cache-Control"]
    } == set()


@pytest.mark.parametrize("setting", ["SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "LANGUAGE_COOKIE_HTTPONLY"])
def test_no_script_reads_a_cookie(setting):
    assert getattr(settings, setting) is True


def report(**told):
    facts = {"effective-directive": "img-src", "blocked-uri": "https://evil.example/a?b=c", "document-uri": "/cases/X"}
    return json.dumps({"csp-report": facts | told})


def test_what_a_browser_stopped_is_told_by_rule_and_site(client, caplog):
    with caplog.at_level(logging.WARNING):
        client.post("/csp/", report(), content_type="application/csp-report")
    assert [record.getMessage() for record in caplog.records] == [
        "content security policy: img-src stopped evil.example"
    ]


@pytest.mark.parametrize("sent", ["", "[]", "{}", '{"csp-report": 1}', "x" * 20_000])
def test_what_is_no_report_is_not_logged(client, caplog, sent):
    assert client.post("/csp/", sent, content_type="application/csp-report").status_code == 400
    said = [record for record in caplog.records if record.name.startswith("cmm") and record.name != "cmm.requests"]
    assert said == []


def test_a_report_is_one_line_whatever_it_says(client, caplog):
    client.post("/csp/", report(**{"effective-directive": "img\nERROR admin"}), content_type="application/csp-report")
    assert ["imgERRORadmin" in record.getMessage() for record in caplog.records if record.name == "cmm.core"] == [True]
