"""An upgrade rehearsed on a release: ``./dev campaign upgrade [COMMIT] [MODULES] [SEED]``.

The release's web serves people who read and write while today's code migrates; every later migration is taken back and
put in again; and a seeded sample of the release's own tests runs on the migrated schema.
"""

import tempfile
import time
from pathlib import Path

from tests import database
from tests.upgrades import rehearsal
from tests.upgrades.released import RELEASE

MODULES, SEED, LONGEST = 60, 2026, 1.0


def main(words: list[str]) -> tuple[str, bool]:
    commit = words[0] if words else rehearsal.newest(RELEASE)
    number = int(words[1]) if len(words) > 1 else MODULES
    seed = int(words[2]) if len(words) > 2 else SEED
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as above, rehearsal.release(commit) as folder:
        load, migrated = rehearsal.under_load(folder, Path(above) / "web.log")
        back, again = rehearsal.back_and_forth()
        chosen, tested = rehearsal.tests_of_the_release(folder, number, seed)
    database.drop(rehearsal.DATABASE)
    longest = max(load.during(), default=0.0)
    ok = not (load.errors or migrated.returncode or again or tested.returncode) and longest <= LONGEST
    lines = [f"release {commit}, today's code migrates under it", *under_load(load, migrated)]
    lines += [f"  taken back and put in again  {'; '.join(back) or 'nothing to take back'}"]
    lines += [f"  the release's tests          {len(chosen)} modules, seed {seed}: {last(tested.stdout)}"]
    lines += [f"    {line}" for line in tested.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    lines += [f"{time.monotonic() - began:.0f} seconds", "holds" if ok else "BROKEN"]
    return "\n".join(lines) + "\n", ok


def under_load(load: rehearsal.Load, migrated: object) -> list[str]:
    during, beside = load.during(), load.beside()
    tries = migrated.stderr.count("it is tried again")  # type: ignore[attr-defined]
    wrong = [f"    {one}" for one in sorted(set(load.errors))[:20]]
    if migrated.returncode:  # type: ignore[attr-defined]
        wrong += [f"    migrate: {last(migrated.stderr)}"]  # type: ignore[attr-defined]
    return [
        f"  answers                      {len(load.answers)}, of these {len(during)} while it migrated; "
        f"errors {len(load.errors)}",
        *wrong,
        f"  migrate                      {load.ended - load.began:.1f} s, begun anew {tries} times",
        f"  longest answer               {max(during, default=0):.2f} s; beside it {max(beside, default=0):.2f} s",
        f"  longest silence              {load.silence:.2f} s",
    ]


def last(text: str) -> str:
    return text.strip().splitlines()[-1] if text.strip() else ""
