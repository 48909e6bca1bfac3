import pytest
from django import forms
from django.test import RequestFactory

from cmm.core import pages
from cmm.core.forms import PlainForm
from cmm.core.models import RefCounter
from cmm.core.pages import bounded, page


class NameForm(PlainForm):
    name = forms.CharField()


def request(query=""):
    return RequestFactory().get(f"/?{query}")


@pytest.mark.parametrize(("posted", "status"), [(None, 200), ({}, 422), ({"name": "Havtorn"}, 200)])
def test_a_refused_form_is_answered_422(rf, posted, status):
    assert page(rf.get("/"), "components/_errors.html", form=NameForm(posted)).status_code == status


@pytest.fixture
def rows(db):
    """Sixty rows of a table without rules."""
    RefCounter.objects.bulk_create(RefCounter(prefix=f"s{n:03}", year=2026) for n in range(60))
    return RefCounter.objects.filter(prefix__startswith="s").order_by("prefix")


def test_the_first_page_knows_where_it_stands(rows):
    first = bounded(rows, request(), per_page=25)
    assert [len(first.rows), first.first, first.last, first.count_label] == [25, 1, 25, "60"]
    assert (first.has_previous, first.has_next) == (False, True)
    assert first.next_url == "?page=2"


def test_the_last_page_is_what_is_left(rows):
    last = bounded(rows, request("page=3"), per_page=25)
    assert [len(last.rows), last.first, last.last, last.has_next] == [10, 51, 60, False]


@pytest.mark.parametrize("number", ["0", "-1", "abc", "²", "", "99999999999"])
def test_a_page_that_makes_no_sense_is_the_first(rows, number):
    assert bounded(rows, request(f"page={number}")).number == 1


def test_a_page_beyond_the_end_is_the_last(rows):
    assert bounded(rows, request("page=99"), per_page=25).number == 3


def test_filters_stay_in_the_address(rows):
    second = bounded(rows, request("q=a%26b&status=x&status=y&page=2"), per_page=25)
    assert second.next_url == "?q=a%26b&status=x&status=y&page=3"
    assert second.url(1) == "?q=a%26b&status=x&status=y"


def test_an_empty_list_has_one_empty_page(rows):
    nothing = bounded(rows.none(), request())
    assert [nothing.count_label, nothing.first, nothing.last, nothing.is_single] == ["0", 0, 0, True]


def test_no_list_is_counted_further_than_anybody_reads(rows, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(pages, "COUNTED", 50)
    with django_assert_num_queries(2) as asked:
        first = bounded(rows, request(), per_page=25)
    assert first.count_label == "over 50"
    assert "LIMIT 51" in asked.captured_queries[0]["sql"]
    assert [link.number for link in first.links] == [1, 2]
    assert bounded(rows, request("page=3"), per_page=25).first == 51


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_page_costs_two_statements(rows, number, django_assert_num_queries):
    with django_assert_num_queries(2):
        bounded(rows, request(f"page={number}"), per_page=25)


def test_links_leave_out_what_is_far_away(rows):
    links = bounded(rows, request("page=5"), per_page=5).links
    assert [link.number for link in links] == [1, None, 4, 5, 6, None, 12]
