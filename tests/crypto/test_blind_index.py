"""A number is found by a keyed index that tells nothing without the key."""

from hypothesis import given
from hypothesis import strategies as st

from cmm.crypto.blind_index import blind_index, blind_indexes
from tests.crypto.keyrings import as_setting, new_keyring, with_another_in_use

OURS, COLUMN = new_keyring(), "cases_identity.number_index"


def index(value, column=COLUMN, keyring=OURS):
    with as_setting(keyring):
        return blind_index(value, column=column)


@given(st.text(), st.text())
def test_equal_values_and_only_they_have_equal_indexes(one, other):
    assert (index(one) == index(other)) == (one == other)


def test_each_column_and_each_keyring_has_indexes_of_its_own():
    assert len({index("x"), index("x", column="cases_safetynote.phone_index"), index("x", keyring=new_keyring())}) == 3


def test_the_index_is_whole_and_names_its_key():
    version, key_id, digest = index("x").split(b"|", 2)
    assert (version, key_id, len(digest)) == (b"v1", OURS["index"]["in_use"].encode(), 32)


def test_during_a_rotation_old_and_new_indexes_are_searched():
    with as_setting(with_another_in_use(OURS, "index")):
        assert blind_indexes("x", column=COLUMN) == [index("x"), blind_index("x", column=COLUMN)]
