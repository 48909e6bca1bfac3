"""The process that stays: it follows the log, lays it down every few seconds, and takes a base backup once a day."""

import io
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from cmm.backup.bases import Base, newest_base, now, take_base
from cmm.backup.beside import GROWING, Files, Growing
from cmm.backup.keys import ring_of_backup
from cmm.backup.replication import Broken, Line, as_number
from cmm.backup.shelf import Damaged, Shelf, mark
from cmm.settings import environment

SLOT, BASE = "cmm_backup_", "cmm_base_"
MOST = 1 << 24  # bytes that are laid down at once
LOOKS = 300  # seconds between two looks at the age of the newest base backup
UNITS = {"kB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}
ALIVE = Path(tempfile.gettempdir()) / "cmm-backup-alive"
SLOTS = (
    r"SELECT slot_name, restart_lsn::text, wal_status FROM pg_replication_slots WHERE slot_name LIKE 'cmm\_backup\_%'"
)
TOLD = r"SELECT slot_name FROM pg_replication_slots WHERE slot_name LIKE 'cmm\_base\_%'"


@dataclass(frozen=True)
class Register:
    """What is copied, and to where."""

    address: str
    files: Path
    anchors: Path
    shelf: Shelf

    @classmethod
    def of_environment(cls) -> "Register":
        text = environment.text
        folders = Path(text("CMM_FILES_FOLDER")), Path(text("CMM_ANCHOR_FOLDER"))
        return cls(environment.address("DATABASE_BACKUP_URL"), *folders, shelf_of_environment())


def shelf_of_environment() -> Shelf:
    return Shelf(Path(environment.text("CMM_BACKUP_FOLDER")), ring_of_backup())


@dataclass(frozen=True)
class Series:
    """One unbroken run of the log: the server keeps it for us by a slot, which no restored server has."""

    slot: str
    begins: int
    system: str
    timeline: str
    segment: int

    @property
    def name(self) -> str:
        return f"{self.system}-{self.slot.removeprefix(SLOT)}"


def series_of(line: Line, address: str) -> Series:
    """The one that goes on, or a new one where the server has kept nothing for us."""
    with psycopg.connect(address, autocommit=True) as connection:
        slots = connection.execute(SLOTS).fetchall()
        for slot, _restart, status in slots:
            if status == "lost":
                line.ask(f'DROP_REPLICATION_SLOT "{slot}"')
        if not [slot for slot, _restart, status in slots if status != "lost"]:
            line.ask(f'CREATE_REPLICATION_SLOT "{SLOT}{now():%Y%m%d_%H%M%S}_{mark()}" PHYSICAL RESERVE_WAL')
        slot, restart, _status = connection.execute(SLOTS).fetchall()[0]
    (system, timeline, *_rest), *_ = line.ask("IDENTIFY_SYSTEM")
    size = line.ask("SHOW wal_segment_size")[0][0]
    segment = int(size[:-2]) * UNITS[size[-2:]]
    begins = as_number(restart)
    return Series(slot, begins - begins % segment, system, timeline, segment)


def tell_base(line: Line, address: str, base: Base) -> None:
    """The server knows by the name of a slot that keeps nothing when the newest base backup was finished: it is all a
    login that only copies may leave there, and whoever watches the register reads it (cmm.alerts.figures).
    """
    with psycopg.connect(address, autocommit=True) as connection:
        earlier = [name for (name,) in connection.execute(TOLD).fetchall()]
    line.ask(f'CREATE_REPLICATION_SLOT "{BASE}{base.finished:%Y%m%d_%H%M%S}" PHYSICAL')
    for name in earlier:
        line.ask(f'DROP_REPLICATION_SLOT "{name}"')


class Follower:
    """From the place the server kept for us; what a killed one had begun is laid down again."""

    def __init__(self, register: Register) -> None:
        self.register, self.shelf = register, register.shelf
        self.line = Line(register.address)
        self.series = series_of(self.line, register.address)
        self.files = Files(self.shelf, register.files)
        self.growing = [Growing(self.shelf, self.series.name, register.anchors / name) for name in GROWING]
        self.position, self.held = self.series.begins, bytearray()
        self.copy_beside()  # the first time it takes long, and the server would give up on us
        self.line.start(self.series.slot, self.series.begins, self.series.timeline)

    def follow(self, every: float, until: Callable[[], bool]) -> None:
        laid = time.monotonic()
        while not until():
            if (received := self.line.receive(min(1.0, every))) is not None:
                self.take_in(*received)
            if time.monotonic() - laid >= every or len(self.held) >= MOST:
                self.lay_down()
                laid = time.monotonic()
        self.lay_down()

    def take_in(self, begins: int, content: bytes) -> None:
        if begins != self.position:
            raise Broken(f"The log goes on at {begins:X} and not at {self.position:X}.")
        self.held += content
        self.position += len(content)

    def lay_down(self) -> None:
        """Files first, then the log that speaks of them, and only then the server is told that we have it."""
        self.copy_beside()
        if self.held:
            begins = self.position - len(self.held)
            name = f"wal/{self.series.name}/{begins:016X}-{self.position:016X}-{mark()}"
            self.shelf.put(name, io.BytesIO(bytes(self.held)))
            self.held.clear()
        self.line.kept_up_to(self.position)
        ALIVE.touch()

    def copy_beside(self) -> None:
        self.files.copy()
        for one in self.growing:
            one.copy()

    def take_base(self) -> Base:
        database = str(conninfo_to_dict(self.register.address)["dbname"])
        facts = {"series": self.series.name, "timeline": self.series.timeline, "segment": self.series.segment}
        with closing(Line(self.register.address)) as line:
            base = take_base(line, self.shelf, database=database, **facts)
            tell_base(line, self.register.address, base)
        return base

    def needs_base(self, age: timedelta) -> bool:
        try:
            newest = newest_base(self.shelf)
        except Damaged:
            return True
        return newest.series != self.series.name or now() - newest.finished >= age


class Bases(threading.Thread):
    """Base backups beside the log, which goes on being laid down meanwhile."""

    def __init__(self, follower: Follower, age: timedelta, say: Callable[[str], None]) -> None:
        super().__init__(daemon=True)
        self.follower, self.age, self.say, self.failed = follower, age, say, ""

    def run(self) -> None:
        try:
            if self.follower.needs_base(self.age):
                base = self.follower.take_base()
                self.say(f"Base backup {base.id}: {sum(one['size'] for one in base.archives) >> 20} MB.")
        except (Broken, OSError, psycopg.Error) as reason:
            self.failed = str(reason)
            self.say(f"No base backup: {reason}")


def run_once(register: Register, say: Callable[[str], None]) -> None:
    """A base backup and the log to this moment."""
    follower = Follower(register)
    bases = Bases(follower, timedelta(0), say)
    bases.start()
    follower.follow(1.0, lambda: not bases.is_alive())
    if bases.failed:
        raise Broken(bases.failed)
    with psycopg.connect(register.address, autocommit=True) as connection:
        (goal,) = connection.execute("SELECT pg_current_wal_flush_lsn()::text").fetchone() or ("0/0",)
    follower.follow(1.0, lambda: follower.position >= as_number(goal))
    follower.line.close()


def run_for_ever(register: Register, every: float, age: timedelta, say: Callable[[str], None]) -> None:
    """Whatever happens to the server, it is followed again; somebody reads in the log that it was not."""
    while True:
        try:
            follower = Follower(register)
            bases = Bases(follower, age, say)
            while True:
                if not bases.is_alive():
                    bases = Bases(follower, age, say)
                    bases.start()
                soon = time.monotonic() + LOOKS
                follower.follow(every, lambda: time.monotonic() >= soon)  # noqa: B023 -- called before it changes
        except (Broken, OSError, psycopg.Error) as reason:
            say(f"The backup does not follow: {str(reason).splitlines()[0]}")
            time.sleep(min(every, 5))
