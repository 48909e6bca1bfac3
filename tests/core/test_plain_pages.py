import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override


@pytest.mark.parametrize(
    ("template", "danish", "english"),
    [
        ("500.html", "Noget gik galt", "Something went wrong"),
        ("400.html", "Siden kunne ikke læses", "The page could not be read"),
        ("403_csrf.html", "Formularen var blevet for gammel", "The form had become too old"),
    ],
)
def test_pages_for_when_nothing_else_works_need_neither_user_nor_database(template, danish, english):
    with override("da"):
        assert danish in render_to_string(template)
    with override("en"):
        assert english in render_to_string(template)


@pytest.mark.parametrize("name", ["help", "accessibility", "hidden"])
def test_open_to_everybody(client, db, name):
    assert client.get(reverse(name)).status_code == 200
    assert client.post(reverse(name)).status_code == 405


def test_what_does_not_exist_says_that_it_may_also_be_closed(client, db):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "Siden findes ikke, eller du har ikke adgang til den." in answer.content.decode()


def test_leaving_logs_out_and_goes_somewhere_neutral(as_role, settings):
    browser = as_role("cmm_caseworker")
    answer = browser.post(reverse("leave"))
    assert answer.url == settings.CMM_NEUTRAL_SITE
    assert "_auth_user_id" not in browser.session


def test_leaving_by_a_link_somebody_sent_does_nothing(as_role):
    browser = as_role("cmm_caseworker")
    assert browser.get(reverse("leave")).status_code == 405
    assert "_auth_user_id" in browser.session


def test_what_the_street_sees_names_nothing(client, db):
    html = client.get(reverse("hidden")).content.decode()
    assert "Vagtplan" in html
    assert "CMM" not in html
    assert "menneskehandel" not in html.lower()
