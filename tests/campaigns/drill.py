"""The register destroyed while somebody writes, and brought back from what the backup had laid down until then.

``./dev campaign drill 500 1000`` takes 500 persons with a file each, and 1,000 MB of rows beside them.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

import psycopg
from django.conf import settings
from django.utils import timezone

from cmm.backup import keys
from cmm.backup.private_server import PrivateServer
from cmm.core.context import Context, enter
from tests.backup.damages import DAMAGES, damaged
from tests.backup.drill import NAME, Drill, approved_for_destruction, destroyed, plant, sealed
from tests.jobs.worker import eventually

PERSONS, MEGABYTES, SEED, SECONDS = 200, 200, 2026, 60
FILLER = "CREATE TABLE filler AS SELECT repeat(md5(n::text), 30) AS words FROM generate_series(1, %s) AS n"


def main(words: list[str]) -> tuple[str, bool]:
    persons, megabytes = ([int(word) for word in words] + [PERSONS, MEGABYTES][len(words) :])[:2]
    with tempfile.TemporaryDirectory(prefix="cmm-drill-", dir=Path(settings.ROOT) / ".local") as folder:
        drill = Drill(Path(folder) / "drill")
        try:
            drill.start()
            drill.keys.write_text(keys.new_key())
            with patch.dict(os.environ, drill.variables):
                return told(*lived(drill, persons, megabytes), drill)
        finally:
            drill.forget()


def lived(drill, persons, megabytes):
    """Planted, backed up, written in while the backup is killed and started again; then everything is gone."""
    chance, noted = random.Random(SEED), []
    with drill.entered():
        enter(Context(None, "campaign"), local=False)
        plant(persons)
        sealed()
        with psycopg.connect(drill.address("postgres"), autocommit=True) as connection:
            connection.execute(FILLER % (megabytes * 1024))
        with following() as first:
            eventually(lambda: list(drill.shelf.glob("base/*/manifest")), seconds=3600)
            approved_for_destruction()
            time.sleep(1)
            before = timezone.now()
            time.sleep(1)
            destroyed()
            write(noted, chance.uniform(0.2, 0.5) * SECONDS)
            first.kill()
        with following():
            write(noted, chance.uniform(0.5, 1) * SECONDS)
            drill.destroy()
        return noted, time.time(), before


@contextmanager
def following():
    """The process that stays, as it is started on a real machine; killed when the block ends."""
    process = subprocess.Popen([sys.executable, "-m", "cmm", "backup"], cwd=settings.ROOT, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def write(noted, seconds):
    """Somebody at work: when each answer came is noted."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        noted.append((plant(1), time.time()))
        time.sleep(0.05)
        if len(noted) % 100 == 0:
            sealed()


def restored(target, *options, **variables):
    began = time.monotonic()
    command = [sys.executable, "-m", "cmm", "backup", "restore", str(target), *options]
    done = subprocess.run(command, cwd=settings.ROOT, env=os.environ | variables, capture_output=True, text=True)
    return done, time.monotonic() - began


def told(noted, destroyed_at, before, drill):
    target = drill.folder / "register"
    size = sum(path.stat().st_size for path in drill.shelf.rglob("*") if path.is_file()) >> 20
    done, took = restored(target)
    lines = [f"{len(noted)} persons written while the backup was killed and followed again, then everything destroyed"]
    lines += [f"the backup: {size} MB", *(done.stdout or done.stderr).splitlines()]
    if done.returncode:
        return "\n".join([*lines, "BROKEN"]), False
    there = cases_in(target)
    kept = [moment for pk, moment in noted if pk in there]
    lost = [moment for pk, moment in noted if pk not in there]
    holes = sum(moment < max(kept, default=0) for moment in lost)
    rpo = destroyed_at - max(kept, default=0)
    lines += [f"lost {len(lost)} of {len(noted)}, of them older than one that is there: {holes}"]
    lines += [f"RPO {rpo:.1f} s (60), RTO {took:.1f} s"]
    earlier, _took = restored(drill.folder / "earlier", "--to", before.isoformat())
    lines += ["", f"To a moment before a case was destroyed ({earlier.returncode}):", *earlier.stdout.splitlines()]
    ok = not holes and rpo <= 60 and earlier.returncode == 0 and "destroyed again 1 cases" in earlier.stdout
    failures, all_loud = loud(drill)
    ok = ok and all_loud
    return "\n".join([*lines, "", *failures, "holds" if ok else "BROKEN"]) + "\n", ok


def cases_in(target):
    with (
        started(PrivateServer(target / "postgres")) as server,
        psycopg.connect(server.address("postgres", NAME)) as one,
    ):
        return {pk for (pk,) in one.execute("SELECT id FROM cases_case")}


@contextmanager
def started(server):
    try:
        server.start(None)
        yield server
    finally:
        server.stop()


def loud(drill):
    """Each damage by the command itself: its code, its one line, and that nothing is left."""
    lines, ok, target = [], True, drill.folder / "never"
    trials = [(damage, lambda damage=damage: damaged(drill.folder, damage), {}) for damage in DAMAGES]
    trials += [("another key", lambda: nullcontext(), {"CMM_BACKUP_KEY": keys.new_key()})]
    for name, harm, variables in trials:
        with harm():
            done, _took = restored(target, **variables)
        said = done.stderr.splitlines()
        fine = done.returncode == 1 and len(said) == 1 and not list(drill.folder.glob("never*"))
        lines.append(f"{name}: {done.returncode}, {said[0] if said else 'nothing said'}")
        ok = ok and fine
    return lines, ok
