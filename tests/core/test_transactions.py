"""A page and everything it wrote stand or fall together (security.md 0, findings 1 and 2)."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import path

from cmm.core.models import RefCounter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]


def write():
    RefCounter.objects.create(prefix="WRITTEN", year=2026)


def written():
    return RefCounter.objects.filter(prefix="WRITTEN").exists()


def succeed(_request):
    write()
    return HttpResponse("ok")


def fail(_request):
    write()
    raise ZeroDivisionError


def answer_500(_request):
    write()
    return HttpResponse(status=500)


def fail_in_template(request):
    write()
    return TemplateResponse(request, engines["django"].from_string("{{ broken.thing }}"), {"broken": Broken()})


def see_context_in_template(request):
    return TemplateResponse(request, engines["django"].from_string("{{ who.now }}"), {"who": Who()})


class Broken:
    @property
    def thing(self):
        raise ZeroDivisionError


class Who:
    @property
    def now(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT sec.uid()")
            return cursor.fetchone()[0]


urlpatterns = [
    path("succeed/", succeed),
    path("fail/", fail),
    path("answer-500/", answer_500),
    path("fail-in-template/", fail_in_template),
    path("context/", see_context_in_template),
]


def test_what_a_good_page_wrote_stays(client):
    client.get("/succeed/")
    assert written()


@pytest.mark.parametrize("address", ["/fail/", "/answer-500/", "/fail-in-template/"])
def test_what_a_failed_page_wrote_is_gone(client, address):
    client.raise_request_exception = False
    assert client.get(address).status_code == 500
    assert not written()


def test_the_context_spans_rendering_and_ends_with_the_request(client, people):
    client.force_login(people["cmm_caseworker"])
    assert client.get("/context/").content.decode() == str(people["cmm_caseworker"].pk)
    assert not Who().now
