"""What lies in the folder of the backup says of itself where it belongs, that it is whole, and by which key."""

import io
import json

import pytest

from cmm.backup import keys
from cmm.backup.beside import joined
from cmm.backup.keys import PURPOSE
from cmm.backup.shelf import Damaged, Shelf
from cmm.crypto.keyring import read_ring


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path, ring(keys.new_key()))


def ring(written):
    return read_ring(PURPOSE, json.loads(written)[PURPOSE])


def laid(shelf, *pieces):
    for name, content in pieces:
        shelf.put(f"wal/{name}", io.BytesIO(content))


def together(shelf):
    return list(joined(shelf, "wal", 16, 0, "The log"))


def test_pieces_that_join_are_read_in_their_order_and_one_that_has_no_end_is_left_out(shelf):
    laid(shelf, ("0-3-a", b"abc"), ("3-6-b", b"def"), ("3-8-c", b"defgh"))
    shelf.path("wal/3-7-torn").write_bytes(b"v1|k0|half")
    shelf.path("wal/8-9-torn").write_bytes(b"")
    assert together(shelf) == [(0, b"abc"), (3, b"def"), (3, b"defgh")]
    assert (shelf.holds("wal/3-6-b", 3), shelf.holds("wal/3-7-torn", 4)) == (True, False)


def test_a_gap_and_a_moved_piece_are_told(shelf):
    laid(shelf, ("0-3-a", b"abc"), ("5-6-b", b"f"))
    with pytest.raises(Damaged, match="The log is missing between 3 and 5"):
        together(shelf)
    shelf.path("wal/5-6-b").rename(shelf.path("wal/3-4-b"))
    with pytest.raises(Damaged, match="wal/3-4-b is damaged"):
        together(shelf)


def test_a_name_is_used_once(shelf):
    laid(shelf, ("0-3-a", b"abc"))
    with pytest.raises(FileExistsError):
        laid(shelf, ("0-3-a", b"xyz"))


def test_a_new_key_closes_and_the_older_still_opens(shelf):
    older = keys.new_key()
    laid(Shelf(shelf.folder, ring(older)), ("0-3-a", b"abc"))
    newer = Shelf(shelf.folder, ring(keys.new_key(older)))
    laid(newer, ("3-4-b", b"d"))
    assert b"".join(content for _start, content in together(newer)) == b"abcd"
    with pytest.raises(Damaged, match="3-4-b is damaged, or was closed with another key"):
        together(Shelf(shelf.folder, ring(older)))
