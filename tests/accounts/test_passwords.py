"""Which passwords serve: long ones that have not leaked. The list is searched here and by halving."""

import hashlib
import io
import re

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cmm.accounts.passwords import stands_in
from tests.factories.accounts import UserFactory

DIGESTS = st.binary(min_size=20, max_size=20).map(lambda raw: raw.hex().upper())


@given(listed=st.sets(DIGESTS, max_size=60), other=DIGESTS, counts=st.lists(st.integers(0, 10**9), min_size=61))
def test_a_digest_is_found_exactly_where_a_line_begins_with_it(listed, other, counts):
    """With the number of leaks after a colon, as the great list has it, or without; whatever the length of a line."""
    lines = [f"{one}:{count}" if count % 2 else one for one, count in zip(sorted(listed), counts, strict=False)]
    file = io.BytesIO("".join(f"{line}\r\n" for line in lines).encode())
    asked = [*listed, other, "0" * 40, "F" * 40]
    assert [stands_in(file, one.encode()) for one in asked] == [one in listed for one in asked]


def test_the_list_that_comes_along_is_in_order_and_holds_only_digests():
    lines = (settings.ROOT / "cmm/accounts/breached.txt").read_text().splitlines()
    assert (lines == sorted(set(lines)), {bool(re.fullmatch("[0-9A-F]{40}", line)) for line in lines}) == (True, {True})


def refusals(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return [error.code for error in refused.error_list]
    return []


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("a" * 7 + "b" * 7, ["short"]),
        ("kun små bogstaver her", []),
        ("  blanke i enderne tæller  ", []),
        ("x" * 64 + "y" * 65, ["long"]),
        ("passwordpassword", ["breached"]),
        ("PasswordPassword", ["breached"]),
        (" qwertyuiopasdfgh ", []),
        ("123456789123456789", ["breached"]),
    ],
)
def test_length_and_the_list_decide_and_no_kind_of_sign(password, codes):
    assert refusals(password) == codes


def test_a_list_of_ones_own_is_searched_and_one_that_is_missing_lets_nothing_through(settings, tmp_path):
    own = tmp_path / "list.txt"
    own.write_text(hashlib.sha1(b"solsikke-i-regnvejr").hexdigest().upper() + ":12\n")
    settings.CMM_BREACHED_PASSWORDS = str(own)
    assert (refusals("solsikke-i-regnvejr"), refusals("passwordpassword")) == (["breached"], [])
    settings.CMM_BREACHED_PASSWORDS = str(tmp_path / "missing.txt")
    with pytest.raises(FileNotFoundError):
        refusals("fire ord uden mening")


def test_ones_own_address_is_no_password():
    user = UserFactory.build(email="marianne.eksempelsen@prove.test", organisation=None)
    assert refusals("marianne.eksempelsen", user) == ["password_too_similar"]
