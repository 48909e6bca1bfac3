"""``python -m cmm web``, ``worker``, ``beat`` or ``backup``: one process; further words go to its program."""

import os
import sys

from cmm.core import counting
from cmm.start import check, in_one_line, stop

GUNICORN_LOG = "--logger-class=cmm.core.gunicorn_log.Lines"
PROGRAMS = {
    "web": ("gunicorn", "cmm.wsgi:application", "--threads=4", "--no-control-socket", GUNICORN_LOG),
    "worker": ("celery", "--quiet", "-A", "cmm", "worker", "--loglevel=INFO", "--concurrency=2", "--without-mingle"),
    "beat": (
        "celery",
        "--quiet",
        "-A",
        "cmm",
        "beat",
        "--loglevel=INFO",
        "--pidfile=",
        "--scheduler=cmm.jobs.ringing:Ringer",
    ),
}
NEEDS = {"worker": ("CMM_SYSTEM_KEY",)}


def main(words: list[str]) -> None:
    if words[:1] == ["backup"]:  # it reads settings of its own, and knows none of the register's keys
        os.execv(sys.executable, [sys.executable, "-m", "cmm.backup", *words[1:]])  # noqa: S606 -- our own
    if not words or words[0] not in PROGRAMS:
        stop(f"python -m cmm takes one of: {', '.join([*PROGRAMS, 'backup'])}.", 2)
    with in_one_line():
        check(*NEEDS.get(words[0], ()))
    if words[0] == "web":
        counting.forget()
    os.execv(sys.executable, [sys.executable, "-m", *PROGRAMS[words[0]], *words[1:]])  # noqa: S606 -- programs named above


if __name__ == "__main__":
    main(sys.argv[1:])
