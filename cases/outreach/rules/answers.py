"""The answers of a form, as far as they can be judged without the register."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def digest_of(facts: Mapping[str, Any]) -> str:
    """What the form said, as one short mark: two sendings with the same mark said the same."""
    told = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(told.encode()).hexdigest()
