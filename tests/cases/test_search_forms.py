"""What a search reads of an identity is kept up to date, closed, and made anew when its rules change."""

from io import StringIO

import pytest
from django.core.management import call_command

from cases.matching import form as forms
from cases.models import Identity
from cases.particulars import Contact, Names
from cases.selectors.search import find_persons
from cases.services import change_identity, record_identity
from cmm.crypto.cipher import Opener, Unreadable, encrypt
from tests.factories.accounts import home_of
from tests.factories.cases import CaseFactory
from tests.factories.identities import IdentityFactory

pytestmark = pytest.mark.django_db


def refill():
    told = StringIO()
    call_command("refill_search", batch=2, stdout=told)
    return told.getvalue().strip()


def test_the_verbs_write_it_with_every_change(caseworker):
    case = CaseFactory(organisation=home_of("cmm_caseworker"))
    identity = record_identity(actor=caseworker, case=case, particulars=Names(given_names="Fiktiva"))
    assert identity.search.reveal() == "2\nfiktiva/fiktiva\n\n"

    change_identity(actor=caseworker, identity=identity, version=1, particulars=Contact(phone="20 11 22 33"))

    assert Identity.objects.get().search.reveal() == "2\nfiktiva/fiktiva\n4520112233\n"
    assert "Fiktiva" not in repr(identity.search)


def test_rows_without_it_are_found_and_filled_once(caseworker):
    for _each in range(3):
        IdentityFactory(case=CaseFactory(organisation=home_of("cmm_caseworker")))
    assert len(find_persons(caseworker, name="Fiktiva Opdigtsen").found) == 3

    assert [refill(), refill()] == ["cases_identity: 3 filled", "cases_identity: 0 filled"]
    assert not Identity.objects.filter(search__isnull=True).exists()
    assert len(find_persons(caseworker, name="Fiktiva Opdigtsen").found) == 3


def test_rows_of_other_rules_are_found_and_filled_anew(caseworker, monkeypatch):
    case = CaseFactory(organisation=home_of("cmm_caseworker"))
    record_identity(actor=caseworker, case=case, particulars=Names(given_names="Fiktiva"))
    monkeypatch.setattr(forms, "VERSION", "another")

    assert [one.case for one in find_persons(caseworker, name="Fiktiva").found] == [case]
    assert refill() == "cases_identity: 1 filled"
    assert Identity.objects.get().search.reveal().startswith("another\n")


def test_many_are_opened_as_closed_as_one():
    opener, sealed = Opener("identity"), encrypt(b"Fiktiva", purpose="identity", bound_to="here")
    assert opener.open(sealed, "here") == b"Fiktiva"
    for wrong, place in (
        (sealed, "there"),
        (sealed[:-1] + bytes([sealed[-1] ^ 1]), "here"),
        (sealed.replace(b"v1|", b"v2|", 1), "here"),
        (b"v1|unknown|" + sealed.split(b"|", 2)[2], "here"),
    ):
        with pytest.raises(Unreadable):
            opener.open(wrong, place)
