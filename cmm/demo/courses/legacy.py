"""Case sheets from before the register: one file has been moved in, and another waits to be tried."""

from collections.abc import Iterator
from pathlib import Path

import cases.legacy.tasks  # noqa: F401 -- the job is done here and now
from cases.legacy.models import Batch
from cases.legacy.selectors import judged
from cases.legacy.services import start_batch, upload_batch
from cases.legacy.services.storing import store_row
from cases.legacy.words import guess
from cmm.core.files.sheets import read_sheet
from cmm.demo.cast import Cast
from cmm.demo.clock import Course
from cmm.jobs.services import run

SHEETS = Path(__file__).parents[1] / "sheets"
WHY = "Sagerne fra før registeret skal kunne findes her."


def legacy_course(cast: Cast, names: Iterator[str]) -> Course:
    """The job finds every row stored already, under a name this world has chosen, and settles the count."""
    coordinator = cast.demo("cmm_coordinator")
    batch = uploaded(cast, "gamle-sagsark.csv")
    sheet = read_sheet((SHEETS / "gamle-sagsark.csv").read_bytes())
    batch = start_batch(actor=coordinator, batch=batch, columns=guess(sheet.header, {}), words={}, reason=WHY)
    for row in judged(coordinator, sheet, batch.columns, {}).rows:
        store_row(coordinator, batch, row, code_name=next(names))
    run(batch.job_id)
    uploaded(cast, "flere-sagsark.csv")
    yield from ()


def uploaded(cast: Cast, name: str) -> Batch:
    content = (SHEETS / name).read_bytes()
    return upload_batch(actor=cast.demo("cmm_coordinator"), content=content, sheet=read_sheet(content))
