"""Keyrings for tests: random keys, in the settings of one test."""

import json

from django.test import override_settings

from cmm.crypto.making import add_key, drop_key, new_keyring, use_key


def as_setting(written):
    return override_settings(CMM_KEYRING=json.dumps(written))


def with_another_in_use(written, purpose):
    """The same ring with a newer key in use; the older ones still open."""
    copy = json.loads(json.dumps(written))
    use_key(copy, purpose, add_key(copy, purpose))
    return copy


def without_the_older(written, purpose):
    copy = json.loads(json.dumps(written))
    for key_id in set(copy[purpose]["keys"]) - {copy[purpose]["in_use"]}:
        drop_key(copy, purpose, key_id)
    return copy


__all__ = ["as_setting", "new_keyring", "with_another_in_use", "without_the_older"]
