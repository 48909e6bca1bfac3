"""``python -m cmm backup``: the process that stays; with words, what is done by hand."""

import logging
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from cmm.backup.following import ALIVE, Register, run_for_ever, run_once, shelf_of_environment
from cmm.backup.keys import new_key
from cmm.backup.pruning import prune
from cmm.backup.replication import Broken
from cmm.backup.restoring import restore
from cmm.backup.shelf import Damaged
from cmm.settings import environment
from cmm.start import in_one_line, stop
from machine.steps import MachineError

HELP = """python -m cmm backup [WORD]

                        follow the register for ever
  once                  a base backup and the log to this moment
  alive                 end with 0 where the last minute was laid down
  restore FOLDER        into an empty folder: FOLDER/postgres, FOLDER/files, FOLDER/anchors
      --to MOMENT       as it was then: 2026-11-27T03:00+01:00
      --base ID         from this base backup and not the newest
  prune DAYS            what is older goes; by the owner of the folder, who alone may delete in it
  new-key [FILE]        print a key; with a file of older ones, those and a new one in use"""

log = logging.getLogger("cmm.backup")


def main(words: list[str]) -> int:
    word, *rest = words or ["follow"]
    if word not in WORDS:
        sys.stdout.write(f"{HELP}\n")
        return 2
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    with in_one_line():
        try:
            return WORDS[word](rest)
        except (Broken, Damaged, MachineError, OSError) as reason:
            stop(f"Backup: {reason}", 1)
    return 1


def follow(_words: list[str]) -> int:
    seconds, hours = environment.number("CMM_BACKUP_SECONDS", 10), environment.number("CMM_BACKUP_BASE_HOURS", 24)
    run_for_ever(Register.of_environment(), seconds, timedelta(hours=hours), log.info)
    return 0


def once(_words: list[str]) -> int:
    run_once(Register.of_environment(), log.info)
    return 0


def alive(_words: list[str]) -> int:
    return 0 if ALIVE.exists() and time.time() - ALIVE.stat().st_mtime < 60 else 1


def bring_back(words: list[str]) -> int:
    folder, *options = words or [""]
    given = dict(zip(options[::2], options[1::2], strict=True)) if len(options) % 2 == 0 else {"": ""}
    if not folder or set(given) - {"--to", "--base"}:
        sys.stdout.write(f"{HELP}\n")
        return 2
    until = datetime.fromisoformat(given["--to"]).astimezone() if "--to" in given else None
    restored = restore(shelf_of_environment(), Path(folder), until=until, only=given.get("--base", ""))
    sys.stdout.write(f"{restored.told()}\n")
    return 0


def prune_by_hand(words: list[str]) -> int:
    files = Path(environment.text("CMM_FILES_FOLDER"))
    sys.stdout.write(f"{prune(shelf_of_environment(), files, float(words[0]))} things gone\n")
    return 0


def make_key(words: list[str]) -> int:
    sys.stdout.write(new_key(Path(words[0]).read_text() if words else ""))
    return 0


WORDS = {
    "follow": follow,
    "once": once,
    "alive": alive,
    "restore": bring_back,
    "prune": prune_by_hand,
    "new-key": make_key,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
