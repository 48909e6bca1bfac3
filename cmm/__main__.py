"""``python -m cmm web``, ``worker`` or ``beat``: one process of the register; further words go to its program."""

import os
import sys

from cmm.start import check, in_one_line, stop

PROGRAMS = {
    "web": ("gunicorn", "cmm.wsgi:application", "--threads=4", "--no-control-socket"),
    "worker": ("celery", "-A", "cmm", "worker", "--loglevel=INFO", "--concurrency=2", "--without-mingle"),
    "beat": ("celery", "-A", "cmm", "beat", "--loglevel=INFO", "--pidfile="),
}
NEEDS = {"worker": ("CMM_SYSTEM_KEY",)}


def main(words: list[str]) -> None:
    if not words or words[0] not in PROGRAMS:
        stop(f"python -m cmm takes one of: {', '.join(PROGRAMS)}.", 2)
    with in_one_line():
        check(*NEEDS.get(words[0], ()))
    os.execv(sys.executable, [sys.executable, "-m", *PROGRAMS[words[0]], *words[1:]])  # noqa: S606 -- programs named above


if __name__ == "__main__":
    main(sys.argv[1:])
