"""Making keys, and changing the file they hang in. Nothing here needs the settings."""

import base64
import json
import os
import secrets
from pathlib import Path
from typing import Any

from cmm.crypto.keyring import KEY_BYTES, PURPOSES

Written = dict[str, dict[str, Any]]


def new_keyring() -> Written:
    """One new key for each purpose, in use."""
    made: Written = {}
    for purpose in PURPOSES:
        key_id = add_key(made, purpose)
        made[purpose]["in_use"] = key_id
    return made


def add_key(written: Written, purpose: str) -> str:
    """A new key that only opens as yet: every machine must know it before one closes with it."""
    key_id = f"k{secrets.token_hex(4)}"
    secret = base64.b64encode(os.urandom(KEY_BYTES)).decode()
    written.setdefault(purpose, {}).setdefault("keys", {})[key_id] = secret
    return key_id


def use_key(written: Written, purpose: str, key_id: str) -> None:
    if key_id not in written[purpose]["keys"]:
        raise SystemExit(f"{purpose} has no key {key_id}.")
    written[purpose]["in_use"] = key_id


def drop_key(written: Written, purpose: str, key_id: str) -> None:
    """What this key closed can never be opened again; ``manage.py rotate_keys`` first."""
    if written[purpose]["in_use"] == key_id:
        raise SystemExit(f"{key_id} is in use. Use another first.")
    if written[purpose]["keys"].pop(key_id, None) is None:
        raise SystemExit(f"{purpose} has no key {key_id}.")


def as_text(written: Written) -> str:
    return json.dumps(written, indent=1) + "\n"


def write(path: Path, written: Written) -> None:
    """Whole or not at all, for the owner's eyes only."""
    draft = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as target:
        target.write(as_text(written))
        target.flush()
        os.fsync(target.fileno())
    draft.replace(path)
