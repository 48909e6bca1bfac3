"""C3: a wrong key, a changed byte or a moved ciphertext always raises."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmm.crypto.cipher import Unreadable, decrypt, encrypt, place
from tests.crypto.keyrings import as_setting, new_keyring, with_another_in_use, without_the_older

OURS, STRANGERS = new_keyring(), new_keyring()
ROW = UUID("00000000-0000-0000-0000-00000000000a")
HERE = place("cases_identity", "names", ROW)
thorough = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


def sealed(plain, bound_to=HERE):
    with as_setting(OURS):
        return encrypt(plain, purpose="identity", bound_to=bound_to)


def opened(closed, bound_to=HERE, keyring=OURS, purpose="identity"):
    with as_setting(keyring):
        return decrypt(closed, purpose=purpose, bound_to=bound_to)


@thorough
@given(st.binary(max_size=300))
def test_what_was_closed_opens_in_its_place(plain):
    assert opened(sealed(plain)) == plain


@thorough
@given(st.binary(max_size=60), st.data())
def test_one_changed_byte_anywhere_raises(plain, data):
    closed = bytearray(sealed(plain))
    where = data.draw(st.integers(0, len(closed) - 1))
    closed[where] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unreadable):
        opened(bytes(closed))


@thorough
@given(st.binary(max_size=60), st.data())
def test_a_ciphertext_cut_or_grown_raises(plain, data):
    closed = sealed(plain)
    cut = closed[: data.draw(st.integers(0, len(closed) - 1))]
    grown = closed + data.draw(st.binary(min_size=1, max_size=20))
    for wrong in (cut, grown):
        with pytest.raises(Unreadable):
            opened(wrong)


@thorough
@given(st.binary(max_size=60), st.uuids())
def test_a_ciphertext_moved_to_another_row_raises(plain, row):
    elsewhere = place("cases_identity", "names", row)
    if elsewhere != HERE:
        with pytest.raises(Unreadable):
            opened(sealed(plain), bound_to=elsewhere)


@thorough
@given(st.binary(max_size=60), st.sampled_from(["numbers", "contact", "nam", "names "]))
def test_a_ciphertext_moved_to_another_column_raises(plain, column):
    with pytest.raises(Unreadable):
        opened(sealed(plain), bound_to=place("cases_identity", column, ROW))


@thorough
@given(st.binary(max_size=60))
def test_somebody_elses_keys_raise_also_under_the_same_id(plain):
    closed = sealed(plain)
    disguised = {**OURS, "identity": dict(OURS["identity"])}
    disguised["identity"]["keys"] = {
        OURS["identity"]["in_use"]: next(iter(STRANGERS["identity"]["keys"].values())),
    }
    for keyring in (STRANGERS, disguised):
        with pytest.raises(Unreadable):
            opened(closed, keyring=keyring)


@thorough
@given(st.binary(max_size=80))
def test_bytes_that_were_never_closed_raise(anything):
    with pytest.raises(Unreadable):
        opened(anything)


def test_another_purpose_does_not_open_it():
    with pytest.raises(Unreadable):
        opened(sealed(b"fictional"), purpose="log")


def test_the_form_is_version_key_nonce_and_ciphertext():
    version, key_id, rest = sealed(b"fictional").split(b"|", 2)
    assert (version, key_id, rest[12:13]) == (b"v1", OURS["identity"]["in_use"].encode(), b"|")
    assert len(rest) == 12 + 1 + len(b"fictional") + 16


def test_the_same_value_closed_twice_is_two_ciphertexts():
    assert sealed(b"fictional") != sealed(b"fictional")


def test_an_older_key_opens_until_it_is_dropped():
    closed, newer = sealed(b"fictional"), with_another_in_use(OURS, "identity")
    assert opened(closed, keyring=newer) == b"fictional"
    with pytest.raises(Unreadable):
        opened(closed, keyring=without_the_older(newer, "identity"))
