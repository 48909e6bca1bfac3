"""Asks whether what runs in this container is well; the exit code is the answer.

``/readyz`` is asked of the web, ``file:PATH`` must have been touched within two minutes.
"""

import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

LATE = 120


def ask_the_web(page: str) -> None:
    host = os.environ["ALLOWED_HOSTS"].split(",")[0]
    question = urllib.request.Request(f"http://127.0.0.1:8000{page}", headers={"Host": host})
    urllib.request.urlopen(question, timeout=4)  # noqa: S310 -- its own address, always http


def look_at(path: Path) -> None:
    silent = time.time() - path.stat().st_mtime
    if silent > LATE:
        raise OSError(f"silent for {silent:.0f} seconds")


def main(asked: str) -> None:
    try:
        look_at(Path(asked.removeprefix("file:"))) if asked.startswith("file:") else ask_the_web(asked)
    except (urllib.error.URLError, OSError) as reason:
        sys.exit(f"{asked}: {reason}")


if __name__ == "__main__":
    main(sys.argv[1])
