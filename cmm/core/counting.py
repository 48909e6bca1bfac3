"""How many requests each page answered, how, and for how long: counted by every process of the web, told by any.

Each process keeps its own file of numbers, mapped into its memory, so that nobody waits for another and what a killed
process counted is kept. Whoever tells adds the files up. Nothing of a request is in them but its page's name.
"""

import mmap
import os
import shutil
import threading
from collections import Counter
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

STATUSES = (200, 204, 206, 301, 302, 304, 400, 403, 404, 405, 409, 413, 422, 429, 500, 502, 503)
OTHER = 0  # any other status
KINDS = (*STATUSES, OTHER, "ms")
NUMBER = 8  # bytes
lock = threading.Lock()


def count(route: str, status: int, seconds: float) -> None:
    """Nothing is counted where nobody asks."""
    if not settings.CMM_FIGURES_PORT:
        return
    place = places().get(route, places()["none"]) * len(KINDS)
    kind = KINDS.index(status) if status in STATUSES else KINDS.index(OTHER)
    with lock:
        add(own_file(os.getpid()), place + kind, 1)
        add(own_file(os.getpid()), place + KINDS.index("ms"), round(1000 * seconds))


def add(numbers: mmap.mmap, place: int, more: int) -> None:
    at = slice(place * NUMBER, (place + 1) * NUMBER)
    numbers[at] = (int.from_bytes(numbers[at], "little") + more).to_bytes(NUMBER, "little")


@cache
def own_file(pid: int) -> mmap.mmap:
    """One for each process; after a fork the child has another number, and so another file."""
    folder = Path(settings.CMM_FIGURES_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / f"{pid}.counts").open("a+b") as file:
        file.truncate(len(places()) * len(KINDS) * NUMBER)
        return mmap.mmap(file.fileno(), 0)


@cache
def places() -> dict[str, int]:
    """Every page's place in a file, by its name. The processes of one web have the same pages."""
    return {name: place for place, name in enumerate(["none", "static", *names(get_resolver())])}


def names(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> list[str]:
    inside = (*spaces, resolver.namespace) if resolver.namespace else spaces
    found: list[str] = []
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found += names(one, inside)
        elif isinstance(one, URLPattern) and one.name:
            found.append(":".join([*inside, one.name]))
    return list(dict.fromkeys(found))


def counted() -> tuple[dict[tuple[str, int], int], dict[str, float]]:
    """Requests by page and status, and the seconds they took by page, of every process there has been."""
    total: Counter[int] = Counter()
    for path in Path(settings.CMM_FIGURES_FOLDER).glob("*.counts"):
        numbers = path.read_bytes()
        for place in range(len(numbers) // NUMBER):
            if value := int.from_bytes(numbers[place * NUMBER : (place + 1) * NUMBER], "little"):
                total[place] += value
    requests: dict[tuple[str, int], int] = {}
    seconds: dict[str, float] = {}
    for route, row in places().items():
        for column, kind in enumerate(KINDS):
            value = total[row * len(KINDS) + column]
            if value and isinstance(kind, int):
                requests[route, kind] = value
            elif value:
                seconds[route] = value / 1000
    return requests, seconds


def forget() -> None:
    """The web starts: it has answered nothing yet."""
    shutil.rmtree(settings.CMM_FIGURES_FOLDER, ignore_errors=True)
