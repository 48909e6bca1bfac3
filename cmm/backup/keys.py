"""The keys of the backup: a ring of its own, which opens nothing of the register, and whose loss loses every backup.

CMM_BACKUP_KEY is the path of a JSON file or the JSON itself: the id of the key in use, and every key by its id.
"""

import json
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from cmm.crypto.keyring import Ring, read_ring
from cmm.crypto.making import add_key, as_text
from cmm.settings import environment

NAME, PURPOSE = "CMM_BACKUP_KEY", "backup"


def ring_of_backup() -> Ring:
    """Raises ImproperlyConfigured, which says nothing of what is written there."""
    written = environment.text(NAME)
    try:
        text = written if written.lstrip().startswith("{") else Path(written).read_text()
        return read_ring(PURPOSE, json.loads(text)[PURPOSE])
    except (OSError, ValueError, TypeError, KeyError, ImproperlyConfigured):
        raise ImproperlyConfigured(f"{NAME} is no key. Make one with `python -m cmm backup new-key`.") from None


def new_key(written: str = "") -> str:
    """A ring with one more key, which is in use from now on; the earlier ones still open."""
    made = json.loads(written) if written else {}
    key_id = add_key(made, PURPOSE)
    made[PURPOSE]["in_use"] = key_id
    return as_text(made)
