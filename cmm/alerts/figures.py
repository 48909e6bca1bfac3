"""How the register itself is: a few figures, from a handful of cheap statements that nobody's rights are needed for."""

import json
import shutil
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from cmm.core.health import broker_answers

# Everything by the database's clock. What has never been is infinitely long ago.
STATEMENT = r"""
SELECT
    (SELECT coalesce(max(extract(epoch FROM clock_timestamp() - since)), 0) FROM (
        SELECT min(not_before) AS since FROM jobs_job WHERE state = 'queued' AND not_before < clock_timestamp()
        UNION ALL
        SELECT min(lease_until) FROM jobs_job WHERE state = 'running' AND lease_until < clock_timestamp()
    ) AS due) AS oldest_due_job_seconds,
    (SELECT count(*) FROM jobs_job WHERE state = 'failed' AND not_before > clock_timestamp() - interval '1 day')
        AS jobs_failed_lately,
    (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(at)), 0) FROM audit_unsealed)
        AS oldest_unsealed_seconds,
    (SELECT coalesce(extract(epoch FROM clock_timestamp() - max(at)), 'Infinity') FROM jobs_pulse
        WHERE kind = 'worker') AS worker_silent_seconds,
    (SELECT coalesce(extract(epoch FROM clock_timestamp() - max(at)), 'Infinity') FROM jobs_pulse
        WHERE kind = 'beat') AS beat_silent_seconds,
    (SELECT coalesce(jsonb_agg(jsonb_build_array(
        active, pg_wal_lsn_diff(pg_current_wal_flush_lsn(), restart_lsn),
        extract(epoch FROM clock_timestamp() - (to_jsonb(slot) ->> 'inactive_since')::timestamptz)
    )), '[]')::text FROM pg_replication_slots slot WHERE slot_name LIKE 'cmm\_backup\_%') AS slots,
    (SELECT coalesce(extract(epoch FROM clock_timestamp() - max(
        to_timestamp(substr(slot_name, 10, 15), 'YYYYMMDD_HH24MISS')::timestamp AT TIME ZONE 'UTC'
    )), 'Infinity') FROM pg_replication_slots WHERE slot_name LIKE 'cmm\_base\_%') AS backup_base_seconds,
    (SELECT told::text FROM jobs_pulse WHERE kind = 'worker' ORDER BY at DESC LIMIT 1) AS told,
    extract(epoch FROM clock_timestamp()) AS now
"""


def figures() -> dict[str, float]:
    """Those the alerts are made of. Raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT)
        found = dict(zip([column.name for column in cursor.description], cursor.fetchone(), strict=True))
    now, told, slots = float(found.pop("now")), json.loads(found.pop("told") or "{}"), json.loads(found.pop("slots"))
    base = {"backup_base_seconds": float(found.pop("backup_base_seconds"))}
    backup = {} if settings.CMM_DEMONSTRATION else of_the_backup(slots) | base  # nobody backs fictional persons up
    return {name: float(value) for name, value in found.items()} | of_the_log(told, now) | backup | files_free()


def of_the_log(told: dict[str, Any], now: float) -> dict[str, float]:
    """What the worker said last of the log, which nobody else may read."""
    if not told:
        return {}
    figures = {"log_faults": float(told["faults"]), "log_sealed_block": float(told["sealed"])}
    figures["log_anchored_block"] = float(told["anchored"])
    since, proved = told["unanchored_since"], told["proved_at"]
    figures["unanchored_seconds"] = now - since if since else 0.0
    return figures | ({"log_unproved_seconds": now - proved} if proved else {})


def of_the_backup(slots: list[tuple[bool, float | None, float | None]]) -> dict[str, float]:
    """What the server keeps for whoever lays its log down elsewhere: how long nobody has followed, and how much waits.

    The server gives a slot up when too much waits; then there is none that goes on.
    """
    going = [(active, behind, silent) for active, behind, silent in slots if behind is not None]
    silence = [
        0.0 if active else float("inf") if silent is None else float(silent) for active, _behind, silent in going
    ]
    waiting = [float(behind) for _active, behind, _silent in going if behind is not None]
    return {
        "backup_silent_seconds": min(silence, default=float("inf")),
        "backup_behind_bytes": min(waiting, default=0.0),
    }


def files_free() -> dict[str, float]:
    """How much of the disk the files lie on is free, where this process has it."""
    try:
        room = shutil.disk_usage(settings.CMM_FILES_FOLDER)
    except OSError:
        return {}
    return {"files_free_share": room.free / room.total}


def whole() -> dict[str, float]:
    """And whether the two servers answer at all: without the database that is all there is to tell."""
    up = {"broker_up": float(broker_answers())}
    try:
        return {"database_up": 1.0} | up | figures()
    except DatabaseError:
        return {"database_up": 0.0} | up | files_free()


def jobs_by_state() -> dict[tuple[str, str], int]:
    """All there are, by kind and state: for a curve, not for a page."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, state, count(*) FROM jobs_job GROUP BY 1, 2 ORDER BY 1, 2")
        return {(kind, state): number for kind, state, number in cursor.fetchall()}


def silence() -> dict[str, float]:
    """Every process that said something lately, and how long ago."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, extract(epoch FROM clock_timestamp() - at) FROM jobs_pulse ORDER BY name")
        return {name: float(seconds) for name, seconds in cursor.fetchall()}
