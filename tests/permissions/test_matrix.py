"""Every page × every role × each relation to the row: who opens it. What may never work is tried with some roles and
verbs, others on each page; with every one by ``./dev campaign matrix``.
"""

import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests.permissions.matrix import EVERYBODY, FETCHED, FORMS_ONLY, HALFWAY, KEYED, PAGES, PUBLIC, TOLD
from tests.permissions.standing import as_role, drawer, logged_in, shelf, some, world

__all__ = ["as_role", "drawer", "logged_in", "shelf", "world"]

HIDDEN = 404
# Forms of whoever has no account too: they lead to where one was.
VISITORS_TOO = {"language", "leave"}
OTHER_VERBS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def url_names(resolver=None, space=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from url_names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}"


def test_every_page_is_in_the_matrix():
    assert set(url_names()) == set(PAGES) | PUBLIC | FETCHED | HALFWAY | KEYED | TOLD


def test_every_role_is_in_the_matrix(people):
    assert set(people) == EVERYBODY


def knock(client, page, address):
    url = reverse(page, kwargs=address)
    return client.post(url) if page in FORMS_ONLY else client.get(url)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_opens_to_exactly_these_roles(name, world, as_role):
    kind, relations = PAGES[name]
    opened = {}
    for relation in relations:
        address = world.rows[kind][relation] if kind else {}
        answers = {role: knock(as_role(role), name, address).status_code for role in EVERYBODY}
        assert {status for status in answers.values() if status >= 500} == set()
        opened[relation] = {role for role, status in answers.items() if status != HIDDEN}
    assert opened == {relation: set(roles) for relation, roles in relations.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(PAGES) - FORMS_ONLY))
def test_a_form_sent_to_a_closed_page_meets_the_same_nothing(name, world, as_role):
    kind, relations = PAGES[name]
    for relation in few(relations):
        url = reverse(name, kwargs=world.rows[kind][relation] if kind else {})
        closed_to = some(EVERYBODY - set(relations[relation]), of=f"{name} {relation}", most=1)
        answers = {role: as_role(role).post(url).status_code for role in closed_to}
        assert set(answers.values()) <= {HIDDEN, 405}, answers


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_visitor_is_asked_to_log_in(name, world):
    kind, relations = PAGES[name]
    for relation in relations:
        answer = knock(Client(), name, world.rows[kind][relation] if kind else {})
        assert (answer.status_code, "/login/" in answer.url) == (302, name not in VISITORS_TOO)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_pages_tell_nothing_and_ask_nothing(name):
    assert Client().get(reverse(name)).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(KEYED))
def test_a_page_behind_a_key_is_nothing_to_whoever_has_none(name, as_role):
    """Logged in or not, whatever the role: the same nothing."""
    url = reverse(name, args=["A" * 43])
    browsers = [Client(), *(as_role(role) for role in EVERYBODY)]
    assert {browser.get(url).status_code for browser in browsers} == {HIDDEN}
    assert {Client().generic(verb, url).status_code for verb in ("POST", *OTHER_VERBS)} == {405}


@pytest.mark.django_db
def test_a_row_one_may_not_see_answers_like_one_that_does_not_exist(world, as_role):
    client = as_role("shelter_staff")
    pages = []
    for relation in ("mine", "absent"):
        address = world.rows["case"][relation]
        answer = client.get(reverse("case_detail", kwargs=address))
        pages.append((answer.status_code, plain(answer.content.decode(), address["ref"])))
    assert pages[0] == pages[1]


def plain(page, ref):
    """A page without the address that was asked for, its form tokens and its session's seconds, new each time."""
    return re.sub(r'[A-Za-z0-9]{64}|data-(left|longest)="\d+"', "NEW", page.replace(ref, "REF"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_other_verb_does_or_tells_anything(name, world, as_role):
    """Not allowed, or not there: and the same of a row that exists as of one that does not."""
    kind, relations = PAGES[name]
    verbs = some(OTHER_VERBS, of=name, most=2)
    for role in some(EVERYBODY, of=name, most=1):
        browser, answers = as_role(role), {}
        for relation in set(few(relations)) - {"mine"} or relations:
            url = reverse(name, kwargs=world.rows[kind][relation] if kind else {})
            answers[relation] = tuple(browser.generic(verb, url).status_code for verb in verbs)
        assert set(answers.values()) <= {(HIDDEN,) * len(verbs), (405,) * len(verbs)}, (role, answers)
        assert len(set(answers.values())) == 1, (role, answers)


def few(relations):
    """Of more relations than three, the reader's own, one kept from everybody, and none."""
    return ("mine", "kept", "absent") if {"mine", "kept", "absent"} <= set(relations) else tuple(relations)
