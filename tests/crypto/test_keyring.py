"""Where keys come from, and what is said when they are wrong."""

import base64
import json
import stat
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from cmm.crypto import making
from cmm.crypto.keyring import PURPOSES, UnknownKey, ring, rings
from cmm.embedded.environment import kept_keyring
from tests.crypto.keyrings import as_setting, new_keyring, with_another_in_use


def test_every_purpose_has_keys_of_its_own():
    with as_setting(new_keyring()):
        assert set(rings()) == set(PURPOSES) == {"identity", "index", "log", "files"}
        assert len({ring(purpose).in_use.secret for purpose in PURPOSES}) == len(PURPOSES)


def test_an_older_key_still_opens_and_only_the_one_in_use_closes():
    older = new_keyring()
    newer = with_another_in_use(older, "identity")
    with as_setting(newer):
        assert ring("identity").in_use.id == newer["identity"]["in_use"] != older["identity"]["in_use"]
        assert ring("identity").key(older["identity"]["in_use"]).id == older["identity"]["in_use"]


def test_a_key_nobody_holds_is_an_error():
    with as_setting(new_keyring()), pytest.raises(UnknownKey):
        ring("identity").key("k0")


def test_a_changed_file_is_read_by_whoever_asks_next(tmp_path):
    path, first = tmp_path / "keyring.json", new_keyring()
    making.write(path, first)
    with override_settings(CMM_KEYRING=str(path)):
        assert ring("log").in_use.id == first["log"]["in_use"]
        second = with_another_in_use(first, "log")
        making.write(path, second)
        assert ring("log").in_use.id == second["log"]["in_use"]


def test_a_keyring_is_written_for_its_owner_alone(tmp_path):
    making.write(tmp_path / "keyring.json", new_keyring())
    assert stat.S_IMODE((tmp_path / "keyring.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["keyring.json"]


def test_a_demonstration_keeps_the_keys_it_made(tmp_path):
    path = tmp_path / "keyring.json"
    assert kept_keyring(path) == str(path)
    first = path.read_text()
    assert (kept_keyring(path), path.read_text()) == (str(path), first)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


SHORT = base64.b64encode(b"short").decode()
WRONG = {
    "no JSON": "{not json",
    "a purpose missing": json.dumps({"identity": new_keyring()["identity"]}),
    "no key in use": json.dumps(new_keyring() | {"log": {"keys": {"k1": SHORT}}}),
    "a short key": json.dumps(new_keyring() | {"log": {"in_use": "k1", "keys": {"k1": SHORT}}}),
    "no base64": json.dumps(new_keyring() | {"log": {"in_use": "k1", "keys": {"k1": SHORT + "!"}}}),
    "a bar in an id": json.dumps(
        new_keyring() | {"log": {"in_use": "k|1", "keys": {"k|1": new_keyring()["log"]["keys"].popitem()[1]}}}
    ),
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_a_wrong_keyring_stops_and_shows_no_key(text):
    with override_settings(CMM_KEYRING=text), pytest.raises(ImproperlyConfigured) as refused:
        rings()
    assert SHORT not in str(refused.value)


def test_no_key_stands_in_a_printed_ring():
    with as_setting(new_keyring()):
        key = ring("identity").in_use
        assert repr(key) == f"Key(id='{key.id}')"
        assert repr(key.secret) not in repr(ring("identity"))


def command(*words):
    done = subprocess.run(
        [sys.executable, "-m", "cmm.crypto", *words], cwd=settings.ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.strip(), done.stderr.strip()


def test_keys_are_made_added_used_and_dropped_by_hand(tmp_path):
    path = tmp_path / "keyring.json"
    path.write_text(command("new")[1])
    first = json.loads(path.read_text())["identity"]["in_use"]

    _, second, _ = command("add", "identity", str(path))
    assert command("drop", "identity", first, str(path)) == (1, "", f"{first} is in use. Use another first.")
    assert command("use", "identity", second, str(path)) == (0, "", "")
    assert command("drop", "identity", first, str(path)) == (0, "", "")

    with override_settings(CMM_KEYRING=str(path)):
        assert (ring("identity").in_use.id, set(ring("identity").keys)) == (second, {second})


def test_an_unknown_word_says_which_there_are():
    code, said, _ = command("ad", "identity")
    assert (code, said.splitlines()[0]) == (2, "python -m cmm.crypto WORD")
