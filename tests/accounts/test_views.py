import pytest
from django.test import Client
from django.urls import reverse

from cmm.accounts.models import User
from cmm.audit.models import SecurityEvent
from tests.factories.accounts import UserFactory, home_of, staff
from tests.statements import asking

pytestmark = pytest.mark.django_db
PASSWORD = "tre-ord-sammen"


@pytest.fixture
def user():
    user = staff("cmm_statistician", email="statistik@prove.test")
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(client, password=PASSWORD, email="Statistik@prove.test", **more):
    return client.post(reverse("login"), {"email": email, "password": password, **more})


def test_logging_in_leads_to_the_start_page_and_leaves_a_trace(client, user):
    answer = log_in(client)
    assert (answer.status_code, answer.url) == (302, "/")
    assert list(SecurityEvent.objects.values_list("kind", "actor_id")) == [("login.succeeded", user.pk)]


@pytest.mark.parametrize("wrong", [{"password": "noget-helt-andet"}, {"email": "ingen@prove.test"}])
def test_a_wrong_pair_gets_one_answer_whichever_was_wrong(client, user, wrong):
    answer = log_in(client, **wrong)
    assert answer.status_code == 422
    assert "E-mail eller adgangskode er forkert, eller kontoen er lukket." in answer.content.decode()
    assert list(SecurityEvent.objects.values_list("kind", "subject")) == [("login.failed", "")]


def test_a_closed_account_cannot_log_in(client, user):
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert log_in(client).status_code == 422


def test_an_account_closed_while_logged_in_is_out_on_the_next_click(client, user):
    log_in(client)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/password/").url == "/login/?next=/password/"


def test_the_way_in_never_leads_to_another_site(client, user):
    assert log_in(client, next="https://elsewhere.test/").url == "/"


def test_logging_out_needs_a_click_and_not_a_link(client, user):
    client.force_login(user)
    assert client.get(reverse("logout")).status_code == 405
    client.post(reverse("logout"))
    assert client.get("/password/").status_code == 302


def test_pages_are_danish_until_the_user_chooses_english(client, user):
    client.force_login(user)
    assert 'lang="da"' in client.get("/password/").content.decode()
    client.post(reverse("language"), {"language": "en", "next": "/password/"})
    assert 'lang="en"' in client.get("/password/").content.decode()


def test_a_visitor_chooses_a_language_too(client):
    client.post(reverse("language"), {"language": "en", "next": "/login/"})
    assert 'lang="en"' in client.get("/login/").content.decode()


def test_the_password_is_changed_and_other_log_ins_end(client, user):
    other = Client()
    other.force_login(user)
    client.force_login(user)
    new = "fire-ord-uden-mening"
    assert client.post("/password/", {"present": PASSWORD, "password": new, "again": new}).status_code == 302
    assert (client.get("/password/").status_code, other.get("/password/").status_code) == (200, 302)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"present": "forkert"}, "Det er ikke din nuværende adgangskode."),
        ({"again": "noget-andet-langt"}, "De to adgangskoder er ikke ens."),
        ({"password": "kort", "again": "kort"}, "Brug mindst 15 tegn."),
    ],
)
def test_a_password_that_will_not_do_is_told_where_it_was_typed(client, user, typed, message):
    client.force_login(user)
    form = {"present": PASSWORD, "password": "fire-ord-uden-mening", "again": "fire-ord-uden-mening"}
    answer = client.post("/password/", form | typed)
    assert (answer.status_code, message in answer.content.decode()) == (422, True)


def test_an_administrator_opens_an_account_and_is_shown_its_link_once(as_role):
    client = as_role("user_administrator")
    typed = {
        "name": "Prøve Ny", "email": "ny@prove.test", "organisation": home_of("cmm_caseworker").pk,
        "roles": ["cmm_caseworker"],
    }  # fmt: skip
    answer = client.post(reverse("user_create"), typed)
    user = User.objects.get(email="ny@prove.test")
    assert (answer.status_code, "/invitation/" in answer.content.decode(), user.roles) == (
        200,
        True,
        {"cmm_caseworker"},
    )


def test_an_administrators_wrong_form_keeps_what_was_typed(as_role):
    answer = as_role("user_administrator").post(
        reverse("user_create"), {"name": "Prøve Ny", "email": "ikke en adresse"}
    )
    text = answer.content.decode()
    assert (answer.status_code, "Prøve Ny" in text, "Fejl:" in text) == (422, True, True)
    assert not User.objects.filter(name="Prøve Ny").exists()


def test_an_organisations_administrator_sees_only_its_own_users(client, people):
    administrator = staff("user_administrator", organisation=home_of("shelter_staff"))
    client.force_login(administrator)
    text = client.get(reverse("user_list")).content.decode()
    assert (people["shelter_staff"].email in text, people["cmm_caseworker"].email in text) == (True, False)
    assert client.get(reverse("user_detail", args=[people["cmm_caseworker"].pk])).status_code == 404


def test_the_list_of_users_asks_the_same_of_the_database_for_one_and_for_many(as_role):
    client = as_role("user_administrator")
    client.get(reverse("user_list"))
    with asking(6):
        client.get(reverse("user_list"))
    UserFactory.create_batch(3, organisation=home_of("cmm_caseworker"), roles=["cmm_caseworker"])
    with asking(6):
        client.get(reverse("user_list"))
