"""Files at rest: closed, whole or not at all, each bound to its name."""

import os
import stat
import time
from datetime import timedelta
from uuid import uuid4

import pytest

from cmm.crypto import vault
from cmm.crypto.cipher import Unreadable
from tests.crypto.keyrings import as_setting, new_keyring, with_another_in_use

TEXT = b"En samtale. " * 20_000


def put(content=TEXT):
    name = uuid4()
    vault.put(name, content)
    return name


def test_what_is_put_is_taken_and_cannot_be_read_where_it_lies():
    name = put()
    assert vault.take(name) == TEXT
    assert b"samtale" not in vault.path_of(name).read_bytes()
    assert stat.S_IMODE(vault.path_of(name).stat().st_mode) == 0o600
    assert vault.path_of(name).parent.name == name.hex[:2]


def flipped(content):
    return content[:-9] + bytes([content[-9] ^ 1]) + content[-8:]


@pytest.mark.parametrize(
    "change",
    [
        flipped,
        lambda content: content[:-1],
        lambda content: content[: 64 * 1024],
        lambda _content: b"",
        lambda _c: b"%PDF",
    ],
)
def test_what_was_changed_or_cut_off_gives_nothing(change):
    name = put()
    vault.path_of(name).write_bytes(change(vault.path_of(name).read_bytes()))
    with pytest.raises(Unreadable):
        vault.take(name)


def test_a_file_in_anothers_place_gives_nothing():
    name, other = put(), put(b"En andens.")
    vault.path_of(other).replace(vault.path_of(name))
    for one in (name, other):
        with pytest.raises(Unreadable):
            vault.take(one)


def test_a_file_closed_with_a_key_that_is_gone_gives_nothing():
    with as_setting(new_keyring()):
        name = put()
    with as_setting(new_keyring()), pytest.raises(Unreadable):
        vault.take(name)


@pytest.mark.parametrize("dies_in", ["fsync", "replace"])
def test_whoever_dies_on_the_way_leaves_no_file_and_the_half_is_cleared(monkeypatch, dies_in):
    def die(*_args):
        raise SystemExit

    with monkeypatch.context() as dying:
        if dies_in == "fsync":
            dying.setattr("cmm.crypto.vault.os.fsync", die)
        else:
            dying.setattr("pathlib.Path.replace", die)
        with pytest.raises(SystemExit):
            put()
    assert (list(vault.kept()), len(list(vault.halves()))) == ([], 1)
    vault.drop_halves(timedelta(days=1))
    assert len(list(vault.halves())) == 1
    age(*vault.halves())
    vault.drop_halves(timedelta(days=1))
    assert list(vault.halves()) == []


def age(*paths):
    """They have lain there for two days."""
    then = time.time() - 2 * 86_400
    for path in paths:
        os.utime(path, (then, then))


def test_only_what_is_old_enough_is_named():
    older, newer = put(), put()
    age(vault.path_of(older))
    assert vault.older_than(timedelta(days=1)) == [older]
    vault.drop(older)
    vault.drop(older)
    assert list(vault.kept()) == [newer]


def test_a_file_comes_under_the_key_in_use_and_is_the_same():
    keys = new_keyring()
    with as_setting(keys):
        name = put()
        assert not vault.is_stale(name)
    with as_setting(with_another_in_use(keys, "files")):
        assert vault.is_stale(name)
        vault.close_anew(name)
        assert (vault.is_stale(name), vault.take(name), vault.is_stale(uuid4())) == (False, TEXT, False)
