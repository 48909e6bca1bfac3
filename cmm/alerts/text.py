"""The figures as Prometheus reads them: one line each, by name, label and number, and nothing about anybody."""

from collections.abc import Iterator

from django.db import DatabaseError

from cmm.alerts.figures import jobs_by_state, silence, whole
from cmm.core.counting import counted

Values = dict[tuple[tuple[str, str], ...], float]
TYPE = "text/plain; version=0.0.4; charset=utf-8"


def page() -> str:
    return "\n".join([*figures(), *machinery(), *requests(), ""])


def figures() -> Iterator[str]:
    for name, value in whole().items():
        yield from metric(name, "gauge", {(): value})


def machinery() -> Iterator[str]:
    try:
        jobs: Values = {(("kind", kind), ("state", state)): value for (kind, state), value in jobs_by_state().items()}
        silent: Values = {(("process", name),): value for name, value in silence().items()}
    except DatabaseError:
        return
    yield from metric("jobs", "gauge", jobs)
    yield from metric("process_silent_seconds", "gauge", silent)


def requests() -> Iterator[str]:
    by_status, seconds = counted()
    rows: Values = {
        (("route", route), ("status", str(status or "other"))): n for (route, status), n in by_status.items()
    }
    yield from metric("requests_total", "counter", rows)
    took: Values = {(("route", route),): n for route, n in seconds.items()}
    yield from metric("request_seconds_total", "counter", took)


def metric(name: str, kind: str, values: Values) -> Iterator[str]:
    yield f"# TYPE cmm_{name} {kind}"
    for labels, value in values.items():
        inside = ",".join(f'{label}="{said}"' for label, said in labels)
        number = "+Inf" if value == float("inf") else f"{value:.15g}"
        yield f"cmm_{name}{{{inside}}} {number}" if inside else f"cmm_{name} {number}"
