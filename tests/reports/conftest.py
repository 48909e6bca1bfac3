import gc
import json
import warnings
from datetime import UTC, datetime

import pytest

import reports.tasks  # noqa: F401 -- registers what the worker does
from cmm.jobs import bell, services
from reports.figures.historical import historical_figures
from reports.history.reading import read_history
from reports.rendering import child
from reports.rendering.drawing import order_for
from reports.services import approve_edition, load_history, publish_edition, request_edition
from reports.services.editions import digest_of
from tests.reports.wholes import whole

WHY = {"why_da": "Otte henvendelser kom for sent.", "why_en": "Eight inquiries came too late."}
STAMP = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def history():
    """The sources and figures that ship with the product."""
    return read_history()


@pytest.fixture(scope="session")
def figures_2021(history):
    return historical_figures(2021, *history)


@pytest.fixture(scope="session")
def figures_live(history):
    return whole(history)


def order_of(figures):
    frozen = json.loads(json.dumps(figures, sort_keys=True))
    return order_for(frozen, number=1, digest=digest_of(frozen), stamp=STAMP)


def drawn(figures):
    """Every file of an edition, by kind and language, drawn in this process."""
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
        patch.setattr(child, "say", lambda *_bytes, **_told: None)
        files = {(file.kind, file.language): file for file in child.drawn(order_of(figures))}
        gc.collect()
        return files


@pytest.fixture(scope="session")
def files_2021(figures_2021):
    return drawn(figures_2021)


@pytest.fixture(scope="session")
def files_live(figures_live):
    return drawn(figures_live)


@pytest.fixture
def statistician(people):
    return people["cmm_statistician"]


@pytest.fixture
def loaded(db):
    return load_history()


@pytest.fixture(autouse=True)
def silent_bell(monkeypatch):
    """No worker is rung; a test that wants the work done asks for it."""
    monkeypatch.setattr(bell, "ring", lambda _job: None)


@pytest.fixture
def quick_drawing(monkeypatch):
    """A drawing without a child process, for tests of everything around it."""
    from reports.rendering.files import DataFile

    def draw(figures, *, number, digest, stamp, tell):
        tell(1, 2, "da.series")
        return [
            DataFile(kind, language, f"report-{language}.{kind}", "", f"{digest}{kind}".encode(), 14)
            for kind in ("pdf", "csv")
            for language in ("da", "en")
        ]

    for service in ("drawing", "reproducing"):
        monkeypatch.setattr(f"reports.services.{service}.draw", draw)


def asked(actor, year):
    """The edition of ``year``, as far as the worker brings it; said to be a correction where it is one."""
    edition = request_edition(actor=actor, year=year, **WHY)
    services.run(edition.job_id)
    edition.refresh_from_db()
    return edition


def sealed(people, edition):
    """The edition, reviewed by the coordinator and sealed by the worker."""
    services.run(approve_edition(actor=people["cmm_coordinator"], edition=edition).job_id)
    edition.refresh_from_db()
    return edition


def released(people, edition):
    return publish_edition(actor=people["cmm_coordinator"], edition=sealed(people, edition))


@pytest.fixture
def edition(loaded, statistician, quick_drawing):
    """The edition of 2021, drawn and not yet published."""
    return asked(statistician, 2021)
