"""Everything the register leaves lying about: where a thief, a backup or an administrator would look."""

import logging
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis
from django.conf import settings
from django.db import connection

from cmm.embedded.places import Place
from cmm.embedded.servers import Servers

SERVERS = Servers(Place("test"))


def administrator():
    """The superuser's connection to the database under test: it sees what row-level security hides."""
    address = SERVERS.postgres.address("postgres", connection.settings_dict["NAME"])
    return psycopg.connect(address, autocommit=True)


def wal_now():
    with administrator() as server:
        return server.execute("SELECT pg_walfile_name(pg_current_wal_lsn())").fetchone()[0]


@contextmanager
def wal_kept():
    """No file of the write-ahead log goes while the block lasts, whatever others write beside it. Gives the first."""
    slot = f"markers_{os.getpid()}"
    with administrator() as server:
        server.execute("SELECT pg_create_physical_replication_slot(%s, true)", [slot])
        try:
            yield wal_now()
        finally:
            server.execute("SELECT pg_drop_replication_slot(%s)", [slot])


def dump(folder):
    target = folder / "dump.sql"
    address = SERVERS.postgres.address("postgres", connection.settings_dict["NAME"])
    program = SERVERS.postgres.cluster.program("pg_dump")
    subprocess.run([program, f"--file={target}", f"--dbname={address}"], check=True, capture_output=True)
    return [target]


def wal_since(first):
    """The write-ahead log from the file that was open when the test began."""
    folder, last = SERVERS.postgres.cluster.folder / "pg_wal", wal_now()
    return [path for path in sorted(folder.iterdir()) if path.is_file() and first <= path.name <= last]


def tables():
    """The database's own files, written out."""
    with administrator() as server:
        server.execute("CHECKPOINT")
        (oid,) = server.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
    return [path for path in (SERVERS.postgres.cluster.folder / "base" / str(oid)).iterdir() if path.is_file()]


def broker():
    """What Redis would write, uncompressed; it is asked once and the file goes again."""
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        server.config_set("rdbcompression", "no")
        server.save()
    path = SERVERS.place.home / "dump.rdb"
    yield path
    path.unlink()


def logs():
    return sorted(SERVERS.place.home.glob("*.log"))


def media():
    """The folder of the cases' files, half-written ones and all."""
    return [path for path in Path(settings.CMM_FILES_FOLDER).rglob("*") if path.is_file()]


@contextmanager
def listening(path):
    """Everything any logger of this process says goes to ``path`` as well."""
    ear = logging.FileHandler(path)
    logging.getLogger().addHandler(ear)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(ear)
        ear.close()
