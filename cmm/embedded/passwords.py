"""The embedded servers' passwords: made once, kept beside the data, readable by their owner only."""

import json
import os
import secrets
from pathlib import Path

LOGINS = ("postgres", "cmm_owner", "cmm_web", "cmm_worker", "cmm_destruction", "cmm_backup")
FIRST = LOGINS[:4]  # without these a data folder was never finished; the others came later


def generate() -> dict[str, str]:
    return {login: secrets.token_urlsafe(24) for login in LOGINS}


def read(path: Path) -> dict[str, str] | None:
    """The passwords kept in ``path``, or nothing when they are missing or cut short."""
    try:
        kept = json.loads(path.read_text())
    except (FileNotFoundError, ValueError):
        return None
    return kept if isinstance(kept, dict) and set(FIRST) <= set(kept) else None


def complete(path: Path) -> None:
    """A data folder of an earlier day lacks the logins made since: they get their passwords now."""
    kept = read(path)
    if kept is not None and not set(LOGINS) <= set(kept):
        write(path, json.dumps(generate() | kept, indent=1))


def write(path: Path, text: str) -> None:
    """Write whole or not at all, for the owner's eyes only."""
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as target:
        target.write(text)
        target.flush()
        os.fsync(target.fileno())
    draft.replace(path)


def kept_word(path: Path, length: int) -> str:
    """A secret word of this machine, made on the first asking."""
    if not path.exists():
        write(path, secrets.token_urlsafe(length))
    return path.read_text().strip()


def for_demonstration(home: Path) -> str:
    """CMM_DEMO_PASSWORD, else the one this demonstration had before, else a new one."""
    kept = home / "demo-password"
    wish = os.environ.get("CMM_DEMO_PASSWORD", "")
    if wish:
        write(kept, wish)
    return wish or kept_word(kept, 12)
