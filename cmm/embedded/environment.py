"""What the register's processes find in their environment when they run on the embedded servers."""

import os
import shlex
from pathlib import Path

from cmm.crypto import making
from cmm.embedded.passwords import kept_word
from cmm.embedded.servers import Servers


def addresses(servers: Servers, database: str = "cmm", broker: int = 0) -> dict[str, str]:
    address = servers.postgres.address
    return {
        "DATABASE_URL": address("cmm_web", database),
        "DATABASE_WORKER_URL": address("cmm_worker", database),
        "DATABASE_DESTRUCTION_URL": address("cmm_destruction", database),
        "DATABASE_BACKUP_URL": address("cmm_backup", database),
        "DATABASE_OWNER_URL": address("cmm_owner", database),
        "REDIS_URL": servers.redis.address(broker),
    }


def settings(servers: Servers, database: str = "cmm", broker: int = 0) -> dict[str, str]:
    """Addresses, and for what only the demonstration may leave unsaid, a value of this machine."""
    return addresses(servers, database, broker) | {
        "DJANGO_SETTINGS_MODULE": f"cmm.settings.{servers.place.name}",
        "SECRET_KEY": kept(servers, "SECRET_KEY"),
        "CMM_CONTEXT_KEY": kept(servers, "CMM_CONTEXT_KEY"),
        "CMM_SYSTEM_KEY": kept(servers, "CMM_SYSTEM_KEY"),
        "CMM_KEYRING": os.environ.get("CMM_KEYRING") or kept_keyring(servers.place.home / "keyring.json"),
        "CMM_FILES_FOLDER": os.environ.get("CMM_FILES_FOLDER") or str(servers.place.home / "files"),
    }


def kept(servers: Servers, name: str) -> str:
    """A secret of this machine, made once, unless the environment has its own."""
    return os.environ.get(name) or kept_word(servers.place.home / name.lower().replace("_", "-"), 64)


def kept_keyring(path: Path) -> str:
    """The keys of this machine's demonstration or tests, made on the first asking."""
    if not path.exists():
        making.write(path, making.new_keyring())
    return str(path)


def export_lines(values: dict[str, str]) -> str:
    return "\n".join(f"export {name}={shlex.quote(value)}" for name, value in values.items())
