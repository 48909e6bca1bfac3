"""Keys by hand: ``python -m cmm.crypto new > keyring.json``, then ``add``, ``use`` and ``drop`` in that file."""

import json
import sys
from pathlib import Path

from cmm.crypto import making
from cmm.crypto.keyring import PURPOSES

HELP = f"""python -m cmm.crypto WORD

  new                       print a new keyring
  add PURPOSE FILE          a new key that opens; its id is printed
  use PURPOSE KEY FILE      close with it from now on (then: manage.py rotate_keys)
  drop PURPOSE KEY FILE     forget it, and what is still closed with it

The purposes are {", ".join(PURPOSES)}."""
ARGUMENTS = {"add": 2, "use": 3, "drop": 3}


def main(words: list[str]) -> int:
    if words == ["new"]:
        sys.stdout.write(making.as_text(making.new_keyring()))
        return 0
    if not words or len(words) - 1 != ARGUMENTS.get(words[0]) or words[1] not in PURPOSES:
        sys.stdout.write(f"{HELP}\n")
        return 2
    change(words[0], Path(words[-1]), *words[1:-1])
    return 0


def change(word: str, path: Path, *names: str) -> None:
    written = json.loads(path.read_text())
    if word == "add":
        sys.stdout.write(f"{making.add_key(written, *names)}\n")
    else:
        {"use": making.use_key, "drop": making.drop_key}[word](written, *names)
    making.write(path, written)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
