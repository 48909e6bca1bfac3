"""Files in chunks: whole, in order, in their place, or not at all."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmm.crypto import streams
from cmm.crypto.cipher import Unreadable
from cmm.crypto.streams import decrypt_stream, encrypt_stream, key_id_of, plain_length
from tests.crypto.keyrings import as_setting, new_keyring, with_another_in_use, without_the_older

OURS = new_keyring()
HERE = "cases_document.file:00000000-0000-0000-0000-00000000000a"
thorough = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
SMALL = 16


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    """Sixteen bytes to a chunk, so that a small file has many."""
    monkeypatch.setattr(streams, "CHUNK", SMALL)


def closed(plain):
    with as_setting(OURS):
        return b"".join(encrypt_stream(io.BytesIO(plain), bound_to=HERE))


def opened(sealed, bound_to=HERE, keyring=OURS):
    with as_setting(keyring):
        return b"".join(decrypt_stream(io.BytesIO(sealed), bound_to=bound_to))


def parts(sealed):
    """The beginning, and the chunks after it."""
    start = len(f"v1|{OURS['files']['in_use']}|") + streams.SALT
    size = SMALL + streams.TAG
    return sealed[:start], [sealed[at : at + size] for at in range(start, len(sealed), size)]


@thorough
@given(st.binary(max_size=100))
def test_a_file_comes_back_as_it_was(plain):
    sealed = closed(plain)
    assert (opened(sealed), plain_length(len(sealed), OURS["files"]["in_use"])) == (plain, len(plain))


@thorough
@given(st.binary(max_size=100), st.data())
def test_a_file_cut_anywhere_raises(plain, data):
    sealed = closed(plain)
    with pytest.raises(Unreadable):
        opened(sealed[: data.draw(st.integers(0, len(sealed) - 1))])


@thorough
@given(st.binary(max_size=100), st.data())
def test_one_changed_byte_raises(plain, data):
    sealed = bytearray(closed(plain))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unreadable):
        opened(bytes(sealed))


@thorough
@given(st.binary(min_size=SMALL * 3, max_size=SMALL * 6), st.data())
def test_chunks_swapped_doubled_or_left_out_raise(plain, data):
    start, chunks = parts(closed(plain))
    one, other = data.draw(st.lists(st.integers(0, len(chunks) - 1), min_size=2, max_size=2, unique=True))
    swapped = list(chunks)
    swapped[one], swapped[other] = chunks[other], chunks[one]
    doubled = [*chunks[: one + 1], *chunks[one:]]
    left_out = chunks[:one] + chunks[one + 1 :]
    for wrong in (swapped, doubled, left_out):
        with pytest.raises(Unreadable):
            opened(start + b"".join(wrong))


def test_a_file_grown_at_the_end_raises():
    for more in (b"x", closed(b"another")):
        with pytest.raises(Unreadable):
            opened(closed(b"a whole file") + more)


def test_a_chunk_of_another_file_raises():
    start, chunks = parts(closed(b"x" * 40))
    _, others = parts(closed(b"y" * 40))
    with pytest.raises(Unreadable):
        opened(start + chunks[0] + others[1] + chunks[2])


def test_a_file_moved_to_another_row_raises():
    with pytest.raises(Unreadable):
        opened(closed(b"x" * 40), bound_to="cases_document.file:00000000-0000-0000-0000-00000000000b")


def test_an_older_key_opens_until_it_is_dropped():
    sealed, newer = closed(b"x" * 40), with_another_in_use(OURS, "files")
    assert opened(sealed, keyring=newer) == b"x" * 40
    for keyring in (without_the_older(newer, "files"), new_keyring()):
        with pytest.raises(Unreadable):
            opened(sealed, keyring=keyring)


def test_the_key_a_file_asks_for_is_read_without_opening_it():
    assert key_id_of(io.BytesIO(closed(b""))) == OURS["files"]["in_use"]


class Dripping(io.BytesIO):
    """Hands out three bytes at most, as a socket may."""

    def read(self, size=-1):
        return super().read(min(size, 3))


def test_a_source_that_drips_gives_the_same_file():
    with as_setting(OURS):
        sealed = b"".join(encrypt_stream(Dripping(b"x" * 50), bound_to=HERE))
        assert b"".join(decrypt_stream(Dripping(sealed), bound_to=HERE)) == b"x" * 50


def test_pieces_are_given_before_the_file_is_read_to_its_end():
    with as_setting(OURS):
        pieces = decrypt_stream(io.BytesIO(closed(b"x" * 40)[:-1]), bound_to=HERE)
        assert next(pieces) == b"x" * SMALL
        with pytest.raises(Unreadable):
            list(pieces)
